"""One resident with a phone: what they do goes through the platform, what comes back is what they see."""

from __future__ import annotations

import asyncio
import html
import re
import secrets
from collections.abc import Awaitable, Callable, Iterable

from channels.rehearsal import deeds
from channels.rehearsal.answers import Shown
from channels.rehearsal.deeds import Deed
from channels.rehearsal.delivering import Platform

NUMBERED = re.compile(r"^\s*(\d{1,2})[\s.．、]\s*(\S.*?)\s*$", re.MULTILINE)
LINK = re.compile(r'<a\s[^>]*?href="([^"]+)"[^>]*>(.*?)</a>', re.DOTALL)
ADDRESS = re.compile(r"https?://[^\s<>\"，。；）]+")
BREATH = 0.1
Tell = Callable[[str, str], Awaitable[None]]


async def _nobody(openid: str, how: str) -> None:
    """For a server without a rehearsal's API: nobody need be told that the resident is there."""


class Player:
    """A resident. `seen` is all that the phone shows, in order, their own messages included."""

    def __init__(self, platform: Platform, active: Tell = _nobody, openid: str = "", name: str = "") -> None:
        self.openid = openid or f"oREHEARSAL{secrets.token_hex(9)}"
        self.name, self.seen = name, list[Shown]()
        self.when_shown: Callable[[Shown], None] = lambda shown: None
        self._platform, self._active = platform, active
        self._since, self._news = 0, asyncio.Event()
        self._last_created: dict[tuple[str, ...], int] = {}

    async def does(self, deed: Deed) -> Shown | None:
        """Does one thing and returns what the phone shows at once; None where nothing comes (or comes later)."""
        deed = self._not_the_same_second(deed)
        self.show(Shown("me", deed.shown))
        self._since = len(self.seen)
        await self._active(self.openid, deed.how)
        return await self._sent(deed)

    async def says(self, words: str) -> Shown | None:
        return await self.does(deeds.text(words))

    async def says_quickly(self, sentences: list[str]) -> None:
        """Sends several messages without waiting for a reply to any."""
        said = [deeds.text(words) for words in sentences]
        for deed in said:
            self.show(Shown("me", deed.shown))
        self._since = len(self.seen)
        await self._active(self.openid, "typed")
        sending = []
        for deed in said:
            sending.append(asyncio.ensure_future(self._sent(deed)))
            # A breath apart, so that the platform knows which was first.
            await asyncio.sleep(BREATH)
        await asyncio.gather(*sending)

    async def chooses(self, label: str) -> Shown | None:
        """Picks an option as a resident does: taps it, or sends its number, or types it where it has none."""
        if tap := self.tappable(label):
            return await self.does(deeds.menu_message_tap(tap[1], tap[0]))
        return await self.says(self.number_of(label) or label)

    async def _sent(self, deed: Deed) -> Shown | None:
        if shown := await self._platform.deliver(deed, self.openid):
            self.show(shown)
        return shown

    def show(self, shown: Shown) -> None:
        self.seen.append(shown)
        self._news.set()
        self.when_shown(shown)

    async def until(self, holds: Callable[[], bool], seconds: float) -> bool:
        """Waits for messages until the condition holds; False when it still does not after so many seconds."""
        end = asyncio.get_running_loop().time() + seconds
        while not holds():
            self._news.clear()
            left = end - asyncio.get_running_loop().time()
            try:
                await asyncio.wait_for(self._news.wait(), max(left, 0.0))
            except asyncio.TimeoutError:
                return holds()
        return True

    @property
    def reply(self) -> list[Shown]:
        """Everything the phone has shown since the resident last did something."""
        return self.seen[self._since :]

    @property
    def reply_text(self) -> str:
        return "\n".join(one.content for one in self.reply)

    def options(self) -> dict[str, str]:
        """The numbered options of the reply, {number: label}; the last list wins where there are several."""
        found: dict[str, str] = {}
        for shown in self.reply:
            for number, label in NUMBERED.findall(shown.text):
                if number == "1":
                    found = {}
                found[number] = label
        return found

    def number_of(self, label: str) -> str:
        """The number of an option, by its label or, failing that, by a part of it; empty where there is none."""
        return _best({text: number for number, text in self.options().items()}, label)

    def tappable(self, label: str) -> tuple[str, str] | None:
        """(identity, label) of an option in a menu message."""
        offered = {text: identity for shown in self.reply for identity, text in shown.options}
        identity = _best(offered, label)
        return next(((one, text) for text, one in offered.items() if one == identity), None) if identity else None

    def link(self, word: str) -> str:
        """The address behind the last card or link whose label has the word; empty where there is none."""
        for shown in reversed(self.seen):
            if shown.url and word in shown.title + shown.text:
                return shown.url
            for address, label in reversed(LINK.findall(shown.text)):
                if word in label:
                    return html.unescape(address)
            if word in shown.text and (bare := ADDRESS.findall(LINK.sub("", shown.text))):
                return str(bare[-1])
        return ""

    def _not_the_same_second(self, deed: Deed) -> Deed:
        """The platform tells two equal events apart by their second; no thumb is quicker than that."""
        if deed.is_event:
            same = tuple(deed.fields.values())
            created = max(deed.created, self._last_created.get(same, 0) + 1)
            self._last_created[same] = created
            return Deed(deed.shown, deed.fields, deed.how, created)
        return deed


def told_twice(seen: Iterable[Shown]) -> list[str]:
    """What a phone showed twice after one deed: the sign of an answer given both at once and later."""
    twice: list[str] = []
    since: list[str] = []
    for shown in seen:
        if shown.how == "me":
            since = []
        elif shown.content in since:
            twice.append(shown.content)
        else:
            since.append(shown.content)
    return twice


def _best(offered: dict[str, str], label: str) -> str:
    if label in offered:
        return offered[label]
    return next((value for text, value in offered.items() if label in text), "")
