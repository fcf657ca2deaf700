"""Taking a talk up on another device: eight digits, good once and for ten minutes.

A door that redeems codes has to limit how often an address may try: a hundred million codes are few for a machine.
"""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from casework import clock, codes, tables
from casework.conversations import hold
from casework.upsert import insert_once

GOOD_FOR = timedelta(minutes=10)

_continuation = tables.Continuation.__table__
_conversation = tables.Conversation.__table__


def issue_code(session: Session, conversation_id: str, now: datetime | None = None) -> str:
    """A fresh code for this conversation; the one before is good no longer. Raises ConversationWiped."""
    moment = now or clock.now()
    hold(session, conversation_id, "", moment)
    session.flush()
    session.execute(delete(_continuation).where(_continuation.c.conversation_id == conversation_id))
    purge(session, moment)
    while True:
        code = f"{secrets.randbelow(10**codes.CODE_DIGITS):0{codes.CODE_DIGITS}d}"
        row = {
            "code_hash": codes.continuation_hash(session.info["pepper"], code),
            "conversation_id": conversation_id,
            "expires_at": moment + GOOD_FOR,
        }
        if insert_once(session, tables.Continuation, row, ["code_hash"]):
            return code


def redeem(session: Session, code: str, now: datetime | None = None) -> str | None:
    """The conversation the code stands for, once; None when it is wrong, used, too old, or the talk was deleted.

    The code may be typed in any width, with spaces or dashes.
    """
    moment = now or clock.now()
    hashed = codes.continuation_hash(session.info["pepper"], codes.tidy_code(code))
    good = _continuation.c.code_hash == hashed, _continuation.c.used_at.is_(None), _continuation.c.expires_at > moment
    if session.execute(update(_continuation).where(*good).values(used_at=moment)).rowcount == 0:
        return None
    open_talk = _continuation.c.code_hash == hashed, _conversation.c.wiped_at.is_(None)
    wanted = select(_conversation.c.id).join(_continuation, _continuation.c.conversation_id == _conversation.c.id)
    return session.execute(wanted.where(*open_talk)).scalar()


def purge(session: Session, now: datetime) -> None:
    """Delete the codes whose time is up."""
    session.execute(delete(_continuation).where(_continuation.c.expires_at <= now))
