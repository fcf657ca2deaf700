"""A small knowledge base, whole and correct, which the tests then break in one place at a time."""

from pathlib import Path

from bot.consultation.values import Sum, add_years, calculator, earliest
from bot.consultation.wanted_messages import WANTED


@calculator(source="鸡法 1")
def twice_for_tests(value: float) -> Sum:
    return Sum(2 * value, 2 * value, f"{value:g}元 × 2")


@calculator(source="鸡法 1")
def year_later_for_tests(day: str) -> str:
    return add_years(earliest(day), 1).isoformat()


FILES = {
    "issues/lost_hen/issue.yml": """
title: 丢鸡
group: 其他
summary: 鸡丢了
opening: 我问几个问题。
questions:
- id: 谁拿的
  ask: 知道谁拿走了吗？
  find_out: 看看监控
  kind: choice
  options:
    邻居: {also: [隔壁]}
    路人: {}
    没人拿:
- id: 值多少
  ask: 值多少钱？
  find_out: 问问市场价
  kind: money
  ask_if: {谁拿的: "!= 没人拿"}
  near: [值]
- id: 哪天丢的
  ask: 哪天丢的？
  find_out: 想一想
  kind: date
derive:
  两倍: {twice_for_tests: {value: 值多少}}
  一年后: {year_later_for_tests: {day: 哪天丢的}}
""",
    "issues/lost_hen/findings.yml": """
headline:
- when: {谁拿的: 邻居}
  say: 先找邻居说说。
- say: 再找找。
findings:
- id: 要回来
  when: {谁拿的: [邻居, 路人]}
  say: 可以要回来。
  cite: [鸡法 1]
- id: 大事
  when: {值多少: ">= 100"}
  say: 值{值多少}，不是小事。
  cite: [鸡法 2]
- id: 两倍价
  section: 金额
  amount: 两倍
  say: 两倍。
  cite: [鸡法 1]
- id: 截止
  section: 期限
  date: 一年后
  say: 到{一年后}为止。
  cite: [鸡法 1]
- id: 找人说
  section: 办法
  say: 找调解员。
  cite: [鸡法 1]
""",
    "issues/lost_hen/examples.yml": "\n".join(f"- 鸡丢了第{n}回" for n in range(12)),
    "issues/lost_hen/cases.yml": """
- name: 邻居拿了值钱的鸡
  today: 2026-11-20
  facts: {谁拿的: 邻居, 值多少: 150, 哪天丢的: "2026-11-01"}
  findings: [要回来, 大事, 两倍价, 截止, 找人说]
- name: 没人拿
  today: 2026-11-20
  facts: {谁拿的: 没人拿, 哪天丢的: 不清楚}
  findings: [找人说]
  unknown: [截止]
""",
    "statutes/hen_law.yml": """
title: 中华人民共和国鸡法（示例）
short: 鸡法
kind: 法律
in_force: 2020-01-01
source: 示例
checked_on: 2026-11-22
articles:
  1: {gist: 鸡归养鸡的人。}
  2: {gist: 值一百元以上的鸡从重。, from: 2022-01-01}
""",
    "figures/hens.yml": """
鸡价:
  unit: 元/只
  ask: 去集上问。
  values:
  - {from: 2025-01-01, value: 50, source: 示例, checked_on: 2026-11-22}
  - {from: 2026-01-01, value: 60, source: 示例, checked_on: 2026-11-22}
""",
    "safety.yml": """
harmless: [救命恩人]
negations: [不]
cards:
- id: danger
  title: 危险
  say: 快打电话。
  numbers: ["110"]
  triggers:
  - any: [救命]
""",
    "contacts.yml": """
"110": {name: 报警, short: 报警, what_for: 危险时打, hours: 一直有人, tel: "tel:110", checked_on: 2026-11-22}
""",
    "law_text_corrections.yml": "[]\n",
    "hard_words.yml": "禽类: 鸡鸭鹅\n",
    "messages.yml": "greeting: 您好\n" + "".join(f"{name}: 示例\n" for name in WANTED if name != "greeting"),
}


def write(folder: Path) -> Path:
    """Writes the base below ``folder`` and returns its root."""
    root = folder / "knowledge"
    for path, text in FILES.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return root


def edit(folder: Path, path: str, old: str, new: str) -> Path:
    """Writes the base with one piece of one file replaced."""
    assert old in FILES[path], f"{old!r} is not in {path}"
    root = write(folder)
    (root / path).write_text(FILES[path].replace(old, new, 1), encoding="utf-8")
    return root
