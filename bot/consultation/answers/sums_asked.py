"""Whether the sum a resident named is the sum asked for: not 三千一个月 for the whole debt, nor what is still owed."""

import re

from bot.consultation.answers.money import Amount

_UNIT = "月|天|年|亩|斤|次|回|趟|笔|小时|平|口|人"
_ASKED = re.compile(f"(?<![前近头])(?:一|每)个?({_UNIT})")
_PER_BEFORE = re.compile(
    r"(?<![十0-9])(?:一|每|1)个?(小时|[^\W\d共起下直总块定万千百])(?:工资|工钱|房租|租金|大概|才|就|是|给|挣|能|拿|的|得|要|交)*$"
)
_PER_AFTER = re.compile(rf"(?:钱)?(?:一|每|1|/)个?({_UNIT})(?![前后])")
_LEFT = re.compile(r"(?:还|只|就)?(?:剩|差|欠)(?:下|着)?(?:我|他)?[^,。0-9]{0,2}$")
_LEFT_AFTER = re.compile(r"(?:块|元|钱|的)*(?:还)?没[给还付退结]")
_ASKS_LEFT = re.compile("欠|差|没给|剩|没交")


def rate(text: str, amount: Amount, ask: str) -> str | None:
    """The 月, 天 or 亩 the sum was named for, when the question asks for no such rate; else None."""
    said = _PER_BEFORE.search(text[: amount.start]) or _PER_AFTER.match(text, amount.end)
    return said[1] if said and said[1] not in _ASKED.findall(ask) else None


def is_rest(text: str, amount: Amount, ask: str) -> bool:
    """Whether the sum is what is still owed while the question asks what has been given."""
    if _ASKS_LEFT.search(ask) or not re.search("还过|还了|给了|付了|拿|退", ask):
        return False
    return bool(_LEFT.search(text[: amount.start]) or _LEFT_AFTER.match(text, amount.end))
