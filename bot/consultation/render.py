"""The guide as plain text: the whole of it for a terminal, the short of it for a chat message."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.consultation.values import show

NOT_ADVICE = "本指南由程序根据您说的情况和现行法律整理，不是律师意见，也不能代替法院、仲裁和机关的决定。"
NOT_REVIEWED = "未经律师审核"


def guide_text(guide: dict[str, Any]) -> str:
    """The whole guide in plain text, sources and all."""
    return "\n".join(_lines(guide))


def chat_summary(guide: dict[str, Any], most: int = 5) -> str:
    """What is said in the chat: the headline, the first sums and deadlines, and what has to be found out."""
    lines = [guide["headline"]] if guide["headline"] else []
    sections = {section["name"]: section["items"] for section in guide["sections"]}
    for item in sections.get("金额", [])[:most]:
        lines.append(f"· {item['id']}：{item['amount']}")
    for item in sections.get("期限", [])[:2]:
        lines.append(f"· {item['id']}：{item.get('date_text') or item['say']}")
    if guide["unknown"]:
        lines.append("还要查明：" + "、".join(one["fact"] for one in guide["unknown"][:most]))
    return "\n".join(lines)


def papers_line(guide: dict[str, Any], most: int = 4) -> str:
    """Which papers lie ready, in one short line; empty where there are none."""
    titles = [paper["title"] for paper in guide.get("papers", [])]
    if not titles:
        return ""
    return f"可以带走的文书（在完整指南里）：{'、'.join(titles[:most])}" + ("等" if len(titles) > most else "") + "。"


def case_source(case: dict[str, Any]) -> str:
    """Who published a typical case, where, when, and when its text was read."""
    published = f"，{show(case['published'])}公布" if case["published"] else ""
    return f"{case['publisher']}{case['series']}{published}，{show(case['checked_on'])}核对"


def review_note(guide: dict[str, Any]) -> str:
    """Who has read this issue's law, or that no lawyer has."""
    if guide.get("reviewed_by"):
        return f"{guide['reviewed_by']} 于 {show(guide['reviewed_on'])} 审核"
    return NOT_REVIEWED


def _lines(guide: dict[str, Any]) -> Iterator[str]:
    yield f"法律分析和意见指南 · {guide['issue_title']}（{show(guide['day'])}）"
    yield "\n【您告诉我们的】"
    for told in guide["told"]:
        yield f"· {told['fact']}：{told['answer']}"
    if guide["headline"]:
        yield f"\n【一句话】\n{guide['headline']}"
    for section in guide["sections"]:
        yield f"\n【{section['name']}】"
        for number, item in enumerate(section["items"], 1):
            yield from _item(number, item)
    if guide["unknown"]:
        yield "\n【需要查明】"
        for one in guide["unknown"]:
            yield f"· {one['fact']}：{one['find_out']}（关系到：{'、'.join(one['matters_to'])}）"
    if guide["figures"]:
        yield "\n【用到的数字】"
        for figure in guide["figures"]:
            yield f"· {figure['name']}：{figure['value']:,}{figure['unit']}（{figure['source']}，{figure['checked_on']} 核对）"
    if guide.get("older_law"):
        yield "\n【事情发生得早】"
        for one in guide["older_law"]:
            yield f"· {one['say']}" + (f"（依据：{one['rule']}）" if one["rule"] else "")
    if guide.get("alike"):
        yield "\n【类似案例】"
        for case in guide["alike"]:
            yield f"· {case['id']}：{case['happened']}{case['decided']}{case['why']}{case['lesson']}（{case_source(case)}）"
    if guide.get("papers"):
        yield "\n【可以带走的文书】"
        for paper in guide["papers"]:
            yield f"· {paper['title']}（{paper['id']}）：{paper['where']}"
    yield f"\n{NOT_ADVICE}{review_note(guide)}。知识库版本 {guide['knowledge_version']}。"


def _item(number: int, item: dict[str, Any]) -> Iterator[str]:
    yield f"{number}. {item['id']}：{item['say']}"
    if "amount" in item:
        yield f"   金额：{item['amount']}" + (f"（{item['formula']}）" if item["formula"] else "")
        if item["note"]:
            yield f"   说明：{item['note']}"
    if "date_text" in item:
        yield f"   日期：{item['date_text']}"
    for part, title in (("obtain", "怎么取得"), ("where", "去哪里"), ("cost", "花费"), ("bring", "带什么")):
        if part in item:
            yield f"   {title}：{item[part]}"
    for one in item["citations"]:
        yield f"   依据：{one['label']}（{show(one['in_force'])}起施行，{show(one['checked_on'])}核对）：{one['gist']}"
