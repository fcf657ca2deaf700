"""The tables. Sealed columns hold what could tell who a resident is; mediators' names and duty phones are public.

Later issues add columns and tables here, each with a migration beside it (see casework/migrations/env.py).
"""

from sqlalchemy import JSON, Boolean, Column, Date, Float, ForeignKey, Index, Integer, String, UniqueConstraint, text
from sqlalchemy.orm import relationship

from casework.columns import Base, Moment
from casework.sealing import SealedJSON, SealedText

WAITING = text("NOT answered")
UNDONE = text("done_at IS NULL")
OPAQUE = String(200)  # ids and keys handed out or taken in by the doors


class Setting(Base):
    """Odds and ends of this installation, such as the pepper that codes and tokens are derived from."""

    __tablename__ = "setting"
    name = Column(String(40), primary_key=True)
    value = Column(SealedText, nullable=False)


class Counter(Base):
    """The last number given out in a series, one row a series."""

    __tablename__ = "counter"
    name = Column(String(60), primary_key=True)
    value = Column(Integer, nullable=False)


class Place(Base):
    """District (县), town (镇) or village (村), as a tree."""

    __tablename__ = "place"
    __table_args__ = (UniqueConstraint("parent_id", "name"),)
    id = Column(Integer, primary_key=True)
    name = Column(String(60), nullable=False)
    level = Column(String(2), nullable=False)
    parent_id = Column(ForeignKey("place.id", ondelete="CASCADE"))
    is_sample = Column(Boolean, nullable=False, default=False)
    # Where a town's mediation station is, for those who send where they are.
    address = Column(String(200))
    phone = Column(String(60))
    latitude = Column(Float)
    longitude = Column(Float)


class Mediator(Base):
    """A named person who takes cases, at the level of a village, a town or the district."""

    __tablename__ = "mediator"
    __table_args__ = (UniqueConstraint("place_id", "name"),)
    id = Column(Integer, primary_key=True)
    name = Column(String(40), nullable=False)
    level = Column(String(2), nullable=False)
    place_id = Column(ForeignKey("place.id", ondelete="CASCADE"), nullable=False)
    organisation = Column(String(100), nullable=False, default="")
    speciality = Column(JSON, nullable=False, default=list)
    phone = Column(String(60), nullable=False, default="")
    photo = Column(String(100))
    active = Column(Boolean, nullable=False, default=True)
    is_sample = Column(Boolean, nullable=False, default=False)
    place = relationship(Place)


class Conversation(Base):
    """One visitor's talk through one door. A wiped one stays as an empty marker, so that late writes are refused.

    `held_by` names the person who has taken the talk over; `held_told` when the resident was told that they have.
    """

    __tablename__ = "conversation"
    id = Column(OPAQUE, primary_key=True)
    channel = Column(String(20), nullable=False)
    created_at = Column(Moment, nullable=False)
    last_seen_at = Column(Moment, nullable=False, index=True)
    last_seq = Column(Integer, nullable=False, default=0)
    wiped_at = Column(Moment)
    held_by = Column(String(60))
    held_told = Column(Moment)


class Checkpoint(Base):
    """Where the talk stands, one row a conversation; apart, so that counting messages never rewrites the state."""

    __tablename__ = "checkpoint"
    conversation_id = Column(ForeignKey("conversation.id", ondelete="CASCADE"), primary_key=True)
    state = Column(SealedJSON, nullable=False)
    saved_at = Column(Moment, nullable=False)


class Message(Base):
    """One message. `answered` is False while a resident's message waits for its replies, None for the bot's own."""

    __tablename__ = "message"
    __table_args__ = (
        UniqueConstraint("conversation_id", "client_id"),
        Index("ix_message_waiting", "created_at", sqlite_where=WAITING, postgresql_where=WAITING),
    )
    conversation_id = Column(ForeignKey("conversation.id", ondelete="CASCADE"), primary_key=True)
    seq = Column(Integer, primary_key=True, autoincrement=False)
    sender = Column(String(10), nullable=False)
    client_id = Column(OPAQUE)
    reply_to = Column(Integer)
    body = Column(SealedJSON, nullable=False)
    created_at = Column(Moment, nullable=False)
    answered = Column(Boolean)


class Consultation(Base):
    """One finished consultation with its guide as it was given. Only a hash of its link's token is kept."""

    __tablename__ = "consultation"
    id = Column(Integer, primary_key=True)
    key = Column(OPAQUE, nullable=False, unique=True)
    token_hash = Column(String(64), nullable=False, unique=True)
    conversation_id = Column(ForeignKey("conversation.id", ondelete="SET NULL"), index=True)
    issue = Column(String(60), nullable=False)
    day = Column(Date, nullable=False)
    facts = Column(SealedJSON, nullable=False)
    guide = Column(SealedJSON, nullable=False)
    knowledge_version = Column(String(60), nullable=False)
    created_at = Column(Moment, nullable=False)
    expires_at = Column(Moment, nullable=False, index=True)


class Case(Base):
    """A matter handed to a mediator (调解), or a wish to be called back (回电)."""

    __tablename__ = "casefile"
    id = Column(Integer, primary_key=True)
    number = Column(String(40), nullable=False, unique=True)
    code_hash = Column(String(64), nullable=False)
    request_key = Column(OPAQUE, nullable=False, unique=True)
    kind = Column(String(4), nullable=False)
    state = Column(String(8), nullable=False, index=True)
    conversation_id = Column(ForeignKey("conversation.id", ondelete="SET NULL"), index=True)
    consultation_id = Column(ForeignKey("consultation.id", ondelete="SET NULL"))
    mediator_id = Column(ForeignKey("mediator.id", ondelete="SET NULL"), index=True)
    place_id = Column(ForeignKey("place.id", ondelete="SET NULL"))
    issue = Column(String(60), nullable=False)
    summary = Column(SealedText)
    place_text = Column(SealedText)
    applicant_name = Column(SealedText)
    applicant_phone = Column(SealedText)
    consent_at = Column(Moment, nullable=False)
    consent_version = Column(String(40), nullable=False)
    colour = Column(String(1), nullable=False)
    colour_reason = Column(SealedText)
    created_at = Column(Moment, nullable=False)
    updated_at = Column(Moment, nullable=False)
    erased_at = Column(Moment)
    wrong_codes = Column(Integer, nullable=False, default=0)
    blocked_until = Column(Moment)
    mediator = relationship(Mediator)
    events = relationship("CaseEvent", order_by="CaseEvent.id", back_populates="case")


class CaseEvent(Base):
    """One line of a case's audit trail: who did what, and when. Lines are only ever added."""

    __tablename__ = "case_event"
    id = Column(Integer, primary_key=True)
    case_id = Column(ForeignKey("casefile.id", ondelete="CASCADE"), nullable=False, index=True)
    at = Column(Moment, nullable=False)
    who = Column(String(60), nullable=False)
    what = Column(String(20), nullable=False)
    state = Column(String(8), nullable=False)
    note = Column(SealedText)
    case = relationship(Case, back_populates="events")


class Follower(Base):
    """A resident on WeChat: which conversation is theirs now, and how many messages may still be sent unasked.

    WeChat counts messages in two windows: from the last typed message, and from the last tap, follow or scan.
    """

    __tablename__ = "follower"
    id = Column(Integer, primary_key=True)
    openid_hash = Column(String(64), nullable=False, unique=True)
    openid = Column(SealedText, nullable=False)
    conversation_id = Column(OPAQUE, nullable=False, unique=True)
    place_id = Column(ForeignKey("place.id", ondelete="SET NULL"))
    following = Column(Boolean, nullable=False, default=True)
    created_at = Column(Moment, nullable=False)
    last_seen_at = Column(Moment, nullable=False, index=True)
    typed_until = Column(Moment)
    typed_left = Column(Integer, nullable=False, default=0)
    tapped_until = Column(Moment)
    tapped_left = Column(Integer, nullable=False, default=0)


class EarlierTalk(Base):
    """A conversation a follower left when they took up one begun elsewhere; its guides and cases are still theirs."""

    __tablename__ = "earlier_talk"
    conversation_id = Column(OPAQUE, primary_key=True)
    follower_id = Column(ForeignKey("follower.id", ondelete="CASCADE"), nullable=False, index=True)


class Incoming(Base):
    """One message a channel took in: kept from its acceptance until its reply can no longer be asked for again.

    The worker that holds the lease answers it; `late` means that the channel has stopped waiting for the answer.
    """

    __tablename__ = "incoming"
    __table_args__ = (Index("ix_incoming_waiting", "follower_id", "id", sqlite_where=UNDONE, postgresql_where=UNDONE),)
    id = Column(Integer, primary_key=True)
    key = Column(String(64), nullable=False, unique=True)
    follower_id = Column(ForeignKey("follower.id", ondelete="CASCADE"), nullable=False, index=True)
    said = Column(SealedJSON, nullable=False)
    received_at = Column(Moment, nullable=False, index=True)
    holder = Column(String(40))
    leased_until = Column(Moment)
    late = Column(Boolean, nullable=False, default=False)
    done_at = Column(Moment)
    reply = Column(SealedJSON)


class Outgoing(Base):
    """Something owed to a follower: sent when the channel allows it, else the first thing said at their next message."""

    __tablename__ = "outgoing"
    id = Column(Integer, primary_key=True)
    key = Column(OPAQUE, nullable=False, unique=True)
    follower_id = Column(ForeignKey("follower.id", ondelete="CASCADE"), nullable=False, index=True)
    kind = Column(String(12), nullable=False)
    body = Column(SealedJSON, nullable=False)
    created_at = Column(Moment, nullable=False)
    state = Column(String(10), nullable=False, index=True)
    due_at = Column(Moment, nullable=False)
    tries = Column(Integer, nullable=False, default=0)
    trouble = Column(String(80))
    settled_at = Column(Moment)


class Lease(Base):
    """What only one process may do or hold at a time, such as the platform's access token (`value`)."""

    __tablename__ = "lease"
    name = Column(String(120), primary_key=True)
    holder = Column(String(40))
    until = Column(Moment)
    value = Column(SealedText)
    value_until = Column(Moment)


class Continuation(Base):
    """A short-lived code with which a resident takes a talk up on another device. Only a hash of the code is kept."""

    __tablename__ = "continuation"
    code_hash = Column(String(64), primary_key=True)
    conversation_id = Column(ForeignKey("conversation.id", ondelete="CASCADE"), nullable=False, index=True)
    expires_at = Column(Moment, nullable=False, index=True)
    used_at = Column(Moment)
