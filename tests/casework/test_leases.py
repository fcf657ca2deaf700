"""What one process may do at a time, and the value the others share meanwhile."""

from datetime import datetime, timedelta, timezone
from functools import partial

from casework import leases
from tests.casework.together import together

NOON = datetime(2026, 11, 22, 4, 0, tzinfo=timezone.utc)
SECOND = timedelta(seconds=1)


def take(database, holder, now=NOON, name="token"):
    with database.session() as session:
        return leases.take(session, name, holder, 30, now)


def keep(database, value, until=NOON + 60 * SECOND):
    with database.session() as session:
        leases.keep_value(session, "token", value, until)


def kept(database, now=NOON):
    with database.reading() as session:
        return leases.kept_value(session, "token", now)


def test_one_holder_until_it_ends_or_is_given_back(database):
    assert take(database, "w1") and not take(database, "w2") and take(database, "w2", name="another")
    assert take(database, "w1", NOON + 20 * SECOND), "who holds it makes it longer"
    assert not take(database, "w2", NOON + 49 * SECOND)
    assert take(database, "w2", NOON + 50 * SECOND)
    with database.session() as session:
        leases.release(session, "token", "w1")
    assert not take(database, "w1", NOON + 51 * SECOND), "nobody gives back what another holds"
    with database.session() as session:
        leases.release(session, "token", "w2")
    assert take(database, "w1", NOON + 51 * SECOND)


def test_of_many_one_gets_it(open_database, database):
    other = open_database()
    for moment in (NOON, NOON + 31 * SECOND):
        acts = [partial(take, where, f"w{n}", moment) for n, where in enumerate((database, other) * 4)]
        assert together(*acts).count(True) == 1


def test_a_value_is_shared_while_it_lasts(open_database, database):
    assert kept(database) is None
    take(database, "w1")
    keep(database, "一号")
    assert kept(open_database()) == ("一号", NOON + 60 * SECOND)
    assert kept(database, NOON + 60 * SECOND) is None
    keep(database, "二号")
    assert kept(database)[0] == "二号"
    assert not take(database, "w2"), "keeping a value leaves the lease alone"


def test_only_the_value_meant_is_thrown_away(database):
    keep(database, "新的")
    with database.session() as session:
        assert not leases.evict_value(session, "token", "旧的")
    assert kept(database)[0] == "新的"
    with database.session() as session:
        assert leases.evict_value(session, "token", "新的")
        assert not leases.evict_value(session, "token", "新的")
    assert kept(database) is None


def test_the_value_lies_sealed(database, everything_in):
    keep(database, "access-token-示例")
    assert b"access-token" not in everything_in(database)
