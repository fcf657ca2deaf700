"""Our own measuring questions: well formed, many enough in every group, and nothing the classifier has learnt from."""

import json
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from bot.consultation.model import GROUPS
from bot.importer import KnowledgeImporter
from tests.knowledge.test_examples import pairs

UNSEEN = Path("bot/data/unseen.jsonl")
OTHER = "其他"
COPY = 0.8


@pytest.fixture(scope="module")
def unseen():
    return [json.loads(line) for line in UNSEEN.read_text("utf-8").splitlines()]


def test_every_line_is_a_text_and_the_known_groups_it_may_be_put_in(unseen):
    for one in unseen:
        assert set(one) == {"text", "ok"} and one["text"].strip() == one["text"] != "", one
        assert one["ok"] and set(one["ok"]) <= set(GROUPS) and len(set(one["ok"])) == len(one["ok"]), one
        assert OTHER not in one["ok"] or one["ok"] == [OTHER], one


def test_there_are_enough_of_every_group(unseen):
    first = Counter(one["ok"][0] for one in unseen)
    assert first[OTHER] >= 100 and len(unseen) - first[OTHER] >= 300
    assert all(first[group] >= 20 for group in GROUPS), first


def test_no_text_stands_twice(unseen):
    assert not [text for text, times in Counter(one["text"] for one in unseen).items() if times > 1]


def test_none_is_nearly_an_example_we_learn_from(unseen):
    holding = defaultdict(set)
    for number, one in enumerate(unseen):
        for pair in pairs(one["text"]):
            holding[pair].add(number)
    sizes = [len(pairs(one["text"])) for one in unseen]
    copies = []
    for message in KnowledgeImporter("config.yml", "domain.yml", ["bot/data"]).get_nlu_data().intent_examples:
        ours = pairs(message.get("text"))
        shared = Counter(number for pair in ours for number in holding[pair])
        copies += [
            (message.get("text"), unseen[number]["text"])
            for number, both in shared.items()
            if 2 * both / (len(ours) + sizes[number]) >= COPY
        ]
    assert not copies, "\n".join(f"{example} ≈ {text}" for example, text in copies)
