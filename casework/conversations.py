"""What was said. A resident's message is stored once, and its replies are stored together, or not at all.

A turn goes: `append_message` (with the door's client_id) → think → `record_replies`. If the process dies in between,
the message stays unanswered and `unanswered` finds it. Bodies are dicts as the doors draw them; `seq` only ever grows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework import clock, tables
from casework.errors import ConversationWiped
from casework.upsert import insert_once

RESIDENT, BOT, PERSON = "resident", "bot", "person"


@dataclass(frozen=True)
class Message:
    """One stored message. `answered` is None for the bot's own, and for those of a person who has taken over."""

    conversation_id: str
    seq: int
    sender: str
    client_id: str | None
    reply_to: int | None
    body: dict
    created_at: datetime
    answered: bool | None


def open_conversation(session: Session, conversation_id: str, channel: str, now: datetime | None = None) -> None:
    """Make the conversation unless it is there. Raises ConversationWiped when the resident had it deleted."""
    hold(session, conversation_id, channel, now)


def append_message(
    session: Session,
    conversation_id: str,
    body: dict,
    sender: str = RESIDENT,
    client_id: str | None = None,
    channel: str = "web",
    now: datetime | None = None,
) -> tuple[Message, bool]:
    """Store one message; says also whether it is new. The same client_id again gives the stored one and False.

    Raises ConversationWiped.
    """
    conversation = hold(session, conversation_id, channel, now)
    if client_id is not None:
        stored = _by_client_id(session, conversation_id, client_id)
        if stored is not None:
            return _message(stored), False
    return _message(_add(session, conversation, body, sender, client_id, None, now)), True


def record_replies(
    session: Session, conversation_id: str, seq: int, replies: Sequence[dict], now: datetime | None = None
) -> list[Message]:
    """Store the replies to the resident's message `seq` and mark it answered; an empty list marks it only.

    A message already answered keeps the replies it has, and those are returned. Raises ConversationWiped, LookupError.
    """
    conversation = hold(session, conversation_id, "", now)
    asked = session.get(tables.Message, (conversation_id, seq))
    if asked is None or asked.sender != RESIDENT:
        raise LookupError("no such message")
    if not asked.answered:
        for body in replies:
            _add(session, conversation, body, BOT, None, seq, now)
        asked.answered = True
        session.flush()
    return replies_to(session, conversation_id, seq)


def message_by_client_id(session: Session, conversation_id: str, client_id: str) -> Message | None:
    """The stored message a door named `client_id`, or None."""
    row = _by_client_id(session, conversation_id, client_id)
    return None if row is None else _message(row)


def replies_to(session: Session, conversation_id: str, seq: int) -> list[Message]:
    """The stored replies to one resident's message, in order."""
    table = tables.Message
    wanted = select(table).where(table.conversation_id == conversation_id, table.reply_to == seq).order_by(table.seq)
    return [_message(row) for row in session.execute(wanted).scalars()]


def history(session: Session, conversation_id: str, after: int = 0, limit: int = 200) -> list[Message]:
    """Messages with a seq above `after`, oldest first; with after=0 the newest `limit` of them."""
    table = tables.Message
    wanted = select(table).where(table.conversation_id == conversation_id, table.seq > after).limit(limit)
    if after:
        return [_message(row) for row in session.execute(wanted.order_by(table.seq)).scalars()]
    newest = session.execute(wanted.order_by(table.seq.desc())).scalars()
    return [_message(row) for row in reversed(list(newest))]


def unanswered(session: Session, before: datetime, limit: int = 100) -> list[Message]:
    """Residents' messages older than `before` that never got their replies, oldest first."""
    table = tables.Message
    waiting = table.answered.is_(False), table.created_at < before
    found = session.execute(select(table).where(*waiting).order_by(table.created_at, table.seq).limit(limit))
    return [_message(row) for row in found.scalars()]


def hold(session: Session, conversation_id: str, channel: str = "", now: datetime | None = None) -> tables.Conversation:
    """The conversation's row, made if need be and locked until the transaction ends, so that turns and a wish to be
    forgotten cannot overtake each other. Raises ConversationWiped."""
    moment = now or clock.now()
    first = {"id": conversation_id, "channel": channel, "created_at": moment, "last_seen_at": moment, "last_seq": 0}
    insert_once(session, tables.Conversation, first, ["id"])
    wanted = select(tables.Conversation).where(tables.Conversation.id == conversation_id)
    row = session.execute(wanted.with_for_update().execution_options(populate_existing=True)).scalar_one()
    if row.wiped_at is not None:
        raise ConversationWiped()
    row.last_seen_at = moment
    row.channel = row.channel or channel
    return row


def _add(
    session: Session,
    conversation: tables.Conversation,
    body: dict,
    sender: str,
    client_id: str | None,
    reply_to: int | None,
    now: datetime | None,
) -> tables.Message:
    conversation.last_seq += 1
    row = tables.Message(
        conversation_id=conversation.id,
        seq=conversation.last_seq,
        sender=sender,
        client_id=client_id,
        reply_to=reply_to,
        body=body,
        created_at=now or clock.now(),
        answered=False if sender == RESIDENT else None,
    )
    session.add(row)
    session.flush()
    return row


def _by_client_id(session: Session, conversation_id: str, client_id: str) -> tables.Message | None:
    table = tables.Message
    wanted = select(table).where(table.conversation_id == conversation_id, table.client_id == client_id)
    return session.execute(wanted).scalar_one_or_none()


def _message(row: tables.Message) -> Message:
    return Message(
        row.conversation_id, row.seq, row.sender, row.client_id, row.reply_to, row.body, row.created_at, row.answered
    )
