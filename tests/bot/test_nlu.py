"""The sentence encoder adds meaning to what the classifier knows of words and characters."""

import numpy as np
import pytest
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.plain_tokenizer import PlainTokenizer
from bot.nlu.sentence_encoder import BESIDE, SentenceEncoder


@pytest.fixture(scope="module")
def encoder():
    return SentenceEncoder(SentenceEncoder.get_default_config(), "meaning")


def vector(encoder, text):
    [message] = encoder.process([Message.build(text)])
    return message.get_dense_features(TEXT)[1].features[0]


def meaning(encoder, text):
    return vector(encoder, text)[:512]


def test_sentences_of_one_meaning_are_nearer_than_sentences_of_many_same_words(encoder):
    crash = meaning(encoder, "汽车撞人了")
    assert np.isclose(np.linalg.norm(crash), 1, atol=1e-3)
    assert crash @ meaning(encoder, "轿车把老人碰倒了") > crash @ meaning(encoder, "汽车多少钱一辆")


def test_beside_the_meaning_stands_what_it_is_computed_from(encoder):
    whole = vector(encoder, "汽车撞人了")
    assert whole.shape == (512 + 1280,) and np.isclose(np.linalg.norm(whole[512:]), BESIDE, atol=1e-3)
    # The encoder goes on from these sums with its own matrix; so they are those of this very sentence.
    together = encoder.process([Message.build("别的一句话"), Message.build("汽车撞人了")])
    assert np.allclose(together[1].get_dense_features(TEXT)[1].features[0], whole, atol=1e-4)


def test_silence_has_no_meaning_and_a_long_telling_is_cut(encoder):
    [silent] = encoder.process([Message.build("")])
    assert silent.get_dense_features(TEXT)[1] is None
    assert np.allclose(vector(encoder, "钱" * 300), vector(encoder, "钱" * 900))


def test_dialect_and_traditional_characters_are_the_same_words():
    tokenizer = PlainTokenizer(PlainTokenizer.get_default_config(), None, None)

    def words(text):
        return [token.text for token in tokenizer.tokenize(Message.build(text), TEXT)]

    assert words("俺想離婚咋弄") == words("我想离婚怎么弄")


def test_a_word_says_in_short_what_it_is():
    tokenizer = PlainTokenizer(PlainTokenizer.get_default_config(), None, None)

    def prints(text):
        return [token.fingerprint() for token in tokenizer.tokenize(Message.build(text), TEXT)]

    assert prints("钱，钱") == prints("钱，钱") and len(set(prints("钱，钱"))) == len(prints("钱，钱"))
