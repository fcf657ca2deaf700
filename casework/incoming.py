"""What followers said, taken in exactly once and answered in order, by whichever worker holds the lease.

A message goes: `accept` (a resend finds the row of the first delivery) → `lease` → think → `finish`. If the worker dies
in between, the lease runs out and `abandoned` finds the message. Where the platform has stopped waiting meanwhile
(`give_up_waiting`), `finish` turns the reply into something owed. Nothing said is kept once it has been answered.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from casework import clock, codes, outgoing, tables
from casework.upsert import insert_new

KEEP_DONE = timedelta(days=2)  # far longer than any platform goes on resending
FOLLOWS_AFTER = timedelta(seconds=1)

_incoming = tables.Incoming.__table__
_follower = tables.Follower.__table__
_STANDING = (_incoming.c.id, _incoming.c.done_at, _incoming.c.late, _incoming.c.reply)


@dataclass(frozen=True)
class Accepted:
    """How a message stands. `new` is True for its first delivery alone; `reply` is there once it is done.

    The parts of a reply that came too late are owed to the follower and no longer in `reply`.
    """

    id: int
    new: bool
    done: bool
    late: bool
    reply: dict | None


@dataclass(frozen=True)
class Incoming:
    """A message still to be answered."""

    id: int
    follower_id: int
    said: dict
    received_at: datetime
    late: bool


def accept(session: Session, follower_id: int, key: str, said: dict, now: datetime | None = None) -> Accepted:
    """Take a message in, once for each `key` of the door's; the same key again says how the first one stands.

    Holds the follower until the transaction ends, so that messages are numbered in the order they were taken in.
    """
    _hold(session, follower_id)
    hashed = codes.incoming_key(session.info["pepper"], key)
    row = {
        "key": hashed,
        "follower_id": follower_id,
        "said": said,
        "received_at": now or clock.now(),
        "late": False,
    }
    id_ = insert_new(session, tables.Incoming, row, ["key"])
    if id_ is not None:
        return Accepted(id_, True, False, False, None)
    return _standing(session, _incoming.c.key == hashed)


def lease(session: Session, id: int, holder: str, seconds: float, now: datetime | None = None) -> bool:
    """Whether `holder` may answer this message now; who has the lease already makes it longer.

    True for one holder at a time, and only when everything this follower said before has been answered.
    """
    moment = now or clock.now()
    lapsed = or_(_incoming.c.leased_until.is_(None), _incoming.c.leased_until <= moment)
    free = or_(lapsed, _incoming.c.holder == holder)
    mine = _incoming.c.id == id, _incoming.c.done_at.is_(None), free, ~_earlier(_incoming)
    until = moment + timedelta(seconds=seconds)
    return session.execute(update(_incoming).where(*mine).values(holder=holder, leased_until=until)).rowcount == 1


def look(session: Session, id: int) -> Accepted:
    """How it stands. Raises LookupError where it is gone."""
    return _standing(session, _incoming.c.id == id)


def give_up_waiting(session: Session, id: int) -> Accepted:
    """The platform waits no longer: unless it is done, the reply will be owed. The answer says which it was."""
    session.execute(update(_incoming).where(_incoming.c.id == id, _incoming.c.done_at.is_(None)).values(late=True))
    return look(session, id)


def finish(session: Session, id: int, reply: dict, owed: Sequence[dict], now: datetime | None = None) -> bool:
    """Store the reply and call the message done; says whether it came too late to be told as the answer.

    What does not fit into the reply is in `owed`; when it is late, reply["parts"] are owed before that. A message that
    is done already stays as it is, and nothing more is owed. Raises LookupError where it is gone.
    """
    moment = now or clock.now()
    wanted = select(_incoming.c.follower_id, _incoming.c.done_at, _incoming.c.late).where(_incoming.c.id == id)
    row = session.execute(wanted.with_for_update()).first()
    if row is None:
        raise LookupError("no such message")
    if row.done_at is not None:
        return row.late
    if row.late:
        owed = [*reply.get("parts", ()), *owed]
        reply = {**reply, "parts": []}
    done = {"said": {}, "reply": reply, "done_at": moment, "leased_until": None}
    session.execute(update(_incoming).where(_incoming.c.id == id).values(**done))
    for number, part in enumerate(owed, 1):
        # What follows a reply must not overtake it on its way.
        due = moment if row.late else moment + FOLLOWS_AFTER
        outgoing.owe(session, row.follower_id, f"reply-{id}-{number}", outgoing.REPLY, part, moment, due)
    return row.late


def came_too_late(session: Session, id: int, now: datetime | None = None) -> bool:
    """A reply was stored in time, and meanwhile nobody waited for it any more: it is owed after all.

    A resend is told so; both are said in one transaction, or else it would be told twice. False where it is gone.
    """
    wanted = select(_incoming.c.follower_id, _incoming.c.reply, _incoming.c.late).where(_incoming.c.id == id)
    row = session.execute(wanted.with_for_update()).first()
    if row is None or row.late or not row.reply:
        return row is not None
    parts = row.reply.get("parts", ())
    values = {"late": True, "reply": {**row.reply, "parts": []}}
    session.execute(update(_incoming).where(_incoming.c.id == id).values(**values))
    for number, part in enumerate(parts, 1):
        outgoing.owe(session, row.follower_id, f"late-{id}-{number}", outgoing.REPLY, part, now or clock.now())
    return True


def abandoned(session: Session, now: datetime | None = None, limit: int = 20) -> list[Incoming]:
    """Messages nobody is answering, the first of each follower, oldest first. A reading session will do."""
    moment = now or clock.now()
    free = or_(_incoming.c.leased_until.is_(None), _incoming.c.leased_until <= moment)
    wanted = select(
        _incoming.c.id, _incoming.c.follower_id, _incoming.c.said, _incoming.c.received_at, _incoming.c.late
    )
    found = wanted.where(_incoming.c.done_at.is_(None), free, ~_earlier(_incoming)).order_by(_incoming.c.id)
    return [Incoming(*row) for row in session.execute(found.limit(limit))]


def forget(session: Session, follower_id: int) -> None:
    """Empty the answers; their keys stay a while, or a resend would be taken for something new."""
    done = _incoming.c.follower_id == follower_id, _incoming.c.done_at.is_not(None)
    session.execute(update(_incoming).where(*done).values(reply={"parts": []}))


def purge(session: Session, older_than: datetime) -> int:
    """Delete what was answered before `older_than`; how many."""
    return session.execute(delete(_incoming).where(_incoming.c.done_at < older_than)).rowcount


def _hold(session: Session, follower_id: int) -> None:
    # SQLite's writing transactions take turns anyway.
    if session.get_bind().dialect.name == "postgresql":
        mine = select(_follower.c.id).where(_follower.c.id == follower_id)
        session.execute(mine.with_for_update(key_share=True))


def _earlier(this: Any) -> Any:
    """Whether the same follower said something before that has not been answered."""
    other = tables.Incoming.__table__.alias()
    before = other.c.follower_id == this.c.follower_id, other.c.id < this.c.id, other.c.done_at.is_(None)
    return select(other.c.id).where(*before).correlate(this).exists()


def _standing(session: Session, which: Any) -> Accepted:
    row = session.execute(select(*_STANDING).where(which)).first()
    if row is None:
        raise LookupError("no such message")
    return Accepted(row.id, False, row.done_at is not None, row.late, row.reply)
