"""Messages stored once and in order, replies with them or not at all, and the state of a talk in one row."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone

import pytest

from casework import checkpoints, conversations, privacy
from casework.errors import ConversationWiped

NOON = datetime(2026, 11, 22, 4, 0, tzinfo=timezone.utc)


def texts(messages):
    return [message.body["text"] for message in messages]


def test_a_turn_is_stored_in_order_and_marked_answered(database):
    with database.session() as session:
        asked, new = conversations.append_message(session, "talk", {"text": "咋办"}, client_id="a", now=NOON)
        assert new and asked.seq == 1 and asked.answered is False and asked.created_at == NOON
    with database.session() as session:
        conversations.record_replies(session, "talk", asked.seq, [{"text": "先说说"}, {"text": "哪天的事"}], NOON)
    with database.reading() as session:
        stored = conversations.history(session, "talk")
    assert texts(stored) == ["咋办", "先说说", "哪天的事"]
    assert [m.sender for m in stored] == ["resident", "bot", "bot"]
    assert [m.answered for m in stored] == [True, None, None]
    assert [m.reply_to for m in stored] == [None, 1, 1]


def test_the_same_client_id_is_stored_once_and_answered_once(database):
    for expected_new in (True, False):
        with database.session() as session:
            asked, new = conversations.append_message(session, "talk", {"text": "咋办"}, client_id="a")
            assert new is expected_new and asked.seq == 1
    for reply in ("第一次", "第二次"):
        with database.session() as session:
            assert texts(conversations.record_replies(session, "talk", 1, [{"text": reply}])) == ["第一次"]
    with database.reading() as session:
        assert len(conversations.history(session, "talk")) == 2
        assert texts(conversations.replies_to(session, "talk", 1)) == ["第一次"]
        assert conversations.message_by_client_id(session, "talk", "a").answered
        assert conversations.message_by_client_id(session, "talk", "b") is None


def test_a_client_id_belongs_to_its_conversation(database):
    with database.session() as session:
        assert conversations.append_message(session, "one", {"text": "x"}, client_id="a")[1]
        assert conversations.append_message(session, "two", {"text": "y"}, client_id="a")[1]


def test_a_message_whose_turn_died_is_found_again(database):
    with database.session() as session:
        conversations.append_message(session, "talk", {"text": "答过的"}, client_id="a", now=NOON)
        conversations.record_replies(session, "talk", 1, [], NOON)
        conversations.append_message(session, "talk", {"text": "没答的"}, client_id="b", now=NOON)
    with pytest.raises(ZeroDivisionError), database.session() as session:
        conversations.record_replies(session, "talk", 2, [{"text": "半句"}], NOON)
        raise ZeroDivisionError
    with database.reading() as session:
        assert conversations.unanswered(session, before=NOON) == []
        assert texts(conversations.unanswered(session, before=NOON + timedelta(seconds=1))) == ["没答的"]
        assert texts(conversations.history(session, "talk")) == ["答过的", "没答的"]


def test_only_a_residents_message_can_be_answered(database):
    with database.session() as session:
        conversations.append_message(session, "talk", {"text": "您好"}, sender=conversations.BOT)
    for seq in (1, 7):
        with pytest.raises(LookupError), database.session() as session:
            conversations.record_replies(session, "talk", seq, [])


def test_history_goes_on_after_a_seq_and_begins_with_the_newest(database):
    with database.session() as session:
        for n in range(1, 8):
            conversations.append_message(session, "talk", {"text": str(n)})
        conversations.append_message(session, "other", {"text": "别人的"})
    with database.reading() as session:
        assert texts(conversations.history(session, "talk", after=5)) == ["6", "7"]
        assert texts(conversations.history(session, "talk", after=2, limit=2)) == ["3", "4"]
        assert texts(conversations.history(session, "talk", limit=3)) == ["5", "6", "7"]


def test_many_hands_at_once_lose_nothing_and_share_no_seq(database):
    def write(n):
        with database.session() as session:
            client_id = str(n // 2)  # every message is delivered twice
            return conversations.append_message(session, "talk", {"text": client_id}, client_id=client_id)

    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(write, range(32)))
    assert sorted(message.seq for message, new in results if new) == list(range(1, 17))
    with database.reading() as session:
        assert sorted(map(int, texts(conversations.history(session, "talk")))) == list(range(16))


def test_a_wiped_conversation_takes_nothing_more(database, counts):
    with database.session() as session:
        asked, _ = conversations.append_message(session, "talk", {"text": "x"})
        checkpoints.save_checkpoint(session, "talk", {"a": 1})
    with database.session() as session:
        assert privacy.wipe_chat(session, "talk").messages == 1
        assert privacy.wipe_chat(session, "talk").conversations == 0
    late = [
        lambda session: conversations.open_conversation(session, "talk", "web"),
        lambda session: conversations.append_message(session, "talk", {"text": "y"}),
        lambda session: conversations.record_replies(session, "talk", asked.seq, [{"text": "y"}]),
        lambda session: checkpoints.save_checkpoint(session, "talk", {"a": 2}),
    ]
    for write in late:
        with pytest.raises(ConversationWiped), database.session() as session:
            write(session)
    assert counts(database)["message"] == counts(database)["checkpoint"] == 0


def test_a_checkpoint_is_one_row_that_is_overwritten(database, counts):
    with database.session() as session:
        assert checkpoints.load_checkpoint(session, "talk") is None
    for n in range(5):
        with database.session() as session:
            checkpoints.save_checkpoint(session, "talk", {"答": ["是", n, None, 1.5], "层": {"n": n}})
    with database.reading() as session:
        assert checkpoints.load_checkpoint(session, "talk") == {"答": ["是", 4, None, 1.5], "层": {"n": 4}}
    assert counts(database)["checkpoint"] == counts(database)["conversation"] == 1
