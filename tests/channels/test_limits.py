"""One visitor cannot crowd out the others."""

import pytest

from channels.limits import Limits


def test_a_session_is_slowed_and_another_is_not():
    limits = Limits("3/minute", "100/minute")
    assert [limits.allow_session("a") for _ in range(4)] == [True, True, True, False]
    assert limits.allow_session("b")


def test_an_address_is_slowed():
    limits = Limits("100/minute", "2/minute")
    assert [limits.allow_address("10.0.0.1") for _ in range(3)] == [True, True, False]


def test_a_bad_setting_fails_at_start_with_the_remedy():
    with pytest.raises(SystemExit, match="30/minute"):
        Limits.from_environment({"FAWEN_LIMIT_SESSION": "many"})


def test_codes_are_tried_slowly_and_do_not_count_as_anything_else():
    limits = Limits("100/minute", "100/minute", "2/minute")
    assert [limits.allow_code("10.0.0.1") for _ in range(3)] == [True, True, False]
    assert limits.allow_address("10.0.0.1") and limits.allow_code("10.0.0.2")
