"""Words typed by pinyin with a wrong character, put right for reading only: 公伤 is 工伤, 离昏 is 离婚.

Nothing is guessed by sound: only what stands in knowledge/sound_alikes.yml, which says of each wrong form why it can be no
word of its own. Right and wrong are of one length, so that positions in a text stay true. The table belongs to the trained
model as much as to the talk, and is therefore read once a process and from one place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.consultation.reading import KnowledgeError, Problem, read
from bot.consultation.shape import Shape
from bot.consultation.simplify import simplified

FILE = Path("knowledge/sound_alikes.yml")
RARE = 3


@dataclass(frozen=True)
class SoundAlike:
    """One wrong form, the right one, why it may be put right, and the longer words in which it is right as it stands."""

    wrong: str
    right: str
    why: str
    not_in: tuple[str, ...] = ()
    file: str = ""
    line: int = 0

    @property
    def pattern(self) -> str:
        """The wrong form where it is not part of one of the longer words."""
        before, after = "", ""
        for longer in self.not_in:
            head, _, tail = longer.partition(self.wrong)
            before += f"(?<!{head}(?={self.wrong}{tail}))" if head else ""
            after += f"(?!{tail})" if tail and not head else ""
        return f"{before}{self.wrong}{after}"


def load(path: Path, root: Path) -> tuple[SoundAlike, ...]:
    """The table; raises KnowledgeError naming what to mend. No table at all is an empty one."""
    if not path.exists():
        return ()
    shape = Shape()
    table = shape.mapping(read(path, root), path, root)
    found = []
    for wrong, one in table.items():
        shape.keys(one, required=("right", "why"), optional=("not_in",))
        alike = SoundAlike(
            str(wrong), shape.text(one, "right"), shape.text(one, "why"), shape.texts(one, "not_in"), one.file, one.line
        )
        found.append(alike)
        if len(alike.right) != len(alike.wrong):
            shape.problems.append(one.problem(f"「{wrong}」和「{alike.right}」要一样长"))
        for longer in alike.not_in:
            if alike.wrong not in longer or longer == alike.wrong:
                shape.problems.append(one.problem(f"not_in 里的「{longer}」要比「{wrong}」长，并且含着它"))
    shape.raise_problems()
    return tuple(found)


def corrector(table: tuple[SoundAlike, ...]) -> Callable[[str], str]:
    """A function that puts right every wrong form of the table."""
    if not table:
        return lambda text: text
    longest_first = sorted(table, key=lambda one: -len(one.wrong))
    right = {one.wrong: one.right for one in table}
    pattern = re.compile("|".join(one.pattern for one in longest_first))
    return lambda text: pattern.sub(lambda found: right[found[0]], text)


@cache
def _shipped() -> Callable[[str], str]:
    try:
        return corrector(load(FILE, FILE.parent))
    except KnowledgeError:
        # The loader names what is wrong with the table; here it must not keep anybody from being heard.
        return corrector(())


def righted(text: str) -> str:
    """The text with the words of the table put right."""
    return _shipped()(text)


def problems(
    table: tuple[SoundAlike, ...], used: Iterable[tuple[str, str]], examples: Iterable[str]
) -> Iterator[Problem]:
    """Right forms that are wrong ones, and wrong forms that are used as words of their own.

    :param used: (where, text) of what the knowledge base says. :param examples: what residents say; now and then one is
        mistyped on purpose there, so only a wrong form nearly as frequent as the right one is taken for a word.
    """
    patterns = [(one, re.compile(one.pattern)) for one in table]
    said = [simplified(text) for text in examples]
    for one, pattern in patterns:
        if clash := next((other.wrong for other in table if other.wrong in one.right), None):
            yield Problem(one.file, one.line, f"「{one.right}」里有另一条左边的「{clash}」，会换过来又换过去")
        mistyped = sum(bool(pattern.search(text)) for text in said if one.wrong in text)
        if mistyped > RARE and mistyped * RARE > sum(one.right in text for text in said):
            yield Problem(
                one.file, one.line, f"「{one.wrong}」在例句里出现了 {mistyped} 次，它自己是个词吧？拿不准就删掉这一条"
            )
    for where, text in ((where, simplified(text)) for where, text in used):
        for one, pattern in patterns:
            if one.wrong in text and pattern.search(text):
                yield Problem(
                    one.file,
                    one.line,
                    f"「{one.wrong}」在{where}里用着：「{text[:30]}」。是对的就写进 not_in，或者删掉这一条",
                )
