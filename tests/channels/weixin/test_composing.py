"""One reply out of many parts: whatever there is to say is said once, in order, and no reply is too long."""

from hypothesis import given
from hypothesis import strategies as st

from casework.outgoing import Owed
from channels.weixin.composing import SPOKEN, compose, told_again
from channels.weixin.splitting import size
from channels.weixin.words import HAS_MORE, MORE

CARD = {"type": "card", "title": "指南", "description": "…", "url": "https://fawen.example/g/1", "text": "指南：链接"}


def text(words):
    return {"type": "text", "text": words}


def test_one_part_is_the_reply():
    assert compose([text("好")], 0) == (text("好"), [])


def test_nothing_to_say():
    assert compose([], 5) == (None, [])


def test_short_texts_become_one():
    assert compose([text("一"), text("二")], 0) == (text("一\n\n二"), [])


def test_a_card_answers_and_the_next_steps_follow_where_they_may():
    assert compose([CARD, text("接下来")], 1) == (CARD, [text("接下来")])


def test_a_card_becomes_a_link_where_nothing_may_follow():
    assert compose([CARD, text("接下来")], 0) == (text("指南：链接\n\n接下来"), [])


def test_what_does_not_fit_is_announced():
    first, rest = compose([text("甲" * 400), text("乙" * 400)], 0)
    assert first["text"].endswith(HAS_MORE) and MORE in HAS_MORE and rest == [text("乙" * 400)]


def test_the_longest_part_still_fits_with_all_that_is_put_around_it():
    longest = text("a" * SPOKEN)
    again = told_again(Owed(1, None, "reply", longest, 1, unsure=True))
    first, rest = compose([again, longest], 0)
    assert HAS_MORE in first["text"] and size(first["text"]) <= 1800 and rest == [longest]


parts = st.lists(st.one_of(st.text("甲乙丙。\n", min_size=1, max_size=590).map(text), st.just(CARD)), max_size=8)


@given(parts, st.integers(0, 5))
def test_everything_is_said_once_in_order_and_nothing_is_too_long(said, can_send):
    first, rest = compose(said, can_send)
    told = [one["text"] for one in ([first] if first else []) + rest]
    assert "".join(told).replace(HAS_MORE, "").replace("\n", "") == "".join(one["text"] for one in said).replace(
        "\n", ""
    )
    assert all(size(one) <= 1800 for one in told)
    if rest and len(rest) > can_send:
        assert first["type"] == "text" and first["text"].endswith(HAS_MORE)
