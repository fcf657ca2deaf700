"""`fawen new-issue NAME`: a draft folder with the four files, ready to be filled in."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

from bot.consultation import library
from bot.consultation.model import GROUPS

NAME = re.compile(r"[a-z][a-z0-9_]{2,40}$")
FILES = {
    "issue.yml": """title: {title}
group: {group}
summary: 用居民的话，一句说清这是什么事
opening: 我一句一句问，大约十句，两三分钟。不知道的就说「不清楚」。
mediation: 可以   # 可以 | 慎用（有暴力、犯罪的，不先提调解）

questions:          # 从上往下问；怎么写见 knowledge/README.md
  - id: 第一件事     # 事实的名字，短，不重复
    ask: 先问最要紧的一句？
    help: 再说得浅一点，举个例子。
    find_out: 要是不清楚，去哪儿、找谁能查明。
    kind: yes_no
    options: [有, 没有]

derive: {{}}
""",
    "findings.yml": """# 还没有核对，没有律师审核。
headline:           # 从上到下，第一条成立的就是「一句话」；最后一条不带 when
  - say: 一句话结论。

findings:
  - id: 找人帮忙     # 每类问题至少有一条不带 when 的「办法」
    section: 办法
    say: 拿不准就打 12348 问值班律师，不收钱。
    where: 12348，或者镇上的公共法律服务工作站
    cost: 不花钱
    cite: [法律援助法 43]
""",
    "examples.yml": "# 居民会怎么说，四十句以上，自己写，长短土洋都要有。\n[]\n",
    "cases.yml": "# 情形和应当得出的结论；每条结论、每个问题至少出现一次。\n[]\n",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", help="英文目录名，小写字母和下划线，例如 bride_price")
    parser.add_argument("--title", default="（写标题）", help="菜单上的名字")
    parser.add_argument("--group", default=GROUPS[-1], choices=GROUPS, help="属于菜单上的哪一类")
    parser.add_argument("--root", type=Path, default=library.KNOWLEDGE)


def run(arguments: argparse.Namespace) -> int:
    if not NAME.match(arguments.name):
        print(f"「{arguments.name}」不能做目录名：用小写英文字母、数字和下划线，字母开头。", file=sys.stderr)
        return 2
    issues = arguments.root / "issues"
    draft = issues / f"_{arguments.name}"
    if draft.exists() or (issues / arguments.name).exists():
        print(f"已经有「{arguments.name}」了，没有改动。", file=sys.stderr)
        return 1
    draft.mkdir(parents=True)
    for file, text in FILES.items():
        (draft / file).write_text(text.format(title=arguments.title, group=arguments.group), encoding="utf-8")
    print(f"草稿建好了：{draft}/")
    print(f"边写边查：fawen check --drafts --only _{arguments.name}")
    print(f"走一遍：fawen ask _{arguments.name} --drafts；写好以后把目录名前面的下划线去掉，就会启用。")
    return 0
