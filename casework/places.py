"""Districts, towns and villages: finding the one a resident means. The matching is pure and takes any places."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework import tables

COUNTY, TOWN, VILLAGE = "县", "镇", "村"
LEVELS = (VILLAGE, TOWN, COUNTY)
_ENDINGS = re.compile(
    r"(村民委员会|居民委员会|村委会|居委会|街道办事处|行政村|自然村|街道办|街道|社区|村|镇|乡|县|区|市)$"
)


@dataclass(frozen=True)
class Place:
    """A place with its way up: `path` holds the ids from the district down to the place itself."""

    id: int
    name: str
    level: str
    path: tuple[int, ...]
    full_name: str


def find_places(session: Session, text: str) -> list[Place]:
    """The places the resident may mean by `text`, all of them when several bear the name, none when unknown."""
    return match(text, all_places(session))


def place_names(session: Session) -> tuple[str, ...]:
    """Names of all towns and villages, for reading an answer."""
    wanted = select(tables.Place.name).where(tables.Place.level != COUNTY).distinct().order_by(tables.Place.name)
    return tuple(session.execute(wanted).scalars())


def town_names(session: Session) -> list[str]:
    """The district's towns, in the order they were entered."""
    wanted = select(tables.Place.name).where(tables.Place.level == TOWN).order_by(tables.Place.id)
    return list(session.execute(wanted).scalars())


def village_names(session: Session, town: str) -> list[str]:
    """A town's villages, in the order they were entered."""
    inside = select(tables.Place.id).where(tables.Place.level == TOWN, tables.Place.name == town)
    wanted = select(tables.Place.name).where(tables.Place.parent_id.in_(inside)).order_by(tables.Place.id)
    return list(session.execute(wanted).scalars())


def all_places(session: Session) -> list[Place]:
    """Every place, parents before children."""
    table = tables.Place
    rows = session.execute(select(table.id, table.name, table.level, table.parent_id)).all()
    found: dict[int, Place] = {}
    for level in (COUNTY, TOWN, VILLAGE):
        for row in rows:
            if row.level == level:
                above = found.get(row.parent_id)
                path = (*above.path, row.id) if above else (row.id,)
                full_name = f"{above.full_name} {row.name}" if above and above.level != COUNTY else row.name
                found[row.id] = Place(row.id, row.name, row.level, path, full_name)
    return list(found.values())


def short_name(name: str) -> str:
    """A name without its ending when two characters are left: 示例区 → 示例, but 石村 → 石村."""
    short = _ENDINGS.sub("", name)
    return short if len(short) >= 2 else name


def match(text: str, places: Iterable[Place]) -> list[Place]:
    """The places named in `text`: the longest names win, and a town named beside its village settles which village."""
    said = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    heard = {place: words for place in places if (words := _words_heard(said, place.name))}
    named = {place.name for place, words in heard.items() if words == place.name}
    kept = [
        place
        for place, words in heard.items()
        if not any(_covers(other, words) for other in heard.values()) and (words == place.name or words not in named)
    ]
    inside = [place for place in kept if any(other.id in place.path[:-1] for other in kept)]
    if not inside:
        return kept
    deepest = max(len(place.path) for place in inside)
    return [place for place in inside if len(place.path) == deepest]


def _words_heard(said: str, name: str) -> str:
    """The part of `said` that names the place, or nothing."""
    if name in said:
        return name
    short = short_name(name)
    if short in said:
        return short
    core = short_name(said)
    # 「东岗村」 for 示例东岗村: people leave off the front, too.
    if len(core) >= 2 and (name.endswith(said) or (short.endswith(core) and core == said)):
        return said
    return ""


def _covers(longer: str, shorter: str) -> bool:
    return shorter != longer and shorter in longer
