"""Two troubles in one sentence: which is the graver and comes first, and which is remembered for afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from bot.consultation import safety
from bot.consultation.model import GRAVITIES, GROUPS, Library

PLAUSIBLE = 0.2
# The pre-check for legal aid stands in this group of the menu; nobody has it as a trouble.
NO_TROUBLE = GROUPS[-1]


class Two(NamedTuple):
    """Two issues told in one sentence, the graver first, and how likely the classifier holds both together."""

    first: str
    other: str
    likely: float


def two_told(library: Library, text: str, heard: Mapping[str, float]) -> Two | None:
    """The two troubles a sentence clearly tells of, or None.

    :param heard: how likely the classifier holds each issue for the sentence as a whole, by the issue's name.
    """
    heard = _gathered(library, heard)
    likeliest = max(heard, key=lambda name: heard[name], default="")
    if likeliest not in library.issues:
        return None
    other = _endangered(library, text, likeliest, heard) or library.clues.second(
        text, likeliest, heard, [name for name in library.issues if _is_another(library, name, likeliest)]
    )
    if not other:
        return None
    first, other = sorted((likeliest, other), key=lambda name: (gravity(library, name), name != likeliest))
    return Two(first, other, heard.get(first, 0.0) + heard.get(other, 0.0))


def gravity(library: Library, name: str) -> int:
    """How soon an issue must be heard: 0 is the first."""
    return GRAVITIES.index(library.issues[name].gravity)


def is_covered(library: Library, name: str, by: str) -> bool:
    """Whether the interview of one issue asks about the other as well: 离婚 asks whom the children stay with."""
    return by in library.issues and name in library.issues[by].covers


def _endangered(library: Library, text: str, likeliest: str, heard: Mapping[str, float]) -> str:
    """The issue that deals with the danger a safety card sees in the sentence, where the likeliest does not."""
    card = safety.match(library.safety, text) if library.safety else None
    told = [name for name in card.issues if name in library.issues] if card else []
    if not told or likeliest in told:
        return ""
    evidence = library.clues.evidence(text)
    return max(told, key=lambda name: (round(heard.get(name, 0.0), 1), evidence[name]))


def _is_another(library: Library, name: str, than: str) -> bool:
    covered = is_covered(library, name, than) or is_covered(library, than, name)
    return name != than and not covered and library.issues[name].group != NO_TROUBLE


def _gathered(library: Library, heard: Mapping[str, float]) -> dict[str, float]:
    """What is covered by another issue that is likely as well counts for that one."""
    gathered = dict(heard)
    for name, issue in library.issues.items():
        if heard.get(name, 0.0) >= PLAUSIBLE:
            gathered[name] += sum(gathered.pop(one, 0.0) for one in issue.covers)
    return gathered
