"""The sample district's places, misheard on purpose: characters replaced by common ones of the same sound.

``python -m tests.consultation.answers.misheard_places`` prints what becomes of them where a place is asked.
"""

import csv
import random
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from itertools import combinations
from pathlib import Path
from types import SimpleNamespace

from bot.consultation.answers import Unclear, Unsure, read, sounds
from bot.consultation.answers.place_sounds import sounding
from bot.consultation.answers.sounds import confused, readings

ROSTER = Path("casework/sample_district/places.csv")
WHERE = SimpleNamespace(kind="place", options=(), ask="哪个村？", unit="", low=None, high=None, past=True)
OUTCOMES = ("as it is written", "uniquely", "among three", "not", "only another")
SEED = 2026
Alike = Callable[[str], tuple[str, ...]]


def district() -> tuple[str, ...]:
    """The names of the sample district's towns and villages."""
    with ROSTER.open(encoding="utf-8") as file:
        return tuple(row["村/社区"] or row["镇/乡/街道"] for row in csv.DictReader(file))


def bare_district() -> tuple[str, ...]:
    """The same without the 示例 before each, as short as real names are."""
    return tuple(name.removeprefix("示例") for name in district())


def misheard(name: str, chance: random.Random, alike: Alike) -> Iterator[str]:
    """The name with each of its characters replaced in turn by another in everyday use that sounds alike."""
    for at, character in enumerate(name):
        if others := alike(character):
            yield name[:at] + chance.choice(others) + name[at + 1 :]


def misheard_whole(name: str, chance: random.Random, alike: Alike) -> Iterator[str]:
    """The name with all of its characters replaced."""
    yield "".join(chance.choice(alike(character) or (character,)) for character in name)


@cache
def same_sound(character: str) -> tuple[str, ...]:
    return tuple(other for other in _common() if other != character and _usual(other) == _usual(character))


@cache
def confused_sound(character: str) -> tuple[str, ...]:
    """Those that only local speech takes for it: 四 for 石, 兰 for 南."""
    heard = confused(character)
    others = (other for other in _common() if readings(other).isdisjoint(readings(character)))
    return tuple(other for other in others if _usual(other) in heard)


@cache
def _usual(character: str) -> str:
    """The reading a character mostly has."""
    return sounds.library().lazy_pinyin(character)[0]


def outcome(said: str, name: str, places: tuple[str, ...]) -> str:
    """What the reader makes of it: one of OUTCOMES."""
    try:
        value = read(WHERE, said, date(2026, 11, 22), places)
    except Unsure as unsure:
        offered = (unsure.value,) if unsure.value else unsure.instead
        if name not in offered:
            return "only another"
        return "uniquely" if unsure.value else "among three"
    except Unclear:
        return "not"
    if value == name:
        return "as it is written"
    return "only another" if value in places else "not"


def sharing_a_sound(places: tuple[str, ...]) -> list[tuple[str, str]]:
    """Pairs of places of which the one, said, would be offered as the other if only that were known."""
    return [
        (one, other) for one, other in combinations(places, 2) if sounding(one, (other,)) or sounding(other, (one,))
    ]


def figures(places: tuple[str, ...]) -> dict[str, Counter]:
    chance = random.Random(SEED)
    return {
        what: Counter(outcome(said, name, places) for name in places for said in mishear(name, chance, alike))
        for what, mishear, alike in (
            ("one character, same sound", misheard, same_sound),
            ("every character, same sound", misheard_whole, same_sound),
            ("one character, confused sound", misheard, confused_sound),
        )
    }


@cache
def _common() -> tuple[str, ...]:
    """The first level of GB 2312: 3755 characters in everyday use."""
    codes = (bytes((high, low)) for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF))
    return tuple(code.decode("gb2312") for code in codes if code < b"\xd7\xfa")


def main() -> None:
    print("| names | replaced | said | " + " | ".join(OUTCOMES) + " |")
    print("|---" * (3 + len(OUTCOMES)) + "|")
    for which, places in (("of the sample district", district()), ("the same without 示例", bare_district())):
        for what, counts in figures(places).items():
            row = (which, what, sum(counts.values()), *(counts[each] for each in OUTCOMES))
            print(f"| {' | '.join(map(str, row))} |")
    for places in (district(), bare_district()):
        pairs = sharing_a_sound(places)
        print(f"{len(pairs)} of {len(list(combinations(places, 2)))} pairs share a sound", *pairs)


if __name__ == "__main__":
    main()
