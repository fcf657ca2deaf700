"""A turn is stored whole, once, and in order, or not at all."""

import pytest
from sqlalchemy.exc import IntegrityError

from casework import conversations, privacy
from casework.checkpoints import load_checkpoint
from casework.errors import ConversationWiped
from casework.turns import record_turn

REPLIES = [{"text": "好"}, {"text": "下一问"}]


def turn(session, client_id="c1", state=None, replies=REPLIES):
    return record_turn(session, "talk", client_id, {"text": "你好"}, replies, state, "web")


def test_a_turn_is_what_three_calls_would_have_stored(database):
    with database.session() as session:
        told = turn(session, state={"stage": "interview"})
    with database.reading() as session:
        assert conversations.history(session, "talk") == told
        assert [one.seq for one in told] == [1, 2, 3] and told[0].answered
        assert conversations.replies_to(session, "talk", 1) == told[1:]
        assert load_checkpoint(session, "talk") == {"stage": "interview"}


def test_numbers_go_on_and_the_checkpoint_is_replaced(database):
    with database.session() as session:
        turn(session, "c1", {"n": 1})
    with database.session() as session:
        assert [one.seq for one in turn(session, "c2", {"n": 2}, [])] == [4]
    with database.session() as session:
        turn(session, "c3", None)
    with database.reading() as session:
        assert load_checkpoint(session, "talk") == {"n": 2}


def test_the_same_turn_twice_is_refused_whole(database):
    with database.session() as session:
        turn(session, "c1", {"n": 1})
    with pytest.raises(IntegrityError), database.session() as session:
        turn(session, "c1", {"n": 2})
    with database.reading() as session:
        assert len(conversations.history(session, "talk")) == 3
        assert load_checkpoint(session, "talk") == {"n": 1}


def test_a_deleted_conversation_takes_no_more_turns(database):
    with database.session() as session:
        turn(session)
    with database.session() as session:
        privacy.forget(session, "talk")
    with pytest.raises(ConversationWiped), database.session() as session:
        turn(session, "c2", {"n": 1})
    with database.reading() as session:
        assert not conversations.history(session, "talk") and load_checkpoint(session, "talk") is None
