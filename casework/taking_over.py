"""A person takes a talk over from the bot, says something in it, and hands it back.

While a person holds it the bot is silent. The resident is told so once, at their next message.
"""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from casework import clock, outgoing, tables
from casework.conversations import PERSON, Message, append_message, hold
from casework.errors import ConversationHeld
from casework.followers import follower_of

LONGEST_NAME = 60

_conversation = tables.Conversation.__table__


def take_over(session: Session, conversation_id: str, who: str, now: datetime | None = None) -> None:
    """From now on `who` talks here. Raises ConversationHeld where another person does, ConversationWiped."""
    name = _name(who)
    conversation = hold(session, conversation_id, "", now)
    if conversation.held_by == name:
        return
    if conversation.held_by is not None:
        raise ConversationHeld(conversation.held_by)
    conversation.held_by, conversation.held_told = name, None
    session.flush()


def hand_back(session: Session, conversation_id: str, now: datetime | None = None) -> None:
    """The bot talks here again."""
    mine = _conversation.c.id == conversation_id
    session.execute(update(_conversation).where(mine).values(held_by=None, held_told=None))


def say(session: Session, conversation_id: str, who: str, text: str, now: datetime | None = None) -> Message:
    """A person's words, for the page that is open and owed to the follower if it is one's conversation.

    Raises ConversationHeld where another person has it, ConversationWiped.
    """
    name, moment = _name(who), now or clock.now()
    conversation = hold(session, conversation_id, "", moment)
    if conversation.held_by not in (None, name):
        raise ConversationHeld(conversation.held_by)
    body = {"text": text, "kind": "person", "who": name}
    message, _ = append_message(session, conversation_id, body, PERSON, now=moment)
    whose = follower_of(session, conversation_id)
    if whose is not None:
        outgoing.owe(session, whose.id, f"person-{conversation_id}-{message.seq}", outgoing.PERSON, body, moment)
    return message


def held(session: Session, conversation_id: str) -> str | None:
    """Who has taken it over; None when the bot talks."""
    return session.execute(select(_conversation.c.held_by).where(_conversation.c.id == conversation_id)).scalar()


def told(session: Session, conversation_id: str, now: datetime | None = None) -> bool:
    """Whether the resident is to be told now that a person has it: True the first time only."""
    untold = (
        _conversation.c.id == conversation_id,
        _conversation.c.held_by.is_not(None),
        _conversation.c.held_told.is_(None),
    )
    return session.execute(update(_conversation).where(*untold).values(held_told=now or clock.now())).rowcount == 1


def _name(who: str) -> str:
    name = who.strip()
    if not name or len(name) > LONGEST_NAME:
        raise ValueError("a name of 1 to 60 characters")
    return name
