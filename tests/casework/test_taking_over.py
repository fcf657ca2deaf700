"""A person takes a talk over: the bot is to be silent, the resident hears so once, and what the person says is owed."""

from datetime import datetime, timedelta, timezone

import pytest

from casework import checkpoints, conversations, followers, outgoing, privacy, taking_over
from casework.errors import ConversationHeld, ConversationWiped
from tests.casework.together import together

NOON = datetime(2026, 11, 22, 4, 0, tzinfo=timezone.utc)
ZHANG, LI = "示例·张调解员", "示例·李调解员"


@pytest.fixture
def take(database):
    def take(who=ZHANG, where=database, talk="talk"):
        with where.session() as session:
            taking_over.take_over(session, talk, who, NOON)
        return who

    return take


def standing(database):
    with database.reading() as session:
        return checkpoints.standing(session, "talk")


def told(database):
    with database.session() as session:
        return taking_over.told(session, "talk", NOON)


def test_taking_over_and_handing_back(database, take):
    assert standing(database) == (None, None) and not told(database)
    with database.session() as session:
        checkpoints.save_checkpoint(session, "talk", {"n": 1})
    assert standing(database) == ({"n": 1}, None)
    take()
    assert standing(database) == ({"n": 1}, ZHANG)
    with database.reading() as session:
        assert taking_over.held(session, "talk") == ZHANG
    with database.session() as session:
        taking_over.hand_back(session, "talk", NOON)
    assert standing(database) == ({"n": 1}, None) and not told(database)


def test_a_talk_without_a_checkpoint_is_held_as_well(database, take):
    take()
    assert standing(database) == (None, ZHANG)


def test_the_resident_is_told_the_first_time_only(open_database, database, take):
    take()
    other = open_database()
    heard = together(*[lambda where=where: told(where) for where in (database, other) * 3])
    assert heard.count(True) == 1 and not told(database)
    take()
    assert not told(database), "taking over what one has is nothing new"
    with database.session() as session:
        taking_over.hand_back(session, "talk")
    take(LI)
    assert told(database)


def test_of_two_persons_one_has_it(open_database, database, take):
    def attempt(who, where):
        try:
            return take(who, where)
        except ConversationHeld as held:
            return held.who

    first, second = together(lambda: attempt(ZHANG, database), lambda: attempt(LI, open_database()))
    assert first == second == standing(database)[1]
    other = LI if first == ZHANG else ZHANG
    with pytest.raises(ConversationHeld, match=f"{first}正在和当事人说话"), database.session() as session:
        taking_over.say(session, "talk", other, "我也说一句", NOON)


def test_what_a_person_says_is_stored_and_owed_to_the_follower(database, take):
    with database.session() as session:
        li = followers.follower(session, "o-示例-li", NOON)
        taking_over.take_over(session, li.conversation_id, ZHANG, NOON)
        said = taking_over.say(session, li.conversation_id, ZHANG, "您明天上午来一趟。", NOON)
        body = {"text": "您明天上午来一趟。", "kind": "person", "who": ZHANG}
        assert (said.sender, said.body, said.seq, said.answered) == ("person", body, 1, None)
        assert conversations.history(session, li.conversation_id) == [said]
        (owed,) = outgoing.take_for_reply(session, li.id, NOON)
        assert (owed.kind, owed.body) == ("person", body)


def test_what_a_person_says_on_the_web_is_owed_to_nobody(database, take, counts):
    take()
    with database.session() as session:
        taking_over.say(session, "talk", ZHANG, "您好。", NOON)
    assert (counts(database)["message"], counts(database)["outgoing"]) == (1, 0)


def test_a_deleted_talk_cannot_be_taken_over_and_names_nobody(database, take):
    take()
    with database.session() as session:
        privacy.forget(session, "talk", NOON + timedelta(hours=1))
    assert standing(database) == (None, None)
    with pytest.raises(ConversationWiped):
        take()


def test_a_person_has_a_name(take):
    for name in ("", "  ", "张" * 61):
        with pytest.raises(ValueError):
            take(name)
