"""Sums a buyer may ask for: punitive damages, what is left on a prepaid card, a harvest lost to bad seed.

Punitive damages come on top of the price paid back and of the loss itself; whether they are due at all hangs on facts the guide
names.  Sums are in yuan.
"""

from __future__ import annotations

from bot.consultation.values import Sum, calculator, yuan

FRAUD_TIMES, FRAUD_LEAST = 3, 500
FOOD_TIMES, LOSS_TIMES, FOOD_LEAST = 10, 3, 1000
OWN_CHOICE = ("就是不想去了",)
# Where the articles do not say whose doing it is, both readings are given.
EITHER = ("有病有事去不了", "刚办七天想退")
YOUNG, ADULT = 8, 18


@calculator(source="消费者权益保护法 55")
def fraud_compensation(price: float) -> Sum | None:
    """Three times the price for fraud, at least 500 yuan, on top of the refund; None where nothing was paid.

    Source: 消费者权益保护法第五十五条第一款.
    """
    return None if price <= 0 else _at_least(price * FRAUD_TIMES, f"{yuan(price)} × {FRAUD_TIMES}", FRAUD_LEAST)


@calculator(source="食品安全法 148")
def food_compensation(price: float, loss: float = 0) -> Sum | None:
    """Ten times the price or three times the loss, whichever is more, at least 1,000 yuan; None without either.

    Source: 食品安全法第一百四十八条第二款.
    """
    return _ten_or_three(price, loss)


@calculator(source="药品管理法 144")
def drug_compensation(price: float, loss: float = 0) -> Sum | None:
    """The same measure for counterfeit or substandard medicine.  Source: 药品管理法第一百四十四条第三款."""
    return _ten_or_three(price, loss)


@calculator(source="预付式消费解释 18")
def prepaid_money_left(paid: float, used: float, gift: float, why: str) -> Sum:
    """What a card topped up with money owes back: the part used is reckoned at its share of the gift, or in full.

    :param used: money taken off the card so far, gift included. :param why: why the buyer leaves; his own choice is reckoned
    at full prices, an unforeseen change and the seven days of grace give both readings.

    Source: 预付式消费解释第十五条、第十八条、第十九条.
    """
    kind = f"{yuan(paid)} − 已刷{yuan(used)}" + (f" × {yuan(paid)} ÷ {yuan(paid + gift)}" if gift else "")
    return _by_reason(paid, used * paid / (paid + gift), used, why, kind, f"{yuan(paid)} − 已刷{yuan(used)}")


@calculator(source="预付式消费解释 18")
def prepaid_visits_left(paid: float, visits: float, used: float, why: str) -> Sum | None:
    """What a card for a number of visits owes back where no visit was used or the buyer is not the cause.

    None where he is or may be the cause and some were used.  Source: 预付式消费解释第十五条、第十八条.
    """
    return None if used > 0 and why in OWN_CHOICE + EITHER else _by_visit(paid, visits, used)


@calculator(source="预付式消费解释 19")
def prepaid_visits_own(paid: float, visits: float, used: float, single: float, why: str) -> Sum:
    """The same where the buyer leaves of himself or by an unforeseen change.

    :param single: the door price of one visit.  Source: 预付式消费解释第十五条、第十八条、第十九条.
    """
    cheap = _by_visit(paid, visits, used)
    own = f"{yuan(paid)} − 单次原价{yuan(single)} × {used:g}次"
    return _by_reason(paid, paid - cheap.low, single * used, why, cheap.formula, own)


@calculator(source="预付式消费解释 22")
def prepaid_time_left(paid: float, months: float, left: float) -> Sum:
    """What a card without a limit of visits owes back: the months left out of all its months.  Source: 预付式消费解释第二十二条."""
    left = min(left, months)
    return _exact(paid * left / months, f"{yuan(paid)} × 剩{left:g}个月 ÷ 共{months:g}个月")


@calculator(source="预付式消费解释 15")
def prepaid_refund(sums: list[Sum | None]) -> Sum | None:
    """The one of the three reckonings that fits the card; None where none could be made."""
    return next((one for one in sums if isinstance(one, Sum)), None)


@calculator(source="种子法 45")
def harvest_loss(area: float, short: float, price: float) -> Sum:
    """Harvest lost: mu × jin short on each mu × yuan a jin.  Source: 种子法第四十五条."""
    return _exact(area * short * price, f"{area:g}亩 × 每亩少收{short:g}斤 × 每斤{yuan(price)}")


@calculator(source="民法典 19")
def minor_buyer(age: float) -> str:
    """不满八岁, 八到十七岁 or 已经成年.  Source: 民法典第十七条至第二十条."""
    if age < YOUNG:
        return "不满八岁"
    return "八到十七岁" if age < ADULT else "已经成年"


def _by_visit(paid: float, visits: float, used: float) -> Sum:
    left = max(0.0, visits - used)
    return _exact(paid / visits * left, f"{yuan(paid)} ÷ {visits:g}次 × 剩{left:g}次")


def _ten_or_three(price: float, loss: float) -> Sum | None:
    if price <= 0 and loss <= 0:
        return None
    ten, three = price * FOOD_TIMES, loss * LOSS_TIMES
    if three > ten:
        return _at_least(three, f"损失{yuan(loss)} × {LOSS_TIMES}", FOOD_LEAST)
    return _at_least(ten, f"价款{yuan(price)} × {FOOD_TIMES}", FOOD_LEAST)


def _at_least(amount: float, words: str, least: float) -> Sum:
    return _exact(amount, words) if amount >= least else _exact(least, f"{words}，不到{yuan(least)}的按{yuan(least)}")


def _by_reason(paid: float, cheap: float, full: float, why: str, kind: str, own: str) -> Sum:
    high, low = max(0.0, paid - cheap), max(0.0, paid - full)
    if why in OWN_CHOICE:
        return _exact(low, own)
    if why in EITHER and low < high:
        return Sum(round(low, 2), round(high, 2), f"少的按原价：{own}；多的按优惠：{kind}")
    return _exact(high, kind)


def _exact(amount: float, words: str) -> Sum:
    return Sum(round(amount, 2), round(amount, 2), words)
