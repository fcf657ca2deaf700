"""The few things a resident may say at any moment: go back, start over, a person, what does that mean.

Only whole sentences count here, so that an answer which happens to contain one of these words stays an answer; what is
said at greater length is left to the classifier.
"""

from __future__ import annotations

import re
import unicodedata

from bot.consultation.talk.state import Heard

PERSON = "转人工"
MEDIATOR = "找村镇调解员"
HOTLINE = "打 12348"
CALL_BACK = "请给我回电"
CHANGE_PLACE = "换个地方"
RESUME = "回到刚才的问题"
BACK = "上一步"
RESTART = "重新来"
MENU = "看全部分类"
FORGET = "删除我的信息"
STATUS = "查办理进度"
ANOTHER = "再问一个问题"
LEGAL_AID = "看看法律援助"
HELP = "这是啥意思"
SURE = 0.8

PHRASES = {
    "person": (PERSON, "人工", "找人工", "人工服务", "转人工服务", "我要找人", "找个人", "找人说", "跟人说", "找真人"),
    "mediator": (MEDIATOR, "找调解员", "找个调解员", "我要找调解员", "点将台", "申请调解"),
    "place": (CHANGE_PLACE, "换地方", "换个村", "换个镇", "地方不对"),
    "hotline": (HOTLINE, "12348", "打12348", "找律师", "我要找律师"),
    "callback": (CALL_BACK, "回电", "给我回电"),
    "legal_aid": (LEGAL_AID,),
    "back": (BACK, "返回", "上一题", "退回去", "回去", "往前", "上一个"),
    "later": (
        "等会儿再说",
        "等会儿说",
        "一会儿再说",
        "回头再说",
        "先忙会儿",
        "我先忙",
        "等等再说",
        "改天再说",
        "先不说了",
        "过会儿再说",
    ),
    "restart": (RESTART, "重新开始", "从头来", "从头开始", "重来"),
    "another": (ANOTHER, "还有一件事", "问别的事", "还想问一件事"),
    "menu": (MENU, "菜单", "目录", "全部分类", "分类", "看分类", "主菜单"),
    "forget": (FORGET, "删除我的数据", "清除我的信息", "把我的信息删了"),
    "status": (STATUS, "查进度", "查案件", "我的案件", "办理进度", "我的案子"),
    "help": (HELP, "啥意思", "什么意思", "不懂", "没看懂", "看不懂", "不明白", "这是什么意思", "举个例子", "帮助"),
    "resume": (RESUME, "继续", "接着问", "接着说", "继续问"),
}
CONTROL = {phrase: name for name, phrases in PHRASES.items() for phrase in phrases}
INTENTS = {
    "request_human": "person",
    "start_over": "restart",
    "menu": "menu",
    "delete_my_data": "forget",
    "case_status": "status",
}
CHANGE = re.compile(
    r"(?:我要|我想)?(?:改|修改|更正)(?:一下|下)?(?:第)?\s*(\d{1,2}|[一二三四五六七八九十]{1,3})(?:个|条|题|项)?(?:问题)?$"
)
WORDS = re.compile(r"[\u3400-\u9fff]{2}")
ENDS = re.compile(r"[\s。！!？?，,、.~～]+$")


def said(heard: Heard) -> str:
    """The control a whole sentence stands for, or an empty string."""
    return CONTROL.get(ENDS.sub("", heard.text.strip()), "")


def meant(heard: Heard) -> str:
    """The control the classifier is sure of, for sentences that answered nothing."""
    if not WORDS.search(heard.text):  # digits alone are an answer out of range, never a wish
        return ""
    intent, confidence = heard.intent
    return INTENTS.get(intent, "") if confidence >= SURE else ""


def to_change(text: str) -> int | None:
    """Which line of the summary is to be changed: 「改第三个」 «改3» → 3."""
    found = CHANGE.match(ENDS.sub("", text.strip()))
    return small_number(found[1]) if found else None


def small_number(text: str) -> int | None:
    """A number from 1 to 99 in digits or Chinese numerals, alone or as 「第三个」."""
    text = unicodedata.normalize("NFKC", text)
    text = re.sub(r"^第|[个条题项、.．)）]+$", "", ENDS.sub("", text.strip()))
    if text.isascii() and text.isdigit():
        return int(text)
    digits = {word: value for value, word in enumerate("零一二三四五六七八九")} | {"两": 2}
    if "十" in text and len(text) <= 3:
        tens, _, units = text.partition("十")
        if (not tens or tens in digits) and (not units or units in digits):
            return digits.get(tens, 1) * 10 + digits.get(units, 0)
    return digits.get(text)


def offered(text: str, labels: list[str]) -> str:
    """The label a typed number means; the text itself where it means none."""
    number = small_number(text)
    if number is not None and 1 <= number <= len(labels):
        return labels[number - 1]
    return text
