"""A district on paper: rows of a table become places and mediators, or a problem with its file and line. Pure.

Every row may name a place, and a mediator at it. Who is at which level is written in 级别, or follows from the place.
A row without a mediator may say where its place's station is.
"""

import re
import unicodedata
from dataclasses import dataclass, field

from casework.places import COUNTY, TOWN, VILLAGE
from casework.sheets import Problem, Row

_LEVELS = {
    VILLAGE: ("村", "村级", "社区", "社区级", "村社区", "村居"),
    TOWN: ("镇", "镇级", "乡", "乡级", "乡镇", "乡镇级", "街道", "街道级", "镇乡街道"),
    COUNTY: ("县", "县级", "区", "区级", "县区", "市级"),
}
_PHONE = re.compile(r"[0-9+\-()转,、;/ ]{5,60}")
_PHOTO = re.compile(r"[^/\\]+\.(jpg|jpeg|png|webp)", re.IGNORECASE)
_LONGEST = {
    "district": 60,
    "town": 60,
    "village": 60,
    "name": 40,
    "organisation": 100,
    "phone": 60,
    "photo": 100,
    "station_address": 200,
    "station_phone": 60,
}
_STATION = ("station_address", "station_phone", "longitude", "latitude")
_EAST, _NORTH = (73.0, 136.0), (3.0, 54.0)  # all of China


@dataclass(frozen=True)
class Person:
    """A mediator as written in the table; `place` is the way down to where they serve, names from the district on."""

    name: str
    level: str
    place: tuple[str, ...]
    organisation: str
    speciality: tuple[str, ...]
    phone: str
    photo: str | None


@dataclass(frozen=True)
class StationNote:
    """Where a place's station is, as far as the table says."""

    address: str | None
    phone: str | None
    longitude: float | None
    latitude: float | None


@dataclass
class Roster:
    """`places` are ways down from the district, parents before children, each once."""

    places: dict[tuple[str, ...], None] = field(default_factory=dict)
    people: dict[tuple[tuple[str, ...], str], Person] = field(default_factory=dict)
    stations: dict[tuple[str, ...], StationNote] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


class _Wrong(Exception):
    pass


def draw_up(rows: list[Row], district: str) -> Roster:
    """The roster of all good rows, and a problem for each bad one. `district` is used where a row names none."""
    roster = Roster()
    lines: dict[tuple[tuple[str, ...], str], Row] = {}
    for row in rows:
        try:
            place = _place(row.cells, district)
            station = _station(row.cells)
            if station is not None and roster.stations.setdefault(place, station) != station:
                raise _Wrong(f"「{place[-1]}」的站点写了两次，写得不一样，请只留一行。")
            person = _person(row.cells, place)
            if person is not None:
                same = lines.setdefault((person.place, person.name), row)
                if same is not row:
                    raise _Wrong(f"「{person.name}」和 {same.file} 第 {same.line} 行重复了。")
                roster.people[person.place, person.name] = person
        except _Wrong as wrong:
            roster.problems.append(Problem(row.file, row.line, str(wrong)))
            continue
        for depth in range(1, len(place) + 1):
            roster.places.setdefault(place[:depth])
    return roster


def _place(cells: dict[str, str], district: str) -> tuple[str, ...]:
    for name, longest in _LONGEST.items():
        if len(cells.get(name, "")) > longest:
            raise _Wrong(f"有一格太长了，最多 {longest} 个字：「{cells[name][:12]}……」。")
    town, village = cells.get("town"), cells.get("village")
    if village and not town:
        raise _Wrong(f"写了村「{village}」，没有写它在哪个镇（乡、街道）。")
    return tuple(name for name in (cells.get("district") or district, town, village) if name)


def _person(cells: dict[str, str], place: tuple[str, ...]) -> Person | None:
    name = cells.get("name")
    if not name:
        filled = [heading for heading in ("phone", "speciality", "level", "photo") if heading in cells]
        if filled:
            raise _Wrong("没有写姓名。")
        return None
    level = _level(cells.get("level", ""), place)
    return Person(
        name=name,
        level=level,
        place=place[: {COUNTY: 1, TOWN: 2, VILLAGE: 3}[level]],
        organisation=cells.get("organisation", ""),
        speciality=tuple(
            part.strip() for part in re.split(r"[、，,；;/]", cells.get("speciality", "")) if part.strip()
        ),
        phone=_phone(cells.get("phone", "")),
        photo=_photo(cells.get("photo", "")),
    )


def _station(cells: dict[str, str]) -> StationNote | None:
    if not any(heading in cells for heading in _STATION):
        return None
    if "name" in cells:
        raise _Wrong("站点的地址、电话和经纬度要写在那个地方自己的一行里，那一行不写调解员。")
    longitude, latitude = _degrees(cells, "longitude", "经度", _EAST), _degrees(cells, "latitude", "纬度", _NORTH)
    if (longitude is None) != (latitude is None):
        raise _Wrong("经度和纬度要么都写，要么都不写。")
    phone = _phone(cells.get("station_phone", ""))
    return StationNote(cells.get("station_address"), phone or None, longitude, latitude)


def _degrees(cells: dict[str, str], heading: str, name: str, within: tuple[float, float]) -> float | None:
    said = cells.get(heading)
    if said is None:
        return None
    try:
        degrees = float(unicodedata.normalize("NFKC", said).rstrip("°度"))
    except ValueError:
        raise _Wrong(f"{name}「{said}」要写成小数，比如 {'113.65' if heading == 'longitude' else '34.76'}。") from None
    if not within[0] <= degrees <= within[1]:  # and so not a number that is none, either
        raise _Wrong(f"{name}「{said}」不在中国境内（{within[0]:g} 到 {within[1]:g}），看看经度和纬度是不是写反了。")
    return degrees


def _level(said: str, place: tuple[str, ...]) -> str:
    if not said:
        return (COUNTY, TOWN, VILLAGE)[len(place) - 1]
    bare = re.sub(r"[^\w]", "", said)
    level = next((level for level, names in _LEVELS.items() if bare in names), None)
    if level is None:
        raise _Wrong(f"级别「{said}」认不得，请写 村、镇 或 县。")
    if level == VILLAGE and len(place) < 3:
        raise _Wrong("级别是村，没有写是哪个村。")
    if level == TOWN and len(place) < 2:
        raise _Wrong("级别是镇，没有写是哪个镇（乡、街道）。")
    return level


def _phone(said: str) -> str:
    phone = unicodedata.normalize("NFKC", said)
    if phone and not _PHONE.fullmatch(phone):
        raise _Wrong(f"电话「{said}」不像电话号码。")
    return phone


def _photo(said: str) -> str | None:
    if said and not _PHOTO.fullmatch(said):
        raise _Wrong(f"照片文件「{said}」要写成一个文件名，比如 zhang.jpg，不带文件夹。")
    return said or None
