"""「不清楚」 in all its wordings, and 「不想说」, which counts the same: an answer to every question."""

import re

_SAID = (
    r"(?:不(?:太|大|是很)?(?:清楚|知道|晓得|记得|明白|确定|好说|了解|懂|记着)|(?:记|说|弄|搞|闹|分|算)不(?:太|大)?(?:清楚?|得|准|好|明白|住|来|上来)"
    r"|记不真|忘(?:了|记了?|啦|光|完)|谁(?:还)?(?:知道|晓得|记得)|(?:哪|咋|怎么)(?:能|会)?(?:知道|晓得|记得)|没(?:细|有)?(?:量|算|数|问|打听)过|没看(?:清|见|着)|没印象|没记住|没注意|拿不准|吃不准|想不起来?|不摸底|摸不清|知不道|不知|(?:还)?不一定|都有可能|没数)"
)
_REFUSED = re.compile(
    r"(?:(?:俺|我|这个?|那个?|能不能|可以|就|先|真|,)*(?:不(?:太|大)?(?:想|愿意?|肯|方便|便|好意思|能)(?:说|讲|提|答|回答|告诉你?|透露)|不告诉你?|跳过|略过|保密|下一[题个问]|先不说|不说了))"
    r"(?:了|吧|啊|行不|中不中|行吗|这个?|这些|,)*"
)
_FILLER = r"(?:俺|我|咱|那|这|俺们|我们|这个?|那个?|具体|真|也|都|还|就|是|有点|确实|实在|早|全|啥|多少|时候|哪天|几号|谁|了|啊|呀|呢|吧|嘞|咧|哩|的|啦|[\s,。、.!])*"
_WHOLE = re.compile(f"{_FILLER}{_SAID}{_FILLER}(?:{_SAID}{_FILLER})?")
_ANYWHERE = re.compile(_SAID)
_CASTS_DOUBT = re.compile(f"(?:{_SAID}|不敢说)(?:到底|究竟)?(?:是不是|有没有|算不算|会不会|能不能|该不该|是否|算|是)?$")


def is_unknown(text: str) -> bool:
    """Whether the whole reply says «I do not know» or «I would rather not say», particles and subject aside."""
    return bool(_WHOLE.fullmatch(text) or _REFUSED.fullmatch(text)) or text.lower() in (
        "i don't know",
        "don't know",
        "dont know",
        "?",
    )


def mentions_unknown(text: str) -> bool:
    """Whether the reply says so somewhere."""
    return bool(_ANYWHERE.search(text))


def doubted(before: str) -> bool:
    """Whether the words that follow `before` are what the resident is unsure of: 不知道是不是 …"""
    return bool(_CASTS_DOUBT.search(before))
