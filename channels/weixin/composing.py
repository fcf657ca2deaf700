"""One passive reply out of everything there is to say: what goes into it, and what has to follow. Pure."""

from __future__ import annotations

from typing import Any

from casework.outgoing import Owed
from channels.weixin.speaking import LIMIT
from channels.weixin.splitting import parted, size
from channels.weixin.words import AGAIN, HAS_MORE

Part = dict[str, Any]
BETWEEN = "\n\n"
# What a turn's part may measure, so that the words put before and after it still fit.
SPOKEN = LIMIT - size(AGAIN + BETWEEN + HAS_MORE) - 1


def compose(parts: list[Part], can_send: int, limit: int = LIMIT) -> tuple[Part | None, list[Part]]:
    """The part that answers at once, and those that follow; None where there is nothing to say.

    :param parts: in the order in which they are to be read.
    :param can_send: how many messages may be sent afterwards. Where they do not suffice, cards become text with a link, so that as
        much as possible goes into the one reply, and the resident is told how to get the rest.
    """
    told = joined(parts, limit)
    if len(told) <= 1 + can_send:
        return (told[0] if told else None), told[1:]
    room = limit - size(BETWEEN + HAS_MORE)
    told = joined([piece for part in parts for piece in _pieces(part, room)], room)
    if len(told) == 1:
        return told[0], []
    return {"type": "text", "text": told[0]["text"] + BETWEEN + HAS_MORE}, told[1:]


def _pieces(part: Part, room: int) -> list[Part]:
    """A part as texts that leave room for a word after them."""
    text = part["text"]
    return [{"type": "text", "text": piece} for piece in ([text] if size(text) <= room else parted(text, room))]


def joined(parts: list[Part], limit: int) -> list[Part]:
    """Neighbouring texts put together as far as they fit."""
    told: list[Part] = []
    for part in parts:
        last = told[-1] if told else None
        if last and last["type"] == part["type"] == "text":
            text = last["text"] + BETWEEN + part["text"]
            if size(text) <= limit:
                told[-1] = {"type": "text", "text": text}
                continue
        told.append(part)
    return told


def part_owed(owed: Owed) -> Part:
    """What is owed, as a part; a person's words with their name before them."""
    body = owed.body
    if "type" in body:
        return body
    said = f"{body['who']}：{body['text']}" if body.get("who") else body["text"]
    return {"type": "text", "text": said}


def told_again(owed: Owed) -> Part:
    """What was owed, as a part of a reply; with a word before it where it may have arrived already."""
    part = part_owed(owed)
    return {"type": "text", "text": f"{AGAIN}\n{part['text']}"} if owed.unsure else part
