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
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from bot.consultation.wording import plain

# 还钱, 还贷 and 不还 are about paying back; the other 还 begins a new matter.
CUT = re.compile(r"[，。]|(?<=..)(?=还[^钱款清债贷给有本不是没]|又|另外|而且|后来|反倒|反叫)")
SEEN_OFTEN = 2
# Chosen on tests/consultation/talk/troubles.yml; `python -m tests.consultation.talk.troubles` prints what they give.
CLEAR, UNHEARD, HEARD_COUNTS, BETTER_COUNTS = 3.5, 0.002, 0.4, 0.4


class Clues:
    """What characters and pairs of characters speak for, counted from each label's examples."""

    def __init__(self, examples: Mapping[str, Iterable[str]]) -> None:
        told = [(label, _parts(plain(text))) for label, texts in examples.items() for text in texts]
        seen = Counter(part for _, parts in told for part in parts)
        self._rarity = {
            part: math.log((1 + len(told)) / (1 + count)) + 1 for part, count in seen.items() if count >= SEEN_OFTEN
        }
        weights: dict[str, dict[str, float]] = {label: defaultdict(float) for label in examples}
        often = Counter(label for label, _ in told)
        for label, parts in told:
            known = {part: self._rarity[part] for part in parts if part in self._rarity}
            length = math.hypot(*known.values()) if known else 1.0
            # Half-way to an equal say for each label: what has many examples would else speak too loud.
            say = math.sqrt(len(told) / len(often) / often[label])
            for part, rarity in known.items():
                weights[label][part] += say * rarity / length
        self._weigh(weights)

    def _weigh(self, weights: Mapping[str, Mapping[str, float]]) -> None:
        """How far each part is from what all other labels say, on the same scale for every label."""
        whole: dict[str, float] = defaultdict(float)
        for counted in weights.values():
            for part, weight in counted.items():
                whole[part] += weight
        parts = len(whole) or 1
        self._usual = {part: -math.log(weight + 1) for part, weight in whole.items()}
        self._speaks_for: dict[str, dict[str, float]] = defaultdict(dict)
        self._elsewhere: dict[str, float] = {}
        scale: dict[str, float] = {}
        total, usual = sum(whole.values()), sum(self._usual.values())
        for label, counted in weights.items():
            for part, weight in counted.items():
                self._speaks_for[part][label] = math.log((whole[part] + 1) / (whole[part] + 1 - weight))
            self._elsewhere[label] = math.log(total - sum(counted.values()) + parts)
            more = sum(self._speaks_for[part][label] for part in counted)
            scale[label] = (usual + parts * self._elsewhere[label] + more) / parts
        mean = sum(scale.values()) / (len(scale) or 1)
        self._scale = {label: mean / one if one else 1.0 for label, one in scale.items()}

    def evidence(self, piece: str) -> dict[str, float]:
        """How much a piece in plain form speaks for each label, 0 on the average."""
        known = {part: self._rarity[part] for part in _parts(piece) if part in self._rarity}
        usual, rarity = sum(weight * self._usual[part] for part, weight in known.items()), sum(known.values())
        found = {label: usual + rarity * elsewhere for label, elsewhere in self._elsewhere.items()}
        for part, weight in known.items():
            for label, more in self._speaks_for[part].items():
                found[label] += weight * more
        found = {label: value * self._scale[label] for label, value in found.items()}
        mean = sum(found.values()) / (len(found) or 1)
        return {label: value - mean for label, value in found.items()}

    def second(self, text: str, first: str, heard: Mapping[str, float], among: Sequence[str]) -> str:
        """The trouble a sentence clearly tells of besides ``first``; empty where it tells of one.

        :param heard: how likely the classifier holds each label for the sentence as a whole.
        :param among: the labels that may be a second trouble.
        """
        pieces = [self.evidence(piece) for piece in pieces_of(text)]
        if len(pieces) < 2 or first not in self._scale:
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


def _parts(text: str) -> set[str]:
    """The characters and pairs of characters of a text in plain form, none across a pause."""
    parts = {text[at : at + 2] for at in range(len(text) - 1)} | set(text)
    return {part for part in parts if "，" not in part and "。" not in part}
