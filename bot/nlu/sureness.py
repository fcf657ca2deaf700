"""How sure is it: what the neighbours say to the answer, and the probability that its group is right.

The regression's own probability is one sign.  Others are how far the second group lies behind, how evenly the rest is spread,
and what the examples next to the sentence in meaning are of: a question out of our world, or one told as nobody told it to us,
lies among examples of many groups even where the regression has made up its mind.  A small logistic regression weighs the
signs, learnt on examples that the classifier had not seen.
"""

from __future__ import annotations

import numpy as np

NEIGHBOURS = 15
SHARPNESS = 8.0
# How much the neighbours sway the regression, and what a group without any neighbour still gets.
SWAY, FLOOR = 0.3, 0.02
SMALLEST = 1e-4


def signs(probabilities: np.ndarray, votes: np.ndarray, chosen: np.ndarray) -> np.ndarray:
    """The signs, a row for each sentence.

    :param probabilities: of the groups, a row for each sentence. :param votes: shares of the neighbours, likewise.
    :param chosen: the number of the group that is answered.
    """
    rows = np.arange(len(chosen))
    first = probabilities[rows, chosen]
    others = probabilities.copy()
    others[rows, chosen] = 0
    behind = np.log(first + SMALLEST) - np.log(others.max(axis=1) + SMALLEST)
    spread = -(probabilities * np.log(probabilities + 1e-9)).sum(axis=1)
    return np.column_stack([_odds(first), behind, spread, _odds(votes[rows, chosen])])


def votes(likeness: np.ndarray, groups: np.ndarray, count: int) -> np.ndarray:
    """How the nearest examples share out over the groups; the nearer has the greater say.

    :param likeness: of each sentence (rows) with each example. :param groups: the group number of each example.
    """
    nearest = np.argpartition(-likeness, min(NEIGHBOURS, likeness.shape[1] - 1), axis=1)[:, :NEIGHBOURS]
    say = np.exp(SHARPNESS * np.take_along_axis(likeness, nearest, axis=1))
    counted = np.zeros((len(likeness), count))
    np.add.at(counted, (np.arange(len(likeness))[:, None], groups[nearest]), say)
    return counted / counted.sum(axis=1, keepdims=True)


def swayed(probabilities: np.ndarray, votes: np.ndarray) -> np.ndarray:
    """The probabilities of the groups once the neighbours have been heard."""
    heard = probabilities * (votes + FLOOR) ** SWAY
    return heard / heard.sum(axis=-1, keepdims=True)


def learn(seen: np.ndarray, right: np.ndarray) -> np.ndarray:
    """The weight of each sign and, last, what is added; nothing but the sum's own sign where there is nothing to learn."""
    from sklearn.linear_model import LogisticRegression

    if len(np.unique(right)) < 2:
        return np.append(np.eye(seen.shape[1])[0], 0.0)
    centre, scale = seen.mean(axis=0), seen.std(axis=0) + 1e-9
    fitted = LogisticRegression().fit((seen - centre) / scale, right)
    weights = fitted.coef_[0] / scale
    return np.append(weights, fitted.intercept_[0] - centre @ weights)


def sure(seen: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """The probability that the answer is right, for each row of signs."""
    return 1 / (1 + np.exp(-(seen @ weights[:-1] + weights[-1])))


def _odds(shares: np.ndarray) -> np.ndarray:
    kept = np.clip(shares, SMALLEST, 1 - SMALLEST)
    return np.log(kept / (1 - kept))
