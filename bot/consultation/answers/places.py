"""Matches what was said with the district's own towns and villages: 「示例镇示例村」, also without 镇, 乡, 街道 or 村.

Names written as they are, only; what merely sounds like one is found in :mod:`place_sounds`, and is never taken unasked.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from bot.consultation.answers.phrases import Hit, hits, key
from bot.consultation.answers.text import read_text
from bot.consultation.answers.unclear import Unclear
from bot.consultation.answers.unknown import mentions_unknown
from bot.consultation.answers.yes_no import NO, YES

_PARTS = re.compile(r"(?:.*?(?:[市县]|(?<![社小])区))?(?P<town>.+?(?:街道办事处|街道|办事处|镇|乡))?(?P<village>.*)")
_TOWN_ENDS = re.compile("(?:街道办事处|街道|办事处|镇|乡)$")
_VILLAGE_ENDS = re.compile("(?:行政村|自然村|村民委员会|村委会|居委会|社区|村)$")
# 大李庄 is not 李庄, nor is 东李庄.
_OTHER_VILLAGE = tuple("大小东西南北中前后上下新老")
_SHOWN = 5
_NO_PLACE = re.compile("|".join([*map(re.escape, (*YES, *NO)), "不[是对].*"]))


class Place(NamedTuple):
    name: str
    town: tuple[str, ...]
    village: tuple[str, ...]


def match(text: str, places: tuple[str, ...]) -> list[str]:
    """The places the text may mean, best match only: one when it is clear, several of equal standing when not."""
    said, known = key(text), [parse(place) for place in places]
    scores = {place.name: score for place in known if (score := _score(said, place))}
    if not scores:
        return [place.name for place in known if place.village and _said(said, place.town[:1])]
    best = max(scores.values())
    return [name for name, score in scores.items() if score == best]


def read_place(text: str, places: tuple[str, ...]) -> str:
    """The place named, from the list when it is there and else as it was said. Raises Unclear between several."""
    found = match(text, places)
    if len(found) > 1:
        more = "……" if len(found) > _SHOWN else ""
        raise Unclear(
            "您说的是哪一个：" + "、".join(f"「{place}」" for place in found[:_SHOWN]) + f"{more}？请把镇和村一起说。"
        )
    if found:
        return found[0]
    if mentions_unknown(text):
        raise Unclear("哪个镇、哪个村？不知道就说「不清楚」。")
    said = read_text(text)
    if not re.search(r"[\u3400-\u9fff]", said) or _NO_PLACE.fullmatch(said):
        raise Unclear("请说地名，比如哪个镇、哪个村；不知道就说「不清楚」。")
    return said


# Every place of a district is tried at every reply that names none as it is written.
@lru_cache(maxsize=4096)
def parse(place: str) -> Place:
    parts = _PARTS.fullmatch(key(place))
    town, village = (parts["town"] or "", parts["village"] or "") if parts else ("", "")
    return Place(place, _with_core(town, _TOWN_ENDS), _with_core(village, _VILLAGE_ENDS))


def _with_core(name: str, ends: re.Pattern) -> tuple[str, ...]:
    core = ends.sub("", name)
    return tuple(dict.fromkeys(word for word in (name, core) if len(word) > 1))


def _score(said: str, place: Place) -> int:
    """How many characters of the text name the place; 0 when they do not, or name only the town of a village."""
    towns, villages = _said(said, place.town), _said(said, place.village)
    if not place.village:
        return max(map(_length, towns), default=0)
    # 「示例镇」 does not name the village 示例村.
    villages = [hit for hit in villages if not any(_inside(hit, town) for town in towns)]
    together = [
        _length(hit) + _length(town)
        for hit in villages
        for town in towns
        if town.end <= hit.start or hit.end <= town.start
    ]
    return max([*together, *map(_length, villages)], default=0)


def _said(said: str, words: tuple[str, ...]) -> list[Hit]:
    """Where the text names and means one of the wordings."""
    return [hit for hit in hits(said, [(word, 0) for word in words]) if said[: hit.start][-1:] not in _OTHER_VILLAGE]


def _length(hit: Hit) -> int:
    return hit.end - hit.start


def _inside(hit: Hit, longer: Hit) -> bool:
    return longer.start <= hit.start and hit.end <= longer.end and _length(longer) > _length(hit)
