"""What is owed to a follower: sent when the platform allows it, else said first at their next message. Once, in order.

    owed → sending → sent          the platform took it
                   → owed          it is to be tried again later (`wait`)
                   → next          no window or no quota: it waits for the follower's next message
                   → unsure        it may have arrived: it is said again, with a lead-in, at their next message
    owed, next, unsure → told      it went out with a reply
                       → dropped   they stopped following

A row that a dead process left in "sending" becomes "unsure" when its minute is over.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from casework import clock, tables
from casework.followers import Follower, follower_with_id
from casework.upsert import insert_once

REPLY, PROGRESS, PERSON = "reply", "progress", "person"
OWED, SENDING, SENT, NEXT, UNSURE, TOLD = "owed", "sending", "sent", "next", "unsure", "told"
SEND_WITHIN = timedelta(seconds=60)
TROUBLE = 80
LEFT = "发送的进程没有说完，不知道到了没有"

_outgoing = tables.Outgoing.__table__
_follower = tables.Follower.__table__


@dataclass(frozen=True)
class Owed:
    """Something to be said to a follower; `unsure` when it may have reached them already."""

    id: int
    follower: Follower
    kind: str
    body: dict
    tries: int
    unsure: bool = False


def owe(
    session: Session,
    follower_id: int,
    key: str,
    kind: str,
    body: dict,
    now: datetime | None = None,
    due: datetime | None = None,
) -> bool:
    """Owe this to a follower, once for each `key`; not to one who no longer follows. Says whether it is new.

    :param due: when it is to be sent at the earliest; at once where it is None.
    """
    wanted = select(_follower.c.following).where(_follower.c.id == follower_id)
    if not session.execute(wanted).scalar():
        return False
    moment = now or clock.now()
    row = {
        "key": key,
        "follower_id": follower_id,
        "kind": kind,
        "body": body,
        "created_at": moment,
        "state": OWED,
        "due_at": due or moment,
        "tries": 0,
    }
    return insert_once(session, tables.Outgoing, row, ["key"])


def anything_due(session: Session, now: datetime | None = None) -> bool:
    """Whether `lease_due` would find something to do. A reading session will do, so that idle looks hold up nobody."""
    moment = now or clock.now()
    due = _outgoing.c.state.in_((OWED, SENDING)), _outgoing.c.due_at <= moment
    return session.execute(select(_outgoing.c.id).where(*due).limit(1)).first() is not None


def lease_due(session: Session, holder: str, now: datetime | None = None, limit: int = 20) -> list[Owed]:
    """What is to be sent now, for this caller alone: the first thing of each follower, so that order is kept.

    The caller says within a minute what came of it, and asks again for what comes next.
    """
    moment = now or clock.now()
    lost = _outgoing.c.state == SENDING, _outgoing.c.due_at <= moment
    session.execute(update(_outgoing).where(*lost).values(state=UNSURE, trouble=LEFT))
    other = _outgoing.alias()
    before = other.c.follower_id == _outgoing.c.follower_id, other.c.id < _outgoing.c.id
    waiting = select(other.c.id).where(*before, other.c.state.in_((OWED, SENDING))).correlate(_outgoing).exists()
    wanted = select(_outgoing).where(_outgoing.c.state == OWED, _outgoing.c.due_at <= moment, ~waiting)
    rows = session.execute(wanted.order_by(_outgoing.c.id).limit(limit).with_for_update(skip_locked=True)).all()
    if not rows:
        return []
    taken = {
        "state": SENDING,
        "due_at": moment + SEND_WITHIN,
        "tries": _outgoing.c.tries + 1,
        "trouble": f"{holder} 正在发送"[:TROUBLE],
    }
    session.execute(update(_outgoing).where(_outgoing.c.id.in_([row.id for row in rows])).values(**taken))
    return [_owed(session, row, row.tries + 1) for row in rows]


def sent(session: Session, id: int, now: datetime | None = None) -> None:
    """The platform took it; said in time or, by a slow process, a little late."""
    _settle(session, id, (SENDING, UNSURE), state=SENT, trouble=None, settled_at=now or clock.now())


def wait(session: Session, id: int, until: datetime, trouble: str) -> None:
    """It did not go out; try again at `until`. What else the follower is owed waits behind it."""
    _settle(session, id, (SENDING,), state=OWED, due_at=until, trouble=trouble[:TROUBLE])


def hold_for_next_message(session: Session, id: int, trouble: str) -> None:
    """It may not be sent unasked; it is said first at the follower's next message."""
    _settle(session, id, (SENDING,), state=NEXT, trouble=trouble[:TROUBLE])


def unsure(session: Session, id: int, trouble: str) -> None:
    """It was sent and may have arrived. It is not sent again, but said again at the follower's next message."""
    _settle(session, id, (SENDING,), state=UNSURE, trouble=trouble[:TROUBLE])


def take_for_reply(session: Session, follower_id: int, now: datetime | None = None) -> list[Owed]:
    """All that waits to be said, oldest first; it counts as told when this transaction, with the reply, is committed.

    Ask before `incoming.finish` puts down what is left over from the reply itself.
    """
    unsaid = _outgoing.c.follower_id == follower_id, _outgoing.c.state.in_((OWED, NEXT, UNSURE))
    rows = session.execute(select(_outgoing).where(*unsaid).order_by(_outgoing.c.id).with_for_update()).all()
    if not rows:
        return []
    told = update(_outgoing).where(_outgoing.c.id.in_([row.id for row in rows]))
    session.execute(told.values(state=TOLD, settled_at=now or clock.now()))
    return [_owed(session, row, row.tries) for row in rows]


def forget(session: Session, follower_id: int) -> None:
    """Delete all that was or is still owed to them."""
    session.execute(delete(_outgoing).where(_outgoing.c.follower_id == follower_id))


def purge(session: Session, older_than: datetime) -> int:
    """Delete what was settled before `older_than`; how many."""
    return session.execute(delete(_outgoing).where(_outgoing.c.settled_at < older_than)).rowcount


def _settle(session: Session, id: int, states: tuple[str, ...], **news: Any) -> None:
    session.execute(update(_outgoing).where(_outgoing.c.id == id, _outgoing.c.state.in_(states)).values(**news))


def _owed(session: Session, row: Any, tries: int) -> Owed:
    whose = follower_with_id(session, row.follower_id)
    assert whose is not None, "the rows of a follower go with them"
    return Owed(row.id, whose, row.kind, row.body, tries, row.state == UNSURE)
