"""What must be true of the knowledge base as a whole, said in Chinese with file and line where it is not.

Every reference resolves · every question and finding is met by a case · every case gives exactly its findings · every
cited article is in force on the case's day · every road through the questions ends in a finding or a stop · no example is
claimed by two issues.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.consultation.checks.cases import cases, roads, wrong_value
from bot.consultation.checks.places import place, repeated
from bot.consultation.checks.references import references, unregistered
from bot.consultation.model import Issue, Library
from bot.consultation.reading import Problem

__all__ = ["problems_in", "wrong_value"]


def problems_in(library: Library, root: Path) -> list[Problem]:
    """Everything an author has to mend, in the order of the issues."""
    found: list[Problem] = []
    for issue in library.issues.values():
        broken = list(references(issue, library, root))
        found += broken
        if not broken:
            found += cases(issue, library, root)
            found += roads(issue, library, root)
    found += _examples(library, root)
    found += _figures(library, root)
    found += _faq(library)
    return found


def _examples(library: Library, root: Path) -> Iterator[Problem]:
    owner: dict[str, Issue] = {}
    for issue in library.issues.values():
        if len(issue.examples) < 10:
            yield place(issue, root, "examples.yml", 1, "至少写 10 句居民会说的话（建议 40 句以上）")
        for text in repeated(list(issue.examples)):
            yield place(issue, root, "examples.yml", 1, f"例句「{text}」写了两次")
        for text in issue.examples:
            if owner.setdefault(text, issue) is not issue:
                yield place(issue, root, "examples.yml", 1, f"例句「{text}」也写在{owner[text].title}里")


def _faq(library: Library) -> Iterator[Problem]:
    names: set[str] = set()
    for entry in library.faq:
        for text in unregistered(tuple(map(str, entry.get("cite") or ())), library):
            yield entry.problem(text, "cite")
        if not entry.get("ask") or not entry.get("say"):
            yield entry.problem("问答要写 ask（问法）和 say（回答）")
        if entry.get("id") in names:
            yield entry.problem(f"有两条问答都叫「{entry.get('id')}」", "id")
        names.add(entry.get("id"))


def _figures(library: Library, root: Path) -> Iterator[Problem]:
    for series in library.figures.values():
        for value in series.values:
            if not isinstance(value.value, (int, float)):
                yield Problem(series.file, series.line, f"「{series.name}」的 value 应是数字，却是「{value.value}」")
