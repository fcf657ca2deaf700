"""The menu file: what is shipped is right, every mistake is pointed at, and WeChat's fake takes what comes out."""

from pathlib import Path

import pytest

from channels.rehearsal.fake_account import Refusal
from channels.rehearsal.fake_checks import check_menu
from channels.weixin.lines import FileWrong
from channels.weixin.menu import ASK_LOCATION, Template, click_text, differences, fitting, width
from channels.weixin.menu_file import load
from channels.weixin.scenes import place_scene, read_scene, talk_scene
from channels.weixin.settings import MENU_FILE

URL = "https://fawen.example.gov.cn"
SMALL = """menu:
  - name: 咨询
    items:
      - name: 法律咨询
        say: 看全部分类
      - name: 我的
        open: /mine
templates:
  progress:
    id: abc
    fields:
      thing1: number
"""


@pytest.fixture
def written(tmp_path):
    def write(old="", new="", text=SMALL):
        assert old in text
        path = tmp_path / "wechat.yml"
        path.write_text(text.replace(old, new, 1), "utf-8")
        return path

    return write


def test_the_shipped_menu_is_three_by_five_and_wechat_takes_it():
    shipped = load(MENU_FILE)
    assert [group.name for group in shipped.groups] == ["咨询", "找人", "我的"]
    assert all(len(group.items) == 5 for group in shipped.groups)
    check_menu(shipped.menu(URL))


def test_what_is_tapped_comes_back_as_the_words_of_the_file():
    shipped = load(MENU_FILE)
    buttons = [one for group in shipped.menu(URL)["button"] for one in group["sub_button"]]
    assert [click_text(one["key"]) for one in buttons if one["type"] == "click"] == [
        item.what for item in shipped.items if item.does == "say"
    ]
    assert {one["url"] for one in buttons if one["type"] == "view"} == {
        f"{URL}/mediators",
        f"{URL}/mine",
        f"{URL}/mine/data",
    }


def test_every_word_of_the_shipped_menu_is_known_to_the_talk(known):
    from bot.commands.wechat_menu import understood

    for item in load(MENU_FILE).items:
        assert item.does != "say" or understood(item.what, known), item.what
    assert not understood("这句话谁也没写过", known)


@pytest.mark.parametrize("key", ["", ASK_LOCATION, "V1001_TODAY", "say:", "say:  "])
def test_a_strange_key_means_nothing(key):
    assert click_text(key) == ""


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        ("name: 咨询", "name: 法律咨询室", 2, "最多 4 个汉字"),
        ("name: 法律咨询", "name: 一二三四五六七八九", 4, "最多 8 个汉字"),
        ("name: 我的", "name: 法律咨询", 6, "写了两次"),
        ("say: 看全部分类", "say: " + "话" * 42, 5, "太长"),
        ("say: 看全部分类", "say: ''", 5, "空的"),
        ("say: 看全部分类", "says: 看全部分类", 5, "不认识「says」"),
        ("open: /mine", "open: http://示例.cn/", 7, "用 / 开头"),
        ("open: /mine", "open: //example.com", 7, "用 / 开头"),
        ("open: /mine", "open: /mine\n        say: 好", 6, "一样"),
        ("open: /mine", "ask: phone", 7, "location"),
        ("open: /mine", "open: [/mine]", 7, "空的"),
        ("name: 我的", "name: ''", 6, "要写 name"),
        ("thing1: number", "character_string1: number", 12, "有汉字"),
        ("thing1: number", "thing1: phone", 12, "右边只能写"),
        ("thing1: number", "thing1: text", 12, "右边只能写"),
        ("id: abc", "id: a b", 10, "没有空格"),
        ("id: abc", "id: abc\n    kind: sms", 11, "kind 只能写"),
        ("progress:", "wedding:", 9, "不认识「wedding」"),
        ("menu:", "menus:", 1, "不认识「menus」"),
        ("    id: abc", "    id: abc\n    id: abd", 11, "写了两次"),
        ("  - name: 咨询", "  - name: [", 4, "YAML"),
        ("    items:", "    itemz:", 3, "不认识"),
    ],
)
def test_a_mistake_is_pointed_at_with_its_line(written, old, new, line, told):
    with pytest.raises(FileWrong) as wrong:
        load(written(old, new))
    assert any(f"wechat.yml:{line}: " in one and told in one for one in wrong.value.problems), wrong.value.problems


@pytest.mark.parametrize(
    "text", ["", "[]", "menu: {}", "menu:", "- 1", "menu:\n  - 好", "menu: []", "a: {b: c", "? [a]\n: b"]
)
def test_a_file_that_is_no_menu_is_refused(written, text):
    with pytest.raises(FileWrong):
        load(written(text=text))


def test_a_missing_file_and_one_in_another_encoding_are_told(tmp_path):
    with pytest.raises(FileWrong, match="读不了"):
        load(tmp_path / "none.yml")
    (tmp_path / "gbk.yml").write_bytes("menu: 咨询".encode("gbk"))
    with pytest.raises(FileWrong, match="UTF-8"):
        load(tmp_path / "gbk.yml")


def test_all_mistakes_are_told_at_once(written):
    text = SMALL.replace("咨询\n", "法律咨询室\n", 1).replace("open: /mine", "open: mine")
    with pytest.raises(FileWrong) as wrong:
        load(written(text=text))
    assert len(wrong.value.problems) == 2


@pytest.mark.parametrize(("text", "wide"), [("法律咨询", 4), ("12348热线", 4.5), ("AI", 1), ("（一）", 3)])
def test_width_is_counted_in_characters_of_full_width(text, wide):
    assert width(text) == wide


def test_a_published_menu_is_compared_entry_by_entry(written):
    ours = load(written()).menu(URL)
    assert differences(ours, ours) == []
    assert differences(ours, None)
    assert differences(ours, load(written("say: 看全部分类", "say: 菜单")).menu(URL)) == [
        "「咨询 › 法律咨询」点了以后做的不一样"
    ]
    assert differences(ours, load(written("name: 我的", "name: 他的")).menu(URL)) == [
        "少了「咨询 › 我的」",
        "多了「咨询 › 他的」",
    ]
    moved = {"button": [{"name": "咨询", "sub_button": ours["button"][0]["sub_button"][::-1]}]}
    assert differences(ours, moved)


def test_a_notice_says_what_its_fields_ask_for_no_longer_than_wechat_takes_it():
    fields = {
        "thing1": "number",
        "phrase2": "state",
        "time3": "at",
        "thing4": "=点开看" + "看" * 30,
        "const5": "=示例\n司法所",
    }
    body = {
        "number": "2026示例调字第0001号",
        "state": "不予受理了呢",
        "at": "2026-11-22T11:07:45+08:00",
        "text": "您的调解有进展：示例案情",
    }
    data = Template("t", False, fields, 1).data(body)
    assert data["thing1"] == "2026示例调字第0001号"
    assert data["phrase2"] == "不予受理…"
    assert data["time3"] == "2026年11月22日 11:07"
    assert len(data["thing4"]) == 20 and data["thing4"].endswith("…")
    assert data["const5"] == "示例 司法所"
    assert "案情" not in repr(data)
    assert fitting("time3", "昨天") == "昨天"


@pytest.mark.parametrize(
    ("menu", "code"),
    [
        ({"button": []}, 40016),
        ({"button": [{"name": "一二三四五六", "type": "click", "key": "a"}]}, 40018),
        ({"button": [{"name": "一", "type": "click", "key": ""}]}, 40019),
        ({"button": [{"name": "一", "type": "view", "url": "mine"}]}, 40055),
        ({"button": [{"name": "一", "type": "poke"}]}, 40017),
        ({"button": [{"name": "一", "sub_button": [{"name": "二", "type": "click", "key": "a"}] * 6}]}, 40023),
        ({"button": [{"name": "一", "sub_button": [{"name": "字" * 21, "type": "click", "key": "a"}]}]}, 40025),
        ({"button": [{"name": "一", "sub_button": [{"name": "二", "type": "click", "key": "k" * 129}]}]}, 40026),
        ({"button": [{"name": "一", "sub_button": [{"name": "二", "type": "view", "url": "/x"}]}]}, 40054),
    ],
)
def test_the_fake_refuses_what_wechat_refuses(menu, code):
    with pytest.raises(Refusal) as refused:
        check_menu(menu)
    assert refused.value.code == code


def test_scenes_say_a_place_or_a_talk_and_nothing_else():
    assert read_scene(place_scene(12)) == ("place", "12")
    assert read_scene(talk_scene("01234567")) == ("talk", "01234567")
    for strange in ("", "place-", "place-x", "place-1\n", "talk-1", "place-１２", "other-1", "place-1;drop"):
        assert read_scene(strange) == ("", "")


def test_the_file_explains_itself():
    assert Path(MENU_FILE).read_text("utf-8").count("fawen wechat menu") >= 2
