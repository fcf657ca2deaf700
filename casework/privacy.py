"""Forgetting: when a resident asks for it, when a kiosk is left, and when the time to keep things has run out.

A case keeps its number, its state and who did what and when; everything in it that tells who the resident is goes.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from casework import clock, continuations, followers, incoming, outgoing, states, tables
from casework.cases import note_event
from casework.conversations import hold
from casework.errors import ConversationWiped

KEEP_CHAT_DAYS = 90


@dataclass
class Forgotten:
    """What was deleted: counts, the numbers of the cases blanked, and those of them that were still being worked on."""

    conversations: int = 0
    messages: int = 0
    consultations: int = 0
    cases: list[str] = field(default_factory=list)
    open_cases: list[str] = field(default_factory=list)

    def add(self, other: "Forgotten") -> None:
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)


def forget(session: Session, conversation_id: str, now: datetime | None = None) -> Forgotten:
    """Delete a visitor's chat, checkpoint, facts and guides, and blank name and phone in the cases they opened.

    The conversation stays shut afterwards: later writes raise ConversationWiped. A follower goes on in a new one; their
    earlier ones are forgotten as well, and what they were told and are owed is gone. Asking twice does no harm.
    """
    moment = now or clock.now()
    # Whoever moves a case holds it before its conversation; the other way round, the two could wait for each other.
    session.execute(select(tables.Case.id).where(tables.Case.conversation_id == conversation_id).with_for_update())
    gone = wipe_chat(session, conversation_id, moment)
    theirs = tables.Consultation.conversation_id == conversation_id
    gone.consultations = session.execute(delete(tables.Consultation).where(theirs)).rowcount
    wanted = select(tables.Case).where(tables.Case.conversation_id == conversation_id, tables.Case.erased_at.is_(None))
    for case in session.execute(wanted.order_by(tables.Case.id).with_for_update()).scalars().all():
        _blank(session, case, states.RESIDENT, "按当事人的要求删除了个人信息", moment)
        gone.cases.append(case.number)
        if states.is_open(case.state):
            gone.open_cases.append(case.number)
    whose = followers.follower_of(session, conversation_id)
    if whose is not None and whose.conversation_id == conversation_id:
        for earlier in followers.earlier_talks(session, whose.id):
            gone.add(forget(session, earlier, moment))
        incoming.forget(session, whose.id)
        outgoing.forget(session, whose.id)
        followers.set_place(session, whose.id, None)
        followers.new_conversation(session, whose.id)
    return gone


def wipe_chat(session: Session, conversation_id: str, now: datetime | None = None) -> Forgotten:
    """Delete a conversation's messages and checkpoint and shut it; guides and cases stay. For a kiosk that was left."""
    moment = now or clock.now()
    try:
        conversation = hold(session, conversation_id, "", moment)
    except ConversationWiped:
        return Forgotten()
    conversation.wiped_at, conversation.held_by, conversation.held_told = moment, None, None
    return Forgotten(conversations=1, messages=_drop_chat(session, [conversation_id]))


def purge(
    session: Session, now: datetime | None = None, days: int = KEEP_CHAT_DAYS, case_days: int | None = None
) -> Forgotten:
    """Delete chats nobody has touched for `days`, guides whose time is up, and followers nobody has seen for `days`
    who have neither a guide nor a case; for a daily run.

    With `case_days`, cases finished longer ago than that are blanked, too; without it they are left to the archive
    rules of the place. An emptied conversation keeps its row while a guide or a case hangs on it, so that its owner can
    still have those forgotten.
    """
    moment = now or clock.now()
    gone = Forgotten()
    conversation, consultation, case = tables.Conversation, tables.Consultation, tables.Case
    gone.consultations = session.execute(delete(consultation).where(consultation.expires_at <= moment)).rowcount
    stale = select(conversation.id).where(conversation.last_seen_at < moment - timedelta(days=days))
    ids = list(session.execute(stale.with_for_update()).scalars())
    for start in range(0, len(ids), 500):
        some = ids[start : start + 500]
        gone.messages += _drop_chat(session, some)
        bare = [
            conversation.id.in_(some),
            ~select(consultation.id).where(consultation.conversation_id == conversation.id).exists(),
            ~select(case.id).where(case.conversation_id == conversation.id).exists(),
        ]
        dropped = delete(conversation).where(*bare).execution_options(synchronize_session=False)
        gone.conversations += session.execute(dropped).rowcount
    _purge_followers(session, moment, moment - timedelta(days=days))
    if case_days is not None:
        finished = [state for state in states.MOVES if not states.is_open(state)]
        old = case.state.in_(finished), case.updated_at < moment - timedelta(days=case_days), case.erased_at.is_(None)
        for row in session.execute(select(case).where(*old).with_for_update()).scalars().all():
            _blank(session, row, "系统", "保存期满，删除了个人信息", moment)
            gone.cases.append(row.number)
    return gone


def _purge_followers(session: Session, now: datetime, unseen_since: datetime) -> None:
    follower, earlier = tables.Follower, tables.EarlierTalk
    talks = select(earlier.conversation_id).where(earlier.follower_id == follower.id)

    def has(table: type) -> Any:
        theirs = or_(table.conversation_id == follower.conversation_id, table.conversation_id.in_(talks))  # type: ignore[attr-defined]
        return select(table.id).where(theirs).exists()  # type: ignore[attr-defined]

    bare = [follower.last_seen_at < unseen_since, ~has(tables.Consultation), ~has(tables.Case)]
    session.execute(delete(follower).where(*bare).execution_options(synchronize_session=False))
    incoming.purge(session, now - incoming.KEEP_DONE)
    outgoing.purge(session, now - incoming.KEEP_DONE)
    continuations.purge(session, now)


def _drop_chat(session: Session, ids: list[str]) -> int:
    session.execute(delete(tables.Continuation).where(tables.Continuation.conversation_id.in_(ids)))
    session.execute(delete(tables.Checkpoint).where(tables.Checkpoint.conversation_id.in_(ids)))
    return session.execute(delete(tables.Message).where(tables.Message.conversation_id.in_(ids))).rowcount


def _blank(session: Session, case: tables.Case, who: str, what: str, now: datetime) -> None:
    case.applicant_name = case.applicant_phone = case.summary = case.place_text = case.colour_reason = None
    case.erased_at = now
    # Free text may name people; who, what and when stay.
    session.execute(update(tables.CaseEvent).where(tables.CaseEvent.case_id == case.id).values(note=None))
    note_event(session, case, who, what, "", now)
