"""The results as a page in Chinese: docs/performance.md."""

from __future__ import annotations

import os
import platform
from datetime import date
from importlib.metadata import version
from statistics import median

import psutil

from bench.figures import spread, table, times
from bench.measure import Results, Size

NAMES = {"opening": "开头第一句", "turns": "问答中的一句"}
BEFORE = "## 怎么比的"
AIM_RATIO, AIM_READY, AIM_MEMORY = 4.0, 5.0, 350


def write(results: Results, size: Size, busy: float, more: list[str]) -> str:
    """The page; ``more`` are sections about other things than the stock bot."""
    parts = [HEAD, aims(results, size), "## 吞吐和等待", SPEED, *(speed(results, kind, size) for kind in NAMES)]
    parts += ["## 启动和内存", weight(results), "## 越聊越慢吗", LONG, long(results)]
    parts += more
    parts += [BEFORE, HOW, "## 这一次", run(size, busy)]
    return "\n\n".join(parts) + "\n"


def put_into(page: str, made: str) -> str:
    """The page with its section of the same title replaced, or with the section before the account of how it was compared."""
    title = made.partition("\n")[0]
    if found := kept(page, title):
        return page.replace(found, made)
    before, _, after = page.partition(BEFORE)
    return f"{before}{made}\n\n{BEFORE}{after}"


def kept(page: str, title: str) -> str:
    """A section as the page has it; empty where it has none."""
    return title + page.partition(title)[2].partition("\n## ")[0].rstrip() if title in page else ""


def aims(results: Results, size: Size) -> str:
    """What was aimed at, what came out, and whether it was reached."""
    rows = []
    for residents in size.visits:
        ratio = spread(results.ratios("turns", residents))
        gained = f"{times(ratio[0])}（各轮 {ratio[1]:.1f}–{ratio[2]:.1f}）"
        rows.append(
            [f"问答吞吐，{residents} 人同时", f"原装的 {AIM_RATIO:.0f} 倍以上", gained, _met(ratio[0] >= AIM_RATIO)]
        )
    ready, memory = median(results.ready["fawen"]), results.used_memory["fawen"]
    rows.append(["启动到可用", f"{AIM_READY:.0f} 秒以内", f"{ready:.1f} 秒", _met(ready <= AIM_READY)])
    rows.append(["内存（用过之后）", f"{AIM_MEMORY} MB 以内", f"{memory:.0f} MB", _met(memory <= AIM_MEMORY)])
    growth = results.stretch("fawen", slice(-10, None)) / results.stretch("fawen", slice(10))
    rows.append(["第 31–40 句比第 1–10 句", "不变慢", times(growth), _met(growth <= 1.1)])
    return table(["目标", "要求", "结果", "达到"], rows)


def speed(results: Results, kind: str, size: Size) -> str:
    head = [
        "同时人数",
        "法问 句/秒",
        "原装 句/秒",
        "倍数",
        "法问 p50 / p95",
        "原装 p50 / p95",
        "底线 句/秒",
        "丢 法问 / 原装",
    ]
    rows = []
    for residents in size.visits:
        ours, theirs, floor = (results.cell(door, kind, residents) for door in ("fawen", "stock", "floor"))
        rows.append([
            str(residents), f"{ours.rate:.0f}", f"{theirs.rate:.1f}", f"**{times(median(results.ratios(kind, residents)))}**",
            _waits(ours), _waits(theirs), f"{floor.rate:.0f}", f"{len(ours.lost)} / {len(theirs.lost)}",
        ])  # fmt: skip
    return f"### {NAMES[kind]}\n\n{table(head, rows)}"


def weight(results: Results) -> str:
    rows = [
        _row("启动到可用（秒）", {door: median(taken) for door, taken in results.ready.items()}, 1),
        _row("启动到答出第一句（秒）", {door: median(taken) for door, taken in results.first.items()}, 1),
        _row("内存，刚启动（MB）", results.fresh_memory, 0),
        _row("内存，用过之后（MB）", results.used_memory, 0),
    ]
    return table(["", "法问", "原装", "原装是法问的"], rows)


def long(results: Results) -> str:
    first, last = slice(10), slice(-10, None)
    rows = []
    for door, name in (("fawen", "法问"), ("stock", "原装")):
        early, late = results.stretch(door, first), results.stretch(door, last)
        rows.append([name, f"{early:.1f} ms", f"{late:.1f} ms", times(late / early)])
    return table(["", "第 1–10 句（中位数）", "第 31–40 句（中位数）", "后十句是前十句的"], rows)


def run(size: Size, busy: float) -> str:
    """Date, machine, versions, command; no host names."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("rasa", "rasa-sdk", "sanic", "scikit-learn", "aiohttp"))
    memory = psutil.virtual_memory().total / 2**30
    kernel = platform.release().partition("-")[0]
    visits = "；".join(f"{n} 人同时：{v} 场 × {t} 句" for n, (v, t) in size.visits.items())
    return "\n".join([
        f"- 日期：{date.today().isoformat()}",
        f"- 机器：{os.cpu_count()} 核，内存 {memory:.0f} GiB，内核 {platform.system()} {kernel}；开始时一分钟负载 {busy:.1f}",
        f"- 版本：Python {platform.python_version()}, {packages}",
        f"- 数量：{size.rounds} 轮，每轮 {visits}；启动各 {size.starts} 次；40 句的咨询各 {size.long_visits} 场",
        "- 命令：`make bench`（小样：`python -m bench --quick`，只打印不写文件）",
    ])  # fmt: skip


def _waits(cell) -> str:
    return f"{cell.milliseconds(0.5):.0f} / {cell.milliseconds(0.95):.0f} ms" if cell.seconds else "—"


def _row(name: str, by_door: dict[str, float], digits: int) -> list[str]:
    ours, theirs = by_door["fawen"], by_door["stock"]
    return [name, f"{ours:.{digits}f}", f"{theirs:.{digits}f}", times(theirs / ours)]


def _met(reached: bool) -> str:
    return "是" if reached else "**没有**"


HEAD = """# 速度和内存

这一页由 `make bench` 写成，不要手改。同一台机器、同一次运行里，法问和一个「原装」Rasa 机器人轮流挨同样的测试。
绝对数字随机器变，**要看的是倍数**。

![法问和原装 Rasa 的吞吐、四十句的用时、内存](performance.svg)"""
SPEED = """「句/秒」是答对了的句子数除以用掉的时间，取各轮的中位数；p50、p95 是居民等一句回话的时间（毫秒）。「底线」是同一个
Sanic 上什么也不干、只往 SQLite（WAL）写一行的接口：这套东西再快也快不过它。回话里没有该问的下一问，算「丢」，不计入
吞吐；原装丢的，是它连不上自己的 action server，Rasa 只在日志里记一笔，居民那头收到的是空，
同一场后面的话也就跟着对不上。"""
LONG = """一位拿不定主意的居民，每一问都先说「不清楚」，再说「上一步」，来回两次才作答，一场四十句。法问每句只读写一行
「现在到哪儿了」（`bot/checkpoints.py`）；原装的 SQL 存储每一句都把整场重读一遍、重放一遍。"""
HOW = """- **原装**：`bench/stock.py` 现写的一个 Rasa 工程：意图和例句同法问一字不差；JiebaTokenizer、CountVectorsFeaturizer、
  LogisticRegressionClassifier、RulePolicy；`rasa run`（REST 通道、SQLite 上的 SQL 存储）加单独的 `rasa run actions`；一个表单，
  FormValidationAction 读回答，`action_ask_answer` 提问。提什么问、回答怎么读，调用的是法问自己的 `bot.consultation`，内容一样。
- **让着原装的地方**：它不认危险情况，不答常见问题，不存消息原文，不防重复提交，没有签名会话，到「问完了」为止；法问这些都照做。
  它也用法问的环境，没有 TensorFlow；照 Rasa 的办法装，内存和启动时间还要多。法问开会话（发 cookie、存问候语）不计时，原装没有这一步。
- **发话的人**在另外一个进程（`bench/load.py`，aiohttp），只走本机回环，和服务抢同样的核。
- 句子来自 `knowledge/` 里的例句和案例；两边每一句都得问出同一个问题的，才用来计时。
- 法问只把限速放宽（`FAWEN_LIMIT_SESSION`、`FAWEN_LIMIT_ADDRESS`）、数据库放到临时目录，别的都是默认。"""
