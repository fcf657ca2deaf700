"""Where a talk stands, what was just heard, and what a turn gives back: plain data that survives a restart."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

Message = dict[str, Any]
TEXT = "text"
# The stages of an interview, which waits where an errand interrupts it.
WAITING = ("interview", "summary", "confirm")


@dataclass
class Talk:
    """Everything remembered between two sentences.

    :param stage: which handler reads the next sentence.
    :param offered: the labels a typed number stands for; empty while a number is itself an answer.
    :param pending: facts read from the opening sentence, or a question's reading, waiting to be confirmed.
    :param answered: the order in which facts were given, for 「上一步」.
    :param errand: what a hand-off or a look-up has collected so far.
    :param cared: soft safety cards already said; a caring line is said once, not at every sentence.
    :param told: the opening sentence, so that a trouble put aside before its first answer is not asked about again.
    :param later: other troubles told or put aside, offered after the guide: issue, text, facts and answered of each.
    :param day: the day of the latest sentence, so that a talk taken up on another day begins with where it stood.
    :param before: the trouble whose guide came before the pre-check for legal aid that is under way.
    :param aided: that pre-check has been made for this trouble.
    :param place: the town or village the door knows of: a scanned code, a station.
    :param named: the town or village the resident named; it comes before ``place``.
    :param count: how many errands and consultations there were; part of their keys.
    """

    stage: str = "idle"
    issue: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    pending: dict[str, Any] = field(default_factory=dict)
    answered: list[str] = field(default_factory=list)
    changing: str = ""
    stop_seen: bool = False
    offered: list[str] = field(default_factory=list)
    errand: dict[str, Any] = field(default_factory=dict)
    resume: str = ""
    page: str = ""
    case: dict[str, str] = field(default_factory=dict)
    misses: int = 0
    cared: list[str] = field(default_factory=list)
    told: str = ""
    later: list[dict[str, Any]] = field(default_factory=list)
    day: str = ""
    before: dict[str, Any] = field(default_factory=dict)
    aided: bool = False
    place: str = ""
    named: str = ""
    count: int = 0

    @property
    def whereabouts(self) -> str:
        """Where the resident is, as far as anybody has told."""
        return self.named or self.place

    @property
    def trouble(self) -> Talk:
        """The talk as the trouble itself has it, also while its pre-check for legal aid is under way."""
        return replace(self, **self.before) if self.before else self

    @classmethod
    def of(cls, stored: dict[str, Any] | None) -> Talk:
        """A talk from what was stored; fields this version does not know are left behind."""
        known = {one.name for one in fields(cls)}
        return cls(**{name: value for name, value in (stored or {}).items() if name in known})

    def stored(self) -> dict[str, Any]:
        """The talk as JSON-ready data, without what is still as it was at the start."""
        fresh = asdict(Talk())
        return {name: value for name, value in asdict(self).items() if value != fresh[name]}


@dataclass(frozen=True)
class Heard:
    """One sentence and, best first, what the classifier takes it for.

    :param kind: what came: text, or something that cannot be read: image, voice, video, location, link, card.
    :param place: the town or village the door knows the resident to be in.
    """

    text: str
    ranking: tuple[tuple[str, float], ...] = ()
    kind: str = TEXT
    place: str = ""

    def confidence(self, intent: str) -> float:
        return next((confidence for name, confidence in self.ranking if name == intent), 0.0)

    @property
    def intent(self) -> tuple[str, float]:
        return self.ranking[0] if self.ranking else ("", 0.0)


@dataclass
class Turn:
    """What is said, and the talk as it stands afterwards."""

    talk: Talk
    messages: list[Message] = field(default_factory=list)

    def say(
        self, text: str, buttons: list[str] | None = None, kind: str = "text", numbered: bool = True, **more: Any
    ) -> Turn:
        """Adds a message; buttons become the labels a typed number means, unless numbers mean something else here."""
        message: Message = {"text": text, "kind": kind}
        if buttons:
            message["buttons"] = buttons
            self.talk.offered = list(buttons) if numbered else []
        message.update({name: value for name, value in more.items() if value})
        if buttons and not numbered:
            message["numbered"] = False  # doors that can only number their buttons must not
        self.messages.append(message)
        return self
