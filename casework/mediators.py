"""Mediators: who is near, as the cards that residents are shown."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework import tables
from casework.places import COUNTY, LEVELS, TOWN, VILLAGE, Place, all_places, match


@dataclass(frozen=True)
class MediatorCard:
    """What a resident sees of a mediator. `village` names the place served, whatever its level."""

    id: int
    label: str
    level: str
    village: str
    organisation: str
    speciality: str
    phone: str
    photo: str | None
    initials: str
    is_sample: bool

    def as_dict(self) -> dict:
        """Ready for a message's `people` list."""
        return dict(self.__dict__)


def mediators_near(session: Session, place: str | int, speciality: str | None = None) -> dict[str, list[MediatorCard]]:
    """Active mediators for a village or town, given by name as the resident says it or by id.

    {"村": [...], "镇": [...], "县": [...]}; those who know `speciality` come first. When the name fits several
    villages, those of all of them are there; when it fits none, only the district's.
    """
    places = all_places(session)
    meant = [one for one in places if one.id == place] if isinstance(place, int) else match(place, places)
    wanted = {id_ for one in meant for id_ in one.path}
    if not meant:
        wanted = {one.id for one in places if one.level == COUNTY}
    near: dict[str, list[MediatorCard]] = {level: [] for level in LEVELS}
    if not wanted:
        return near
    by_id = {one.id: one for one in places}
    table = tables.Mediator
    found = select(table).where(table.place_id.in_(wanted), table.active.is_(True)).order_by(table.id)
    rows = list(session.execute(found).scalars())
    rows.sort(key=lambda row: not _knows(row, speciality))
    for row in rows:
        near[row.level].append(_card(row, by_id[row.place_id]))
    return near


@dataclass(frozen=True)
class Village:
    """A village with those who mediate in it."""

    id: int
    name: str
    mediators: list[MediatorCard]


@dataclass(frozen=True)
class Town:
    """A town, those who mediate for the whole of it, and its villages."""

    id: int
    name: str
    mediators: list[MediatorCard]
    villages: list[Village]

    @property
    def count(self) -> int:
        return len(self.mediators) + sum(len(village.mediators) for village in self.villages)


@dataclass(frozen=True)
class Directory:
    """Everybody who mediates: those of the district, then town by town."""

    mediators: list[MediatorCard]
    towns: list[Town]


def directory(session: Session) -> Directory:
    """All active mediators by where they serve, in the order they were entered."""
    places, table = all_places(session), tables.Mediator
    by_id = {one.id: one for one in places}
    at: dict[int, list[MediatorCard]] = {}
    for row in session.execute(select(table).where(table.active.is_(True)).order_by(table.id)).scalars():
        at.setdefault(row.place_id, []).append(_card(row, by_id[row.place_id]))
    villages: dict[int, list[Village]] = {}
    for one in places:
        if one.level == VILLAGE:
            villages.setdefault(one.path[-2], []).append(Village(one.id, one.name, at.get(one.id, [])))
    towns = [
        Town(one.id, one.name, at.get(one.id, []), villages.get(one.id, [])) for one in places if one.level == TOWN
    ]
    return Directory([card for one in places if one.level == COUNTY for card in at.get(one.id, [])], towns)


def mediator_card(session: Session, mediator_id: int) -> MediatorCard | None:
    """One mediator's card, active or not; None when there is none."""
    row = session.get(tables.Mediator, mediator_id)
    if row is None:
        return None
    place = next(one for one in all_places(session) if one.id == row.place_id)
    return _card(row, place)


def _knows(row: tables.Mediator, speciality: str | None) -> bool:
    return speciality is not None and any(speciality in known or known in speciality for known in row.speciality)


def _card(row: tables.Mediator, place: Place) -> MediatorCard:
    return MediatorCard(
        id=row.id,
        label=row.name,
        level=row.level,
        village=place.full_name,
        organisation=row.organisation,
        speciality="、".join(row.speciality),
        phone=row.phone,
        photo=row.photo,
        initials=row.name.split("·")[-1][:1],
        is_sample=row.is_sample,
    )
