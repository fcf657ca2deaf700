"""A resident asks after a case with number and code, or takes it back; guessing is slowed down."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone

import pytest

from casework import cases, enquiries
from casework.district import load_sample_if_empty
from casework.mediators import mediators_near

NOON = datetime(2026, 11, 22, 4, 0, tzinfo=timezone.utc)


@pytest.fixture
def opened(database, application):
    with database.session() as session:
        load_sample_if_empty(session)
        mediator = mediators_near(session, "示例东岗村")["村"][0]
        return cases.open_case(session, "a", application(mediator_id=mediator.id), NOON)


@pytest.fixture
def ask(database, opened):
    def ask(number=None, code=None, now=NOON):
        with database.session() as session:
            return enquiries.case_status(session, number or opened.number, code or opened.code, now)

    return ask


def wrong(code):
    return f"{(int(code) + 1) % 10**8:08d}"


def test_the_resident_reads_where_it_stands_and_who_has_it(database, opened, ask):
    with database.session() as session:
        cases.move(session, opened.case_id, "已受理", "示例·陈调解员", "调解员", now=NOON + timedelta(hours=2))
        cases.move(
            session, opened.case_id, "已转送", "示例·陈调解员", "调解员", "转到派出所", NOON + timedelta(hours=3)
        )
    case = ask().status
    assert (case.state, case.handled_by, case.handler.village) == ("已转送", "示例·陈调解员", "示例东镇 示例东岗村")
    assert (case.opened_at, case.since) == (NOON, NOON + timedelta(hours=3))
    assert [step.at for step in case.history] == [NOON, NOON + timedelta(hours=2), NOON + timedelta(hours=3)]
    assert case.history[0].text == "您提交了申请。" and case.history[2].text.endswith("说明：转到派出所")
    assert not case.can_withdraw


@pytest.mark.parametrize("shape", ["{}", " {} ", "「{}」", "{}号"])
def test_number_and_code_are_understood_as_people_type_them(opened, ask, shape):
    number = shape.format(opened.number.replace("2026", "２０２６"))
    code = f" {opened.code[:4]}-{opened.code[4:]} ".translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    assert ask(number, code).status.number == opened.number


def test_a_wrong_code_and_a_wrong_number_are_told_alike(opened, ask):
    assert ask(code=wrong(opened.code)) == ask(number="2026示例9999") == enquiries.Enquiry(None, enquiries.NOT_FOUND)
    assert ask(code="x").status is None


def test_after_five_wrong_codes_even_the_right_one_waits(opened, ask):
    for _ in range(4):
        assert ask(code=wrong(opened.code)).blocked_until is None
    assert ask(code=wrong(opened.code)).blocked_until == NOON + timedelta(minutes=15)
    held = ask(now=NOON + timedelta(minutes=14))
    assert held.status is None and "1 分钟" in held.text and "12348" in held.text
    assert ask(now=NOON + timedelta(minutes=15)).status.number == opened.number


def test_the_wait_doubles_up_to_a_day_and_a_right_code_ends_it(opened, ask):
    now, waits = NOON, []
    for _ in range(9):
        for _ in range(5):
            outcome = ask(code=wrong(opened.code), now=now)
        waits.append(int((outcome.blocked_until - now).total_seconds() // 60))
        now = outcome.blocked_until
    assert waits == [15, 30, 60, 120, 240, 480, 960, 1440, 1440]
    assert ask(now=now).status
    for _ in range(4):
        assert ask(code=wrong(opened.code), now=now).blocked_until is None


def test_tries_while_shut_do_not_count(opened, ask):
    for _ in range(50):
        ask(code=wrong(opened.code))
    assert ask(now=NOON + timedelta(minutes=15)).status


def test_guessing_from_many_sides_at_once_is_counted_too(opened, ask):
    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(lambda _: ask(code=wrong(opened.code)), range(24)))
    assert sum(outcome.blocked_until is None for outcome in outcomes) == 4


def test_one_shut_case_does_not_shut_another(database, opened, ask, application):
    with database.session() as session:
        other = cases.open_case(session, "b", application(), NOON)
    for _ in range(5):
        ask(code=wrong(opened.code))
    assert ask(other.number, other.code).status and ask(other.number, opened.code).status is None


def test_the_resident_takes_a_case_back_once(database, opened):
    with database.session() as session:
        refused = enquiries.withdraw(session, opened.number, wrong(opened.code), now=NOON)
        assert refused.status is None
    with database.session() as session:
        done = enquiries.withdraw(session, opened.number, opened.code, "我们和好了", NOON)
        assert done.status.state == "已撤回" and done.status.history[-1].text.endswith("说明：我们和好了")
    with database.session() as session:
        again = enquiries.withdraw(session, opened.number, opened.code, now=NOON)
        assert "不用撤回" in again.text and len(again.status.history) == 2


def test_a_wish_to_be_called_back_is_told_in_its_own_words(database, application):
    with database.session() as session:
        opened = cases.open_case(session, "c", application(kind="回电", conversation_id="talk-2"), NOON)
        (case,) = enquiries.cases_of(session, "talk-2")
    assert case.number == opened.number and case.handler is None
    assert "回电话" in case.text and "回电" in case.history[0].text
