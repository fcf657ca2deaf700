"""Replies to each kind of question: labels, positions, yes and no, lengths, ages, counts, places, and 「不清楚」."""

from datetime import date
from types import SimpleNamespace

import pytest

from bot.consultation.answers import Unclear, Unsure, read

TODAY = date(2026, 11, 22)


def ask(kind, options=(), **more):
    """A stand-in for a Question; options as labels or {label: other wordings}."""
    worded = options if isinstance(options, dict) else dict.fromkeys(options, ())
    given = [SimpleNamespace(label=label, also=tuple(also), heard=None) for label, also in worded.items()]
    plain = {"id": "示例", "ask": "", "unit": "", "low": None, "high": None, "past": True, "near": ()}
    return SimpleNamespace(kind=kind, options=tuple(given), **{**plain, **more})


BLAME = ask(
    "choice",
    {
        "对方全责": ["都怪他"],
        "我方全责": ["都怪俺"],
        "各一半": ["同等责任"],
        "还没认定": ["认定书没下来"],
        "肇事逃逸": ["不知道对方是谁"],
    },
)
PAPER = ask("yes_no", ["有", "没有"], ask="有没有借条？")
REPORTED = ask("yes_no", ["报了", "没报"], ask="这事报警了没有？")
WILLING = ask("yes_no", ["愿意", "不愿意"], ask="对方愿意离吗？")
DEEDS = ask("several", {"打人": ["动手"], "骂人": ["侮辱"], "赌博": [], "都没有": []})
DEBTS = ask("several", ["没有外债", "对方自己借的", "我自己借的"])
GOODS = ask("several", ["房子", "存款", "车辆"])


@pytest.mark.parametrize(
    "text, label",
    [
        ("对方全责", "对方全责"), ("對方全責", "对方全责"), ("对方 全责。", "对方全责"), ("2", "我方全责"), ("２", "我方全责"), ("②", "我方全责"),
        ("二", "我方全责"), ("第二个", "我方全责"), ("第2个", "我方全责"), ("选2", "我方全责"), ("2、", "我方全责"), ("选第三个吧", "各一半"),
        ("都怪他", "对方全责"), ("都怪他没看路", "对方全责"), ("各一半吧", "各一半"), ("一半", "各一半"), ("逃逸", "肇事逃逸"), ("不，是对方全责", "对方全责"), ("对方 全责，没跑", "对方全责"),
        ("交警认定书没下来", "还没认定"), ("不知道对方是谁", "肇事逃逸"), ("那个，对方全责😀", "对方全责"), ("6", "不清楚"), ("不清楚", "不清楚"),
        ("不知道是不是对方全责", "不清楚"), ("俺也不知道啊", "不清楚"), ("忘了", "不清楚"), ("記不得了", "不清楚"),
    ],
)  # fmt: skip
def test_choice(text, label):
    assert read(BLAME, text, TODAY) == label


@pytest.mark.parametrize(
    "text, words",
    [
        ("全责", "「对方全责」，还是「我方全责」"), ("对方全责还是我方全责", "「对方全责」，还是「我方全责」"), ("不是对方全责", "1 到 5"), ("7", "没有第 7 个"),
        ("两个", "1 到 5"), ("有没有认定书", "1 到 5"), ("0", "没有第 0 个"), ("what?", "1 到 5"),
    ],
)  # fmt: skip
def test_choice_asks_again_kindly(text, words):
    with pytest.raises(Unclear) as unclear:
        read(BLAME, text, TODAY)
    assert words in unclear.value.hint


def test_a_label_that_looks_like_a_number_is_taken_for_the_label():
    assert read(ask("choice", ["三个", "两个", "一个"]), "一个", TODAY) == "一个"
    assert read(ask("choice", {"没有孩子": [], "1": [], "2": []}), "1", TODAY) == "1"


def test_anything_else_is_the_option_for_others():
    assert read(ask("choice", ["打架", "其他情况"]), "都不是", TODAY) == "其他情况"


YES = "有 有的 有嘞 中 中啊 是 是嘞 嗯 嗯嗯 对 对对对 可不是 可不 没错 不错 好像有 有，但是丢了 俺有借条，可是被他撕了 有借条但没有签字 不是没有 咋没有 YES 1 是的👍"
NO = "没有 没 冇 木有 不 不是 不老些 没有借条 他没给俺写 都没有 还没有 没有没有 沒有 无 否 No 2 二 应该没有吧 就是没有 嗯，没有 对，没有借条 哪有 当时没写"


@pytest.mark.parametrize("text", YES.split())
def test_yes_in_all_its_ways(text):
    assert read(PAPER, text, TODAY) == "有"


@pytest.mark.parametrize("text", NO.split())
def test_no_in_all_its_ways(text):
    assert read(PAPER, text, TODAY) == "没有"


@pytest.mark.parametrize(
    "question, text, value",
    [
        (REPORTED, "报警了", "报了"), (REPORTED, "俺报过警", "报了"), (REPORTED, "没报警", "没报"), (REPORTED, "没来得及", "没报"), (REPORTED, "有", "报了"),
        (WILLING, "他不愿意", "不愿意"), (WILLING, "不太愿意", "不愿意"), (WILLING, "同意", "愿意"), (WILLING, "他不想离", "不愿意"),
        (WILLING, "不清楚他愿不愿意", "不清楚"), (PAPER, "不知道有没有", "不清楚"), (PAPER, "3", "不清楚"), (PAPER, "记不清，好像有", "不清楚"),
    ],
)  # fmt: skip
def test_yes_no_in_the_words_of_its_question(question, text, value):
    assert read(question, text, TODAY) == value


@pytest.mark.parametrize("text", ["有没有？", "啥是借条", "昨天", "俺村的", "借条"])
def test_yes_no_asks_again(text):
    with pytest.raises(Unclear, match="「有」或者「没有」"):
        read(PAPER, text, TODAY)


@pytest.mark.parametrize(
    "question, text, labels",
    [
        (DEEDS, "1", ["打人"]), (DEEDS, "1 3", ["打人", "赌博"]), (DEEDS, "3和1", ["打人", "赌博"]), (DEEDS, "1、3", ["打人", "赌博"]),
        (DEEDS, "13", ["打人", "赌博"]), (DEEDS, "１　３", ["打人", "赌博"]), (DEEDS, "1.3", ["打人", "赌博"]), (DEEDS, "一和三", ["打人", "赌博"]),
        (DEEDS, "1，2，3", ["打人", "骂人", "赌博"]), (DEEDS, "第一个和第三个", ["打人", "赌博"]), (DEEDS, "打人、赌博", ["打人", "赌博"]),
        (DEEDS, "打人骂人", ["打人", "骂人"]), (DEEDS, "天天动手，还侮辱俺", ["打人", "骂人"]), (DEEDS, "没打人，就是骂人", ["骂人"]),
        (DEEDS, "都有", ["打人", "骂人", "赌博"]), (DEEDS, "全选", ["打人", "骂人", "赌博"]), (DEEDS, "除了赌博都有", ["打人", "骂人"]),
        (DEEDS, "除了3都有", ["打人", "骂人"]), (DEEDS, "都没有", ["都没有"]), (DEEDS, "没有", ["都没有"]), (DEEDS, "4", ["都没有"]),
        (DEEDS, "5", "不清楚"), (DEEDS, "不知道", "不清楚"), (DEBTS, "没有", ["没有外债"]), (GOODS, "都没有", []), (GOODS, "房子和车辆", ["房子", "车辆"]),
    ],
)  # fmt: skip
def test_several(question, text, labels):
    assert read(question, text, TODAY) == labels


@pytest.mark.parametrize(
    "text, words",
    [("打人和都没有", "对不到一块儿"), ("33", "1 到 4"), ("9", "没有第 9 个"), ("1 5", "1 到 4"), ("哈哈", "1 到 4")],
)
def test_several_asks_again(text, words):
    with pytest.raises(Unclear) as unclear:
        read(DEEDS, text, TODAY)
    assert words in unclear.value.hint


@pytest.mark.parametrize(
    "text, unit, value",
    [
        ("三天", "天", 3), ("住了12天", "天", 12), ("12", "天", 12), ("两周", "天", 14), ("半个月", "天", 15), ("3000天", "天", 3000), ("1200", "天", 1200),
        ("一年", "天", 365), ("一年半", "天", 545), ("俩月", "月", 2), ("仨月", "月", 3), ("半年", "月", 6), ("3个月", "月", 3), ("3月", "月", 3),
        ("一个半月", "月", 1.5), ("三年零两个月", "月", 38), ("一年半", "月", 18), ("半个月", "月", 0.5),
        ("一年半", "年", 1.5), ("半年", "年", 0.5), ("大概十年吧", "年", 10), ("忘了", "天", "不清楚"), ("从去年三月到现在", "月", 20), ("上周三开始的", "天", 11),
    ],
)  # fmt: skip
def test_duration_in_the_unit_of_its_question(text, unit, value):
    assert read(ask("duration", unit=unit), text, TODAY) == value


@pytest.mark.parametrize(
    "kind, unit, text, value",
    [
        ("duration", "天", "十来天", 10), ("duration", "天", "三到五天", 3), ("duration", "月", "一个多月", 1), ("duration", "月", "个把月", 1),
        ("duration", "年", "两年多", 2), ("duration", "月", "住了半个来月", 0.5), ("duration", "月", "三五个月", 3), ("number", "个", "三四个", 3),
        ("money", "", "5、6千", 5000), ("money", "", "三万，不对，三万五", 35_000), ("age", "", "七十二，不对，七十三", 73),
        ("date", "", "昨天，不对，前天", "2026-11-20"),
    ],
)  # fmt: skip
def test_vague_or_corrected_words_are_to_be_agreed_to(kind, unit, text, value):
    with pytest.raises(Unsure) as unsure:
        read(ask(kind, unit=unit), text, TODAY)
    assert unsure.value.value == value
    assert "行吗" in unsure.value.hint


@pytest.mark.parametrize(
    "text", ["不到两年", "大半年", "快两年了", "好几个月", "三天前", "2025年", "一辈子", "俺弟", "三年，后来又两年"]
)
def test_duration_asks_again(text):
    with pytest.raises(Unclear):
        read(ask("duration", unit="月"), text, TODAY)


@pytest.mark.parametrize(
    "text, years",
    [
        ("六十二", 62), ("62岁", 62), ("我今年七十三", 73), ("八个月大", 0), ("没满月", 0), ("三岁半", 3), ("18周岁", 18), ("还不到一岁", 0), ("1960年3月的", 66),
        ("三歲", 3), ("1963年", 63), ("63年生的", 63), ("六三年生人", 63), ("1963年12月生", 62), ("2012年的", 14), ("不晓得", "不清楚"),
    ],
)  # fmt: skip
def test_age(text, years):
    assert read(ask("age"), text, TODAY) == years


@pytest.mark.parametrize(
    "text, words",
    [
        ("属马", "属相"),
        ("虚岁六十五", "周岁"),
        ("快七十了", "正好"),
        ("六十多", "正好"),
        ("七十三四", "正好"),
        ("四十出头", "正好"),
        ("俺娘六十八俺爹七十", "几个岁数"),
        ("200", "周岁"),
        ("年轻", "周岁"),
    ],
)
def test_age_asks_again(text, words):
    with pytest.raises(Unclear) as unclear:
        read(ask("age", high=120), text, TODAY)
    assert words in unclear.value.hint


@pytest.mark.parametrize(
    "text, number",
    [
        ("俩孩子", 2), ("仨", 3), ("一儿一女", 2), ("两个闺女一个儿", 3), ("双胞胎", 2), ("没有", 0), ("没孩子", 0), ("0", 0), ("一共5个", 5),
        ("三亩二分", 3.2), ("两亩半", 2.5), ("二分地", 0.2), ("30%", 30), ("三成", 30), ("一半", 50), ("1.5", 1.5), ("没数", "不清楚"),
    ],
)  # fmt: skip
def test_number(text, number):
    assert read(ask("number"), text, TODAY) == number


TROUBLES = ask("several", ["闹矛盾分开过", "对方跟人同居", "对方赌博或吸毒", "微信、支付宝", "都没有"])


def test_every_label_that_is_tapped_is_taken_whole():
    labels = [option.label for option in TROUBLES.options][:-1]
    assert read(TROUBLES, "、".join(labels), TODAY) == labels
    assert read(TROUBLES, "闹矛盾分开过和对方跟人同居", TODAY) == labels[:2]
    assert all(read(TROUBLES, label, TODAY) == [label] for label in labels)


PLACES = ("示例镇", "示例镇示例村", "示例镇甲庄村", "丙街道", "丙街道甲庄", "示例镇李庄村")


@pytest.mark.parametrize(
    "text, place",
    [
        ("示例镇", "示例镇"), ("示例镇示例村", "示例镇示例村"), ("俺是示例镇甲庄的", "示例镇甲庄村"), ("丙街道", "丙街道"), ("李庄", "示例镇李庄村"),
        ("示例村", "示例镇示例村"), ("大李庄", "大李庄"), ("示例镇外头", "示例镇"), ("郑州", "郑州"), ("不知道", "不清楚"),
    ],
)  # fmt: skip
def test_place(text, place):
    assert read(ask("place"), text, TODAY, PLACES) == place


@pytest.mark.parametrize("text", ["北关社区", "北关", "示例区北关社区", "俺住北关社区三组"])
def test_a_community_is_a_place_like_a_village(text):
    assert read(ask("place"), text, TODAY, ("北街道", "北关社区")) == "北关社区"


@pytest.mark.parametrize(
    "text, words", [("甲庄", "「示例镇甲庄村」、「丙街道甲庄」"), ("示例", "「示例镇」"), ("123", "地名")]
)
def test_place_asks_again(text, words):
    with pytest.raises(Unclear) as unclear:
        read(ask("place"), text, TODAY, PLACES)
    assert words in unclear.value.hint


@pytest.mark.parametrize(
    "text, value",
    [
        ("两万五", 25_000),
        ("不知道，大概五千", 5000),
        ("没花钱", 0),
        ("说不清", "不清楚"),
        ("2 万 5", 25_000),
        ("3,0000", 30_000),
        ("300一晚", 300),
        ("３０００", 3000),
        ("那个，就是八百", 800),
    ],
)
def test_money(text, value):
    assert read(ask("money"), text, TODAY) == value


@pytest.mark.parametrize(
    "asked, taken",
    [
        ("一个月多少工资？", True),
        ("离开前一年，一个月挣多少？", True),
        ("一共欠多少？", False),
        ("一天挣多少？", False),
    ],
)
def test_a_monthly_sum_answers_only_a_question_for_one(asked, taken):
    question = ask("money", ask=asked)
    if taken:
        assert read(question, "一個月三千", TODAY) == 3000
    else:
        with pytest.raises(Unclear, match="一月的数"):
            read(question, "一個月三千", TODAY)


def test_date_and_its_hints():
    assert read(ask("date"), "忘了哪天，去年三月吧", TODAY) == "2025-03"
    assert read(ask("date"), "記不清了", TODAY) == "不清楚"
    assert read(ask("date", past=False), "下个月", TODAY) == "2026-12"
    with pytest.raises(Unclear, match="几月"):
        read(ask("date"), "麦收那会儿", TODAY)


def test_text_is_kept_as_it_was_said():
    assert read(ask("text"), "  俺家的地，\n叫他占了！ ", TODAY) == "俺家的地， 叫他占了！"
    assert read(ask("text"), "不知道", TODAY) == "不清楚"


@pytest.mark.parametrize(
    "kind, low, text", [("money", 1, "没有"), ("age", 18, "六岁"), ("number", 1, "0"), ("duration", 2, "一天")]
)
def test_below_the_bound_is_asked_again(kind, low, text):
    with pytest.raises(Unclear, match="最少"):
        read(ask(kind, low=low, unit="天" if kind == "duration" else ""), text, TODAY)


def test_above_the_bound_is_asked_again():
    with pytest.raises(Unclear, match="最多是 1,000,000元"):
        read(ask("money", high=1_000_000), "两百万", TODAY)


@pytest.mark.parametrize(
    "kind", ["choice", "several", "yes_no", "money", "date", "duration", "age", "number", "place", "text"]
)
@pytest.mark.parametrize("text", ["", " 　\n", "😀👍", "。。。", "？", "俺" * 5000, "1" * 5000, "\ud800"])
def test_nothing_said_or_far_too_much_is_asked_again(kind, text):
    question = ask(kind, ["有", "没有"] if kind in ("choice", "several", "yes_no") else (), unit="天")
    with pytest.raises(Unclear) as unclear:
        read(question, text, TODAY)
    assert unclear.value.hint


@pytest.mark.parametrize(
    "kind", ["choice", "several", "yes_no", "money", "date", "duration", "age", "number", "place", "text"]
)
@pytest.mark.parametrize(
    "text",
    [
        "不清楚",
        "不知道",
        "忘了",
        "记不得了",
        "不晓得",
        "弄不清",
        "说不好",
        "不明白",
        "不确定",
        "俺真不知道啊",
        "記不清",
    ],
)
def test_not_knowing_answers_every_question(kind, text):
    question = ask(kind, ["有", "没有"] if kind in ("choice", "several", "yes_no") else (), unit="天")
    assert read(question, text, TODAY) == "不清楚"
