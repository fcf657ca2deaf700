"""What an injury or a death is worth under 人身损害赔偿解释 (2022 edition): one function per head of compensation.

All sums are in yuan.  Incomes, consumption and wages are yearly or monthly figures of the province, given by the caller;
since 2022-05-01 they are those of townspeople for everybody.
"""

from __future__ import annotations

from bot.consultation.values import Figure, Sum, calculator, yuan

FULL_YEARS, REDUCED_FROM, FLOOR_FROM, FLOOR_YEARS = 20, 60, 75, 5
COMING_OF_AGE = 18
DIED, GRADED = "人去世了", "评上等级了"
MONTHS_OF_WAGES = 6
UNHURT = "没人受伤"
NOT_COUNTED = "只加了现在能算出来的几项，没有写进去的项目另加"
ONE_EACH = "只算了最小的孩子（按父母两人养）和一位老人，别的另加；每年合计不超过一个人的年消费支出"


@calculator(source="人身损害赔偿解释 12")
def compensation_years(age: float) -> int:
    """Years paid for: 20, one less for every year over 60, five from 75.  Source: 人身损害赔偿解释第十二条、第十五条."""
    if age >= FLOOR_FROM:
        return FLOOR_YEARS
    return FULL_YEARS - max(0, int(age) - REDUCED_FROM)


@calculator(source="人身损害赔偿解释 12")
def disability_percent(grade: float) -> int:
    """Share of full compensation for a grade: 10 per cent at grade 10, ten more for every grade up to 100 at grade 1.

    Article 12 speaks of grades only; the scale is what the courts use.  Raises ValueError outside 1 to 10.
    """
    if not 1 <= grade <= 10:
        raise ValueError(f"disability grade {grade}")
    return 110 - 10 * int(grade)


@calculator(source="人身损害赔偿解释 12")
def disability_compensation(grade: float, age: float, income: float | Figure) -> Sum:
    """残疾赔偿金 for the highest grade, from the yearly income of townspeople.  Source: 人身损害赔偿解释第十二条."""
    years, percent, yearly = compensation_years(age), disability_percent(grade), float(income)
    amount = _cents(yearly * years * percent / 100)
    return Sum(amount, amount, f"{yuan(yearly)} × {years}年 × {percent}%", _basis(income))


@calculator(source="人身损害赔偿解释 15")
def death_compensation(outcome: str, age: float, income: float | Figure) -> Sum | None:
    """死亡赔偿金 from the yearly income of townspeople; None unless ``outcome`` is 人去世了.

    Source: 人身损害赔偿解释第十五条.
    """
    if outcome != DIED:
        return None
    years, yearly = compensation_years(age), float(income)
    amount = _cents(yearly * years)
    return Sum(amount, amount, f"{yuan(yearly)} × {years}年", _basis(income))


@calculator(source="人身损害赔偿解释 14")
def funeral_expenses(outcome: str, monthly_wage: float | Figure) -> Sum | None:
    """丧葬费: six months of the average wage; None unless ``outcome`` is 人去世了.  Source: 人身损害赔偿解释第十四条."""
    if outcome != DIED:
        return None
    amount = _cents(float(monthly_wage) * MONTHS_OF_WAGES)
    return Sum(amount, amount, f"{yuan(float(monthly_wage))}/月 × {MONTHS_OF_WAGES}个月", _basis(monthly_wage))


@calculator(source="人身损害赔偿解释 7")
def lost_income(days: float, daily: float) -> Sum:
    """误工费 for days without work at a daily income.  Source: 人身损害赔偿解释第七条."""
    amount = _cents(days * daily)
    return Sum(amount, amount, f"{yuan(daily)}/天 × {days:g}天")


@calculator(source="人身损害赔偿解释 8")
def nursing(days: float, daily: float | Figure, people: float = 1) -> Sum:
    """护理费 for days of care at the local daily rate of a carer.  Source: 人身损害赔偿解释第八条."""
    amount = _cents(days * float(daily) * people)
    return Sum(amount, amount, f"{yuan(float(daily))}/天 × {days:g}天 × {people:g}人", _basis(daily))


@calculator(source="人身损害赔偿解释 10")
def hospital_meals(days: float, daily: float | Figure) -> Sum:
    """住院伙食补助费 for days in hospital at the allowance of civil servants travelling.  Source: 人身损害赔偿解释第十条."""
    amount = _cents(days * float(daily))
    return Sum(amount, amount, f"{yuan(float(daily))}/天 × {days:g}天", _basis(daily))


@calculator(source="人身损害赔偿解释 17")
def dependants_support(
    outcome: str,
    consumption: float | Figure,
    grade: float | None = None,
    child_age: float | None = None,
    elder_age: float | None = None,
    elder_children: float | None = None,
) -> Sum | None:
    """被扶养人生活费 of one child kept by two parents and one elder kept by ``elder_children``.

    In full where the supporter died, else by the grade of disability; None without a grade or a dependant.  What all
    dependants get in a year never exceeds one consumption figure.  Source: 人身损害赔偿解释第十七条.
    """
    if outcome != DIED and grade is None:
        return None
    yearly = float(consumption)
    percent = 100 if outcome == DIED else disability_percent(float(grade or 0))
    dependants = []  # (years, how many keep them, who it is)
    if child_age is not None and child_age < COMING_OF_AGE:
        dependants.append((COMING_OF_AGE - int(child_age), 2, "孩子"))
    if elder_age is not None and elder_children:
        dependants.append((compensation_years(elder_age), int(elder_children), "老人"))
    if not dependants:
        return None
    full = yearly * percent / 100
    shares = [sum(full / keepers for years, keepers, _ in dependants if year < years) for year in range(FULL_YEARS)]
    amount = _cents(sum(min(yearly, share) for share in shares))
    told = [f"{who} {yuan(yearly)} × {years}年 × {percent}% ÷ {keepers}人" for years, keepers, who in dependants]
    return Sum(amount, amount, " + ".join(told), "；".join(filter(None, (ONE_EACH, _basis(consumption)))))


@calculator(source="民法典 1179")
def main_heads(
    outcome: str,
    medical: float | None = None,
    graded: str | None = None,
    disability: Sum | None = None,
    death: Sum | None = None,
) -> str:
    """齐了 when every large head has been reckoned; else 缺赔偿金 or 缺医疗费, and a total would only mislead.

    What was paid so far is mostly for treatment: taken off a total without its cost, nothing would seem to be owed.
    """
    if (outcome == DIED and death is None) or (graded == GRADED and disability is None):
        return "缺赔偿金"
    return "缺医疗费" if outcome != UNHURT and medical is None else "齐了"


@calculator(source="民法典 1179")
def injury_total(
    medical: float | None = None,
    income: Sum | None = None,
    care: Sum | None = None,
    meals: Sum | None = None,
    disability: Sum | None = None,
    death: Sum | None = None,
    funeral: Sum | None = None,
    dependants: Sum | None = None,
) -> Sum | None:
    """The heads known so far added up; None when none is known.  Source: 民法典第一千一百七十九条."""
    heads = {
        "医疗费": medical, "误工费": income, "护理费": care, "伙食补助费": meals, "残疾赔偿金": disability,
        "死亡赔偿金": death, "丧葬费": funeral, "被扶养人生活费": dependants,
    }  # fmt: skip
    amounts = {name: amount_of(head) for name, head in heads.items() if head is not None}
    if not amounts:
        return None
    total = _cents(sum(amounts.values()))
    return Sum(total, total, " + ".join(f"{name}{yuan(amount)}" for name, amount in amounts.items()), NOT_COUNTED)


def amount_of(value: Sum | float | None) -> float:
    """A sum or a plain number as yuan; nothing counts as zero."""
    if value is None:
        return 0.0
    return value.low if isinstance(value, Sum) else float(value)


def _basis(figure: float | Figure) -> str:
    """Where a figure comes from, for the line under the sum."""
    return "，".join(part for part in (figure.source, figure.note) if part) if isinstance(figure, Figure) else ""


def _cents(amount: float) -> float:
    return round(amount + 1e-9, 2)
