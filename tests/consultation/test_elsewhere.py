"""What has no interview of its own is said so, with who deals with it and what lies near."""

import pytest

from bot.consultation import library
from bot.consultation.reading import KnowledgeError
from bot.consultation.talk import Heard, Talk, controls, respond
from tests.consultation import test_library  # noqa: F401  (registers the small base's calculators)
from tests.consultation.small_base import write
from tests.consultation.talk.world_of_paper import Paper

FIELD = "title: 丢鸭\nsay: 鸭子的事没整理。\ncall: ['110']\nnear: [lost_hen]\nexamples:\n" + "".join(
    f"- 鸭丢了第{n}回\n" for n in range(12)
)


def base(tmp_path, text=FIELD):
    root = write(tmp_path)
    (root / "elsewhere").mkdir()
    (root / "elsewhere" / "ducks.yml").write_text(text, "utf-8")
    return root


def test_a_matter_dealt_with_elsewhere_is_said_so(tmp_path):
    world = Paper(library.load(base(tmp_path)))
    turn = respond(Talk(), Heard("鸭子不见了", (("elsewhere_ducks", 0.9),)), world)
    [message] = turn.messages
    assert message["text"] == "鸭子的事没整理。"
    assert message["buttons"] == ["丢鸡", controls.HOTLINE, controls.MENU]
    assert [link["href"] for link in message["links"]] == ["tel:110"]


def test_unsure_of_it_the_menu_is_offered_instead(tmp_path):
    world = Paper(library.load(base(tmp_path)))
    turn = respond(Talk(), Heard("鸭子不见了", (("elsewhere_ducks", 0.3), ("consult_lost_hen", 0.2))), world)
    assert "丢鸡" in turn.messages[-1]["buttons"] and turn.messages[-1]["text"] != "鸭子的事没整理。"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("'110'", "'119'", "号码 119 不在 contacts.yml 里"),
        ("[lost_hen]", "[lost_pig]", "near 里写了「lost_pig」"),
        ("- 鸭丢了第1回\n", "- 鸡丢了第1回\n", "也写在丢鸡里"),
        ("- 鸭丢了第1回\n", "- 鸭丢了第2回\n", "写了两次"),
        ("say: 鸭子的事没整理。\n", "", "缺少「say」"),
        ("title: 丢鸭\n", "title: 丢鸭\ngroup: 家禽\n", "「group」写的是「家禽」"),
    ],
)
def test_a_bad_file_is_named(tmp_path, old, new, expected):
    with pytest.raises(KnowledgeError) as caught:
        library.load(base(tmp_path, FIELD.replace(old, new)))
    assert any("elsewhere/ducks.yml" in one.file and expected in one.text for one in caught.value.problems)
