"""Plays a script's steps with one player's phone, and stops at the first that does not go as it should."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from channels.rehearsal import wording
from channels.rehearsal.player import Player
from channels.rehearsal.script import listed
from channels.rehearsal.wording import Menu, Unclear

MOST_QUESTIONS, STUCK = 60, 3
# Opens an address as the resident's browser inside WeChat does: (openid, address) → (status, page).
Browser = Callable[[str, str], Awaitable[tuple[int, str]]]
# Runs `fawen …` in the server's environment: words → (exit code, what it printed).
Runner = Callable[[str], Awaitable[tuple[int, str]]]


class Failed(Exception):
    """The phone did not show what the script expects; `str(error)` is Chinese and quotes what it showed."""


@dataclass
class Actor:
    """Plays the steps with one player's phone."""

    player: Player
    open: Browser
    run: Runner
    menu: Menu = field(default_factory=dict)
    patience: float = 30.0
    noted: dict[str, str] = field(default_factory=dict)

    async def plays(self, steps: list[dict[str, Any]]) -> None:
        """Raises Failed at the first step that does not go as it should."""
        for number, step in enumerate(steps, 1):
            try:
                await self._step(step)
            except (Failed, Unclear) as trouble:
                raise Failed(f"第 {number} 步（{next(iter(step))}）：{trouble}") from trouble

    async def _step(self, step: dict[str, Any]) -> None:
        act, given = next(iter(step.items()))
        read = None
        if act in _STEPS:
            read = await _STEPS[act](self, step)
        elif act in wording.known():
            await self._does(act, given)
        for word in listed(step.get("有")):
            await self._shows(self._filled(word), read)
        for word in listed(step.get("没有")):
            if self._filled(word) in (self.player.reply_text if read is None else read):
                raise Failed(f"不该有「{self._filled(word)}」。{self._phone(read)}")

    async def _does(self, act: str, given: Any) -> None:
        words = " ".join(map(str, given)) if isinstance(given, list) else str(given if given is not None else "")
        await self.player.does(wording.deed(act, self._filled(words), self.menu))

    async def _choose(self, step: dict[str, Any]) -> None:
        label = self._filled(str(step["选"]))
        if not await self.player.until(lambda: label in self.player.reply_text, self.patience):
            raise Failed(f"没有「{label}」这个选项。{self._phone()}")
        await self.player.chooses(label)

    async def _together(self, step: dict[str, Any]) -> None:
        """Several messages in a breath, as people send them who press the button between every few words."""
        await self.player.says_quickly([self._filled(str(one)) for one in listed(step["一起说"])])

    async def _answer(self, step: dict[str, Any]) -> None:
        answers, otherwise, goal = step["答题"] or {}, str(step.get("其余", "不清楚")), str(step.get("直到", ""))
        if not goal:
            raise Failed("「答题」要写「直到」哪句话为止。")
        last, again = "", 0
        for _ in range(MOST_QUESTIONS):
            if not await self.player.until(lambda: bool(self.player.reply), self.patience):
                raise Failed(f"等了 {self.patience:g} 秒，没有回答。")
            if goal in self.player.reply_text:
                return
            question = self.player.reply_text
            again = again + 1 if question == last else 0
            if again == STUCK:
                raise Failed(f"一直问同一题，答不下去。{self._phone()}")
            last = question
            answer = next((said for word, said in answers.items() if str(word) in question), otherwise)
            await self._gives(listed(answer))
        raise Failed(f"答了 {MOST_QUESTIONS} 题还没有「{goal}」。{self._phone()}")

    async def _gives(self, labels: list[str]) -> None:
        numbers = [self.player.number_of(label) for label in labels]
        if len(labels) == 1 or not all(numbers):
            await self.player.chooses("、".join(labels))
        else:
            await self.player.says("、".join(numbers))

    async def _open(self, step: dict[str, Any]) -> str:
        word = self._filled(str(step["打开"]))
        if not await self.player.until(lambda: bool(self.player.link(word)), self.patience):
            raise Failed(f"没有能打开的「{word}」。{self._phone()}")
        status, page = await self.open(self.player.openid, self.player.link(word))
        if status != 200:
            raise Failed(f"「{word}」打不开，状态 {status}。")
        return page

    async def _wait(self, step: dict[str, Any]) -> None:
        word = self._filled(str(step["等"]))

        def came() -> bool:
            sent = [one for one in self.player.reply if one.how in ("service", "template")]
            return any(word in one.content for one in sent)

        if not await self.player.until(came, self.patience):
            raise Failed(f"等了 {self.patience:g} 秒，没有等到「{word}」。{self._phone()}")

    async def _command(self, step: dict[str, Any]) -> str:
        code, printed = await self.run(self._filled(str(step["命令"])))
        if code:
            raise Failed(f"命令没有做成（退出码 {code}）：{printed.strip()}")
        return printed

    async def _note(self, step: dict[str, Any]) -> None:
        for name in listed(step["记"]):
            found = re.search(rf"{re.escape(name)}[：:]\s*(\S+)", self.player.reply_text)
            if not found:
                raise Failed(f"没有「{name}：…」可记。{self._phone()}")
            self.noted[name] = found[1]

    async def _shows(self, word: str, read: str | None) -> None:
        if read is not None:
            if word not in read:
                raise Failed(f"里面没有「{word}」：{read[:400]}")
        elif not await self.player.until(lambda: word in self.player.reply_text, self.patience):
            raise Failed(f"没有「{word}」。{self._phone()}")

    def _phone(self, read: str | None = None) -> str:
        shown = self.player.reply_text if read is None else read[:400]
        return f"看到的是：{shown}" if shown else "什么也没有看到。"

    def _filled(self, words: str) -> str:
        for name, value in self.noted.items():
            words = words.replace(f"{{{name}}}", value)
        return words


_STEPS: dict[str, Callable[[Actor, dict[str, Any]], Awaitable[str | None]]] = {
    "选": Actor._choose,
    "一起说": Actor._together,
    "答题": Actor._answer,
    "打开": Actor._open,
    "等": Actor._wait,
    "命令": Actor._command,
    "记": Actor._note,
}
