"""Where stations are: read from the office's table, and found from where somebody stands."""

import pytest

from casework.district import import_district, load_sample_if_empty
from casework.stations import kilometres, nearest_station, stations

HEAD = "县/区,镇,村,姓名,电话,站点地址,站点电话,经度,纬度\n"


@pytest.fixture
def bring_in(database, tmp_path):
    def bring_in(*rows, head=HEAD, skip_bad=False):
        path = tmp_path / "名册.csv"
        path.write_text(head + "\n".join(rows), "utf-8")
        with database.session() as session:
            return import_district(session, path, skip_bad=skip_bad)

    return bring_in


def all_stations(database):
    with database.reading() as session:
        return {one.name: (one.address, one.phone) for one in stations(session)}


def nearest(database, latitude, longitude):
    with database.reading() as session:
        return nearest_station(session, latitude, longitude)


def test_kilometres():
    assert kilometres(34.5, 113.7, 34.5, 113.7) == 0
    assert kilometres(0, 0, 0, 180) == pytest.approx(20015, abs=1)
    # Zhengzhou to Luoyang is about 110 km as the crow flies.
    assert kilometres(34.7466, 113.6253, 34.6197, 112.4540) == pytest.approx(108, abs=2)


def test_the_nearest_of_the_samples(database):
    with database.session() as session:
        load_sample_if_empty(session)
    found = nearest(database, 34.51, 113.71)
    assert found.name == "示例西镇" and found.kilometres == pytest.approx(1.44, abs=0.05)
    assert nearest(database, 34.51, 113.89).name == "示例东镇"
    everything = all_stations(database)
    assert len(everything) == 4
    assert all("示例" in address and phone.startswith("0000-") for address, phone in everything.values())


def test_without_a_place_on_the_map_there_is_none(database, bring_in):
    assert nearest(database, 34.5, 113.7) is None
    bring_in("示例县,示例镇,,,,示例路1号,0000-1234567,,")
    assert all_stations(database) == {"示例镇": ("示例路1号", "0000-1234567")}
    assert nearest(database, 34.5, 113.7) is None


def test_a_table_brings_stations_in_and_a_later_one_changes_them(database, bring_in):
    report = bring_in(
        "示例县,示例甲镇,,,,示例路1号,0000-1234567,113.7,34.5",
        "示例县,示例乙镇,,,,,,１１４.０,34.5°",
        "示例县,示例甲镇,示例村,示例·张,0000-1,,,,",
    )
    assert report.imported and report.stations == 2 and "站点 2 个" in report.text
    assert nearest(database, 34.5, 113.9).name == "示例乙镇"
    bring_in("示例县,示例甲镇,,,,示例路9号,,113.7,34.5", "示例县,示例乙镇,,,,,,,")
    assert all_stations(database) == {"示例甲镇": ("示例路9号", "")}


def test_a_table_without_stations_leaves_them_alone(database, bring_in):
    bring_in("示例县,示例镇,,,,示例路1号,0000-1234567,113.7,34.5")
    report = bring_in("示例县,示例镇,示例·张", head="县,镇,姓名\n")
    assert report.imported and report.stations == 0 and len(all_stations(database)) == 1


@pytest.mark.parametrize(
    "row, remedy",
    [
        ("示例县,示例镇,,示例·张,,示例路1号,,,", "那一行不写调解员"),
        ("示例县,示例镇,,,,,,113.7,", "要么都写，要么都不写"),
        ("示例县,示例镇,,,,,,34.5,113.7", "写反了"),
        ("示例县,示例镇,,,,,,东经113,34.5", "要写成小数，比如 113.65"),
        ("示例县,示例镇,,,,,,113.7,nan", "不在中国境内"),
        ("示例县,示例镇,,,,,问门卫,,", "不像电话号码"),
        (f"示例县,示例镇,,,,{'长' * 201},,,", "最多 200 个字"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(database, bring_in, row, remedy):
    report = bring_in("示例县,示例甲镇,,,,,,113.7,34.5", row)
    assert not report.imported and len(report.problems) == 1
    assert str(report.problems[0]).startswith("名册.csv 第 3 行") and remedy in str(report.problems[0])
    assert all_stations(database) == {}


def test_two_different_stations_for_one_place(bring_in):
    same = "示例县,示例镇,,,,,,113.7,34.5"
    assert bring_in(same, same).imported
    report = bring_in(same, "示例县,示例镇,,,,,,113.8,34.5")
    assert "写了两次" in str(report.problems[0])


def test_bad_rows_are_skipped_whole(database, bring_in):
    good, bad = "示例县,示例甲镇,,,,,,113.7,34.5", "示例县,示例乙镇,,示例·张,,示例路1号,,,"
    report = bring_in(good, bad, skip_bad=True)
    assert report.imported and report.mediators_added == 0 and list(all_stations(database)) == ["示例甲镇"]
