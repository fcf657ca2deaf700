"""From facts to a paper a resident can take along, as plain data every door renders its own way.

What is unknown or was never asked stays a marked blank; nothing is invented, and who the people are is left to be
written in by hand.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.consultation.analysis import Analysis
from bot.consultation.careful import must_be_careful
from bot.consultation.conditions import holds
from bot.consultation.model import Article, Issue, Library
from bot.consultation.numerals import article_label
from bot.consultation.paper_blocks import block
from bot.consultation.paper_filling import Filling
from bot.consultation.paper_model import Paper
from bot.consultation.shown import citation

Built = dict[str, Any]


def papers_for(issue: Issue, guide: Built, analysis: Analysis, library: Library) -> list[Built]:
    """The papers that fit these facts, the most pressing first."""
    fitting = [paper for paper in library.papers.values() if fits(paper, issue, analysis)]
    return [build(paper, issue, guide, analysis, library) for paper in sorted(fitting, key=lambda one: one.order)]


def fits(paper: Paper, issue: Issue, analysis: Analysis) -> bool:
    """Whether a paper is of use with these facts; what hangs on something unknown is not offered."""
    if not paper.is_for(issue.name) or holds(paper.condition(issue.name), analysis.known) is not True:
        return False
    return not (paper.unless_careful and must_be_careful(issue, analysis.facts))


def build(paper: Paper, issue: Issue, guide: Built, analysis: Analysis, library: Library) -> Built:
    """One paper with what the facts fill in: a JSON-ready dict, the same for the same guide."""
    day = date.fromisoformat(guide["day"])
    filling = Filling(issue, analysis.known, day, guide)
    articles = [library.article(one, day) for one in paper.cite]
    return {
        "id": paper.id,
        "title": paper.title,
        "issue": issue.name,
        "issue_title": issue.title,
        "day": guide["day"],
        "knowledge_version": guide["knowledge_version"],
        "reviewed_by": paper.reviewed_by,
        "reviewed_on": paper.reviewed_on,
        "blocks": _joined([made for one in paper.blocks if filling.applies(one) for made in block(one, filling)]),
        "use": list(paper.use),
        "where": paper.where,
        "citations": [citation(article) for article in articles if article],
        "basis": _basis([article for article in articles if article]),
    }


def _basis(articles: list[Article]) -> str:
    """「《民事诉讼法》第二十二条、第二十四条；《民法典》第六百七十五条」."""
    laws: dict[str, list[str]] = {}
    for article in articles:
        laws.setdefault(article.short, []).append(article_label(article.article))
    return "；".join(f"《{law}》{'、'.join(numbers)}" for law, numbers in laws.items())


def _joined(blocks: list[Built]) -> list[Built]:
    """Tables of elements that follow one another are one table."""
    joined: list[Built] = []
    for one in blocks:
        if joined and one["kind"] == joined[-1]["kind"] == "rows":
            joined[-1] = {"kind": "rows", "rows": joined[-1]["rows"] + one["rows"]}
        else:
            joined.append(one)
    return joined
