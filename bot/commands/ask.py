"""`fawen ask ISSUE`: walks the interview in a terminal, without Rasa and without a database."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bot.commands.named_issue import named_issue
from bot.consultation import library
from bot.consultation.model import Library
from bot.consultation.render import guide_text
from bot.consultation.talk import Heard, Opened, Person, Talk, respond
from bot.consultation.talk.opening import begin
from bot.consultation.talk.state import Message, Turn


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("issue", help="问题目录名，例如 divorce")
    parser.add_argument("--say", default="", help="开头的一句话，里面的事实会先读出来")
    parser.add_argument("--on", type=date.fromisoformat, default=None, metavar="DATE", help="当作哪一天（默认今天）")
    parser.add_argument("--drafts", action="store_true", help="连同正在写的（目录名以 _ 开头）一起读")
    parser.add_argument("--root", type=Path, default=library.KNOWLEDGE)


@dataclass
class Terminal:
    """A World without people or records: the guide is printed instead of kept."""

    library: Library
    today: date

    def towns(self) -> list[str]:
        return []

    def villages(self, town: str) -> list[str]:
        return []

    def mediators(self, place: str) -> list[Person]:
        return []

    def keep_consultation(self, key: str, issue: str, facts: dict[str, Any], guide: dict[str, Any]) -> str:
        print(f"\n{guide_text(guide)}\n")
        return ""

    def open_case(self, key: str, details: dict[str, Any]) -> Opened:
        return Opened("示例", "示例")

    def case_status(self, number: str, code: str) -> str | None:
        return None

    def forget(self) -> None:
        return None


def run(arguments: argparse.Namespace) -> int:
    known, issue = named_issue(arguments)
    if issue is None:
        return 2
    world = Terminal(known, arguments.on or date.today())
    turn = begin(Turn(Talk()), issue.name, arguments.say, world)
    while True:
        for message in turn.messages:
            show(message)
        if turn.talk.stage == "done":
            return 0
        try:
            text = input("> ")
        except (EOFError, KeyboardInterrupt):
            print("\n再见。")
            return 0
        turn = respond(turn.talk, Heard(text), world)


def show(message: Message) -> None:
    """One message as a terminal shows it: text, numbered buttons, links."""
    if progress := message.get("progress"):
        print(f"（第{progress['number']}题，大约还有{progress['left']}题）")
    print(message["text"])
    numbered = message.get("numbered", True)
    for number, label in enumerate(message.get("buttons", []), 1):
        print(f"  {number}. {label}" if numbered else f"  [{label}]")
    for link in message.get("links", []):
        print(f"  {link['label']} {link['href']}")
