"""What comes before anything else: is somebody in danger at this moment?

Reads the cards of knowledge/safety.yml (how its rules are written is explained at the top of that file), compiles their
wording once, and says which card, if any, a message calls for. Pure: parsed YAML and text in, a card out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from bot.consultation.wording import plain, sentences

GAP = {"…": "[^。，]{0,6}", "……": "[^。]{0,14}"}
NUMERAL = "[0-9一二两三四五六七八九十百几多半]+"
PIECES = re.compile(r"<([^<>]+)>|(…{1,2})|(#)")


class Words:
    """A regular expression compiled when it is first needed: all of them at once would cost every start half a second."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern

    @cached_property
    def regex(self) -> re.Pattern[str]:
        return re.compile(self._pattern)


@dataclass(frozen=True)
class Trigger:
    """One wording rule: every piece must be found; what is written beside it can silence it."""

    pieces: tuple[Words, ...]
    unless: Words | None = None
    not_after: Words | None = None


@dataclass(frozen=True)
class Card:
    """What to say in an emergency. A ``soft`` card is one caring line added above the ordinary answer.

    :param issues: the issues that deal with such a danger afterwards.
    """

    id: str
    title: str
    say: str
    numbers: tuple[str, ...]
    soft: bool = False
    issues: tuple[str, ...] = ()
    triggers: tuple[Trigger, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Cards:
    """All cards, gravest first, with the harmless phrases that are struck out and the words that deny."""

    cards: tuple[Card, ...]
    harmless: Words
    negated: Words

    def __iter__(self) -> Iterator[Card]:
        return iter(self.cards)

    def __getitem__(self, name: str) -> Card:
        """The card with this id; KeyError if there is none."""
        return {card.id: card for card in self.cards}[name]


def load(data: Mapping[str, Any]) -> Cards:
    """The compiled cards of a parsed safety.yml; raises ValueError with a Chinese message where a rule cannot work."""
    groups: dict[str, str] = {}
    for name, phrases in (data.get("groups") or {}).items():
        groups[name] = _any_of(phrases, groups, f"词组「{name}」")
    harmless = _any_of(data.get("harmless") or [], groups, "harmless")
    negations = _any_of(data.get("negations") or [], groups, "negations")
    cards = [_card(one, groups) for one in data["cards"]]
    _refuse_what_is_struck_out(data)
    if [card.soft for card in cards] != sorted(card.soft for card in cards):
        raise ValueError("soft: true 的卡片要写在所有急救卡片后面")
    if len({card.id for card in cards}) < len(cards):
        raise ValueError("有两张安全卡用了同一个 id")
    return Cards(tuple(cards), _words(harmless), _words(f"(?:{negations})$"))


def match(cards: Cards, text: str) -> Card | None:
    """The gravest card this message calls for, or None. Emergencies come before soft cards."""
    said = sentences(cards.harmless.regex.sub("○", plain(text)))
    stretches = [(sentence, "。".join(said[at : at + 2])) for at, sentence in enumerate(said)]
    for card in cards:
        if any(_fires(trigger, *each, cards.negated) for trigger in card.triggers for each in stretches):
            return card
    return None


def message(card: Card, contacts: Mapping[str, Any]) -> dict[str, Any]:
    """The card as a bot message (kind ``safety``) with one tel: link per number."""
    links = [
        {"label": f"拨打 {number}（{contacts[number]['short']}）", "href": contacts[number]["tel"]}
        for number in card.numbers
    ]
    text = card.say if card.soft else f"{card.title}\n{card.say}"
    return {"text": text, "kind": "safety", "links": links}


def _fires(trigger: Trigger, sentence: str, stretch: str, negated: Words) -> bool:
    """Whether the first piece stands in this sentence unsilenced and the others in it or the next."""
    # What is found least often is looked for first: most rules have nothing in most messages.
    if not trigger.pieces[0].regex.search(sentence):
        return False
    if not all(piece.regex.search(stretch) for piece in trigger.pieces[1:]):
        return False
    if trigger.unless and trigger.unless.regex.search(stretch):
        return False
    return any(
        not negated.regex.search(sentence, 0, found.start())
        and not (trigger.not_after and trigger.not_after.regex.search(sentence, 0, found.start()))
        for found in trigger.pieces[0].regex.finditer(sentence)
    )


def _refuse_what_is_struck_out(data: Mapping[str, Any]) -> None:
    """A phrase that holds a harmless one could never be found, because the harmless one is struck out first."""
    harmless = {plain(str(phrase)) for phrase in data.get("harmless") or []}
    for card in data["cards"]:
        for rule in card["triggers"]:
            for phrase in [*rule.get("any", []), *(one for group in rule.get("together", []) for one in group)]:
                said = plain(str(phrase))
                if lost := next((one for one in harmless if one in said), None):
                    raise ValueError(f"安全卡「{card.get('id')}」：「{phrase}」里有 harmless 的「{lost}」，永远对不上")


def _card(one: Mapping[str, Any], groups: Mapping[str, str]) -> Card:
    place = f"安全卡「{one.get('id')}」"
    shared = {key: list(one.get(key) or []) for key in ("unless", "not_after")}
    return Card(
        id=str(one["id"]),
        title=str(one["title"]),
        say=str(one["say"]).strip(),
        numbers=tuple(str(number) for number in one.get("numbers") or []),
        soft=one.get("soft") in (True, "true"),
        issues=tuple(map(str, one.get("issues") or ())),
        triggers=tuple(_trigger(rule, shared, groups, place) for rule in one["triggers"]),
    )


def _trigger(rule: Mapping[str, Any], shared: Mapping[str, list], groups: Mapping[str, str], place: str) -> Trigger:
    wrong = set(rule) - {"any", "together", "unless", "not_after", "even_so"}
    if wrong or ("any" in rule) == ("together" in rule):
        raise ValueError(f"{place}：每条规则写 any 或 together 之一，另可写 unless、not_after、even_so：{dict(rule)}")
    pieces = [rule["any"]] if "any" in rule else rule["together"]
    # even_so: the wording is so plain that what silences the card's other rules does not silence this one.
    beside = {
        key: list(rule.get(key) or []) + ([] if rule.get("even_so") in (True, "true") else shared[key])
        for key in shared
    }
    return Trigger(
        pieces=tuple(_words(_any_of(piece, groups, place)) for piece in pieces),
        **{key: _words(_any_of(phrases, groups, place)) if phrases else None for key, phrases in beside.items()},
    )


def _any_of(phrases: list, groups: Mapping[str, str], place: str) -> str:
    if not isinstance(phrases, list) or not phrases:
        raise ValueError(f"{place}：应当是非空的列表，却是 {phrases!r}")
    return "|".join(_pattern(str(phrase), groups, place) for phrase in phrases)


def _pattern(phrase: str, groups: Mapping[str, str], place: str) -> str:
    """One phrase as a regular expression: <词组>, … and …… gaps and # numerals; the rest is read literally."""
    pattern, at = "", 0
    for piece in PIECES.finditer(phrase):
        pattern += re.escape(plain(phrase[at : piece.start()]))
        name, gap, _ = piece.groups()
        if name and name not in groups:
            raise ValueError(f"{place}：没有词组「{name}」，词组要写在使用它的地方前面")
        pattern += f"(?:{groups[name]})" if name else GAP[gap] if gap else NUMERAL
        at = piece.end()
    return pattern + re.escape(plain(phrase[at:]))


@lru_cache(maxsize=1024)
def _words(pattern: str) -> Words:
    """One object for equal patterns, so that each is compiled once."""
    return Words(pattern)
