"""One rehearsal from curtain to curtain: the platform, the phones and the API together, played by script or by hand."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

from channels.rehearsal import stage
from channels.rehearsal.acting import Actor, Failed
from channels.rehearsal.backstage import Backstage
from channels.rehearsal.delivering import Platform, Tally
from channels.rehearsal.player import Player, told_twice
from channels.rehearsal.terminal import Read, Terminal, keyboard
from channels.rehearsal.transcript import line, written
from channels.rehearsal.wording import Menu


@dataclass
class Performance:
    """`environment` is the server's: commands of a script run in it."""

    platform: Platform
    backstage: Backstage
    environment: Mapping[str, str]
    menu: Menu = field(default_factory=dict)
    players: list[Player] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def resident(self, name: str = "") -> Player:
        """One more resident, known to the API from now on."""
        player = Player(self.platform, self.backstage.active, name=name)
        self.players.append(player)
        self.backstage.add([player])
        return player

    async def play(self, steps: list[dict[str, Any]], users: int, patience: float) -> None:
        """The same script by so many residents at once; what goes wrong is in `failures`."""
        cast = [self.resident(f"第 {number} 位居民" if users > 1 else "") for number in range(1, users + 1)]
        if users == 1:
            cast[0].when_shown = lambda shown: print(line(shown), flush=True)
        await asyncio.gather(*(self._one(player, steps, patience) for player in cast))

    async def _one(self, player: Player, steps: list[dict[str, Any]], patience: float) -> None:
        actor = Actor(player, self.backstage.open, self._run, self.menu, patience)
        try:
            await actor.plays(steps)
        except Failed as failure:
            self.failures.append(f"{player.name}{failure}")

    async def by_hand(self, read: Read | None = None) -> None:
        """One resident at the keyboard."""
        await Terminal(self.resident(), self.menu, self.backstage.open, self.resident, read or keyboard()).run()

    async def _run(self, words: str) -> tuple[int, str]:
        return await stage.command(words, self.environment)

    @property
    def tally(self) -> Tally:
        return self.platform.tally

    @property
    def troubles(self) -> list[str]:
        """Everything that should not have been, in Chinese."""
        found = list(self.failures)
        found += [f"居民看到了「暂时无法提供服务」：{why}" for why in self.tally.banners]
        found += [f"同一条消息再发一遍，回答不一样：{what}" for what in self.tally.disagreements]
        for player in self.players:
            found += [f"{player.name}同一句话看到了两遍：{text[:60]}" for text in told_twice(player.seen)]
        return found

    def write(self, path: Path) -> None:
        """The transcript of every phone."""
        path.write_text("\n".join(written(player.seen, player.name) for player in self.players), "utf-8")


@asynccontextmanager
async def curtain(
    platform_settings: dict[str, Any], api: str, environment: Mapping[str, str]
) -> AsyncIterator[Performance]:
    """Opens the connections and brings messages to the phones until the end."""
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as http:
        platform = Platform(http=http, **platform_settings)
        backstage = Backstage(api, http, platform.tally)
        bringing = asyncio.ensure_future(backstage.run())
        try:
            yield Performance(platform, backstage, environment)
        finally:
            bringing.cancel()
