"""The cases as those see them who work on them: what there is, everything in one, and the talk with its resident.

Whoever opens a case's file or acts in it is noted in its audit trail. The list names nobody, so looking at it is not.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework import cases, clock, codes, conversations, states, tables, taking_over
from casework.conversations import Message
from casework.errors import CaseRefused, ConversationWiped

VIEWED, SPOKE, TOOK, GAVE_BACK = "查看", "说话", "接手对话", "交还对话"
GONE = "当事人已经删除了这段对话，不能再从这里和他说话了，请打电话联系。"
LAST_MESSAGES = 30


@dataclass(frozen=True)
class CaseLine:
    """One case in the list."""

    number: str
    kind: str
    state: str
    colour: str
    issue: str
    place: str
    mediator: str
    opened_at: datetime
    updated_at: datetime
    held_by: str | None


@dataclass(frozen=True)
class Entry:
    """A line of the audit trail."""

    at: datetime
    who: str
    what: str
    state: str
    note: str


@dataclass(frozen=True)
class CaseFile:
    """Everything in a case. What the resident had deleted is empty, and `erased` says so."""

    line: CaseLine
    applicant_name: str
    applicant_phone: str
    place_text: str
    summary: str
    colour_reason: str
    erased: bool
    trail: list[Entry]
    messages: list[Message]


def list_cases(session: Session, open_only: bool = False) -> list[CaseLine]:
    """The cases, the one that moved last first."""
    wanted = _lines().order_by(tables.Case.updated_at.desc(), tables.Case.id.desc())
    if open_only:
        wanted = wanted.where(tables.Case.state.in_([state for state in states.MOVES if states.is_open(state)]))
    return [CaseLine(*row[1:]) for row in session.execute(wanted)]


def look(session: Session, number: str, who: str, now: datetime | None = None) -> CaseFile:
    """The whole file; that `who` has seen it is noted. Raises CaseRefused where there is no such case."""
    case = _case(session, number)
    line = CaseLine(*session.execute(_lines().where(tables.Case.id == case.id)).one()[1:])
    cases.note_event(session, case, who, VIEWED, "", now or clock.now())
    events = select(tables.CaseEvent).where(tables.CaseEvent.case_id == case.id).order_by(tables.CaseEvent.id)
    trail = [Entry(one.at, one.who, one.what, one.state, one.note or "") for one in session.execute(events).scalars()]
    talk = case.conversation_id
    return CaseFile(
        line=line,
        applicant_name=case.applicant_name or "",
        applicant_phone=case.applicant_phone or "",
        place_text=case.place_text or "",
        summary=case.summary or "",
        colour_reason=case.colour_reason or "",
        erased=case.erased_at is not None,
        trail=trail,
        messages=conversations.history(session, talk, limit=LAST_MESSAGES) if talk else [],
    )


def move(session: Session, number: str, to: str, who: str, note: str = "", now: datetime | None = None) -> None:
    """Move the case on, as an officer. Raises CaseRefused with the reason."""
    cases.move(session, _case(session, number).id, to, who, states.OFFICER, note, now)


def take(session: Session, number: str, who: str, now: datetime | None = None) -> None:
    """Take the talk with the resident over. Raises CaseRefused, ConversationHeld."""
    case, talk = _talk(session, number)
    try:
        taking_over.take_over(session, talk, who, now)
    except ConversationWiped as wiped:
        raise CaseRefused(GONE) from wiped
    cases.note_event(session, case, who, TOOK, "", now or clock.now())


def say(session: Session, number: str, who: str, text: str, now: datetime | None = None) -> None:
    """Say something to the resident. Raises CaseRefused, ConversationHeld."""
    case, talk = _talk(session, number)
    if not text.strip():
        raise CaseRefused("还没有写要说的话。")
    try:
        taking_over.say(session, talk, who, text, now)
    except ConversationWiped as wiped:
        raise CaseRefused(GONE) from wiped
    cases.note_event(session, case, who, SPOKE, "", now or clock.now())


def release(session: Session, number: str, who: str, now: datetime | None = None) -> None:
    """Hand the talk back to the bot. Raises CaseRefused."""
    case, talk = _talk(session, number)
    if taking_over.held(session, talk) is None:
        raise CaseRefused("这段对话现在没有人接手，不用交还。")
    taking_over.hand_back(session, talk, now)
    cases.note_event(session, case, who, GAVE_BACK, "", now or clock.now())


def _lines() -> Any:
    case, place, mediator, talk = tables.Case, tables.Place, tables.Mediator, tables.Conversation
    return (
        select(
            case.id,
            case.number,
            case.kind,
            case.state,
            case.colour,
            case.issue,
            place.name,
            mediator.name,
            case.created_at,
            case.updated_at,
            talk.held_by,
        )
        .select_from(case)
        .outerjoin(place, case.place_id == place.id)
        .outerjoin(mediator, case.mediator_id == mediator.id)
        .outerjoin(talk, case.conversation_id == talk.id)
    )


def _case(session: Session, number: str) -> tables.Case:
    wanted = select(tables.Case).where(tables.Case.number == codes.tidy_number(number)).with_for_update()
    case = session.execute(wanted).scalar_one_or_none()
    if case is None:
        raise CaseRefused(f"没有编号是「{number}」的案件，请核对编号。")
    return case


def _talk(session: Session, number: str) -> tuple[tables.Case, str]:
    case = _case(session, number)
    if case.conversation_id is None:
        raise CaseRefused(GONE)
    return case, case.conversation_id
