"""A typed number means the button that bears it, at every stage of the talk; where numbers mean something else, none is shown."""

import random

import pytest

from bot.consultation.talk import Talk, asking, controls, respond
from bot.consultation.talk.state import Heard
from tests.consultation.talk.test_talk import ISSUES, opened, reply_to, say, to_the_end, walk
from tests.consultation.talk.world_of_paper import Paper


@pytest.fixture
def world(known):
    return Paper(known)


def stages(name, world):
    """Turns of one issue at every stage a talk can be in."""
    turn = walk(name, world, random.Random(name), until=2)
    yield turn
    yield say(turn.talk, "救命啊，他拿着刀在砍我", world)
    yield say(turn.talk, "转人工", world)
    yield say(turn.talk, "打 12348", world)
    yield say(turn.talk, "等会儿再说", world)
    yield say(turn.talk, "删除我的信息", world)
    talk = turn.talk
    for text in ("找调解员", "示例东镇", "示例东岗村", "示例·李调解员（示例东岗村）"):
        turn = say(talk, text, world)
        talk = turn.talk
        yield turn
    turn = to_the_end(walk(name, world, random.Random(name), until=2), world, random.Random(name))
    yield turn
    yield say(turn.talk, "目录", world)


@pytest.mark.parametrize("name", ISSUES)
def test_the_number_of_a_button_is_the_button(name, world):
    for turn in stages(name, world):
        message = turn.messages[-1]
        if message.get("numbered") is False:
            assert turn.talk.offered == []
            continue
        for number, label in enumerate(message["buttons"], 1):
            by_number, by_label = (say(turn.talk, text, world) for text in (str(number), label))
            assert (by_number.talk, by_number.messages) == (by_label.talk, by_label.messages), (turn.talk.stage, label)


def test_where_a_number_is_the_answer_no_button_takes_it(world):
    asked = 0
    for name in ISSUES:
        turn, chance = opened(name, world), random.Random(name)
        while turn.talk.stage == "interview" and asking.AFTER_STOP not in turn.messages[-1]["buttons"]:
            question = asking.current(turn.talk, world)
            if not question.options:
                assert turn.messages[-1]["numbered"] is False
                assert say(turn.talk, "1", world).talk.facts.get(question.id) != "不清楚"
                asked += 1
            turn = say(turn.talk, reply_to(question, chance)[0], world)
    assert asked > 50


def test_after_an_emergency_the_first_number_goes_on_whatever_is_asked_next(world):
    """The next question may want a number; the buttons on the screen are still those of the emergency."""
    met = 0
    for name in ISSUES:
        for seed in range(6):
            turn, chance = opened(name, world), random.Random(f"{name}{seed}")
            while turn.talk.stage == "interview":
                if asking.AFTER_STOP in turn.messages[-1]["buttons"]:
                    by_number, by_label = (say(turn.talk, text, world) for text in ("1", asking.AFTER_STOP))
                    assert by_number.talk == by_label.talk
                    met += 1
                    turn = by_label
                    continue
                turn = say(turn.talk, reply_to(asking.current(turn.talk, world), chance)[0], world)
    assert met > 10


@pytest.mark.parametrize("typed", ["1、3", "1,3", "1 3", "13", "１、３", "第1个和第3个", "1。3"])
def test_the_lines_that_were_heard_wrong_are_named_by_their_numbers(typed, world):
    said = "昨天骑电车被轿车撞了，腿骨折住院，对方全责不给钱"
    turn = respond(Talk(), Heard(said, (("consult_traffic_accident", 0.95),)), world)
    facts = list(turn.talk.pending)
    turn = say(say(turn.talk, "有不对的", world).talk, typed, world)
    assert list(turn.talk.facts) == [facts[1], *facts[3:]]


def test_what_was_heard_waits_while_there_is_danger(world):
    said = "昨天骑电车被轿车撞了，腿骨折住院，对方全责不给钱"
    turn = respond(Talk(), Heard(said, (("consult_traffic_accident", 0.95),)), world)
    for between in ("救命啊，他拿着刀在砍我", "转人工"):
        away = say(turn.talk, between, world)
        back = say(away.talk, controls.RESUME, world)
        assert back.messages == [turn.messages[-1]] and back.talk.pending == turn.talk.pending
