"""What knowledge/papers/ consists of, once it has been read: a paper is blocks in order, a block a few lines."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

EVERY_ISSUE = "全部"
# The word that says what a block is, and what may stand beside it.
KINDS = {
    "heading": (),
    "text": (),
    "party": ("fields",),
    "rows": (),
    "claims": (),
    "findings": ("which",),
    "told": ("leave_out",),
    "held": ("blank",),
    "write": ("lines",),
    "sign": (),
    "to": (),
    "new_page": (),
}


@dataclass(frozen=True)
class Line:
    """One line of a block: an element with what is filled in, a claim, a field to fill by hand.

    :param tick: a fact, whose options are printed with a box each, or labels with the condition that ticks them.
    """

    say: str = ""
    item: str = ""
    tick: Any = None
    when: Any = field(default_factory=dict)
    only: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True)
class Block:
    """A part of a paper.  ``text`` is what stands behind the word that names its kind; names are facts or findings."""

    kind: str
    text: str = ""
    lines: tuple[Line, ...] = ()
    names: tuple[str, ...] | None = None
    held: dict[str, str] = field(default_factory=dict)
    count: int = 0
    when: Any = field(default_factory=dict)
    only: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True)
class Paper:
    """A form a resident can take along.

    :param issues: for which issues, each with its condition; None for every issue but those in ``not_for``.
    :param unless_careful: not given where mediation must wait.
    """

    id: str
    title: str
    issues: dict[str, Any] | None
    blocks: tuple[Block, ...]
    use: tuple[str, ...]
    where: str
    cite: tuple[str, ...]
    not_for: tuple[str, ...] = ()
    unless_careful: bool = False
    order: float = 100
    reviewed_by: str = ""
    reviewed_on: str = ""
    file: str = ""
    line: int = 0
    issue_lines: dict[str, int] = field(default_factory=dict)

    def is_for(self, issue: str) -> bool:
        return issue not in self.not_for if self.issues is None else issue in self.issues

    def condition(self, issue: str) -> Any:
        return {} if self.issues is None else self.issues[issue]
