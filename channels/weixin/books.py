"""The steps a message takes in the database, each one transaction; what they have to be is told in casework's incoming."""

from __future__ import annotations

import os
import socket
from datetime import timedelta

from casework import clock, followers, incoming, outgoing
from casework.database import Database
from casework.followers import Follower
from casework.incoming import Accepted, Incoming
from channels.weixin import words
from channels.weixin.composing import Part, compose, told_again
from channels.weixin.occasions import ASK_MORE, LEAVE, Occasion

LEASE = 10.0
# After three deliveries five seconds apart nobody waits at the door any more.
ABANDONED = timedelta(seconds=20)


def this_process() -> str:
    """By what name this process holds leases."""
    return f"{socket.gethostname()[:24]}:{os.getpid()}"


class Books:
    """One process's view of what came in; called off the event loop."""

    def __init__(self, database: Database, may_send: bool) -> None:
        """
        :param may_send: whether the account may send messages of its own accord at all.
        """
        self._database, self._may_send = database, may_send
        self.holder = this_process()

    def accept(self, openid: str, occasion: Occasion, free: bool) -> tuple[Follower, Accepted, bool]:
        """Takes the message in, and its lease as well where there is a free place to answer it at once."""
        with self._database.session() as session:
            follower = followers.follower(session, openid)
            taken = incoming.accept(session, follower.id, occasion.key, occasion.stored())
            if not taken.new:
                return follower, taken, False
            followers.seen(session, follower.id, occasion.how)
            if occasion.act == LEAVE:
                followers.set_following(session, follower.id, False)
            return follower, taken, free and incoming.lease(session, taken.id, self.holder, LEASE)

    def follower(self, id: int) -> Follower | None:
        with self._database.reading() as session:
            return followers.follower_with_id(session, id)

    def lease(self, id: int, follower_id: int) -> Follower | None:
        """The follower as what was said before has left them, or None while somebody else has the lease."""
        with self._database.session() as session:
            if not incoming.lease(session, id, self.holder, LEASE):
                return None
            return followers.follower_with_id(session, follower_id)

    def renew(self, id: int) -> None:
        with self._database.session() as session:
            incoming.lease(session, id, self.holder, LEASE)

    def look(self, id: int) -> Accepted:
        with self._database.reading() as session:
            return incoming.look(session, id)

    def give_up_waiting(self, id: int) -> Accepted:
        with self._database.session() as session:
            return incoming.give_up_waiting(session, id)

    def finish(
        self, id: int, late: bool, follower: Follower, occasion: Occasion, parts: list[Part]
    ) -> tuple[Part | None, bool]:
        """The reply, what was owed before it included, and whether it came too late to be told as the answer."""
        with self._database.session() as session:
            if late:
                incoming.give_up_waiting(session, id)
            earlier = [] if occasion.silent else outgoing.take_for_reply(session, follower.id)
            if occasion.act == ASK_MORE and not earlier:
                parts = [{"type": "text", "text": words.NOTHING_MORE}]
            parts = [*map(told_again, earlier), *parts]
            # Most turns are one part, and need not ask what else may be sent.
            can_send = followers.may_send(session, follower.id) if self._may_send and len(parts) > 1 else 0
            part, rest = compose(parts, can_send)
            try:
                return part, incoming.finish(session, id, {"parts": [part] if part else []}, rest)
            except LookupError:
                # The resident has just had everything forgotten; this reply is still theirs.
                return part, False

    def owe_after_all(self, id: int, follower_id: int, part: Part | None) -> None:
        """The waiting ended while the reply was being written down as told in time."""
        with self._database.session() as session:
            if not incoming.came_too_late(session, id) and part is not None:
                # The message went with everything the resident had forgotten; what was said to that is still theirs.
                outgoing.owe(session, follower_id, f"late-{id}", outgoing.REPLY, part)

    def abandoned(self) -> list[Incoming]:
        """Messages older than the platform's patience that no living process works on; their answers will be owed."""
        with self._database.reading() as session:
            old = clock.now() - ABANDONED
            return [one for one in incoming.abandoned(session) if one.received_at < old]
