"""The model is made from examples and configuration only, and knows every issue."""

import shutil
from pathlib import Path

import pytest

from bot import training
from bot.importer import KnowledgeImporter


@pytest.fixture
def copy(tmp_path):
    for pattern in (*training.MADE_FROM, training.GROUPED):
        for path in Path().glob(pattern):
            if path.is_file():
                target = tmp_path / path
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(path, target)
    return tmp_path


def test_the_fingerprint_follows_what_the_model_is_made_from(copy):
    before = training.fingerprint(copy)
    assert before == training.fingerprint(Path())
    example = next(copy.glob("knowledge/issues/*/examples.yml"))
    example.write_text(example.read_text("utf-8") + "\n- 一句新的例子\n", "utf-8")
    assert training.fingerprint(copy) != before


def test_rewording_a_question_needs_no_training_but_another_group_does(copy):
    before = training.fingerprint(copy)
    issue = next(Path().glob("knowledge/issues/*/issue.yml"))
    told = issue.read_text("utf-8")
    (copy / issue).write_text(told.replace("title: ", "title: 改过的"), "utf-8")
    assert training.fingerprint(copy) == before
    (copy / issue).write_text(told.replace("group: ", "group: 别的"), "utf-8")
    assert training.fingerprint(copy) != before


@pytest.fixture(scope="module")
def importer():
    return KnowledgeImporter("config.yml", "domain.yml", ["bot/data"])


def test_every_issue_is_an_intent_with_its_examples(importer, known):
    examples = importer.get_nlu_data().intent_examples
    for issue in known.issues.values():
        intent = f"consult_{issue.name}"
        assert intent in importer.get_domain().intents
        assert {one.get("text") for one in examples if one.get("intent") == intent} == set(issue.examples)


def test_every_example_of_a_trouble_names_its_group(importer, known):
    groups = {one.get("intent"): one.get("group") for one in importer.get_nlu_data().intent_examples}
    for issue in known.issues.values():
        assert groups[f"consult_{issue.name}"] == (issue.group if issue.group != "其他" else ""), issue.name
    for field in known.elsewhere.values():
        assert groups[f"elsewhere_{field.name}"] == (field.group if field.group != "其他" else ""), field.name
    assert groups["greet"] is None


def test_every_intent_has_a_rule_that_opens_the_form(importer):
    ruled = {
        event.intent_name
        for step in importer.get_stories().story_steps
        for event in step.events
        if hasattr(event, "intent_name")
    }
    assert {one.get("intent") for one in importer.get_nlu_data().intent_examples} <= ruled


def test_no_intent_bears_a_name_rasa_has_given_a_meaning(importer):
    assert not {"restart", "back", "session_start"} & {
        one.get("intent") for one in importer.get_nlu_data().intent_examples
    }


def test_config_names_the_importer():
    # A mistyped importer gives one warning and a bot without issues.
    from rasa.shared.importers.importer import TrainingDataImporter

    loaded = TrainingDataImporter.load_from_config("config.yml", "domain.yml", ["bot/data"])
    assert any("consult_" in intent for intent in loaded.get_domain().intents)
