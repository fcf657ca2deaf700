"""Bringing a district in: all or nothing, by line, from the files that offices really have."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import select

from casework import cases, tables
from casework.district import import_district, load_sample_if_empty
from casework.district_files import write_template
from casework.mediators import mediators_near
from casework.sheets import read_rows

HEAD = "县/区,镇/乡/街道,村/社区,姓名,级别,单位,专长,电话,照片文件\n"
GOOD = (
    HEAD
    + "试验县,河东乡,新建村,示例·甲,村,新建村调委会,邻里土地、婚姻家庭,0000-1110001,01.jpg\n"
    + "试验县,河东乡,,示例·乙,镇,河东乡调委会,债权债务，合同纠纷,0000-1110002,\n"
    + "试验县,河东乡,石桥村,,,,,,\n"
    + "试验县,,,示例·丙,县,,,0000-1110003,\n"
)


@pytest.fixture
def table(tmp_path):
    def write(content, name="名册.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(content.encode(encoding))
        return path

    return write


def bring_in(database, path, **options):
    with database.session() as session:
        return import_district(session, path, **options)


def people(database):
    with database.reading() as session:
        rows = session.execute(select(tables.Mediator).order_by(tables.Mediator.name)).scalars()
        return [(row.name, row.place.name, row.level, row.phone, row.active) for row in rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030"])
def test_a_table_is_read_in_the_encodings_that_occur(database, table, encoding):
    report = bring_in(database, table(GOOD, encoding=encoding))
    assert report.imported and report.problems == [] and report.districts == ["试验县"]
    assert (report.places_added, report.mediators_added) == (4, 3)
    assert people(database) == [
        ("示例·丙", "试验县", "县", "0000-1110003", True),
        ("示例·乙", "河东乡", "镇", "0000-1110002", True),
        ("示例·甲", "新建村", "村", "0000-1110001", True),
    ]
    with database.reading() as session:
        near = mediators_near(session, "新建村")
    assert near["村"][0].photo == "01.jpg" and near["镇"][0].speciality == "债权债务、合同纠纷"


def test_bad_rows_are_named_by_file_and_line_and_nothing_is_written(database, table, counts):
    before = counts(database)
    bad = GOOD + (
        "试验县,,孤村,示例·丁,村,,,0000-1,\n"
        ',"河东\n乡",新建村,示例·戊,省,,,,\n'
        "试验县,河东乡,新建村,,村,,,0000-1110009,\n"
        "试验县,河东乡,,示例·己,村,,,,\n"
        "试验县,河东乡,新建村,示例·庚,,,,打老王家,\n"
        "试验县,河东乡,新建村,示例·辛,,,,,../../etc/passwd\n"
        "试验县,河东乡,新建村,示例·甲,,,,,\n"
        f"试验县,河东乡,新建村,示例·{'长' * 50},,,,,\n"
    )
    report = bring_in(database, table(bad))
    assert not report.imported and counts(database) == before
    assert [(problem.file, problem.line) for problem in report.problems] == [
        ("名册.csv", line) for line in (6, 7, 9, 10, 11, 12, 13, 14)
    ]
    said = report.text.splitlines()
    assert said[0].startswith("没有导入，数据库没有改动")
    for line, words in zip(
        said[1:],
        ["哪个镇", "级别「省」", "没有写姓名", "没有写是哪个村", "打老王家", "不带文件夹", "第 2 行重复", "太长"],
        strict=True,
    ):
        assert line.startswith("· 名册.csv 第 ") and words in line


def test_good_rows_can_be_taken_and_the_bad_skipped(database, table):
    bring_in(database, table(GOOD))
    report = bring_in(
        database, table(HEAD + "试验县,河东乡,新建村,示例·丁,,,,,\n试验县,,孤村,示例·戊,,,,,\n"), skip_bad=True
    )
    assert report.imported and len(report.problems) == 1 and report.mediators_added == 1
    # Whoever stood in the bad row would look as if they had left.
    assert report.mediators_inactive == 0 and all(active for *_, active in people(database))


def test_a_second_import_updates_and_retires(database, table, counts):
    bring_in(database, table(GOOD))
    before = counts(database)
    again = bring_in(database, table(GOOD))
    assert (again.places_added, again.mediators_added, again.mediators_updated) == (0, 0, 3)
    assert again.mediators_inactive == 0 and counts(database) == before
    changed = "".join(GOOD.replace("0000-1110001", "0000-2220001").splitlines(keepends=True)[:-1])
    later = bring_in(database, table(changed))
    assert later.mediators_inactive == 1 and "停用 1 位" in later.text
    assert [(name, phone, active) for name, _, _, phone, active in people(database)] == [
        ("示例·丙", "0000-1110003", False),
        ("示例·乙", "0000-1110002", True),
        ("示例·甲", "0000-2220001", True),
    ]
    assert bring_in(database, table(GOOD)).imported and all(active for *_, active in people(database))


def test_a_table_of_places_alone_retires_nobody(database, table):
    bring_in(database, table(GOOD))
    report = bring_in(database, table("镇,村\n河东乡,新村\n"))
    assert report.imported and report.districts == ["试验县"] and report.places_added == 1
    assert "没有调解员" in report.text and all(active for *_, active in people(database))


def test_another_district_leaves_the_first_alone(database, table):
    bring_in(database, table(GOOD))
    other = bring_in(database, table(GOOD.replace("试验县", "第二县")))
    assert other.mediators_added == 3 and other.mediators_inactive == 0
    assert sum(active for *_, active in people(database)) == 6


def test_the_district_may_be_named_from_outside(database, table):
    report = bring_in(database, table("乡,村,姓名\n河东乡,新建村,示例·甲\n"), name="试验县")
    assert report.districts == ["试验县"] and report.remarks == []


def test_without_any_district_it_says_so(database, table):
    report = bring_in(database, table("街道,社区,姓名\n北关街道,北关社区,示例·甲\n"))
    assert report.imported and "县/区" in report.text and people(database)[0][:3] == ("示例·甲", "北关社区", "村")


def test_a_folder_of_two_tables(database, tmp_path):
    folder = tmp_path / "district"
    folder.mkdir()
    (folder / "地方.csv").write_text("县/区,镇/乡/街道,村/社区\n试验县,河东乡,新建村\n试验县,河东乡,石桥村\n", "utf-8")
    (folder / "调解员.csv").write_text("镇/乡/街道,村/社区,姓名,电话\n河东乡,新建村,示例·甲,0000-11\n", "gbk")
    (folder / "说明.txt").write_text("随便写写", "utf-8")
    report = bring_in(database, folder)
    assert report.imported and (report.places_added, report.mediators_added) == (4, 1)
    assert people(database) == [("示例·甲", "新建村", "村", "0000-11", True)]


def workbook(path, fill):
    book = Workbook()
    fill(book)
    book.save(path)
    return path


def test_an_excel_table_with_a_title_merged_cells_and_numbers(database, tmp_path):
    def fill(book):
        sheet = book.active
        sheet.append(["试验县人民调解员名册"])
        sheet.merge_cells("A1:E1")
        sheet.append(["县 区", "乡镇", "行政村", "姓 名", "联系电话"])
        sheet.append(["试验县", "河东乡", "新建村", "示例·甲", 13000000000])
        sheet.append([None, None, "石桥村", "示例·乙", 13000000001.0])
        sheet.merge_cells("A3:A4")
        sheet.merge_cells("B3:B4")
        book.create_sheet("说明").append(["随便写写"])

    report = bring_in(database, workbook(tmp_path / "名册.xlsx", fill))
    assert report.imported and report.problems == []
    assert [(name, place, phone) for name, place, _, phone, _ in people(database)] == [
        ("示例·乙", "石桥村", "13000000001"),
        ("示例·甲", "新建村", "13000000000"),
    ]


def test_a_bad_row_in_excel_is_named_by_sheet_and_line(database, tmp_path):
    def fill(book):
        book.active.title = "东片"
        for line in (["镇", "村", "姓名"], ["河东乡", "新建村", "示例·甲"], [], [None, "孤村", "示例·乙"]):
            book.active.append(line)

    report = bring_in(database, workbook(tmp_path / "a.xlsx", fill))
    assert [(problem.file, problem.line) for problem in report.problems] == [("a.xlsx「东片」", 4)]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.csv", "姓名是什么\n一,二\n", "没有找到表头"),
        ("a.csv", "", "没有找到表头"),
        ("a.csv", "镇,村,姓名\n", "一行内容也没有"),
        ("a.csv", "镇,村,姓名,电话,联系电话\n", "只留一列"),
        ("a.xlsx", "not a workbook", "另存一份"),
        ("a.xls", "old", "另存为"),
    ],
)
def test_files_that_cannot_be_used_are_reported_whole(database, table, name, content, reason):
    report = bring_in(database, table(content, name), skip_bad=True)
    assert not report.imported and reason in report.text and len(report.problems) == 1


def test_a_file_in_no_known_encoding_or_not_there(database, table, tmp_path):
    assert "编码" in bring_in(database, table("镇,村\n", encoding="utf-16")).text
    (tmp_path / "b.csv").write_bytes(b"\xff\xff,\xff\n")
    assert "编码" in bring_in(database, tmp_path / "b.csv").text
    assert "找不到" in bring_in(database, tmp_path / "none.csv").text
    (tmp_path / "empty").mkdir()
    assert "文件夹里没有" in bring_in(database, tmp_path / "empty").text


def test_the_template_can_be_filled_in_and_imported(database, tmp_path):
    path = tmp_path / "模板.xlsx"
    write_template(path)
    assert read_rows(path) == ([], [])
    book = load_workbook(path)
    values = ["试验县", "河东乡", "新建村", "示例·甲", "村", "调委会", "邻里土地", "03700000001", "01.jpg"]
    for column, value in enumerate(values, start=1):
        book["调解员"].cell(2, column).value = value
    assert book["调解员"].cell(2, 8).number_format == "@"
    book.save(path)
    assert bring_in(database, path).imported
    assert people(database) == [("示例·甲", "新建村", "村", "03700000001", True)]


def test_the_sample_is_loaded_into_an_empty_database_only_and_marked(database, counts):
    with database.session() as session:
        assert load_sample_if_empty(session)
    with database.session() as session:
        assert not load_sample_if_empty(session)
        everybody = session.execute(select(tables.Mediator)).scalars().all()
        places = session.execute(select(tables.Place)).scalars().all()
    assert len(everybody) == 26 and len(places) == 21
    assert all(one.is_sample and one.name.startswith("示例·") and one.phone.startswith("0000-") for one in everybody)
    assert all(place.is_sample and place.name.startswith("示例") for place in places)


def test_processes_that_start_together_load_one_sample(database, counts):
    def load(_):
        with database.session() as session:
            return load_sample_if_empty(session)

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(load, range(4))) == [False, False, False, True]
    assert counts(database)["mediator"] == 26


def test_a_real_district_takes_the_place_of_the_sample(database, table, application):
    with database.session() as session:
        load_sample_if_empty(session)
        sample = mediators_near(session, "示例东岗村")["村"][0]
        opened = cases.open_case(session, "a", application(mediator_id=sample.id, place="示例东岗村"))
    assert not bring_in(database, table(HEAD + "试验县,,孤村,示例·丁,,,,,\n")).imported
    assert len(people(database)) == 26
    assert bring_in(database, table(GOOD)).imported
    assert len(people(database)) == 3
    with database.session() as session:
        case = session.get(tables.Case, opened.case_id)
        assert case.mediator_id is None and case.place_id is None and case.place_text == "示例东岗村"
        assert not load_sample_if_empty(session)
