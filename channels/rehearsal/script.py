"""Reads a script: a list of steps in Chinese, each something the resident does or something the phone must show.

- 说: 昨天骑电车被轿车撞了
  有: 交通事故                       # the reply has this (a list: all of them); 没有 is the opposite
- 选: 对                             # an option by its label; its number is sent
- 答题: {伤情: 住院, 每天收入: "150"}   # answers questions by a word in them …
  其余: 不清楚                        # … the others so …
  直到: 对，给我指南                   # … until the reply has this
- 打开: 指南                         # the card or link with this word opens, and 有 is on the page
- 记: [编号]                         # remembers 「编号：…」 as {编号}
- 命令: fawen case move {编号} 已受理 --who 示例·张调解员
- 等: 已受理                         # a customer-service or template message with this comes
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from channels.rehearsal import wording

SCRIPTS = Path(__file__).parent / "scripts"
ACTS = ("选", "一起说", "答题", "打开", "等", "命令", "记")
EXPECTATIONS = ("有", "没有")
MORE = {"答题": ("其余", "直到")}


class BadScript(Exception):
    """A script that cannot be read; `str(error)` is Chinese, with the file and the step."""


def load(name: str) -> list[dict[str, Any]]:
    """The steps of a script file, or of one that is shipped, by its name; raises BadScript."""
    path = Path(name) if Path(name).is_file() else SCRIPTS / f"{name.removesuffix('.yml')}.yml"
    try:
        steps = yaml.safe_load(path.read_text("utf-8"))
    except OSError as error:
        shipped = "、".join(sorted(one.stem for one in SCRIPTS.glob("*.yml")))
        raise BadScript(f"没有剧本「{name}」。可以写文件的路径，或者自带的：{shipped}。") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise BadScript(f"{path} 读不懂：{error}") from error
    if not isinstance(steps, list) or not steps:
        raise BadScript(f"{path} 应当是一步一步的列表，每步以「- 」开头。")
    for number, step in enumerate(steps, 1):
        if not isinstance(step, dict) or not step:
            raise BadScript(f"{path} 第 {number} 步：应当像「- 说: 您好」。")
        act = next(iter(step))
        if act not in (*ACTS, *EXPECTATIONS, *wording.known()):
            raise BadScript(f"{path} 第 {number} 步：不知道「{act}」是做什么。")
        if strange := [word for word in step if word not in (act, *EXPECTATIONS, *MORE.get(act, ()))]:
            raise BadScript(f"{path} 第 {number} 步：「{act}」后面不能有「{'、'.join(map(str, strange))}」。")
    return steps


def listed(given: Any) -> list[str]:
    """One or several, as a script may write either."""
    if given is None:
        return []
    return [str(one) for one in given] if isinstance(given, list) else [str(given)]
