"""`fawen case …`: the operator's desk until there are screens for it. Opening a file and every act in it is noted."""

from __future__ import annotations

import argparse
import getpass
import os
import re
import sys
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from casework.caseload import CaseFile, CaseLine
    from casework.conversations import Message

LONGEST_WHO = 60
# With a name before it, what one message of WeChat's holds.
LONGEST_SAID = 500
# What residents wrote goes to a terminal, which would obey some of it.
CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
SPEAKERS = {"resident": "当事人", "bot": "助手"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="what", required=True, metavar="做什么")
    listing = verbs.add_parser("list", help="有哪些案件（不显示姓名电话）")
    listing.add_argument("--open", action="store_true", help="只看没办完的")
    show = _verb(verbs, "show", "看一个案件的全部内容和最近的对话")
    move = _verb(verbs, "move", "改状态，当事人会收到通知")
    move.add_argument("state", metavar="状态", help="已受理、调解中、已办结、已撤回、不予受理、已转送")
    move.add_argument("--note", default="", help="说明，当事人看得到；「不予受理」「已转送」必须写")
    take = _verb(verbs, "take", "接手和当事人的对话，助手不再插话")
    say = _verb(verbs, "say", "对当事人说一句话")
    say.add_argument("text", metavar="话")
    release = _verb(verbs, "release", "把对话交还给助手")
    for one in (show, move, take, say, release):
        one.add_argument("--who", default="", help="谁在办（不写就用环境变量 FAWEN_WHO，再没有就用登录名）；会记进案件")


def run(arguments: argparse.Namespace) -> int:
    from casework.database import Database
    from casework.errors import CaseworkError

    who = (getattr(arguments, "who", "") or os.environ.get("FAWEN_WHO", "") or getpass.getuser()).strip()
    if not 1 <= len(who) <= LONGEST_WHO:
        print(f"--who 要写姓名，最多 {LONGEST_WHO} 个字。", file=sys.stderr)
        return 2
    if arguments.what == "say" and len(arguments.text) > LONGEST_SAID:
        print(f"一次最多说 {LONGEST_SAID} 个字，请分几次说。这句没有发出去。", file=sys.stderr)
        return 2
    database = Database.from_environment()
    try:
        database.migrate()
        with database.session() as session:
            said = ACTS[arguments.what](session, arguments, who)
    except CaseworkError as error:
        print(error.text, file=sys.stderr)
        return 1
    finally:
        database.close()
    print(CONTROLS.sub("�", said))
    return 0


def _list(session: Session, arguments: argparse.Namespace, who: str) -> str:
    from casework.caseload import list_cases

    lines = [_line(one) for one in list_cases(session, arguments.open)]
    return "\n".join(lines) or ("没有还没办完的案件。" if arguments.open else "还没有案件。")


def _show(session: Session, arguments: argparse.Namespace, who: str) -> str:
    from casework.caseload import look

    return "\n".join(_file(look(session, arguments.number, who)))


def _move(session: Session, arguments: argparse.Namespace, who: str) -> str:
    from casework.caseload import move

    move(session, arguments.number, arguments.state, who, arguments.note)
    return f"{arguments.number} 改成了「{arguments.state}」。"


def _take(session: Session, arguments: argparse.Namespace, who: str) -> str:
    from casework.caseload import take

    take(session, arguments.number, who)
    return f"{who}接手了这段对话，助手不再插话。说完了用 fawen case release {arguments.number} 交还。"


def _say(session: Session, arguments: argparse.Namespace, who: str) -> str:
    from casework.caseload import say

    say(session, arguments.number, who, arguments.text)
    return "说了。"


def _release(session: Session, arguments: argparse.Namespace, who: str) -> str:
    from casework.caseload import release

    release(session, arguments.number, who)
    return "交还给助手了。"


ACTS: dict[str, Callable[[Session, argparse.Namespace, str], str]] = {
    "list": _list,
    "show": _show,
    "move": _move,
    "take": _take,
    "say": _say,
    "release": _release,
}


def _verb(verbs: argparse._SubParsersAction, name: str, about: str) -> argparse.ArgumentParser:
    verb = verbs.add_parser(name, help=about, description=about)
    verb.add_argument("number", metavar="编号", help="案件编号，如 2026示例0001")
    return verb


def _line(one: CaseLine) -> str:
    where = one.place or "地方不详"
    held = f"  {one.held_by}在说话" if one.held_by else ""
    parts = (one.number, one.state, one.kind, one.colour, one.issue, where, one.mediator or "没有选人")
    return "  ".join((*parts, f"{_at(one.opened_at)} 提交")) + held


def _file(file: CaseFile) -> list[str]:
    lines = [_line(file.line)]
    if file.erased:
        lines.append("当事人的个人信息已经删除。")
    else:
        lines += [
            f"姓名：{file.applicant_name}",
            f"电话：{file.applicant_phone}",
            f"地方：{file.place_text or '没有说'}",
            f"情况：{file.summary or '没有说'}",
            f"颜色：{file.line.colour}" + (f"（{file.colour_reason}）" if file.colour_reason else ""),
        ]
    lines += ["", "办理记录："]
    for one in file.trail:
        note = f"：{one.note}" if one.note else ""
        lines.append(f"  {_at(one.at)}  {one.who}  {one.what}（{one.state}）{note}")
    lines += ["", "最近的对话："] if file.messages else ["", "没有对话了。"]
    return lines + [_message(one) for one in file.messages]


def _message(message: Message) -> str:
    speaker = SPEAKERS.get(message.sender) or message.body.get("who", "工作人员")
    return f"  {_at(message.created_at)}  {speaker}：{message.body.get('text', '')}"


def _at(moment: datetime) -> str:
    from casework.clock import CHINA

    return moment.astimezone(CHINA).strftime("%Y-%m-%d %H:%M")
