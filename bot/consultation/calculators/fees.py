"""What a court takes for hearing, enforcing or securing a claim, from the brackets of 诉讼费用交纳办法.

All sums are in yuan and come before any reduction; who bears them in the end is for the court to say.
"""

from __future__ import annotations

from bot.consultation.values import Sum, calculator, yuan

# (upper end of the bracket in yuan, rate); the first bracket of each table is a flat fee handled apart.
PROPERTY_BRACKETS = (
    (100_000, 0.025),
    (200_000, 0.02),
    (500_000, 0.015),
    (1_000_000, 0.01),
    (2_000_000, 0.009),
    (5_000_000, 0.008),
    (10_000_000, 0.007),
    (20_000_000, 0.006),
    (float("inf"), 0.005),
)
EXECUTION_BRACKETS = ((500_000, 0.015), (5_000_000, 0.01), (10_000_000, 0.005), (float("inf"), 0.001))
FLAT_FEE, FLAT_UP_TO = 50, 10_000
HALVED = "调解结案、原告撤诉或者用简易程序审的，受理费减半"


@calculator(source="诉讼费用交纳办法 13")
def court_fee_property(amount: float) -> Sum:
    """Fee for suing over ``amount`` yuan, first instance.  Source: 诉讼费用交纳办法第十三条第（一）项."""
    fee = FLAT_FEE + _by_brackets(amount, FLAT_UP_TO, PROPERTY_BRACKETS)
    return Sum(fee, fee, f"按请求金额{yuan(amount)}分段累计：1万元以内50元，往上各段按2.5%、2%、1.5%……计", HALVED)


@calculator(source="诉讼费用交纳办法 13")
def court_fee_divorce(property_value: float) -> Sum:
    """Fee of a divorce suit with ``property_value`` yuan of property to divide (0 when there is none).

    50 to 300 yuan by case, and half a per cent of what exceeds 200,000.  Source: 诉讼费用交纳办法第十三条第（二）项第1目.
    """
    over = max(0.0, property_value - 200_000)
    formula = "每件50元至300元"
    if over:
        formula += f" + （{yuan(property_value)} - 20万元）× 0.5%"
    return Sum(_cents(50 + over * 0.005), _cents(300 + over * 0.005), formula, HALVED)


@calculator(source="诉讼费用交纳办法 13")
def court_fee_personality(compensation: float = 0) -> Sum:
    """Fee of a suit over name, likeness, reputation or another right of personality claiming ``compensation`` yuan.

    100 to 500 yuan by case; of the compensation 1 % between 50,000 and 100,000 and 0.5 % above.
    Source: 诉讼费用交纳办法第十三条第（二）项第2目.
    """
    extra = _by_brackets(compensation, 50_000, ((100_000, 0.01), (float("inf"), 0.005)))
    formula = "每件100元至500元"
    if extra:
        formula += f" + 赔偿请求{yuan(compensation)}中5万至10万元部分 × 1%、10万元以上部分 × 0.5%"
    return Sum(_cents(100 + extra), _cents(500 + extra), formula, HALVED)


@calculator(source="诉讼费用交纳办法 14")
def payment_order_fee(amount: float) -> Sum:
    """Fee for an order to pay ``amount`` yuan: a third of the property fee.  Source: 诉讼费用交纳办法第十四条第（三）项."""
    fee = _cents(court_fee_property(amount).low / 3)
    return Sum(fee, fee, f"请求{yuan(amount)}的财产案件受理费 ÷ 3")


@calculator(source="诉讼费用交纳办法 14")
def execution_fee(amount: float) -> Sum:
    """Fee for enforcing ``amount`` yuan; borne by the debtor and collected afterwards (第二十条、第三十八条).

    Source: 诉讼费用交纳办法第十四条第（一）项.
    """
    fee = FLAT_FEE + _by_brackets(amount, FLAT_UP_TO, EXECUTION_BRACKETS)
    return Sum(fee, fee, f"按执行金额{yuan(amount)}分段累计：1万元以内50元，往上各段按1.5%、1%、0.5%、0.1%计")


@calculator(source="诉讼费用交纳办法 14")
def preservation_fee(amount: float) -> Sum:
    """Fee for freezing property worth ``amount`` yuan, at most 5,000.  Source: 诉讼费用交纳办法第十四条第（二）项."""
    fee = min(5_000.0, 30 + _by_brackets(amount, 1_000, ((100_000, 0.01), (float("inf"), 0.005))))
    return Sum(fee, fee, f"按保全财产{yuan(amount)}分段累计：1千元以内30元，1千至10万元部分1%，再往上0.5%，最多5,000元")


def _by_brackets(amount: float, start: float, brackets: tuple[tuple[float, float], ...]) -> float:
    """What the brackets above ``start`` add up to."""
    total, lower = 0.0, start
    for upper, rate in brackets:
        total += max(0.0, min(amount, upper) - lower) * rate
        lower = upper
    return _cents(total)


def _cents(amount: float) -> float:
    return round(amount, 2)
