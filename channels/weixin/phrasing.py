"""What one message of the talk reads like in plain text: its lines, its people, its options and how to answer. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from channels.weixin.splitting import Block

Wire = dict[str, Any]
Link = Callable[[str], str]
MANY = 16
UNKNOWN = "不清楚"
# What may be typed where a page would show a calendar or a field.
EXAMPLES = {
    "date": "照您记得的打字就行，比如「去年三月」「2025年3月8日」。",
    "money": "打字回复钱数，比如「3万5」。",
    "duration": "打字回复就行，比如「12天」「半年」。",
    "age": "打字回复岁数，比如「65」。",
    "number": "打字回复一个数。",
}


def said(wire: Wire, link: Link, numbered: bool) -> Iterator[Block]:
    """A message without the options at its foot; ``numbered`` where the turn's numbers are those of its buttons."""
    lines = [shown(line) for line in str(wire.get("text") or "").splitlines() if line.strip()]
    links = tuple(_links(wire, link))
    told = _progress(wire)
    if wire.get("kind") == "safety":
        yield Block((*told, *lines, *links))
        return
    if told:
        yield Block(told)
    for at, line in enumerate(lines):
        yield Block((line,), apart=at == 0 and not told)
    if links:
        yield Block(links, apart=False)
    yield from _people(wire, numbered)


def choice(wire: Wire) -> Iterator[Block]:
    """The options at the foot of a turn and how to answer, as near the keyboard as can be."""
    labels = wire.get("buttons") or []
    if not labels:
        return
    if not is_numbered(wire):
        yield Block((_typed(wire, labels),))
        return
    people = {person.get("label") for person in wire.get("people") or []}
    lines = [shown(f"{number}. {label}") for number, label in enumerate(labels, 1) if label not in people]
    yield Block((*lines, *_how(wire, labels)))


def is_numbered(wire: Wire) -> bool:
    return wire.get("numbered", True) is not False


def also(labels: list[str]) -> str:
    """Options that no number stands for."""
    return "也可以回复：" + shown("".join(f"「{label}」" for label in labels))


def shown(text: str) -> str:
    """Text that WeChat cannot take for a link: what a resident typed is only ever shown."""
    return text.strip().replace("<", "＜").replace(">", "＞")


def _progress(wire: Wire) -> tuple[str, ...]:
    progress = wire.get("progress")
    if not progress:
        return ()
    left = f"大约还有{progress['left']}题" if progress.get("left") else "快问完了"
    return (f"【第{progress['number']}题，{left}】",)


def _people(wire: Wire, numbered: bool) -> Iterator[Block]:
    """Each person with what helps to choose; the number is that of the button that picks this person."""
    labels = wire.get("buttons") or []
    for person in wire.get("people") or []:
        label, name = person.get("label"), person.get("name") or person.get("label") or ""
        picks = numbered and is_numbered(wire) and label in labels
        head = f"{labels.index(label) + 1}. {name}" if picks else name
        lines = [head, "，".join(filter(None, (person.get("village"), _level(person))))]
        lines += [f"擅长：{person['speciality']}"] if person.get("speciality") else []
        lines += [f"电话：{person['phone']}"] if person.get("phone") else []
        yield Block(tuple(shown(line) for line in lines if line))


def _level(person: dict[str, Any]) -> str:
    level = person.get("level") or ""
    return level if not level or level.endswith("员") else f"{level}调解员"


def _links(wire: Wire, link: Link) -> Iterator[str]:
    """A number to dial stands as it is, WeChat makes it one to tap; a page of ours becomes a link.

    A safety card has its numbers on lines of their own; elsewhere a number that was just said is not said twice.
    """
    for one in wire.get("links") or []:
        label, href = str(one.get("label") or ""), str(one.get("href") or "")
        number = href.removeprefix("tel:")
        if number == href:
            yield f'<a href="{link(href).replace(chr(34), "%22")}">{shown(label)}</a>'
        elif wire.get("kind") == "safety" or number not in str(wire.get("text")):
            yield shown(label if number in label else f"{label} {number}")


def _how(wire: Wire, labels: list[str]) -> tuple[str, ...]:
    if "回复数字" in str(wire.get("text")):
        return ()
    if wire.get("input") == "several":
        return (f"（可以选几样，比如回复 1、{min(3, len(labels) - 1)}）",) if len(labels) > 2 else ()
    return ("（回复数字，或者直接打上面的名字）",) if len(labels) > MANY else ("（回复数字就行）",)


def _typed(wire: Wire, labels: list[str]) -> str:
    """How to answer where a number is itself an answer."""
    if labels == [UNKNOWN]:
        return EXAMPLES.get(str(wire.get("input")), "") + f"不知道就回复「{UNKNOWN}」。"
    return also(labels)
