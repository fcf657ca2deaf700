"""The sentence encoder adds meaning to what the classifier knows of words and characters."""

import numpy as np
import pytest
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.plain_tokenizer import PlainTokenizer
from bot.nlu.sentence_encoder import SentenceEncoder


@pytest.fixture(scope="module")
def encoder():
    return SentenceEncoder(SentenceEncoder.get_default_config(), "meaning")


def vector(encoder, text):
    [message] = encoder.process([Message.build(text)])
    return message.get_dense_features(TEXT)[1].features[0]


def test_sentences_of_one_meaning_are_nearer_than_sentences_of_many_same_words(encoder):
    crash = vector(encoder, "汽车撞人了")
    assert crash.shape == (512,) and np.isclose(np.linalg.norm(crash), 1, atol=1e-3)
    assert crash @ vector(encoder, "轿车把老人碰倒了") > crash @ vector(encoder, "汽车多少钱一辆")


def test_silence_has_no_meaning_and_a_long_telling_is_cut(encoder):
    [silent] = encoder.process([Message.build("")])
    assert silent.get_dense_features(TEXT)[1] is None
    assert np.allclose(vector(encoder, "钱" * 300), vector(encoder, "钱" * 900))


def test_dialect_and_traditional_characters_are_the_same_words():
    tokenizer = PlainTokenizer(PlainTokenizer.get_default_config(), None, None)

    def words(text):
        return [token.text for token in tokenizer.tokenize(Message.build(text), TEXT)]

    assert words("俺想離婚咋弄") == words("我想离婚怎么弄")
