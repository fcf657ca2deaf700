"""What an author should look at again, although the base is fit to serve: long sentences, hard words, idle figures.

A problem keeps the service from starting; a reminder never does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from bot.consultation.analysis import PLACEHOLDER, figures_named
from bot.consultation.checks.places import place
from bot.consultation.model import Issue, Library
from bot.consultation.reading import Problem

# The longest sentence, in characters, that somebody old reads at one go from a small screen.
LONGEST = 60
SENTENCES = re.compile(r"[。！？；\n]")
REVIEW_AFTER_DAYS = 180
SAID = ("say", "get", "where", "cost", "bring")


def reminders(library: Library, root: Path) -> Iterator[Problem]:
    """Everything worth a second look, issue by issue."""
    hard = Hard(library.hard_words)
    for issue in library.issues.values():
        for file, line, name, text in residents_text(issue):
            for reminder in (*long_sentences(text), *hard.words_in(text)):
                yield place(issue, root, file, line, f"「{name}」{reminder}")
    for entry in library.faq:
        for reminder in (*long_sentences(str(entry.get("say"))), *hard.words_in(str(entry.get("say")))):
            yield entry.problem(f"「{entry.get('id')}」{reminder}", "say")
    for case in library.typical_cases:
        for text in (case.happened, case.decided, case.why, case.lesson):
            for reminder in (*long_sentences(text), *hard.words_in(text)):
                yield Problem(case.file, case.line, f"「{case.id}」{reminder}")
    yield from _idle_figures(library)


def residents_text(issue: Issue) -> Iterator[tuple[str, int, str, str]]:
    """(file, line, name, text) of every sentence of an issue that a resident may read."""
    for question in issue.questions:
        for text in (question.ask, question.help, question.find_out):
            yield "issue.yml", question.line, question.id, text
    for headline in issue.headline:
        yield "findings.yml", headline.line, "headline", headline.say
    for finding in issue.findings:
        for part in SAID:
            yield "findings.yml", finding.line, finding.id, getattr(finding, part)


def long_sentences(text: str) -> Iterator[str]:
    # A gap is filled with a sum or a date, about as long as three characters.
    for sentence in SENTENCES.split(PLACEHOLDER.sub("〇〇〇", text)):
        if len(sentence) > LONGEST:
            yield f"有一句 {len(sentence)} 个字，最好拆开（{LONGEST} 字以内）：{sentence[:12]}……"


class Hard:
    """The list of hard words: which of them a text uses without saying what they mean."""

    def __init__(self, plain: Mapping[str, str]) -> None:
        self._plain = plain
        longest_first = sorted(plain, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, longest_first))) if plain else None

    def words_in(self, text: str) -> Iterator[str]:
        if self._pattern is None:
            return
        for found in self._pattern.finditer(text):
            before, after = text[: found.start()], text[found.end() :]
            quoted = before.rfind("「") > before.rfind("」") or before.endswith("叫")
            explained = any(after.startswith(mark) for mark in ("（", "，就是", "，也就是"))
            if not quoted and not explained:
                yield f"用了难懂的词「{found[0]}」，换成：{self._plain[found[0]]}"


def due_for_review(library: Library, today: date, days: int = REVIEW_AFTER_DAYS) -> list[str]:
    """Articles, figures, phone numbers and cases last checked longer ago than ``days``, oldest first."""
    checked = [
        (one.checked_on, f"《{one.short}》{one.article}") for editions in library.articles.values() for one in editions
    ]
    checked += [(value.checked_on, f"数字「{one.name}」") for one in library.figures.values() for value in one.values]
    checked += [(contact["checked_on"], f"电话 {number}") for number, contact in library.contacts.items()]
    checked += [(case.checked_on, f"案例「{case.id}」") for case in library.typical_cases]
    old = [(day, what) for day, what in checked if (today - date.fromisoformat(str(day))).days > days]
    return [f"{day} 核对：{what}" for day, what in sorted(old)]


def _idle_figures(library: Library) -> Iterable[Problem]:
    used = {name.partition("@")[0] for issue in library.issues.values() for name in figures_named(issue)}
    for series in library.figures.values():
        if series.name not in used:
            yield Problem(series.file, series.line, f"数字「{series.name}」没有哪一类问题用到")
