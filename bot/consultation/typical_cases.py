"""Published typical and guiding cases in our own words, and which of them a guide may show as 「类似案例」.

A case stands beside the findings it illustrates (``like``); it is no source of law and adds nothing to what was concluded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bot.consultation.model import Library
from bot.consultation.numerals import article_label
from bot.consultation.reading import KnowledgeError, Problem, read
from bot.consultation.shape import Shape
from bot.consultation.values import is_partial_date

MOST = 3
FIELDS = ("id", "happened", "decided", "why", "lesson", "publisher", "series", "read_in")


@dataclass(frozen=True)
class TypicalCase:
    """One published case.

    :param like: issue → the findings it illustrates; an empty tuple means any guide of that issue.
    :param series: the publication and the case's place in it. :param read_in: which text of it was read.
    """

    id: str
    happened: str
    decided: str
    why: str
    lesson: str
    publisher: str
    series: str
    read_in: str
    like: Mapping[str, tuple[str, ...]]
    cite: tuple[str, ...]
    published: str
    checked_on: str
    note: str = ""
    file: str = ""
    line: int = 0


def load(path: Path, root: Path) -> list[TypicalCase]:
    """The cases of one file; raises KnowledgeError naming every line to mend."""
    listed = read(path, root) or []
    if not isinstance(listed, list):
        raise KnowledgeError(
            [Problem(path.relative_to(root.parent).as_posix(), 1, "最外层应当是列表，每一项以「- 」开头")]
        )
    shape = Shape()
    cases = []
    for one in listed:
        shape.keys(one, required=(*FIELDS, "cite", "like", "checked_on"), optional=("published", "note"))
        like = shape.mapping(one["like"], path, root) if "like" in one else {}
        shape.day(one, "checked_on")
        if one.get("published") and not is_partial_date(one["published"]):
            shape.problems.append(one.problem("「published」写 2024、2024-05 或者 2024-05-01，加引号", "published"))
        cases.append(
            TypicalCase(
                **{name: shape.text(one, name) for name in FIELDS},
                like={str(issue): shape.texts(like, issue) for issue in like},  # type: ignore[arg-type]
                cite=shape.texts(one, "cite"),
                published=shape.text(one, "published"),
                checked_on=shape.text(one, "checked_on"),
                note=shape.text(one, "note"),
                file=one.file,
                line=one.line,
            )
        )
    shape.raise_problems()
    return cases


def alike(cases: Iterable[TypicalCase], issue: str, findings: Iterable[str]) -> list[TypicalCase]:
    """At most three cases for a guide: those that share most findings first, then those of the issue at large."""
    holding = set(findings)
    fitting = [one for one in cases if issue in one.like and _fits(one.like[issue], holding)]
    fitting.sort(key=lambda one: (-len(holding & set(one.like[issue])), one.id))
    return fitting[:MOST]


def shown(case: TypicalCase, library: Library, today: date) -> dict[str, Any]:
    """A case as JSON-ready data for the guide, with the names of the articles it rests on that are in force."""
    found = (library.article(one, today) for one in case.cite)
    return {
        **{name: getattr(case, name) for name in ("id", "happened", "decided", "why", "lesson", "publisher", "series")},
        "published": case.published,
        "checked_on": case.checked_on,
        "note": case.note,
        "articles": [f"《{article.short}》{article_label(article.article)}" for article in found if article],
    }


def problems(library: Library, drafts: Iterable[str] = ()) -> Iterator[Problem]:
    """What an author has to mend: unknown issues and findings, unregistered articles, a name given twice.

    :param drafts: issues still being written, which a case may already name.
    """
    names: set[str] = set()
    for case in library.typical_cases:

        def at(text: str, case: TypicalCase = case) -> Problem:
            return Problem(case.file, case.line, f"「{case.id}」{text}")

        if case.id in names:
            yield at("这个名字用了两次")
        names.add(case.id)
        if not case.like:
            yield at("没有写 like：它像哪一类问题的哪条结论")
        for article in case.cite:
            if article not in library.articles:
                yield at(f"引用的「{article}」没有在 statutes/ 里登记")
        for issue, findings in case.like.items():
            if issue not in library.issues:
                if issue not in drafts:
                    yield at(f"like 里写了「{issue}」，但 issues/ 里没有这个文件夹")
                continue
            known = {finding.id for finding in library.issues[issue].findings}
            for finding in findings:
                if finding not in known:
                    yield at(f"like 里写了「{issue}」的结论「{finding}」，但没有这条结论")


def _fits(illustrated: tuple[str, ...], holding: set[str]) -> bool:
    """Whether a case illustrates something that was found, or the issue at large."""
    return not illustrated or bool(holding & set(illustrated))
