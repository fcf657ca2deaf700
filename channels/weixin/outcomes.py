"""How the doctor says what it found."""

from __future__ import annotations

from typing import NamedTuple

RIGHT, WRONG, OPEN = "✔", "✘", "…"


class Outcome(NamedTuple):
    """One thing looked at: right, wrong, or neither (not set up, or not to be seen from here)."""

    mark: str
    title: str
    text: str

    def __str__(self) -> str:
        return f"{self.mark} {self.title}：{self.text}"
