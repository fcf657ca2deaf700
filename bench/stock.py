"""Writes the stock bot: a Rasa project as the documentation teaches it, made from the same knowledge, in a folder of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).parent.parent
FORM = "interview_form"
PIPELINE = [
    {"name": "JiebaTokenizer", "dictionary_path": str(ROOT / "bot/data/jieba")},
    {"name": "CountVectorsFeaturizer", "alias": "words"},
    {"name": "CountVectorsFeaturizer", "alias": "characters", "analyzer": "char", "min_ngram": 1, "max_ngram": 3},
    {"name": "LogisticRegressionClassifier"},
]


def write_project(folder: Path, actions_port: int) -> None:
    """The files of the project; the intents and their examples are ours, word for word."""
    (folder / "data").mkdir(parents=True)
    nlu = subprocess.run([sys.executable, "-m", "bot.importer"], cwd=ROOT, check=True, capture_output=True, text=True)
    (folder / "data/nlu.yml").write_text(nlu.stdout, "utf-8")
    intents = [one["intent"] for one in yaml.safe_load(nlu.stdout)["nlu"] if "intent" in one]
    _write(folder / "config.yml", {
        "recipe": "default.v1", "assistant_id": "stock", "language": "zh",
        "pipeline": PIPELINE, "policies": [{"name": "RulePolicy"}],
    })  # fmt: skip
    _write(folder / "domain.yml", domain(intents))
    _write(folder / "data/rules.yml", {"version": "3.1", "rules": [rule(one) for one in consulting(intents)]})
    _write(folder / "endpoints.yml", {
        "action_endpoint": {"url": f"http://127.0.0.1:{actions_port}/webhook"},
        "tracker_store": {"type": "SQL", "dialect": "sqlite", "db": str(folder / "rasa.db")},
    })  # fmt: skip
    _write(folder / "credentials.yml", {"rest": None})


def domain(intents: list[str]) -> dict:
    """One form with one slot for the reply, and one slot for where the interview stands."""
    from_reply = {"type": "from_text", "conditions": [{"active_loop": FORM, "requested_slot": "answer"}]}
    return {
        "version": "3.1",
        "intents": intents,
        "slots": {
            "interview": {"type": "any", "influence_conversation": False, "mappings": [{"type": "custom"}]},
            "answer": {"type": "text", "influence_conversation": False, "mappings": [from_reply]},
        },
        "forms": {FORM: {"required_slots": ["answer"]}},
        "actions": ["action_open_consultation", f"validate_{FORM}", "action_ask_answer"],
    }


def consulting(intents: list[str]) -> list[str]:
    return [intent for intent in intents if intent.startswith("consult_")]


def rule(intent: str) -> dict:
    """What opens the interview of an issue."""
    steps = [{"intent": intent}, {"action": "action_open_consultation"}, {"action": FORM}, {"active_loop": FORM}]
    return {"rule": f"open {intent}", "steps": steps}


def _write(path: Path, data: dict) -> None:
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")
