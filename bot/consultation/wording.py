"""Brings what a resident typed into one plain form, so that a phrase written once is found however it was typed.

Full-width and traditional characters, dialect pronouns (俺 恁 咱), spaces and dots inside words, and voice typing that
tears a word apart («跳，楼») all come out the same, and so do the wrong homophones of :mod:`sound_alikes`. Sentence ends become 「。」 and pauses 「，」; only words remain
between them. The same function is applied to the phrases in knowledge/, so an author may write either form.
"""

import re
import unicodedata

from bot.consultation.simplify import simplified
from bot.consultation.sound_alikes import righted

SPOKEN = (
    ("木有", "没有"), ("没得", "没有"), ("冇", "没"), ("夜儿个", "昨天"), ("夜个", "昨天"),
    ("夜隔儿", "昨天"), ("夜儿隔", "昨天"), ("夜隔", "昨天"), ("夜儿黑", "昨晚"), ("夜黑", "昨晚"), ("前儿个", "前天"), ("前隔儿", "前天"),
    ("今隔儿", "今天"), ("今儿隔", "今天"), ("今儿个", "今天"), ("今黑", "今晚"), ("明隔儿", "明天"), ("明儿个", "明天"), ("今儿", "今天"),
    ("明儿", "明天"), ("今天个", "今天"), ("明天个", "明天"), ("会儿", "会"), ("弄啥", "干什么"),
    ("咋", "怎么"), ("啥", "什么"), ("嘞", "了"), ("咧", "了"), ("啦", "了"), ("俺们", "我们"), ("俺", "我"),
    ("咱们", "我们"), ("咱", "我"), ("恁", "你"), ("您", "你"), ("她", "他"), ("它", "他"), ("ta", "他"),
)  # fmt: skip
ENDS, PAUSES = re.compile(r"[。！？!?；;\n\r]+"), re.compile(r"[，,、：:]+")
NOISE = re.compile(r"[^。，0-9a-z\u3400-\u9fff○]+")
STUTTER = re.compile(r"([\u3400-\u9fff])\1{2,}")
TORN = re.compile(r"(?<![^。，])([\u3400-\u9fff])，|，([\u3400-\u9fff])(?![^。，])")


def plain(text: str) -> str:
    """The text in one form: simplified, lower case, dialect levelled, 「。」 and 「，」 the only marks left."""
    text = simplified(unicodedata.normalize("NFKC", text)).lower()
    text = PAUSES.sub("，", ENDS.sub("。", text))
    text = STUTTER.sub(r"\1", NOISE.sub("", text))
    for spoken, standard in SPOKEN:
        text = text.replace(spoken, standard)
    return righted(TORN.sub(lambda torn: torn[1] or torn[2], text))


def sentences(text: str) -> list[str]:
    """The non-empty sentences of a text that went through `plain`."""
    return [sentence for sentence in text.split("。") if sentence.strip("，")]
