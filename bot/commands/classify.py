"""`fawen classify`: sentences in, one line of JSON out for each: issue, group, confidence, ranking, routed, safety."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from typing import Any


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--limit", type=int, default=0, help="最多读多少行（默认全部）")


def run(arguments: argparse.Namespace) -> int:
    from rasa.core.agent import Agent

    from bot import training
    from bot.consultation import library
    from bot.quiet import configure_logging

    configure_logging()

    if not training.MODEL.exists():
        print("还没有模型，请先运行 fawen train。", file=sys.stderr)
        return 1
    known = library.load(check=False)
    agent = Agent.load(training.MODEL)

    async def all_lines() -> None:
        for number, line in enumerate(sys.stdin, 1):
            if arguments.limit and number > arguments.limit:
                return
            print(json.dumps(await _classified(agent, known, line.strip()), ensure_ascii=False), flush=True)

    asyncio.run(all_lines())
    return 0


async def _classified(agent: Any, known: Any, text: str) -> dict[str, Any]:
    from bot.consultation import safety
    from bot.consultation.talk.opening import ELSEWHERE, PREFIX, ROUTED

    parsed = await agent.parse_message(text.lstrip("/")) if text else {"intent_ranking": []}
    ranking = [(one["name"], round(one["confidence"], 4)) for one in parsed.get("intent_ranking", [])]
    name, confidence = ranking[0] if ranking else ("", 0.0)
    issue = known.issues.get(name.removeprefix(PREFIX))
    field = known.elsewhere.get(name.removeprefix(ELSEWHERE))
    card = safety.match(known.safety, text)
    return {
        "text": text,
        "issue": issue.name if issue else None,
        "intent": name,
        "group": (issue or field).group if issue or field else None,
        "elsewhere": field.name if field else None,
        "confidence": confidence,
        "ranking": [{"intent": one, "confidence": value} for one, value in ranking],
        "routed": issue is not None and confidence >= ROUTED,
        "safety": card.id if card else None,
    }
