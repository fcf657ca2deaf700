"""When a case moves, its resident hears of it: in the conversation, and on WeChat."""

from datetime import datetime, timedelta, timezone

import pytest

from casework import cases, conversations, enquiries, followers, outgoing, privacy, states
from casework.errors import CaseRefused
from tests.casework.together import together

NOON = datetime(2026, 11, 22, 4, 0, tzinfo=timezone.utc)
ZHANG = "示例·张调解员"


@pytest.fixture
def li(database):
    with database.session() as session:
        return followers.follower(session, "o-示例-li", NOON)


@pytest.fixture
def opened(database, li, application):
    with database.session() as session:
        return cases.open_case(session, "request", application(conversation_id=li.conversation_id), NOON)


def move(database, opened, to, role=states.MEDIATOR, note=""):
    with database.session() as session:
        cases.move(session, opened.case_id, to, ZHANG, role, note, NOON)


def said(database, li):
    with database.reading() as session:
        return conversations.history(session, li.conversation_id)


def owed(database, li):
    with database.session() as session:
        return [(one.kind, one.body) for one in outgoing.take_for_reply(session, li.id, NOON)]


def test_a_step_is_said_in_the_conversation_and_owed(database, li, opened):
    move(database, opened, states.TAKEN)
    (message,) = said(database, li)
    assert message.sender == conversations.BOT and message.body == {
        "text": f"您的调解（编号 {opened.number}）有进展：调解员已经接手，会跟您联系。",
        "kind": "progress",
        "number": opened.number,
        "state": "已受理",
        "at": "2026-11-22T12:00:00+08:00",
    }
    assert owed(database, li) == [("progress", message.body)]


def test_the_reason_is_said_as_well(database, li, opened):
    move(database, opened, states.REFERRED, note="归法院管")
    (message,) = said(database, li)
    assert message.body["text"].endswith("已经转给别的单位办，转到哪里写在下面。\n说明：归法院管")


def test_what_the_resident_did_is_noted_but_not_sent(database, li, opened):
    with database.session() as session:
        enquiries.withdraw(session, opened.number, opened.code, now=NOON)
    (message,) = said(database, li)
    assert message.body["state"] == "已撤回" and owed(database, li) == []


def test_a_refused_step_says_nothing(database, li, opened):
    with pytest.raises(CaseRefused):
        move(database, opened, states.CLOSED)
    assert said(database, li) == [] == owed(database, li)


def test_a_deleted_conversation_hears_nothing_more_and_the_case_moves_on(database, li, opened):
    with database.session() as session:
        privacy.forget(session, li.conversation_id, NOON)
    move(database, opened, states.TAKEN)
    assert said(database, li) == [] == owed(database, li)
    with database.session() as session:
        assert enquiries.case_status(session, opened.number, opened.code, NOON).status.state == "已受理"


def test_a_resident_of_the_web_is_told_in_the_conversation_alone(database, application, counts):
    with database.session() as session:
        opened = cases.open_case(session, "request", application(), NOON)
    move(database, opened, states.TAKEN)
    assert (counts(database)["message"], counts(database)["outgoing"]) == (1, 0)


def test_moving_and_forgetting_at_once_wait_for_each_other(open_database, database, application):
    other = open_database()
    for number in range(6):
        talk = f"talk-{number}"
        with database.session() as session:
            opened = cases.open_case(session, talk, application(conversation_id=talk), NOON)

        def forget(talk=talk):
            with other.session() as session:
                return privacy.forget(session, talk, NOON + timedelta(seconds=1))

        _, gone = together(lambda opened=opened: move(database, opened, states.TAKEN), forget)
        assert gone.cases == [opened.number]
        with database.reading() as session:
            assert conversations.history(session, talk) == []
