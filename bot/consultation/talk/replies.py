"""What a reply in the interview says, and when a reading that was shown counts as agreed to."""

from __future__ import annotations

from typing import Any

from bot.consultation import answers
from bot.consultation.model import Question
from bot.consultation.talk import controls
from bot.consultation.talk.state import Talk
from bot.consultation.talk.world import World


def agrees(talk: Talk, question: Question, text: str) -> bool:
    """Whether a reply is a yes to the reading shown for this question."""
    said = controls.ENDS.sub("", text.strip())
    return question.id in talk.pending and said in answers.YES


def agreed(talk: Talk, question: Question, text: str, world: World) -> Any:
    """What a reply says, or the reading shown before when the reply agrees to it or comes to the same."""
    if agrees(talk, question, text):
        return talk.pending[question.id]
    try:
        return read(question, text, world)
    except answers.Unsure as unsure:
        if unsure.value is None or talk.pending.get(question.id) != unsure.value:
            raise
        return unsure.value


def read(question: Question, text: str, world: World) -> Any:
    """The fact a reply gives; raises ``answers.Unclear`` where it gives none."""
    places = tuple(district(world)) if question.kind == "place" else ()
    return answers.read(question, text, world.today, places)


def district(world: World) -> list[str]:
    """The names of every town and village."""
    towns = world.towns()
    return towns + [village for town in towns for village in world.villages(town)]
