"""The year to take back a gift, counted on a calendar."""

from datetime import date

import pytest

from bot.consultation.calculators import elder_support


def test_a_year_from_the_day_the_reason_was_known():
    assert elder_support.gift_revocation_last_day("2026-03-05") == "2027-03-05"
    assert elder_support.gift_revocation_last_day("2026-03") == "2027-03-01"
    assert elder_support.gift_revocation_last_day("2024-02-29") == "2025-02-28"


@pytest.mark.parametrize(
    ("known", "today", "stage"),
    [
        ("2025-11-22", date(2026, 11, 22), "还来得及"),
        ("2025-11-22", date(2026, 11, 23), "已经过了"),
        ("2025-11", date(2026, 11, 1), "还来得及"),
        ("2025-11", date(2026, 11, 2), "要算准日子"),
        ("2025-11", date(2026, 11, 30), "要算准日子"),
        ("2025-11", date(2026, 12, 1), "已经过了"),
    ],
)
def test_whether_the_year_has_run_out(known, today, stage):
    assert elder_support.gift_revocation_stage(known, today) == stage


@pytest.mark.parametrize(
    ("people", "more", "expected"),
    [
        (["儿子"], {}, "有该养的"),
        (["继儿女"], {"step": "从小养大的"}, "有该养的"),
        (["继儿女"], {"step": "没养过"}, "没有该养的"),
        (["继儿女", "闺女"], {"step": "没养过"}, "有该养的"),
        (["孙辈"], {"between": "还有能养的"}, "没有该养的"),
        (["孙辈"], {}, "有该养的"),
        (["从小送人的孩子"], {}, "没有该养的"),
        (["都没有"], {}, "没说谁不养"),
    ],
)
def test_who_owes_support(people, more, expected):
    assert elder_support.support_owed(people, **more) == expected
