"""What every kind of message asks of us, read from messages as WeChat writes them."""

import pytest

from channels.weixin.incoming import Message
from channels.weixin.occasions import (
    ASK_CODE,
    ASK_MORE,
    GO_ON,
    GREET,
    LEAVE,
    NOTE_PLACE,
    NOTHING,
    TALK,
    TAPPED,
    TYPED,
    Occasion,
    occasion,
)
from channels.weixin.words import HEARD_VOICE

KEYS = {"say-1": "找村镇调解员", "say-2": "更多"}


def read(kind, **fields):
    return occasion(
        Message(kind, "openid", "gh_account", 1_700_000_000, **fields), "key", lambda key: KEYS.get(key, "")
    )


def test_typed_text_is_for_the_talk_and_opens_the_long_window():
    assert read("text", text=" 俺想离婚 ") == Occasion(TALK, "俺想离婚", how=TYPED, key="key")


def test_a_tap_in_a_menu_message_is_no_typed_message():
    assert read("text", text="对", menu_id="1").how == TAPPED


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_nothing_typed_is_still_an_utterance(text):
    assert read("text", text=text).text == "？"


@pytest.mark.parametrize("text, act", [("更多", ASK_MORE), ("在电脑上继续", ASK_CODE), ("在电脑上继续。", ASK_CODE)])
def test_what_the_door_itself_answers(text, act):
    assert read("text", text=text).act == act


def test_a_voice_that_was_heard_is_text_and_says_what_was_heard():
    heard = read("voice", msg_id="1", recognition="老板不给工钱。")
    assert (heard.act, heard.text, heard.kind) == (TALK, "老板不给工钱。", "text")
    assert heard.first == HEARD_VOICE.format(text="老板不给工钱。")


@pytest.mark.parametrize("recognition", ["", "  ", "。"])
def test_a_voice_that_was_not_heard_is_a_voice(recognition):
    heard = read("voice", msg_id="1", recognition=recognition)
    assert (heard.act, heard.kind, heard.first) == (TALK, "voice", "")


@pytest.mark.parametrize(
    "kind, heard",
    [("image", "image"), ("video", "video"), ("shortvideo", "video"), ("link", "link"), ("miniprogrampage", "card")],
)
def test_every_other_message_is_its_kind(kind, heard):
    one = read(kind, msg_id="1")
    assert (one.act, one.kind, one.how) == (TALK, heard, TYPED) and one.shown.startswith("（")


def test_a_place_that_was_sent_keeps_its_position():
    assert read("location", msg_id="1", latitude=34.1, longitude=113.8).position == (34.1, 113.8)


def test_following_greets_and_opens_the_short_window():
    one = read("event", event="subscribe")
    assert (one.act, one.text, one.how, one.scene) == (GREET, GO_ON, TAPPED, "")


def test_following_by_a_code_keeps_what_the_code_carried():
    assert read("event", event="subscribe", scene="place-3").scene == "place-3"
    assert read("event", event="scan", scene="talk-12345678").scene == "talk-12345678"
    assert read("event", event="scancode_waitmsg", text="place-3").scene == "place-3"


@pytest.mark.parametrize("text", ["接着说 12345678", "接着说：1234 5678", "接着说１２３４５６７８"])
def test_a_talk_is_taken_up_by_the_code_another_screen_shows(text):
    assert read("text", text=text).scene == "talk-12345678"


@pytest.mark.parametrize("text", ["12345678", "接着说", "接着说 1234567", "接着说 123456789"])
def test_other_numbers_are_for_the_talk(text):
    assert read("text", text=text).scene == "" and read("text", text=text).text == text


def test_a_tap_on_the_menu_says_what_the_menu_says():
    assert read("event", event="click", event_key="say-1") == Occasion(TALK, "找村镇调解员", how=TAPPED, key="key")
    assert read("event", event="click", event_key="say-2").act == ASK_MORE
    assert read("event", event="click", event_key="of an older menu").act == NOTHING


@pytest.mark.parametrize(
    "event, act",
    [("unsubscribe", LEAVE), ("view", NOTHING), ("templatesendjobfinish", NOTHING), ("whatever comes", NOTHING)],
)
def test_events_that_want_no_reply(event, act):
    assert read("event", event=event).act == act and read("event", event=event).silent


def test_where_the_phone_is_is_noted_silently():
    one = read("event", event="location", latitude=34.1, longitude=113.8)
    assert (one.act, one.position, one.silent) == (NOTE_PLACE, (34.1, 113.8), True)


def test_unknown_messages_want_nothing():
    assert read("unknown").act == NOTHING


def test_an_occasion_survives_being_stored():
    import json

    for one in (read("location", msg_id="1", latitude=34.1, longitude=113.8), read("text", text="离婚")):
        assert Occasion.of(json.loads(json.dumps(one.stored()))) == one


def test_what_another_version_stored_is_still_read():
    assert Occasion.of({"act": TALK, "text": "离婚", "of a later version": 1}) == Occasion(TALK, "离婚")
