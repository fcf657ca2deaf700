"""The classifier's parts: the encoder adds meaning, the regression agrees with scikit-learn's, the model is never untrained."""

import numpy as np
import pytest
import scipy.sparse as sp
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu import softmax_regression
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


def test_the_regression_is_scikit_learns_on_the_two_blocks_side_by_side():
    from sklearn.linear_model import LogisticRegression

    chance = np.random.default_rng(0)
    labels = chance.integers(0, 3, 90)
    sparse = sp.random(90, 30, 0.2, "csr", random_state=1) + sp.csr_matrix(np.eye(3)[labels] @ np.eye(3, 30))
    dense = chance.normal(size=(90, 5)) + labels[:, np.newaxis]
    ours = softmax_regression.fit(sparse.tocsr(), dense, labels, 3, C=2.0, steps=500)
    theirs = LogisticRegression(C=2.0, class_weight="balanced", max_iter=2000, tol=1e-8)
    theirs.fit(sp.hstack([sparse, dense]).tocsr(), labels)
    scores = ours.scores(sparse.tocsr(), dense)
    shares = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    assert np.allclose(shares, theirs.predict_proba(sp.hstack([sparse, dense]).tocsr()), atol=5e-3)
