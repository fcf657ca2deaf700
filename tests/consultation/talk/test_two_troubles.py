"""Two troubles in one sentence: found, the graver first, the other remembered and said to be."""

import pytest

from bot.consultation.talk import Heard, Talk, respond
from bot.consultation.troubles import gravity
from tests.consultation.talk.troubles import figures, heeded
from tests.consultation.talk.world_of_paper import Paper


@pytest.fixture(scope="module")
def world(known):
    return Paper(known)


def say(talk, text, world, ranking=()):
    return respond(talk, Heard(text, ranking), world)


BOTH = "工资没发，老板还打了我"
RANKED = (("consult_unpaid_wages", 0.97), ("consult_assault", 0.01))


def test_seven_of_ten_second_troubles_are_found_and_hardly_any_imagined(world):
    rows = figures(world).values()
    two, found, one, imagined = (sum(row[name] for row in rows) for name in ("two", "found", "one", "imagined"))
    assert two >= 120 and one >= 200
    assert found / two >= 0.7
    assert imagined / one <= 0.05


def test_the_graver_of_two_is_never_the_one_put_off(world):
    opened = [one for one in heeded(world) if one.found and one.straight]
    assert len(opened) > 60
    for one in opened:
        assert gravity(world.library, one.issue) <= min(gravity(world.library, name) for name in one.remembered), (
            one.text
        )


@pytest.mark.parametrize(
    "said, ranking, first, other",
    [
        (
            "离婚他还打我，孩子归谁",
            (("consult_child_custody", 0.51), ("consult_divorce", 0.37), ("consult_domestic_violence", 0.12)),
            "domestic_violence",
            "divorce",
        ),
        ("车撞了俺，医院还给治坏了", (("consult_traffic_accident", 0.6), ("consult_medical_dispute", 0.39)), "traffic_accident", "medical_dispute"),
        (BOTH, RANKED, "assault", "unpaid_wages"),
    ],
)  # fmt: skip
def test_the_graver_is_opened_and_the_other_said_to_be_remembered(said, ranking, first, other, world):
    turn = say(Talk(), said, world, ranking)
    assert turn.talk.issue == first
    assert [one["issue"] for one in turn.talk.later] == [other]
    issues = world.library.issues
    lead = next(message["text"] for message in turn.messages if "两件事" in message["text"])
    assert lead.index(issues[first].title) < lead.index(issues[other].title)


@pytest.mark.parametrize("asked", ["先说另一件", "我想先说那件事", "先说拖欠工资", "改说「拖欠工资」。"])
def test_the_other_comes_first_when_that_is_wished_and_nothing_is_lost(asked, world):
    first = say(Talk(), BOTH, world, RANKED)
    turn = say(first.talk, asked, world)
    assert turn.talk.issue == "unpaid_wages"
    assert [one["issue"] for one in turn.talk.later] == ["assault"]
    back = say(turn.talk, "先说另一件", world)
    assert (back.talk.issue, back.talk.pending, back.talk.facts) == ("assault", first.talk.pending, first.talk.facts)


def test_whom_the_children_stay_with_is_no_second_trouble_beside_a_divorce(world):
    turn = say(Talk(), "俺想离婚，孩子归谁", world, (("consult_divorce", 0.8), ("consult_child_custody", 0.18)))
    assert turn.talk.issue == "divorce" and not turn.talk.later


def test_where_the_whole_is_doubtful_both_stand_first_among_the_buttons(world):
    said, ranking = (
        "房子漏雨房东不修，工资也没发",
        (("consult_property_service", 0.3), ("consult_tenancy", 0.28), ("consult_unpaid_wages", 0.2)),
    )
    turn = say(Talk(), said, world, ranking)
    assert turn.talk.stage == "idle"
    titles = {issue.title: name for name, issue in world.library.issues.items()}
    offered = [titles[label] for label in turn.messages[-1]["buttons"] if label in titles]
    assert len(offered) == 3 and {"unpaid_wages"} < set(offered)
