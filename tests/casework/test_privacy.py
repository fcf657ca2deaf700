"""Forgetting on request and when time is up."""

from datetime import date, datetime, timedelta, timezone

import pytest
from sqlalchemy import select

from casework import (
    cases,
    checkpoints,
    consultations,
    conversations,
    enquiries,
    followers,
    incoming,
    outgoing,
    privacy,
    tables,
)
from casework.errors import ConversationWiped

NOON = datetime(2026, 11, 22, 4, 0, tzinfo=timezone.utc)
DAY = timedelta(days=1)


@pytest.fixture
def fill(database, application):
    """A conversation with everything a resident can leave behind."""

    def fill(talk, now=NOON, keep_days=180):
        with database.session() as session:
            asked, _ = conversations.append_message(session, talk, {"text": "俺叫人打了"}, client_id="a", now=now)
            conversations.record_replies(session, talk, asked.seq, [{"text": "先打 110"}], now)
            checkpoints.save_checkpoint(session, talk, {"a": 1}, now=now)
            token = consultations.save_consultation(
                session, talk, talk, "x", {"a": 1}, date(2026, 11, 22), {"g": 1}, "v1", keep_days, now
            )
            found = consultations.consultation_by_token(session, token, now)
            given = application(conversation_id=talk, consultation_id=found.id, place="示例村口", colour_reason="动手")
            opened = cases.open_case(session, talk, given, now)
            cases.move(session, opened.case_id, "已受理", "示例·某", "调解员", "打过 0000-7654321", now)
        return token, opened

    return fill


def personal(case):
    return [case.applicant_name, case.applicant_phone, case.summary, case.place_text, case.colour_reason]


def test_forgetting_leaves_only_the_bones_of_a_case(database, fill, counts):
    token, opened = fill("talk-1")
    _, others = fill("talk-2")
    with database.session() as session:
        gone = privacy.forget(session, "talk-1", NOON + DAY)
    assert (gone.conversations, gone.messages, gone.consultations) == (1, 3, 1)
    assert gone.cases == gone.open_cases == [opened.number]
    with database.session() as session:
        assert conversations.history(session, "talk-1") == []
        assert checkpoints.load_checkpoint(session, "talk-1") is None
        assert consultations.consultation_by_token(session, token, NOON) is None
        case = session.get(tables.Case, opened.case_id)
        assert personal(case) == [None] * 5 and case.erased_at == NOON + DAY
        assert (case.number, case.state, case.consent_version) == (opened.number, "已受理", "2026-11")
        assert [event.note for event in case.events] == [None] * 3
        assert case.events[-1].what == "按当事人的要求删除了个人信息" and case.events[-1].who == "当事人"
        assert enquiries.case_status(session, opened.number, opened.code, NOON).status.state == "已受理"
        assert None not in personal(session.get(tables.Case, others.case_id))
    left = counts(database)
    assert (left["message"], left["checkpoint"], left["consultation"], left["casefile"]) == (3, 1, 1, 2)


def test_nothing_comes_back_after_forgetting(database, fill, application):
    fill("talk-1")
    with database.session() as session:
        privacy.forget(session, "talk-1", NOON)
        again = privacy.forget(session, "talk-1", NOON)
        assert again == privacy.Forgotten()
    for write in (
        lambda session: checkpoints.save_checkpoint(session, "talk-1", {"a": 1}),
        lambda session: cases.open_case(session, "new", application(conversation_id="talk-1")),
        lambda session: consultations.save_consultation(
            session, "new", "talk-1", "x", {}, date(2026, 11, 22), {}, "v1"
        ),
    ):
        with pytest.raises(ConversationWiped), database.session() as session:
            write(session)


def test_a_visitor_who_left_nothing_can_be_forgotten_too(database):
    with database.session() as session:
        assert privacy.forget(session, "nobody", NOON).cases == []


def test_wiping_a_kiosk_keeps_guide_and_case(database, fill):
    token, opened = fill("talk-1")
    with database.session() as session:
        privacy.wipe_chat(session, "talk-1", NOON)
        assert conversations.history(session, "talk-1") == []
        assert consultations.consultation_by_token(session, token, NOON)
        assert None not in personal(session.get(tables.Case, opened.case_id))
    with database.session() as session:  # and who remembers the conversation can still have the rest forgotten
        assert privacy.forget(session, "talk-1", NOON).cases == [opened.number]


def test_what_is_forgotten_is_overwritten_in_the_file(database, fill, everything_in):
    fill("talk-1")
    with database.reading() as session:
        sealed = session.connection().exec_driver_sql("SELECT applicant_phone FROM casefile").scalar_one().encode()
    assert sealed in everything_in(database)
    with database.session() as session:
        privacy.forget(session, "talk-1", NOON)
    database.close()  # closing the last connection folds SQLite's log into the file
    assert sealed not in everything_in(database)


def test_purging_drops_chats_and_guides_whose_time_is_up(database, fill, counts):
    _, old = fill("old", NOON, keep_days=30)
    fill("new", NOON + 60 * DAY)
    with database.session() as session:
        conversations.append_message(session, "bare", {"text": "x"}, now=NOON)
    with database.session() as session:
        gone = privacy.purge(session, NOON + 61 * DAY, days=60)
    assert (gone.conversations, gone.messages, gone.consultations, gone.cases) == (1, 4, 1, [])
    with database.session() as session:
        assert conversations.history(session, "old") == [] and len(conversations.history(session, "new")) == 3
        assert session.execute(select(tables.Conversation.id).order_by("id")).scalars().all() == ["new", "old"]
        assert None not in personal(session.get(tables.Case, old.case_id))
        # The owner of an emptied conversation may come back, and may have the case forgotten.
        assert conversations.append_message(session, "old", {"text": "又来了"})[0].seq == 4
        assert privacy.forget(session, "old", NOON).cases == [old.number]
    assert counts(database)["consultation"] == 1


def test_purging_on_the_last_day_still_keeps(database, fill):
    fill("talk-1", NOON, keep_days=30)
    with database.session() as session:
        assert privacy.purge(session, NOON + 30 * DAY - timedelta(seconds=1), days=30) == privacy.Forgotten()


def test_finished_cases_are_blanked_when_the_place_says_so(database, fill):
    _, finished = fill("talk-1")
    _, still_open = fill("talk-2")
    with database.session() as session:
        cases.move(session, finished.case_id, "已办结", "示例·某", "调解员", now=NOON)
    later = NOON + 400 * DAY
    with database.session() as session:
        assert privacy.purge(session, later).cases == []
        assert privacy.purge(session, later, case_days=365).cases == [finished.number]
        assert privacy.purge(session, later, case_days=365).cases == []
        assert personal(session.get(tables.Case, finished.case_id)) == [None] * 5
        assert None not in personal(session.get(tables.Case, still_open.case_id))


@pytest.fixture
def follow(database):
    """A follower with a message answered, one still open, and something owed."""

    def follow(openid, now=NOON):
        with database.session() as session:
            one = followers.follower(session, openid, now)
            done = incoming.accept(session, one.id, f"{openid}|1", {"text": "俺叫人打了"}, now)
            incoming.finish(session, done.id, {"parts": [{"text": "先打 110"}]}, [], now)
            incoming.accept(session, one.id, f"{openid}|2", {"text": "删除我的信息"}, now)
            outgoing.owe(session, one.id, f"{openid}|p", "progress", {"text": "有进展"}, now)
        return one

    return follow


def test_a_follower_is_forgotten_and_goes_on_in_a_new_conversation(database, fill, follow, counts):
    li, wang = follow("o-示例-li"), follow("o-示例-wang")
    fill(li.conversation_id)
    with database.session() as session:
        followers.seen(session, li.id, "typed", NOON)
        privacy.forget(session, li.conversation_id, NOON)
    with database.session() as session:
        again = followers.follower(session, "o-示例-li")
        assert again.id == li.id and again.conversation_id != li.conversation_id and again.typed_left == 5
        assert followers.follower_of(session, li.conversation_id) is None
        # A resend of what was answered is still known, but what was said is gone; what is open is still answered.
        known = incoming.accept(session, li.id, "o-示例-li|1", {"text": "俺叫人打了"})
        assert known.done and not known.new and known.reply == {"parts": []}
        assert "删除我的信息" in [one.said["text"] for one in incoming.abandoned(session)]
        assert outgoing.take_for_reply(session, li.id) == []
        assert len(outgoing.take_for_reply(session, wang.id)) == 1
        assert incoming.accept(session, wang.id, "o-示例-wang|1", {}).reply["parts"]
        conversations.append_message(session, again.conversation_id, {"text": "又来了"})


def test_purging_drops_followers_nobody_has_seen_unless_something_of_theirs_is_left(database, fill, follow, counts):
    follow("o-示例-gone")
    fill(follow("o-示例-with-a-case").conversation_id)
    follow("o-示例-new", NOON + 60 * DAY)
    with database.session() as session:
        privacy.purge(session, NOON + 61 * DAY, days=60)
    with database.session() as session:
        left = [one.openid for one in session.execute(select(tables.Follower).order_by("id")).scalars()]
    assert left == ["o-示例-with-a-case", "o-示例-new"]
    assert (counts(database)["outgoing"], counts(database)["incoming"]) == (3, 3), "one was answered long ago"


def test_purging_drops_what_was_answered_and_told_some_days_ago(database, follow, counts):
    li = follow("o-示例-li")
    with database.session() as session:
        outgoing.take_for_reply(session, li.id, NOON)
        privacy.purge(session, NOON + 2 * DAY)
    assert (counts(database)["incoming"], counts(database)["outgoing"]) == (2, 1)
    with database.session() as session:
        privacy.purge(session, NOON + 2 * DAY + timedelta(seconds=1))
    assert (counts(database)["incoming"], counts(database)["outgoing"]) == (1, 0)
