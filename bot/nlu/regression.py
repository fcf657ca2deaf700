"""The fitting behind the classifier: multinomial logistic regression in the space where the classes are round.

Sentences of one trouble differ from each other far more in some directions (whose parents, which town) than in others.  Before
the regression is fitted, features are turned and stretched until they vary within a class by as much in every direction
(whitening, as linear discriminant analysis does); the usual penalty then holds back every direction alike.  What is learnt is
turned back at the end, so that a sentence costs no more.  Plain arrays in, plain arrays out.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.linalg import cholesky, solve_triangular
from scipy.optimize import fmin_l_bfgs_b

TEMPERATURES = np.geomspace(0.05, 5.0, 100)
# The regression is well conditioned after whitening; further rounds changed no figure.
ROUNDS = 20


@dataclass(frozen=True)
class Regression:
    """scores = features @ coefficients + intercept"""

    coefficients: np.ndarray
    intercept: np.ndarray

    def scores(self, features: np.ndarray) -> np.ndarray:
        return features @ self.coefficients + self.intercept


def fit(features: np.ndarray, truth: np.ndarray, classes: int, strength: float, rounding: float) -> Regression:
    """The regression of class numbers ``truth`` on rows of ``features``.

    :param strength: inverse of the penalty, C. :param rounding: how much of the mean variance within classes is added in every
        direction before whitening; without it the directions with the least variance would count for too much.
    """
    features = features.astype(np.float32)
    means = np.vstack([features[truth == one].mean(axis=0) for one in range(classes)])
    within = features - means[truth]
    spread = within.T @ within / len(features)
    spread[np.diag_indices_from(spread)] += rounding * np.trace(spread) / len(spread)
    root, centre = cholesky(spread, lower=True), features.mean(axis=0)
    whitened = np.ascontiguousarray(solve_triangular(root, (features - centre).T, lower=True).T)
    weights, intercept = _minimised(whitened, np.eye(classes, dtype=np.float32)[truth], strength)
    coefficients = solve_triangular(root, weights, lower=True, trans="T").astype(np.float32)
    return Regression(coefficients, (intercept - centre @ coefficients).astype(np.float32))


def _minimised(features: np.ndarray, wanted: np.ndarray, strength: float) -> tuple[np.ndarray, np.ndarray]:
    """Weights and intercept of least loss.  Single precision halves the time of scikit-learn's, which knows only double."""
    columns, classes = features.shape[1], wanted.shape[1]

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        both = flat.reshape(columns + 1, classes).astype(np.float32)
        scores = features @ both[:-1] + both[-1]
        scores -= scores.max(axis=1, keepdims=True)
        given = np.exp(scores)
        total = given.sum(axis=1, keepdims=True)
        unlikely = -float((wanted * (scores - np.log(total))).sum(dtype=np.float64))
        off = given / total - wanted
        slope = np.empty((columns + 1, classes))
        slope[:-1] = strength * (features.T @ off) + both[:-1]
        slope[-1] = strength * off.sum(axis=0)
        return strength * unlikely + 0.5 * float(flat[:-classes] @ flat[:-classes]), slope.ravel()

    found = fmin_l_bfgs_b(loss, np.zeros((columns + 1) * classes), maxiter=ROUNDS)[0].reshape(columns + 1, classes)
    return found[:-1].astype(np.float32), found[-1].astype(np.float32)


def blocks(truth: np.ndarray, wanted: int) -> np.ndarray:
    """For each example the number of its fold.  Examples of a class that follow each other stay together: they were written in
    one go and resemble each other, while strangers will resemble none."""
    number = np.zeros(len(truth), int)
    for one in np.unique(truth):
        places = np.flatnonzero(truth == one)
        number[places] = np.arange(len(places)) * wanted // len(places)
    return number


def temperature(scores: np.ndarray, truth: np.ndarray) -> float:
    """The temperature under which the truth is most probable."""
    rows = np.arange(len(truth))
    losses = [-np.log(softmax(scores / t)[rows, truth] + 1e-12).mean() for t in TEMPERATURES]
    return float(TEMPERATURES[int(np.argmin(losses))])


def softmax(scores: np.ndarray) -> np.ndarray:
    shifted = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return shifted / shifted.sum(axis=-1, keepdims=True)
