"""The interview inside the talk: asks the next question, reads the reply, goes back, changes, sums up."""

from __future__ import annotations

from bot.consultation import answers
from bot.consultation.answers.choices import exact
from bot.consultation.answers.readers import agree
from bot.consultation.interview import asked, counted, next_question, progress, stopped
from bot.consultation.model import Issue, Question
from bot.consultation.shown import spoken
from bot.consultation.talk import concluding, controls, replies
from bot.consultation.talk.safety_card import show_card
from bot.consultation.talk.state import Heard, Talk, Turn
from bot.consultation.talk.world import World
from bot.consultation.values import UNKNOWN

TYPED = ("money", "date", "duration", "age", "number", "place", "text")
ALL_RIGHT = "对，给我指南"
AGREED = "对"
AFTER_STOP = "打过电话了，接着问"


def issue_of(talk: Talk, world: World) -> Issue:
    return world.library.issues[talk.issue]


def current(talk: Talk, world: World) -> Question | None:
    """The question now waiting for an answer; None when all that apply are answered."""
    issue = issue_of(talk, world)
    if talk.changing:
        return issue.question(talk.changing)
    return next_question(issue, talk.facts, past_stop=talk.stop_seen)


def ask(turn: Turn, world: World, before: str = "") -> Turn:
    """Puts the next question, or sums up when there is none, or meets an emergency."""
    talk, issue = turn.talk, issue_of(turn.talk, world)
    talk.pending = {}
    if not talk.stop_seen and (stop := stopped(issue, talk.facts)):
        talk.stop_seen, talk.stage = True, "interview"
        return show_card(turn, world, stop.card, stop.after, [AFTER_STOP, controls.PERSON, controls.RESTART])
    question = current(talk, world)
    if question is None:
        return sum_up(turn, world)
    talk.stage = "interview"
    text = f"{before}\n{question.ask}" if before else question.ask
    return _put(turn, issue, question, text, question.labels if question.options else [UNKNOWN])


def _put(turn: Turn, issue: Issue, question: Question, text: str, buttons: list[str], numbered: bool = False) -> Turn:
    """A question as a message; where it wants a number or words, 「1」 is an answer and no button's position."""
    number, left = progress(issue, turn.talk.facts)
    return turn.say(
        text,
        buttons,
        kind="question",
        numbered=numbered or bool(question.options),
        input=question.kind if question.kind != "yes_no" else "choice",
        progress={} if turn.talk.changing else {"number": number, "left": left},
    )


def ask_agreement(turn: Turn, world: World, unsure: answers.Unsure) -> Turn:
    """Shows what was made of unsure words; it counts when the resident agrees or says the same again."""
    question = current(turn.talk, world)
    if question is None:
        return sum_up(turn, world)
    one = unsure.value is not None
    turn.talk.pending = {question.id: unsure.value} if one else {}
    buttons = [*([AGREED] if one else []), *unsure.instead, UNKNOWN]
    return _put(turn, issue_of(turn.talk, world), question, unsure.hint, buttons, numbered=bool(unsure.instead))


def again(turn: Turn, world: World) -> Turn:
    """What was asked last, once more; a reading that waits to be agreed to goes on waiting."""
    talk, question = turn.talk, current(turn.talk, world)
    if talk.stage == "summary":
        return sum_up(turn, world)
    if question is not None and question.id in talk.pending:
        value = talk.pending[question.id]
        return ask_agreement(turn, world, agree(question, spoken(question, value), value))
    return ask(turn, world)


def hear(turn: Turn, heard: Heard, world: World) -> Turn:
    """Takes a reply as the answer to the question asked.

    Raises ``answers.Unclear`` where it is none, ``answers.Unsure`` where it must first be agreed to.
    """
    talk = turn.talk
    if talk.stop_seen and heard.text == AFTER_STOP:
        return ask(turn, world)
    question = current(talk, world)
    if question is None:
        return sum_up(turn, world)
    value = replies.agreed(talk, question, heard.text, world)
    talk.facts[question.id] = value
    talk.answered = [fact for fact in talk.answered if fact != question.id] + [question.id]
    talk.changing, talk.misses = "", 0
    noted = question.kind in TYPED and value != UNKNOWN
    return ask(turn, world, world.library.words("noted", answer=spoken(question, value)) if noted else "")


def is_option(talk: Talk, text: str, world: World) -> bool:
    """Whether a reply is, whole, an option of the question asked or another wording of one."""
    question = current(talk, world) if talk.stage == "interview" else None
    return question is not None and bool(question.options) and exact(question.options, text) is not None


def is_tapped(talk: Talk, text: str, world: World) -> bool:
    """Whether a reply is made of nothing but the labels under the question asked."""
    question = current(talk, world)
    return question is not None and bool(question.options) and set(text.split("、")) <= set(question.labels)


def back(turn: Turn, world: World) -> Turn:
    """Withdraws the latest answer and asks again."""
    talk = turn.talk
    still = [fact for fact in talk.answered if fact in counted(issue_of(talk, world), talk.facts)]
    if talk.changing:
        talk.changing = ""
        return ask(turn, world)
    if not still:
        return ask(turn, world, world.library.words("back_at_start"))
    talk.answered = still[:-1]
    talk.facts.pop(still[-1])
    talk.stop_seen = False
    return ask(turn, world)


def explain(turn: Turn, world: World) -> Turn:
    """The question in plainer words, and then the question again."""
    question = current(turn.talk, world)
    if question is None:
        return sum_up(turn, world)
    return ask(turn, world, question.help or world.library.words("help_none"))


def change(turn: Turn, world: World, number: int) -> Turn:
    """Asks again the question on that line of the summary."""
    talk, issue = turn.talk, issue_of(turn.talk, world)
    given = [question for question in asked(issue, talk.facts) if question.id in talk.facts]
    if not 1 <= number <= len(given):
        return ask(turn.say(world.library.words("not_asked")), world)
    talk.changing = given[number - 1].id
    return ask(turn, world, world.library.words("changed"))


def sum_up(turn: Turn, world: World) -> Turn:
    """Shows every answer, numbered, to be confirmed or changed."""
    talk = turn.talk
    talk.stage, talk.misses = "summary", 0
    lines = "\n".join(summary_lines(talk, world))
    # A number means a line to change here.
    return turn.say(
        world.library.words("summary", lines=lines),
        [ALL_RIGHT, controls.BACK, controls.PERSON],
        kind="summary",
        numbered=False,
    )


def summary_lines(talk: Talk, world: World) -> list[str]:
    issue = issue_of(talk, world)
    given = [question for question in asked(issue, talk.facts) if question.id in talk.facts]
    return [f"{n}. {question.id}：{spoken(question, talk.facts[question.id])}" for n, question in enumerate(given, 1)]


def hear_summary(turn: Turn, heard: Heard, world: World) -> Turn | None:
    """After the summary: a yes gives the guide, a number changes a line; None where it is neither."""
    number = _line(heard.text)
    if number is not None:
        return change(turn, world, number)
    return concluding.conclude(turn, world) if _is_all_right(heard.text) else None


def settles_summary(text: str) -> bool:
    """Whether a reply to the summary needs nobody to say what it is."""
    return _line(text) is not None or _is_all_right(text)


def _line(text: str) -> int | None:
    return controls.small_number(text) or controls.to_change(text)


def _is_all_right(text: str) -> bool:
    return text.strip() in (ALL_RIGHT, *answers.YES)
