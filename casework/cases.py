"""Cases: opened once however often they are asked for, moved only as the table of states allows, every step noted.

The resident's own way to a case, by its number and code, is in enquiries.py.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework import clock, codes, outgoing, states, tables
from casework.conversations import BOT, append_message, hold
from casework.errors import CaseRefused, ConversationWiped
from casework.followers import follower_of
from casework.places import COUNTY, all_places, match, short_name
from casework.upsert import insert_once, upsert


@dataclass(frozen=True)
class Application:
    """What a resident hands in. `consent_version` names the wording that was agreed to at `consent_at`.

    `mediator_id` is None for a call-back. `place` is as the resident said it.
    """

    conversation_id: str
    issue: str
    consent_version: str
    consent_at: datetime
    applicant_name: str
    applicant_phone: str
    kind: str = states.MEDIATION
    summary: str = ""
    place: str = ""
    mediator_id: int | None = None
    consultation_id: int | None = None
    colour: str = "黄"
    colour_reason: str = ""


@dataclass(frozen=True)
class OpenedCase:
    """`code` is told to the resident and kept nowhere; `created` is False when the request had been made before."""

    number: str
    code: str
    created: bool
    case_id: int


def open_case(session: Session, request_key: str, application: Application, now: datetime | None = None) -> OpenedCase:
    """Open a case, or find the one this `request_key` opened before (whatever the application says now).

    `request_key` is the caller's own unguessable key for this request. Raises CaseRefused, ConversationWiped.
    """
    moment = now or clock.now()
    code = codes.case_code(session.info["pepper"], request_key)
    hold(session, application.conversation_id, "", moment)
    wanted = select(tables.Case).where(tables.Case.request_key == request_key)
    existing = session.execute(wanted).scalar_one_or_none()
    if existing is not None:
        return OpenedCase(existing.number, code, False, existing.id)
    _check(session, application)
    places = all_places(session)
    meant = match(application.place, places) if application.place else []
    district = _district(places, meant)
    number = _next_number(session, f"{clock.local_date(moment).year}{district}")
    row = {
        "number": number,
        "code_hash": codes.code_hash(session.info["pepper"], number, code),
        "request_key": request_key,
        "kind": application.kind,
        "state": states.WAITING,
        "conversation_id": application.conversation_id,
        "consultation_id": application.consultation_id,
        "mediator_id": application.mediator_id,
        "place_id": meant[0].id if len(meant) == 1 else None,
        "issue": application.issue,
        "summary": application.summary,
        "place_text": application.place,
        "applicant_name": application.applicant_name.strip(),
        "applicant_phone": application.applicant_phone.strip(),
        "consent_at": application.consent_at,
        "consent_version": application.consent_version,
        "colour": application.colour,
        "colour_reason": application.colour_reason,
        "created_at": moment,
        "updated_at": moment,
        "wrong_codes": 0,
    }
    # The same key from two conversations at once: the loser finds the winner's case, the number it drew stays unused.
    created = insert_once(session, tables.Case, row, ["request_key"])
    case = session.execute(wanted).scalar_one()
    if created:
        note_event(session, case, states.RESIDENT, "提交", f"同意书版本：{application.consent_version}", moment)
    return OpenedCase(case.number, code, created, case.id)


def move(
    session: Session, case_id: int, to: str, who: str, role: str, note: str = "", now: datetime | None = None
) -> None:
    """Move a case to another state; `who` is the person's name or post, `role` one of states' roles.

    The resident is told in the conversation the case came from, and on WeChat unless they did it themselves. Raises CaseRefused with the reason, LookupError when there is no such case.
    """
    case = session.get(tables.Case, case_id, with_for_update=True, populate_existing=True)
    if case is None:
        raise LookupError("no such case")
    refusal = states.why_not(case.state, to, role, note)
    if refusal:
        raise CaseRefused(refusal)
    case.state, case.updated_at = to, now or clock.now()
    event = note_event(session, case, who, "改状态", note, case.updated_at)
    if case.conversation_id is not None:
        _tell(session, case, event, owed=role != states.RESIDENT)


def note_event(session: Session, case: tables.Case, who: str, what: str, note: str, at: datetime) -> tables.CaseEvent:
    """Add a line to the case's audit trail."""
    event = tables.CaseEvent(case_id=case.id, at=at, who=who, what=what, state=case.state, note=note or None)
    session.add(event)
    session.flush()
    return event


def _tell(session: Session, case: tables.Case, event: tables.CaseEvent, owed: bool) -> None:
    """Say in the conversation how the case stands now; nothing where the resident had it deleted."""
    words = f"您的{case.kind}（编号 {case.number}）有进展：{states.in_plain_words(case.state, case.kind)}"
    body = {
        "text": f"{words}\n说明：{event.note}" if event.note else words,
        "kind": "progress",
        "number": case.number,
        "state": case.state,
        "at": event.at.astimezone(clock.CHINA).isoformat(timespec="seconds"),
    }
    try:
        append_message(session, case.conversation_id, body, BOT, channel="", now=event.at)
    except ConversationWiped:
        return
    whose = follower_of(session, case.conversation_id) if owed else None
    if whose is not None:
        outgoing.owe(session, whose.id, f"progress-{event.id}", outgoing.PROGRESS, body, event.at)


def _check(session: Session, application: Application) -> None:
    if application.kind not in states.KINDS or application.colour not in states.COLOURS:
        raise ValueError("unknown kind or colour")
    if not application.consent_version.strip():
        raise CaseRefused("要先看过并同意个人信息的用法，才能提交。")
    if not application.applicant_name.strip() or not application.applicant_phone.strip():
        raise CaseRefused("要留下姓名和电话，调解员才能联系您。")
    if application.mediator_id is not None:
        mediator = session.get(tables.Mediator, application.mediator_id)
        if mediator is None or not mediator.active:
            raise CaseRefused("这位调解员现在不接案子了，请另选一位。")


def _district(places: list, meant: list) -> str:
    """The district's short name for the case number: the one meant, else the first there is."""
    ids = {id_ for place in meant for id_ in place.path}
    districts = [place for place in places if place.level == COUNTY]
    districts.sort(key=lambda place: (place.id not in ids, place.id))
    return short_name(districts[0].name) if districts else "法问"


def _next_number(session: Session, series: str) -> str:
    """The next number in a year's series, such as 2026示例0001. The row stays locked until the transaction ends."""
    counter = tables.Counter
    upsert(session, counter, {"name": series, "value": 1}, ["name"], {"value": counter.value + 1})
    return f"{series}{session.execute(select(counter.value).where(counter.name == series)).scalar_one():04d}"
