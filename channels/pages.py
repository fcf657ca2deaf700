"""Pages the server draws itself: the guide, which must print, be kept, and open in any phone's browser without scripts."""

from __future__ import annotations

import base64
import hashlib
import re
from copy import deepcopy
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, select_autoescape
from markupsafe import Markup, escape

from bot.consultation.model import Library
from bot.consultation.render import NOT_ADVICE, case_source, review_note
from bot.consultation.values import show

TEMPLATES = Path(__file__).parent / "templates"
ABOUT = {
    "分析": "法律怎么看",
    "金额": "能算出来的钱",
    "期限": "不能错过的日子",
    "风险": "要当心的事",
    "证据": "证据清单",
    "办法": "一步一步怎么走",
}
BOXES = re.compile("[☐☑][^☐☑　\\n（），；。]{0,12}")
RULES = re.compile("＿{5,}(?![＿（])")
MARKS = re.compile("＿*（待[填选]）")
CALL = ("12348", "110", "120")


def guide_page(guide: dict[str, Any], library: Library, address: str = "") -> str:
    """The guide as one self-contained HTML page; full texts of articles are looked up as of the guide's day.

    :param address: where the page stands, for the links to its papers; without one they are only named.
    """
    guide = deepcopy(guide)
    order = {name: position for position, name in enumerate(("分析", "金额", "期限", "办法", "证据", "风险"))}
    sections = sorted(guide["sections"], key=lambda section: order[section["name"]])
    return (
        templates()
        .get_template("guide.html")
        .render(
            guide=guide,
            sections=sections,
            laws=_laws(sections, library.texts, date.fromisoformat(guide["day"])),
            about=ABOUT,
            call=[{"number": one, **library.contacts[one]} for one in CALL if one in library.contacts],
            not_advice=NOT_ADVICE,
            review=review_note(guide),
            address=address,
            css=_css(),
        )
    )


def _laws(sections: list[dict[str, Any]], texts: Any, day: date) -> list[dict[str, Any]]:
    """Every article the guide cites, once, by law, in the order of their first mention; each item is given its anchor."""
    laws: dict[str, dict[str, Any]] = {}
    for one in (one for section in sections for item in section["items"] for one in item["citations"]):
        law = laws.setdefault(one["law"], {**one, "articles": {}})
        one["anchor"] = f"law-{list(laws).index(one['law']) + 1}-{one['article']}"
        if one["article"] not in law["articles"]:
            label = one["label"].rpartition("》")[2]
            full = texts.text(one["law"], one["article"], day) if texts else None
            law["articles"][one["article"]] = {**one, "article_label": label, "full": full}
    return [
        {**law, "articles": sorted(law["articles"].values(), key=lambda one: article_order(one["article"]))}
        for law in laws.values()
    ]


def article_order(article: str) -> tuple[int, str]:
    """Sorts 99 before 100 and 133 before 133之一."""
    number, _, inserted = article.partition("之")
    return (int(number) if number.isdigit() else 10_000, inserted)


def gone_page(title: str, text: str) -> str:
    """A kind page where there is nothing to show."""
    return templates().get_template("gone.html").render(title=title, text=text, css=_css())


@cache
def templates() -> Environment:
    """The pages' templates, with the filters they use."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=select_autoescape(), trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["show"] = show
    environment.filters["marked"] = marked
    environment.filters["case_source"] = case_source
    environment.filters["weekday"] = lambda day: "一二三四五六日"[date.fromisoformat(day).weekday()]
    return environment


def marked(text: str) -> Markup:
    """A paper's text with its marks for what is still to be filled in or chosen made visible."""
    text = BOXES.sub(r'<span class="choice">\g<0></span>', str(escape(text)))
    text = RULES.sub(r'<span class="line">\g<0></span>', text)
    return Markup(MARKS.sub(r'<span class="todo">\g<0></span>', text))


@cache
def _css() -> str:
    return (TEMPLATES / "guide.css").read_text("utf-8")


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


CONTENT_SECURITY = f"default-src 'none'; style-src 'sha256-{_hash(_css())}'; base-uri 'none'; frame-ancestors 'self'"
