"""Which troubles the pieces of one sentence speak of: 「车撞了俺，医院还给治坏了」 is two, and the classifier sees one sentence.

What characters and pairs of characters speak for is counted once from the examples in knowledge/, by complement naive Bayes
(Rennie et al., Tackling the poor assumptions of naive Bayes, 2003): on pieces of sentences it had not seen it was right as
often as logistic regression, and it is counted in a second without any library. A sentence is cut at its pauses and before 还,
又, 另外; two troubles are told where giving each piece to one of the two explains it clearly better than either does alone.
That costs a millisecond, where classifying every piece would cost ten for each.
"""

from __future__ import annotations

import math
import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from bot.consultation.wording import plain

# 还钱, 还贷 and 不还 are about paying back; the other 还 begins a new matter.
CUT = re.compile(r"[，。]|(?<=..)(?=还[^钱款清债贷给有本不是没]|又|另外|而且|后来|反倒|反叫)")
SEEN_OFTEN = 2
# Chosen on tests/consultation/talk/troubles.yml; `python -m tests.consultation.talk.troubles` prints what they give.
CLEAR, UNHEARD, HEARD_COUNTS, BETTER_COUNTS = 3.5, 0.002, 0.4, 0.4


class Clues:
    """What characters and pairs of characters speak for, counted from each label's examples.

    Kept in flat arrays: for part number ``n``, ``_whom[_from[n] : _from[n + 1]]`` are the numbers of the labels that it occurs with,
    and ``_more`` how much it speaks for each.
    """

    def __init__(self, examples: Mapping[str, Iterable[str]]) -> None:
        self._labels = list(examples)
        told, seen = _numbered(examples.values())
        often = Counter(label for label, _ in told)
        rarity = {
            part: math.log((1 + len(told)) / (1 + count)) + 1
            for part, (_, count) in seen.items()
            if count >= SEEN_OFTEN
        }
        self._number = {part: number for number, part in enumerate(rarity)}
        self._rarity = array("d", rarity.values())
        kept = {seen[part][0]: number for part, number in self._number.items()}
        weights: list[dict[int, float]] = [defaultdict(float) for _ in self._labels]
        for label, parts in told:
            known = [kept[part] for part in parts if part in kept]
            length = math.hypot(*(self._rarity[part] for part in known)) if known else 1.0
            # Half-way to an equal say for each label: what has many examples would else speak too loud.
            say = math.sqrt(len(told) / len(often) / often[label])
            for part in known:
                weights[label][part] += say * self._rarity[part] / length
        self._weigh(weights)

    def _weigh(self, weights: Sequence[Mapping[int, float]]) -> None:
        """How far each part is from what all other labels say, on the same scale for every label."""
        whole = array("d", bytes(8 * len(self._rarity)))
        for counted in weights:
            for part, weight in counted.items():
                whole[part] += weight
        parts = len(whole) or 1
        self._usual = array("d", (-math.log(weight + 1) for weight in whole))
        total, usual = sum(whole), sum(self._usual)
        self._elsewhere = [math.log(total - sum(counted.values()) + parts) for counted in weights]
        self._from, self._whom, self._more = array("I", [0]), array("H"), array("f")
        more = [0.0] * len(weights)
        for part, weight in enumerate(whole):
            for label, counted in enumerate(weights):
                if part in counted:
                    speaks = math.log((weight + 1) / (weight + 1 - counted[part]))
                    more[label] += speaks
                    self._whom.append(label)
                    self._more.append(speaks)
            self._from.append(len(self._whom))
        scale = [(usual + parts * elsewhere + more[label]) / parts for label, elsewhere in enumerate(self._elsewhere)]
        mean = sum(scale) / (len(scale) or 1)
        self._scale = [mean / one if one else 1.0 for one in scale]

    def evidence(self, piece: str) -> dict[str, float]:
        """How much a piece in plain form speaks for each label, 0 on the average."""
        known = [self._number[part] for part in _parts(piece) if part in self._number]
        usual = sum(self._rarity[part] * self._usual[part] for part in known)
        rarity = sum(self._rarity[part] for part in known)
        found = [usual + rarity * elsewhere for elsewhere in self._elsewhere]
        for part in known:
            for at in range(self._from[part], self._from[part + 1]):
                found[self._whom[at]] += self._rarity[part] * self._more[at]
        scaled = [value * scale for value, scale in zip(found, self._scale)]
        mean = sum(scaled) / (len(scaled) or 1)
        return {label: value - mean for label, value in zip(self._labels, scaled)}

    def second(self, text: str, first: str, heard: Mapping[str, float], among: Sequence[str]) -> str:
        """The trouble a sentence clearly tells of besides ``first``; empty where it tells of one.

        :param heard: how likely the classifier holds each label for the sentence as a whole.
        :param among: the labels that may be a second trouble.
        """
        pieces = [self.evidence(piece) for piece in pieces_of(text)]
        if len(pieces) < 2 or first not in self._labels:
            return ""
        clearness, other = max(
            ((_clearness(pieces, first, other, heard.get(other, 0.0)), other) for other in among),
            default=(-math.inf, ""),
        )
        return other if clearness >= CLEAR else ""


def _clearness(pieces: list[dict[str, float]], first: str, other: str, heard: float) -> float:
    theirs = [piece for piece in pieces if piece[other] > piece[first]]
    if not theirs or len(theirs) == len(pieces):
        return -math.inf
    alone = max(sum(piece[first] for piece in pieces), sum(piece[other] for piece in pieces))
    gained = sum(max(piece[first], piece[other]) for piece in pieces) - alone
    # Where a third trouble explains the piece better still, the other is a guess.
    better = min(max(piece.values()) - piece[other] for piece in theirs)
    return gained + HEARD_COUNTS * math.log(max(heard, UNHEARD)) - BETTER_COUNTS * better


def pieces_of(text: str) -> list[str]:
    """A sentence in plain form, cut where a new matter may begin."""
    return [piece for piece in CUT.split(plain(text)) if len(piece) > 1]


def _numbered(examples: Iterable[Iterable[str]]) -> tuple[list[tuple[int, array[int]]], dict[str, tuple[int, int]]]:
    """Each example as the number of its label and the numbers of its parts; and each part's number and how often it was seen.

    Numbers in arrays, for the same few characters kept as text for every sentence they stand in took a hundred megabytes.
    """
    seen: dict[str, tuple[int, int]] = {}
    told = []
    for label, texts in enumerate(examples):
        for text in texts:
            numbers = array("I")
            for part in _parts(plain(text)):
                number, count = seen.get(part, (len(seen), 0))
                seen[part] = number, count + 1
                numbers.append(number)
            told.append((label, numbers))
    return told, seen


def _parts(text: str) -> set[str]:
    """The characters and pairs of characters of a text in plain form, none across a pause."""
    parts = {text[at : at + 2] for at in range(len(text) - 1)} | set(text)
    return {part for part in parts if "，" not in part and "。" not in part}
