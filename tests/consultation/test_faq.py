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
    "恁是真人不": "你是真人吗",
    "你讲的话能信不": "你说得准不准",
    "用你们这个要花钱吗": "用你要钱吗",
    "你们会把我说的事告诉别人吗": "会不会说出去",
    "你能替俺打官司不": "你能替我打官司吗",
    "你给的这个指南有法律效力不": "指南有法律效力吗",
    "刚才点错了咋改呀": "答错了咋改",
    "调解员到底是干啥的": "调解员是啥人",
    "调解员有权力罚款不": "调解员有啥权力",
    "调解能带家里人不": "调解能带人去吗",
    "司法确认一个人去中不中": "对方不去司法确认",
    "传票我妈替我签收了算不算": "家人代收传票算吗",
    "不签收传票中不中": "不收传票行不行",
    "法官跟他是亲戚能换不": "法官跟对方认识",
    "请问开庭要带啥": "开庭都干啥",
    "判决书看不懂咋整": "判决书看不懂",
    "啥是简易程序": "简易程序是啥",
    "宅基地的官司去哪个法院": "房子土地官司去哪",
    "委托书咋写呀": "授权委托书咋写",
    "上诉还要交钱不": "上诉要交钱吗",
    "二审得多长时间": "二审要多久",
    "申请强制执行都要啥材料": "申请执行要带啥",
    "执行半年了没动静咋办": "法院一直不执行",
    "失信名单怎么撤掉": "我进了失信名单",
    "派出所不给回执咋办": "报案回执是啥",
    "刑事拘留最多几天": "拘留多少天批捕",
    "取保候审要啥条件": "取保候审咋办",
    "缓刑期间能出去打工不": "社区矫正能出门吗",
    "给俺说说借条咋写": "借条咋写",
    "借条跟欠条有啥区别": "借条欠条区别",
    "结婚证丢了去哪补": "结婚证丢了",
    "孩子上户口去哪办": "孩子上户口",
    "分户咋办手续": "迁户口分户",
    "监控怎么调": "监控咋调",
    "砍头息合法不": "先扣利息咋算",
    "村委会的证明法院认不": "村里证明管用吗",
    "律师会替我保密不": "律师会保密吗",
    "公证得本人去不": "公证本人去吗",
    "信访多久给答复呀": "信访多久答复",
    "12348打不通": "12348打不通",
    "残疾人打官司有照顾没": "残疾人打官司",
    "土地承包纠纷在哪儿仲裁，要钱不要": "土地纠纷去哪",
}
OWN_TROUBLES = [
    "俺跟邻居因为地边吵起来了，村里调解了好几回他都不认账，还把俺家的树砍了，俺想要他赔钱",
    "老板欠我一万二工资，打电话不接，法律援助能帮我要回来吗，我在工地干了三个月",
    "派出所让我们调解，他当时答应给三千块，到现在一分没见着，我还得去看病",
    "俺儿打架被拘留了，家里没人管，对方要八万才肯谅解，这钱该不该给",
    "老板扣了我的身份证不让走，还欠两个月工资",
    "他把房子过户给他儿子了，欠我的十万块钱一直赖着，我咋办才好",
    "借钱的时候先扣了三千利息，到手两万七，现在逼我还五万",
    "收到起诉状说我欠他钱，其实我早就还清了，条子当时没要回来",
    "结婚证被他藏起来了，他还打我",
    "村干部把俺家的地包给外人了，账也不公开",
    "监控拍到他打我了，派出所说不够立案",
    "孩子户口一直不给上，因为俺俩没领证",
    "我爷爷立的公证遗嘱，叔叔说是假的",
    "被执行了，法院把我卡里的钱都划走了，那是低保钱",
    "儿子打我骂我好几年了，还不给饭吃",
    "我不识字，想立遗嘱，找谁写",
    "货款没写利息，拖了一年能多要点不",
    "挨打的伤要不要去做鉴定，去哪儿鉴定",
    "保护令申请了好几天法院还没信儿",
    "气死我了，老问一样的",
    "问完了",
    "报警回执",
    "取保候审",
    "砍头息",
    "收到起诉状",
    "12345",
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
    assert len(ids) >= 160 and len(set(ids)) == len(ids)
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
