"""A reply to a question with options: a label, its position (2, «二», 第二个, 选2), another wording, or a part of one."""

import re

from bot.consultation.answers import numerals
from bot.consultation.answers.phrases import hits, is_turned, key
from bot.consultation.answers.unclear import Unclear
from bot.consultation.values import UNKNOWN

_NUMBER = r"\(?([0-9]{1,2}|[一二三四五六七八九]|十[一二]?)\)?"
_END = r"(?:那个|吧|的|啊)?[.、,。:)]*"
_ORDINAL = re.compile(
    rf"(?:俺|我)?(?:就|应该)?(?:是|选|选择|点|按|要)?(?:第|选|选择|点|按|回复|答案是?)\s*{_NUMBER}\s*(?:个|项|条|号|样|种)?{_END}"
)
_POSITION = re.compile(rf"(?:是|就)?{_NUMBER}\s*(?:项|号)?{_END}")
_FIRST_OR_LAST = re.compile(rf"(?:就|是|选)*(?:(?P<first>头一|头|第一|前一)|(?P<last>最后一?|末了一?))[个条样项]{_END}")
_HEAD = re.compile(
    r"(?:就|是|选)*(?:前|头)(?:面|头)?(?P<count>[2-8二两俩三仨四五六])[个条样项种]?(?:都|全)?(?:有|是|占|要|选|中)?(?:了|的|嘞|吧)*"
)
_HEAD_DENIED = re.compile(r"(?:前|头|后)(?:面|头)?[1-9一二两俩三仨四五六几][个条样项种]?都?(?:没|不)")
_HANZI_RUN = re.compile("[一二三四五六七八九]{2,}")
_MARKS = re.compile(r"[、,;。/\s]+|(?<=[0-9])[.·+](?=[0-9])|(?<=[0-9一二三四五六七八九])(?=第)")
_COUNTED = re.compile(r"(?:第)?([0-9]{1,2}|[一二三四五六七八九])(?:个|项|条|号|样|种)?")
_FIGURES = re.compile(r"[\W0-9_]+")
_SPLIT = re.compile(rf"{_MARKS.pattern}|和|跟|还有|以及|加上|外加")
_ALL = re.compile(
    r"(?:这[些几]个?|上面|以上|前面)?(?:都|全|全部|全都|统统|样样)(?:有|是|占|要|占了|选|选上|算|中|符合|部|都有)?(?:了|的|嘞|啊|吧)*"
)
_NONE = re.compile(
    r"(?:这[些几]个?|上面|以上|前面)?(?:(?:一个|哪个|哪样|啥|一样|全)?(?:都|也)?(?:没有?|不是|冇|木有|无)|没有?一个)(?:的|嘞|啊|过|呢)*"
)
_ALL_BUT = re.compile(r"除了?(.+?)(?:以外|之外|外)?[,\s]*(?:其他|别的|剩下|其余)?的?(?:全都|都|全)(?:有|是|占)?了?")
_BUT_ALL = re.compile(r"(.+?)(?:没有?|不是)[,\s]*(?:其[他它]|别的|剩下|其余)的?(?:全都|都|全)(?:有|是|占)?了?")
_ONLY = re.compile(r"除了?(.+?)(?:以外|之外|外)?[,\s]*(?:啥|什么|别的|其他|其它)?(?:都|也)?没有?(?:了|的)?")
_EXCLUSIVE = re.compile(
    r"(?:以上|上面|这些)?(?:都|全)?(?:没有?|不是|无)(?:这些|以上|上面)?(?:情况|情形|任何)?$|^(?:以上|上面|这些)?都(?:没|不)|^(?:啥|什么|哪样)(?:都|也)没"
)
_OTHERS = re.compile(r"(?:这[些几]个?|上面|以上)?(?:都|全)不是(?:的|嘞)?|(?:其[他它]|别的|另外)(?:的|情况|原因)?")
_BARE_DENIALS = ("没有", "没", "无")
_SHORT = 60


def read_choice(options, text: str) -> str:
    """The label of the option a reply names, or 不清楚 for the position after the last. Raises Unclear otherwise."""
    named = exact(options, text) or by_position(options, text)
    if named is None and len(text) <= _SHORT:
        named = only(mentioned(options, text)) or only(part_of(options, text))
    if named is None and _OTHERS.fullmatch(text):
        named = next(
            (each.label for each in options if each.label.startswith(("其他", "其它", "都不是", "别的"))), None
        )
    if named is None:
        raise Unclear(how_to_choose(options))
    return named


def read_several(options, text: str) -> list[str] | str:
    """The labels a reply names, in the order shown; [] for 都没有 when no option says so; 不清楚 for its position."""
    exclusive = [each.label for each in options if is_exclusive(each.label)]
    others = [each.label for each in options if each.label not in exclusive]
    if label := exact(options, text):
        return [label]
    if _ALL.fullmatch(text):
        return others
    if _NONE.fullmatch(text):
        return exclusive[:1] or _denial(others)
    if head := _HEAD.fullmatch(text):
        return [option.label for option in options[: int(numerals.value(head["count"]) or 0)]]
    if _HEAD_DENIED.search(text):
        raise Unclear(how_to_choose(options, several=True))
    if (but := _ALL_BUT.fullmatch(text) or _BUT_ALL.fullmatch(text)) and (
        left_out := _positions(options, but[1]) or _named(options, but[1])
    ):
        return [label for label in others if label not in left_out]
    if just := _ONLY.fullmatch(text):
        text = just[1]
    chosen = _positions(options, text) or _named(options, text)
    if chosen == {UNKNOWN}:
        return UNKNOWN
    if not chosen or UNKNOWN in chosen:
        raise Unclear(how_to_choose(options, several=True))
    if chosen & set(exclusive) and chosen & set(others):
        raise Unclear("您说了「" + "」「".join(_in_order(options, chosen)) + "」，这几样对不到一块儿，请再选一遍。")
    return _in_order(options, chosen)


def is_exclusive(label: str) -> bool:
    """Whether the label denies all the others: 都没有, 以上都不是, 什么都没留."""
    return bool(_EXCLUSIVE.search(label))


def how_to_choose(options, several: bool = False) -> str:
    """A kind sentence on how to answer a question with these options."""
    if several:
        return f"可以选好几个，回复数字就行，比如「1、3」（一共 1 到 {len(options)}）；一样也没有就说「都没有」。"
    return f"请从这几样里选一个，回复数字 1 到 {len(options)} 也行；拿不准就说「不清楚」。"


def exact(options, text: str) -> str | None:
    """The label that, or one of whose other wordings, is the whole reply."""
    said = key(text)
    named = [each.label for each in options if said and said == key(each.label)]
    named += [each.label for each in options if said and said in map(key, each.also)]
    return named[0] if named else None


def by_position(options, text: str) -> str | None:
    """The option whose number the whole reply is; 不清楚 for the number after the last. Raises Unclear beyond."""
    if end := _FIRST_OR_LAST.fullmatch(text):
        return options[0 if end["first"] else -1].label
    match = _POSITION.fullmatch(text) or _ORDINAL.fullmatch(text)
    return _at(options, int(numerals.value(match[1]) or 0)) if match else None


def mentioned(options, text: str, besides: tuple[str, ...] = ()) -> list[str]:
    """The options one of whose wordings, of two characters or more, stands in the reply and is not negated."""
    wordings = [(key(word), index) for index, each in enumerate(options) for word in (each.label, *each.also)]
    wordings = [(word, index) for word, index in wordings if len(word) > 1 and word not in besides]
    # Punctuation parts a negation from what follows (不，对方全责); only a label written with spaces needs it gone.
    found = hits(re.sub(r"[\W_]+", "|", text.lower()), wordings) or hits(key(text), wordings)
    return _in_order(options, {options[hit.option].label for hit in found})


def part_of(options, text: str) -> list[str]:
    """The options the reply is a part of: 全责 of 对方全责."""
    said = key(text)
    if len(said) < 2:
        return []
    return [
        each.label
        for each in options
        if any(said in word and not is_turned(word, word.index(said)) for word in map(key, (each.label, *each.also)))
    ]


def only(labels: list[str]) -> str | None:
    """The one label there is. Raises Unclear, naming them, for more."""
    if len(labels) > 1:
        raise Unclear("您说的是哪一个：" + "，还是".join(f"「{label}」" for label in labels) + "？")
    return labels[0] if labels else None


def _at(options, position: int) -> str:
    if position == len(options) + 1:
        return UNKNOWN
    if not 1 <= position <= len(options):
        raise Unclear(f"没有第 {position} 个。请回复数字 1 到 {len(options)}。")
    return options[position - 1].label


def _positions(options, text: str) -> set[str]:
    """Positions and nothing else: 1 3, 1和3, 第一个和第三个, 13, 一三."""
    if _HANZI_RUN.fullmatch(text) and list(text) == sorted(text, key="一二三四五六七八九".index):
        text = "".join(str("一二三四五六七八九".index(char) + 1) for char in text)
    if text.isascii() and text.isdigit() and len(text) > 1:
        if int(text) <= len(options) + 1:
            return {_at(options, int(text))}
        plain = len(options) <= 9 and len(set(text)) == len(text)
        return {_at(options, int(digit)) for digit in text} if plain else set()
    parts = [part for part in _SPLIT.split(text) if part]
    counted = [_COUNTED.fullmatch(part) for part in parts]
    if len(parts) > 1 and all(counted):  # 第1、3个: what stands beside other numbers is a number too
        return {_at(options, int(numerals.value(each[1]) or 0)) for each in counted if each}
    found = [by_position(options, part) for part in parts]
    return set() if None in found else {label for label in found if label}


def _named(options, text: str) -> set[str]:
    """Labels, other wordings, clear parts of labels and ordinals, wherever in the reply they stand."""
    if _FIGURES.fullmatch(text):  # 1-3 is neither 13岁 nor any other wording
        return set()
    chosen: set[str | None] = set(mentioned(options, text, besides=_BARE_DENIALS))
    for part in filter(None, _MARKS.split(text)):
        said = exact(options, part) or mentioned(options, part, besides=_BARE_DENIALS)
        if said:
            chosen.add(exact(options, part))
        for piece in filter(None, _SPLIT.split(part)):  # 和 and 跟 only now: a label may hold them
            ordinal = by_position(options, piece) if _ORDINAL.fullmatch(piece) else None
            parts = [] if exact(options, part) else part_of(options, piece)
            chosen.add(ordinal or exact(options, piece) or (only(parts) if len(parts) < 2 or not said else None))
    return {label for label in chosen if label}


def _denial(labels: list[str]) -> list[str]:
    """The one label that denies, at the head or foot of a list that has no 都没有: 没有外债."""
    denying = [label for label in labels if label[0] in "没无"]
    return denying if len(denying) == 1 and denying[0] in (labels[0], labels[-1]) else []


def _in_order(options, labels) -> list[str]:
    return [each.label for each in options if each.label in labels]
