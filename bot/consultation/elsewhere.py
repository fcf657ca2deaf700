"""What we understand but have not written down, or what somebody else deals with: said honestly, with who to ask.

A file of knowledge/elsewhere/ is a field of matters (thefts and drink-driving, pensions, company law). Its examples teach the
classifier to tell it from the issues; its answer names who does deal with it and which of our issues lie near.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.consultation.model import GROUPS, Library
from bot.consultation.reading import Problem, read
from bot.consultation.shape import Shape

OPTIONAL_GROUP = ("", *GROUPS)


@dataclass(frozen=True)
class Elsewhere:
    """A field of matters without an interview of its own.

    :param group: the group of the menu it belongs to, empty for what is no legal trouble at all.
    :param call: numbers of contacts.yml. :param near: issues offered beside it.
    """

    name: str
    title: str
    say: str
    examples: tuple[str, ...]
    group: str = ""
    call: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    file: str = ""


def load(path: Path, root: Path) -> Elsewhere:
    """One file; raises KnowledgeError naming what to mend."""
    shape = Shape()
    one = shape.mapping(read(path, root), path, root)
    shape.keys(one, required=("title", "say", "examples"), optional=("group", "call", "near"))
    field = Elsewhere(
        name=path.stem,
        title=shape.text(one, "title"),
        say=shape.text(one, "say"),
        examples=shape.texts(one, "examples"),
        group=shape.one_of(one, "group", OPTIONAL_GROUP),
        call=shape.texts(one, "call"),
        near=shape.texts(one, "near"),
        file=one.file,
    )
    shape.raise_problems()
    return field


def problems(library: Library) -> Iterator[Problem]:
    """Numbers that are in no book, issues that are not there, too few examples."""
    for field in library.elsewhere.values():
        for number in field.call:
            if number not in library.contacts:
                yield Problem(field.file, 1, f"号码 {number} 不在 contacts.yml 里")
        for issue in field.near:
            if issue not in library.issues:
                yield Problem(field.file, 1, f"near 里写了「{issue}」，但 issues/ 里没有这个文件夹")
        if len(field.examples) < 10:
            yield Problem(field.file, 1, "至少写 10 句居民会说的话（建议 40 句以上）")
