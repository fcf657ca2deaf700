"""Answers and articles as every page shows them: the guide, the papers, and the talk that reads an answer back."""

from __future__ import annotations

from typing import Any

from bot.consultation.model import Article, Question
from bot.consultation.numerals import article_label
from bot.consultation.values import UNKNOWN, Sum, show


def spoken(question: Question, value: Any) -> str:
    """An answer in the words of the guide: 「3天」, 「8,000元」, 「2026年3月」."""
    if value == UNKNOWN:
        return UNKNOWN
    if question.kind == "money":
        return show(Sum(value, value, ""))
    if question.kind == "date" and "-" not in str(value):
        return f"{value}年"
    if question.kind == "age":
        return f"{show(value)}岁"
    unit = "个月" if question.unit == "月" else question.unit
    return show(value) + (unit if question.kind in ("duration", "number") else "")


def citation(article: Article) -> dict[str, str]:
    """An article as every door shows it: law, number, in force since, gist, day checked."""
    number = article.former or article.article
    edition = f"（{article.edition}）" if article.edition else ""
    return {
        "label": f"《{article.short}》{edition}{article_label(number)}",
        "law": article.law + edition,
        "kind": article.kind,
        "article": number,
        "gist": article.gist,
        "in_force": article.in_force.isoformat(),
        "checked_on": article.checked_on,
        "source": article.source,
        "number": article.number,
        "note": article.note,
    }
