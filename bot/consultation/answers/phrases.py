"""Finds given phrases in a sentence, minding «not»: what stands under a negation is not said."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from bot.consultation.answers.tidy import level
from bot.consultation.answers.unknown import doubted

# 没 不 未 无 别 directly before turn the phrase round; so do 是不是 and its like, which only ask.
_NEGATED = re.compile(
    r"(?:(?<!差)(?<!要)没有?|木有|没得|冇|(?<!要)不|未|无|(?<!特)(?<!分)(?<!性)(?<!级)别|不是|不算|不太|不大|不怎么|不咋|没怎么|没咋|不用|不必|不需要|用不着|没必要|不很|不是很|不属于|没被|没在|没再|没能|不会|不能|不想|不肯|并非|否认)$"
    r"|(?:是不是|有没有|算不算|会不会|能不能|该不该|可不可以|要不要)$"
)
_TURNING = tuple("没不未无冇")
# 借条没有，转账有: what is named first is denied after it.
_DENIED_AFTER = re.compile(r"(?:是|倒|也|都|可|就|啥的)*(?:没有[了的呢嘞啊吧]*|没得?[呢嘞啊]?)(?=$|[\s,。;!|])")
_DIGITS = "一二三四五六七八九"


class Hit(NamedTuple):
    """A phrase found at text[start:end] for the option of that index."""

    start: int
    end: int
    option: int


def key(text: str) -> str:
    """A wording without spaces, punctuation, case and dialect, as labels and replies are compared."""
    return level(re.sub(r"[\W_]+", "", text).lower())


def hits(text: str, phrases: Iterable[tuple[str, int]]) -> list[Hit]:
    """Where the phrases stand in `text` and are meant; a hit inside a longer one does not count.

    :param phrases: (phrase, index of the option it speaks for).
    """
    text, found = level(text), []
    for phrase, option in ((level(phrase), option) for phrase, option in phrases):
        start = text.find(phrase) if phrase else -1
        while start >= 0:
            found.append(Hit(start, start + len(phrase), option))
            start = text.find(phrase, start + 1)
    longest = [hit for hit in found if not any(_covers(other, hit) for other in found)]
    return sorted(hit for hit in longest if not is_turned(text, hit.start) and not _is_denied_or_cut(text, hit))


def is_turned(text: str, start: int) -> bool:
    """Whether the words at `start` are negated, doubted, or half of an A-not-A question (有没有借条)."""
    before = text[:start]
    if text[start : start + 1] in _TURNING and before and before[-1] == text[start + 1 : start + 2]:
        return True
    return bool(_NEGATED.search(before)) or doubted(before)


def _is_denied_or_cut(text: str, hit: Hit) -> bool:
    """Whether 没有 follows, or the phrase is the tail of a larger number: 三个 in 十三个."""
    cut = text[hit.start] in _DIGITS and text[max(0, hit.start - 1) : hit.start] in tuple("十百千万")
    return cut or bool(_DENIED_AFTER.match(text, hit.end))


def _covers(longer: Hit, hit: Hit) -> bool:
    return longer.start <= hit.start and hit.end <= longer.end and longer.end - longer.start > hit.end - hit.start
