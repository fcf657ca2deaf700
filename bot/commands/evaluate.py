"""`fawen evaluate`: the quality card, printed and written to docs/quality.md, with the confusions as a picture."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot.evaluation import OTHER, Asked, share

DEFAULT_SET = Path("bot/data/unseen.jsonl")
PAGE, PICTURE = Path("docs/quality.md"), Path("docs/quality.svg")
SAFETY = Path("tests/consultation/safety_phrases.yml")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--set",
        type=Path,
        action="append",
        metavar="FILE",
        help=f"测试题，一行一个 JSON：text 和 ok（可以接受的大类；不归我们管的写 {OTHER}）。可以写几次；默认 {DEFAULT_SET}",
    )
    parser.add_argument("--write", action="store_true", help=f"把结果写进 {PAGE} 和 {PICTURE}")
    parser.add_argument("--errors", type=int, default=10, metavar="N", help="列出几个错得最有把握的（默认 10）")


def run(arguments: argparse.Namespace) -> int:
    from bot import training
    from bot.quiet import configure_logging

    configure_logging()
    if not training.MODEL.exists():
        print("还没有模型，请先运行 fawen train。", file=sys.stderr)
        return 1
    sets = {}
    for path in arguments.set or [DEFAULT_SET]:
        try:
            sets[path] = read_set(path)
        except (OSError, ValueError) as error:
            print(f"读不了「{path}」：{error}", file=sys.stderr)
            return 2
    from bot.quality_page import drawn, page, printed

    judged = asyncio.run(judge_all(sets))
    safety = safety_figures()
    print(printed(judged, safety, arguments.errors))
    if arguments.write:
        PAGE.write_text(page(judged, safety, arguments.errors), encoding="utf-8")
        drawn([one for asked in judged.values() for one in asked], PICTURE)
        print(f"写好了：{PAGE}、{PICTURE}")
    return 0


def read_set(path: Path) -> list[dict[str, Any]]:
    """The questions of a file; ValueError names the line that is not one."""
    questions = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            one = json.loads(line)
            questions.append({"text": str(one["text"]), "ok": [str(group) for group in one["ok"]]})
        except (json.JSONDecodeError, KeyError, TypeError):
            raise ValueError(f'第 {number} 行不是 {{"text": …, "ok": […]}}') from None
    return questions


async def judge_all(sets: dict[Path, list[dict[str, Any]]]) -> dict[str, list[Asked]]:
    """Every question of every set, judged by the trained model as the service would."""
    from rasa.core.agent import Agent

    from bot import training
    from bot.consultation import library

    known, agent = library.load(check=False), Agent.load(training.MODEL)
    judged: dict[str, list[Asked]] = {}
    for path, questions in sets.items():
        judged[path.stem] = [await _judge(agent, known, one) for one in questions]
    return judged


async def _judge(agent: Any, known: Any, question: dict[str, Any]) -> Asked:
    parsed = await agent.parse_message(question["text"].strip().lstrip("/"))
    ranking = parsed.get("intent_ranking") or []
    return as_asked(question, [(one["name"], float(one["confidence"])) for one in ranking], known)


def as_asked(question: dict[str, Any], ranking: Sequence[tuple[str, float]], known: Any) -> Asked:
    """A question with what a classifier's ranking of (intent, confidence) makes of it."""
    from bot.consultation.talk.opening import PREFIX

    return Asked(
        question["text"],
        tuple(question["ok"]),
        tuple(group_of(name, known) for name, _ in ranking),
        ranking[0][1] if ranking else 0.0,
        bool(ranking) and ranking[0][0].removeprefix(PREFIX) in known.issues,
    )


def group_of(intent: str, known: Any) -> str:
    """The group of the menu an intent belongs to; 其他 for what is none of ours."""
    from bot.consultation.talk.opening import ELSEWHERE, PREFIX

    if issue := known.issues.get(intent.removeprefix(PREFIX)):
        return issue.group
    field = known.elsewhere.get(intent.removeprefix(ELSEWHERE))
    return field.group if field and field.group else OTHER


def safety_figures() -> tuple[int, float, int, float]:
    """(danger phrasings of ours, share that met a card, calm ones, share that met an emergency card)."""
    import yaml

    from bot.consultation import library, safety

    cards = library.load(check=False).safety
    phrases = yaml.safe_load(SAFETY.read_text("utf-8")) if SAFETY.exists() else {"danger": {}, "calm": []}
    danger = [text for texts in phrases["danger"].values() for text in texts]

    def hard(text: str) -> bool:
        found = safety.match(cards, text)
        return found is not None and not found.soft

    return len(danger), share(map(hard, danger)), len(phrases["calm"]), share(map(hard, phrases["calm"]))
