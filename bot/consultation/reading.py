"""Reads one YAML file the way a lawyer reads it, and remembers on which line everything stood.

yes, no, on and off are words rather than booleans, dates stay text, and a key written twice is an error rather than a
silent overwrite.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True, order=True)
class Problem:
    """Something an author has to mend: where it stands and, in Chinese, what to do about it."""

    file: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.text}"


class KnowledgeError(ValueError):
    """The knowledge base cannot be used; ``problems`` says why, file by file."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(map(str, self.problems)))


class Mapping(dict):
    """A YAML mapping that knows its file, its line and the line of each key."""

    file: str
    line: int
    lines: dict[Any, int]

    def problem(self, text: str, key: Any = None) -> Problem:
        return Problem(self.file, self.lines.get(key, self.line), text)


class _Reader(yaml.CSafeLoader):
    file = ""


_Reader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":bool", ":timestamp"))]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
_Reader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), ["t", "f"])


def _construct_mapping(loader: _Reader, node: yaml.MappingNode) -> Any:
    mapping = Mapping()
    mapping.file, mapping.line = loader.file, node.start_mark.line + 1
    mapping.lines = {}
    yield mapping
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in mapping:
            raise yaml.MarkedYAMLError(problem=f"「{key}」写了两次", problem_mark=key_node.start_mark)
        mapping.lines[key] = key_node.start_mark.line + 1
        mapping[key] = loader.construct_object(value_node, deep=True)


_Reader.add_constructor("tag:yaml.org,2002:map", _construct_mapping)


def read(path: Path, root: Path) -> Any:
    """The content of a YAML file; raises KnowledgeError with file and line where it cannot be read."""
    file = path.relative_to(root.parent).as_posix()
    try:
        with path.open(encoding="utf-8") as text:
            loader = _Reader(text)
            loader.file = file
            try:
                return loader.get_single_data()
            finally:
                loader.dispose()
    except FileNotFoundError:
        raise KnowledgeError([Problem(file, 1, "缺少这个文件")]) from None
    except UnicodeDecodeError:
        raise KnowledgeError([Problem(file, 1, "文件不是 UTF-8 编码，请另存为 UTF-8")]) from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise KnowledgeError([Problem(file, mark.line + 1 if mark else 1, _in_chinese(error.problem or ""))]) from None


def _in_chinese(problem: str) -> str:
    if "写了两次" in problem:
        return problem
    return f"YAML 格式有误，请检查缩进、冒号和引号（{problem}）"


def plain_value(path: Path, key: str) -> str:
    """The value of a top-level key that is one plain word, found without reading the rest; empty where there is none."""
    found = re.search(rf"^{re.escape(key)}:[ \t]*(\S+)[ \t]*$", path.read_text("utf-8"), re.M)
    return found[1] if found else ""
