"""Questions in on standard input, rankings out on standard output, with the CPU each stage of the pipeline took.

Runs in the environment of whichever bot is judged, so that both are asked in the same way; needs Rasa and nothing of ours but
what the model itself names.  In: ``{"model": path, "texts": [...]}``.
"""

from __future__ import annotations

import asyncio
import json
import resource
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

WARM_UP = 20


def clocked(agent: Any) -> dict[str, list[float]]:
    """Has every stage of the pipeline note the CPU seconds of each message; the notes, by stage."""
    noted: dict[str, list[float]] = defaultdict(list)

    def watch(name: str, node: Any) -> None:
        stage = node._fn

        def timed(*given: Any, **named: Any) -> Any:
            begun = time.process_time()
            done = stage(*given, **named)
            noted[name].append(time.process_time() - begun)
            return done

        node._fn = timed

    # Rasa has no public place to look at its stages from; these names are those of the release that is pinned.
    for name, node in agent.processor.graph_runner._instantiated_nodes.items():
        if name.startswith("run_") and node._fn_name == "process":
            watch(name.removeprefix("run_"), node)
    return noted


async def judge(plan: dict[str, Any]) -> dict[str, Any]:
    from rasa.core.agent import Agent

    begun = time.process_time()
    agent = Agent.load(plan["model"])
    loaded = time.process_time() - begun
    for text in plan["texts"][:WARM_UP]:
        await agent.parse_message(text)
    noted = clocked(agent)
    rankings, taken = [], []
    for text in plan["texts"]:
        begun = time.process_time()
        parsed = await agent.parse_message(text)
        taken.append(time.process_time() - begun)
        ranking = parsed.get("intent_ranking") or []
        rankings.append([[one["name"], float(one["confidence"])] for one in ranking])
    return {
        "rankings": rankings,
        "seconds": taken,
        "stages": dict(noted),
        "loaded": loaded,
        "memory": resident(),
    }


def resident() -> float:
    """Resident memory of this process, in MB (2**20 bytes)."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * resource.getpagesize() / 2**20


if __name__ == "__main__":
    answer = asyncio.run(judge(json.load(sys.stdin)))
    print("\n" + json.dumps(answer, ensure_ascii=False))
