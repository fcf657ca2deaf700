"""「不清楚」 in all its wordings: an answer to every question."""

import re

_SAID = (
    r"(?:不(?:太|大|是很)?(?:清楚|知道|晓得|记得|明白|确定|好说|了解|懂|记着)|(?:记|说|弄|搞|闹|分|算)不(?:太|大)?(?:清楚?|得|准|好|明白|住|来|上来)"
    r"|忘(?:了|记了?|啦|光)|谁知道|没印象|没记住|没注意|拿不准|吃不准|想不起来?|不摸底|摸不清|知不道|不知|(?:还)?不一定|都有可能|没数)"
)
_FILLER = r"(?:俺|我|咱|俺们|我们|这个?|那个?|具体|真|也|都|还|就|是|有点|确实|实在|早|全|啥|多少|时候|哪天|几号|谁|了|啊|呀|呢|吧|嘞|咧|哩|的|啦|[\s,。、.!])*"
_WHOLE = re.compile(f"{_FILLER}{_SAID}{_FILLER}(?:{_SAID}{_FILLER})?")
_ANYWHERE = re.compile(_SAID)
_CASTS_DOUBT = re.compile(f"(?:{_SAID}|不敢说)(?:到底|究竟)?(?:是不是|有没有|算不算|会不会|能不能|该不该|是否|算|是)?$")


def is_unknown(text: str) -> bool:
    """Whether the whole reply says «I do not know», particles and subject aside."""
    return bool(_WHOLE.fullmatch(text)) or text.lower() in ("i don't know", "don't know", "dont know", "?")


def mentions_unknown(text: str) -> bool:
    """Whether the reply says so somewhere."""
    return bool(_ANYWHERE.search(text))


def doubted(before: str) -> bool:
    """Whether the words that follow `before` are what the resident is unsure of: 不知道是不是 …"""
    return bool(_CASTS_DOUBT.search(before))
