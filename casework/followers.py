"""Residents on WeChat: which conversation is theirs, and how many messages may still be sent to them unasked.

WeChat counts in two windows: five messages in the 48 hours after a typed one, three in the minute after a tap, a follow
or a scan. The shorter window is spent first, since the longer one keeps.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from casework import clock, codes, tables
from casework.upsert import insert_once

TYPED, TAPPED = "typed", "tapped"
TYPED_WINDOW, TYPED_QUOTA = timedelta(hours=48), 5
TAPPED_WINDOW, TAPPED_QUOTA = timedelta(minutes=1), 3
UNSAID = ("owed", "next", "unsure", "sending")

_follower = tables.Follower.__table__
_place = tables.Place.__table__
_earlier = tables.EarlierTalk.__table__
_KNOWN = (
    _follower.c.id,
    _follower.c.conversation_id,
    _follower.c.place_id,
    _place.c.name.label("place"),
    _follower.c.following,
    _follower.c.typed_until,
    _follower.c.typed_left,
    _follower.c.tapped_until,
    _follower.c.tapped_left,
)


@dataclass(frozen=True)
class Follower:
    """One resident on WeChat; `place` is the name of where they live, or nothing as long as that is not known."""

    id: int
    openid: str
    conversation_id: str
    place_id: int | None
    place: str
    following: bool
    typed_until: datetime | None
    typed_left: int
    tapped_until: datetime | None
    tapped_left: int


def follower(session: Session, openid: str, now: datetime | None = None) -> Follower:
    """The resident with this openid, made if need be."""
    hashed = codes.openid_hash(session.info["pepper"], openid)
    # Not opening the sealed openid: the caller has just given it.
    wanted = select(*_KNOWN).select_from(_follower.outerjoin(_place)).where(_follower.c.openid_hash == hashed)
    row = session.execute(wanted).first()
    if row is None:
        _make(session, openid, hashed, now or clock.now())
        row = session.execute(wanted).one()
    return _as_follower(row, openid)


def follower_of(session: Session, conversation_id: str) -> Follower | None:
    """Whose conversation it is now or was before; None where it belongs to no follower."""
    earlier = select(_earlier.c.follower_id).where(_earlier.c.conversation_id == conversation_id).scalar_subquery()
    return _found(session, or_(_follower.c.conversation_id == conversation_id, _follower.c.id == earlier))


def earlier_talks(session: Session, follower_id: int) -> list[str]:
    """The conversations they left for one begun elsewhere."""
    wanted = select(_earlier.c.conversation_id).where(_earlier.c.follower_id == follower_id)
    return list(session.execute(wanted).scalars())


def follower_with_id(session: Session, follower_id: int) -> Follower | None:
    return _found(session, _follower.c.id == follower_id)


def seen(session: Session, follower_id: int, how: str = "", now: datetime | None = None) -> None:
    """They were heard of; something typed or tapped opens a window, and nobody does either without following."""
    moment = now or clock.now()
    news: dict[str, Any] = {"last_seen_at": moment}
    if how == TYPED:
        news.update(following=True, typed_until=moment + TYPED_WINDOW, typed_left=TYPED_QUOTA)
    elif how == TAPPED:
        news.update(following=True, tapped_until=moment + TAPPED_WINDOW, tapped_left=TAPPED_QUOTA)
    _set(session, follower_id, news)


def set_place(session: Session, follower_id: int, place_id: int | None) -> None:
    _set(session, follower_id, {"place_id": place_id})


def set_following(session: Session, follower_id: int, following: bool, now: datetime | None = None) -> None:
    """They follow the account, or no longer do; then what they are owed is dropped."""
    _set(session, follower_id, {"following": following})
    if not following:
        close_windows(session, follower_id)
        outgoing = tables.Outgoing.__table__
        unsaid = outgoing.c.follower_id == follower_id, outgoing.c.state.in_(UNSAID)
        session.execute(update(outgoing).where(*unsaid).values(state="dropped", settled_at=now or clock.now()))


def spend(session: Session, follower_id: int, now: datetime | None = None) -> bool:
    """Take one message from what may still be sent, the short window first; False when nothing is left."""
    moment = now or clock.now()
    for until, left in (
        (_follower.c.tapped_until, _follower.c.tapped_left),
        (_follower.c.typed_until, _follower.c.typed_left),
    ):
        open_now = _follower.c.id == follower_id, _follower.c.following.is_(True), until > moment, left > 0
        if session.execute(update(_follower).where(*open_now).values({left.name: left - 1})).rowcount:
            return True
    return False


def may_send(session: Session, follower_id: int, now: datetime | None = None) -> int:
    """How many messages may be sent to them now."""
    moment = now or clock.now()
    known = follower_with_id(session, follower_id)
    if known is None or not known.following:
        return 0
    windows = (known.tapped_until, known.tapped_left), (known.typed_until, known.typed_left)
    return sum(left for until, left in windows if until is not None and until > moment)


def close_windows(session: Session, follower_id: int) -> None:
    """The platform says that nothing more may be sent (45015, 45047): it counts better than we do."""
    _set(session, follower_id, {"typed_until": None, "typed_left": 0, "tapped_until": None, "tapped_left": 0})


def new_conversation(session: Session, follower_id: int) -> str:
    """A fresh conversation, after the resident had everything forgotten; its id."""
    fresh = _fresh()
    _set(session, follower_id, {"conversation_id": fresh})
    return fresh


def move_to(session: Session, follower_id: int, conversation_id: str) -> None:
    """They take up a conversation begun elsewhere, and what they did in the one they leave stays theirs.

    It is theirs alone: somebody else who had it before begins anew.
    """
    mine = follower_with_id(session, follower_id)
    if mine is None or mine.conversation_id == conversation_id:
        return
    session.execute(
        update(_follower).where(_follower.c.conversation_id == conversation_id).values(conversation_id=_fresh())
    )
    session.execute(delete(_earlier).where(_earlier.c.conversation_id == conversation_id))
    left = {"conversation_id": mine.conversation_id, "follower_id": follower_id}
    insert_once(session, tables.EarlierTalk, left, ["conversation_id"])
    _set(session, follower_id, {"conversation_id": conversation_id})


def _make(session: Session, openid: str, hashed: str, moment: datetime) -> None:
    row = {
        "openid_hash": hashed,
        "openid": openid,
        "conversation_id": _fresh(),
        "following": True,
        "created_at": moment,
        "last_seen_at": moment,
        "typed_left": 0,
        "tapped_left": 0,
    }
    insert_once(session, tables.Follower, row, ["openid_hash"])


def _fresh() -> str:
    return f"wx-{secrets.token_urlsafe(16)}"


def _found(session: Session, which: Any) -> Follower | None:
    wanted = select(_follower.c.openid, *_KNOWN).select_from(_follower.outerjoin(_place)).where(which)
    row = session.execute(wanted).first()
    return None if row is None else _as_follower(row, row.openid)


def _as_follower(row: Any, openid: str) -> Follower:
    return Follower(
        row.id,
        openid,
        row.conversation_id,
        row.place_id,
        row.place or "",
        row.following,
        row.typed_until,
        row.typed_left,
        row.tapped_until,
        row.tapped_left,
    )


def _set(session: Session, follower_id: int, news: dict[str, Any]) -> None:
    session.execute(update(_follower).where(_follower.c.id == follower_id).values(**news))
