"""The opening sentence is read for facts, and what is doubtful is left to be asked."""

from datetime import date
from types import SimpleNamespace

import pytest

from bot.consultation.answers.opening import facts_in

TODAY = date(2026, 11, 22)


def option(label, also=(), heard=None):
    return SimpleNamespace(label=label, also=tuple(also), heard=None if heard is None else tuple(heard))


def question(name, kind, options=(), near=(), **more):
    plain = {"ask": "", "unit": "", "low": None, "high": None, "past": True}
    return SimpleNamespace(id=name, kind=kind, options=tuple(options), near=tuple(near), **{**plain, **more})


INJURY = question(
    "伤情",
    "choice",
    [option("没受伤", ["没伤着"]), option("住院治疗", heard=["骨折", "住院"]), option("去世", heard=["死亡"])],
)
BLAME = question("责任", "choice", [option("对方全责"), option("我方全责"), option("未认定", ["认定书没下来"])])
PAPER = question(
    "借条", "yes_no", [option("有", heard=["打了借条", "有借条"]), option("没有", heard=["没有借条", "没打借条"])]
)
SILENT = question("安静", "choice", [option("对方全责", heard=[]), option("其他")])
DEEDS = question(
    "行为", "several", [option("打人", heard=["打俺", "动手"]), option("骂人", heard=["骂俺"]), option("都没有")]
)
WHEN = question("事故日期", "date", near=["撞", "出事"])
LENT_ON = question("借款日期", "date", near=["借"])
DUE = question("开庭日期", "date", near=["开庭"], past=False)
LENT = question("借款金额", "money", near=["借", "欠"])
PAID = question("已还金额", "money", near=["还了"])
BILL = question("医疗费", "money", near=["医药费", "花了"], high=1_000_000)
DAYS = question("住院天数", "duration", near=["住院", "住了"], unit="天")
APART = question("分居月数", "duration", near=["分居"], unit="月")
AGE = question("年龄", "age", near=["俺娘", "老人"])
CHILDREN = question("孩子个数", "number", near=["孩子", "娃"])
WHERE = question("村镇", "place")
ANYTIME = question("随便", "date")


@pytest.mark.parametrize(
    "questions, text, facts",
    [
        ([INJURY], "俺被车撞骨折了", {"伤情": "住院治疗"}),
        ([INJURY], "人没有骨折，也没住院", {}),
        ([INJURY], "人没伤着就是没受伤", {"伤情": "没受伤"}),
        ([INJURY], "先骨折后来死亡", {}),  # two phrases of one length: asked
        ([INJURY], "不知道是不是骨折", {}),
        ([INJURY], "大夫说不用住院", {}),
        ([INJURY], "没咋住院就好了", {}),
        ([INJURY], "骨折没有，住院没有，都没有", {}),
        ([BLAME], "交警说對方全責", {"责任": "对方全责"}),
        ([BLAME], "不是对方全责", {}),
        ([BLAME], "交警的认定书没下来，他说是我方全责", {"责任": "未认定"}),  # the longer phrase
        ([PAPER], "他没有借条", {"借条": "没有"}),
        ([PAPER], "他给俺打了借条", {"借条": "有"}),
        ([PAPER], "有没有借条都能告吗", {}),
        ([SILENT], "对方全责", {}),
        ([DEEDS], "他打俺还骂俺", {"行为": ["打人", "骂人"]}),
        ([DEEDS], "她打我还骂我", {"行为": ["打人", "骂人"]}),
        ([PAPER], "借条冇，他木有给俺写", {}),
        ([LENT], "欠俺不到一万", {}),
        ([APART], "俺俩分居不到两年", {}),
        ([AGE], "我娘今年七十三，被车撞了", {"年龄": 73}),
        ([DEEDS], "他没动手，就是骂俺", {"行为": ["骂人"]}),
        ([WHEN], "昨天俺骑车被撞了", {"事故日期": "2026-11-21"}),
        ([WHEN], "昨天晴，俺被撞了", {}),  # another clause
        ([WHEN], "明天要撞墙", {}),
        ([DUE], "下周三开庭", {"开庭日期": "2026-11-25"}),
        ([ANYTIME], "昨天的事", {}),  # no near-words: never read from the opening
        ([LENT, PAID], "他借俺三万，还了５０００", {"借款金额": 30_000, "已还金额": 5000}),
        ([LENT], "他欠俺3,500块钱不给", {"借款金额": 3500}),
        ([LENT], "欠的钱一分没给", {}),
        ([LENT], "欠俺几万块", {}),
        ([LENT], "欠俺十几万", {"借款金额": 110_000}),
        ([LENT], "借他一万利息两千", {"借款金额": 10_000}),
        ([BILL], "花了三百万", {}),  # beyond the bound
        ([DAYS, BILL], "住院12天花了三万二", {"住院天数": 12, "医疗费": 32_000}),
        ([APART], "俺俩分居一年半了", {"分居月数": 18}),
        ([AGE], "俺娘今年七十三，被车撞了", {"年龄": 73}),
        ([AGE], "俺娘1963年嫁过来", {}),
        ([CHILDREN], "俺有俩孩子，他欠俺三万", {"孩子个数": 2}),
        ([LENT_ON, LENT], "去年三月借给他两万一直没还", {"借款日期": "2025-03", "借款金额": 20_000}),
        ([LENT, BILL], "借三万", {"借款金额": 30_000}),
        ([WHERE], "俺是示例镇甲庄的", {"村镇": "示例镇甲庄村"}),
        ([WHERE, question("住处", "place")], "俺是示例镇甲庄的", {}),
        ([], "昨天", {}),
    ],
)
def test_facts_in_the_opening_sentence(questions, text, facts):
    assert facts_in(questions, text, TODAY, ("示例镇", "示例镇甲庄村")) == facts


def test_one_value_serves_one_question():
    both = [question("甲", "money", near=["借"]), question("乙", "money", near=["给"])]
    assert facts_in(both, "借给他两万", TODAY) == {"乙": 20_000}


def test_facts_come_in_the_order_of_the_questions():
    assert list(facts_in([LENT, INJURY, LENT_ON], "去年借他三万，他骨折了", TODAY)) == ["借款金额", "伤情", "借款日期"]


@pytest.mark.parametrize("text", ["", "😀", "俺" * 20_000, "借" + "1" * 5000, "，。！？\n\n", "借 撞 花了 住院"])
def test_an_opening_that_says_nothing_gives_nothing(text):
    assert facts_in([WHEN, LENT, BILL, DAYS, CHILDREN], text, TODAY) == {}
