"""A conversation is kept as where it stands, and a turn costs no more for having come far."""

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ConversationResumed, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.checkpoints import CheckpointStore, events_of, pending, state_of
from casework.database import Database

DOMAIN = Domain.load("domain.yml")


def tracker_of(state):
    return DialogueStateTracker.from_events("s", events_of(state), DOMAIN.slots)


@pytest.fixture
def store(tmp_path):
    database = Database(f"sqlite:///{tmp_path}/t.db")
    database.migrate()
    yield CheckpointStore(DOMAIN, database)
    database.close()


@pytest.mark.parametrize("paused", [False, True])
def test_a_state_survives_the_tracker(paused):
    state = {"talk": {"stage": "interview", "facts": {"年龄": 62}}, "paused": paused}
    tracker = tracker_of(state)
    assert state_of(tracker) == state
    assert tracker.active_loop_name == "consultation_form"
    assert tracker.get_slot("requested_slot") == "answer"
    assert tracker.latest_action_name == "action_listen"


async def test_a_saved_conversation_goes_on_where_it_was(store):
    tracker = tracker_of({"talk": {"stage": "summary"}, "paused": False})
    await store.save(tracker)
    again = await store.retrieve("s")
    assert again.get_slot("talk") == {"stage": "summary"}


async def test_an_unknown_conversation_is_none(store):
    assert await store.retrieve("nobody") is None


async def test_a_long_conversation_leaves_a_short_history(store):
    tracker = tracker_of({"talk": {"stage": "interview"}, "paused": False})
    for _ in range(200):
        tracker.update(UserUttered("嗯", {"name": "greet"}))
        tracker.update(ActionExecuted("action_listen"))
    await store.save(tracker)
    assert len((await store.retrieve("s")).events) == len(events_of({}))


async def test_a_turn_in_hand_is_left_for_the_door_to_write(store):
    turn = {}
    marker = pending.set(turn)
    try:
        await store.save(tracker_of({"talk": {"stage": "done"}, "paused": False}))
    finally:
        pending.reset(marker)
    assert turn["state"]["talk"] == {"stage": "done"}
    assert await store.retrieve("s") is None


def test_a_person_can_hand_the_talk_back():
    tracker = tracker_of({"talk": {}, "paused": True})
    tracker.update(ConversationResumed())
    assert state_of(tracker)["paused"] is False
