"""The talk's doors to records and people: the knowledge base in memory, and casework behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import cache
from typing import Any

from bot.consultation.model import Library
from bot.consultation.render import chat_summary
from bot.consultation.talk import Opened, Person
from bot.knowledge_base import KnowledgeBase
from casework import cases, consultations, enquiries, mediators, places, privacy, states
from casework.database import Database
from casework.mediators import MediatorCard

CHINA = timezone(timedelta(hours=8))
KINDS = {"mediation": states.MEDIATION, "callback": states.CALLBACK}


@cache
def opened_knowledge() -> KnowledgeBase:
    """The knowledge base of this process, read once and again when the operator asks for it."""
    return KnowledgeBase()


@cache
def opened_database() -> Database:
    """The database of this process, brought to the newest schema."""
    database = Database.from_environment()
    database.migrate()
    return database


@dataclass
class Desk:
    """A :class:`bot.consultation.talk.World` for one conversation."""

    conversation: str
    library: Library
    database: Database
    today: date

    @classmethod
    def of(cls, conversation: str) -> Desk:
        return cls(conversation, opened_knowledge().current, opened_database(), datetime.now(CHINA).date())

    def towns(self) -> list[str]:
        with self.database.reading() as session:
            return places.town_names(session)

    def villages(self, town: str) -> list[str]:
        with self.database.reading() as session:
            return places.village_names(session, town)

    def mediators(self, place: str) -> list[Person]:
        with self.database.reading() as session:
            near = mediators.mediators_near(session, place)
        cards = [card for level in near.values() for card in level]
        names = [card.label for card in cards]
        return [_person(card, unique=names.count(card.label) == 1) for card in cards]

    def keep_consultation(self, key: str, issue: str, facts: dict[str, Any], guide: dict[str, Any]) -> str:
        with self.database.session() as session:
            token = consultations.save_consultation(
                session,
                f"{self.conversation}:{key}",
                self.conversation,
                issue,
                facts,
                date.fromisoformat(guide["day"]),
                guide,
                guide["knowledge_version"],
            )
        return f"/g/{token}"

    def open_case(self, key: str, details: dict[str, Any]) -> Opened:
        with self.database.session() as session:
            page = details["page"]
            kept = consultations.consultation_by_token(session, page.rpartition("/")[2]) if page else None
            application = cases.Application(
                conversation_id=self.conversation,
                issue=details["issue"] or "other",
                consent_version=details["consent"],
                consent_at=datetime.now(timezone.utc),
                applicant_name=details["name"],
                applicant_phone=details["phone"],
                kind=KINDS[details["kind"]],
                summary=chat_summary(kept.guide) if kept else "",
                place=details["place"],
                mediator_id=int(details["person_id"]) if details["person_id"] else None,
                consultation_id=kept.id if kept else None,
            )
            opened = cases.open_case(session, f"{self.conversation}:{key}", application)
        return Opened(opened.number, opened.code)

    def case_status(self, number: str, code: str) -> str | None:
        with self.database.session() as session:
            enquiry = enquiries.case_status(session, number, code)
        if enquiry.status is None:
            return None
        status = enquiry.status
        history = "\n".join(f"{step.at.astimezone(CHINA):%m月%d日 %H:%M} {step.text}" for step in status.history)
        return f"编号 {status.number}：{status.state}。{status.text}\n承办：{status.handled_by}\n{history}"

    def forget(self) -> None:
        with self.database.session() as session:
            privacy.forget(session, self.conversation)


def _person(card: MediatorCard, unique: bool) -> Person:
    return Person(
        id=str(card.id),
        label=card.label if unique else f"{card.label}（{card.village}）",
        name=card.label,
        place=card.village,
        level=card.level,
        speciality=card.speciality,
        phone=card.phone,
        photo=f"/photos/{card.photo}" if card.photo else None,
    )
