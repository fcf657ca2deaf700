"""What only one process may do or hold at a time, and a sealed value that all of them share while it lasts."""

from datetime import datetime, timedelta

from sqlalchemy import and_, or_, select, update
from sqlalchemy.orm import Session

from casework import clock, codes, tables
from casework.upsert import upsert

_lease = tables.Lease.__table__


def take(session: Session, name: str, holder: str, seconds: float, now: datetime | None = None) -> bool:
    """Whether `holder` has it for the next `seconds`; who holds it already makes it longer."""
    moment = now or clock.now()
    row = {"name": name, "holder": holder, "until": moment + timedelta(seconds=seconds)}
    free = or_(_lease.c.until.is_(None), _lease.c.until <= moment, _lease.c.holder == holder)
    return upsert(session, tables.Lease, row, ["name"], where=free)


def release(session: Session, name: str, holder: str) -> None:
    """Give it back; nothing happens where somebody else has it by now."""
    mine = and_(_lease.c.name == name, _lease.c.holder == holder)
    session.execute(update(_lease).where(mine).values(holder=None, until=None))


def kept_value(session: Session, name: str, now: datetime | None = None) -> tuple[str, datetime] | None:
    """The value and until when it is good, or None."""
    good = _lease.c.name == name, _lease.c.value.is_not(None), _lease.c.value_until > (now or clock.now())
    row = session.execute(select(_lease.c.value, _lease.c.value_until).where(*good)).first()
    return None if row is None else (row.value, row.value_until)


def keep_value(session: Session, name: str, value: str, until: datetime) -> None:
    """Share a value, in place of the one there was."""
    upsert(session, tables.Lease, {"name": name, "value": value, "value_until": until}, ["name"])


def evict_value(session: Session, name: str, value: str) -> bool:
    """Throw the value away if it is still this one: another process may have put a good one there meanwhile."""
    kept = session.execute(select(_lease.c.value).where(_lease.c.name == name).with_for_update()).scalar()
    if kept is None or not codes.same(kept, value):
        return False
    session.execute(update(_lease).where(_lease.c.name == name).values(value=None, value_until=None))
    return True
