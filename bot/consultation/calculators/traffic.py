"""Who pays in a traffic accident and how much: 道路交通安全法第七十六条, 民法典第一千二百一十三条 and the 交强险 limits.

The interview speaks of 我方 and 对方; the functions below turn that into the injured and the one who drove into them, so
that one set of findings serves both.  All sums are in yuan.
"""

from __future__ import annotations

from bot.consultation.calculators.injury import amount_of
from bot.consultation.values import Figure, Sum, calculator, show, yuan

DRIVER = "撞人的一方"
MOTOR = ("轿车货车等汽车", "摩托车")
INSURED = ("交强险和商业险", "只有交强险")
WITHOUT_ENGINE = ("走路", "走路的人", "自行车", "电动自行车")
MIRRORED = {"对方全责": "我方全责", "对方主责": "我方主责", "我方主责": "对方主责", "我方全责": "对方全责"}
FAULT = {"对方全责": "全责", "对方主责": "主责", "同等责任": "同等", "我方主责": "次责", "我方全责": "无责"}
WALKER_FAVOURED = "法律要求机动车对行人、非机动车多担一些，实际可能比这个数高"
BY_THE_COURT = "法律没有定死比例，这是法院常用的分法，以法院认定为准"
NO_FAULT_PERCENT = 10
NO_PROPERTY = ("喝了酒", "没有驾照")


@calculator(source="道路交通安全法 76")
def injured_vehicle(side: str, mine: str, other: str) -> str:
    """What the injured was using: ours, unless we are the one who hit them."""
    return other if side == DRIVER else mine


@calculator(source="道路交通安全法 76")
def offending_vehicle(side: str, mine: str, other: str) -> str:
    """What the one who hit was using: theirs, unless that was us."""
    return mine if side == DRIVER else other


@calculator(source="道路交通事故处理程序规定 60")
def offender_fault(side: str, liability: str) -> str | None:
    """全责, 主责, 同等, 次责 or 无责 of the one who hit; None while it is not settled."""
    return FAULT.get(MIRRORED.get(liability, liability) if side == DRIVER else liability)


@calculator(source="交强险条例 23")
def compulsory_payment(
    offender: str,
    fault: str,
    medical_limit: float | Figure,
    injury_limit: float | Figure,
    medical_limit_no_fault: float | Figure,
    injury_limit_no_fault: float | Figure,
    insurance: str | None = None,
    medical: float | None = None,
    meals: Sum | None = None,
    income: Sum | None = None,
    care: Sum | None = None,
    disability: Sum | None = None,
    death: Sum | None = None,
    funeral: Sum | None = None,
    dependants: Sum | None = None,
) -> Sum | None:
    """What 交强险, or the owner who should have had it, pays towards the heads known, each group up to its limit.

    Medical costs and hospital meals share the medical limit, everything else the limit for death and disability.  None
    where no head is known or no such insurance can be expected of the vehicle.
    Source: 交强险条例第二十三条; limits from figures/traffic.yml.
    """
    heads = (medical, meals, income, care, disability, death, funeral, dependants)
    if (insurance not in INSURED and offender not in MOTOR) or all(head is None for head in heads):
        return None
    medical_top = float(medical_limit_no_fault if fault == "无责" else medical_limit)
    injury_top = float(injury_limit_no_fault if fault == "无责" else injury_limit)
    treated = amount_of(medical) + amount_of(meals)
    harmed = sum(amount_of(head) for head in (income, care, disability, death, funeral, dependants))
    amount = min(treated, medical_top) + min(harmed, injury_top)
    groups = (("看病这类", treated, medical_top), ("误工、护理、伤残、死亡这类", harmed, injury_top))
    told = [f"{name}{yuan(loss)}，最多赔{yuan(top)}" for name, loss, top in groups if loss]
    return Sum(amount, amount, "；".join(told), "只按现在能算出来的几项算；精神损害抚慰金可以要求在这里面先赔")


@calculator(source="道路交通安全法 76")
def beyond_insurance(
    total: Sum,
    fault: str,
    injured: str,
    offender: str,
    primary: float | Figure,
    equal: float | Figure,
    secondary: float | Figure,
    compulsory: Sum | None = None,
) -> Sum | None:
    """What commercial insurance or the offender owes of the rest after 交强险; shares are per cents.  None: nothing.

    All of it at 全责; at 无责 nothing between motor vehicles and up to a tenth towards those without an engine.
    Source: 道路交通安全法第七十六条; the shares between are practice, from figures/traffic.yml.
    """
    rest = _cents(amount_of(total) - amount_of(compulsory))
    if rest <= 0:
        return None
    favoured = injured in WITHOUT_ENGINE and offender in MOTOR
    told = f"剩下的{yuan(rest)}" if compulsory else f"总共{yuan(rest)}"
    if fault == "无责" and favoured:
        top = _cents(rest * NO_FAULT_PERCENT / 100)
        return Sum(0, top, f"{told} × 不超过{NO_FAULT_PERCENT}%", "机动车没有过错时最多担一成")
    percent = {"全责": 100.0, "主责": float(primary), "同等": float(equal), "次责": float(secondary)}.get(fault, 0.0)
    if not percent:
        return None
    amount = _cents(rest * percent / 100)
    note = "" if percent == 100 else BY_THE_COURT + ("；" + WALKER_FAVOURED if favoured else "")
    return Sum(amount, amount, f"{told} × {percent:g}%", note)


@calculator(source="民法典 1213")
def still_owed(paid: float, compulsory: Sum | None = None, beyond: Sum | None = None) -> Sum | None:
    """What is left after everything paid so far, never below zero; None where nothing is, or nothing could be reckoned.

    Heads without a figure are not in the sums, so «nothing left» would say more than is known.
    Source: 民法典第一千二百一十三条.
    """
    parts = {"交强险限额内": compulsory, "另外该赔": beyond}
    sums = {name: part for name, part in parts.items() if part is not None}
    if not sums:
        return None
    low = max(0.0, _cents(sum(part.low for part in sums.values()) - paid))
    high = max(0.0, _cents(sum(part.high for part in sums.values()) - paid))
    if high == 0:
        return None
    formula = " + ".join(f"{name}{show(part)}" for name, part in sums.items())
    return Sum(low, high, f"{formula} - 已给{yuan(paid)}", "没算进去的项目另加")


@calculator(source="交强险条例 23")
def compulsory_property(
    loss: float, fault: str, limit: float | Figure, limit_no_fault: float | Figure, driver: list[str] | None = None
) -> Sum | None:
    """What 交强险 pays of a loss of property; None where ``driver`` had been drinking or had no licence.

    Whether drinking was drunkenness is for the blood test, so no sum is promised.
    Source: 交强险条例第二十二条、第二十三条; limits from figures/traffic.yml.
    """
    if any(excluded in (driver or ()) for excluded in NO_PROPERTY):
        return None
    top = float(limit_no_fault if fault == "无责" else limit)
    amount = min(loss, top)
    return Sum(amount, amount, f"损失{yuan(loss)}，交强险财产一项最多赔{yuan(top)}")


def _cents(amount: float) -> float:
    return round(amount + 1e-9, 2)
