"""Tells Rasa which issues exist and how residents talk about them.

Each folder under knowledge/issues, and each file under knowledge/elsewhere, becomes one intent with its example utterances,
and one rule opens the consultation form whatever is said first.  Nothing else about an issue reaches Rasa, so a change of question, finding or citation needs no
retraining.
"""

from __future__ import annotations

from pathlib import Path

from rasa.shared.core.domain import Domain
from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader
from rasa.shared.core.training_data.structures import StoryGraph
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.consultation.library import KNOWLEDGE
from bot.consultation.model import GROUPS
from bot.consultation.reading import plain_value, read

PREFIX, ELSEWHERE = "consult_", "elsewhere_"
FORM = "consultation_form"
FALLBACK = "nlu_fallback"
GROUP = "group"


class KnowledgeImporter(RasaFileImporter):
    """The files Rasa already reads, plus one intent per issue and the rule that opens the form."""

    def get_domain(self) -> Domain:
        return super().get_domain().merge(Domain.from_dict({"intents": self._intents()}))

    def get_nlu_data(self, language: str | None = "zh") -> TrainingData:
        messages = [
            _example(text, PREFIX + folder.name, group_in(folder / "issue.yml"))
            for folder in self._folders()
            for text in read(folder / "examples.yml", KNOWLEDGE) or []
        ]
        messages += [
            _example(text, ELSEWHERE + path.stem, group_in(path))
            for path in self._elsewhere()
            for text in read(path, KNOWLEDGE)["examples"]
        ]
        return super().get_nlu_data(language or "zh").merge(TrainingData(messages))

    def get_stories(self, exclusion_percentage: int | None = None) -> StoryGraph:
        intents = [*super().get_domain().intents, *self._intents(), FALLBACK]
        rules = [
            {"rule": f"{intent} opens the form", "steps": [{"intent": intent}, {"action": FORM}, {"active_loop": FORM}]}
            for intent in sorted(set(intents) - RASA_INTENTS)
        ]
        steps = YAMLStoryReader().read_from_parsed_yaml({"version": "3.1", "rules": rules})
        return super().get_stories(exclusion_percentage).merge(StoryGraph(steps))

    def _intents(self) -> list[str]:
        issues = [PREFIX + folder.name for folder in self._folders()]
        return issues + [ELSEWHERE + path.stem for path in self._elsewhere()]

    def _folders(self) -> list[Path]:
        return sorted(path.parent for path in (KNOWLEDGE / "issues").glob("[!_]*/issue.yml"))

    def _elsewhere(self) -> list[Path]:
        return sorted((KNOWLEDGE / "elsewhere").glob("*.yml"))


def group_in(path: Path) -> str:
    """The group of the menu that an issue or a field dealt with elsewhere belongs to; empty for none, and for the last one,
    which is what is left over."""
    group = plain_value(path, "group")
    return "" if group == GROUPS[-1] else group


def _example(text: object, intent: str, group: str) -> Message:
    """A sentence to learn from; the classifier is told the group, too, for it may be sure of that before it is of the intent."""
    message = Message.build(text=str(text), intent=intent)
    message.set(GROUP, group)
    return message


# Intents Rasa itself gives a meaning; ours have other names.
RASA_INTENTS = {"restart", "back", "session_start"}

if __name__ == "__main__":
    # `rasa test nlu` reads files, not importers; this writes it one to read.
    print(KnowledgeImporter("config.yml", "domain.yml", ["bot/data"]).get_nlu_data().nlu_as_yaml())
