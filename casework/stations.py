"""Mediation stations: where they are, and which one is nearest to somebody who sends where they are."""

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework import tables

EARTH = 6371.0  # kilometres


@dataclass(frozen=True)
class Station:
    """A place's station; `kilometres` as the crow flies, 0 where nobody asked how far."""

    name: str
    place_id: int
    address: str
    phone: str
    kilometres: float = 0.0


def stations(session: Session) -> list[Station]:
    """Every place with a station's address, phone or position, in the order they were entered."""
    table = tables.Place
    some = table.address.is_not(None) | table.phone.is_not(None) | table.latitude.is_not(None)
    return [_station(row) for row in session.execute(select(table).where(some).order_by(table.id)).scalars()]


def nearest_station(session: Session, latitude: float, longitude: float) -> Station | None:
    """The station nearest to this point; None where no place has a position."""
    table = tables.Place
    placed = table.latitude.is_not(None), table.longitude.is_not(None)
    rows = session.execute(select(table).where(*placed).order_by(table.id)).scalars()
    near = [_station(row, kilometres(latitude, longitude, row.latitude, row.longitude)) for row in rows]
    return min(near, key=lambda station: station.kilometres, default=None)


def kilometres(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """How far apart two points are, by the haversine formula."""
    here, there = radians(latitude), radians(other_latitude)
    half = sin((there - here) / 2) ** 2
    half += cos(here) * cos(there) * sin(radians(other_longitude - longitude) / 2) ** 2
    return 2 * EARTH * asin(sqrt(min(1.0, half)))


def _station(row: tables.Place, far: float = 0.0) -> Station:
    return Station(row.name, row.id, row.address or "", row.phone or "", far)
