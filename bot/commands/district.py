"""`fawen district import FILE`: the real towns, villages and mediators, from CSV or Excel."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="what", required=True)
    importing = verbs.add_parser("import", help="导入 CSV 或 Excel，有错就报出行号，什么也不写")
    importing.add_argument("file", type=Path)
    importing.add_argument("--name", default="", help="区县名称（表里没写时用）")
    importing.add_argument("--skip-bad", action="store_true", help="跳过有错的行，导入其余的")
    template = verbs.add_parser("template", help="写出一份空白的 Excel 模板")
    template.add_argument("file", type=Path)


def run(arguments: argparse.Namespace) -> int:
    from casework import district
    from casework.database import Database
    from casework.errors import CaseworkError

    if arguments.what == "template":
        from casework.district_files import write_template

        write_template(arguments.file)
        print(f"模板写好了：{arguments.file}")
        return 0
    database = Database.from_environment()
    try:
        database.migrate()
        with database.session() as session:
            report = district.import_district(session, arguments.file, arguments.name, arguments.skip_bad)
    except CaseworkError as error:
        print(error.text, file=sys.stderr)
        return 1
    print(report.text)
    return 0 if report.imported else 1
