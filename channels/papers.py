"""The papers a resident can take along: the page that prints, and the Word file that can be changed."""

from __future__ import annotations

import base64
import hashlib
import io
from functools import cache
from typing import Any
from urllib.parse import quote

from docxtpl import DocxTemplate
from jinja2.sandbox import SandboxedEnvironment

from bot.consultation.render import review_note
from bot.consultation.values import show
from channels.pages import TEMPLATES, templates

LAYOUT = TEMPLATES / "paper.docx"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def paper_page(paper: dict[str, Any], guide_address: str = "") -> str:
    """A paper as one self-contained HTML page; with the guide's address it links back and to the Word file."""
    page = templates().get_template("paper.html")
    address = f"{guide_address}/papers/{paper['id']}" if guide_address else ""
    return page.render(paper=paper, review=review_note(paper), css=_css(), guide=guide_address, address=address)


def paper_file(paper: dict[str, Any]) -> bytes:
    """A paper as a Word file in the house's layout."""
    layout = DocxTemplate(LAYOUT)
    # What is poured in is text, never markup; and the layout, which others may restyle, stays in a sandbox.
    environment = SandboxedEnvironment(autoescape=True)
    environment.filters["show"] = show
    layout.render({"paper": paper, "review": review_note(paper)}, environment)
    layout.docx.core_properties.title = paper["title"]
    written = io.BytesIO()
    layout.save(written)
    return written.getvalue()


def paper_named(guide: dict[str, Any] | None, name: str) -> dict[str, Any] | None:
    """A paper of a kept guide; guides kept before there were papers have none."""
    return next((paper for paper in (guide or {}).get("papers", []) if paper["id"] == name), None)


def as_download(paper: dict[str, Any]) -> str:
    """The header that saves a paper under its Chinese title, and under its plain name where that is not understood."""
    return f"attachment; filename=\"{paper['id']}.docx\"; filename*=UTF-8''{quote(paper['title'])}.docx"


@cache
def _css() -> str:
    return (TEMPLATES / "paper.css").read_text("utf-8")


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


PAPER_SECURITY = f"default-src 'none'; style-src 'sha256-{_hash(_css())}'; base-uri 'none'; frame-ancestors 'self'"
