"""What the conversation needs from outside the core: people, places and a place to keep things."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from bot.consultation.model import Library


@dataclass(frozen=True)
class Person:
    """A mediator a resident can pick.  ``label`` is unique among those offered and is what a tap sends."""

    id: str
    label: str
    name: str
    place: str
    level: str
    speciality: str
    phone: str
    photo: str | None = None

    @property
    def initials(self) -> str:
        return self.name.rpartition("·")[2][:1]


@dataclass(frozen=True)
class Opened:
    """A case that was written: its number and the code that opens it again."""

    number: str
    code: str


class World(Protocol):
    """The doors to records and people; every method may block, none may lose what it accepted."""

    library: Library
    today: date

    def towns(self) -> list[str]: ...

    def villages(self, town: str) -> list[str]: ...

    def mediators(self, place: str) -> list[Person]:
        """Those of the village first, then of its town, then of the district."""

    def keep_consultation(self, key: str, issue: str, facts: dict[str, Any], guide: dict[str, Any]) -> str:
        """Keeps a finished consultation and returns the path of its page; the same key twice keeps it once."""

    def open_case(self, key: str, details: dict[str, Any]) -> Opened:
        """Writes a case whole; the same key twice gives the same case.

        ``details``: kind (mediation/callback), person_id, place, name, phone, page, issue, consent.
        """

    def case_status(self, number: str, code: str) -> str | None:
        """Where a case stands, in plain words; None where number and code do not belong together."""

    def forget(self) -> None:
        """Deletes what is kept about this resident."""
