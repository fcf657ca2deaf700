"""Residents on WeChat: found again, counted as WeChat counts, and given a new conversation when they are forgotten."""

from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy import select

from casework import conversations, district, followers, outgoing, places, privacy, tables
from tests.casework.together import together

NOON = datetime(2026, 11, 22, 4, 0, tzinfo=timezone.utc)
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)
OPENID = "o-示例-li"


@pytest.fixture
def li(database):
    with database.session() as session:
        return followers.follower(session, OPENID, NOON)


def again(database):
    with database.reading() as session:
        return followers.follower(session, OPENID)


def heard(database, li, how, now=NOON):
    with database.session() as session:
        followers.seen(session, li.id, how, now)


def spend(database, li, now=NOON):
    with database.session() as session:
        return followers.spend(session, li.id, now)


def test_a_follower_is_made_once_and_found_again(database, li):
    assert li.openid == OPENID and li.following and li.conversation_id.startswith("wx-") and li.place == ""
    assert again(database) == li
    with database.session() as session:
        other = followers.follower(session, "o-示例-wang", NOON)
        assert (other.id, other.conversation_id) != (li.id, li.conversation_id)
        assert followers.follower_of(session, other.conversation_id) == other
        assert followers.follower_of(session, "a-web-talk") is None


def test_many_first_messages_at_once_make_one_follower(open_database, database):
    def come(where):
        with where.session() as session:
            return followers.follower(session, "o-示例-new", NOON)

    other = open_database()
    found = together(*[lambda where=where: come(where) for where in (database, other) * 4])
    assert len({(one.id, one.conversation_id) for one in found}) == 1


def test_the_openid_lies_sealed(database, li, everything_in):
    assert "示例-li".encode() not in everything_in(database)


def test_where_they_live(database, li):
    with database.session() as session:
        district.load_sample_if_empty(session)
        village = next(one for one in places.all_places(session) if one.level == places.VILLAGE)
        followers.set_place(session, li.id, village.id)
    assert (again(database).place_id, again(database).place) == (village.id, village.name)


def test_a_typed_message_opens_five_for_two_days(database, li):
    assert not spend(database, li)
    heard(database, li, "typed")
    assert [spend(database, li, NOON + 48 * HOUR - SECOND) for _ in range(6)] == [True] * 5 + [False]
    heard(database, li, "typed", NOON + HOUR)
    assert not spend(database, li, NOON + 49 * HOUR) and spend(database, li, NOON + 49 * HOUR - SECOND)


def test_a_tap_opens_three_for_a_minute_and_they_are_spent_first(database, li):
    heard(database, li, "typed")
    heard(database, li, "tapped")
    assert [spend(database, li, NOON + 59 * SECOND) for _ in range(3)] == [True] * 3
    assert (again(database).tapped_left, again(database).typed_left) == (0, 5)
    heard(database, li, "tapped", NOON + HOUR)
    assert spend(database, li, NOON + HOUR + 60 * SECOND), "the minute is over, the two days are not"
    assert (again(database).tapped_left, again(database).typed_left) == (3, 4)


def test_only_being_seen_opens_nothing(database, li):
    heard(database, li, "", NOON + HOUR)
    assert not spend(database, li, NOON + HOUR)
    with database.reading() as session:
        assert session.execute(select(tables.Follower.last_seen_at)).scalar_one() == NOON + HOUR


def test_two_workers_never_spend_more_than_there_is(open_database, database, li):
    other = open_database()
    heard(database, li, "typed")
    spent = together(*[lambda where=where: spend(where, li) for where in (database, other) * 6])
    assert spent.count(True) == 5 and again(database).typed_left == 0


def test_the_platform_counts_better(database, li):
    heard(database, li, "typed")
    heard(database, li, "tapped")
    with database.session() as session:
        followers.close_windows(session, li.id)
    assert not spend(database, li)


def test_who_leaves_is_owed_nothing_and_sent_nothing(database, li):
    heard(database, li, "typed")
    with database.session() as session:
        assert outgoing.owe(session, li.id, "k1", "progress", {"text": "有进展"}, NOON)
        followers.set_following(session, li.id, False, NOON)
        assert not outgoing.owe(session, li.id, "k2", "progress", {"text": "又有进展"}, NOON)
        assert outgoing.lease_due(session, "w1", NOON) == []
    assert not spend(database, li) and not again(database).following
    heard(database, li, "typed")
    assert again(database).following and spend(database, li)
    with database.session() as session:
        assert outgoing.take_for_reply(session, li.id, NOON) == []


def test_a_new_conversation(database, li):
    with database.session() as session:
        fresh = followers.new_conversation(session, li.id)
    assert again(database).conversation_id == fresh != li.conversation_id


def test_a_talk_begun_elsewhere_is_taken_up_and_what_was_theirs_stays_theirs(database, li):
    with database.session() as session:
        before = followers.follower(session, li.openid).conversation_id
        followers.move_to(session, li.id, "web-talk")
    with database.reading() as session:
        now = followers.follower(session, li.openid)
        assert now.conversation_id == "web-talk" and followers.earlier_talks(session, li.id) == [before]
        assert followers.follower_of(session, before).id == followers.follower_of(session, "web-talk").id == li.id


def test_a_talk_is_one_followers_alone(database, li):
    with database.session() as session:
        other = followers.follower(session, "o-示例-wang")
        followers.move_to(session, other.id, li.conversation_id)
    with database.reading() as session:
        assert followers.follower(session, li.openid).conversation_id != li.conversation_id
        assert followers.follower_of(session, li.conversation_id).openid == "o-示例-wang"


def test_taking_up_ones_own_talk_changes_nothing(database, li):
    with database.session() as session:
        followers.move_to(session, li.id, li.conversation_id)
        assert followers.earlier_talks(session, li.id) == []
        assert followers.follower(session, li.openid).conversation_id == li.conversation_id


def test_forgetting_reaches_the_earlier_talks(database, li):
    with database.session() as session:
        conversations.append_message(session, li.conversation_id, {"text": "早先"}, channel="wechat")
        followers.move_to(session, li.id, "web-talk")
        conversations.append_message(session, "web-talk", {"text": "后来"})
        gone = privacy.forget(session, "web-talk")
        assert gone.messages == 2 and followers.follower(session, li.openid).conversation_id not in (
            "web-talk",
            li.conversation_id,
        )
