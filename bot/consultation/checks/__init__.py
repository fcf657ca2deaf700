"""What must be true of the knowledge base as a whole, said in Chinese with file and line where it is not.

Every reference resolves · every question and finding is met by a case · every case gives exactly its findings · every
cited article is in force on the case's day · every road through the questions ends in a finding or a stop · no example is
claimed by two issues · every paper names facts, findings and articles that are there, and is met by a case.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from string import Formatter

from bot.consultation import elsewhere, sound_alikes, typical_cases
from bot.consultation.checks.cases import cases, roads, wrong_value
from bot.consultation.checks.papers import papers
from bot.consultation.checks.places import drafts_under, place, repeated
from bot.consultation.checks.references import references, unregistered
from bot.consultation.checks.words import examples_of, words_used
from bot.consultation.model import Library
from bot.consultation.reading import Mapping, Problem
from bot.consultation.wanted_messages import WANTED

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
    found += papers(library)
    found += _examples(library, root)
    found += _figures(library, root)
    found += _laws(library)
    found += _faq(library)
    found += elsewhere.problems(library)
    found += typical_cases.problems(library, drafts_under(root))
    found += _messages(library, root)
    found += _safety(library, root)
    found += sound_alikes.problems(library.sound_alikes, words_used(library), examples_of(library))
    return found


def _examples(library: Library, root: Path) -> Iterator[Problem]:
    owner: dict[str, tuple[str, str]] = {}
    for issue in library.issues.values():
        if len(issue.examples) < 10:
            yield place(issue, root, "examples.yml", 1, "至少写 10 句居民会说的话（建议 40 句以上）")
        file = f"{root.name}/issues/{issue.name}/examples.yml"
        yield from _claims(file, issue.title, issue.examples, owner)
    for field in library.elsewhere.values():
        yield from _claims(field.file, field.title, field.examples, owner)


def _claims(file: str, title: str, examples: tuple[str, ...], owner: dict[str, tuple[str, str]]) -> Iterator[Problem]:
    """Sentences written twice, here or under another title."""
    for text in repeated(list(examples)):
        yield Problem(file, 1, f"例句「{text}」写了两次")
    for text in examples:
        if owner.setdefault(text, (file, title))[0] != file:
            yield Problem(file, 1, f"例句「{text}」也写在{owner[text][1]}里")


def _messages(library: Library, root: Path) -> Iterator[Problem]:
    file = f"{root.name}/messages.yml"
    for name in WANTED.keys() - library.messages.keys():
        yield Problem(file, 1, f"缺少「{name}」这句话")
    for name, sentence in library.messages.items():
        line = library.messages.lines.get(name, 1) if isinstance(library.messages, Mapping) else 1
        if name not in WANTED:
            yield Problem(file, line, f"程序不用「{name}」，名字写错了吗？")
            continue
        try:
            gaps = {gap for _, gap, _, _ in Formatter().parse(str(sentence)) if gap is not None}
        except ValueError:
            yield Problem(file, line, f"「{name}」里的花括号不成对")
            continue
        for gap in sorted(gaps - set(WANTED[name])):
            yield Problem(
                file, line, f"「{name}」里的 {{{gap}}} 程序不会填，可以写：{'、'.join(WANTED[name]) or '（没有）'}"
            )


def _safety(library: Library, root: Path) -> Iterator[Problem]:
    for card in library.safety or ():
        for number in card.numbers:
            if number not in library.contacts:
                yield Problem(f"{root.name}/safety.yml", 1, f"安全卡「{card.id}」的号码 {number} 不在 contacts.yml 里")
        for name in card.issues:
            if name not in library.issues:
                yield Problem(
                    f"{root.name}/safety.yml", 1, f"安全卡「{card.id}」的 issues 里写了「{name}」，没有这一类"
                )


def _laws(library: Library) -> Iterator[Problem]:
    for editions in library.articles.values():
        for one in editions:
            if one.time_effect and one.time_effect not in library.articles:
                yield Problem(one.file, 1, f"time_effect 里的「{one.time_effect}」没有在 statutes/ 里登记")
            if (one.former or one.edition) and one.until is None:
                yield Problem(one.file, one.line, f"「{one.short} {one.article}」写了旧条号或者旧版本，就要写 until")


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
