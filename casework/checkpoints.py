"""Where a conversation stands: any dict in, the same dict out. One row a conversation, overwritten in place."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework import clock
from casework.conversations import hold
from casework.tables import Checkpoint, Conversation
from casework.upsert import upsert


def save_checkpoint(
    session: Session, conversation_id: str, state: dict, channel: str = "", now: datetime | None = None
) -> None:
    """Put `state` (JSON-ready) in place of the last one. Raises ConversationWiped."""
    moment = now or clock.now()
    hold(session, conversation_id, channel, moment)
    row = {"conversation_id": conversation_id, "state": state, "saved_at": moment}
    upsert(session, Checkpoint, row, ["conversation_id"])


def load_checkpoint(session: Session, conversation_id: str) -> dict | None:
    """The last saved state, or None when there is none or it was wiped."""
    wanted = select(Checkpoint.state).where(Checkpoint.conversation_id == conversation_id)
    return session.execute(wanted).scalar_one_or_none()


def standing(session: Session, conversation_id: str) -> tuple[dict | None, str | None]:
    """The last saved state, and the person who has taken the conversation over; one look for both."""
    both = select(Checkpoint.state, Conversation.held_by).outerjoin_from(
        Conversation, Checkpoint, Checkpoint.conversation_id == Conversation.id
    )
    row = session.execute(both.where(Conversation.id == conversation_id)).first()
    return (None, None) if row is None else (row.state, row.held_by)
