"""The one sum a reply to a money question names, and whether its words leave it open.

What is vague (三四万, 三万出头) or followed by words that may change it (三万不止) is marked so, to be agreed to; what has no
one value (几万, 不到一万, 两个三万) is refused.
"""

import re

from bot.consultation.answers import hedges, money
from bot.consultation.answers.money import Amount
from bot.consultation.answers.tidy import fold
from bot.consultation.answers.unclear import Unclear

_NONE = re.compile(
    r"(?:[都也还啥]|一点|从来|压根|根本|确实)*(?:没有?|冇|木有|无|未|没得)(?:给|付|还|赔|花|收|要|交|拿|掏|退)?(?:过|了|呢|嘞|啊|的)*"
)
# After a bare number only these may follow: in 五前块 or 三白块 a word was misheard.
_CLOSES = re.compile(
    r"$|[\s,。;!?~、]|[块元圆钱]|(?:左右|上下|不等|之间|来|多|出头|拐弯|挂零|以上|往上)|[吧呗嘞哩呢啊呀啦了的整哈哎]|[都也还就]|[一每/1]个?[天晚月年亩次斤趟]|(?:到|至|或者?|还是)[0-9一二两三四五六七八九十百千]"
)
# What may follow a sum and leave it as it is; anything else, as in 五万不止, makes it one to be agreed to.
_SETTLED = re.compile(
    r"(?:块|元|圆|钱|整|正|人民币|左右|上下|大洋|现金|[吧呗嘞哩呢啊呀啦了的哈哎嘛么儿]|(?:都|也|还|就|一直|至今)*[没未不](?:给|还|结|付|退)|借的|给的"
    r"|(?:钱)?[一每/1]个?(?:月|天|晚|年|亩|斤|次|趟|平|小时)|(?:的)?(?:彩礼|押金|工资|工钱|定金|订金|房租|租金|借款|货款|医药费|本金|欠条|借条))*(?:$|[\s,。;!?、~])"
)
_TIMES = re.compile("[0-9一二两三四五六七八九十俩仨几]个$")
_CHANGE_RANGE = re.compile("[块元][二三四五六七八九]{2}(?:$|[,。毛])")
_TOTAL = re.compile(r"(?:一共|总共|总计|合计|共计|加起来|拢共)[^,。;!?0-9]{0,4}$")
_PAID_OF_IT = re.compile(r"(?:给|还|付|退|结|剩|差|欠|扣)[了过着]?$")
_TOO_WIDE = 2.5


def read(text: str) -> Amount | None:
    """The sum a reply to a money question names; a bare number is yuan. None when it names none.

    Raises Unclear when several sums are named, or one so wide (几万) or so open (不到一万) that nothing can be reckoned
    with it.
    """
    if _NONE.fullmatch(fold(text).strip()):
        return Amount(text, 0, len(text), 0, 0, False)
    amounts = _in_reply(text)
    totals = [amount for amount in amounts if _TOTAL.search(fold(text[: amount.start]))]
    if len(totals) == 1 and not any(_PAID_OF_IT.search(text[: one.start]) for one in amounts if one not in totals):
        amounts = totals
    if not amounts:
        return None
    if len({(amount.low, amount.high) for amount in amounts}) > 1:
        said = "、".join(dict.fromkeys(amount.text.strip() for amount in amounts[:4]))
        raise Unclear(f"您说了几个数：{said}。这一问只要一个，请单说这一个，比如「8000」或「两万五」。")
    amount = amounts[0]
    wide = amount.low and amount.high / amount.low > _TOO_WIDE
    less = hedges.is_less(fold(text), amount.start, amount.end) or _CHANGE_RANGE.match(text, amount.end - 1)
    if wide or less or _TIMES.search(text[: amount.start]):
        raise Unclear(f"「{text}」大概是多少？说个差不多的数就行，比如「3000」或「两万五」。")
    unsettled = amount.end < len(text) and not _SETTLED.match(fold(text), amount.end)
    return amount._replace(vague=amount.vague or unsettled or hedges.is_more(fold(text), amount.start, amount.end))


def _in_reply(text: str) -> list[Amount]:
    """The sums of a reply: all that are surely money and larger numbers beside them, else the bare numbers.

    None at all when a bare number runs into a word that follows no sum.
    """
    sums, bare = money.find(text), money.find(text, bare=True)
    if sums:
        apart = [each for each in bare if not any(each.start < one.end and one.start < each.end for one in sums)]
        return sorted(sums + [each for each in apart if each.low >= money.SMALLEST], key=lambda each: each.start)
    return bare if all(_CLOSES.match(fold(text), each.end) for each in bare) else []
