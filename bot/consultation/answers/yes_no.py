"""Yes and no in all their ways, given as the question's two labels: 有的, 中, 是嘞, 可不是; 冇, 木有, 没有借条."""

import re

from bot.consultation.answers.choices import by_position, exact, mentioned, part_of
from bot.consultation.answers.unclear import Unclear
from bot.consultation.answers.unknown import mentions_unknown

YES = (
    "是", "有", "对", "嗯", "中", "行", "好", "可以", "要", "会", "能", "愿意", "同意", "是的", "有的", "对的", "是嘞", "有嘞", "对嘞", "中嘞",
    "可不是", "没错", "不错", "确实", "当然", "肯定", "好的", "嗯嗯", "对对", "对头", "成", "得", "没问题", "是啊", "对啊", "yes", "ok",
)  # fmt: skip
NO = (
    "否", "不", "没", "没有", "不是", "无", "冇", "木有", "不对", "不中", "不行", "没得", "没嘞", "不会", "不能", "不要", "不愿意", "不同意",
    "还没", "不老些", "no",
)  # fmt: skip
_WHO = r"(?:俺们?|我们?|咱|他们?|她们?|俩人|对方|家里|俺家|手里|手上|当时|现在|老板|单位|厂里|医院|警察|公安|交警|派出所|人家|那时候?|这个?|都|也|倒|还|一直|早就?|已经|其实|确实|真|好像|应该|可能|估计|大概|反正|从来)*"
_TAIL = r"[的了啊呀呢嘞咧哩哈吧嘛么啦噢哦呗\s,。!]*"
_QUESTION = re.compile(r"(.)[不没]\1|有没有|吗$|么$|\?$|啥(?![都也])|咋|为什么|怎么")
# 咋没报 and 哪能不报 only ask in form; 不是没报 denies the denial.
_STRONG_YES = re.compile(
    r"(?:咋|怎么)(?:会|能)?(?:没|不是)[^,。]{0,4}[嘞呢啊]?|(?:哪|岂|咋)[能会]不[^,。]{1,4}|能不[^,。]{1,4}吗|不是没(?:有)?[^,。]{0,3}"
)
_FULL_YES = re.compile(
    r"那?(?:嗯|昂|恩|对|是|好|中|行|有|哎|诶|要|会|能|成|得|可不是?|可不咋?[地的]|咋(?:没有?|不是)|就是|那是|当然|肯定|必须|确实|没错|不错|不假|没问题|不是没有"
    rf"|愿意|同意|可以|还用说|呐|yes|yeah|y|ok|okay|√|✓)+(?:就是|当然)?{_TAIL}",
    re.I,
)
_FULL_NO = re.compile(
    r"(?:否|不|没|无|未|冇|木有?|没有|没得|不是|不对|不中|不行|不成|不会|不能|不要|哪有|哪能|哪会|非也|不老些|没那回事|没这回事|不存在|nope|no|n|×|x)+"
    + _TAIL,
    re.I,
)
_AGREES = re.compile(r"^(?:嗯+|恩+|哦+|啊+|对+|是的?|唉|哎)[,。、!\s]+(?=\S)")
_STARTS_YES = re.compile(rf"^{_WHO}(?:有(?!没)|是(?!不是)|对(?!方|不)|可不|没错|不错|不假|没问题|愿意|同意|可以|会|能)")
_STARTS_NO = re.compile(rf"^{_WHO}(?:是?没|冇|木有|不(?!错|假|过|但|光|仅|止|管)|未|无|哪有|否)")
_DONE = re.compile(r"[了过着的]|[嘞啦]$")
_DONE_VERB = re.compile(r"(?P<verb>[^了没有这的人是])[了过着的][的嘞啦了]?$")


def read_yes_no(options, text: str, ask: str = "") -> str:
    """The first label for yes, the second for no, 不清楚 for the third position. Raises Unclear for anything else.

    :param ask: the question as asked, so that its verb said back (报了, 打过) is a yes.
    """
    yes, no = options[0].label, options[1].label
    if named := exact(options, text) or by_position(options, text):
        return named
    if _STRONG_YES.fullmatch(text):
        return yes
    said = _AGREES.sub("", text)
    worded = mentioned(options, said, besides=YES + NO)
    if len(worded) == 1:
        return worded[0]
    for reply in (said, text):
        if _FULL_YES.fullmatch(reply):
            return yes
        if _FULL_NO.fullmatch(reply):
            return no
    if not worded and not _QUESTION.search(said) and not mentions_unknown(said):
        if _STARTS_NO.match(said):
            return no
        if _STARTS_YES.match(said) or _echoes(said, ask):
            return yes
        if len(parts := part_of(options, said)) == 1:
            return parts[0]
    raise Unclear(f"请回复「{yes}」或者「{no}」；拿不准就说「不清楚」。")


def _echoes(text: str, ask: str) -> bool:
    """报了, 打过, 签过字: the verb of the question said back, done and not denied."""
    if len(text) > 10 or re.search("[没未无冇]|不(?!老?少)", text):
        return False
    verb = text.lstrip("俺我他她可都也早就已经")[:1]
    if verb and verb in ask and _DONE.search(text):
        return True
    last = _DONE_VERB.search(text)  # 邻居报的
    return bool(last and last["verb"] in ask)
