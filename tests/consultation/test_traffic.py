"""Who pays after a traffic accident, with sums and days worked out by hand."""

from datetime import date

import pytest

from bot.consultation.calculators import traffic
from bot.consultation.calculators import traffic_days as days
from bot.consultation.values import Sum

LIMITS = {
    "medical_limit": 18000,
    "injury_limit": 180000,
    "medical_limit_no_fault": 1800,
    "injury_limit_no_fault": 18000,
}
SHARES = {"primary": 70, "equal": 50, "secondary": 30}


def yuan(amount):
    return Sum(amount, amount, "")


def test_the_one_who_hit_is_us_only_when_we_say_so():
    assert traffic.offending_vehicle("撞人的一方", "摩托车", "走路的人") == "摩托车"
    assert traffic.injured_vehicle("撞人的一方", "摩托车", "走路的人") == "走路的人"
    assert traffic.offending_vehicle("被撞的一方", "走路", "摩托车") == "摩托车"
    assert traffic.injured_vehicle("互相撞上", "电动自行车", "轿车货车等汽车") == "电动自行车"


@pytest.mark.parametrize(
    ("side", "liability", "fault"),
    [
        ("被撞的一方", "对方全责", "全责"),
        ("被撞的一方", "我方主责", "次责"),
        ("被撞的一方", "我方全责", "无责"),
        ("撞人的一方", "我方全责", "全责"),
        ("撞人的一方", "对方主责", "次责"),
        ("撞人的一方", "同等责任", "同等"),
        ("被撞的一方", "还没认定", None),
        ("撞人的一方", "查不清责任", None),
    ],
)
def test_fault_is_told_of_the_one_who_hit(side, liability, fault):
    assert traffic.offender_fault(side, liability) == fault


def test_compulsory_insurance_pays_each_group_up_to_its_own_limit():
    # medical 30,000 + meals 750 is cut to 18,000; lost income 14,400 stands.
    paid = traffic.compulsory_payment(
        "轿车货车等汽车", "同等", **LIMITS, medical=30000, meals=yuan(750), income=yuan(14400)
    )
    assert paid.low == 32400
    assert paid.formula == "看病这类30,750元，最多赔18,000元；误工、护理、伤残、死亡这类14,400元，最多赔180,000元"


def test_the_larger_limit_is_not_lent_to_the_smaller():
    paid = traffic.compulsory_payment("摩托车", "全责", **LIMITS, medical=500000)
    assert paid.low == 18000


def test_a_vehicle_without_fault_pays_the_low_limits():
    paid = traffic.compulsory_payment("轿车货车等汽车", "无责", **LIMITS, medical=22000, income=yuan(3000))
    assert paid.low == 1800 + 3000


def test_an_electric_bicycle_has_no_compulsory_insurance():
    assert traffic.compulsory_payment("电动自行车", "全责", **LIMITS, medical=5000) is None


def test_a_three_wheeler_only_has_it_when_it_was_bought():
    assert traffic.compulsory_payment("三轮或代步车", "全责", **LIMITS, insurance="没上保险", medical=5000) is None
    bought = traffic.compulsory_payment("三轮或代步车", "全责", **LIMITS, insurance="只有交强险", medical=5000)
    assert bought.low == 5000


def test_an_uninsured_car_answers_within_the_same_limits():
    paid = traffic.compulsory_payment("轿车货车等汽车", "全责", **LIMITS, insurance="没上保险", medical=20000)
    assert paid.low == 18000


@pytest.mark.parametrize(("fault", "owed"), [("全责", 12000), ("主责", 8400), ("同等", 6000), ("次责", 3600)])
def test_between_motor_vehicles_the_rest_goes_by_fault(fault, owed):
    rest = traffic.beyond_insurance(yuan(44400), fault, "摩托车", "轿车货车等汽车", **SHARES, compulsory=yuan(32400))
    assert (rest.low, rest.high) == (owed, owed)


def test_between_motor_vehicles_one_without_fault_owes_nothing_more():
    rest = traffic.beyond_insurance(yuan(44400), "无责", "摩托车", "轿车货车等汽车", **SHARES, compulsory=yuan(19800))
    assert rest is None


def test_a_motor_vehicle_without_fault_still_bears_up_to_a_tenth_towards_a_cyclist():
    rest = traffic.beyond_insurance(
        yuan(25000), "无责", "电动自行车", "轿车货车等汽车", **SHARES, compulsory=yuan(4800)
    )
    assert (rest.low, rest.high) == (0, 2020)


def test_a_walker_is_told_that_the_court_may_give_more():
    walker = traffic.beyond_insurance(yuan(1000), "主责", "走路", "轿车货车等汽车", **SHARES)
    driver = traffic.beyond_insurance(yuan(1000), "主责", "摩托车", "轿车货车等汽车", **SHARES)
    assert "实际可能比这个数高" in walker.note and "实际可能比这个数高" not in driver.note


def test_nothing_is_left_beyond_an_insurance_that_covers_all():
    assert traffic.beyond_insurance(yuan(900), "全责", "走路", "摩托车", **SHARES, compulsory=yuan(900)) is None


def test_a_three_wheeler_is_not_taken_for_a_motor_vehicle_before_it_is_examined():
    assert traffic.beyond_insurance(yuan(1000), "无责", "走路", "三轮或代步车", **SHARES) is None
    assert "实际可能" not in traffic.beyond_insurance(yuan(1000), "主责", "走路", "三轮或代步车", **SHARES).note


def test_what_was_paid_is_taken_off_and_never_below_zero():
    assert traffic.still_owed(10000, yuan(32400), yuan(6000)).low == 28400
    assert traffic.still_owed(0, yuan(4800), Sum(0, 2020, "")).high == 6820
    low_to_high = traffic.still_owed(5000, yuan(4800), Sum(0, 2020, ""))
    assert (low_to_high.low, low_to_high.high) == (0, 1820)


def test_nothing_left_of_the_known_heads_is_not_called_nothing_owed():
    assert traffic.still_owed(50000, yuan(5000)) is None
    assert traffic.still_owed(0) is None


def test_damage_to_things_has_its_own_limit():
    assert traffic.compulsory_property(3500, "全责", 2000, 100).low == 2000
    assert traffic.compulsory_property(800, "主责", 2000, 100).low == 800
    assert traffic.compulsory_property(800, "无责", 2000, 100).low == 100


@pytest.mark.parametrize("driver", [["喝了酒"], ["没有驾照", "出事后跑了"]])
def test_damage_to_things_by_a_drunk_or_unlicensed_driver_is_not_promised(driver):
    assert traffic.compulsory_property(800, "全责", 2000, 100, driver) is None


def test_damage_to_things_by_one_who_ran_away_is_still_insured():
    assert traffic.compulsory_property(800, "全责", 2000, 100, ["出事后跑了"]).low == 800


def test_three_working_days_for_a_review_leave_out_the_weekend():
    assert days.review_last_day("2026-11-17") == "2026-11-20"  # Tuesday to Friday
    assert days.review_last_day("2026-11-20") == "2026-11-25"  # Friday to Wednesday
    assert days.review_last_day("2026-11-21") == "2026-11-25"  # a Saturday counts from Monday


def test_ten_working_days_are_two_weeks():
    assert days.police_mediation_last_day("2026-11-17") == "2026-12-01"
    assert days.determination_due("2026-11-14") == "2026-11-27"


@pytest.mark.parametrize(
    ("today", "review", "mediation"),
    [
        (date(2026, 11, 20), "还能申请", "还能申请"),
        (date(2026, 11, 21), "已经过了", "还能申请"),
        (date(2026, 12, 1), "已经过了", "还能申请"),
        (date(2026, 12, 2), "已经过了", "已经过了"),
    ],
)
def test_what_may_still_be_asked_for(today, review, mediation):
    assert days.review_stage("2026-11-17", today) == review
    assert days.police_mediation_stage("2026-11-17", today) == mediation


def test_a_month_is_too_vague_for_working_days():
    assert days.review_last_day("2026-11") is None
    assert days.review_stage("2026-11", date(2026, 11, 20)) is None


def test_three_years_to_sue_are_counted_from_the_earliest_day():
    assert days.injury_claim_last_day("2026-11-19") == "2029-11-19"
    assert days.injury_claim_last_day("2026-09") == "2029-09-01"
    assert days.injury_claim_last_day("2024-02-29") == "2027-02-28"


@pytest.mark.parametrize(
    ("today", "stage"),
    [
        (date(2026, 11, 2), "没过"),
        (date(2026, 11, 3), "快到了"),
        (date(2027, 5, 3), "快到了"),
        (date(2027, 5, 4), "可能已过"),
    ],
)
def test_where_the_three_years_stand(today, stage):
    assert days.injury_claim_stage("2024-05-03", today) == stage


def test_thirty_days_for_the_employer_and_a_year_for_the_worker():
    assert days.employer_report_last_day("2026-11-02") == "2026-12-02"
    assert days.work_injury_last_day("2026-11-02") == "2027-11-02"


@pytest.mark.parametrize(
    ("today", "stage"),
    [
        (date(2026, 12, 2), "单位该报"),
        (date(2026, 12, 3), "自己报"),
        (date(2027, 11, 2), "自己报"),
        (date(2027, 11, 3), "可能已过"),
    ],
)
def test_who_reports_a_work_injury_when(today, stage):
    assert days.work_injury_stage("2026-11-02", today) == stage


@pytest.mark.parametrize(
    ("on_the_way", "mine", "liability", "kind"),
    [
        ("上下班路上", "电动自行车", "同等责任", "路上能认"),
        ("上下班路上", "电动自行车", "我方主责", "路上不能认"),
        ("上下班路上", "电动自行车", "还没认定", "路上待定"),
        ("上下班路上", "电动自行车", None, "路上待定"),
        ("上下班路上", "坐别人的车", "我方全责", "路上能认"),
        ("正在给单位干活", "三轮或代步车", "我方全责", "干活"),
        ("都不是", "走路", "对方全责", None),
    ],
)
def test_a_journey_to_work_counts_unless_one_is_mainly_to_blame(on_the_way, mine, liability, kind):
    assert days.commuting_injury(on_the_way, mine, liability) == kind


def test_days_since_the_accident():
    assert days.days_since_accident("2026-11-19", date(2026, 11, 20)) == 1
    assert days.days_since_accident("2026-11", date(2026, 11, 20)) == 0
