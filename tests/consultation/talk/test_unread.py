"""Photos, voice, a place on the map: each gets a kind and useful word, and the talk stands where it stood."""

import random

import pytest

from bot.consultation.talk import Heard, Talk, asking, needs_classifying, respond
from bot.consultation.talk.unread import SAYING
from tests.consultation.talk.test_numbers import stages
from tests.consultation.talk.test_talk import ISSUES, opened, reply_to, say, walk
from tests.consultation.talk.world_of_paper import Paper

KINDS = sorted(SAYING)
# What makes the word useful: what to do instead.
USEFUL = {
    "image": ("用字说说", "收好", "证据"),
    "voice": ("打字", "话筒", "12348"),
    "video": ("用字说说", "收好", "证据"),
    "location": ("用字说", "找村镇调解员"),
    "link": ("复制", "验证码"),
    "card": ("用字说说",),
}


@pytest.fixture
def world(known):
    return Paper(known)


def send(talk, kind, world, text="（没有字）", ranking=()):
    return respond(talk, Heard(text, ranking, kind), world)


@pytest.mark.parametrize("kind", [*KINDS, "something_new"])
def test_each_says_what_to_do_instead(kind, world):
    turn = send(Talk(), kind, world)
    assert all(word in turn.messages[0]["text"] for word in USEFUL.get(kind, ()))
    assert len(turn.messages[-1]["buttons"]) == 14, "and here is the menu"
    assert ("tel:12348" in str(turn.messages)) == (kind == "voice")


@pytest.mark.parametrize("name", ISSUES)
def test_whatever_the_talk_waits_for_is_asked_again_and_nothing_is_lost(name, world):
    chance = random.Random(name)
    for before in stages(name, world):
        kind = chance.choice(KINDS)
        after = send(before.talk, kind, world, "不清楚", (("request_human", 0.99),))
        assert after.messages[0]["text"] == world.library.words(SAYING[kind])
        if before.talk.stage in ("idle", "done"):
            assert after.talk == before.talk
            assert after.messages[-1]["buttons"] == before.messages[-1]["buttons"]
            continue
        for kept in ("stage", "issue", "facts", "answered", "misses", "errand", "resume", "case", "page", "count"):
            assert getattr(after.talk, kept) == getattr(before.talk, kept), kept
        # After a danger or a leave the question itself is put again, with its own buttons.
        again = say(before.talk, "回到刚才的问题", world) if before.talk.stage in ("interview", "summary") else before
        assert after.messages[1:] == [again.messages[-1]] or before.talk.stage == "hand_off"


@pytest.mark.parametrize(
    "stage", ["name", "phone", "submit", "case_number", "case_code", "switch", "summary", "confirm"]
)
def test_nor_is_it_where_words_are_waited_for(stage, world):
    handed = ("找调解员", "示例东镇", "示例东岗村", "示例·李调解员（示例东岗村）", "同意")
    ways = {
        "name": handed,
        "phone": (*handed, "示例·张三"),
        "submit": (*handed, "示例·张三", "13800000000"),
        "case_number": ("查办理进度",),
        "case_code": ("查办理进度", "2026示例0001"),
    }
    if stage == "switch":
        talk = walk("unpaid_wages", world, random.Random("w"), until=3).talk
        turn = say(talk, "我爹去世了，兄弟几个争遗产，咋分", world, (("consult_inheritance", 0.95),))
    elif stage == "summary":
        turn = walk("divorce", world, random.Random("s"))
    elif stage == "confirm":
        turn = say(Talk(), "昨天骑电车被轿车撞了，腿骨折住院", world, (("consult_traffic_accident", 0.95),))
    else:
        turn = say(Talk(), ways[stage][0], world)
        for text in ways[stage][1:]:
            turn = say(turn.talk, text, world)
    assert turn.talk.stage == stage
    after = send(turn.talk, "image", world)
    assert after.talk == turn.talk
    assert after.messages[1:] == turn.messages[-1:]


def test_a_sum_that_waits_to_be_agreed_to_goes_on_waiting(world):
    turn, chance = opened("private_lending", world), random.Random("sum")
    while asking.current(turn.talk, world).kind != "money":
        turn = say(turn.talk, reply_to(asking.current(turn.talk, world), chance)[0], world)
    shown = say(turn.talk, "三四万吧", world)
    again = send(shown.talk, "voice", world)
    assert again.talk == shown.talk and again.messages[-1]["buttons"] == ["对", "不清楚"]
    assert "30,000元" in again.messages[-1]["text"]


@pytest.mark.parametrize("name", ISSUES[::5])
def test_none_of_it_goes_to_the_classifier(name, world):
    for turn in (*stages(name, world), send(Talk(), "image", world)):
        assert not any(needs_classifying(turn.talk, "什么都可能", world, kind) for kind in KINDS)


def test_silence_is_answered_kindly(world):
    """A door sends 「？」 for a message without a word; in an interview the question comes again."""
    turn = walk("unpaid_wages", world, random.Random("quiet"), until=2)
    for said in ("？", "", "……", "。"):
        again = say(turn.talk, said, world)
        assert again.messages[-1]["buttons"] == turn.messages[-1]["buttons"]
        assert again.talk.facts == turn.talk.facts
        assert "没听懂" in say(Talk(), said, world).messages[0]["text"]


@pytest.mark.parametrize(
    ("said", "intent", "expected"),
    [
        ("谢谢恁啊", "thanks", "不客气"),
        ("你这啥破玩意儿", "complaint_about_bot", "对不起"),
        ("中，俺走了", "goodbye", "祝您顺利"),
    ],
)
def test_thanks_and_insults_before_and_after_a_consultation_are_answered_kindly(said, intent, expected, world):
    for talk in (Talk(), Talk(stage="done", issue="divorce", page="/g/示例")):
        turn = say(talk, said, world, ((intent, 0.95),))
        assert expected in turn.messages[0]["text"] and turn.messages[-1]["buttons"]
        assert (turn.talk.page, turn.talk.issue, turn.talk.misses) == (talk.page, talk.issue, 0)
