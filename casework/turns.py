"""A whole turn in one short transaction: the resident's message, its replies, and where the talk then stands.

The same could be done with `append_message`, `record_replies` and `save_checkpoint`, one after another; this writes the
rows in four statements instead of eighteen, because it is what every message of every resident costs.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from casework import clock, tables
from casework.conversations import BOT, RESIDENT, Message, hold
from casework.upsert import upsert


def record_turn(
    session: Session,
    conversation_id: str,
    client_id: str,
    body: dict,
    replies: Sequence[dict],
    state: dict | None,
    channel: str,
    now: datetime | None = None,
) -> list[Message]:
    """Store the message with its replies and, unless `state` is None, the checkpoint; the messages as stored.

    Raises ConversationWiped, and IntegrityError where a turn of this client_id is stored already.
    """
    moment = now or clock.now()
    last = _take_numbers(session, conversation_id, 1 + len(replies), channel, moment)
    first = last - len(replies)
    stored = [Message(conversation_id, first, RESIDENT, client_id, None, body, moment, True)]
    stored += [
        Message(conversation_id, seq, BOT, None, first, reply, moment, None)
        for seq, reply in enumerate(replies, first + 1)
    ]
    session.execute(insert(tables.Message.__table__), [vars(message) for message in stored])
    if state is not None:
        _save(session, conversation_id, state, moment)
    return stored


def _take_numbers(session: Session, conversation_id: str, count: int, channel: str, moment: datetime) -> int:
    """Reserve `count` sequence numbers and return the last; holds the conversation until the transaction ends."""
    conversation = tables.Conversation.__table__
    mine = conversation.c.id == conversation_id
    taken = (
        update(conversation)
        .where(mine, conversation.c.wiped_at.is_(None))
        .values(last_seq=conversation.c.last_seq + count, last_seen_at=moment)
    )
    if session.execute(taken).rowcount == 0:
        hold(session, conversation_id, channel, moment)
        session.flush()
        session.execute(taken)
    return int(session.execute(select(conversation.c.last_seq).where(mine)).scalar_one())


def _save(session: Session, conversation_id: str, state: dict, moment: datetime) -> None:
    checkpoint = tables.Checkpoint.__table__
    changed = (
        update(checkpoint).where(checkpoint.c.conversation_id == conversation_id).values(state=state, saved_at=moment)
    )
    if session.execute(changed).rowcount == 0:
        row = {"conversation_id": conversation_id, "state": state, "saved_at": moment}
        upsert(session, tables.Checkpoint, row, ["conversation_id"])
