"""Replies as people speak them and what became of each; run as a module it prints the figures of decision 0013."""

from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

from bot.consultation.answers import Unclear, Unsure, read
from bot.consultation.library import load_issue
from bot.consultation.reading import read as read_yaml

TODAY = date(2026, 11, 22)  # a Sunday, 十月十四 by the moon
PLACES = ("示例镇", "示例镇示例村", "示例镇甲庄村", "丙街道", "丙街道甲庄", "示例镇李庄村")
KNOWLEDGE = Path(__file__).parents[3] / "knowledge"
AGAIN = "again"
OUTCOMES = ("exact", "confirmed", "refused", "missed", "wrong")


class Reply(NamedTuple):
    """A reply to a question, and the fact it is expected to give: a value, AGAIN, {confirm: …} or {missed: …}."""

    where: str
    question: Any
    text: str
    expected: Any


def replies() -> list[Reply]:
    """Every reply of spoken.yml with the question it answers."""
    file = Path(__file__).with_name("spoken.yml")
    found = []
    for where, said in read_yaml(file, file.parent).items():
        question = _question(where)
        found += [Reply(where, question, str(text), expected) for text, expected in said.items()]
    return found


def outcome(reply: Reply) -> tuple[str, Any]:
    """(what became of a reply, the value it gave). Only `exact` and `wrong` are taken without asking again.

    `wrong` is any value other than the one expected, also one only offered for confirmation.
    """
    how, meant = _expectation(reply)
    try:
        value = read(reply.question, reply.text, TODAY, PLACES)
    except Unsure as unsure:
        return ("confirmed" if unsure.value == meant else "wrong"), unsure.value
    except Unclear:
        return ("refused" if how == "refused" else "missed"), AGAIN
    return ("exact" if value == meant and how != "confirmed" else "wrong"), value


def as_expected(reply: Reply) -> bool:
    """Whether a reply was read, offered, refused or missed just as the file says."""
    return outcome(reply)[0] == _expectation(reply)[0]


def figures() -> dict[str, Counter]:
    """How many replies to each kind of question had which outcome."""
    counts: dict[str, Counter] = {}
    for reply in replies():
        counts.setdefault(reply.question.kind, Counter())[outcome(reply)[0]] += 1
    return counts


def _expectation(reply: Reply) -> tuple[str, Any]:
    """(the outcome the file calls for, the value meant)."""
    if reply.expected == AGAIN:
        return "refused", None
    if isinstance(reply.expected, dict):
        [(word, value)] = reply.expected.items()
        return {"confirm": "confirmed", "missed": "missed"}[word], value
    return "exact", reply.expected


@cache
def _question(where: str) -> Any:
    if where == "place":
        return SimpleNamespace(kind="place", options=(), ask="哪个村？", unit="", low=None, high=None, past=True)
    issue, _, fact = where.partition("/")
    return load_issue(KNOWLEDGE / "issues" / issue, KNOWLEDGE).question(fact)


def main() -> None:
    print("| kind | replies | " + " | ".join(OUTCOMES) + " |")
    print("|---" * (2 + len(OUTCOMES)) + "|")
    total: Counter = Counter()
    for kind, counts in figures().items():
        total += counts
        print(f"| {kind} | {counts.total()} | " + " | ".join(str(counts[each]) for each in OUTCOMES) + " |")
    print(f"| all | {total.total()} | " + " | ".join(str(total[each]) for each in OUTCOMES) + " |")
    for reply in replies():
        if not as_expected(reply):
            print(reply.where, reply.text, "→", outcome(reply), "expected", reply.expected)


if __name__ == "__main__":
    main()
