"""Bringing a district in: its places and mediators, from the tables an office keeps (an empty one: district_files.py).

All or nothing unless bad rows are to be skipped; a second import updates; who is no longer listed becomes inactive.
A made-up sample district stands in until a real one comes.
"""

from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import delete, select, text, update
from sqlalchemy.orm import Session

from casework import places, tables
from casework.roster import Roster, StationNote, draw_up
from casework.schema import LOCK_NUMBER
from casework.sheets import Problem, read_rows

SAMPLE = Path(__file__).parent / "sample_district"
_NO_STATION = StationNote(None, None, None, None)
_LEVEL_AT = (places.COUNTY, places.TOWN, places.VILLAGE)


@dataclass
class Report:
    """What an import did. Nothing was written when `imported` is False."""

    imported: bool = False
    districts: list[str] = field(default_factory=list)
    places_added: int = 0
    mediators_added: int = 0
    mediators_updated: int = 0
    mediators_inactive: int = 0
    stations: int = 0
    problems: list[Problem] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The report in Chinese, a line for each problem."""
        done = (
            f"导入了{'、'.join(self.districts)}：新增地方 {self.places_added} 个，"
            f"新增调解员 {self.mediators_added} 位，更新 {self.mediators_updated} 位，"
            f"停用 {self.mediators_inactive} 位。"
        )
        head = done if self.imported else "没有导入，数据库没有改动。请改好下面这些地方再来一次："
        return "\n".join([head, *self.remarks, *(f"· {problem}" for problem in self.problems)])


def import_district(session: Session, path: str | Path, name: str = "", skip_bad: bool = False) -> Report:
    """Import a CSV, an Excel file, or a folder of them. `name` is the district's, for tables without a 县/区 column.

    Problems are reported, not raised; with `skip_bad` the good rows are imported nevertheless.
    """
    return _import(session, Path(path), name, skip_bad, is_sample=False)


def load_sample_if_empty(session: Session) -> bool:
    """Load the made-up district when there are no places at all. Says whether it did."""
    _one_at_a_time(session)
    if session.execute(select(tables.Place.id).limit(1)).first():
        return False
    return _import(session, SAMPLE, "", False, is_sample=True).imported


def _import(session: Session, path: Path, name: str, skip_bad: bool, is_sample: bool) -> Report:
    rows, unreadable = read_rows(path)
    _one_at_a_time(session)
    report = Report()
    named = next((row.cells["district"] for row in rows if "district" in row.cells), "")
    district = name or named or _known_district(session)
    if not district:
        report.remarks.append("表里没有「县/区」这一列，先叫作「本区」。")
    roster = draw_up(rows, district or "本区")
    report.problems = unreadable + roster.problems
    if not rows and not report.problems:
        report.problems.append(Problem(path.name, 0, "表里一行内容也没有。"))
    if unreadable or not roster.places or (report.problems and not skip_bad):
        return report
    report.imported = True
    if not is_sample:
        session.execute(delete(tables.Mediator).where(tables.Mediator.is_sample.is_(True)))
        session.execute(delete(tables.Place).where(tables.Place.is_sample.is_(True)))
        session.expire_all()
    _write(session, roster, report, is_sample)
    return report


def _write(session: Session, roster: Roster, report: Report, is_sample: bool) -> None:
    ids: dict[tuple[str, ...], int] = {}
    for way in roster.places:
        ids[way] = _place_id(session, way, ids.get(way[:-1]), is_sample, report)
    report.districts = [way[0] for way in ids if len(way) == 1]
    kept = set()
    for person in roster.people.values():
        row = _mediator(session, ids[person.place], person.name)
        report.mediators_added += row is None
        report.mediators_updated += row is not None
        if row is None:
            row = tables.Mediator(place_id=ids[person.place], name=person.name, is_sample=is_sample)
            session.add(row)
        row.level, row.organisation, row.speciality = person.level, person.organisation, list(person.speciality)
        row.phone, row.photo, row.active = person.phone, person.photo, True
        session.flush()
        kept.add(row.id)
    if report.problems:
        report.remarks.append("有几行跳过了，所以这次没有停用任何人。")
    elif not kept:
        report.remarks.append("表里没有调解员，所以调解员没有变动。")
    else:
        report.mediators_inactive = _retire(session, [ids[(district,)] for district in report.districts], kept)
    if roster.stations:
        _write_stations(session, roster, ids)
        report.stations = len(roster.stations)
        report.remarks.append(f"站点 {report.stations} 个。")


def _write_stations(session: Session, roster: Roster, ids: dict[tuple[str, ...], int]) -> None:
    """As the table says; a place of the table that has no station there loses the one it had."""
    for way, place_id in ids.items():
        note = roster.stations.get(way, _NO_STATION)
        place = tables.Place.id == place_id
        session.execute(update(tables.Place).where(place).values(**vars(note)))


def _place_id(session: Session, way: tuple[str, ...], parent: int | None, is_sample: bool, report: Report) -> int:
    table = tables.Place
    wanted = select(table.id).where(table.name == way[-1], table.parent_id == parent)
    found = session.execute(wanted).scalar_one_or_none()
    if found is not None:
        return found
    place = table(name=way[-1], level=_LEVEL_AT[len(way) - 1], parent_id=parent, is_sample=is_sample)
    session.add(place)
    session.flush()
    report.places_added += 1
    return place.id


def _mediator(session: Session, place_id: int, name: str) -> tables.Mediator | None:
    table = tables.Mediator
    return session.execute(select(table).where(table.place_id == place_id, table.name == name)).scalar_one_or_none()


def _retire(session: Session, districts: list[int], kept: set[int]) -> int:
    """Those of these districts who were not in the table step back; their cases and names stay."""
    inside = {place.id for place in places.all_places(session) if place.path[0] in districts}
    serving = session.execute(select(tables.Mediator).where(tables.Mediator.active.is_(True))).scalars()
    gone = [one for one in serving if one.place_id in inside and one.id not in kept]
    for one in gone:
        one.active = False
    session.flush()
    return len(gone)


def _known_district(session: Session) -> str:
    real = tables.Place.level == places.COUNTY, tables.Place.is_sample.is_(False)
    return session.execute(select(tables.Place.name).where(*real).order_by(tables.Place.id).limit(1)).scalar() or ""


def _one_at_a_time(session: Session) -> None:
    """Two imports, or two processes loading the sample, take turns. On SQLite a writing session already does."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": LOCK_NUMBER + 1})
