"""What a door knows of a message reaches the talk through Rasa's own tracker."""

import pytest
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.actions.consultation import heard_in, needs_classifying

UNCLASSIFIED = {
    "text": "（照片）",
    "intent": {"name": "nlu_fallback", "confidence": 1.0},
    "intent_ranking": [],
    "entities": [],
}


@pytest.mark.parametrize(
    "metadata, kind, place",
    [
        ({"kind": "image", "place": "示例东岗村"}, "image", "示例东岗村"),
        ({"place": "示例东岗村"}, "text", "示例东岗村"),
        ({}, "text", ""),
        (None, "text", ""),
        ({"kind": None, "place": None, "more": 1}, "text", ""),
    ],
)
def test_the_kind_and_the_place_of_a_message_are_heard(metadata, kind, place):
    tracker = DialogueStateTracker("示例", [])
    tracker.update(UserUttered("（照片）", parse_data=UNCLASSIFIED, input_channel="wechat", metadata=metadata))
    heard = heard_in("（照片）", tracker.current_state()["latest_message"])
    assert (heard.text, heard.ranking, heard.kind, heard.place) == ("（照片）", (), kind, place)


def test_what_is_no_text_needs_no_classifier(tmp_path, monkeypatch):
    monkeypatch.setattr("bot.actions.consultation.Desk.of", lambda conversation: None)
    assert not needs_classifying("示例", None, "（照片）", {"kind": "image"})
    assert needs_classifying("示例", None, "我想离婚", {"place": "示例东岗村"})
    assert needs_classifying("示例", None, "我想离婚")
