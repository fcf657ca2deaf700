"""The operator's way to the cases: everything needed to work on one, and every look and act on record."""

from datetime import datetime, timedelta, timezone

import pytest

from casework import caseload, cases, conversations, district, enquiries, privacy, states, taking_over
from casework.errors import CaseRefused, ConversationHeld
from casework.mediators import mediators_near

NOON = datetime(2026, 11, 22, 4, 0, tzinfo=timezone.utc)
HOUR = timedelta(hours=1)
ZHANG, LI = "示例·张调解员", "示例·李调解员"


@pytest.fixture
def opened(database, application):
    with database.session() as session:
        district.load_sample_if_empty(session)
        person = mediators_near(session, "示例东岗村")["村"][0]
        conversations.append_message(session, "talk-1", {"text": "院墙占了三尺地"}, now=NOON)
        given = application(place="示例东岗村", mediator_id=person.id, colour_reason="吵过几回")
        return cases.open_case(session, "a", given, NOON)


def act(database, what, *arguments):
    with database.session() as session:
        return what(session, *arguments)


def trail(database, opened):
    with database.session() as session:
        return [(one.who, one.what) for one in caseload.look(session, opened.number, ZHANG, NOON).trail]


def test_the_list(database, opened, application):
    with database.session() as session:
        other = cases.open_case(session, "b", application(conversation_id="talk-2"), NOON)
        caseload.move(session, other.number, states.DECLINED, ZHANG, "不归调解", NOON + HOUR)
        everything = caseload.list_cases(session)
        (line,) = caseload.list_cases(session, open_only=True)
    assert [one.number for one in everything] == [other.number, opened.number]
    assert (line.number, line.state, line.place, line.held_by) == (opened.number, "待受理", "示例东岗村", None)
    assert line.mediator.startswith("示例·") and "示例·申请人" not in str(everything)


def test_a_file_shows_everything_and_notes_who_looked(database, opened):
    file = act(database, caseload.look, f" {opened.number} ", LI, NOON + HOUR)
    assert (file.applicant_name, file.applicant_phone) == ("示例·申请人", "0000-7654321")
    assert (file.place_text, file.summary, file.colour_reason) == ("示例东岗村", "院墙占了三尺地", "吵过几回")
    assert [one.body["text"] for one in file.messages] == ["院墙占了三尺地"] and not file.erased
    last = file.trail[-1]
    assert (last.who, last.what, last.at, last.state) == (LI, "查看", NOON + HOUR, "待受理")
    assert [what for _, what in trail(database, opened)] == ["提交", "查看", "查看"]


def test_every_act_is_noted_and_the_resident_sees_what_happened_to_the_matter(database, opened):
    act(database, caseload.take, opened.number, ZHANG, NOON)
    act(database, caseload.say, opened.number, ZHANG, "您明天来一趟。", NOON)
    act(database, caseload.move, opened.number, "已受理", ZHANG, "", NOON)
    act(database, caseload.release, opened.number, LI, NOON)
    acts = [(ZHANG, "接手对话"), (ZHANG, "说话"), (ZHANG, "改状态"), (LI, "交还对话")]
    assert trail(database, opened)[1:-1] == acts
    with database.session() as session:
        assert taking_over.held(session, "talk-1") is None
        said = [(one.sender, one.body["kind"]) for one in conversations.history(session, "talk-1", after=1)]
        assert said == [("person", "person"), ("bot", "progress")]
        shown = enquiries.case_status(session, opened.number, opened.code, NOON).status.history
    assert [one.text for one in shown] == [
        "您提交了申请。",
        "接手对话。",
        f"{ZHANG}：调解员已经接手，会跟您联系。",
        "交还对话。",
    ]


def test_only_one_has_the_talk(database, opened):
    act(database, caseload.take, opened.number, ZHANG, NOON)
    for what in (caseload.take, lambda session, *rest: caseload.say(session, *rest, "我也说")):
        with pytest.raises(ConversationHeld):
            act(database, what, opened.number, LI)
    with database.reading() as session:
        assert caseload.list_cases(session)[0].held_by == ZHANG
    assert [what for _, what in trail(database, opened)] == ["提交", "接手对话", "查看"]


@pytest.mark.parametrize(
    "what, arguments",
    [
        (caseload.look, (ZHANG,)),
        (caseload.move, ("已受理", ZHANG)),
        (caseload.take, (ZHANG,)),
        (caseload.say, (ZHANG, "您好")),
        (caseload.release, (ZHANG,)),
    ],
)
def test_a_case_that_is_not_there(database, what, arguments):
    with pytest.raises(CaseRefused, match="请核对编号"):
        act(database, what, "2026示例9999", *arguments)


def test_what_cannot_be_done_is_refused_with_the_reason(database, opened):
    with pytest.raises(CaseRefused, match="要写明原因"):
        act(database, caseload.move, opened.number, "不予受理", ZHANG)
    with pytest.raises(CaseRefused, match="没有人接手"):
        act(database, caseload.release, opened.number, ZHANG)
    with pytest.raises(CaseRefused, match="还没有写"):
        act(database, caseload.say, opened.number, ZHANG, " ")


def test_what_the_resident_had_deleted_is_gone_and_said_to_be(database, opened):
    act(database, privacy.forget, "talk-1", NOON)
    file = act(database, caseload.look, opened.number, ZHANG, NOON)
    assert file.erased and not file.messages
    assert (file.applicant_name, file.applicant_phone, file.summary, file.place_text) == ("", "", "", "")
    for what, rest in ((caseload.take, ()), (caseload.say, ("您好",))):
        with pytest.raises(CaseRefused, match="请打电话联系"):
            act(database, what, opened.number, ZHANG, *rest)
