"""Where a resident is: told by a scanned code or named once, it is not asked again, and never overrides what was named."""

import random

import pytest

from bot.consultation.talk import Heard, Talk, controls, respond
from tests.consultation.talk.test_talk import hand_off, say, walk
from tests.consultation.talk.world_of_paper import Paper


@pytest.fixture
def world(known):
    return Paper(known)


def say_from(place, talk, text, world):
    return respond(talk, Heard(text, place=place), world)


def asked_again_for_a_mediator(talk, world):
    turn = say(talk, "找调解员", world)
    return turn.talk.errand.get("place"), turn


@pytest.mark.parametrize("place", ["示例东岗村", "示例西镇", "示例东镇示例东岗村"])
def test_where_the_door_knows_the_place_its_mediators_are_offered_at_once(place, world):
    turn = say_from(place, Talk(), "找调解员", world)
    assert turn.talk.stage == "mediator" and turn.messages[-1]["kind"] == "people"
    assert place in turn.messages[-1]["text"], "so that a wrong place is seen"
    assert turn.messages[-1]["people"][0]["village"] == place
    assert turn.messages[-1]["buttons"][-1] == controls.CHANGE_PLACE


def test_the_place_stays_known_when_the_door_says_it_once(world):
    talk = say_from("示例西沟村", Talk(), "目录", world).talk
    for text in ("重新来", "拖欠工资"):
        talk = say(talk, text, world).talk
    assert asked_again_for_a_mediator(Talk.of(talk.stored()), world)[0] == "示例西沟村"


@pytest.mark.parametrize("place", ["", "没有的村", "东"])
def test_an_unknown_place_is_asked(place, world):
    assert say_from(place, Talk(), "找调解员", world).talk.stage == "town"


def test_another_place_can_be_chosen_and_is_what_counts_from_then_on(world):
    turn = say_from("示例东岗村", Talk(), "找调解员", world)
    turn = say_from("示例东岗村", turn.talk, controls.CHANGE_PLACE, world)
    assert turn.talk.stage == "town" and "示例西镇" in turn.messages[-1]["buttons"]
    for text in ("示例西镇", "示例西沟村"):
        turn = say_from("示例东岗村", turn.talk, text, world)
    assert turn.messages[-1]["people"][0]["village"] == "示例西沟村"
    turn = say_from("示例东岗村", turn.talk, "示例·李调解员（示例西沟村）", world)
    for text in ("同意", "示例·张三", "13800000000", "确认提交"):
        turn = say_from("示例东岗村", turn.talk, text, world)
    assert [case["place"] for case in world.cases.values()] == ["示例西沟村"]
    again = say_from("示例东岗村", turn.talk, "找调解员", world)
    assert again.talk.errand["place"] == "示例西沟村"


def test_a_place_named_in_an_earlier_errand_is_not_asked_again(world):
    turn = say(hand_off(Talk(), world).talk, "确认提交", world)
    place, again = asked_again_for_a_mediator(turn.talk, world)
    assert (place, again.talk.stage) == ("示例东岗村", "mediator")
    assert len(world.cases) == 1 and again.talk.errand["key"] not in world.cases


def test_to_be_forgotten_forgets_the_place(world):
    talk = say(say(hand_off(Talk(), world).talk, "删除我的信息", world).talk, "确定删除", world).talk
    assert say(talk, "找调解员", world).talk.stage == "town"


def test_another_place_may_be_asked_for_at_any_time_and_the_question_waits(world):
    before = walk("unpaid_wages", world, random.Random("p"), until=2)
    turn = say_from("示例东岗村", before.talk, "换个地方", world)
    assert turn.talk.stage == "town"
    assert say(turn.talk, controls.RESUME, world).talk.facts == before.talk.facts


def test_one_step_back_from_the_mediators_leads_to_the_towns(world):
    turn = say_from("示例东岗村", Talk(), "找调解员", world)
    assert say(turn.talk, "上一步", world).talk.stage == "town"
