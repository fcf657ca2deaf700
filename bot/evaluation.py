"""How well strangers are understood, as figures: the sums behind `fawen evaluate`. Pure: rankings and labels in, numbers out.

A question may have several acceptable groups.  What is no business of ours has the one label 其他; an answer that opens no
interview is right for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

OTHER = "其他"
PRECISIONS = (0.93, 0.95)


@dataclass(frozen=True)
class Asked:
    """A question with its acceptable groups, and what the classifier made of it.

    :param groups: the groups of the ranking, best first, as long as it goes; 其他 for what opens no interview.
    :param confidence: of the first. :param issue: whether the first opens an interview.
    """

    text: str
    ok: tuple[str, ...]
    groups: tuple[str, ...]
    confidence: float
    issue: bool

    @property
    def right(self) -> bool:
        return bool(self.groups) and self.groups[0] in self.ok

    @property
    def foreign(self) -> bool:
        """Whether it is no business of ours."""
        return set(self.ok) == {OTHER}


@dataclass(frozen=True)
class Card:
    """The quality card; shares are from 0 to 1, and nan where there was nothing to count."""

    questions: int
    accuracy: float
    macro_f1: float
    top3: float
    coverage: dict[float, tuple[float, float]]
    routed: float
    routed_precision: float
    foreign: int
    foreign_passed: float


def card(asked: Sequence[Asked], routed_from: float) -> Card:
    """Every figure of the card; ``routed_from`` is the confidence from which an interview is opened at once."""
    ours = [one for one in asked if not one.foreign]
    foreign = [one for one in asked if one.foreign]
    at_once = [one for one in ours if one.issue and one.confidence >= routed_from]
    return Card(
        questions=len(ours),
        accuracy=share(one.right for one in ours),
        macro_f1=macro_f1(ours),
        top3=share(bool(set(first_three(one.groups)) & set(one.ok)) for one in ours),
        coverage={precision: coverage(ours, precision) for precision in PRECISIONS},
        routed=len(at_once) / len(ours) if ours else float("nan"),
        routed_precision=share(one.right for one in at_once),
        foreign=len(foreign),
        foreign_passed=share(one.issue and one.confidence >= routed_from for one in foreign),
    )


def share(outcomes: Iterable[bool]) -> float:
    listed = list(outcomes)
    return sum(listed) / len(listed) if listed else float("nan")


def first_three(groups: Sequence[str]) -> list[str]:
    """The three groups a resident would be offered: each once, none that is no business of ours."""
    return [group for group in dict.fromkeys(groups) if group != OTHER][:3]


def coverage(asked: Sequence[Asked], precision: float, fewest: int = 20) -> tuple[float, float]:
    """(the largest share that can be answered at once with this precision, the confidence it takes); (0, 1) for none."""
    sure = sorted((one for one in asked if one.issue), key=lambda one: -one.confidence)
    best, right = (0.0, 1.0), 0
    for taken, one in enumerate(sure, 1):
        right += one.right
        last_of_its_confidence = taken == len(sure) or sure[taken].confidence < one.confidence
        if last_of_its_confidence and taken >= fewest and right / taken >= precision:
            best = (taken / len(asked), one.confidence)
    return best


def truth(one: Asked) -> str:
    """The label a question counts under: the acceptable one that was given, else the first."""
    return one.groups[0] if one.right else one.ok[0]


def macro_f1(asked: Sequence[Asked]) -> float:
    """The mean of the groups' F1, each group with one say."""
    hits: Counter[str] = Counter(truth(one) for one in asked if one.right)
    labelled = Counter(truth(one) for one in asked)
    given = Counter(one.groups[0] if one.groups else OTHER for one in asked)
    names = set(labelled) | set(given)
    return (
        sum(2 * hits[name] / (labelled[name] + given[name]) for name in names) / len(names) if names else float("nan")
    )


def confusion(asked: Sequence[Asked]) -> Counter[tuple[str, str]]:
    """(true group, given group) → how often."""
    return Counter((truth(one), one.groups[0] if one.groups else OTHER) for one in asked)
