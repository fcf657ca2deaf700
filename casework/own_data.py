"""What is kept about one visitor, and what they may do with it themselves: see it, correct it, take a case back.

A visitor is known by the conversations their signed cookie names; a case counts as theirs when one of these opened it.
Each act on a case, and each day its name and phone were shown or handed out, becomes a line of its audit trail.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from casework import cases, clock, privacy, states, tables
from casework.consultations import Consultation, consultations_of
from casework.conversations import Message, history
from casework.enquiries import SEEN, CaseStatus, status_of
from casework.errors import CaseRefused

DOWNLOADED, CORRECTED, BY_THE_COOKIE = "本人下载了自己的信息", "本人改了姓名或电话", "本人在「我的」页面撤回"
NAME = re.compile(r"[^\d<>]{2,20}")
PHONE = re.compile(r"1[3-9]\d{9}|0\d{2,3}-?\d{7,8}")
EVERY_MESSAGE = 100_000


@dataclass(frozen=True)
class OwnCase:
    """A case with what its applicant left in it; the personal parts are empty once they have been erased."""

    status: CaseStatus
    issue: str
    name: str
    phone: str
    place: str
    summary: str
    consent_at: datetime
    erased: bool

    @property
    def can_correct(self) -> bool:
        return self.status.can_withdraw and not self.erased


@dataclass(frozen=True)
class Talk:
    """One conversation's messages in numbers; `until` is when they go unless it is taken up again."""

    id: str
    messages: int
    first: datetime
    last: datetime
    until: datetime


@dataclass(frozen=True)
class Kept:
    """Everything about a visitor, newest first. `on_wechat` says since when the account knows them, and where from."""

    talks: list[Talk]
    consultations: list[tuple[str, Consultation]]
    cases: list[OwnCase]
    on_wechat: datetime | None
    place: str

    @property
    def nothing(self) -> bool:
        return not (self.talks or self.consultations or self.cases or self.on_wechat)


def own_consultations(
    session: Session, talks: Sequence[str], now: datetime | None = None
) -> list[tuple[str, Consultation]]:
    """The living guides of several conversations with their tokens, newest first."""
    found = [one for talk in talks for one in consultations_of(session, talk, now)]
    return sorted(found, key=lambda one: one[1].created_at, reverse=True)


def own_cases(session: Session, talks: Sequence[str]) -> list[OwnCase]:
    """The cases several conversations opened, newest first."""
    table = tables.Case
    rows = session.execute(select(table).where(table.conversation_id.in_(talks)).order_by(table.id.desc()))
    return [_own(session, case) for case in rows.scalars()]


def own_case(session: Session, talks: Sequence[str], number: str) -> OwnCase | None:
    """One of the visitor's cases, or None where it is not theirs or there is none."""
    return next((one for one in own_cases(session, talks) if one.status.number == number), None)


def kept_about(
    session: Session, talks: Sequence[str], keep_days: int = privacy.KEEP_CHAT_DAYS, now: datetime | None = None
) -> Kept:
    """What the database holds about the visitor behind these conversations."""
    message, conversation, follower = tables.Message, tables.Conversation, tables.Follower
    counted = select(message.conversation_id, func.count(), func.min(message.created_at), func.max(message.created_at))
    rows = session.execute(counted.where(message.conversation_id.in_(talks)).group_by(message.conversation_id)).all()
    seen = dict(
        session.execute(select(conversation.id, conversation.last_seen_at).where(conversation.id.in_(talks))).all()
    )
    found = [Talk(id_, count, first, last, seen[id_] + timedelta(days=keep_days)) for id_, count, first, last in rows]
    known = session.execute(select(follower).where(follower.conversation_id.in_(talks))).scalars().first()
    place = session.get(tables.Place, known.place_id) if known and known.place_id else None
    return Kept(
        sorted(found, key=lambda talk: talk.last, reverse=True),
        own_consultations(session, talks, now),
        own_cases(session, talks),
        known.created_at if known else None,
        place.name if place else "",
    )


def own_messages(session: Session, talks: Sequence[str]) -> dict[str, list[Message]]:
    """Every message of these conversations, for handing out."""
    return {talk: said for talk in talks if (said := history(session, talk, limit=EVERY_MESSAGE))}


def note_shown(session: Session, talks: Sequence[str], now: datetime | None = None) -> None:
    """Note in each case with a name in it that its applicant looked at it: the first time of a day only."""
    moment = now or clock.now()
    for case in _with_a_name(session, talks):
        looks = [event.at for event in case.events if event.what == SEEN]
        if not looks or clock.local_date(looks[-1]) != clock.local_date(moment):
            cases.note_event(session, case, states.RESIDENT, SEEN, "", moment)


def note_downloaded(session: Session, talks: Sequence[str], now: datetime | None = None) -> None:
    """Note in each case with a name in it that its applicant took a copy along."""
    for case in _with_a_name(session, talks):
        cases.note_event(session, case, states.RESIDENT, DOWNLOADED, "", now or clock.now())


def correct(
    session: Session, talks: Sequence[str], number: str, name: str, phone: str, now: datetime | None = None
) -> OwnCase | None:
    """Put a name and a phone right in an open case of the visitor's; None where it is not theirs. Raises CaseRefused."""
    case = _locked(session, talks, number)
    if case is None:
        return None
    if case.erased_at is not None or not states.is_open(case.state):
        raise CaseRefused(f"这件事现在是「{case.state}」，不能再改了。有事请打 12348。")
    name = unicodedata.normalize("NFKC", name).strip()
    phone = re.sub(r"[\s()（）—－]", "", unicodedata.normalize("NFKC", phone))
    if not NAME.fullmatch(name):
        raise CaseRefused("姓名写 2 到 20 个字，不要带数字。")
    if not PHONE.fullmatch(phone):
        raise CaseRefused("电话写 11 位手机号，或者带区号的座机，比如 0374-1234567。")
    if (name, phone) != (case.applicant_name, case.applicant_phone):
        moment = now or clock.now()
        case.applicant_name, case.applicant_phone, case.updated_at = name, phone, moment
        cases.note_event(session, case, states.RESIDENT, CORRECTED, "", moment)
    return _own(session, case)


def withdraw_own(session: Session, talks: Sequence[str], number: str, now: datetime | None = None) -> OwnCase | None:
    """Take an open case of the visitor's back; None where it is not theirs. Raises CaseRefused when it is closed."""
    case = _locked(session, talks, number)
    if case is None:
        return None
    if not states.is_open(case.state):
        raise CaseRefused(f"这件事现在是「{case.state}」，不用撤回了。")
    cases.move(session, case.id, states.WITHDRAWN, states.RESIDENT, states.RESIDENT, BY_THE_COOKIE, now)
    return _own(session, case)


def _with_a_name(session: Session, talks: Sequence[str]) -> list[tables.Case]:
    table = tables.Case
    wanted = select(table).where(table.conversation_id.in_(talks), table.erased_at.is_(None)).order_by(table.id)
    return list(session.execute(wanted.with_for_update()).scalars())


def _locked(session: Session, talks: Sequence[str], number: str) -> tables.Case | None:
    table = tables.Case
    wanted = select(table).where(table.number == number, table.conversation_id.in_(talks)).with_for_update()
    return session.execute(wanted.execution_options(populate_existing=True)).scalar_one_or_none()


def _own(session: Session, case: tables.Case) -> OwnCase:
    return OwnCase(
        status_of(session, case),
        case.issue,
        case.applicant_name or "",
        case.applicant_phone or "",
        case.place_text or "",
        case.summary or "",
        case.consent_at,
        case.erased_at is not None,
    )
