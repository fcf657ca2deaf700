"""How a syllable is spoken: the pinyin of a character without tones, and what local speech may make of it.

Only single characters are looked up, every reading of each: which word one stands in says little about a place's name.
The library is loaded when it is first needed (60 ms and 13 MB): most talks never name a place in other characters.
"""

import os
import re
from functools import cache, lru_cache

_INITIALS = {"zh": "z", "z": "zh", "ch": "c", "c": "ch", "sh": "s", "s": "sh", "l": "n", "n": "l"}
_FIRST = re.compile("(zh|ch|sh|[zcsln])(?=[aeiouv])")
# 飞 may sound like 灰, 湖 like 福: f and h change places before u, which f never writes.
_F_TO_H = {"a": "ua", "an": "uan", "ang": "uang", "ei": "ui", "en": "un", "eng": "ong", "o": "uo", "u": "u"}
_H_TO_F = {after: before for before, after in _F_TO_H.items()}


@lru_cache(maxsize=8192)
def readings(character: str) -> frozenset[str]:
    """Every way a character is read, without tones; the character itself where it has no reading."""
    pypinyin = library()
    return frozenset(pypinyin.pinyin(character, style=pypinyin.Style.NORMAL, heteronym=True)[0])


@lru_cache(maxsize=8192)
def confused(character: str) -> frozenset[str]:
    """The readings, and what they become where n and ng, z and zh, c and ch, s and sh, l and n, f and h are one."""
    return frozenset().union(*map(_variants, readings(character)))


@cache
def _variants(syllable: str) -> frozenset[str]:
    found, new = frozenset({syllable}), frozenset({syllable})
    while new:
        new = frozenset(other for one in new for other in _neighbours(one)) - found
        found |= new
    return found


def _neighbours(syllable: str) -> list[str]:
    """The syllable with one of its sounds taken for another."""
    found = []
    if first := _FIRST.match(syllable):
        found.append(_INITIALS[first[1]] + syllable[first.end() :])
    if syllable.endswith("ng"):
        found.append(syllable[:-1])
    elif re.search("[aeiouv]n$", syllable):
        found.append(syllable + "g")
    if syllable[0] == "f" and syllable[1:] in _F_TO_H:
        found.append("h" + _F_TO_H[syllable[1:]])
    if syllable[0] == "h" and syllable[1:] in _H_TO_F:
        found.append("f" + _H_TO_F[syllable[1:]])
    return found


@cache
def library():
    """The library, loaded once."""
    # Without its phrases the library takes 13 MB instead of 61; what is set in the environment already stands.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")
    os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "1")
    import pypinyin

    return pypinyin
