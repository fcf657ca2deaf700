"""Money for a child that was promised or ordered and not paid: what is owed, and until when enforcement is safe.

The rate by income lies in family.py (child_maintenance); here is only what follows from an agreement or a judgment.
"""

from __future__ import annotations

from datetime import date

from bot.consultation.values import Sum, add_months, add_years, calculator, earliest, yuan

ENFORCEMENT_YEARS, SOON_MONTHS = 2, 6


@calculator(source="婚姻家庭编解释二 17")
def maintenance_arrears(monthly: float, months: float) -> Sum | None:
    """What is owed in yuan: ``months`` unpaid at ``monthly`` yuan for all children together; None when nothing is owed.

    Source: 婚姻家庭编解释（二）第十七条.
    """
    owed = round(monthly * months + 1e-9, 2)
    if owed <= 0:
        return None
    return Sum(owed, owed, f"每月{yuan(monthly)} × {months:g}个月", "没算迟延的利息；给过一部分的，要减掉")


@calculator(source="民事诉讼法 250")
def enforcement_safe_day(first_due: str) -> str:
    """The day to have asked for enforcement by: two years from the first instalment missed, the cautious reading.

    第二百五十条 counts from the last instalment; some courts count each one by itself.
    """
    return add_years(earliest(first_due), ENFORCEMENT_YEARS).isoformat()


@calculator(source="民事诉讼法 250")
def enforcement_stage(first_due: str, today: date) -> str:
    """没过, 快到了 (six months or less) or 早的可能已过 of those two years."""
    last = add_years(earliest(first_due), ENFORCEMENT_YEARS)
    if today > last:
        return "早的可能已过"
    return "快到了" if today >= add_months(last, -SOON_MONTHS) else "没过"


@calculator(source="婚姻家庭编解释一 49")
def maintenance_gap(agreed: float, by_income: Sum | None = None) -> str | None:
    """低于一般 or 不低于一般: an agreed monthly sum beside what the rate by income gives; None without an income."""
    if by_income is None:
        return None
    return "低于一般" if agreed < by_income.low else "不低于一般"


@calculator(source="民法典 1084")
def child_age_band(age: float) -> str:
    """不满两岁, 两岁到八岁, 满八岁没成年 or 成年了: the ages 民法典第一千零八十四条 and 第十八条 tell apart."""
    if age < 2:
        return "不满两岁"
    if age < 8:
        return "两岁到八岁"
    return "满八岁没成年" if age < 18 else "成年了"
