"""Fits lines into messages of so many bytes, so that no number, link or sentence is torn while there is another way.

A :class:`Block` is lines that belong together, a menu or a safety card; it is moved to the next message whole if it
fits there, and only then parted at its lines, a line at its sentences, a sentence at its pauses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

# A link, an article's title or a long number stays whole; quotation marks and brackets close what they opened.
WHOLE = re.compile(r"<a [^>]*>[^<]*</a>|[0-9A-Za-z０-９.,:/_%+-]+|.", re.DOTALL)
SENTENCE_ENDS, PAUSES, CLOSING = "。！？!?；;…", "，、,：: ", "」』”’）》)】"


@dataclass(frozen=True)
class Block:
    """Lines that are read together; ``apart`` puts an empty line before them."""

    lines: tuple[str, ...]
    apart: bool = True

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def size(text: str) -> int:
    return len(text.encode("utf-8"))


def fit(blocks: Iterable[Block], limit: int) -> list[str]:
    """The blocks as texts of at most ``limit`` bytes each, as few as their order allows."""
    texts: list[str] = []
    for block in blocks:
        gap = "\n\n" if block.apart else "\n"
        if texts and size(texts[-1] + gap + block.text) <= limit:
            texts[-1] += gap + block.text
        elif size(block.text) <= limit:
            texts.append(block.text)
        else:
            _pour(texts, block.lines, gap, limit)
    return texts


def _pour(texts: list[str], lines: Iterable[str], gap: str, limit: int) -> None:
    """A block too long for any message, line by line."""
    for line in lines:
        for piece in [line] if size(line) <= limit else parted(line, limit):
            if texts and size(texts[-1] + gap + piece) <= limit:
                texts[-1] += gap + piece
            else:
                texts.append(piece)
            gap = "\n"


def parted(line: str, limit: int) -> Iterator[str]:
    """A line too long for any message, parted where a reader would pause."""
    held = ""
    for piece in _pieces(line, limit, [SENTENCE_ENDS, PAUSES, ""]):
        if held and size(held + piece) > limit:
            yield held
            held = ""
        held += piece
    yield held


def _pieces(line: str, limit: int, marks: list[str]) -> Iterator[str]:
    """The line at the first kind of marks; what is still too long there, at the next."""
    for piece in _after(line, marks[0]):
        if size(piece) <= limit or len(marks) == 1:
            yield piece
        else:
            yield from _pieces(piece, limit, marks[1:])


def _after(line: str, marks: str) -> Iterator[str]:
    """The line in pieces that end with one of the marks; in its smallest pieces where there are no marks."""
    units = WHOLE.findall(line)
    held = ""
    for unit, following in zip(units, [*units[1:], ""]):
        held += unit
        ends = unit[-1] in marks or (unit in CLOSING and held.rstrip(CLOSING)[-1:] in marks and held.rstrip(CLOSING))
        if not marks or (marks and ends and following not in CLOSING):
            yield held
            held = ""
    if held:
        yield held
