"""Places by sound: found in other characters and in pinyin, never in place of one named as it is written, never taken unasked."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.consultation.answers import Unclear, Unsure, read
from bot.consultation.answers.opening import facts_in
from bot.consultation.answers.place_sounds import MOST, sounding
from bot.consultation.answers.places import match
from bot.consultation.answers.sounds import confused, readings
from tests.consultation.answers import misheard_places
from tests.consultation.answers.test_answers_read import PLACES as COMBINED
from tests.consultation.answers.test_answers_read import TODAY, ask

PLACES = (
    "艾庄乡", "石桥镇", "水寨街道", "石桥东岗村", "李庄村", "大李庄村", "李家庄村", "风岭村", "牛湾村", "张庄村", "章庄村", "西安庄村", "北关社区",
)  # fmt: skip


@pytest.mark.parametrize("said", [
    "爱庄", "爱庄乡", "爱庄村", "爱庄想", "爱桩", "aizhuang", "ai zhuang", "AIZHUANG", "Ai Zhuang Xiang", "aizhuangxiang", "ai庄", "愛莊",
    "俺是爱庄的", "俺家住爱庄", "示例县爱庄", "爱庄三组", "「爱庄」", "ＡＩＺＨＵＡＮＧ",
])  # fmt: skip
def test_one_sound_in_other_characters_or_letters(said):
    assert sounding(said, PLACES) == ("艾庄乡",)


@pytest.mark.parametrize("said, place", [
    ("四桥镇", "石桥镇"), ("随在", "水寨街道"), ("里庄存", "李庄村"), ("里家", "李家庄村"), ("洪宁", "风岭村"), ("刘晚", "牛湾村"),
    ("siqiao", "石桥镇"), ("liuwan", "牛湾村"), ("honglin", "风岭村"), ("xianzhuang", "西安庄村"), ("xi an zhuang", "西安庄村"),
    ("石桥镇石桥冬刚", "石桥东岗村"), ("使桥镇石桥冬刚村", "石桥东岗村"), ("shiqiaozhenshiqiaodonggangcun", "石桥东岗村"), ("备官社区", "北关社区"),
])  # fmt: skip
def test_confusions_of_local_speech_endings_left_off_and_a_town_before(said, place):
    assert sounding(said, PLACES) == (place,)


@pytest.mark.parametrize(
    "said", ["艾庄", "艾庄乡", "俺是艾庄的", "李庄", "石桥", "石桥镇石桥东岗", "北关社区三组", "张庄", "大李庄"]
)
def test_never_where_a_place_is_named_as_it_is_written(said):
    assert match(said, PLACES) and sounding(said, PLACES) == ()


def test_a_name_that_is_only_part_of_what_was_said_is_not_the_one_meant():
    assert match("达李庄", PLACES) == ["李庄村"] and sounding("达李庄", PLACES) == ("大李庄村",)
    assert match("石桥冬岗村", PLACES) == ["石桥镇"] and sounding("石桥冬岗村", PLACES) == ("石桥东岗村",)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "爱",
        "a",
        "ai",
        "庄",
        "对",
        "先庄",
        "咱们村里",
        "俺也说不好",
        "爱庄跟里庄都住过",
        "郑州",
        "不是爱庄",
        "x" * 5000,
        "一" * 5000,
    ],
)
def test_nothing_is_made_of_too_little_or_of_whole_sentences(said):
    assert sounding(said, PLACES) == ()


def test_the_same_sound_comes_before_the_confused_one_and_there_are_three_at_most():
    assert sounding("樟庄", PLACES) == ("张庄村", "章庄村")
    assert sounding("是桥", ("思桥村", "石桥镇", "石乔村")) == ("石桥镇", "石乔村", "思桥村")
    many = tuple(f"{first}庄村" for first in "张章彰樟漳")
    assert sounding("zhangzhuang", many) == many[:MOST]
    assert sounding("獐庄", (*many, "张庄村")) == many[:MOST]


def test_the_fuller_name_is_the_one_meant():
    places = ("艾庄村", "艾庄乡")
    assert sounding("爱庄乡", places) == ("艾庄乡",) and sounding("爱庄", places) == places


CHARACTERS = "张章李里石四艾爱大东西南关庄村镇乡街道社区家"
names = st.text(CHARACTERS, min_size=1, max_size=6)


@given(st.text(max_size=30) | st.text(CHARACTERS + "aizhuang ", max_size=12), st.lists(names, max_size=6))
@settings(max_examples=300, deadline=None)
def test_whatever_is_said_at_most_three_places_of_the_list_are_found(said, places):
    found = sounding(said, tuple(places))
    assert len(found) <= MOST and set(found) <= set(places) and len(set(found)) == len(found)


@given(st.lists(names, min_size=1, max_size=8))
@settings(max_examples=300, deadline=None)
def test_a_places_own_name_never_yields_another(places):
    for name in places:
        assert sounding(name, tuple(places)) == ()


def test_nor_do_the_names_of_the_sample_district():
    for places in (misheard_places.district(), misheard_places.bare_district(), PLACES, COMBINED):
        for name in places:
            assert read(ask("place"), name, TODAY, places) == name


def test_what_becomes_of_the_sample_district_misheard():
    for places in (misheard_places.district(), misheard_places.bare_district()):
        for counts in misheard_places.figures(places).values():
            assert counts["not"] == counts["only another"] == 0
        assert misheard_places.sharing_a_sound(places) == []


@pytest.mark.parametrize(
    "character, sounds", [("艾", "ai yi"), ("石", "shi dan"), ("绿", "lv lu"), ("岗", "gang"), ("7", "7"), ("😀", "😀")]
)
def test_every_reading_without_tones(character, sounds):
    assert readings(character) == set(sounds.split())


@pytest.mark.parametrize(
    "pair", ["石四", "知资", "吃词", "南兰", "飞灰", "湖福", "风红", "金京", "真正", "半帮", "门蒙", "女旅"]
)
def test_what_is_confused_is_confused_both_ways(pair):
    one, other = pair
    assert readings(other) & confused(one) and readings(one) & confused(other)


@pytest.mark.parametrize("pair", ["大他", "庄村", "波坡", "安恩", "爱欧", "人冷"])
def test_other_sounds_are_not(pair):
    one, other = pair
    assert not readings(other) & confused(one)


def test_the_library_is_loaded_only_when_something_sounds_and_without_its_phrases():
    code = (
        "import sys; from bot.consultation.answers.place_sounds import sounding as s\n"
        "assert s('艾庄', ('艾庄乡',)) == () and 'pypinyin' not in sys.modules\n"
        "assert s('爱庄', ('艾庄乡',)) and 'pypinyin' in sys.modules and 'pypinyin.phrases_dict' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def unsure_of(said, places=PLACES):
    with pytest.raises(Unsure) as unsure:
        read(ask("place"), said, TODAY, places)
    return unsure.value


def test_a_place_by_sound_is_asked_about_and_never_taken():
    unsure = unsure_of("爱庄")
    assert unsure.value == "艾庄乡" and unsure.hint.startswith("您说的「爱庄」，我先记成「艾庄乡」，行吗？")
    assert unsure.instead == ("就叫「爱庄」",)
    assert unsure_of("Ai Zhuang").value == "艾庄乡" and unsure_of("Ai Zhuang").instead == ()


def test_several_places_of_one_sound_are_offered_and_none_counts():
    unsure = unsure_of("俺是樟庄的")
    assert unsure.value is None and unsure.instead == ("张庄村", "章庄村", "就叫「樟庄」")


@pytest.mark.parametrize(
    "said, kept", [("就叫「爱庄」", "爱庄"), ("就叫爱庄", "爱庄"), ("就叫「达李庄」", "达李庄"), ("就叫艾庄", "艾庄乡")]
)
def test_who_insists_is_taken_at_their_word(said, kept):
    assert read(ask("place"), said, TODAY, PLACES) == kept


@pytest.mark.parametrize("said", ["对", "是的", "不对", "不是", "不是爱庄", "不对不对"])
def test_a_yes_or_no_is_no_place(said):
    with pytest.raises(Unclear) as unclear:
        read(ask("place"), said, TODAY, PLACES)
    assert "地名" in unclear.value.hint and not isinstance(unclear.value, Unsure)


@pytest.mark.parametrize("said", ["俺是爱庄的", "爱庄", "aizhuang", "我在爱庄，邻居占了俺家的地"])
def test_the_opening_guesses_nothing_by_sound(said):
    where = ask("place")
    where.id = "村镇"
    assert facts_in([where], said, TODAY, PLACES) == {}
