"""Reading tables as offices keep them: CSV in UTF-8 or GBK, or Excel, with a title line and merged cells if need be.

Pure: a path in, rows with their file and line out, and whatever could not be read as a problem in Chinese.
"""

import csv
import io
import re
import unicodedata
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

COLUMNS = {
    "district": ("县/区", "县", "区", "区县", "县区市"),
    "town": ("镇/乡/街道", "镇", "乡", "街道", "乡镇", "镇乡", "乡镇街道"),
    "village": ("村/社区", "村", "社区", "行政村", "村居"),
    "name": ("姓名", "调解员", "调解员姓名"),
    "level": ("级别", "层级"),
    "organisation": ("单位", "工作单位", "所在单位", "调解组织"),
    "speciality": ("专长", "擅长", "擅长领域"),
    "phone": ("电话", "联系电话", "手机", "手机号", "联系方式"),
    "photo": ("照片文件", "照片"),
    "station_address": ("站点地址", "调解站地址"),
    "station_phone": ("站点电话", "调解站电话"),
    "longitude": ("经度",),
    "latitude": ("纬度",),
}
HEADINGS = {field: names[0] for field, names in COLUMNS.items()}
HEADER_WITHIN = 5  # a title or a note may stand above the headings
NO_HEADER = "没有找到表头。表头要在前五行里，用这些列名：" + "、".join(HEADINGS.values()) + "。"


@dataclass(frozen=True)
class Problem:
    """Something in a file that cannot be taken, and in which line (0: the file as a whole)."""

    file: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file} 第 {self.line} 行：{self.text}" if self.line else f"{self.file}：{self.text}"


@dataclass(frozen=True)
class Row:
    """One line of a table; `cells` by field name, trimmed, empty cells left out."""

    file: str
    line: int
    cells: dict[str, str]


def read_rows(path: Path) -> tuple[list[Row], list[Problem]]:
    """All rows of a CSV, an Excel file, or every such file in a folder."""
    if path.is_dir():
        files = sorted(
            one for one in path.iterdir() if one.suffix.lower() in (".csv", ".xlsx") and one.name[0] not in "~."
        )
        if not files:
            return [], [Problem(path.name, 0, "文件夹里没有 .csv 或 .xlsx 文件。")]
        parts = [read_rows(one) for one in files]
        return [row for rows, _ in parts for row in rows], [each for _, problems in parts for each in problems]
    try:
        if path.suffix.lower() == ".csv":
            return _table(path.name, _csv_lines(path.read_bytes()))
        if path.suffix.lower() == ".xlsx":
            return _excel(path)
    except FileNotFoundError:
        return [], [Problem(path.name, 0, "找不到这个文件。")]
    except (OSError, csv.Error, zipfile.BadZipFile, KeyError, ValueError) as trouble:
        why = trouble.args[0] if isinstance(trouble, _NotText) else "文件打不开，可能坏了，请用表格软件另存一份再试。"
        return [], [Problem(path.name, 0, why)]
    return [], [Problem(path.name, 0, "只认 .csv 和 .xlsx 文件，请在表格软件里另存为这两种。")]


class _NotText(ValueError):
    pass


def _csv_lines(data: bytes) -> list[tuple[int, list[str]]]:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise _NotText("文字编码认不得，请另存为 UTF-8 编码的 CSV。")
    if "\0" in text:
        raise _NotText("文字编码认不得，请另存为 UTF-8 编码的 CSV。")
    first = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter="\t" if "\t" in first else ",")
    lines, start = [], 1
    for cells in reader:
        lines.append((start, cells))
        start = reader.line_num + 1
    return lines


def _excel(path: Path) -> tuple[list[Row], list[Problem]]:
    rows: list[Row] = []
    problems: list[Problem] = []
    # A quarter of a second that a service which never imports a table need not spend.
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, data_only=True)
    except InvalidFileException as broken:
        raise zipfile.BadZipFile from broken
    for sheet in book.worksheets:
        lines = [[_plain(cell) for cell in line] for line in sheet.iter_rows(values_only=True)]
        for area in sheet.merged_cells.ranges:
            for line in range(area.min_row, area.max_row + 1):
                for column in range(area.min_col, area.max_col + 1):
                    lines[line - 1][column - 1] = lines[area.min_row - 1][area.min_col - 1]
        found, trouble = _table(f"{path.name}「{sheet.title}」", list(enumerate(lines, start=1)))
        rows += found
        problems += trouble
    without_header = [each for each in problems if each.text == NO_HEADER]
    # Sheets with notes are welcome as long as one sheet is a table.
    if len(without_header) < len(book.worksheets):
        problems = [each for each in problems if each.text != NO_HEADER]
    return rows, problems


def _plain(value: Any) -> str:
    """A cell as text: Excel keeps a phone number as 1.3e10."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value)


def _table(file: str, lines: list[tuple[int, list[str]]]) -> tuple[list[Row], list[Problem]]:
    for position, (line, cells) in enumerate(lines[:HEADER_WITHIN]):
        fields = [_field(cell) for cell in cells]
        known = [field for field in fields if field]
        if len(set(known)) < 2:
            continue
        if len(set(known)) < len(known):
            return [], [Problem(file, line, "有两列的意思一样，请只留一列。")]
        rows = []
        for number, values in lines[position + 1 :]:
            tidy = {field: _tidy(value) for field, value in zip(fields, values, strict=False) if field and _tidy(value)}
            if tidy:
                rows.append(Row(file, number, tidy))
        return rows, []
    return [], [Problem(file, 0, NO_HEADER)]


def _tidy(value: str) -> str:
    return re.sub(r"\s+", " ", value.replace("\u3000", " ")).strip()


def _field(heading: str) -> str:
    bare = _bare(heading)
    return next((field for field, names in COLUMNS.items() if bare in map(_bare, names)), "")


def _bare(heading: str) -> str:
    return re.sub(r"[^\w]", "", unicodedata.normalize("NFKC", heading))
