"""A turn of the talk as WeChat can show it: plain text with numbered options, one card for the guide, few messages.

Pure.  Danger comes first and whole; the numbers shown are those the talk understands; nothing that was said is left out.
"""

from __future__ import annotations

from typing import Any

from channels.weixin.phrasing import Link, Wire, also, choice, is_numbered, said
from channels.weixin.splitting import Block, fit, size

Part = dict[str, Any]
LIMIT = 1800
# WeChat's own menu: a handful of options of a few characters.
MOST_TO_TAP = 5
DESCRIPTION = 500
CARD_TITLE = "法律分析和意见指南"


def parts(wires: list[Wire], link: Link, limit: int = LIMIT, menus: bool = False) -> list[Part]:
    """A turn's wires as few messages of at most ``limit`` bytes.

    :param link: makes an address that WeChat can open of a path of ours.
    :param menus: the account may send ``msgmenu``: a short menu becomes one, its plain text beside it.
    """
    wires = [wire for wire in wires if wire.get("from") != "resident"]
    # The talk understands the numbers of the last buttons it gave; none before them may look like theirs.
    last = next((wire for wire in reversed(wires) if wire.get("buttons")), {})
    made: list[Part] = []
    waiting: list[Block] = []
    for wire in sorted(wires, key=lambda one: one.get("kind") != "safety"):
        waiting += said(wire, link, numbered=wire is last)
        if wire.get("buttons") and wire is not last:
            waiting.append(Block((also(wire["buttons"]),), apart=False))
        if wire.get("kind") == "guide" and wire.get("links"):
            *before, whole = fit(waiting, limit)
            made += [*map(_text, before), _card(wire, whole, link)]
            waiting = []
    options = list(choice(last))
    made += map(_text, fit([*waiting, *options], limit))
    if menus and _may_be_tapped(last) and made[-1]["text"].endswith(options[0].text):
        made[-1] = _menu(last, made[-1]["text"], options[0].text)
    return made


def as_text(made: list[Part], limit: int = LIMIT) -> list[str]:
    """The same in plain text alone, joined again where it fits: for a reply that can only be one text."""
    return fit((Block((part["text"],)) for part in made), limit)


def _text(text: str) -> Part:
    return {"type": "text", "text": text}


def _card(wire: Wire, text: str, link: Link) -> Part:
    """The guide as a card to its page, with the beginning of what is said of it, in whole lines."""
    description = ""
    for line in wire["text"].splitlines():
        if size(f"{description}\n{line}") > DESCRIPTION:
            break
        description = f"{description}\n{line}".strip()
    url = link(wire["links"][0]["href"])
    return {"type": "card", "title": CARD_TITLE, "description": description, "url": url, "text": text}


def _may_be_tapped(wire: Wire) -> bool:
    """Whether WeChat's own menu can stand for this one: few options, one of them to be chosen."""
    one_of = wire.get("input") != "several" and not wire.get("people")
    return one_of and is_numbered(wire) and 0 < len(wire.get("buttons") or []) <= MOST_TO_TAP


def _menu(wire: Wire, text: str, options: str) -> Part:
    head = text.removesuffix(options).strip() or "请选一个："
    return {"type": "menu", "head": head, "options": list(wire["buttons"]), "tail": "也可以回复数字。", "text": text}
