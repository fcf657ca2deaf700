"""Which village a resident means, and who mediates there."""

import pytest

from casework.district import load_sample_if_empty
from casework.mediators import mediator_card, mediators_near
from casework.places import Place, find_places, match, place_names, short_name, town_names, village_names

PLACES = [
    Place(1, "石桥县", "县", (1,), "石桥县"),
    Place(2, "石桥镇", "镇", (1, 2), "石桥镇"),
    Place(3, "河东乡", "镇", (1, 3), "河东乡"),
    Place(4, "李村", "村", (1, 2, 4), "石桥镇 李村"),
    Place(5, "王李村", "村", (1, 2, 5), "石桥镇 王李村"),
    Place(6, "新建村", "村", (1, 2, 6), "石桥镇 新建村"),
    Place(7, "新建村", "村", (1, 3, 7), "河东乡 新建村"),
    Place(8, "石桥村", "村", (1, 3, 8), "河东乡 石桥村"),
    Place(9, "大石桥村", "村", (1, 3, 9), "河东乡 大石桥村"),
    Place(10, "花园社区", "村", (1, 2, 10), "石桥镇 花园社区"),
]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("新建村", [6, 7]),
        ("新建", [6, 7]),
        ("河东乡新建村", [7]),
        ("河东 新建村三组", [7]),
        ("俺是石桥镇李村的", [4]),
        ("王李村", [5]),
        ("大石桥村", [9]),
        ("石桥镇", [2]),
        ("石桥村", [8]),
        ("花园小区", [10]),
        ("花园", [10]),
        ("火星", []),
        ("", []),
        ("村", []),
        ("李", []),
    ],
)
def test_a_place_is_understood_as_people_say_it(said, meant):
    assert [place.id for place in match(said, PLACES)] == meant


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("示例区", "示例"),
        ("长葛市", "长葛"),
        ("东岗村村民委员会", "东岗村"),
        ("北关街道办事处", "北关"),
        ("李村", "李村"),
    ],
)
def test_a_name_without_its_ending(name, short):
    assert short_name(name) == short


@pytest.fixture
def sample(database):
    with database.session() as session:
        assert load_sample_if_empty(session)
    return database


def labels(near):
    return {level: [card.label for card in cards] for level, cards in near.items()}


def test_a_villager_is_shown_village_town_and_district(sample):
    with sample.reading() as session:
        near = mediators_near(session, "东岗村")
        assert {level: len(cards) for level, cards in near.items()} == {"村": 1, "镇": 2, "县": 2}
        card = near["村"][0].as_dict()
        village = find_places(session, "示例东岗村")[0]
        assert labels(mediators_near(session, village.id)) == labels(near)
        assert mediator_card(session, card["id"]) == near["村"][0]
        assert mediator_card(session, 404) is None
    assert card["label"].startswith("示例·") and card["initials"] == card["label"][3]
    assert card["village"] == "示例东镇 示例东岗村" and card["phone"].startswith("0000-") and card["photo"] is None
    assert "、" in card["speciality"] and card["is_sample"] is True


def test_from_the_town_no_single_village_is_guessed(sample):
    with sample.reading() as session:
        assert {level: len(cards) for level, cards in mediators_near(session, "示例东镇").items()} == {
            "村": 0,
            "镇": 2,
            "县": 2,
        }


def test_an_unknown_place_still_leads_to_the_district(sample):
    with sample.reading() as session:
        assert {level: len(cards) for level, cards in mediators_near(session, "火星").items()} == {
            "村": 0,
            "镇": 0,
            "县": 2,
        }


def test_those_who_know_the_matter_come_first(sample):
    with sample.reading() as session:
        for speciality in ("婚姻家庭", "劳动工伤"):
            assert speciality in mediators_near(session, "示例东岗村", speciality)["县"][0].speciality


def test_an_empty_database_has_nobody(database):
    with database.reading() as session:
        assert mediators_near(session, "示例东岗村") == {"村": [], "镇": [], "县": []}
        assert place_names(session) == ()


def test_names_for_reading_an_answer(sample):
    with sample.reading() as session:
        names = place_names(session)
        assert town_names(session) == ["示例东镇", "示例西镇", "示例南乡", "示例北街道"]
        villages = village_names(session, "示例东镇")
        assert village_names(session, "火星") == []
    assert villages == ["示例东岗村", "示例东河村", "示例杨树村", "示例枣园村"]
    assert len(names) == 20 and "示例东镇" in names and "示例东岗村" in names and "示例区" not in names
