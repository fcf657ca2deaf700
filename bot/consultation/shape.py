"""Takes the parts out of a YAML mapping and notes, rather than raises, what an author has to mend."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bot.consultation.reading import KnowledgeError, Mapping, Problem


class Shape:
    """Reads fields of known kinds; everything out of shape is collected in ``problems``."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def raise_problems(self) -> None:
        if self.problems:
            raise KnowledgeError(self.problems)

    def mapping(self, value: Any, path: Path, root: Path) -> Mapping:
        """The top level of a file; anything but a mapping cannot be read further."""
        if not isinstance(value, Mapping):
            raise KnowledgeError([Problem(path.relative_to(root.parent).as_posix(), 1, "最外层应当是「名称: 内容」")])
        return value

    def keys(self, one: Any, required: Sequence[str] = (), optional: Sequence[str] = ()) -> None:
        if not isinstance(one, Mapping):
            raise KnowledgeError([*self.problems, Problem("knowledge", 1, f"这里应当是「名称: 内容」，却是：{one!r}")])
        for key in required:
            if one.get(key) in (None, ""):
                self.problems.append(one.problem(f"缺少「{key}」"))
        for key in one:
            if key not in required and key not in optional:
                known = "、".join([*required, *optional])
                self.problems.append(one.problem(f"不认识「{key}」，这里可以写：{known}", key))

    def text(self, one: Mapping, key: str) -> str:
        value = one.get(key)
        if isinstance(value, (list, dict)):
            self.problems.append(one.problem(f"「{key}」应当是一段文字", key))
            return ""
        return "" if value is None else str(value).strip()

    def texts(self, one: Mapping, key: str) -> tuple[str, ...]:
        value = one.get(key)
        if value is None:
            return ()
        if not isinstance(value, list):
            self.problems.append(one.problem(f"「{key}」应当是列表，例如 [甲, 乙]", key))
            return ()
        return tuple(str(item).strip() for item in value)

    def mappings(self, one: Mapping, key: str) -> list[Mapping]:
        value = one.get(key) or []
        if not isinstance(value, list) or not all(isinstance(item, Mapping) for item in value):
            self.problems.append(one.problem(f"「{key}」应当是列表，每一项以「- 」开头并写成「名称: 内容」", key))
            return []
        return value

    def one_of(self, one: Mapping, key: str, allowed: Sequence[str], default: str = "") -> str:
        value = self.text(one, key) or default
        if value not in allowed:
            self.problems.append(one.problem(f"「{key}」写的是「{value}」，只能是：{'、'.join(allowed)}", key))
        return value

    def day(self, one: Mapping, key: str) -> date | None:
        value = self.text(one, key)
        if not value:
            return None
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.problems.append(one.problem(f"「{key}」应写成 2026-01-31 这样的日期，却是「{value}」", key))
            return None

    def condition(self, one: Mapping, key: str) -> Any:
        value = one.get(key)
        if value is None:
            return {}
        listed = value if isinstance(value, list) else [value]
        if not listed or not all(isinstance(item, dict) for item in listed):
            self.problems.append(one.problem(f"「{key}」应写成「事实: 取值」", key))
            return {}
        return value
