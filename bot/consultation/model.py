"""What the knowledge base consists of, once it has been read: issues, questions, findings, articles and figures."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from bot.consultation.clues import Clues
from bot.consultation.paper_model import Paper
from bot.consultation.values import UNKNOWN, Figure

GROUPS = (
    "婚姻家庭", "交通事故", "刑事与诈骗", "劳动工伤", "债权债务", "房产物业", "人身损害侵权",
    "合同纠纷", "消费维权", "医疗纠纷", "拆迁征地", "行政", "邻里土地", "其他",
)  # fmt: skip
# Of two troubles in one sentence the graver is heard first: who may be hurt, who is hurt, what a day can still save.
GRAVITIES = ("人身安全", "伤病", "赶时间", "一般")
SECTIONS = ("分析", "金额", "期限", "风险", "证据", "办法")
KINDS = ("choice", "several", "yes_no", "money", "date", "duration", "age", "number", "place", "text")


@dataclass(frozen=True)
class Option:
    """One answer a question offers.

    :param also: how else people say it in a reply.
    :param heard: phrases that suggest it in the opening sentence; None lets label and ``also`` serve, empty means never.
    """

    label: str
    also: tuple[str, ...] = ()
    heard: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Question:
    """One thing the interview asks; ``id`` is the name of the fact it yields."""

    id: str
    ask: str
    find_out: str
    kind: str
    help: str = ""
    options: tuple[Option, ...] = ()
    ask_if: Any = field(default_factory=dict)
    unit: str = ""
    low: float | None = None
    high: float | None = None
    past: bool = True
    near: tuple[str, ...] = ()
    line: int = 0

    @property
    def labels(self) -> list[str]:
        """The buttons under this question, 「不清楚」 last."""
        return [option.label for option in self.options] + [UNKNOWN]


@dataclass(frozen=True)
class Derivation:
    """One ``derive`` line: a name, the calculator and where its arguments come from."""

    name: str
    calculator: str
    arguments: dict[str, Any]
    line: int = 0


@dataclass(frozen=True)
class Stop:
    """An emergency that ends the interview at once with a safety card."""

    when: Any
    card: str
    after: str = ""
    cite: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True)
class Finding:
    """One statement of the guide and the articles it rests on.

    :param law_of: 当时 where the law of the day of the event may govern, 今天 where it speaks of what is done now.
    """

    id: str
    say: str
    cite: tuple[str, ...]
    when: Any = field(default_factory=dict)
    section: str = "分析"
    amount: str = ""
    date: str = ""
    get: str = ""
    where: str = ""
    cost: str = ""
    bring: str = ""
    order: float = 100
    law_of: str = "当时"
    line: int = 0


@dataclass(frozen=True)
class Headline:
    when: Any
    say: str
    line: int = 0


@dataclass(frozen=True)
class Case:
    """A situation with the findings it must give: the author's test.

    :param headline: words the headline must hold; empty where the author left it open.
    """

    name: str
    today: date
    facts: dict[str, Any]
    findings: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    stop: str = ""
    headline: str = ""
    line: int = 0


@dataclass(frozen=True)
class Issue:
    """A kind of trouble: what we ask and what we conclude.

    :param legal_aid_if: when the pre-check for legal aid is offered after the guide; an empty list means never.
    :param gravity: which of two troubles in one sentence is heard first. :param covers: issues whose matter it asks about too.
    :param event: the date question whose answer says which edition of a law governs (see :mod:`editions`).
    """

    name: str
    title: str
    group: str
    summary: str
    opening: str
    mediation: str
    questions: tuple[Question, ...]
    derive: tuple[Derivation, ...]
    stops: tuple[Stop, ...]
    headline: tuple[Headline, ...]
    findings: tuple[Finding, ...]
    examples: tuple[str, ...]
    cases: tuple[Case, ...]
    careful_if: Any = field(default_factory=list)
    legal_aid_if: Any = field(default_factory=list)
    event: str = ""
    gravity: str = GRAVITIES[-1]
    covers: tuple[str, ...] = ()
    reviewed_by: str = ""
    reviewed_on: str = ""

    def question(self, fact: str) -> Question:
        return next(question for question in self.questions if question.id == fact)


@dataclass(frozen=True)
class Article:
    """An article we cite, in our own words, with the law it stands in and when both were in force.

    :param former: the number it bore in this, older, edition. :param edition: that edition's name, such as 2012年修正.
    :param time_effect: the article that makes the law of the day of the event govern; empty where today's law does.
    """

    law: str
    short: str
    kind: str
    article: str
    gist: str
    in_force: date
    until: date | None
    source: str
    checked_on: str
    number: str = ""
    note: str = ""
    former: str = ""
    edition: str = ""
    time_effect: str = ""
    file: str = ""
    line: int = 0

    def is_in_force(self, day: date) -> bool:
        return self.in_force <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class FigureSeries:
    """A figure through time; ``ask`` tells a resident which number to ask for where none is verified."""

    name: str
    unit: str
    ask: str
    values: tuple[Figure, ...]
    file: str = ""
    line: int = 0

    def on(self, day: date) -> Figure | None:
        """The value in force on a day, or None where none was verified; a value ends where the next begins."""
        begun = [value for value in self.values if date.fromisoformat(value.since) <= day]
        last = max(begun, key=lambda value: value.since, default=None)
        return last if last and (not last.until or day <= date.fromisoformat(last.until)) else None


@dataclass(frozen=True)
class Library:
    """The whole knowledge base."""

    issues: dict[str, Issue]
    articles: dict[str, list[Article]]
    figures: dict[str, FigureSeries]
    safety: Any
    contacts: Any
    faq: Any
    messages: dict[str, str]
    version: str
    texts: Any = None
    papers: dict[str, Paper] = field(default_factory=dict)
    typical_cases: Any = ()
    hard_words: Any = field(default_factory=dict)
    elsewhere: dict[str, Any] = field(default_factory=dict)
    sound_alikes: Any = ()

    @cached_property
    def clues(self) -> Clues:
        """What the pieces of a sentence speak for, counted from the examples when first needed."""
        told = {name: issue.examples for name, issue in self.issues.items()}
        return Clues({**told, **{f"elsewhere_{name}": field.examples for name, field in self.elsewhere.items()}})

    def words(self, name: str, /, **parts: Any) -> str:
        """A fixed sentence of knowledge/messages.yml with its gaps filled."""
        return self.messages[name].format(**parts)

    def article(self, citation: str, day: date) -> Article | None:
        """The edition of a cited article in force on a day; None where there is none."""
        return next((article for article in self.articles.get(citation, []) if article.is_in_force(day)), None)
