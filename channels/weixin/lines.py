"""Reads a YAML file and remembers on which line everything stood, so that a mistake can be pointed at.

Every plain value is read as the text it was written as: 12348 is a name here, and yes is a word.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml


class FileWrong(Exception):
    """What has to be mended in a file, one line of text each: 「wechat.yml:12: …」."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class Mapping(dict[str, Any]):
    """A mapping with its own line and the line of each of its keys."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line, self.lines = line, dict[str, int]()

    def at(self, key: str = "") -> int:
        return self.lines.get(key, self.line)


def read(path: Path) -> Any:
    """The file's content out of Mappings, lists and texts; raises FileWrong."""
    try:
        with path.open(encoding="utf-8") as file:
            node = yaml.compose(file, yaml.SafeLoader)
    except OSError:
        raise FileWrong([f"{path}:1: 读不了这个文件，请检查路径和权限"]) from None
    except UnicodeDecodeError:
        raise FileWrong([f"{path}:1: 文件不是 UTF-8 编码，请另存为 UTF-8"]) from None
    except yaml.YAMLError as wrong:
        mark = getattr(wrong, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise FileWrong([f"{path}:{line}: YAML 格式有误，请检查缩进、冒号和引号"]) from None
    return _value(node, path)


def _value(node: yaml.Node | None, path: Path) -> Any:
    if node is None or isinstance(node, yaml.ScalarNode):
        return "" if node is None else node.value
    if isinstance(node, yaml.SequenceNode):
        return [_value(one, path) for one in node.value]
    mapping = Mapping(node.start_mark.line + 1)
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise FileWrong([f"{path}:{line}: 这里要写一个名字，例如 name"])
        if key.value in mapping:
            raise FileWrong([f"{path}:{line}: 「{key.value}」写了两次"])
        mapping.lines[key.value], mapping[key.value] = line, _value(value, path)
    return mapping
