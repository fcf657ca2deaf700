"""How the residents' pages are drawn: one small page without scripts, its style allowed by hash, kept by nobody else."""

from __future__ import annotations

import base64
import hashlib
import os
import re
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment
from sanic.response import HTTPResponse, html

from bot.consultation.model import Library
from casework.consultations import Consultation
from casework.mediators import MediatorCard
from channels.pages import TEMPLATES, templates
from channels.turns import CHINA

BETWEEN = re.compile(r"[、，,;；/ ]+")


class Titles(dict[str, str]):
    """What the issues are called; a case about none of them has a name, too."""

    def __init__(self, library: Library) -> None:
        super().__init__({name: issue.title for name, issue in library.issues.items()})

    def __missing__(self, name: str) -> str:
        return "法律上的事"


def draw(name: str, status: int = 200, **values: Any) -> HTTPResponse:
    """The page `templates/residents/<name>.html` as a response that no cache may keep."""
    page = _environment().get_template(f"residents/{name}.html").render(css=_css(), **values)
    return html(page, status=status, headers=SAFE)


def words(
    heading: str, *lines: str, href: str = "/mine", label: str = "回到「我的」", status: int = 200
) -> HTTPResponse:
    """A page that only says something, and leads on."""
    return draw("words", status, heading=heading, lines=lines, href=href, label=label)


def telephones(text: str) -> list[tuple[str, str]]:
    """Each number in what an office wrote down, with the link that dials it: 「0374-1234567转2、138…」."""
    dialled = [(one, re.sub(r"[^0-9+]", "", one.partition("转")[0])) for one in BETWEEN.split(text)]
    return [(shown, f"tel:{digits}") for shown, digits in dialled if len(digits) >= 3]


def photo(card: MediatorCard) -> str:
    """The address of a mediator's photo where there is such a file."""
    if not card.photo or not (Path(os.environ.get("FAWEN_PHOTOS") or "var/photos") / card.photo).is_file():
        return ""
    return f"/photos/{card.photo}"


def told(one: Consultation) -> list[dict[str, str]]:
    """What the resident said, as the guide showed it."""
    said: list[dict[str, str]] | None = one.guide.get("told")
    return said or [{"fact": str(fact), "answer": str(answer)} for fact, answer in one.facts.items()]


def day(moment: datetime) -> str:
    local = moment.astimezone(CHINA)
    return f"{local.year}年{local.month}月{local.day}日"


def when(moment: datetime) -> str:
    return f"{day(moment)} {moment.astimezone(CHINA):%H:%M}"


@cache
def _environment() -> Environment:
    environment = templates().overlay()
    environment.filters = templates().filters | {
        "telephones": telephones,
        "photo": photo,
        "told": told,
        "day": day,
        "when": when,
    }
    return environment


@cache
def _css() -> str:
    return (TEMPLATES / "residents" / "residents.css").read_text("utf-8")


_HASH = base64.b64encode(hashlib.sha256(_css().encode()).digest()).decode()
SAFE = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
    "Content-Security-Policy": f"default-src 'none'; style-src 'sha256-{_HASH}'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'self'",
}
