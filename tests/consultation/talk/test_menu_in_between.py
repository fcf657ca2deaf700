"""The menu said in the middle of something: a wish to speak of another trouble, with a way back, and never a wrong answer."""

import random

import pytest

from bot.consultation.model import GROUPS
from bot.consultation.talk import Heard, Talk, asking, controls, needs_classifying, respond
from bot.consultation.talk.switching import SWITCH
from tests.consultation.talk.test_talk import ISSUES, say, walk
from tests.consultation.talk.world_of_paper import Paper


@pytest.fixture
def world(known):
    return Paper(known)


def summed_up(world):
    """A talk under its summary, every question answered with 不清楚."""
    turn = walk("tenancy", world, random.Random(3), until=2)
    while turn.talk.stage != "summary":
        turn = say(turn.talk, asking.AFTER_STOP if turn.messages[-1]["kind"] == "safety" else "不清楚", world)
    return turn


def goes_back(talk, turn, world):
    """Whether 「回到刚才的问题」 leads to what was waited for before, and nothing was lost on the way."""
    assert controls.RESUME in turn.talk.offered, turn.messages
    back = say(turn.talk, controls.RESUME, world)
    kept = ("issue", "stage", "facts", "pending", "answered", "changing", "misses", "resume")
    assert [getattr(back.talk, name) for name in kept] == [getattr(talk, name) for name in kept]
    return back


@pytest.mark.parametrize("name", ISSUES)
def test_a_title_or_a_group_answers_no_question_and_leads_back(name, world):
    chance = random.Random(name)
    issues = world.library.issues.values()
    titles = {issue.title: issue.name for issue in issues}
    groups = {group: [issue.name for issue in issues if issue.group == group] for group in GROUPS}
    # A group of one issue is that issue.
    meant = {group: names[0] for group, names in groups.items() if len(names) == 1} | titles
    turn = walk(name, world, chance, until=2)
    while turn.talk.stage == "interview" and turn.messages[-1]["kind"] == "safety":
        turn = say(turn.talk, asking.AFTER_STOP, world)
    for text in {**meant, **groups}:
        if asking.is_option(turn.talk, text, world):
            continue
        after = say(turn.talk, text, world)
        if meant.get(text) == name:
            assert after.talk == turn.talk, "it is spoken of already"
            assert after.messages[-1]["buttons"] == turn.messages[-1]["buttons"]
            continue
        assert after.talk.facts == turn.talk.facts and after.talk.misses == 0
        if text in meant:
            assert after.talk.stage == "switch" and after.talk.errand["issue"] == meant[text]
        else:
            listed = [world.library.issues[one].title for one in groups[text]]
            assert after.talk.stage == "idle" and after.talk.offered[: len(listed)] == listed
        goes_back(turn.talk, after, world)


def test_a_title_that_is_an_option_is_an_answer(world):
    turn = say(Talk(), "子女抚养与探望", world)
    question = world.library.issues["child_custody"].question("父母关系")
    turn.talk.facts = {}
    turn.talk.changing = question.id
    assert say(turn.talk, "离婚", world).talk.facts == {"父母关系": "离了婚"}


def test_who_says_yes_speaks_of_the_other_and_the_first_is_kept(world):
    first = walk("tenancy", world, random.Random(1), until=2).talk
    turn = say(say(first, "电信网络诈骗", world).talk, SWITCH, world)
    assert turn.talk.issue == "telecom_fraud"
    assert [(one["issue"], one["facts"]) for one in turn.talk.later] == [("tenancy", first.facts)]


def test_the_same_trouble_picked_from_the_menu_goes_on(world):
    talk = walk("tenancy", world, random.Random(1), until=2).talk
    for way in ("看全部分类", "房产物业"):
        picked = say(say(talk, way, world).talk, "房屋租赁", world)
        assert (picked.talk.issue, picked.talk.facts, picked.talk.stage) == ("tenancy", talk.facts, "interview")
        assert not picked.talk.resume


def test_it_is_heard_under_the_summary_and_before_what_was_heard_is_agreed_to(world):
    turn = summed_up(world)
    assert turn.talk.stage == "summary"
    goes_back(turn.talk, say(turn.talk, "工伤", world), world)
    goes_back(turn.talk, say(turn.talk, "婚姻家庭", world), world)
    told = respond(Talk(), Heard("借给邻居五万，有借条", (("consult_private_lending", 0.99),)), world)
    assert told.talk.stage == "confirm" and told.talk.pending
    goes_back(told.talk, say(told.talk, "工伤", world), world)
    goes_back(told.talk, say(told.talk, "劳动工伤", world), world)


def test_neither_yes_nor_no_is_taken_for_the_reply_that_was_waited_for(world):
    turn = summed_up(world)
    offered = say(turn.talk, "工伤", world)
    assert say(offered.talk, "对，给我指南", world).messages[0]["kind"] == "guide"


@pytest.mark.parametrize("before", [[], ["房屋租赁", "转人工"]])
def test_no_name_and_no_case_number_is_taken_from_the_menu(before, world):
    talk = Talk()
    for text in [*before, "找调解员", "示例东镇", "示例东岗村", "示例·李调解员（示例东岗村）", "同意"]:
        talk = say(talk, text, world).talk
    assert talk.stage == "name"
    after = say(talk, "婚姻家庭", world)
    assert after.talk.stage == "idle" and "离婚" in after.talk.offered
    assert (controls.RESUME in after.talk.offered) == bool(before)
    after = say(talk, "工伤", world)
    assert after.talk.stage == ("switch" if before else "interview")
    talk = say(Talk(), "查办理进度", world).talk
    assert talk.stage == "case_number"
    assert say(talk, "工伤", world).talk.issue == "work_injury"


def test_thanks_under_the_summary_are_kindly_met(world):
    turn = summed_up(world)
    thanked = respond(turn.talk, Heard("太谢谢你啦", (("thanks", 0.95),)), world)
    assert thanked.messages[0]["text"] == world.library.words("aside_thanks")
    assert thanked.messages[-1] == turn.messages[-1] and thanked.talk == turn.talk
    asked = respond(turn.talk, Heard("调解要钱吗", (("faq", 0.95),)), world)
    assert "一分钱不收" in asked.messages[0]["text"] and asked.messages[-1] == turn.messages[-1]
    lost = respond(turn.talk, Heard("嗯哪个", (("thanks", 0.3),)), world)
    assert lost.messages[0]["text"] == world.library.words("lost")


@pytest.mark.parametrize(
    "text, matters", [("谢谢", True), ("对", False), ("2", False), ("改第三个", False), ("上一步", False)]
)
def test_under_the_summary_only_what_it_does_not_settle_is_classified(text, matters, world):
    turn = summed_up(world)
    assert needs_classifying(turn.talk, text, world) == matters


@pytest.mark.parametrize("leaving", ["重新来", "再问一个问题", "工伤", "劳动工伤"])
def test_where_the_resident_is_outlives_the_trouble(leaving, world):
    told = Heard("房屋租赁", place="示例东镇")
    talk = respond(Talk(named="示例东岗村"), told, world).talk
    after = say(say(talk, leaving, world).talk, "拖欠工资" if leaving == "劳动工伤" else SWITCH, world).talk
    assert (after.place, after.named) == ("示例东镇", "示例东岗村")
