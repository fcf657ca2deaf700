"""The quality card as text, as a page for the public, and the confusions as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bot.consultation.model import GROUPS
from bot.consultation.talk.opening import ROUTED
from bot.evaluation import Asked, Card, card, confusion

Safety = tuple[int, float, int, float]
FONTS = ("Noto Sans CJK SC", "Noto Serif CJK SC", "Noto Sans CJK JP", "Noto Serif CJK JP")


def printed(judged: dict[str, list[Asked]], safety: Safety, errors: int) -> str:
    """The card for a terminal."""
    lines = []
    for name, asked in judged.items():
        lines += [f"【{name}】", *(f"  {title}：{value}" for title, value in rows(card(asked, ROUTED)))]
    lines += ["【安全卡】", *(f"  {title}：{value}" for title, value in safety_rows(safety))]
    lines += ["【错得最有把握的】", *(f"  {line}" for line in worst(judged, errors))]
    return "\n".join(lines)


def rows(made: Card) -> list[tuple[str, str]]:
    """The card line by line: what, and how much."""
    listed = [
        ("题数", f"{made.questions}"),
        ("第一个就对（可以接受的都算对）", percent(made.accuracy)),
        ("各类平均 F1", f"{made.macro_f1:.3f}"),
        ("对的在前三个里", percent(made.top3)),
    ]
    for precision, (covered, confidence) in made.coverage.items():
        listed.append((f"要 {precision:.0%} 准，最多能直接领进去", f"{percent(covered)}（把握 {confidence:.2f} 起）"))
    listed.append(
        (f"现在（把握 {ROUTED:g} 起）直接领进去", f"{percent(made.routed)}，其中对的 {percent(made.routed_precision)}")
    )
    if made.foreign:
        listed.append((f"不归我们管的 {made.foreign} 题里，错领进去的", percent(made.foreign_passed)))
    return listed


def safety_rows(safety: Safety) -> list[tuple[str, str]]:
    dangers, met, calm, alarms = safety
    return [
        (f"{dangers} 句危险的话，出了安全卡的", percent(met)),
        (f"{calm} 句平常的话，误出紧急卡的", percent(alarms)),
    ]


def worst(judged: dict[str, list[Asked]], most: int) -> list[str]:
    """The errors the classifier was surest of."""
    wrong = [one for asked in judged.values() for one in asked if not one.right]
    wrong.sort(key=lambda one: -one.confidence)
    return [
        f"{one.confidence:.2f} 该是{'、'.join(one.ok)}，认成{one.groups[0] if one.groups else '什么也不是'}"
        for one in wrong[:most]
    ]


def page(judged: dict[str, list[Asked]], safety: Safety, errors: int) -> str:
    """docs/quality.md. Questions of strangers are not repeated there: only what they were and what they were taken for."""
    parts = [HEAD.format(day=date.today().isoformat())]
    for name, asked in judged.items():
        parts += [f"## 测试题「{name}」", table(rows(card(asked, ROUTED)))]
    parts += ["## 安全卡", table(safety_rows(safety)), SAFETY_NOTE]
    parts += ["## 哪些类容易认错", weak([one for asked in judged.values() for one in asked])]
    parts += ["## 错得最有把握的", "\n".join(f"- {line}" for line in worst(judged, errors)), HOW]
    return "\n\n".join(parts) + "\n"


def weak(asked: Sequence[Asked]) -> str:
    """For each group: how many, how many right, and what it is most often taken for."""
    counts = confusion([one for one in asked if not one.foreign])
    lines = ["| 大类 | 题数 | 对的 | 最常认成 |", "| --- | ---: | ---: | --- |"]
    for group in GROUPS:
        row = {given: times for (true, given), times in counts.items() if true == group}
        if total := sum(row.values()):
            others = sorted(((times, given) for given, times in row.items() if given != group), reverse=True)[:2]
            taken = "、".join(f"{given}（{times}）" for times, given in others) or "—"
            lines.append(f"| {group} | {total} | {percent(row.get(group, 0) / total)} | {taken} |")
    return "\n".join(lines)


def table(listed: list[tuple[str, str]]) -> str:
    return "\n".join(["| 看什么 | 结果 |", "| --- | --- |", *(f"| {title} | {value} |" for title, value in listed)])


def percent(value: float) -> str:
    return "—" if value != value else f"{value:.1%}"


def drawn(asked: Sequence[Asked], path: Path) -> None:
    """The confusions as a square picture, true groups down, given ones across; letters as shapes."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import font_manager, pyplot

    counts = confusion(asked)
    names = [group for group in GROUPS if any(group in pair for pair in counts)]
    shares = []
    for true in names:
        total = sum(counts[(true, given)] for given in names) or 1
        shares.append([counts[(true, given)] / total for given in names])
    known = {font.name for font in font_manager.fontManager.ttflist}
    font = next((name for name in FONTS if name in known), "sans-serif")
    pyplot.rcParams.update({"font.family": font, "font.size": 9, "svg.hashsalt": "fawen"})
    figure, axes = pyplot.subplots(figsize=(8, 7), layout="constrained")
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    axes.set_xticks(range(len(names)), names, rotation=60, ha="right")
    axes.set_yticks(range(len(names)), names)
    axes.set_xlabel("认成")
    axes.set_ylabel("其实是")
    for down, true in enumerate(names):
        for across, given in enumerate(names):
            if times := counts[(true, given)]:
                dark = shares[down][across] > 0.5
                axes.text(across, down, times, ha="center", va="center", color="white" if dark else "black")
    figure.savefig(path, metadata={"Date": None})
    pyplot.close(figure)


HEAD = """# 听得懂多少

这一页由 `fawen evaluate --write` 写成（{day}），不要手改。它量的是：居民开口第一句话，认得出是哪一类事吗；认不准的时候，
会不会硬往错的问答里领；有危险的话，安全卡出不出。

「第一个就对」：一句话可以有几个可以接受的大类，认成其中一个就算对。「直接领进去」：把握够大，不再问就开始问答；
不够的给三个按钮加全部分类。题目不在训练的例句里，也没有照着抄；可是写例句的人
看过答错的题，知道界线画在哪儿，所以两套题都不算全没见过（[0006](decisions/0006-linear-classifier.md)）。

![认成了哪一类](quality.svg)"""
SAFETY_NOTE = "安全卡是人写的规则（[0003](decisions/0003-safety-first.md)）。这里的句子都是自己写的，写规则的时候看过，所以只说明没有改坏。**没听过的话，平铺直叙的听得出八成多，绕着弯说的只有两成多**（量法和数字在 0003）：所以每一屏都有电话和找人。"
HOW = """## 怎么量的

一句一句过和正式服务同一个模型，取它排出的次序和把握。大类按 `knowledge/` 里登记的算；
没有整理的（`knowledge/elsewhere/`）写了大类的算那一类，没写的和「别的」算「其他」。
自己量：`fawen evaluate --set 题目.jsonl`，一行一个 `{"text": "……", "ok": ["债权债务"]}`。"""
