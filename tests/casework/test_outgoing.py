"""What a follower is owed is said once and in order, also when the process that was sending it dies."""

from datetime import datetime, timedelta, timezone

import pytest

from casework import followers, outgoing
from tests.casework.together import together

NOON = datetime(2026, 11, 22, 4, 0, tzinfo=timezone.utc)
SECOND = timedelta(seconds=1)


@pytest.fixture
def li(database):
    with database.session() as session:
        return followers.follower(session, "o-示例-li", NOON)


def owe(database, follower, *keys, now=NOON):
    with database.session() as session:
        return [outgoing.owe(session, follower.id, key, "progress", {"text": key}, now) for key in keys]


def due(database, holder="w1", now=NOON, limit=20):
    with database.session() as session:
        return outgoing.lease_due(session, holder, now, limit)


def settle(database, how, one, *more):
    with database.session() as session:
        how(session, one.id, *more)


def told(database, follower, now=NOON):
    with database.session() as session:
        return outgoing.take_for_reply(session, follower.id, now)


def test_one_key_is_owed_once(open_database, database, li):
    assert owe(database, li, "k", "k") == [True, False]
    other = open_database()
    owed = together(*[lambda where=where: owe(where, li, "same")[0] for where in (database, other) * 4])
    assert owed.count(True) == 1
    assert [one.body["text"] for one in told(database, li)] == ["k", "same"]


def test_nothing_is_owed_to_nobody(database):
    with database.session() as session:
        assert not outgoing.owe(session, 7, "k", "progress", {}, NOON)


def test_sending(database, li):
    owe(database, li, "one")
    with database.reading() as session:
        assert outgoing.anything_due(session, NOON)
        assert not outgoing.anything_due(session, NOON - SECOND)
    (one,) = due(database)
    assert (one.follower, one.kind, one.body, one.tries) == (li, "progress", {"text": "one"}, 1)
    with database.reading() as session:
        assert not outgoing.anything_due(session, NOON)
    settle(database, outgoing.sent, one, NOON)
    assert due(database, now=NOON + 100 * SECOND) == [] and told(database, li) == []


def test_one_thing_at_a_time_for_each_follower(database, li):
    with database.session() as session:
        wang = followers.follower(session, "o-示例-wang", NOON)
    owe(database, li, "li 1", "li 2")
    owe(database, wang, "wang 1")
    first, of_wang = due(database)
    assert [first.body["text"], of_wang.body["text"]] == ["li 1", "wang 1"]
    assert due(database) == [], "what comes second waits until the first is settled"
    settle(database, outgoing.wait, first, NOON + 9 * SECOND, "系统繁忙")
    assert due(database, now=NOON + SECOND) == [], "and waits behind it"
    (first,) = due(database, now=NOON + 9 * SECOND)
    assert (first.body["text"], first.tries) == ("li 1", 2)
    settle(database, outgoing.sent, first)
    assert [one.body["text"] for one in due(database, now=NOON + 9 * SECOND)] == ["li 2"]


def test_a_limit(database, li):
    with database.session() as session:
        wang = followers.follower(session, "o-示例-wang", NOON)
    owe(database, li, "1")
    owe(database, wang, "2")
    assert [one.body["text"] for one in due(database, limit=1)] == ["1"]
    assert [one.body["text"] for one in due(database, limit=1)] == ["2"]


def test_two_pumps_send_everything_once_and_in_order(open_database, database):
    other, sent = open_database(), []
    with database.session() as session:
        people = [followers.follower(session, f"o-示例-{n}", NOON) for n in range(3)]
    for number in range(4):
        for person in people:
            owe(database, person, f"{person.id}/{number}")

    def pump(where):
        while len(sent) < 12:
            for one in due(where, limit=2):
                sent.append(one.body["text"])
                settle(where, outgoing.sent, one)

    together(lambda: pump(database), lambda: pump(other))
    assert len(sent) == len(set(sent)) == 12
    for person in people:
        theirs = [text for text in sent if text.startswith(f"{person.id}/")]
        assert theirs == sorted(theirs)


def test_what_a_dead_process_was_sending_is_not_sent_again_but_said_with_doubt(open_database, database, li):
    owe(database, li, "one", "two")
    due(database, "w-dead")
    database.close()
    other = open_database()
    assert due(other, "w2", NOON + 59 * SECOND) == []
    assert [one.body["text"] for one in due(other, "w2", NOON + 60 * SECOND)] == ["two"]
    (one,) = told(other, li, NOON + 61 * SECOND)
    assert (one.body["text"], one.unsure) == ("one", True)


def test_a_slow_process_may_still_say_that_it_arrived(database, li):
    owe(database, li, "one")
    (one,) = due(database)
    assert due(database, now=NOON + 61 * SECOND) == []
    settle(database, outgoing.sent, one)
    assert told(database, li) == []


def test_what_may_not_be_sent_is_said_at_the_next_message_oldest_first(database, li):
    owe(database, li, "one", "two", "three", "four")
    settle(database, outgoing.hold_for_next_message, due(database)[0], "45015")
    settle(database, outgoing.unsure, due(database)[0], "超时")
    settle(database, outgoing.wait, due(database)[0], NOON + 60 * SECOND, "-1")
    waiting = told(database, li)
    assert [(one.body["text"], one.unsure) for one in waiting] == [
        ("one", False),
        ("two", True),
        ("three", False),
        ("four", False),
    ]
    assert {one.follower for one in waiting} == {li}
    assert told(database, li) == [] and due(database, now=NOON + 99 * SECOND) == []


def test_a_reply_that_is_not_committed_has_told_nothing(database, li):
    owe(database, li, "one")
    with pytest.raises(RuntimeError), database.session() as session:
        assert outgoing.take_for_reply(session, li.id, NOON)
        raise RuntimeError("killed before the commit")
    assert [one.body["text"] for one in told(database, li)] == ["one"]


def test_a_reply_and_a_pump_at_once_say_everything_once(open_database, database, li):
    other = open_database()
    for number in range(6):
        owe(database, li, f"k{number}")
        leased, taken = together(lambda: due(database), lambda: told(other, li))
        for one in leased:
            settle(database, outgoing.sent, one)
        assert [one.body["text"] for one in leased + taken] == [f"k{number}"]


def test_what_was_told_stays_told(database, li):
    owe(database, li, "one")
    (one,) = told(database, li)
    for how, more in (
        (outgoing.wait, (NOON, "x")),
        (outgoing.unsure, ("x",)),
        (outgoing.hold_for_next_message, ("x",)),
    ):
        settle(database, how, one, *more)
    assert told(database, li) == [] and due(database) == []


def test_settled_things_are_purged(database, li, counts):
    owe(database, li, "one", "two")
    settle(database, outgoing.sent, due(database)[0], NOON)
    with database.session() as session:
        assert outgoing.purge(session, NOON) == 0
        assert outgoing.purge(session, NOON + SECOND) == 1
    assert counts(database)["outgoing"] == 1
