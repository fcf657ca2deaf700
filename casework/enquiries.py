"""The resident asks after a case, or takes it back, with its number and code.

Wrong codes are counted on the case itself: after five it stays shut for a quarter of an hour, then twice as long each
time, a day at most. Nothing is raised for a wrong code, because raising would roll the count back.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework import cases, clock, codes, states, tables
from casework.mediators import MediatorCard, mediator_card

TRIES = 5
SEEN = "本人看过姓名电话"
# Kept in the audit trail, but nothing that happened to the matter.
INTERNAL = ("查看", "说话", SEEN)
FIRST_BLOCK = timedelta(minutes=15)
LONGEST_BLOCK = timedelta(days=1)
NOT_FOUND = "没有查到。请对一对编号和查询码，看是不是有一位写错了。"
BLOCKED = "查询码错了好几次，为了保护您的信息先停一会儿，请{wait}后再查。着急可以打 12348。"


@dataclass(frozen=True)
class Step:
    """One line of the history: when, and what happened in plain Chinese."""

    at: datetime
    text: str


@dataclass(frozen=True)
class CaseStatus:
    """A case as its resident may see it; `since` is when the present state began."""

    number: str
    kind: str
    state: str
    text: str
    handler: MediatorCard | None
    handled_by: str
    since: datetime
    opened_at: datetime
    history: list[Step]
    can_withdraw: bool


@dataclass(frozen=True)
class Enquiry:
    """The outcome: the case's `status`, or None and in `text` why not; `blocked_until` when too many codes were wrong."""

    status: CaseStatus | None
    text: str
    blocked_until: datetime | None = None


def case_status(session: Session, number: str, code: str, now: datetime | None = None) -> Enquiry:
    """Look a case up. Number and code may be typed in any width, with spaces or dashes. Needs a writing session."""
    moment = now or clock.now()
    case = _unlock(session, number, code, moment)
    return case if isinstance(case, Enquiry) else Enquiry(status_of(session, case), "")


def withdraw(session: Session, number: str, code: str, reason: str = "", now: datetime | None = None) -> Enquiry:
    """The resident takes the case back. When it is closed already, `text` says so and the case is shown as it is."""
    moment = now or clock.now()
    case = _unlock(session, number, code, moment)
    if isinstance(case, Enquiry):
        return case
    if not states.is_open(case.state):
        return Enquiry(status_of(session, case), f"这件事现在是「{case.state}」，不用撤回了。")
    cases.move(session, case.id, states.WITHDRAWN, states.RESIDENT, states.RESIDENT, reason, moment)
    return Enquiry(status_of(session, case), "已经撤回。")


def cases_of(session: Session, conversation_id: str) -> list[CaseStatus]:
    """The cases a conversation opened, newest first: for the visitor who still holds that conversation's cookie."""
    table = tables.Case
    rows = session.execute(select(table).where(table.conversation_id == conversation_id).order_by(table.id.desc()))
    return [status_of(session, case) for case in rows.scalars()]


def _unlock(session: Session, number: str, code: str, now: datetime) -> tables.Case | Enquiry:
    """The case, or the refusal to give it out."""
    wanted = select(tables.Case).where(tables.Case.number == codes.tidy_number(number)).with_for_update()
    case = session.execute(wanted.execution_options(populate_existing=True)).scalar_one_or_none()
    if case is None:
        return Enquiry(None, NOT_FOUND)
    if case.blocked_until is not None and now < case.blocked_until:
        return Enquiry(None, BLOCKED.format(wait=_wait(case.blocked_until - now)), case.blocked_until)
    hashed = codes.code_hash(session.info["pepper"], case.number, codes.tidy_code(code))
    if codes.same(hashed, case.code_hash):
        case.wrong_codes, case.blocked_until = 0, None
        return case
    case.wrong_codes += 1
    if case.wrong_codes % TRIES == 0:
        doubled = FIRST_BLOCK * 2 ** min(case.wrong_codes // TRIES - 1, 10)
        case.blocked_until = now + min(doubled, LONGEST_BLOCK)
        return Enquiry(None, BLOCKED.format(wait=_wait(case.blocked_until - now)), case.blocked_until)
    return Enquiry(None, NOT_FOUND)


def _wait(left: timedelta) -> str:
    minutes = -(-int(left.total_seconds()) // 60) or 1
    return f"{minutes} 分钟" if minutes <= 90 else f"{-(-minutes // 60)} 小时"


def status_of(session: Session, case: tables.Case) -> CaseStatus:
    """A case as its resident may see it, for whoever has made sure that it is theirs."""
    events = session.execute(select(tables.CaseEvent).where(tables.CaseEvent.case_id == case.id)).scalars().all()
    handler = mediator_card(session, case.mediator_id) if case.mediator_id else None
    since = case.created_at
    history, state = [], ""
    for event in sorted(events, key=lambda event: event.id):
        if event.state != state:
            since, state = event.at, event.state
        if event.what not in INTERNAL:
            history.append(Step(event.at, _said(event, case.kind)))
    return CaseStatus(
        number=case.number,
        kind=case.kind,
        state=case.state,
        text=states.in_plain_words(case.state, case.kind),
        handler=handler,
        handled_by=handler.label if handler else "县里的工作人员",
        since=since,
        opened_at=case.created_at,
        history=history,
        can_withdraw=states.is_open(case.state),
    )


def _said(event: tables.CaseEvent, kind: str) -> str:
    if event.what == "提交":
        return "您提交了申请。" if kind == states.MEDIATION else "您登记了回电。"
    if event.what != "改状态":
        return f"{event.what}。"
    words = f"{event.who}：{states.in_plain_words(event.state, kind)}"
    return f"{words}说明：{event.note}" if event.note else words
