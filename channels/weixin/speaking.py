"""A turn of the talk as WeChat can show it: plain text with numbered options, one card for the guide, few messages.

Pure.  Danger comes first and whole; the numbers shown are those the talk understands; nothing that was said is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from channels.weixin.splitting import Block, fit, size

Wire = dict[str, Any]
Part = dict[str, Any]
Link = Callable[[str], str]
LIMIT = 1800
MOST_TO_TAP = 5
MANY = 16
DESCRIPTION = 500
CARD_TITLE = "法律分析和意见指南"
# What may be typed where a page would show a calendar or a field.
EXAMPLES = {
    "date": "照您记得的打字就行，比如「去年三月」「2025年3月8日」。",
    "money": "打字回复钱数就行，比如「3万5」。",
    "duration": "打字回复就行，比如「三个月」。",
    "age": "打字回复就行，比如「65」。",
}


def parts(wires: list[Wire], link: Link, limit: int = LIMIT, menus: bool = False) -> list[Part]:
    """A turn's wires as few messages.

    :param link: makes an address that WeChat can open of a path of ours.
    :param menus: the account may send ``msgmenu``: a short menu becomes one, its plain text beside it.
    """
    wires = [wire for wire in wires if wire.get("from") != "resident"]
    if not wires:
        return []
    speaking = max((at for at, wire in enumerate(wires) if wire.get("buttons")), default=-1)
    menu = wires[speaking] if speaking >= 0 else {}
    in_order = sorted(enumerate(wires), key=lambda one: one[1].get("kind") != "safety")
    made: list[Part] = []
    waiting: list[Block] = []
    for at, wire in in_order:
        waiting += _blocks(wire, link, is_menu=at == speaking)
        if wire.get("kind") == "guide" and wire.get("links"):
            *before, last = fit(waiting, limit)
            made += [*map(_text, before), _card(wire, last, link)]
            waiting = []
    choice = [*_choice(menu)]
    made += map(_text, fit([*waiting, *choice], limit))
    if menus and choice and _may_be_tapped(menu) and made[-1]["type"] == "text":
        made[-1] = _menu(menu, made[-1]["text"], choice[0].text)
    return made


def as_text(made: list[Part], limit: int = LIMIT) -> list[str]:
    """The same in plain text alone, joined again where it fits: for a reply that can only be one text."""
    texts: list[str] = []
    for part in made:
        if texts and size(texts[-1] + "\n\n" + part["text"]) <= limit:
            texts[-1] += "\n\n" + part["text"]
        else:
            texts.append(part["text"])
    return texts


def _blocks(wire: Wire, link: Link, is_menu: bool) -> Iterator[Block]:
    """What one message says, without the menu at the foot of the turn."""
    lines = [_shown(line) for line in wire.get("text", "").split("\n") if line.strip()]
    links = [_link(one, link) for one in wire.get("links", [])]
    told = _progress(wire)
    if wire.get("kind") == "safety":
        yield Block((*told, *lines, *links))
        return
    if told:
        yield Block(told)
    for at, line in enumerate(lines):
        yield Block((line,), apart=at == 0 and not told)
    if links:
        yield Block(tuple(links), apart=False)
    if wire.get("people"):
        yield from _people(wire, numbered=is_menu)
    if wire.get("buttons") and not is_menu:
        yield Block(("也可以回复：" + _quoted(wire["buttons"]),), apart=False)


def _progress(wire: Wire) -> tuple[str, ...]:
    progress = wire.get("progress")
    if not progress:
        return ()
    left = f"大约还有{progress['left']}题" if progress["left"] else "快问完了"
    return (f"【第{progress['number']}题，{left}】",)


def _people(wire: Wire, numbered: bool) -> Iterator[Block]:
    """Each person with what helps to choose; the number is that of the button that picks this person."""
    labels = wire.get("buttons", [])
    for person in wire["people"]:
        picks = numbered and wire.get("numbered", True) and person["label"] in labels
        head = f"{labels.index(person['label']) + 1} {person['name']}" if picks else person["name"]
        about = [_shown(head), _shown("，".join(filter(None, (person.get("village"), _level(person)))))]
        if person.get("speciality"):
            about.append(_shown(f"擅长：{person['speciality']}"))
        if person.get("phone"):
            about.append(f"电话：{person['phone']}")
        yield Block(tuple(line for line in about if line))


def _level(person: dict[str, Any]) -> str:
    level = person.get("level") or ""
    return f"{level}调解员" if level and not level.endswith("员") else level


def _choice(wire: Wire) -> Iterator[Block]:
    """The options at the foot of a turn and how to answer, as near the keyboard as can be."""
    labels = wire.get("buttons")
    if not labels:
        return
    if wire.get("numbered", True) is False:
        yield Block((_unnumbered(wire, labels),))
        return
    people = {person["label"] for person in wire.get("people", [])}
    lines = [_shown(f"{number} {label}") for number, label in enumerate(labels, 1) if label not in people]
    yield Block((*lines, *_how(wire, labels)))


def _how(wire: Wire, labels: list[str]) -> tuple[str, ...]:
    if "回复数字" in wire.get("text", ""):
        return ()
    if wire.get("input") == "several":
        return ("（可以选几样，比如回复 1、3）",)
    return ("（回复数字，或者直接打上面的名字）",) if len(labels) > MANY else ("（回复数字就行）",)


def _unnumbered(wire: Wire, labels: list[str]) -> str:
    """Where a typed number is itself an answer, the labels are to be typed."""
    if labels == ["不清楚"]:
        return EXAMPLES.get(wire.get("input", ""), "") + "不知道就回复「不清楚」。"
    return "可以回复：" + _quoted(labels)


def _card(wire: Wire, text: str, link: Link) -> Part:
    description = ""
    for line in wire["text"].split("\n"):
        if size(description + "\n" + line) > DESCRIPTION:
            break
        description = f"{description}\n{line}".strip()
    url = link(wire["links"][0]["href"])
    return {"type": "card", "title": CARD_TITLE, "description": description, "url": url, "text": text}


def _may_be_tapped(wire: Wire) -> bool:
    """Whether WeChat's own menu can stand for this one: few options, one of them to be chosen."""
    return (
        wire.get("numbered", True) is not False
        and wire.get("input") != "several"
        and not wire.get("people")
        and len(wire["buttons"]) <= MOST_TO_TAP
    )


def _menu(wire: Wire, text: str, choice: str) -> Part:
    head = text.removesuffix(choice).rstrip()
    return {
        "type": "menu",
        "head": head,
        "options": list(wire["buttons"]),
        "tail": "也可以回复数字，1 是第一个。",
        "text": text,
    }


def _link(one: dict[str, str], link: Link) -> str:
    """A number to dial stands as it is, WeChat makes it one to tap; a page of ours becomes a link."""
    label, href = one["label"], one["href"]
    if href.startswith("tel:"):
        number = href.removeprefix("tel:")
        return _shown(label if number in label else f"{label} {number}")
    return f'<a href="{link(href).replace(chr(34), "%22")}">{_shown(label)}</a>'


def _quoted(labels: list[str]) -> str:
    return _shown("".join(f"「{label}」" for label in labels))


def _shown(text: str) -> str:
    """Text that WeChat cannot take for a link: what a resident typed is only ever shown."""
    return text.strip().replace("<", "＜").replace(">", "＞")


def _text(text: str) -> Part:
    return {"type": "text", "text": text}
