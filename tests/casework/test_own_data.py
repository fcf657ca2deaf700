"""What a visitor sees of what is kept, and does with it: their own only, every act noted, nothing after it is closed."""

from datetime import date, datetime, timedelta, timezone

import pytest

from casework import cases, consultations, conversations, followers, own_data, privacy, tables
from casework.district import load_sample_if_empty
from casework.errors import CaseRefused
from casework.mediators import directory

NOON = datetime(2026, 11, 22, 4, 0, tzinfo=timezone.utc)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
NOBODYS = "9999示例9999"


@pytest.fixture
def opened(database, application):
    """Two talks of one visitor with a case and a guide each, and a stranger's case."""
    with database.session() as session:
        load_sample_if_empty(session)
        for talk, at in (("talk-1", NOON), ("talk-2", NOON + DAY)):
            conversations.append_message(session, talk, {"text": "俺叫人打了"}, client_id="a", now=at)
            consultations.save_consultation(session, talk, talk, "x", {"a": 1}, date(2026, 11, 22), {}, "v1", 180, at)
        first = cases.open_case(session, "a", application(conversation_id="talk-1"), NOON)
        second = cases.open_case(session, "b", application(conversation_id="talk-2"), NOON + DAY)
        other = cases.open_case(session, "c", application(conversation_id="other"), NOON)
    return first.number, second.number, other.number


@pytest.fixture
def events(database):
    def events(number):
        with database.reading() as session:
            case = session.query(tables.Case).filter_by(number=number).one()
            return [(event.who, event.what, event.state) for event in case.events]

    return events


def test_over_all_talks_newest_first_and_nobody_elses(database, opened):
    first, second, _ = opened
    with database.reading() as session:
        kept = own_data.kept_about(session, ["talk-1", "talk-2", "never"], 90, NOON + DAY)
    assert [one.status.number for one in kept.cases] == [second, first]
    assert [one.created_at for _, one in kept.consultations] == [NOON + DAY, NOON]
    assert [(talk.id, talk.messages, talk.first, talk.last, talk.until) for talk in kept.talks] == [
        ("talk-2", 1, NOON + DAY, NOON + DAY, NOON + 91 * DAY),
        ("talk-1", 1, NOON, NOON, NOON + 90 * DAY),
    ]
    assert kept.on_wechat is None and not kept.nothing
    assert (kept.cases[0].name, kept.cases[0].phone) == ("示例·申请人", "0000-7654321")


def test_a_stranger_has_nothing(database, opened):
    with database.session() as session:
        assert own_data.kept_about(session, [], 90, NOON).nothing
        assert own_data.own_case(session, ["other"], opened[0]) is None
        assert own_data.withdraw_own(session, ["other"], opened[0], NOON) is None
        assert own_data.correct(session, [], opened[0], "示例·新名", "13800000000", NOON) is None
        assert own_data.own_case(session, ["talk-1"], NOBODYS) is None


def test_the_account_is_told_of_without_its_number_for_the_resident(database):
    with database.session() as session:
        known = followers.follower(session, "o-secret", NOON)
        town = next(one for one in directory(session).towns) if load_sample_if_empty(session) else None
        followers.set_place(session, known.id, town.id)
    with database.reading() as session:
        kept = own_data.kept_about(session, [known.conversation_id], 90, NOON)
    assert kept.on_wechat == NOON and kept.place == town.name
    assert "o-secret" not in repr(kept)


def test_a_look_is_noted_once_a_day_and_is_no_news(database, opened, events):
    first, _, other = opened
    for at in (NOON, NOON + HOUR, NOON + DAY):
        with database.session() as session:
            own_data.note_shown(session, ["talk-1"], at)
    looks = [what for _, what, _ in events(first) if what == "本人看过姓名电话"]
    assert len(looks) == 2 and len(events(other)) == 1
    with database.session() as session:
        own_data.note_downloaded(session, ["talk-1"], NOON)
        own = own_data.own_case(session, ["talk-1"], first)
    said = [step.text for step in own.status.history]
    assert said == ["您提交了申请。", "本人下载了自己的信息。"]


def test_withdrawing_is_the_residents_own_act_and_happens_once(database, opened, events):
    first = opened[0]
    with database.session() as session:
        own = own_data.withdraw_own(session, ["talk-1", "talk-2"], first, NOON + HOUR)
    assert own.status.state == "已撤回" and not own.status.can_withdraw
    assert events(first)[-1] == ("当事人", "改状态", "已撤回")
    with database.session() as session, pytest.raises(CaseRefused, match="已撤回"):
        own_data.withdraw_own(session, ["talk-1"], first, NOON + HOUR)


def test_name_and_phone_are_put_right_and_that_is_noted(database, opened, events):
    first = opened[0]
    with database.session() as session:
        own = own_data.correct(session, ["talk-1"], first, " 示例·李四 ", "（0374）１２３４５６７", NOON)
    assert (own.name, own.phone) == ("示例·李四", "03741234567")
    assert events(first)[-1] == ("当事人", "本人改了姓名或电话", "待受理")
    before = events(first)
    with database.session() as session:
        own_data.correct(session, ["talk-1"], first, "示例·李四", "0374 1234567", NOON)
    assert events(first) == before


@pytest.mark.parametrize(
    "name, phone, why",
    [
        ("", "13800000000", "姓名"),
        ("x" * 21, "13800000000", "姓名"),
        ("张3", "13800000000", "姓名"),
        ("<b>", "13800000000", "姓名"),
        ("示例·李四", "", "电话"),
        ("示例·李四", "12345", "电话"),
        ("示例·李四", "138000000001", "电话"),
        ("示例·李四", "tel:13800000000", "电话"),
    ],
)
def test_a_wrong_correction_is_refused_with_the_remedy_and_changes_nothing(database, opened, events, name, phone, why):
    with database.session() as session, pytest.raises(CaseRefused, match=why):
        own_data.correct(session, ["talk-1"], opened[0], name, phone, NOON)
    assert len(events(opened[0])) == 1


def test_after_forgetting_the_case_stays_without_a_name_and_cannot_be_corrected(database, opened):
    first = opened[0]
    with database.session() as session:
        privacy.forget(session, "talk-1", NOON)
        own = own_data.own_case(session, ["talk-1"], first)
        assert own.erased and (own.name, own.phone, own.place, own.summary) == ("", "", "", "")
        assert not own.can_correct and own.status.can_withdraw
        with pytest.raises(CaseRefused):
            own_data.correct(session, ["talk-1"], first, "示例·李四", "13800000000", NOON)
        assert own_data.kept_about(session, ["talk-1"], 90, NOON).consultations == []


def test_the_directory_holds_everybody_once_where_they_serve(database):
    with database.session() as session:
        load_sample_if_empty(session)
        session.query(tables.Mediator).filter_by(name="示例·陈调解员").one().active = False
    with database.reading() as session:
        everybody = directory(session)
        active = session.query(tables.Mediator).filter_by(active=True).count()
    east = everybody.towns[0]
    assert east.name == "示例东镇" and [one.label for one in east.mediators] == ["示例·张调解员", "示例·刘调解员"]
    assert [(village.name, len(village.mediators)) for village in east.villages][:2] == [
        ("示例东岗村", 0),
        ("示例东河村", 1),
    ]
    assert len(everybody.mediators) + sum(town.count for town in everybody.towns) == active
