"""What is said to one message: the talk's own reply, with what only this door knows before it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from casework import continuations, conversations, followers, places, stations
from casework.database import Database
from casework.followers import Follower
from channels.turns import Turns, Wire
from channels.weixin import words
from channels.weixin.occasions import ASK_CODE, GREET, NOTE_PLACE, TALK, Occasion
from channels.weixin.scenes import PLACE, read_scene
from channels.weixin.scenes import TALK as TALK_CODE


class Answering:
    """Turns an occasion into the messages to be said; the same key again gives the same messages."""

    def __init__(self, database: Database, turns: Turns, greeting: Callable[[], str]) -> None:
        self._database, self._turns, self._greeting = database, turns, greeting

    async def wires(self, follower: Follower, occasion: Occasion) -> list[Wire]:
        """What to say, as the doors write messages (docs/api.md); empty where nothing is to be said."""
        if occasion.act == ASK_CODE:
            return [await asyncio.to_thread(self._code, follower)]
        if occasion.act == NOTE_PLACE and follower.place_id is None:
            await asyncio.to_thread(self._note_place, follower, occasion)
        if occasion.act not in (TALK, GREET):
            return []
        first = self._greeting() if occasion.act == GREET else occasion.first
        before = [_text(first)] if first else []
        follower, about = await asyncio.to_thread(self._look_around, follower, occasion)
        return [*before, *about, *await self._talk(follower, occasion)]

    async def _talk(self, follower: Follower, occasion: Occasion) -> list[Wire]:
        metadata = {"kind": occasion.kind, "place": follower.place}
        shown = {"text": occasion.shown} if occasion.shown else None
        told = await self._turns.take(follower.conversation_id, occasion.key, occasion.text, metadata, shown)
        return [one for one in told if one.get("from") != "resident"]

    def _look_around(self, follower: Follower, occasion: Occasion) -> tuple[Follower, list[Wire]]:
        """Where the resident is or what they take up, by a scanned code or a position they sent."""
        scene = read_scene(occasion.scene)
        if scene.kind == PLACE:
            return self._at_place(follower, int(scene.value))
        if scene.kind == TALK_CODE:
            return self._take_up(follower, scene.value)
        if occasion.position and occasion.kind == "location":
            return follower, [self._station(*occasion.position)]
        return follower, []

    def _at_place(self, follower: Follower, id: int) -> tuple[Follower, list[Wire]]:
        with self._database.session() as session:
            known = places.all_places(session)
            place = next((one for one in known if one.id == id), None)
            if place is None:
                return follower, []
            followers.set_place(session, follower.id, place.id)
            return followers.follower(session, follower.openid), [_text(words.AT_PLACE.format(place=place.full_name))]

    def _take_up(self, follower: Follower, code: str) -> tuple[Follower, list[Wire]]:
        with self._database.session() as session:
            conversation = continuations.redeem(session, code)
            if conversation is None:
                return follower, [_text(words.GONE_CODE)]
            followers.move_to(session, follower.id, conversation)
            return followers.follower(session, follower.openid), [_text(words.TAKEN_UP)]

    def _note_place(self, follower: Follower, occasion: Occasion) -> None:
        """Remembers the nearest station's town, and never the position itself."""
        with self._database.session() as session:
            station = stations.nearest_station(session, *occasion.position) if occasion.position else None
            if station is not None:
                followers.set_place(session, follower.id, station.place_id)

    def _station(self, latitude: float, longitude: float) -> Wire:
        with self._database.reading() as session:
            station = stations.nearest_station(session, latitude, longitude)
        if station is None:
            return _text(words.NO_STATION)
        lines = [words.STATION.format(name=station.name, kilometres=f"{station.kilometres:.0f}")]
        lines += [f"地址：{station.address}"] if station.address else []
        lines += [f"电话：{station.phone}"] if station.phone else []
        return _text("\n".join(lines))

    def _code(self, follower: Follower) -> Wire:
        with self._database.session() as session:
            if not conversations.history(session, follower.conversation_id, limit=1):
                return _text(words.NO_TALK)
            code = continuations.issue_code(session, follower.conversation_id)
        return _text(words.CODE.format(code=f"{code[:4]} {code[4:]}", minutes=continuations.GOOD_FOR.seconds // 60))


def _text(text: str) -> dict[str, Any]:
    return {"text": text, "kind": "text"}
