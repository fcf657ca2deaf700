"""The classifier on a small world of its own: the group first, the trouble in it next, and how far to trust it."""

import numpy as np
import pytest
import scipy.sparse as sp
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, FEATURE_TYPE_SEQUENCE, INTENT, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu import regression, sureness
from bot.nlu.linear_classifier import FALLBACK, GROUP, LinearIntentClassifier

WORDS = ("离婚", "孩子", "抚养", "欠钱", "借条", "利息", "你好", "您好", "天气", "村里", "养老", "老人")
WORLD = {
    "consult_divorce": ("婚姻家庭", "离婚 孩子", "离婚 村里", "离婚", "离婚 离婚", "离婚 欠钱", "离婚 天气"),
    "consult_custody": ("婚姻家庭", "孩子 抚养", "抚养 村里", "抚养", "孩子 孩子 抚养", "抚养 离婚", "抚养 天气"),
    "consult_support": ("婚姻家庭", "养老 老人", "老人 村里", "养老", "老人 老人", "养老 孩子", "老人 天气"),
    "consult_lending": ("债权债务", "欠钱 借条", "借条 村里", "利息", "利息 借条", "欠钱 利息", "欠钱 天气"),
    "greet": ("", "你好", "您好", "你好 您好", "你好 村里", "您好 天气", "您好 村里"),
}


def told(text, **data):
    message = Message.build(text, **data)
    counts = sp.csr_matrix([[text.split().count(word) for word in WORDS]], dtype=float)
    for kind in (FEATURE_TYPE_SENTENCE, FEATURE_TYPE_SEQUENCE):
        message.add_features(Features(counts, kind, TEXT, "words"))
    return message


def examples():
    listed = []
    for intent, (group, *texts) in WORLD.items():
        for text in texts:
            message = told(text, intent=intent)
            message.set(GROUP, group)
            listed.append(message)
    return listed


@pytest.fixture
def store(tmp_path):
    return LocalModelStorage.create(tmp_path)


@pytest.fixture
def trained(store):
    config = {**LinearIntentClassifier.get_default_config(), "C": 1.0}
    LinearIntentClassifier(config, store, Resource("made")).train(TrainingData(examples()))

    def loaded():
        return LinearIntentClassifier.load(config, store, Resource("made"), None)

    return loaded


def ranking(classifier, text):
    [message] = classifier.process([told(text)])
    assert message.get(INTENT) == message.get("intent_ranking")[0]
    return message.get("intent_ranking")


def test_the_trouble_is_known_by_its_words(trained):
    for text, intent in (("离婚 离婚", "consult_divorce"), ("利息 欠钱", "consult_lending"), ("您好", "greet")):
        first = ranking(trained(), text)[0]
        assert first["name"] == intent and 0 < first["confidence"] <= 1


def test_trained_and_loaded_twice_it_says_the_same(trained):
    assert ranking(trained(), "欠钱 离婚") == ranking(trained(), "欠钱 离婚")


def test_two_troubles_of_one_group_outdo_one_of_another(trained):
    classifier = trained()
    likely = {
        "consult_custody": 0.3,
        "consult_divorce": 0.28,
        "consult_support": 0,
        "consult_lending": 0.4,
        "greet": 0.02,
    }
    listed = classifier._ranked(np.array([likely[one] for one in classifier._labels]), lambda of_group, group: 0.7)
    assert [one["name"] for one in listed[:2]] == ["consult_custody", "consult_lending"]
    assert listed[0]["confidence"] == pytest.approx(0.7)
    assert listed[1]["confidence"] == pytest.approx(0.4)


def test_a_trouble_hardly_likelier_than_others_of_its_group_is_less_sure(trained):
    classifier = trained()
    likely = {
        "consult_custody": 0.3,
        "consult_divorce": 0.28,
        "consult_support": 0.28,
        "consult_lending": 0.1,
        "greet": 0.04,
    }
    listed = classifier._ranked(np.array([likely[one] for one in classifier._labels]), lambda *_: 0.9)
    assert listed[0] == {"name": "consult_custody", "confidence": pytest.approx(0.9 * (0.3 / 0.86) / 0.5)}


def test_what_is_no_trouble_keeps_its_own_confidence(trained):
    classifier = trained()
    likely = {
        "consult_custody": 0.1,
        "consult_divorce": 0.1,
        "consult_support": 0,
        "consult_lending": 0.1,
        "greet": 0.7,
    }
    first = classifier._ranked(np.array([likely[one] for one in classifier._labels]), lambda *_: 0.0)[0]
    assert first == {"name": "greet", "confidence": pytest.approx(0.7)}


def test_nothing_known_is_a_fallback(trained):
    assert ranking(trained(), "从来没听过") == [{"name": FALLBACK, "confidence": 1.0}]


@pytest.mark.parametrize("name", ["weights.npz", "labels.json"])
def test_a_broken_model_raises(trained, store, name):
    with store.write_to(Resource("made")) as folder:
        (folder / name).write_bytes(b"broken")
    with pytest.raises((ValueError, OSError)):
        trained()


def test_a_regression_tells_classes_apart_along_the_direction_that_varies_least_within_them():
    chance = np.random.RandomState(0)
    truth = np.arange(200) % 2
    loud, quiet = chance.normal(0, 10, 200), truth * 2.0 - 1 + chance.normal(0, 0.3, 200)
    made = regression.fit(np.column_stack([loud, quiet]), truth, 2, strength=0.1, rounding=0.001)
    assert (made.scores(np.array([[15.0, -1.0], [-15.0, 1.0]], np.float32)).argmax(axis=1) == [0, 1]).all()


def test_sentences_written_in_one_go_stay_in_one_fold():
    truth = np.array([0] * 6 + [1] * 4)
    assert regression.blocks(truth, 2).tolist() == [0, 0, 0, 1, 1, 1, 0, 0, 1, 1]


def test_a_temperature_makes_the_truth_likely_again():
    scores = np.array([[4.0, 0.0]] * 8 + [[0.0, 4.0]] * 2)
    assert regression.softmax(scores[0] / regression.temperature(scores, np.zeros(10, int)))[0] == pytest.approx(
        0.8, abs=0.02
    )


def test_neighbours_vote_and_the_nearer_has_the_greater_say():
    shares = sureness.votes(np.array([[0.9, 0.1, 0.1]]), np.array([0, 1, 1]), 3)
    assert shares.sum() == pytest.approx(1) and shares[0, 0] > shares[0, 1] > shares[0, 2] == 0


def test_trust_rises_with_signs_that_were_right_before():
    likely = np.array([[0.9, 0.1], [0.6, 0.4]] * 20)
    seen = sureness.signs(likely, likely, np.zeros(40, int))
    weights = sureness.learn(seen, np.array([True, False] * 20))
    high, low = sureness.sure(seen[:2], weights)
    assert high > 0.5 > low
    assert sureness.sure(seen[:1], sureness.learn(seen, np.ones(40, bool)))[0] == pytest.approx(0.9)


def test_neighbours_sway_what_is_undecided_and_not_what_is_clear():
    undecided = sureness.swayed(np.array([0.52, 0.48]), np.array([0.1, 0.9]))
    clear = sureness.swayed(np.array([0.95, 0.05]), np.array([0.1, 0.9]))
    assert undecided[1] > undecided[0] and clear[0] > clear[1]
    assert undecided.sum() == pytest.approx(1)
