"""A finished consultation and the guide it ended in, kept as it was given, readable by its link until it runs out."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework import clock, codes, tables
from casework.conversations import hold
from casework.upsert import insert_once

KEEP_DAYS = 180


@dataclass(frozen=True)
class Consultation:
    """A stored consultation; `guide` and `facts` exactly as they were saved."""

    id: int
    conversation_id: str | None
    issue: str
    day: date
    facts: dict
    guide: dict
    knowledge_version: str
    created_at: datetime
    expires_at: datetime


def save_consultation(
    session: Session,
    key: str,
    conversation_id: str,
    issue: str,
    facts: dict,
    day: date,
    guide: dict,
    knowledge_version: str,
    keep_days: int = KEEP_DAYS,
    now: datetime | None = None,
) -> str:
    """Store it and return its token, which fits in a link. The same `key` again: the same token, the first one stands.

    `key` is the caller's own name for this consultation (conversation and turn, say). Raises ConversationWiped.
    """
    moment = now or clock.now()
    hold(session, conversation_id, "", moment)
    token = codes.consultation_token(session.info["pepper"], key)
    row = {
        "key": key,
        "token_hash": codes.token_hash(session.info["pepper"], token),
        "conversation_id": conversation_id,
        "issue": issue,
        "day": day,
        "facts": facts,
        "guide": guide,
        "knowledge_version": knowledge_version,
        "created_at": moment,
        "expires_at": moment + timedelta(days=keep_days),
    }
    insert_once(session, tables.Consultation, row, ["key"])
    return token


def consultation_by_token(session: Session, token: str, now: datetime | None = None) -> Consultation | None:
    """The consultation behind a link, or None when there is none, it ran out, or it was deleted."""
    hashed = codes.token_hash(session.info["pepper"], token)
    table = tables.Consultation
    wanted = select(table).where(table.token_hash == hashed, table.expires_at > (now or clock.now()))
    row = session.execute(wanted).scalar_one_or_none()
    return None if row is None else _consultation(row)


def consultations_of(
    session: Session, conversation_id: str, now: datetime | None = None
) -> list[tuple[str, Consultation]]:
    """A conversation's living consultations with their tokens, newest first."""
    table = tables.Consultation
    living = table.conversation_id == conversation_id, table.expires_at > (now or clock.now())
    rows = session.execute(select(table).where(*living).order_by(table.created_at.desc(), table.id.desc())).scalars()
    return [(codes.consultation_token(session.info["pepper"], row.key), _consultation(row)) for row in rows]


def _consultation(row: tables.Consultation) -> Consultation:
    return Consultation(
        row.id,
        row.conversation_id,
        row.issue,
        row.day,
        row.facts,
        row.guide,
        row.knowledge_version,
        row.created_at,
        row.expires_at,
    )
