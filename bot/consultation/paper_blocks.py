"""Fills one block of a paper: what the facts say, a marked blank where they say nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from bot.consultation.conditions import holds
from bot.consultation.paper_filling import BLANK, Filling
from bot.consultation.paper_model import Block, Line
from bot.consultation.values import UNKNOWN

RULE = "＿" * 14
NOT_TICKED = "（待选）"
LINE = 24
NONE_OF = ("没有", "都不是", "都没留")


def block(one: Block, filling: Filling) -> Iterator[dict[str, Any]]:
    """What a block becomes: usually one part, none where there is nothing to say."""
    part = MAKERS[one.kind](one, filling)
    if part is not None:
        yield {"kind": PRINTED.get(one.kind, one.kind), **part}


def _text(one: Block, filling: Filling) -> dict[str, Any]:
    return {"text": filling.text(one.text)}


def _party(one: Block, filling: Filling) -> dict[str, Any]:
    fields = [line.say if {"☐", "＿"} & set(line.say) else _field(line.say) for line in one.lines]
    return {"rows": [{"item": one.text, "fill": "\n".join(fields)}]}


def _field(label: str) -> str:
    """A label with room to write after it, together no longer than a line of the printed table."""
    return f"{label}：{'＿' * max(LINE - 2 - len(label), 6)}"


def _rows(one: Block, filling: Filling) -> dict[str, Any] | None:
    rows = [{"item": line.item, "fill": _fill(line, filling)} for line in one.lines if filling.applies(line)]
    return {"rows": rows} if rows else None


def _fill(line: Line, filling: Filling) -> str:
    parts = [_ticked(line.tick, filling)] if line.tick is not None else []
    if line.say:
        parts.append(filling.text(line.say))
    return "\n".join(parts) or RULE


def _ticked(tick: Any, filling: Filling) -> str:
    """「☑一般保证　☐连带责任保证」, and a word where nobody has said which."""
    if isinstance(tick, str):
        question, value = filling.question(tick), filling.known.get(tick)
        chosen = value if isinstance(value, list) else [value]
        boxes = [(option.label, option.label in chosen) for option in (question.options if question else ())]
    else:
        boxes = [(label, when is not None and holds(when, filling.known) is True) for label, when in tick.items()]
    line = _wrapped([f"{'☑' if on else '☐'}{label}" for label, on in boxes])
    return line if any(on for _, on in boxes) else line + NOT_TICKED


def _wrapped(boxes: list[str]) -> str:
    """The boxes in lines short enough that no box stands at a line's end without its label."""
    lines: list[str] = []
    for one in boxes:
        if lines and len(lines[-1]) + len(one) < LINE:
            lines[-1] += f"　{one}"
        else:
            lines.append(one)
    return "\n".join(lines)


def _claims(one: Block, filling: Filling) -> dict[str, Any] | None:
    said = [filling.text(line.say) for line in one.lines if filling.applies(line)]
    return {"lines": [f"{number}. {text}" for number, text in enumerate(said, 1)]} if said else None


def _findings(one: Block, filling: Filling) -> dict[str, Any] | None:
    items = filling.items(one.text, one.names)
    if one.text == "金额":
        rows = [{"name": _heading(item["id"]), "amount": item["amount"], "formula": item["formula"]} for item in items]
        return {"kind": "amounts", "rows": rows} if rows else None
    lines = [{"name": item["id"], "say": item["say"], "obtain": item.get("obtain", "")} for item in items]
    return {"lines": lines} if lines else None


def _heading(finding: str) -> str:
    """「误工费多少」 as a paper has it: 「误工费」."""
    return finding.removesuffix("多少").removesuffix("大概")


def _told(one: Block, filling: Filling) -> dict[str, Any] | None:
    """What was told, without what the author leaves out and without 「都没有」, which is no news to a stranger."""
    out = {line.say for line in one.lines}
    told = [said for said in filling.guide["told"] if one.names is None or said["fact"] in one.names]
    rows = [
        {"item": said["fact"], "fill": BLANK if said["answer"] == UNKNOWN else said["answer"]}
        for said in told
        if said["fact"] not in out and not said["answer"].endswith(NONE_OF)
    ]
    return {"rows": rows} if rows else None


def _held(one: Block, filling: Filling) -> dict[str, Any]:
    held = filling.known.get(one.held.get(filling.issue.name, ""), [])
    names = [name for name in held if not name.endswith(NONE_OF)] if isinstance(held, list) else []
    return {"names": names + [""] * one.count}


def _write(one: Block, filling: Filling) -> dict[str, Any]:
    return {"text": filling.text(one.text), "count": one.count}


def _to(one: Block, filling: Filling) -> dict[str, Any]:
    return {"text": f"{RULE}{one.text}"}


MAKERS: dict[str, Callable[[Block, Filling], dict[str, Any] | None]] = {
    "heading": _text,
    "text": _text,
    "party": _party,
    "rows": _rows,
    "claims": _claims,
    "findings": _findings,
    "told": _told,
    "held": _held,
    "write": _write,
    "sign": _text,
    "to": _to,
    "new_page": _text,
}
PRINTED = {"party": "rows", "told": "rows", "findings": "checks", "held": "exhibits"}
