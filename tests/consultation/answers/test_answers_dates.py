"""Dates in replies and sentences, as partial ISO values with only the precision that was said."""

from datetime import date

import pytest

from bot.consultation.answers import Unclear, dates

TODAY = date(2026, 11, 22)  # a Sunday, 十月十四 by the moon

SAID = [
    ("今天", "2026-11-22"), ("刚才", "2026-11-22"), ("今早", "2026-11-22"), ("昨天", "2026-11-21"), ("昨晚上", "2026-11-21"),
    ("夜儿个", "2026-11-21"), ("夜隔儿", "2026-11-21"), ("夜儿黑", "2026-11-21"), ("前隔儿", "2026-11-20"), ("今儿隔", "2026-11-22"), ("前天", "2026-11-20"), ("大前天", "2026-11-19"), ("三天前", "2026-11-19"), ("两周前", "2026-11-08"),
    ("半个月前", "2026-11-07"), ("几天前", "2026-11"), ("前几天", "2026-11"), ("十来天前", "2026-11"), ("三个月前", "2026-08"),
    ("两个半月前", "2026-09"), ("半年前", "2026-05"), ("一年半前", "2025-05"), ("两年前", "2024"), ("二十年前", "2006"),
    ("上周三", "2026-11-11"), ("上个礼拜三", "2026-11-11"), ("上上周五", "2026-11-06"), ("周三", "2026-11-18"), ("星期天", "2026-11-22"),
    ("礼拜六", "2026-11-21"), ("上周", "2026-11"), ("周末", "2026-11"), ("上个月", "2026-10"), ("上个月15号", "2026-10-15"),
    ("上上个月", "2026-09"), ("这个月3号", "2026-11-03"), ("15号", "2026-11-15"), ("31号", "2026-10-31"),
    ("2025年10月1日", "2025-10-01"), ("２０２５年１０月１日", "2025-10-01"), ("2025 年 3 月 5 日", "2025-03-05"), ("2025-10-1", "2025-10-01"),
    ("2025/10/1", "2025-10-01"), ("2025.10.1", "2025-10-01"), ("20251001", "2025-10-01"), ("二〇二五年十月一日", "2025-10-01"),
    ("2025-10", "2025-10"), ("202510", "2025-10"), ("25年3月", "2025-03"), ("98年5月", "1998-05"), ("2025年", "2025"), ("2025", "2025"),
    ("25年", "2025"), ("零八年", "2008"), ("3月5号", "2026-03-05"), ("12月25号", "2025-12-25"), ("三月", "2026-03"), ("12月份", "2025-12"),
    ("2月29", "2024-02-29"), ("10.1", "2026-10-01"), ("12/1", "2025-12-01"), ("25.10.1", "2025-10-01"),
    ("去年三月", "2025-03"), ("去年，三月份", "2025-03"), ("前年", "2024"), ("今年夏天", "2026"), ("去年底", "2025"), ("去年国庆", "2025-10-01"),
    ("2024,3,15", "2024-03-15"), ("2024 3 15", "2024-03-15"), ("24.3", "2024-03"), ("有三年了", "2023"), ("国庆那天", "2026-10-01"), ("国庆后", "2026-10"), ("十一", "2026-10-01"), ("去年十一", "2025-10-01"), ("五一", "2026-05-01"),
    ("元旦", "2026-01-01"), ("清明", "2026-04-05"), ("中秋", "2026-09-25"), ("去年八月十五", "2025-10-06"), ("端午节", "2026-06-19"),
    ("五月端午", "2026-06-19"), ("春节", "2026-02-17"), ("去年春节", "2025-01-29"), ("过年那会儿", "2026-02"), ("春节前后", "2026-02"),
    ("大年初二", "2026-02-18"), ("除夕", "2026-02-16"), ("2025年除夕", "2025-01-28"), ("正月十五", "2026-03-03"), ("正月", "2026-03"),
    ("腊月二十三", "2026-02-10"), ("腊月三十", "2026-02-16"), ("前年腊月", "2025-01"), ("头年腊月", "2026-02"),
    ("农历六月初三", "2026-07-16"), ("闰六月初三", "2025-07-27"), ("昨天，就是11月21号", "2026-11-21"), ("忘了几号，反正是三月", "2026-03"),
]  # fmt: skip
NO_DATE = [
    "",
    "前儿媳",
    "罢秋那会儿",
    "麦收那会儿",
    "国庆前",
    "三四年前",
    "好几年前",
    "年前",
    "初五",
    "我今年七十三",
    "俺弟",
    "三百块",
    "他周转不开",
    "😀",
]
IMPOSSIBLE = ["2月30日", "13月5号", "2025年2月29日", "2025-02-30", "农历三月三十一", "2025年4月31号", "32号"]
FUTURE = ["明天", "后天", "下周三", "下个月", "2027年1月", "2026-11-23", "明年"]


@pytest.mark.parametrize("text, value", SAID)
def test_a_date_keeps_the_precision_that_was_said(text, value):
    assert dates.read(text, TODAY) == value


@pytest.mark.parametrize("text", NO_DATE)
def test_what_names_no_date_is_none(text):
    assert dates.read(text, TODAY) is None


@pytest.mark.parametrize("text", IMPOSSIBLE)
def test_a_day_no_calendar_has_is_asked_again(text):
    with pytest.raises(Unclear, match="日历上没有"):
        dates.read(text, TODAY)
    assert dates.find(text, TODAY) == []


@pytest.mark.parametrize("text", FUTURE)
def test_the_future_is_refused_only_where_the_past_is_asked(text):
    with pytest.raises(Unclear, match="还没到"):
        dates.read(text, TODAY)
    assert dates.find(text, TODAY) == []
    assert dates.read(text, TODAY, past=False) > "2026-11-22"[: len(dates.read(text, TODAY, past=False))]


@pytest.mark.parametrize(
    "text, value",
    [("12月25号", "2026-12-25"), ("9月1号", "2026-09-01"), ("腊月二十三", "2027-01-30"), ("25号", "2026-11-25")],
)
def test_with_the_future_allowed_the_nearest_day_is_meant(text, value):
    assert dates.read(text, TODAY, past=False) == value


@pytest.mark.parametrize(
    "today, text, value",
    [
        (date(2026, 1, 10), "去年腊月", "2025-01"),  # this winter's twelfth month has not come yet
        (date(2026, 1, 10), "上个月15号", "2025-12-15"),
        (date(2026, 3, 1), "昨天", "2026-02-28"),
        (date(2026, 3, 1), "前几天", "2026-02"),
        (date(2026, 3, 4), "前几天", None),  # it may be either month
        (date(2026, 1, 1), "12月31号", "2025-12-31"),
        (date(2026, 1, 1), "1月1号", "2026-01-01"),
    ],
)
def test_the_turn_of_the_month_and_of_the_year(today, text, value):
    assert dates.read(text, today) == value


@pytest.mark.parametrize("text", ["从3月到5月", "昨天或者前天"])
def test_two_dates_are_asked_again(text):
    with pytest.raises(Unclear, match="不止一个"):
        dates.read(text, TODAY)


@pytest.mark.parametrize(
    "text, values",
    [
        ("2024年3月15日签的合同，去年国庆结的婚", ["2024-03-15", "2025-10-01"]),
        ("去年三月借给他2025元", ["2025-03"]),
        ("三月五千，四月六千", ["2026-03", "2026-04"]),
        ("每月15号发工资", []), ("住15号楼", []), ("结婚25年了", []), ("一月三千", []), ("干了三个月", []), ("10.1万", []),
        ("2025.5元", []), ("一周三次", []), ("半夜儿", []), ("三年时间", []), ("今年六十二", []), ("打13812345678", []),
    ],
)  # fmt: skip
def test_dates_in_a_sentence(text, values):
    found = dates.find(text, TODAY)
    assert [span.value for span in found] == values
    assert all(text[span.start : span.end] == span.text for span in found)


def test_a_season_is_asked_for_its_month():
    assert "几月" in dates.hint("麦收那会儿")
    assert dates.hint("乱说") == dates.ASK
