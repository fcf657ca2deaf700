"""Actions in Rasa's own process: the schema check is cheaper, and still a check."""

import jsonschema
import pytest
import rasa
from rasa.core.actions.action import RemoteAction

from bot import in_process_actions


def test_the_replaced_method_is_where_it_was():
    assert rasa.__version__ == in_process_actions.KNOWN_RASA, "read RemoteAction again before raising KNOWN_RASA"
    assert callable(RemoteAction._validate_action_result)


def test_the_validator_still_refuses_what_rasa_refuses(monkeypatch):
    monkeypatch.setattr(RemoteAction, "_validate_action_result", RemoteAction._validate_action_result)
    in_process_actions.build_validator_once()
    action = RemoteAction("some_action", None)
    good = {"events": [{"event": "slot", "name": "talk", "value": {}}], "responses": [{"text": "好"}]}
    assert action._validate_action_result(good)
    for bad in ({"events": [{"event": "no such event"}]}, {"responses": ["just text"]}, {"events": 5}):
        with pytest.raises(jsonschema.ValidationError):
            action._validate_action_result(bad)


def test_another_rasa_keeps_its_own_way(monkeypatch):
    own = RemoteAction._validate_action_result
    monkeypatch.setattr(RemoteAction, "_validate_action_result", own)
    monkeypatch.setattr(in_process_actions.rasa, "__version__", "3.6.99")
    in_process_actions.build_validator_once()
    assert RemoteAction._validate_action_result is own


async def test_an_action_runs_without_a_server_and_sees_values_of_its_own():
    actions = in_process_actions.InProcessActions("bot.actions")
    slots = {"answer": None, "talk": {}}
    tracker = {"sender_id": "s", "slots": slots, "latest_message": {}, "events": [], "paused": False, "active_loop": {}}
    call = {"next_action": "validate_consultation_form", "sender_id": "s", "tracker": tracker, "domain": {}}
    answer = await actions.request(json=call)
    assert answer["events"] == [{"event": "slot", "timestamp": None, "name": "answer", "value": None}]


async def test_an_action_that_is_not_there_is_a_404():
    actions = in_process_actions.InProcessActions("bot.actions")
    with pytest.raises(in_process_actions.ClientResponseError) as caught:
        await actions.request(json={"next_action": "no_such_action", "tracker": {}, "domain": {}})
    assert caught.value.status == 404
