"""Properties of the talk, over every issue that is shipped: whatever is said, it gets somewhere and loses nothing."""

import random
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.consultation import guide
from bot.consultation.interview import counted
from bot.consultation.roads import sample
from bot.consultation.talk import Heard, Talk, applying, asking, controls, handing_off, needs_classifying, respond
from bot.consultation.values import UNKNOWN
from tests.consultation.talk.world_of_paper import Paper

ISSUES = sorted(path.parent.name for path in Path("knowledge/issues").glob("[!_]*/issue.yml"))


@pytest.fixture
def world(known):
    return Paper(known)


def say(talk, text, world, ranking=()):
    return respond(talk, Heard(text, ranking), world)


def opened(name, world):
    return say(Talk(), world.library.issues[name].title, world)


def reply_to(question, chance):
    """Something a resident could type that answers a question, and the value it must give."""
    value = sample(question, chance)
    if value == UNKNOWN:
        return UNKNOWN, UNKNOWN
    if question.kind == "several":
        return "、".join(value), value
    if question.kind == "money":
        return f"{value}元", value
    if question.kind == "duration":
        return f"{value}{'个月' if question.unit == '月' else question.unit}", value
    return str(value), value


def walk(name, world, chance, until=None):
    """Answers until the summary; ``until`` stops at that many answers."""
    turn = opened(name, world)
    given = 0
    while turn.talk.stage == "interview" and (until is None or given < until):
        if turn.talk.stop_seen and asking.AFTER_STOP in turn.messages[-1].get("buttons", []):
            turn = say(turn.talk, asking.AFTER_STOP, world)
            continue
        question = asking.current(turn.talk, world)
        text, value = reply_to(question, chance)
        turn = say(turn.talk, text, world)
        assert turn.talk.facts.get(question.id) == value, (
            f"{question.id}: {text!r} gave {turn.talk.facts.get(question.id)!r}"
        )
        given += 1
    return turn


@pytest.mark.parametrize("name", ISSUES)
@pytest.mark.parametrize("seed", range(12))
def test_any_road_ends_in_the_guide_of_its_facts(name, seed, world):
    turn = walk(name, world, random.Random(f"{name}{seed}"))
    assert turn.talk.stage == "summary"
    turn = say(turn.talk, asking.ALL_RIGHT, world)
    issue, facts, made = world.kept[f"consultation-{turn.talk.count}"]
    assert (issue, made) == (name, guide.build(world.library.issues[name], facts, world.today, world.library))
    assert turn.messages[0]["kind"] == "guide"
    assert turn.messages[0]["links"][0]["href"] == turn.talk.page


@pytest.mark.parametrize("name", ISSUES)
def test_a_number_and_a_label_are_one_thing(name, world):
    first = opened(name, world)
    question = asking.current(first.talk, world)
    assert question.options, "the first question of every issue has buttons"
    for number, label in enumerate(question.labels, 1):
        by_label = say(first.talk, label, world).talk
        for typed in (str(number), f"{number}。", "０１２３４５６７８９"[number], "零一二三四五六七八九"[number]):
            assert say(first.talk, typed, world).talk == by_label, f"{typed} is not {label}"


@pytest.mark.parametrize("name", ISSUES)
@pytest.mark.parametrize("steps", [1, 3, 5])
def test_back_withdraws_the_latest_answer(name, steps, world):
    after = walk(name, world, random.Random(name), until=steps)
    # Some roads are shorter.
    before = walk(name, world, random.Random(name), until=len(after.talk.answered) - 1)
    again = say(after.talk, "上一步", world)
    assert asking.current(again.talk, world) == asking.current(before.talk, world)
    assert counted(world.library.issues[name], again.talk.facts) == counted(
        world.library.issues[name], before.talk.facts
    )


@pytest.mark.parametrize("name", ISSUES)
@pytest.mark.parametrize("said", ["转人工", "打 12348", "找调解员"])
def test_a_person_is_one_tap_away_and_the_question_waits(name, said, world):
    turn = walk(name, world, random.Random(name), until=2)
    waiting = asking.current(turn.talk, world)
    away = say(turn.talk, said, world)
    assert away.talk.stage in handing_off.STAGES
    assert any(link["href"] == "tel:12348" for message in away.messages for link in message.get("links", [])) or (
        away.talk.stage == "town"
    )
    back = say(away.talk, controls.RESUME, world)
    assert asking.current(back.talk, world) == waiting
    assert back.talk.facts == turn.talk.facts


@pytest.mark.parametrize("name", ISSUES)
def test_danger_comes_before_everything_and_changes_nothing(name, world):
    turn = walk(name, world, random.Random(name), until=2)
    danger = say(turn.talk, "救命啊，他拿着刀在砍我", world)
    assert danger.messages[0]["kind"] == "safety"
    assert any(link["href"] == "tel:110" for link in danger.messages[0]["links"])
    assert danger.talk.facts == turn.talk.facts and danger.talk.stage == turn.talk.stage


@pytest.mark.parametrize("name", ISSUES)
def test_what_needs_no_classifier_is_answered_alike_without_it(name, world):
    chance, spared = random.Random(name), 0
    for stop_at in range(9):
        talk = walk(name, world, random.Random(f"{name}{stop_at}"), until=stop_at).talk
        for text in (
            "不清楚",
            "2",
            "有",
            "上一步",
            "转人工",
            "去年三月",
            "五千块",
            "咋办呀这可",
            "想问问房子的事咋弄",
            "对",
        ):
            if not needs_classifying(talk, text, world):
                spared += 1
                ranking = (("consult_divorce", 0.99), ("request_human", chance.random()))
                assert say(talk, text, world, ranking) == say(talk, text, world)
    assert spared > 20


def test_after_violence_a_mediator_is_not_the_first_person_offered(world):
    talk = say(opened("divorce", world).talk, "以前有过", world).talk
    offered = say(talk, "转人工", world).messages[-1]["buttons"]
    assert offered[0] == controls.HOTLINE and controls.MEDIATOR in offered
    assert say(Talk(), "转人工", world).messages[-1]["buttons"][0] == controls.MEDIATOR


def test_after_danger_the_talk_goes_on_with_what_was_said(world):
    ranking = (("consult_telecom_fraud", 0.95),)
    danger = say(Talk(), "我刚给骗子转了两万", world, ranking)
    assert [message["kind"] for message in danger.messages] == ["safety"]
    again = say(danger.talk, danger.messages[-1]["buttons"][0], world)
    assert again.talk.issue == "telecom_fraud"


def test_a_caring_line_is_said_once_and_holds_nothing_up(world):
    ranking = (("consult_divorce", 0.95),)
    first = say(Talk(), "我想离婚，活不下去了这日子", world, ranking)
    assert first.messages[0]["kind"] == "safety" and first.talk.issue == "divorce"
    again = say(first.talk, "真是活不下去了", world)
    assert all(message["kind"] != "safety" for message in again.messages)


def test_a_line_of_the_summary_can_be_changed_by_its_number(world):
    turn = walk("divorce", world, random.Random("divorce0"))
    facts = dict(turn.talk.facts)
    again = say(turn.talk, "改第一个", world)
    assert again.talk.changing == next(iter(counted(world.library.issues["divorce"], facts)))
    question = asking.current(again.talk, world)
    assert say(again.talk, UNKNOWN, world).talk.facts[question.id] == UNKNOWN


def test_what_does_it_mean_gives_plainer_words_and_asks_again(world):
    turn = opened("traffic_accident", world)
    question = asking.current(turn.talk, world)
    meant = say(turn.talk, "啥意思", world)
    assert question.help in meant.messages[-1]["text"] and question.ask in meant.messages[-1]["text"]
    assert meant.talk.facts == turn.talk.facts


def hand_off(talk, world):
    for text in (
        "找调解员",
        "示例东镇",
        "示例东岗村",
        "示例·李调解员（示例东岗村）",
        "同意",
        "示例·张三",
        "13800000000",
    ):
        turn = say(talk, text, world)
        talk = turn.talk
    return turn


def test_a_case_is_opened_once_however_often_it_is_tapped(world):
    turn = hand_off(Talk(), world)
    assert turn.talk.stage == "submit" and not world.cases
    first = say(turn.talk, "确认提交", world)
    twice = say(turn.talk, "确认提交", world)
    after = say(first.talk, "确认提交", world)
    assert len(world.cases) == 1
    [details] = world.cases.values()
    assert details["person_id"] == "1" and details["name"] == "示例·张三" and details["phone"] == "13800000000"
    assert first.messages == twice.messages
    assert first.talk.case["number"] in after.messages[-1]["text"]


def test_nothing_personal_is_asked_or_written_without_consent(world):
    talk = Talk()
    for text in ("找调解员", "示例东镇", "示例东岗村", "示例·王调解员（示例东镇）"):
        turn = say(talk, text, world)
        talk = turn.talk
    assert turn.talk.stage == "consent"
    turn = say(talk, "不同意", world)
    assert not world.cases and "name" not in turn.talk.errand
    assert any(link["href"].startswith("tel:") for message in turn.messages for link in message.get("links", []))


@pytest.mark.parametrize("typed, dialled", [
    ("138 0000 0000", "13800000000"), ("１３８００００００００", "13800000000"), ("+86 13800000000", "13800000000"),
    ("0374-1234567", "0374-1234567"), ("1380000000", ""), ("不想说", ""),
])  # fmt: skip
def test_a_phone_number_is_read_as_it_is_dialled(typed, dialled):
    assert applying.read_phone(typed) == dialled


def test_a_case_after_the_guide_carries_it(world):
    turn = walk("telecom_fraud", world, random.Random("x"))
    turn = say(turn.talk, asking.ALL_RIGHT, world)
    page = turn.talk.page
    turn = say(hand_off(turn.talk, world).talk, "确认提交", world)
    [details] = world.cases.values()
    assert details["page"] == page and details["issue"] == "telecom_fraud"
    assert "待受理" in say(turn.talk, "查办理进度", world).messages[-1]["text"]


def test_to_be_forgotten_asks_once_and_forgets(world):
    turn = walk("divorce", world, random.Random("f"), until=2)
    asked = say(turn.talk, "删除我的信息", world)
    kept = say(asked.talk, "先不删", world)
    assert world.forgotten == 0 and kept.talk.facts == turn.talk.facts
    gone = say(asked.talk, "确定删除", world)
    assert world.forgotten == 1 and gone.talk == Talk(offered=gone.talk.offered)


def test_not_sure_offers_three_and_then_a_person(world):
    ranking = tuple((f"consult_{name}", 0.3) for name in ISSUES)
    talk = Talk()
    turn = say(talk, "那个事咋弄", world, ranking)
    assert (
        len([one for one in turn.messages[-1]["buttons"] if one in {i.title for i in world.library.issues.values()}])
        == 3
    )
    for _ in range(2):
        turn = say(turn.talk, "那个事咋弄", world, ranking)
    assert controls.PERSON in turn.messages[-1]["buttons"]


def test_every_group_of_the_menu_leads_somewhere(world):
    turn = say(Talk(), "目录", world)
    assert len(turn.messages[-1]["buttons"]) == 14
    for number, label in enumerate(turn.messages[-1]["buttons"], 1):
        assert say(turn.talk, str(number), world).messages == say(turn.talk, label, world).messages


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.one_of(st.text(max_size=40), st.sampled_from(
    ["2", "不清楚", "上一步", "转人工", "重新来", "目录", "😀😀", "　", "ＡＢＣ", "離婚", "hello 你好", "对" * 5000, "改3", "同意", "确认提交"]
)), min_size=1, max_size=6), name=st.sampled_from(ISSUES))  # fmt: skip
def test_whatever_is_said_there_is_an_answer_and_the_talk_can_be_stored(known, texts, name):
    world = Paper(known)
    talk = opened(name, world).talk
    for text in texts:
        turn = say(talk, text, world)
        assert turn.messages and all(message["text"].strip() for message in turn.messages)
        assert Talk.of(turn.talk.stored()) == turn.talk
        talk = turn.talk


def guided(name, world, seed):
    turn = walk(name, world, random.Random(seed))
    return say(turn.talk, asking.ALL_RIGHT, world)


def test_after_a_guide_the_precheck_for_legal_aid_is_one_tap_away_and_the_trouble_comes_back(world):
    turn = guided("unpaid_wages", world, "aid")
    page, facts = turn.talk.page, turn.talk.facts
    assert controls.LEGAL_AID in turn.messages[-1]["buttons"]
    turn = say(turn.talk, controls.LEGAL_AID, world)
    assert turn.talk.issue == "legal_aid_check" and turn.talk.trouble.issue == "unpaid_wages"
    chance = random.Random("aid")
    while turn.talk.stage in ("confirm", "interview"):
        if turn.talk.stage == "confirm":
            turn = say(turn.talk, "对", world)
        else:
            turn = say(turn.talk, reply_to(asking.current(turn.talk, world), chance)[0], world)
    turn = say(turn.talk, asking.ALL_RIGHT, world)
    assert len(world.kept) == 2
    assert (turn.talk.issue, turn.talk.page, turn.talk.facts) == ("unpaid_wages", page, facts)
    assert controls.LEGAL_AID not in turn.messages[-1]["buttons"]


def test_a_person_asked_for_during_the_precheck_gets_the_trouble(world):
    turn = say(guided("unpaid_wages", world, "aid").talk, controls.LEGAL_AID, world)
    page = turn.talk.trouble.page
    say(hand_off(turn.talk, world).talk, "确认提交", world)
    [details] = world.cases.values()
    assert details["page"] == page and details["issue"] == "unpaid_wages"


def test_the_precheck_does_not_interrupt_an_interview(world):
    turn = opened("unpaid_wages", world)
    before = asking.current(turn.talk, world)
    turn = say(turn.talk, controls.LEGAL_AID, world)
    assert asking.current(turn.talk, world) == before


def test_legal_aid_is_not_offered_where_it_cannot_apply(world):
    turn = guided("online_loans", world, "aid")
    assert controls.LEGAL_AID not in turn.messages[-1]["buttons"]


def test_an_option_that_tells_of_danger_is_met_and_kept(world):
    turn = say(opened("online_loans", world).talk, "都没有", world)
    turn = say(turn.talk, "眼下一分拿不出、难受得不想活", world)
    assert turn.messages[-1]["kind"] == "safety"
    assert turn.talk.facts["现在难处"] == ["眼下一分拿不出", "难受得不想活"]
    turn = say(turn.talk, asking.AFTER_STOP, world)
    assert asking.current(turn.talk, world).id == "谁借的"


def to_the_end(turn, world, chance):
    """Answers whatever is asked until the guide."""
    while turn.talk.stage in ("confirm", "interview"):
        if turn.talk.stop_seen and asking.AFTER_STOP in turn.messages[-1].get("buttons", []):
            turn = say(turn.talk, asking.AFTER_STOP, world)
        elif turn.talk.stage == "confirm":
            turn = say(turn.talk, "对", world)
        else:
            turn = say(turn.talk, reply_to(asking.current(turn.talk, world), chance)[0], world)
    return say(turn.talk, asking.ALL_RIGHT, world)


def test_a_trouble_put_aside_for_another_is_taken_up_where_it_stopped(world):
    first = walk("unpaid_wages", world, random.Random("aside"), until=3).talk
    turn = say(first, "我爹去世了，兄弟几个争遗产，咋分", world, (("consult_inheritance", 0.95),))
    assert turn.talk.stage == "switch" and "继承" in turn.messages[-1]["text"]
    turn = say(turn.talk, "改说这件", world)
    assert turn.talk.issue == "inheritance"
    turn = to_the_end(turn, world, random.Random("aside"))
    [again] = [label for label in turn.messages[-1]["buttons"] if label.startswith("接着说")]
    turn = say(turn.talk, again, world)
    assert (turn.talk.issue, turn.talk.facts, turn.talk.answered) == ("unpaid_wages", first.facts, first.answered)
    assert asking.current(turn.talk, world) == asking.current(first, world)
    assert "3 个问题您已经答过了" in turn.messages[-1]["text"]


def test_a_reply_that_may_belong_to_this_interview_is_no_other_trouble(world):
    # The first figure is how sure the group is; both troubles are of it.
    both = (("consult_inheritance", 0.95), ("consult_divorce", 0.4))
    only = (("consult_inheritance", 0.95), ("consult_divorce", 0.01))
    talk = say(Talk(), world.library.issues["divorce"].title, world).talk
    said = "俺公公留下的房子也有俺一份，这个咋算呢"
    assert say(talk, said, world, only).talk.stage == "switch"
    assert say(talk, said, world, both).talk.stage != "switch"


def test_a_second_trouble_in_the_first_sentence_is_offered_after_the_guide(world):
    ranking = (("consult_domestic_violence", 0.62), ("consult_divorce", 0.3), ("consult_assault", 0.05))
    turn = say(Talk(), "他老打我骂我，我想离婚，咋办", world, ranking)
    assert turn.talk.issue == "domestic_violence"
    turn = to_the_end(turn, world, random.Random("two"))
    assert "接着说「离婚」" in turn.messages[-1]["buttons"]
    assert not any("打架" in label for label in turn.messages[-1]["buttons"])
    assert say(turn.talk, "接着说「离婚」", world).talk.issue == "divorce"


def test_the_buttons_of_a_doubtful_sentence_remember_the_other_trouble(world):
    ranking = (("consult_divorce", 0.45), ("consult_child_custody", 0.4))
    turn = say(Talk(), "想离，孩子咋弄", world, ranking)
    turn = say(turn.talk, world.library.issues["child_custody"].title, world)
    assert [one["issue"] for one in turn.talk.later] == ["divorce"]


@pytest.mark.parametrize(
    ("said", "ranking", "expected"),
    [
        ("谢谢恁啊大兄弟", (("thanks", 0.95),), "不客气"),
        ("你这说的啥玩意儿", (("complaint_about_bot", 0.95),), "对不起"),
        ("等会儿再说", (), "说到哪儿我都记着"),
    ],
)
def test_thanks_anger_and_leave_taking_lose_nothing(said, ranking, expected, world):
    before = walk("unpaid_wages", world, random.Random("kind"), until=2).talk
    turn = say(before, said, world, ranking)
    assert expected in "\n".join(message["text"] for message in turn.messages)
    assert turn.talk.facts == before.facts and turn.talk.misses == before.misses
    assert asking.current(turn.talk, world) == asking.current(before, world)


def test_a_talk_taken_up_on_another_day_begins_with_where_it_stood(known):
    today = Paper(known)
    talk = walk("unpaid_wages", today, random.Random("day"), until=2).talk
    assert len(say(talk, "不清楚", today).messages) == 1
    turn = say(talk, "不清楚", Paper(known, date(2026, 11, 23)))
    assert "接着说「拖欠工资」，前面 2 个问题" in turn.messages[0]["text"] and len(turn.messages) == 2


def asked_for_money(world):
    """A talk about a loan that waits for its sum."""
    turn = opened("private_lending", world)
    chance = random.Random("sum")
    while asking.current(turn.talk, world).kind != "money":
        turn = say(turn.talk, reply_to(asking.current(turn.talk, world), chance)[0], world)
    return turn, asking.current(turn.talk, world).id


@pytest.mark.parametrize("yes", ["对", "中", "行。", "三四万"])
def test_a_vague_sum_counts_once_it_is_agreed_to_or_said_again(yes, world):
    turn, fact = asked_for_money(world)
    shown = say(turn.talk, "三四万吧", world)
    assert fact not in shown.talk.facts and "30,000元" in shown.messages[-1]["text"]
    assert shown.messages[-1]["buttons"][0] == "对"
    assert not needs_classifying(shown.talk, yes, world)
    agreed = say(Talk.of(shown.talk.stored()), yes, world)
    assert agreed.talk.facts[fact] == 30_000 and not agreed.talk.pending


@pytest.mark.parametrize(
    "then, value",
    [
        ("不对，三万五", 35_000),
        ("三万六", 36_000),
        ("不清楚", UNKNOWN),
        ("四五万", None),
        ("不对", None),
        ("上一步", None),
    ],
)
def test_a_vague_sum_can_be_said_better(then, value, world):
    turn, fact = asked_for_money(world)
    said = say(say(turn.talk, "三四万", world).talk, then, world)
    assert said.talk.facts.get(fact) == value
    assert (said.talk.pending.get(fact) == 40_000) == (then == "四五万")


def test_a_yes_to_a_sum_counts_only_while_it_is_shown(world):
    turn, fact = asked_for_money(world)
    away = say(say(turn.talk, "三四万", world).talk, "转人工", world)
    back = say(away.talk, controls.RESUME, world)
    assert fact not in say(back.talk, "对", world).talk.facts


def test_danger_told_with_an_option_that_contradicts_it_is_met(world):
    turn = say(opened("online_loans", world).talk, "都没有", world)
    turn = say(turn.talk, "难受得不想活、都没有", world)
    assert [message["kind"] for message in turn.messages] == ["safety"]
    assert asking.current(turn.talk, world).id == "现在难处" and "现在难处" not in turn.talk.facts


def test_an_issue_that_is_no_more_does_not_keep_anybody_from_starting_anew(known):
    talk = Talk(
        stage="interview", issue="gone_with_a_reload", facts={"示例": "示例"}, answered=["示例"], day="2026-11-20"
    )
    assert say(talk, "重新来", Paper(known, date(2026, 11, 23))).talk.issue == ""
