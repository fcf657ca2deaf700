"""What an injury at work brings under 工伤保险条例 and 河南省工伤保险条例, who answers for it, and the days that count.

Sums are in yuan.  ``wage`` is 本人工资, the average of the twelve months before the accident (第六十四条); ``average`` is the
average monthly wage of the district in the year before, which nobody should guess.
"""

from __future__ import annotations

from datetime import date

from bot.consultation.values import Figure, Sum, add_days, add_months, calculator, earliest, latest, yuan

LUMP_MONTHS = {1: 27, 2: 25, 3: 23, 4: 21, 5: 18, 6: 16, 7: 13, 8: 11, 9: 9, 10: 7}
MONTHLY_PERCENT = {1: 90, 2: 85, 3: 80, 4: 75, 5: 70, 6: 60}
HENAN_MEDICAL_MONTHS = {5: 16, 6: 14, 7: 12, 8: 10, 9: 8, 10: 6}
HENAN_JOB_MONTHS = {5: 56, 6: 46, 7: 36, 8: 26, 9: 16, 10: 6}
DEATH_TIMES, SPOUSE_PERCENT, OTHER_PERCENT = 20, 40, 30
UNLICENSED_FUNERAL_TIMES, WORKING_AGE = 10, 16
OVER_AGE_RULES_IN_FORCE = date(2026, 7, 1)
REAPPRAISAL_DAYS, REVIEW_DAYS, SUIT_MONTHS = 15, 60, 6
WAGE_BOUNDS = "按出事前十二个月的月平均缴费工资算，最低按当地平均工资的六成，最高按三倍"
FULL_DATE = len("2026-01-31")


@calculator(source="工伤保险条例 14")
def injury_recognition(
    how: str,
    drunk: str | None = None,
    crash: str | None = None,
    illness: str | None = None,
    decided: str | None = None,
) -> str:
    """能认, 不能认 or 待定 for how it happened; a crash on the way hangs on its liability, an illness on 48 hours.

    An authority that has recognised it settles the matter.  Source: 工伤保险条例第十四条、第十五条、第十六条.
    """
    if decided == "认定是工伤了":
        return "能认"
    if drunk == "喝醉了或吸毒":
        return "不能认"
    if how == "上下班路上出车祸":
        return {"不是我主责": "能认", "我主责或全责": "不能认"}.get(crash or "", "待定")
    if how == "岗位上突然发病":
        return {"48小时内去世": "能认", "没有在48小时内去世": "不能认"}.get(illness or "", "待定")
    return "待定" if how == "都不是" else "能认"


@calculator(source="工伤行政案件规定 3")
def answers_for_injury(
    hired_by: str,
    above: str | None = None,
    retired: str | None = None,
    insured: str | None = None,
    happened: str | None = None,
    age: float | None = None,
) -> str:
    """Who answers: 单位, 上家公司, 没执照的老板, 个人, 平台, 上家待查, or 退休返聘 for an uninsured pensioner hurt before July 2026.

    Whoever employs a child under 16 pays once, as a boss without a licence does.

    Source: 工伤行政案件规定第三条, 工伤保险条例第六十六条, 民法典第一千一百九十二条, 河南工伤条例第十七条, 超龄劳动者规定第十五条.
    """
    if hired_by == "没执照的作坊":
        return "没执照的老板"
    if hired_by == "私人家里雇的" or above == "上面也是个人":
        return "个人"
    if age is not None and age < WORKING_AGE:
        return "没执照的老板"
    if retired == "领着" and insured != "交了" and happened and over_age_rule(happened) == "老规矩":
        return "退休返聘"
    if hired_by == "包工头招的":
        return "上家公司" if above == "有公司" else "上家待查"
    return "平台" if hired_by == "平台接单" else "单位"


@calculator(source="超龄劳动者规定 24")
def over_age_rule(happened: str) -> str:
    """Which rules hold for workers past retirement age: 新规定 from July 2026, 老规矩 before, 看日子 for a date that allows either."""
    if earliest(happened) >= OVER_AGE_RULES_IN_FORCE:
        return "新规定"
    return "老规矩" if latest(happened) < OVER_AGE_RULES_IN_FORCE else "看日子"


@calculator(source="工伤保险条例 35")
def disability_lump_sum(grade: float, wage: float) -> Sum:
    """一次性伤残补助金: months of one's own wage by grade.  Source: 工伤保险条例第三十五条至第三十七条."""
    months = LUMP_MONTHS[_grade(grade)]
    return _exact(wage * months, f"{yuan(wage)}/月 × {months}个月", WAGE_BOUNDS)


@calculator(source="工伤保险条例 35")
def disability_allowance(grade: float, wage: float) -> Sum | None:
    """伤残津贴 a month for grades 1 to 6, else None.  Source: 工伤保险条例第三十五条、第三十六条."""
    percent = MONTHLY_PERCENT.get(_grade(grade))
    return _exact(wage * percent / 100, f"{yuan(wage)} × {percent}%", "这是一个月的数") if percent else None


@calculator(source="河南工伤条例 27")
def leaving_months(grade: float, kind: str) -> int | None:
    """Months of the district's wage for leaving, ``kind`` 医疗 or 就业 (before the cut near retirement); None to grade 4."""
    return (HENAN_MEDICAL_MONTHS if kind == "医疗" else HENAN_JOB_MONTHS).get(_grade(grade))


@calculator(source="河南工伤条例 27")
def months_of_average(months: float, average: float | Figure) -> Sum:
    """So many months of the district's average wage of the year before."""
    return _exact(float(average) * months, f"{yuan(float(average))}/月 × {months:g}个月", _basis(average))


@calculator(source="工伤保险条例 33")
def wages_while_healing(months: float, wage: float, paid: float = 0) -> Sum:
    """What the employer still owes for the months off work, as a rule at most twelve.  Source: 工伤保险条例第三十三条."""
    counted = min(months, 12)
    note = "一般不超过十二个月，多出来的月份没有算" if months > counted else ""
    owed = max(0.0, wage * counted - paid)
    return _exact(owed, f"{yuan(wage)}/月 × {counted:g}个月 − 已发{yuan(paid)}", note)


@calculator(source="工伤保险条例 39")
def death_lump_sum(happened: str, in_2025: float | Figure, in_2026: float | Figure) -> Sum | None:
    """一次性工亡补助金: twenty times what townspeople had in the year before the accident; None for years without a figure here.

    ``in_2025`` serves accidents of 2025 (the income of 2024), ``in_2026`` those of 2026.
    Source: 工伤保险条例第三十九条、社会保险法若干规定第十一条.
    """
    return _times_income(DEATH_TIMES, happened, in_2025, in_2026)


@calculator(source="非法用工赔偿办法 6")
def unlicensed_death_sum(happened: str, in_2025: float | Figure, in_2026: float | Figure) -> Sum | None:
    """What a boss without a licence owes for a death: twenty times that income and ten more for the funeral and the rest."""
    return _times_income(DEATH_TIMES + UNLICENSED_FUNERAL_TIMES, happened, in_2025, in_2026)


@calculator(source="工伤保险条例 39")
def family_pension(wage: float, kept: list[str], others: float | None = None) -> Sum | None:
    """供养亲属抚恤金 a month, together never above the wage; None without a dependant.  Source: 工伤保险条例第三十九条."""
    spouse = SPOUSE_PERCENT if "没劳力的配偶" in kept else 0
    percent = min(100, spouse + OTHER_PERCENT * int(others or 0))
    if not percent:
        return None
    return _exact(wage * percent / 100, f"{yuan(wage)} × {percent}%", "一个月的数，几个人合起来不超过他原来的工资")


@calculator(source="工伤保险条例 26")
def reappraisal_last_day(received: str) -> str | None:
    """Last day to ask the province for another appraisal: 15 days; None for a vague date."""
    return add_days(earliest(received), REAPPRAISAL_DAYS).isoformat() if len(received) == FULL_DATE else None


@calculator(source="行政复议法 20")
def review_of_decision_last_day(received: str) -> str | None:
    """Last of the 60 days for 行政复议 of an authority's decision; None for a vague date."""
    return add_days(earliest(received), REVIEW_DAYS).isoformat() if len(received) == FULL_DATE else None


@calculator(source="行政诉讼法 46")
def suit_over_decision_last_day(received: str) -> str | None:
    """Last of the six months for suing an authority over its decision; None for a vague date."""
    return add_months(earliest(received), SUIT_MONTHS).isoformat() if len(received) == FULL_DATE else None


@calculator(source="行政诉讼法 46")
def still_open(last: str, today: date) -> str:
    """还来得及 until the end of the last day, then 已经过了."""
    return "还来得及" if today <= date.fromisoformat(last) else "已经过了"


def _times_income(times: int, happened: str, in_2025: float | Figure, in_2026: float | Figure) -> Sum | None:
    income = {2025: in_2025, 2026: in_2026}.get(earliest(happened).year)
    if income is None:
        return None
    return _exact(float(income) * times, f"{yuan(float(income))} × {times}", _basis(income))


def _grade(grade: float) -> int:
    if not 1 <= grade <= 10:
        raise ValueError(f"grade {grade}")
    return int(grade)


def _exact(amount: float, formula: str, note: str = "") -> Sum:
    amount = round(amount + 1e-9, 2)
    return Sum(amount, amount, formula, note)


def _basis(figure: float | Figure) -> str:
    return "，".join(part for part in (figure.source, figure.note) if part) if isinstance(figure, Figure) else ""
