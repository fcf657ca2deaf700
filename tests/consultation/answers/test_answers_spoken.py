"""Every reply of spoken.yml gives the fact a person means by it, or is asked again; none is misread."""

import pytest

from tests.consultation.answers import spoken

REPLIES = spoken.replies()


@pytest.mark.parametrize("reply", REPLIES, ids=[f"{reply.where} {reply.text}" for reply in REPLIES])
def test_a_reply_is_read_as_it_was_meant(reply):
    assert spoken.as_expected(reply), f"{reply.text!r} was {spoken.outcome(reply)}, meant was {reply.expected!r}"


def test_the_figures_hold():
    counts = spoken.figures()
    assert all(each["wrong"] == 0 for each in counts.values())
    assert counts["money"]["missed"] <= counts["money"].total() * 0.02
    assert sum(each.total() for each in counts.values()) >= 300
