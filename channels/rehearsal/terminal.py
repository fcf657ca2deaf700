"""One resident at a keyboard: what is typed is said, a slash begins everything else, messages appear as they come."""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import Awaitable, Callable

from channels.rehearsal import wording
from channels.rehearsal.acting import Browser
from channels.rehearsal.player import Player
from channels.rehearsal.transcript import line
from channels.rehearsal.wording import HELP, Menu, Unclear

MOST = 500
Read = Callable[[], Awaitable[str]]


def keyboard() -> Read:
    """Lines from the keyboard, while messages go on being shown; raises EOFError at the end.

    A thread that nobody waits for, so that Ctrl+C need not be followed by Enter.
    """
    loop, lines = asyncio.get_running_loop(), asyncio.Queue[str]()

    def listen() -> None:
        for words in sys.stdin:
            loop.call_soon_threadsafe(lines.put_nowait, words)
        loop.call_soon_threadsafe(lines.put_nowait, "")

    async def read() -> str:
        if not (line := await lines.get()):
            raise EOFError
        return line

    threading.Thread(target=listen, daemon=True).start()
    return read


class Terminal:
    """Reads lines until /退出 or the end of input. `another` makes one more resident."""

    def __init__(self, player: Player, menu: Menu, open: Browser, another: Callable[[], Player], read: Read) -> None:
        self._player, self._menu, self._open, self._another, self._read = player, menu, open, another, read
        self._said = "您好"
        player.when_shown = lambda shown: None if shown.how == "me" else print(line(shown), flush=True)

    async def run(self) -> None:
        print("直接打字就是说话。/帮助 看还能做什么，/退出 结束。", flush=True)
        while True:
            try:
                words = (await self._read()).strip()
            except EOFError:
                return
            if words in ("/退出", "/再见"):
                return
            try:
                await self._do(words)
            except Unclear as trouble:
                print(trouble, flush=True)

    async def _do(self, words: str) -> None:
        if not words.startswith("/"):
            if words:
                self._said = words
                await self._player.says(words)
            return
        word, _, given = words[1:].partition(" ")
        if word == "帮助":
            print(HELP, flush=True)
        elif word == "选":
            await self._player.chooses(given.strip())
        elif word == "打开":
            await self._look_at(given.strip())
        elif word == "人数":
            await self._crowd(given.strip())
        else:
            await self._player.does(wording.deed(word, given, self._menu))

    async def _look_at(self, word: str) -> None:
        address = self._player.link(word)
        if not address:
            raise Unclear(f"手机上没有「{word}」的卡片或者链接。")
        status, page = await self._open(self._player.openid, address)
        print(f"{address}\n  状态 {status}，{len(page)} 个字。", flush=True)

    async def _crowd(self, number: str) -> None:
        if not number.isdigit() or not 1 <= int(number) <= MOST:
            raise Unclear(f"人数写 1 到 {MOST}，例如：/人数 20")
        crowd = [self._another() for _ in range(int(number))]
        shown = await asyncio.gather(*(one.says(self._said) for one in crowd))
        at_once = sum(one is not None and one.how == "passive" for one in shown)
        banners = sum(one is not None and one.how == "banner" for one in shown)
        print(
            f"{len(crowd)} 位居民同时说了「{self._said}」：{at_once} 位当场得到回答，{banners} 位看到「暂时无法提供服务」。"
        )
