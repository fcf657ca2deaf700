"""The custom actions of the stock bot: what Rasa's documentation teaches, over the same core and the same knowledge.

One action opens a consultation, a FormValidationAction reads each reply, and an action_ask puts the next question.  Run by
`rasa run actions --actions bench.stock_actions`.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from rasa_sdk import Action, FormValidationAction, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from bench.scripts import BACK, RIGHT, today
from bot.consultation import answers, library
from bot.consultation.answers.opening import facts_in
from bot.consultation.guide import spoken
from bot.consultation.interview import counted, next_question, progress
from bot.consultation.model import Issue

PREFIX = "consult_"
LIBRARY = library.load(Path(__file__).parent.parent / "knowledge", check=False)


class OpenConsultation(Action):
    """Takes the issue from the intent and the first facts from the sentence."""

    def name(self) -> str:
        return "action_open_consultation"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        issue = LIBRARY.issues[tracker.latest_message["intent"]["name"].removeprefix(PREFIX)]
        dispatcher.utter_message(text=LIBRARY.words("opening", title=issue.title, opening=issue.opening))
        pending = facts_in(issue.questions, tracker.latest_message["text"], today())
        return [SlotSet("interview", {"issue": issue.name, "facts": {}, "pending": pending, "answered": []})]


class ValidateInterviewForm(FormValidationAction):
    """Reads the reply in the slot ``answer`` and empties it, so that the form asks again."""

    def name(self) -> str:
        return "validate_interview_form"

    def validate_answer(
        self, value: Any, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> dict[str, Any]:
        interview = tracker.get_slot("interview")
        issue = LIBRARY.issues[interview["issue"]]
        try:
            return {"answer": None, "interview": after(issue, interview, str(value), today())}
        except answers.Unclear as unclear:
            dispatcher.utter_message(text=unclear.hint)
            return {"answer": None}


class AskAnswer(Action):
    """Puts the next question, or asks whether the opening was understood."""

    def name(self) -> str:
        return "action_ask_answer"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        interview = tracker.get_slot("interview")
        issue = LIBRARY.issues[interview["issue"]]
        if interview["pending"]:
            lines = [f"· {fact}：{spoken(issue.question(fact), value)}" for fact, value in interview["pending"].items()]
            text = LIBRARY.words("confirm_heard", lines="\n".join(lines))
            dispatcher.utter_message(text=text, buttons=_buttons([RIGHT, "有不对的"]))
            return []
        question = next_question(issue, interview["facts"])
        if question is None:
            dispatcher.utter_message(text="问完了。")
            return []
        number, left = progress(issue, interview["facts"])
        dispatcher.utter_message(
            text=question.ask, buttons=_buttons(question.labels), json_message={"progress": [number, left]}
        )
        return []


def after(issue: Issue, interview: dict[str, Any], said: str, day: date) -> dict[str, Any]:
    """The interview after one more reply; raises ``answers.Unclear`` where it answers nothing."""
    facts, answered = dict(interview["facts"]), list(interview["answered"])
    if interview["pending"]:
        facts = dict(interview["pending"]) if said == RIGHT else {}
        return {**interview, "pending": {}, "facts": facts, "answered": list(facts)}
    if said == BACK:
        still = [fact for fact in answered if fact in counted(issue, facts)]
        for fact in still[-1:]:
            facts.pop(fact)
        return {**interview, "facts": facts, "answered": still[:-1]}
    question = next_question(issue, facts)
    if question is not None:
        facts[question.id] = answers.read(question, said, day)
        answered.append(question.id)
    return {**interview, "facts": facts, "answered": answered}


def _buttons(labels: list[str]) -> list[dict[str, str]]:
    return [{"title": label, "payload": label} for label in labels]
