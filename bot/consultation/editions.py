"""Which edition of an article governs: that of the day things happened where the law says so, else today's.

民法典时间效力规定第一条 keeps the older law for what happened under it, and 行政处罚法第三十七条 does the same for penalties; a
statute file names such a rule in ``time_effect``.  The older edition is shown where it was registered.  Where it was not,
today's is shown.  Either way the guide says that things may have been different.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.consultation.interview import Facts
from bot.consultation.model import Article, Finding, Issue, Library
from bot.consultation.numerals import article_label
from bot.consultation.values import earliest, is_partial_date, latest, show


@dataclass(frozen=True)
class Clock:
    """The day the guide is made, and the first and last day the event may have had (None where nobody knows)."""

    today: date
    event: tuple[date, date] | None = None


def clock(issue: Issue, finding: Finding, facts: Facts, today: date) -> Clock:
    """Today and the day of the event that an issue names in ``event``; a finding on what is done now has today only."""
    if finding.law_of == "今天":
        return Clock(today)
    told = facts.get(issue.event)
    return Clock(today, (earliest(told), latest(told)) if told is not None and is_partial_date(told) else None)


def governing(citation: str, library: Library, at: Clock) -> Article | None:
    """The edition of a cited article that governs; None where none is in force today."""
    present = library.article(citation, at.today)
    if present is None or not present.time_effect or at.event is None:
        return present
    editions = {library.article(citation, day) for day in at.event}
    (one, *others) = editions
    return one if one is not None and not others else present


def older_law(cited: Iterable[tuple[str, Clock]], library: Library) -> list[dict[str, Any]]:
    """For each law that has changed since the event: its name, since when it stands as it does, and the rule.

    What a finding says is written by today's law, so this is said also where the older edition can be cited.  An event known only to a month or a year counts as old where any of its days does.
    """
    found: dict[str, dict[str, Any]] = {}
    for citation, at in cited:
        present = library.article(citation, at.today)
        if present is None or not present.time_effect or at.event is None or at.event[0] >= present.in_force:
            continue
        rule = library.article(present.time_effect, at.today)
        found.setdefault(
            present.short,
            {
                "law": present.short,
                "say": library.words("older_law", law=present.short, since=show(present.in_force)),
                "rule": f"《{rule.short}》{article_label(rule.article)}" if rule else "",
            },
        )
    return list(found.values())
