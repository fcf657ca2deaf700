"""What a loan from an app or a lender by trade really costs, fees and cuts taken first included."""

from __future__ import annotations

from bot.consultation.calculators.lending import ABOVE, WITHIN, lending_cap
from bot.consultation.values import Figure, calculator


@calculator(source="民间借贷规定 25")
def charge_rate(received: float, total: float, months: float) -> float | None:
    """What a loan really costs, per cent a year: all that is paid above the money received, over the months; else None.

    The whole sum is taken as kept to the end; paid back by instalments it costs more, so this is the least.
    """
    return round(max(0, total - received) / received * 12 / months * 100, 1) if received and months else None


@calculator(source="民间借贷规定 25")
def charge_stage(received: float, total: float, months: float, lent: str, rate: Figure | None = None) -> str | None:
    """没超四倍 or 超了四倍 of that cost; None where the cap or the cost is not known."""
    cap, cost = lending_cap(lent, rate), charge_rate(received, total, months)
    return None if cap is None or cost is None else ABOVE if cost > cap else WITHIN
