"""Sealing at rest: unreadable in the file, rotated without loss, and a missing key never replaced silently."""

import stat
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from casework import (
    cases,
    checkpoints,
    clock,
    consultations,
    conversations,
    enquiries,
    followers,
    incoming,
    leases,
    outgoing,
    tables,
)
from casework.errors import KeyTrouble
from casework.rotation import reseal
from casework.sealing import new_key

NAME, PHONE = "示例·申请人", "0000-7654321"
SECRETS = [NAME, PHONE, "院墙占了三尺地", "俺叫人打了", "赔偿八百块", "指南正文", "走到哪一步", "示例村口"]


@pytest.fixture
def fill(application):
    return lambda database: _fill(database, application)


def _fill(database, application):
    with database.session() as session:
        conversations.append_message(session, "talk-1", {"text": "俺叫人打了"}, client_id="a")
        checkpoints.save_checkpoint(session, "talk-1", {"at": "走到哪一步"})
        facts, guide = {"金额": "赔偿八百块"}, {"text": "指南正文"}
        token = consultations.save_consultation(session, "k", "talk-1", "x", facts, date(2026, 11, 22), guide, "v1")
        opened = cases.open_case(session, "r", application(place="示例村口"))
        cases.move(session, opened.case_id, "不予受理", "示例·某", "调解员", f"打过 {PHONE}")
    return token, opened


def check_readable(database, token, opened):
    with database.session() as session:
        said, moved = conversations.history(session, "talk-1")
        assert said.body == {"text": "俺叫人打了"} and PHONE in moved.body["text"]
        assert checkpoints.load_checkpoint(session, "talk-1") == {"at": "走到哪一步"}
        assert consultations.consultation_by_token(session, token).guide == {"text": "指南正文"}
        assert enquiries.case_status(session, opened.number, opened.code).status.state == "不予受理"
        assert session.execute(select(tables.Case.applicant_phone)).scalar_one() == PHONE


def test_what_tells_who_someone_is_cannot_be_read_in_the_database(database, fill, everything_in):
    token, opened = fill(database)
    held = everything_in(database)
    assert opened.number.encode() in held  # the search itself works
    found = [secret for secret in [*SECRETS, token, opened.code] if secret.encode() in held]
    escaped = [secret for secret in SECRETS if secret.encode("unicode_escape") in held]
    assert found == [] and escaped == []
    check_readable(database, token, opened)


def test_the_key_file_is_for_its_owner_alone(database):
    assert stat.S_IMODE(database.key_file.stat().st_mode) == 0o600


def test_the_key_file_is_kept_by_later_starts(database, open_database, fill):
    before = database.key_file.read_text()
    token, opened = fill(database)
    again = open_database()
    again.migrate()
    assert database.key_file.read_text() == before
    check_readable(again, token, opened)


def test_a_key_is_rotated_without_losing_anything(open_database, fill):
    old, new = new_key(), new_key()
    first = open_database(keys=old)
    first.migrate()
    token, opened = fill(first)
    both = open_database(keys=f"{new}, {old}")
    both.migrate()
    check_readable(both, token, opened)
    assert reseal(both) > 5
    only_new = open_database(keys=new)
    only_new.migrate()
    check_readable(only_new, token, opened)
    with pytest.raises(KeyTrouble):
        open_database(keys=old).migrate()


def test_resealing_goes_through_more_rows_than_fit_in_one_turn(open_database, monkeypatch):
    monkeypatch.setattr("casework.rotation.CHUNK", 3)
    old, new = new_key(), new_key()
    first = open_database(keys=old)
    first.migrate()
    with first.session() as session:
        for talk in ("talk-1", "talk-2"):
            for n in range(8):
                conversations.append_message(session, talk, {"n": n})
    assert reseal(open_database(keys=f"{new},{old}")) == 17  # and the pepper
    with open_database(keys=new).reading() as session:
        assert [m.body["n"] for m in conversations.history(session, "talk-2")] == list(range(8))


def test_what_followers_said_and_are_owed_is_resealed_as_well(open_database):
    old, new = new_key(), new_key()
    first = open_database(keys=old)
    first.migrate()
    with first.session() as session:
        li = followers.follower(session, "o-示例-li")
        incoming.accept(session, li.id, "k", {"text": "俺叫人打了"})
        outgoing.owe(session, li.id, "k", "progress", {"text": "有进展"})
        leases.keep_value(session, "token", "示例令牌", clock.now() + timedelta(hours=1))
    assert reseal(open_database(keys=f"{new},{old}")) == 5  # and the pepper
    with open_database(keys=new).session() as session:
        assert followers.follower_of(session, li.conversation_id).openid == "o-示例-li"
        assert incoming.abandoned(session)[0].said == {"text": "俺叫人打了"}
        assert outgoing.take_for_reply(session, li.id)[0].body == {"text": "有进展"}
        assert leases.kept_value(session, "token")[0] == "示例令牌"


def test_the_wrong_key_is_refused_at_the_start_with_the_remedy(database, open_database):
    other = open_database(keys=new_key())
    with pytest.raises(KeyTrouble, match="把原来的密钥放回来"):
        other.migrate()
    assert not other.ready().ok


def test_a_lost_key_file_is_not_replaced(database, open_database):
    database.key_file.unlink()
    with pytest.raises(KeyTrouble, match="备份"):
        open_database().migrate()
    assert not database.key_file.exists()


@pytest.mark.parametrize("bad", ["secret", "MTIz", ",", "A" * 43 + "=,short"])
def test_a_malformed_key_is_refused_with_the_remedy(open_database, bad):
    with pytest.raises(KeyTrouble, match=r"python -m casework.sealing"):
        open_database(keys=bad).migrate()


def test_a_key_file_that_cannot_be_read_is_named(open_database, tmp_path):
    with pytest.raises(KeyTrouble, match="读不了"):
        open_database(key_file=tmp_path).migrate()
    (tmp_path / "in_the_way").write_text("")
    with pytest.raises(KeyTrouble, match="写不了"):
        open_database(key_file=tmp_path / "in_the_way" / "secret.key").migrate()


def test_values_do_not_leak_into_error_messages(database):
    with pytest.raises(Exception) as failed, database.session() as session:
        session.add(tables.Case(number="x", applicant_phone=PHONE))
    assert PHONE not in str(failed.value)
