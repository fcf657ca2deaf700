"""Side questions: the right short answer for a clear question, and nothing at all for somebody's own trouble."""

from datetime import date
from pathlib import Path

import pytest

from bot.consultation import faq, library

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
LIBRARY = library.load(KNOWLEDGE, check=False)
ENTRIES = LIBRARY.faq
TODAY = date(2026, 11, 22)

OTHER_WORDINGS = {
    "请问一下找调解员要不要钱啊": "调解收费",
    "调解完他又不认账了咋办": "调解协议反悔",
    "俺们村调解的协议有没有法律效力": "调解协议效力",
    "司法确认在哪弄": "司法确认咋办",
    "对方就是不来调解": "对方不愿调解",
    "我要换个调解员": "自己挑调解员",
    "打官司得交多少诉讼费呀": "起诉费用",
    "没钱打官司咋整": "诉讼费减免",
    "法律援助去哪申请啊": "法律援助咋申请",
    "我够不够法律援助的条件": "法律援助条件",
    "12348是啥": "热线12348",
    "俺不识字咋起诉": "写诉状找谁",
    "不请律师行吗": "要不要请律师",
    "俺儿能替我去法院打官司不": "家里人代打官司",
    "立案要带啥材料": "起诉要带啥",
    "一审输了咋上诉": "咋上诉",
    "录音當證據中不中": "录音能当证据吗",
    "没有借条能要回来钱不": "没有欠条",
    "欠条过了三年还能要不": "时效多久",
    "按个手印算数不": "按手印有效吗",
    "判决书下来了他不给钱": "判了不给钱",
    "借条上没写利息": "没写利息",
    "劳动仲裁收费吗": "劳动仲裁要钱吗",
    "离职多久还能劳动仲裁": "劳动仲裁期限",
    "派出所不给立案咋办": "派出所不立案",
    "公证处在哪": "公证去哪",
    "俺村法律顾问电话": "村法律顾问",
    "能不能不去法院": "能不能不去法院",
}
OWN_TROUBLES = [
    "俺跟邻居因为地边吵起来了，村里调解了好几回他都不认账，还把俺家的树砍了，俺想要他赔钱",
    "老板欠我一万二工资，打电话不接，法律援助能帮我要回来吗，我在工地干了三个月",
    "借给他两万没打欠条，现在不承认，转账记录还在，我要去法院告他",
    "老公打我，我想离婚，孩子归谁",
    "电动车被撞了，对方全责，保险公司不赔",
    "找调解员",
    "我要找律师",
    "转人工",
    "我的案子到哪一步了",
    "不清楚",
    "对方全责",
    "2026年3月5日",
    "三万五",
    "没有",
    "调解",
    "你好",
    "谢谢",
    "。",
]


@pytest.mark.parametrize("text, entry", [(ask, entry["id"]) for entry in ENTRIES for ask in entry["ask"]])
def test_every_wording_finds_its_own_entry(text, entry):
    assert faq.match(ENTRIES, text)["id"] == entry


@pytest.mark.parametrize("text, entry", OTHER_WORDINGS.items())
def test_other_wordings_are_understood(text, entry):
    assert faq.match(ENTRIES, text)["id"] == entry


@pytest.mark.parametrize("text", OWN_TROUBLES)
def test_a_trouble_or_a_reply_is_not_a_side_question(text):
    assert faq.match(ENTRIES, text) is None


def test_no_entries_no_answer():
    assert faq.match([], "调解要钱吗") is None


def test_ids_are_unique_and_answers_short():
    ids = [entry["id"] for entry in ENTRIES]
    assert len(ids) >= 60 and len(set(ids)) == len(ids)
    for entry in ENTRIES:
        assert set(entry) <= {"id", "ask", "keys", "unless", "say", "cite"}, entry["id"]
        assert entry["say"].count("。") <= 3 and len(entry["say"]) <= 130, entry["id"]
        assert len(entry["ask"]) >= 3, entry["id"]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["id"])
def test_every_citation_is_in_force_today(entry):
    assert all(LIBRARY.article(str(citation), TODAY) for citation in entry.get("cite") or [])


def test_an_answer_names_its_articles_in_force():
    entry = {"say": "不收钱。", "cite": ["人民调解法 4"]}
    assert faq.answer(entry, LIBRARY, TODAY) == "不收钱。\n依据：《人民调解法》第四条"
    assert faq.answer(entry, LIBRARY, date(2010, 1, 1)) == "不收钱。"
    assert faq.answer({"say": "问村干部。"}, LIBRARY, TODAY) == "问村干部。"


def test_a_word_that_excludes_silences_the_keys_but_not_the_very_wording():
    entries = [{"id": "a", "ask": ["开庭不去会咋样"], "keys": [["开庭"], ["不去"]], "unless": ["离婚"], "say": "去。"}]
    assert faq.match(entries, "明天开庭我不去") and faq.match(entries, "离婚开庭我不去") is None
    assert faq.match(entries, "请问开庭不去会咋样呢")
