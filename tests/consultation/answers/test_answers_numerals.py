"""Spoken and typed numbers become the number that was meant."""

import pytest

from bot.consultation.answers import numerals

EXACT = [
    ("62", 62),
    ("３０００", 3000),
    ("3,500", 3500),
    ("3，500", 3500),
    ("1,234,567.5", 1234567.5),
    ("0.5", 0.5),
    ("零", 0),
    ("十", 10),
    ("十五", 15),
    ("二十", 20),
    ("廿三", 23),
    ("俩", 2),
    ("仨", 3),
    ("两", 2),
    ("一百二", 120),
    ("一百二十", 120),
    ("一百零二", 102),
    ("一百〇二", 102),
    ("一百20", 120),
    ("一千五", 1500),
    ("三千零五十", 3050),
    ("两万五", 25_000),
    ("两万五千", 25_000),
    ("两万零五", 20_005),
    ("两万零五百", 20_500),
    ("3万5", 35_000),
    ("15万3", 153_000),
    ("3万5000", 35_000),
    ("15万3千", 153_000),
    ("十五万三千二", 153_200),
    ("8.8万", 88_000),
    ("三点五万", 35_000),
    ("一亿二", 120_000_000),
    ("1亿2千万", 120_000_000),
    ("两千万", 20_000_000),
    ("2k", 2000),
    ("3k5", 3500),
    ("1.2w", 12_000),
    ("2W5", 25_000),
    ("壹万贰仟叁佰", 12_300),
    ("二〇二五", 2025),
    ("二零二五", 2025),
    ("一五〇〇", 1500),
    ("九十九万九千九百九十九", 999_999),
]
HEDGED = [
    ("三四万", 30_000, 40_000),
    ("五六千", 5000, 6000),
    ("十七八", 17, 18),
    ("二十七八", 27, 28),
    ("七八十", 70, 80),
    ("一百二三十", 120, 130),
    ("两万三四", 23_000, 24_000),
    ("三五", 3, 5),
    ("十几", 11, 19),
    ("十几万", 110_000, 190_000),
    ("几千", 2000, 9000),
    ("数十万", 200_000, 900_000),
    ("三千多", 3000, 4000),
    ("六十多", 60, 70),
    ("60多", 60, 70),
    ("二十多万", 200_000, 300_000),
    ("十来万", 100_000, 100_000),
    ("百十来", 100, 110),
    ("千把", 1000, 1000),
    ("万儿八千", 8000, 10_000),
    ("上万", 10_000, 10_000),
]
SEVERAL = [
    ("两万一年", [20_000, 1]),
    ("三百一天", [300, 1]),
    ("五万二分利", [50_000, 2]),
    ("借两万一直没还", [20_000, 1]),
    ("三千五千", [3000, 5000]),
    ("十万八万", [100_000, 80_000]),
    ("欠两万五年底给", [25_000]),
    ("千万别信", []),
    ("豫A12345", []),
    ("2km", [2]),
    ("一万来块", [10_000]),
    ("三千一块钱", [3100]),
    ("三千一块还", [3000, 1]),
    ("1" * 40, []),
    ("没有数", []),
    ("", []),
]


@pytest.mark.parametrize("text, number", EXACT)
def test_an_exact_number_is_read_whole(text, number):
    assert numerals.value(text) == number
    assert [(one.low, one.high, one.vague) for one in numerals.find(text)] == [(number, number, False)]


@pytest.mark.parametrize("text, low, high", HEDGED)
def test_a_hedged_number_is_a_range(text, low, high):
    [one] = numerals.find(text)
    assert (one.text, one.low, one.high, one.vague) == (text, low, high, True)


@pytest.mark.parametrize("text, lows", SEVERAL)
def test_numbers_in_a_sentence(text, lows):
    assert [one.low for one in numerals.find(text)] == lows


@pytest.mark.parametrize("text", ["", "三四", "abc", "五个", "十几"])
def test_what_is_not_one_exact_number_has_no_value(text):
    assert numerals.value(text) is None


def test_spans_point_into_the_text_as_it_was_given():
    text = "他欠俺３万５，还了两千"
    assert [text[one.start : one.end] for one in numerals.find(text)] == ["３万５", "两千"]
