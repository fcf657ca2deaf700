"""The 法律分析和意见指南: one page a resident can keep, as plain data every door renders its own way.

Nothing appears without its source: a finding carries its articles, a sum its formula, a figure its publication.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.consultation import editions, typical_cases
from bot.consultation.analysis import FIGURE, PLACEHOLDER, Analysis, Result, analyse, figures_behind, needed
from bot.consultation.conditions import holds, mentioned
from bot.consultation.interview import Facts, asked
from bot.consultation.model import SECTIONS, Article, Finding, Issue, Library, Question
from bot.consultation.numerals import article_label
from bot.consultation.values import UNKNOWN, Figure, Sum, show

Guide = dict[str, Any]


def build(issue: Issue, facts: Facts, today: date, library: Library) -> Guide:
    """The guide for these facts on this day: a JSON-ready dict, the same for the same three, for ever."""
    analysis = analyse(issue, facts, today, library)
    holding = {name: [one for one in analysis.holding if one.section == name] for name in SECTIONS}
    holding["办法"].sort(key=lambda finding: finding.order)
    clocks = {finding.id: editions.clock(issue, finding, analysis.facts, today) for finding in analysis.holding}
    cited = ((article, clocks[finding.id]) for finding in analysis.holding for article in finding.cite)
    alike = typical_cases.alike(library.typical_cases, issue.name, (finding.id for finding in analysis.holding))
    return {
        "issue": issue.name,
        "issue_title": issue.title,
        "group": issue.group,
        "day": today.isoformat(),
        "knowledge_version": library.version,
        "reviewed_by": issue.reviewed_by,
        "reviewed_on": issue.reviewed_on,
        "mediation": issue.mediation,
        "told": [_told(question, analysis.facts) for question in asked(issue, facts) if question.id in analysis.facts],
        "headline": headline(issue, analysis),
        "sections": [
            {"name": name, "items": [_item(finding, analysis, clocks[finding.id], library) for finding in found]}
            for name, found in holding.items()
            if found
        ],
        "unknown": _unknown(issue, analysis, library),
        "figures": _figures(issue, analysis),
        "older_law": editions.older_law(cited, library),
        "alike": [typical_cases.shown(case, library, today) for case in alike],
    }


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


def _told(question: Question, facts: Facts) -> dict[str, Any]:
    return {"fact": question.id, "ask": question.ask, "answer": spoken(question, facts[question.id])}


def headline(issue: Issue, analysis: Analysis) -> str:
    """The first sentence that fits, with its gaps filled; one whose gap cannot be filled does not fit."""
    for one in issue.headline:
        wanting = any(analysis.known.get(name, UNKNOWN) == UNKNOWN for name in PLACEHOLDER.findall(one.say))
        if holds(one.when, analysis.known) and not wanting:
            return _fill(one.say, analysis)
    return ""


def _item(finding: Finding, analysis: Analysis, at: editions.Clock, library: Library) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": finding.id,
        "say": _fill(finding.say, analysis),
        "citations": [citation(found) for one in finding.cite if (found := editions.governing(one, library, at))],
    }
    if finding.amount:
        amount = analysis.known[finding.amount]
        item["amount"] = show(amount) if isinstance(amount, Sum) else show(Sum(amount, amount, ""))
        item["formula"] = amount.formula if isinstance(amount, Sum) else ""
        item["note"] = amount.note if isinstance(amount, Sum) else ""
    if finding.date:
        item["date"] = str(analysis.known[finding.date])
        item["date_text"] = show(analysis.known[finding.date])
    # Not "get": templates would take a dict's own method for it.
    for part, name in (("get", "obtain"), ("where", "where"), ("cost", "cost"), ("bring", "bring")):
        if text := getattr(finding, part):
            item[name] = text
    return item


def _fill(sentence: str, analysis: Analysis) -> str:
    return PLACEHOLDER.sub(lambda found: show(analysis.known.get(found[1], UNKNOWN)), sentence)


def _unknown(issue: Issue, analysis: Analysis, library: Library) -> list[dict[str, Any]]:
    """What has to be found out, how, and which findings hang on it; facts first, then figures."""
    hanging: dict[str, list[Result]] = {}
    for result in analysis.undecided:
        for cause in result.hangs_on:
            hanging.setdefault(cause, []).append(result)
    return [
        {**_how_to_find_out(issue, cause, library), "matters_to": [result.finding.id for result in results]}
        for cause, results in hanging.items()
    ]


def _how_to_find_out(issue: Issue, cause: str, library: Library) -> dict[str, str]:
    if cause.startswith(FIGURE):
        name = cause[len(FIGURE) :].partition("@")[0]
        series = library.figures.get(name)
        return {"fact": name, "ask": name, "find_out": series.ask if series else ""}
    question = issue.question(cause)
    return {"fact": cause, "ask": question.ask, "find_out": question.find_out}


def _figures(issue: Issue, analysis: Analysis) -> list[dict[str, Any]]:
    """The published numbers behind what this guide says, and no others."""
    names = {name for finding in analysis.holding for name in (*needed(finding), *dict(mentioned(finding.when)))}
    found = (analysis.known.get(name) for name in figures_behind(sorted(names), issue))
    return [_figure(figure) for figure in found if isinstance(figure, Figure)]


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "name": figure.name,
        "value": figure.value,
        "unit": figure.unit,
        "since": figure.since,
        "source": figure.source,
        "checked_on": figure.checked_on,
        "note": figure.note,
    }
