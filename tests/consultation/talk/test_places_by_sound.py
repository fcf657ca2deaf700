"""A town or village in the wrong characters, in a whole talk: asked about with buttons, and only what is agreed to counts."""

from dataclasses import replace

import pytest

from bot.consultation.model import Question
from bot.consultation.talk import Heard, Talk, asking, controls, needs_classifying, respond
from bot.consultation.talk.finding_place import ELSEWHERE
from tests.consultation.talk.test_talk import say
from tests.consultation.talk.world_of_paper import Paper

WHERE = Question(id="村镇", ask="事情出在哪个村？", find_out="问问", kind="place")


class Alike(Paper):
    """A district with two villages of one sound."""

    def villages(self, town):
        return [*super().villages(town), *(["示例张庄村", "示例章庄村"] if town == "示例西镇" else [])]


@pytest.fixture
def world(known):
    return Alike(known)


@pytest.fixture
def asking_where(known):
    """The shipped interview about wages with one more question, first: no issue shipped asks for a place yet."""
    issue = known.issues["unpaid_wages"]
    asked = replace(issue, questions=(WHERE, *issue.questions), cases=())
    return Alike(replace(known, issues={**known.issues, issue.name: asked}))


def walk(world, *said, talk=None):
    turn = respond(talk or Talk(), Heard(said[0]), world)
    for text in said[1:]:
        turn = say(Talk.of(turn.talk.stored()), text, world)
    return turn


def shown(turn):
    return turn.messages[-1]["text"], turn.messages[-1]["buttons"]


def test_in_the_interview_it_counts_once_agreed_to(asking_where):
    turn = walk(asking_where, "拖欠工资", "俺是示例东刚村的")
    text, buttons = shown(turn)
    assert "先记成「示例东岗村」，行吗？" in text and buttons == [asking.AGREED, "就叫「示例东刚村」", "不清楚"]
    assert WHERE.id not in turn.talk.facts and asking.current(turn.talk, asking_where) == WHERE
    for yes in ("对", "1", "是的。", "示例东刚村", "shili donggang"):
        after = say(turn.talk, yes, asking_where)
        assert after.talk.facts == {WHERE.id: "示例东岗村"} and "记下了：示例东岗村" in after.messages[-1]["text"]


def test_in_the_interview_it_may_be_another_that_sounds_the_same(asking_where):
    turn = walk(asking_where, "拖欠工资", "示例东刚村")
    assert say(turn.talk, "就叫「示例东刚村」", asking_where).talk.facts == {WHERE.id: "示例东刚村"}
    assert say(turn.talk, "2", asking_where).talk.facts == {WHERE.id: "示例东刚村"}
    assert say(turn.talk, "示例西沟村", asking_where).talk.facts == {WHERE.id: "示例西沟村"}
    assert say(turn.talk, "不清楚", asking_where).talk.facts == {WHERE.id: "不清楚"}
    for no in ("不对", "不是", "不是示例东刚"):
        after = say(turn.talk, no, asking_where).talk
        assert not after.facts and not after.pending and asking.current(after, asking_where) == WHERE


def test_in_the_interview_several_are_buttons_and_a_yes_chooses_none(asking_where):
    turn = walk(asking_where, "拖欠工资", "示例樟庄")
    assert shown(turn)[1] == ["示例张庄村", "示例章庄村", "就叫「示例樟庄」", "不清楚"] and not turn.talk.pending
    assert not say(turn.talk, "对", asking_where).talk.facts
    assert say(turn.talk, "示例章庄村", asking_where).talk.facts == {WHERE.id: "示例章庄村"}
    assert say(turn.talk, "2", asking_where).talk.facts == {WHERE.id: "示例章庄村"}
    assert say(turn.talk, "示例樟庄", asking_where).messages[-1] == turn.messages[-1]


def test_what_was_shown_goes_on_waiting_when_something_unread_comes(asking_where):
    turn = walk(asking_where, "拖欠工资", "示例东刚村")
    photo = respond(turn.talk, Heard("", kind="image"), asking_where)
    assert shown(photo)[0].startswith("我先记成「示例东岗村」，行吗？")
    assert say(photo.talk, "对", asking_where).talk.facts == {WHERE.id: "示例东岗村"}


def test_no_classifier_is_needed_to_understand_a_place_by_its_sound(asking_where):
    turn = walk(asking_where, "拖欠工资")
    assert not needs_classifying(turn.talk, "示例东刚村", asking_where)
    assert not needs_classifying(turn.talk, "示例樟庄", asking_where)


def test_the_opening_sentence_guesses_no_place(asking_where):
    sentence = "俺是示例樟庄的，干活不给钱"
    turn = respond(Talk(), Heard(sentence, (("consult_unpaid_wages", 0.95),)), asking_where)
    assert WHERE.id not in turn.talk.pending and WHERE.id not in turn.talk.facts


@pytest.mark.parametrize(
    "said", ["示例东刚村", "俺是示例东刚的", "shilidonggang", "SHILI DONGGANG CUN", "示例东镇示例东刚村", "示栗东岗"]
)
def test_in_the_hand_off_the_tap_gives_the_exact_name(said, world):
    turn = walk(world, "找调解员", said)
    text, buttons = shown(turn)
    assert said in text and buttons == ["示例东岗村", ELSEWHERE] and not turn.talk.errand.get("place")
    for yes in ("示例东岗村", "1", "对"):
        after = say(Talk.of(turn.talk.stored()), yes, world)
        assert (after.talk.stage, after.talk.errand["place"], after.talk.named) == ("mediator", *["示例东岗村"] * 2)
        assert "alike" not in after.talk.errand


def test_in_the_hand_off_a_town_by_sound_leads_to_its_villages(world):
    turn = walk(world, "找调解员", "示例希镇")
    assert shown(turn)[1] == ["示例西镇", ELSEWHERE]
    turn = say(turn.talk, "示例西镇", world)
    assert turn.talk.stage == "village" and "示例西沟村" in shown(turn)[1]
    turn = say(turn.talk, "示例樟庄", world)
    assert shown(turn)[1] == ["示例张庄村", "示例章庄村", ELSEWHERE] and turn.talk.stage == "village"
    assert say(turn.talk, "2", world).talk.errand["place"] == "示例章庄村"


@pytest.mark.parametrize("no", [ELSEWHERE, "不是", "不对。"])
def test_in_the_hand_off_turning_the_offer_down_asks_the_list_again(no, world):
    town = walk(world, "找调解员", "示例东刚村", no)
    assert town.talk.stage == "town" and shown(town)[1] == [*world.towns(), ELSEWHERE]
    village = walk(world, "找调解员", "示例西镇", "示例樟庄", no)
    assert village.talk.stage == "village" and shown(village)[1] == [*world.villages("示例西镇"), ELSEWHERE]
    for turn, place in ((town, ""), (village, "示例西镇")):
        after = say(turn.talk, ELSEWHERE, world)
        assert (after.talk.stage, after.talk.errand["place"]) == ("mediator", place)


def test_in_the_hand_off_something_else_may_be_said_to_the_offer(world):
    turn = walk(world, "找调解员", "示例东刚村")
    assert say(turn.talk, "示例西沟村", world).talk.errand["place"] == "示例西沟村"
    assert shown(say(turn.talk, "示例樟庄", world))[1] == ["示例张庄村", "示例章庄村", ELSEWHERE]
    assert shown(say(turn.talk, "说不上来", world))[1] == [*world.towns(), ELSEWHERE]
    photo = respond(turn.talk, Heard("", kind="image"), world)
    assert shown(photo) == shown(turn) and say(photo.talk, "对", world).talk.errand["place"] == "示例东岗村"
    back = say(turn.talk, controls.BACK, world)
    assert back.talk.stage == "hand_off"
    village = walk(world, "找调解员", "示例西镇", "示例樟庄", controls.BACK)
    assert shown(village)[1] == [*world.towns(), ELSEWHERE] and "alike" not in village.talk.errand


def test_in_the_hand_off_a_place_as_it_is_written_is_taken_at_once(world):
    for said in ("示例东岗村", "示例东岗", "示例东镇示例东岗村", "示例東崗村"):
        assert walk(world, "找调解员", said).talk.errand["place"] == "示例东岗村"


def test_a_community_can_be_tapped(world, monkeypatch):
    monkeypatch.setattr(Alike, "villages", lambda self, town: ["示例北关社区", "示例北门社区"])
    turn = walk(world, "找调解员", "示例东镇", "示例北门社区")
    assert (turn.talk.stage, turn.talk.errand["place"]) == ("mediator", "示例北门社区")
