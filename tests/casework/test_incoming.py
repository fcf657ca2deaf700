"""A message of a follower is taken in once, answered once, and in order, whichever worker is quick, slow or dead."""

from datetime import datetime, timedelta, timezone

import pytest

from casework import followers, incoming, outgoing
from tests.casework.together import together

NOON = datetime(2026, 11, 22, 4, 0, tzinfo=timezone.utc)
SECOND = timedelta(seconds=1)
SAID = {"kind": "text", "text": "俺叫人打了"}
REPLY = {"parts": [{"type": "text", "text": "先打 110"}]}


def later(seconds):
    return NOON + seconds * SECOND


@pytest.fixture
def li(database):
    with database.session() as session:
        return followers.follower(session, "o-示例-li", NOON)


def take_in(database, follower, key, said=SAID, now=NOON):
    with database.session() as session:
        return incoming.accept(session, follower.id, key, said, now)


def lease(database, id_, holder="w1", seconds=30, now=NOON):
    with database.session() as session:
        return incoming.lease(session, id_, holder, seconds, now)


def finish(database, id_, reply=REPLY, owed=(), now=NOON):
    with database.session() as session:
        return incoming.finish(session, id_, reply, list(owed), now)


def look(database, id_):
    with database.reading() as session:
        return incoming.look(session, id_)


def owed_to(database, follower, now=NOON):
    with database.session() as session:
        return [one.body for one in outgoing.take_for_reply(session, follower.id, now)]


def test_a_resend_finds_the_first_delivery_and_its_reply(database, li):
    first = take_in(database, li, "li|1|100")
    assert (first.new, first.done, first.late, first.reply) == (True, False, False, None)
    again = take_in(database, li, "li|1|100", {"text": "不会被看"})
    assert (again.id, again.new, again.done) == (first.id, False, False)
    assert lease(database, first.id) and finish(database, first.id) is False
    told = take_in(database, li, "li|1|100")
    assert (told.id, told.new, told.done, told.reply) == (first.id, False, True, REPLY)
    assert not lease(database, first.id), "what is done is not done again"


def test_the_key_is_not_kept_as_it_is(database, li, everything_in):
    take_in(database, li, "o-示例-li|1|100")
    found = everything_in(database)
    assert "示例-li".encode() not in found and "叫人打了".encode() not in found


def test_nothing_said_is_kept_once_it_is_answered(database, li):
    one = take_in(database, li, "k")
    with database.reading() as session:
        assert [each.said for each in incoming.abandoned(session, NOON)] == [SAID]
    finish(database, one.id)
    with database.reading() as session:
        assert session.connection().exec_driver_sql("SELECT count(*) FROM incoming WHERE done_at IS NULL").scalar() == 0
        assert session.query(incoming.tables.Incoming.said).scalar() == {}


def test_two_workers_take_the_same_message_in_once(open_database, database, li):
    other = open_database()
    took = together(*[lambda where=where: take_in(where, li, "same") for where in (database, other) * 3])
    assert len({one.id for one in took}) == 1 and [one.new for one in took].count(True) == 1


def test_two_workers_race_for_one_message_and_one_wins(open_database, database, li):
    other = open_database()
    for number in range(5):
        id_ = take_in(database, li, f"k{number}").id
        won = together(
            *[
                lambda n=n, where=where, id_=id_: lease(where, id_, f"w{n}")
                for n, where in enumerate((database, other) * 2)
            ]
        )
        assert won.count(True) == 1
        finish(database, id_)


def test_who_has_the_lease_makes_it_longer_and_nobody_else_gets_it(database, li):
    id_ = take_in(database, li, "k").id
    assert lease(database, id_, "w1") and lease(database, id_, "w1")
    assert not lease(database, id_, "w2")


def test_a_later_message_waits_for_the_earlier_ones(database, li):
    first, second = take_in(database, li, "1"), take_in(database, li, "2")
    assert not lease(database, second.id)
    assert lease(database, first.id) and not lease(database, second.id)
    finish(database, first.id)
    assert lease(database, second.id)


def test_nobody_waits_for_another_follower(database, li):
    with database.session() as session:
        wang = followers.follower(session, "o-示例-wang", NOON)
    take_in(database, li, "1")
    assert lease(database, take_in(database, wang, "1 of wang").id)


def test_messages_taken_in_by_two_workers_at_once_are_answered_in_one_order(open_database, database, li):
    other = open_database()
    took = together(
        *[lambda n=n, where=where: take_in(where, li, f"k{n}").id for n, where in enumerate((database, other) * 4)]
    )
    answered = []

    def work(where, name):
        while len(answered) < len(took):
            for id_ in took:
                if lease(where, id_, name):
                    answered.append(id_)
                    finish(where, id_)

    together(lambda: work(database, "w1"), lambda: work(other, "w2"))
    assert answered == sorted(took)


def test_the_lease_of_a_dead_worker_is_taken_over(open_database, database, li):
    id_ = take_in(database, li, "k").id
    assert lease(database, id_, "w1", 30)
    database.close()
    other = open_database()
    with other.reading() as session:
        assert incoming.abandoned(session, later(29)) == []
    assert not lease(other, id_, "w2", now=later(29))
    with other.reading() as session:
        (left,) = incoming.abandoned(session, later(30))
    assert (left.id, left.follower_id, left.said, left.late) == (id_, li.id, SAID, False)
    assert lease(other, id_, "w2", now=later(30))
    finish(other, id_)
    assert finish(other, id_, {"parts": ["谁也不该看到"]}) is False and look(other, id_).reply == REPLY


def test_only_the_first_of_a_follower_is_abandoned(database, li):
    first, second = take_in(database, li, "1"), take_in(database, li, "2")
    with database.reading() as session:
        assert [one.id for one in incoming.abandoned(session, NOON)] == [first.id]
    lease(database, first.id)
    with database.reading() as session:
        assert incoming.abandoned(session, NOON) == []
    finish(database, first.id)
    with database.reading() as session:
        assert [one.id for one in incoming.abandoned(session, NOON)] == [second.id]


def test_a_reply_that_comes_too_late_is_owed_instead(database, li):
    id_ = take_in(database, li, "k").id
    lease(database, id_)
    with database.session() as session:
        assert incoming.give_up_waiting(session, id_).done is False
    two = {"parts": [{"text": "一"}, {"text": "二"}], "menu": True}
    assert finish(database, id_, two, [{"text": "三"}]) is True
    again = take_in(database, li, "k")
    assert again.done and again.late and again.reply == {"parts": [], "menu": True}
    assert owed_to(database, li) == [{"text": "一"}, {"text": "二"}, {"text": "三"}]
    assert owed_to(database, li) == []


def test_a_reply_that_is_there_when_the_patience_ends_is_told(database, li):
    id_ = take_in(database, li, "k").id
    finish(database, id_)
    with database.session() as session:
        stands = incoming.give_up_waiting(session, id_)
    assert stands.done and not stands.late and stands.reply == REPLY
    assert owed_to(database, li) == []


def test_what_does_not_fit_is_owed_and_the_reply_stays(database, li):
    id_ = take_in(database, li, "k").id
    assert finish(database, id_, REPLY, [{"text": "还有"}]) is False
    assert look(database, id_).reply == REPLY and owed_to(database, li) == [{"text": "还有"}]


def test_giving_up_and_finishing_at_once_lose_and_double_nothing(open_database, database, li):
    other = open_database()
    for number in range(8):
        id_ = take_in(database, li, f"k{number}").id

        def give_up(id_=id_):
            with other.session() as session:
                return incoming.give_up_waiting(session, id_)

        late, stands = together(lambda id_=id_: finish(database, id_), give_up)
        told = stands.reply["parts"] if stands.done else []
        assert told + owed_to(database, li) == REPLY["parts"] and late == (not stands.done)


def test_nothing_is_owed_to_one_who_left(database, li):
    id_ = take_in(database, li, "k").id
    with database.session() as session:
        incoming.give_up_waiting(session, id_)
        followers.set_following(session, li.id, False, NOON)
    assert finish(database, id_) is True and owed_to(database, li) == []


def test_a_message_that_is_gone_is_said_to_be_gone(database, li):
    for act in (incoming.look, incoming.give_up_waiting, lambda session, id_: incoming.finish(session, id_, {}, [])):
        with pytest.raises(LookupError), database.session() as session:
            act(session, 7)
    assert not lease(database, 7)


def test_old_answers_are_purged_and_open_messages_are_not(database, li):
    old, fresh, still_open = (take_in(database, li, key).id for key in "abc")
    finish(database, old, now=NOON)
    finish(database, fresh, now=later(10))
    with database.session() as session:
        assert incoming.purge(session, later(5)) == 1
    assert look(database, fresh).done and not look(database, still_open).done
    with pytest.raises(LookupError):
        look(database, old)


def test_taking_in_and_leasing_is_cheap(database, li):
    """Once for every message of every resident: a statement for each step, and one that keeps PostgreSQL's order."""
    from sqlalchemy import event

    said = []
    listener = lambda conn, cursor, statement, *rest: said.append(statement.split()[0])  # noqa: E731
    event.listen(database.engine, "before_cursor_execute", listener)
    with database.session() as session:
        taken = incoming.accept(session, li.id, "k", SAID, NOON)
        assert incoming.lease(session, taken.id, "w1", 30, NOON)
    event.remove(database.engine, "before_cursor_execute", listener)
    assert [word for word in said if word not in ("PRAGMA", "BEGIN")] == ["SELECT", "INSERT", "UPDATE"][
        database.sqlite :
    ]


def test_a_reply_nobody_waited_for_any_more_is_owed_and_not_told_to_resends(database, li):
    id_ = take_in(database, li, "li|1|100").id
    assert lease(database, id_) and finish(database, id_) is False
    for _ in range(2):
        with database.session() as session:
            assert incoming.came_too_late(session, id_, NOON)
    stands = look(database, id_)
    assert (stands.done, stands.late, stands.reply) == (True, True, {"parts": []})
    assert owed_to(database, li) == REPLY["parts"], "once, however often it is said"
    with database.session() as session:
        assert not incoming.came_too_late(session, 10**6, NOON)
