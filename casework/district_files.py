"""The file an office fills in: an empty Excel table for its places and mediators."""

from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font

from casework.sheets import HEADINGS

ROWS = 500
_NOTES = (
    "怎么填：一行写一位调解员；只有村、还没有调解员的，写到「村/社区」这一格就行。",
    "县里的调解员不写镇和村，镇里的不写村。「级别」写 村、镇 或 县，空着就按地方算。",
    "「专长」有几样就用顿号隔开，例如 婚姻家庭、邻里土地。「照片文件」只写文件名，例如 01.jpg。",
    "镇（乡、街道）的调解站单独写一行：写到「镇/乡/街道」这一格，不写调解员，再写站点地址、站点电话、经度和纬度。",
    "经度和纬度写小数，用腾讯地图或高德地图上查到的（在微信里发位置的群众，靠它找最近的站点）；查不到就空着。",
    "电话会给群众看到，请写值班电话。表里不再写的人，导入以后就不再显示。",
)


def write_template(path: str | Path) -> None:
    """Write an empty Excel table with the right headings, and a sheet that says how to fill it in."""
    book = Workbook()
    sheet = book.active
    sheet.title = "调解员"
    sheet.append(list(HEADINGS.values()))
    sheet.freeze_panes = "A2"
    for number, cell in enumerate(sheet[1]):
        cell.font = Font(bold=True)
        column = sheet.column_dimensions[cell.column_letter]
        column.width = 16
        column.number_format = "@"  # text, or a phone number would lose its leading zero
        for row in sheet.iter_rows(min_row=2, max_row=ROWS, min_col=number + 1, max_col=number + 1):
            row[0].number_format = "@"
    notes = book.create_sheet("填写说明")
    for line in _NOTES:
        notes.append([line])
    notes.column_dimensions["A"].width = 90
    book.save(path)
