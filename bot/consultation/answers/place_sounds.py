"""Towns and villages named in other characters of the same sound, or in the letters of pinyin: 爱庄, aizhuang for 艾庄乡.

What is found here is only ever offered: the resident says whether it is meant. A name must account for all that was said,
but for 俺是…的, a county, a town before its village and an ending such as 村; in longer sentences nothing is guessed.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from bot.consultation.answers.phrases import key
from bot.consultation.answers.places import match, parse
from bot.consultation.answers.sounds import confused, readings
from bot.consultation.answers.tidy import clean

MOST = 3
_SHORTEST, _LONGEST = 2, 60
_BEFORE = re.compile("(?:我们?|咱们?)?(?:老?家)?(?:就|都)?(?:是|住在?|在)?")
_AFTER = re.compile(
    "(?:[0-9一二三四五六七八九十]+[组队])?(?:那儿|那边|那里|这儿|这边|这里|里头|人|的|了|啊|呀|呢|吧|嘞|哩)*$"
)
_COUNTY = re.compile("^.+?[省市县区](?=..)")
_ENDINGS = ("村", "庄", "镇", "乡", "街道", "社区", "行政村", "自然村", "村委会", "居委会", "办事处", "街道办事处")

# What was said: for each character its sounds, and letters as they were typed.
_Said = tuple[frozenset[str] | str, ...]
_Sounds = Callable[[str], frozenset[str]]


def sounding(said: str, places: tuple[str, ...]) -> tuple[str, ...]:
    """The places whose name sounds like what was said, at most three, those of the very same sound first.

    None where a place is named as it is written, unless that is only part of what was said: 李庄 in 达李庄.
    """
    text = key(clean(said)).replace("ü", "v")
    if not _SHORTEST <= len(text) <= _LONGEST:
        return ()
    known = tuple(dict.fromkeys(places))
    written = match(text, known)
    if text in map(key, known) or _heard(text, written, known, _written):
        return ()
    same, near = _heard(text, known, known, readings), _heard(text, known, known, confused)
    if any(name in near for name in written):
        return ()
    same = _longest(same)
    near = _longest({name: length for name, length in near.items() if name not in same})
    nearly = [name for name, length in near.items() if length >= max(same.values(), default=0)]
    return (*same, *nearly)[:MOST]


def bare(said: str) -> str:
    """The name in what was said, without 俺是 and 的 around it."""
    return _unframed(key(clean(said)))


def _longest(found: dict[str, int]) -> dict[str, int]:
    """爱庄乡 is 艾庄乡 rather than 艾庄村."""
    return {name: length for name, length in found.items() if length == max(found.values())}


def _heard(text: str, names: Iterable[str], known: tuple[str, ...], sounds: _Sounds) -> dict[str, int]:
    """The names that account for all of what was said, each with how many of its syllables do."""
    towns = [form for name in known if not parse(name).village for form in _forms(name)]
    spoken = [_tokens(core, sounds) for core in dict.fromkeys(_cores(text))]
    behind_town = [left for said in spoken for town in towns for left in _left(town, said, sounds) if left]
    found: dict[str, int] = {}
    for name in names:
        place = parse(name)
        tried = [*spoken, *behind_town] if place.village and not place.town else spoken
        lengths = [len(form) for form in _forms(name) for said in tried if _accounts(form, said, sounds)]
        if lengths:
            found[name] = max(lengths)
    return found


def _accounts(form: str, said: _Said, sounds: _Sounds) -> bool:
    """Whether the form sounds like all that was said, or like all but an ending that any place may bear."""
    return any(
        not left or any(not rest for ending in _ENDINGS for rest in _left(ending, left, sounds))
        for left in _left(form, said, sounds)
    )


def _left(form: str, said: _Said, sounds: _Sounds) -> Iterator[_Said]:
    """What is left of what was said after a form it begins with; letters may be cut into syllables in several ways."""
    if not form:
        yield said
    elif said and isinstance(said[0], str):
        for syllable in sounds(form[0]):
            if said[0].startswith(syllable):
                letters = said[0][len(syllable) :]
                yield from _left(form[1:], (letters, *said[1:]) if letters else said[1:], sounds)
    elif said and not sounds(form[0]).isdisjoint(said[0]):
        yield from _left(form[1:], said[1:], sounds)


@lru_cache(maxsize=4096)
def _forms(name: str) -> tuple[str, ...]:
    """The ways a place may be called: whole, without its ending, behind its own town."""
    place = parse(name)
    words = [word for full in place.village or place.town for word in (full, full.removesuffix("庄"))]
    behind = [town + word for town in place.town for word in words if place.village]
    return tuple(word for word in dict.fromkeys((key(name), *words, *behind)) if len(word) >= _SHORTEST)


def _tokens(text: str, sounds: _Sounds) -> _Said:
    parts = re.findall("[a-z]+|.", text)
    return tuple(part if part.isascii() and part.isalpha() else sounds(part) for part in parts)


def _written(character: str) -> frozenset[str]:
    return frozenset(character)


def _cores(text: str) -> tuple[str, ...]:
    """What was said, whole and without what may stand around a name."""
    inner = _unframed(text)
    return text, inner, _COUNTY.sub("", inner)


def _unframed(text: str) -> str:
    inner = _AFTER.sub("", _BEFORE.sub("", text, count=1))
    return inner if len(inner) >= _SHORTEST else text
