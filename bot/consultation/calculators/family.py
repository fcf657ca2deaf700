"""Dates and sums of divorce: the cooling-off month, the second suit, maintenance, the limits on the husband's suit.

Periods start the day after the event and end on the corresponding day (民法典第二百零一条、第二百零二条).  A date known only to
the month is read to the resident's safety: deadlines to act from its first day, waiting periods from its last.  Only the
cooling-off month wants the very day: read both ways its last day to collect would come before the first.  A last day that
falls on a holiday moves to the next working day (民法典第二百零三条); that is said in the text, not computed, because the
holiday calendar is settled anew every year.
"""

from __future__ import annotations

from datetime import date

from bot.consultation.values import Sum, add_days, add_months, add_years, calculator, earliest, latest, yuan

CALM, COLLECT, LAPSED, DOUBTFUL = "冷静期内", "可以领证", "已经过期", "要看回执"
IN_TIME, TOO_LATE, RECKON = "还来得及", "已经过了", "要算准日子"


@calculator(source="民法典 1077")
def cooling_off_last_day(applied: str) -> str | None:
    """The last day either may withdraw an application for divorce made on ``applied``; None unless the day is known.

    Source: 民法典第一千零七十七条第一款.
    """
    return add_days(earliest(applied), 30).isoformat() if _to_the_day(applied) else None


@calculator(source="民法典 1077")
def certificate_first_day(applied: str) -> str | None:
    """The first day both may ask for the certificate, once thirty days have run out; None unless the day is known.

    Source: 民法典第一千零七十七条第二款.
    """
    return add_days(earliest(applied), 31).isoformat() if _to_the_day(applied) else None


@calculator(source="民法典 1077")
def certificate_last_day(applied: str) -> str | None:
    """The last day to ask for the certificate, after which the application counts as withdrawn; None as above."""
    return add_days(earliest(applied), 60).isoformat() if _to_the_day(applied) else None


@calculator(source="民法典 1077")
def cooling_off_stage(applied: str, today: date) -> str:
    """Where an application made on ``applied`` stands: 冷静期内, 可以领证 or 已经过期; 要看回执 when the date is too vague."""
    stage = _stage(latest(applied), today)
    return stage if _to_the_day(applied) or stage == LAPSED else DOUBTFUL


@calculator(source="民事诉讼法 127")
def second_suit_from(ended: str) -> str:
    """The first day the same plaintiff may sue again without new circumstances, six months after ``ended``.

    Source: 民事诉讼法第一百二十七条第（七）项、民事诉讼法解释第二百一十四条.
    """
    return add_days(add_months(latest(ended), 6), 1).isoformat()


@calculator(source="民事诉讼法 127")
def second_suit_stage(ended: str, today: date) -> str:
    """还在六个月内 or 已满六个月 since the last suit ended."""
    return "已满六个月" if today.isoformat() >= second_suit_from(ended) else "还在六个月内"


@calculator(source="民法典 1079")
def year_apart_after_refusal(refused: str) -> str:
    """The day a year of living apart since a refused divorce is complete.  Source: 民法典第一千零七十九条第五款."""
    return add_years(latest(refused), 1).isoformat()


@calculator(source="民法典 1079")
def year_apart_stage(refused: str, today: date) -> str:
    """还没满一年 or 已满一年 since a divorce was refused; the last day of the year has to have run out."""
    return "已满一年" if today.isoformat() > year_apart_after_refusal(refused) else "还没满一年"


@calculator(source="民法典 1079")
def two_years_apart_on(months_apart: float, today: date) -> str:
    """About when two years of living apart will be complete, given the months so far.  Source: 民法典第一千零七十九条第三款第（四）项."""
    return add_months(today, max(0, round(24 - months_apart))).isoformat()


@calculator(source="民法典 1082")
def husband_may_sue_from(ended: str, state: str) -> str | None:
    """The first day the husband may ask for divorce: a year after a birth, six months after a pregnancy was ended.

    :param state: a label that names a birth (生) or an ended pregnancy (流产); None for a pregnancy still going on.
    """
    if "流产" in state:
        return add_days(add_months(latest(ended), 6), 1).isoformat()
    return add_days(add_years(latest(ended), 1), 1).isoformat() if "生" in state else None


@calculator(source="民法典 1053")
def annulment_last_day(since: str) -> str:
    """The last day to ask a court to annul a marriage: a year from knowing of the illness or from the end of coercion.

    Source: 民法典第一千零五十二条、第一千零五十三条.
    """
    return add_years(earliest(since), 1).isoformat()


@calculator(source="民法典 1053")
def annulment_stage(since: str, today: date) -> str:
    """还来得及 or 已经过了 of the year to ask for annulment; 要算准日子 when a vague date allows either."""
    if today.isoformat() <= annulment_last_day(since):
        return IN_TIME
    return TOO_LATE if today > add_years(latest(since), 1) else RECKON


@calculator(source="婚姻家庭编解释一 49")
def child_maintenance(monthly_income: float, children: float = 1) -> Sum | None:
    """Maintenance per month the parent without the children pays, all children together; None without an income.

    :param monthly_income: yuan of total income per month. :param children: how many live with the other parent.
    One child 20–30 %; for two or more the rate may be raised, as a rule not above 50 %.  A share of nothing would read
    as nothing owed, while the duty stays and goods may stand in for money (第五十一条).
    """
    if monthly_income <= 0:
        return None
    high = 0.5 if children >= 2 else 0.3
    whose = f"{children:g}个孩子合计" if children >= 2 else "一个孩子"
    formula = f"每月{yuan(monthly_income)} × 20%至{high:.0%}（{whose}）"
    return Sum(round(monthly_income * 0.2, 2), round(monthly_income * high, 2), formula, "有特殊情况可以高些或者低些")


@calculator(source="婚姻家庭编解释一 53")
def maintenance_years_left(age: float) -> int | None:
    """Whole years of age until eighteen, when maintenance as a rule ends; None for a grown child."""
    return 18 - int(age) if age < 18 else None


def _to_the_day(partial: str) -> bool:
    return earliest(partial) == latest(partial)


def _stage(applied: date, today: date) -> str:
    if today <= add_days(applied, 30):
        return CALM
    return COLLECT if today <= add_days(applied, 60) else LAPSED
