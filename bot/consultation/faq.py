"""Short curated answers to side questions, such as 「调解要钱吗」. Pure: parsed entries and a text in, an answer out.

An entry of knowledge/faq/ is taken only when the sentence is clearly this question: it reads almost like one of the
entry's ``ask`` wordings, or it is short and holds a phrase of every group under ``keys``. A story of someone's own
trouble is longer than that and goes on to the classifier.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from bot.consultation.numerals import article_label
from bot.consultation.wording import plain

if TYPE_CHECKING:
    from bot.consultation.library import Library

Entry = Mapping[str, Any]
ALIKE = 0.8
LONGEST = 15
POLITE = (
    *("你好", "请问一下", "请问", "我想问一下", "我想问问", "我想问", "想问一下", "想问问", "想问", "问一下", "问问"),
    *("麻烦问", "咨询一下", "想咨询", "想知道", "老师", "同志", "给我说说", "跟我说说", "说说", "告诉我"),
    *("一下", "到底", "究竟", "那个", "这个", "那", "就是"),
)
TAILS = "吗呢啊呀不吧了么的。，没"
SAME = {
    **{"什么": "啥", "怎么办理": "怎么办", "如何": "怎么", "怎样": "怎么", "多少钱": "几钱"},
    **{"花钱": "要钱", "收钱": "要钱", "收费": "要钱", "行不行": "行", "中不中": "行", "可以不可以": "可以"},
    **{
        "可不可以": "可以",
        "能不能": "能",
        "要不要": "要",
        "用不用": "要",
        "需要": "要",
        "有没有": "有",
        "是不是": "是",
    },
    **{"我们": "我"},
}


def match(entries: Sequence[Entry], text: str) -> Entry | None:
    """The one entry this text clearly asks for, or None; the most alike wins, then the first."""
    if not core(text):
        return None
    likeness, best = max(((_likeness(entry, text), -at) for at, entry in enumerate(entries)), default=(0.0, 0))
    return entries[-best] if likeness >= ALIKE else None


def answer(entry: Entry, library: Library, today: date) -> str:
    """What is said, with the articles in force today; an article that is not is left out."""
    found = [library.article(str(citation), today) for citation in entry.get("cite") or []]
    cited = "、".join(f"《{article.short}》{article_label(article.article)}" for article in found if article)
    say = str(entry["say"]).strip()
    return f"{say}\n依据：{cited}" if cited else say


def core(text: str) -> str:
    """The question without greeting, politeness and final particles, in one spelling."""
    return _spelt(text).rstrip(TAILS)


@lru_cache(maxsize=4096)
def _spelt(text: str) -> str:
    words = plain(text)
    for polite in POLITE:
        words = words.replace(plain(polite), "")
    for said, standard in SAME.items():
        words = words.replace(plain(said), standard)
    return words.replace("，", "").replace("。", "")


def _likeness(entry: Entry, text: str) -> float:
    """1 for the very words, 0.9 where every key is there, otherwise how many character pairs are shared (Dice)."""
    alike = max(_dice(core(wording), core(text)) for wording in entry["ask"])
    return max(alike, 0.9) if _holds_keys(entry, _spelt(text)) else alike


def _holds_keys(entry: Entry, said: str) -> bool:
    keys, unless = entry.get("keys") or [], entry.get("unless") or []
    if not keys or len(said) > LONGEST or any(_spelt(phrase) in said for phrase in unless):
        return False
    return all(any(_spelt(phrase) in said for phrase in group) for group in keys)


def _dice(one: str, other: str) -> float:
    if one == other:
        return 1.0
    ours, theirs = _pairs(one), _pairs(other)
    return 2 * len(ours & theirs) / (len(ours) + len(theirs)) if ours and theirs else 0.0


@lru_cache(maxsize=4096)
def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))
