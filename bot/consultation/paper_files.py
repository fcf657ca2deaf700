"""Turns a file of knowledge/papers/ into a :class:`bot.consultation.paper_model.Paper`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.consultation.paper_model import EVERY_ISSUE, KINDS, Block, Line, Paper
from bot.consultation.reading import Mapping, read
from bot.consultation.shape import Shape

LIMITS = ("when", "only")
WRITING_LINES, BLANK_ROWS = 4, 4


def load_paper(path: Path, root: Path) -> Paper:
    """One paper; its file's name is its id and the end of its address."""
    shape = Shape()
    about = shape.mapping(read(path, root), path, root)
    shape.keys(
        about,
        required=("title", "issues", "blocks", "use", "where", "cite"),
        optional=("not_for", "unless_careful", "order", "reviewed_by", "reviewed_on"),
    )
    given = about.get("issues")
    paper = Paper(
        id=path.stem,
        title=shape.text(about, "title"),
        issues=_issues(shape, about),
        blocks=tuple(_blocks(shape, about)),
        use=shape.texts(about, "use"),
        where=shape.text(about, "where"),
        cite=shape.texts(about, "cite"),
        not_for=shape.texts(about, "not_for"),
        unless_careful=about.get("unless_careful") is True,
        order=about.get("order", 100),
        reviewed_by=shape.text(about, "reviewed_by"),
        reviewed_on=shape.text(about, "reviewed_on"),
        file=about.file,
        line=about.lines.get("issues", about.line),
        issue_lines=dict(given.lines) if isinstance(given, Mapping) else {},
    )
    shape.raise_problems()
    return paper


def _issues(shape: Shape, about: Mapping) -> dict[str, Any] | None:
    given = about.get("issues")
    if given == EVERY_ISSUE:
        return None
    if isinstance(given, Mapping):
        return {str(name): shape.condition(given, name) for name in given}
    if not isinstance(given, list):
        shape.problems.append(
            about.problem(f"「issues」应写「{EVERY_ISSUE}」、列表 [甲, 乙]，或者「问题: 条件」", "issues")
        )
    return {str(name): {} for name in given or ()}


def _blocks(shape: Shape, about: Mapping) -> Iterator[Block]:
    for one in shape.mappings(about, "blocks"):
        kinds = [key for key in one if key in KINDS]
        if len(kinds) != 1:
            said = "、".join(KINDS)
            shape.problems.append(one.problem(f"每一块要写明是什么，只写一样：{said}"))
            continue
        [kind] = kinds
        shape.keys(one, required=(kind,), optional=(*KINDS[kind], *LIMITS))
        yield _block(shape, one, kind)


def _block(shape: Shape, one: Mapping, kind: str) -> Block:
    value, text = one.get(kind), ""
    lines: tuple[Line, ...] = ()
    names: tuple[str, ...] | None = None
    if kind in ("rows", "claims"):
        lines = tuple(_lines(shape, one, kind))
    elif kind == "party":
        text = shape.text(one, kind)
        lines = tuple(Line(say=field, line=one.line) for field in shape.texts(one, "fields"))
    elif kind == "told":
        names = None if value == EVERY_ISSUE else shape.texts(one, kind)
        lines = tuple(Line(say=fact, line=one.line) for fact in shape.texts(one, "leave_out"))
    elif kind == "held":
        if not isinstance(value, Mapping):
            shape.problems.append(one.problem("「held」应写成「问题: 事实」", kind))
    else:
        text = "" if value is True else shape.text(one, kind)
        names = shape.texts(one, "which") if "which" in one else None
    return Block(
        kind=kind,
        text=text,
        lines=lines,
        names=names,
        held={str(issue): str(fact) for issue, fact in value.items()} if isinstance(value, Mapping) else {},
        count=one.get("lines", WRITING_LINES) if kind == "write" else one.get("blank", BLANK_ROWS),
        when=shape.condition(one, "when"),
        only=shape.texts(one, "only"),
        line=one.line,
    )


def _lines(shape: Shape, one: Mapping, kind: str) -> Iterator[Line]:
    given = one.get(kind)
    if not isinstance(given, list):
        shape.problems.append(one.problem(f"「{kind}」应当是列表，每一项以「- 」开头", kind))
        return
    for part in given:
        if isinstance(part, str) and kind == "claims":
            yield Line(say=part.strip(), line=one.line)
            continue
        if kind == "claims":
            shape.keys(part, required=("say",), optional=LIMITS)
        else:
            shape.keys(part, required=("item",), optional=("fill", "tick", *LIMITS))
        yield Line(
            say=shape.text(part, "say" if kind == "claims" else "fill"),
            item=shape.text(part, "item"),
            tick=_tick(shape, part),
            when=shape.condition(part, "when"),
            only=shape.texts(part, "only"),
            line=part.line,
        )


def _tick(shape: Shape, part: Mapping) -> Any:
    tick = part.get("tick")
    if tick is None or isinstance(tick, str):
        return tick
    if not isinstance(tick, Mapping):
        shape.problems.append(part.problem("「tick」应写一个选择题的名字，或者「印出来的字: 什么情况打勾」", "tick"))
        return None
    return {str(label): None if tick[label] is None else shape.condition(tick, label) for label in tick}
