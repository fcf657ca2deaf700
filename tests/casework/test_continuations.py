"""A code takes a talk up on another device: once, soon, and never one that was deleted."""

from datetime import datetime, timedelta, timezone

import pytest

from casework import continuations, conversations, privacy
from casework.errors import ConversationWiped
from tests.casework.together import together

NOON = datetime(2026, 11, 22, 4, 0, tzinfo=timezone.utc)
MINUTE = timedelta(minutes=1)


def issue(database, talk="talk", now=NOON):
    with database.session() as session:
        return continuations.issue_code(session, talk, now)


def redeem(database, code, now=NOON):
    with database.session() as session:
        return continuations.redeem(session, code, now)


def test_a_code_is_eight_digits_and_good_once(database):
    code = issue(database)
    assert len(code) == 8 and code.isdigit()
    assert redeem(database, f" {code[:4]}-{code[4:]} ") == "talk"
    assert redeem(database, code) is None


def test_a_wrong_code_opens_nothing(database):
    code = issue(database)
    wrong = f"{(int(code) + 1) % 10**8:08d}"
    assert redeem(database, wrong) is None and redeem(database, "") is None
    assert redeem(database, code) == "talk"


def test_ten_minutes(database, counts):
    assert redeem(database, issue(database), NOON + 10 * MINUTE) is None
    code = issue(database, now=NOON + MINUTE)
    assert redeem(database, code, NOON + 11 * MINUTE - timedelta(seconds=1)) == "talk"
    issue(database, "another", NOON + 30 * MINUTE)
    assert counts(database)["continuation"] == 1, "old codes go"


def test_a_new_code_retires_the_one_before(database):
    old, new = issue(database), issue(database)
    assert redeem(database, old) is None and redeem(database, new) == "talk"


def test_two_devices_at_once(open_database, database):
    other, code = open_database(), issue(database)
    opened = together(*[lambda where=where: redeem(where, code) for where in (database, other) * 3])
    assert sorted(opened, key=str) == [None] * 5 + ["talk"]


def test_a_code_that_was_drawn_before_is_drawn_again(database, monkeypatch):
    drawn = iter([12, 12, 34567890])
    monkeypatch.setattr("casework.continuations.secrets.randbelow", lambda _: next(drawn))
    assert (issue(database, "one"), issue(database, "two")) == ("00000012", "34567890")
    assert redeem(database, "00000012") == "one"


def test_a_deleted_talk_is_not_taken_up(database, counts, everything_in):
    code = issue(database)
    assert code.encode() not in everything_in(database)
    with database.session() as session:
        privacy.forget(session, "talk", NOON)
    assert redeem(database, code) is None and counts(database)["continuation"] == 0
    with pytest.raises(ConversationWiped):
        issue(database)


def test_purging_takes_the_codes_along(database, counts):
    with database.session() as session:
        conversations.append_message(session, "old", {"text": "x"}, now=NOON)
    issue(database, "old")
    with database.session() as session:
        assert privacy.purge(session, NOON + timedelta(days=100)).conversations == 1
    assert counts(database)["continuation"] == 0
