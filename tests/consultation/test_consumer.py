"""Days and sums of consumer quarrels, worked out by hand."""

from datetime import date

import pytest

from bot.consultation.calculators import consumer, consumer_days

TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(("price", "expected"), [(2000, 6000), (166, 500), (167, 501), (8000, 24000)])
def test_fraud_pays_three_times_the_price_and_never_less_than_500(price, expected):
    assert consumer.fraud_compensation(price).low == expected


def test_nothing_paid_and_nothing_lost_gives_no_damages():
    assert consumer.fraud_compensation(0) is None
    assert consumer.food_compensation(0, 0) is None
    assert consumer.drug_compensation(0) is None


@pytest.mark.parametrize(
    ("price", "loss", "expected"), [(35, 0, 1000), (120, 0, 1200), (35, 800, 2400), (800, 100, 8000), (0, 200, 1000)]
)
def test_bad_food_pays_ten_times_the_price_or_three_times_the_loss(price, loss, expected):
    assert consumer.food_compensation(price, loss).low == expected
    assert consumer.drug_compensation(price, loss).high == expected


def test_a_card_with_a_gift_is_reckoned_at_the_bargain_when_the_shop_runs():
    left = consumer.prepaid_money_left(paid=1000, used=600, why="关门跑路了", gift=200)
    assert (left.low, left.high) == (500, 500)
    assert left.formula == "1,000元 − 已刷600元 × 1,000元 ÷ 1,200元"


def test_a_card_with_a_gift_is_reckoned_at_full_prices_when_the_buyer_has_had_enough():
    left = consumer.prepaid_money_left(paid=1000, used=600, why="就是不想去了", gift=200)
    assert (left.low, left.high) == (400, 400)


def test_illness_gives_both_readings():
    left = consumer.prepaid_money_left(paid=1000, used=600, why="有病有事去不了", gift=200)
    assert (left.low, left.high) == (400, 500)


def test_the_seven_days_give_both_readings_once_something_was_used():
    left = consumer.prepaid_money_left(paid=2000, used=60, why="刚办七天想退", gift=500)
    assert (left.low, left.high) == (1940, 1952)
    assert consumer.prepaid_money_left(paid=2000, used=0, why="刚办七天想退", gift=500).low == 2000
    assert consumer.prepaid_visits_left(900, 30, 2, "刚办七天想退") is None
    assert consumer.prepaid_visits_left(900, 30, 0, "刚办七天想退").low == 900
    both = consumer.prepaid_visits_own(900, 30, 2, 50, "刚办七天想退")
    assert (both.low, both.high) == (800, 840)


def test_a_card_overspent_owes_nothing():
    assert consumer.prepaid_money_left(paid=500, used=550, why="就是不想去了", gift=100).low == 0


def test_visits_left_of_a_shop_that_closed():
    left = consumer.prepaid_visits_left(paid=900, visits=30, used=12, why="关门跑路了")
    assert left is not None and left.low == 540


def test_visits_used_count_at_the_door_price_for_who_leaves_of_himself():
    assert consumer.prepaid_visits_left(900, 30, 12, "就是不想去了") is None
    assert consumer.prepaid_visits_own(900, 30, 12, 50, "就是不想去了").high == 300
    assert consumer.prepaid_visits_own(900, 30, 12, 90, "就是不想去了").high == 0
    both = consumer.prepaid_visits_own(900, 30, 12, 50, "有病有事去不了")
    assert (both.low, both.high) == (300, 540)
    assert both.formula == "少的按原价：900元 − 单次原价50元 × 12次；多的按优惠：900元 ÷ 30次 × 剩18次"


def test_time_left_of_a_card_without_a_limit():
    assert consumer.prepaid_time_left(paid=2400, months=24, left=15).low == 1500
    assert consumer.prepaid_time_left(paid=2400, months=12, left=20).low == 2400


def test_the_reckoning_that_fits_is_taken():
    one = consumer.prepaid_time_left(2400, 24, 15)
    assert consumer.prepaid_refund([None, one]) is one
    assert consumer.prepaid_refund([None]) is None


def test_a_harvest_lost():
    assert consumer.harvest_loss(area=6, short=300, price=1.2).low == 2160


@pytest.mark.parametrize(
    ("age", "expected"), [(7, "不满八岁"), (8, "八到十七岁"), (17, "八到十七岁"), (18, "已经成年")]
)
def test_the_ages_of_a_buyer(age, expected):
    assert consumer.minor_buyer(age) == expected


@pytest.mark.parametrize(
    ("last_day", "expected"),
    [
        (consumer_days.goods_return_last_day, "2026-11-27"),
        (consumer_days.tour_return_last_day, "2026-12-20"),
    ],
)
def test_last_days(last_day, expected):
    assert last_day("2026-11-20") == expected


@pytest.mark.parametrize(
    ("stage", "last_in_time", "first_late", "vague"),
    [
        (consumer_days.goods_return_stage, "2026-11-19", "2026-11-18", "2026-11"),
        (consumer_days.tour_return_stage, "2026-10-27", "2026-10-26", "2026-10"),
    ],
)
def test_the_last_day_itself_is_still_in_time(stage, last_in_time, first_late, vague):
    assert stage(last_in_time, TODAY) == "还来得及"
    assert stage(first_late, TODAY) == "可能过了"
    assert stage(vague, TODAY) == "要看准日子"


@pytest.mark.parametrize(
    ("found", "expected"),
    [("2026-07-10", "六个月以内"), ("2026-07-11", "六个月以后"), ("2026-07", "要看准日子"), ("2026-05", "六个月以内")],
)
def test_six_months_in_which_the_seller_proves(found, expected):
    assert consumer_days.fault_stage("2026-01-10", found) == expected


def test_a_complaint_is_answered_in_seven_working_days_and_mediated_in_sixty_more():
    assert consumer_days.complaint_answer_day("2026-11-13") == "2026-11-24"
    assert consumer_days.complaint_mediation_day("2026-11-13") == "2027-01-23"
    assert consumer_days.complaint_answer_day("2026-11") is None
    assert consumer_days.complaint_mediation_day("2026-11") is None


@pytest.mark.parametrize(
    ("complained", "expected"),
    [("2026-11-17", "还在七天里"), ("2026-11-16", "该有回音了"), ("2026-08-01", "该调完了"), ("2026-11", None)],
)
def test_how_far_a_complaint_should_be(complained, expected):
    assert consumer_days.complaint_stage(complained, TODAY) == expected
