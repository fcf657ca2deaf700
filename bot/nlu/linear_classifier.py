"""Which trouble is it: a linear classifier over words, characters and meaning whose confidence means what it says.

The sparse counts of the featurizers before it are weighted by inverse document frequency and, beside the dense vector of a
sentence encoder where the pipeline has one, given to a multinomial logistic regression.  A temperature, fitted on folds the regression has not seen, turns its scores into calibrated probabilities
(Guo et al., On Calibration of Modern Neural Networks, 2017).  Weights are kept as npz and json, never as pickles, and a
model that cannot be read raises instead of answering untrained.
"""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import scipy.sparse as sp
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.featurizers.featurizer import Featurizer
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu import softmax_regression
from bot.nlu.softmax_regression import Weights

FALLBACK = "nlu_fallback"
TEMPERATURES = np.geomspace(0.05, 5.0, 100)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LinearIntentClassifier(IntentClassifier, GraphComponent):
    """Logistic regression on sparse and dense sentence features; see the module for how."""

    @classmethod
    def required_components(cls) -> list[type]:
        return [Featurizer]

    @staticmethod
    def required_packages() -> list[str]:
        return ["sklearn"]

    @staticmethod
    def supported_languages() -> list[str]:
        return ["zh"]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """``C``: inverse regularisation; ``meaning``: how much the dense vector counts beside the sparse one, both of
        length 1; ``folds``: for calibration; ``ranking_length``: intents reported."""
        return {"C": 5.0, "meaning": 2.0, "folds": 4, "ranking_length": 8}

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._config, self._storage, self._resource = config, storage, resource
        self._weights: dict[str, np.ndarray] = {}
        self._labels: list[str] = []

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LinearIntentClassifier:
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        examples = [one for one in training_data.intent_examples if one.get(INTENT) and one.get(TEXT)]
        names, labels = np.unique([one.get(INTENT) for one in examples], return_inverse=True)
        counts = sp.vstack([_features(one) for one in examples]).tocsr().astype(np.float64)
        meaning = self._config["meaning"] * np.vstack([_meaning(one) for one in examples]).astype(np.float64)
        documents = np.asarray((counts > 0).sum(axis=0)).ravel()
        idf = np.log((1 + counts.shape[0]) / (1 + documents)) + 1
        weighted = _weigh(counts, idf)
        regression = softmax_regression.fit(weighted, meaning, labels, len(names), self._config["C"])
        self._labels = [str(name) for name in names]
        self._weights = {
            "idf": idf.astype(np.float32),
            "coefficients": regression.sparse.astype(np.float32),
            "meaning": (self._config["meaning"] * regression.dense).astype(np.float32),
            "intercept": regression.intercept.astype(np.float32),
            "temperature": np.array(self._temperature(weighted, meaning, labels), np.float32),
        }
        with self._storage.write_to(self._resource) as folder:
            np.savez_compressed(folder / "weights.npz", **self._weights)
            (folder / "labels.json").write_text(json.dumps(self._labels, ensure_ascii=False), encoding="utf-8")
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> LinearIntentClassifier:
        loaded = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            with np.load(folder / "weights.npz", allow_pickle=False) as weights:
                loaded._weights = dict(weights)
            loaded._labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        return loaded

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            ranking = self._rank(message)
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        self.process([one for one in training_data.training_examples if one.get(TEXT)])
        return training_data

    def _rank(self, message: Message) -> list[dict[str, Any]]:
        features = _features(message)
        if features is None or features.nnz == 0:
            return [{"name": FALLBACK, "confidence": 1.0}]
        # One sentence has a few dozen features: plain arrays are several times quicker here than sparse matrices.
        weighted = (1 + np.log(features.data)) * self._weights["idf"][features.indices]
        weighted /= max(float(np.sqrt(weighted @ weighted)), 1e-9)
        scores = weighted @ self._weights["coefficients"][features.indices] + self._weights["intercept"]
        scores += _meaning(message) @ self._weights["meaning"]
        probabilities = _softmax(scores / self._weights["temperature"])
        best = np.argsort(-probabilities)[: self._config["ranking_length"]]
        return [{"name": self._labels[i], "confidence": float(probabilities[i])} for i in best]

    def _temperature(self, weighted: sp.csr_matrix, meaning: np.ndarray, labels: np.ndarray) -> float:
        """The temperature under which folds unseen in training are most probable."""
        from sklearn.model_selection import StratifiedKFold

        folds = min(self._config["folds"], int(np.bincount(labels).min()))
        if folds < 2:
            return 1.0
        classes = int(labels.max()) + 1
        scores = np.zeros((len(labels), classes))
        for seen, unseen in StratifiedKFold(folds, shuffle=True, random_state=0).split(weighted, labels):
            fitted: Weights = softmax_regression.fit(
                weighted[seen], meaning[seen], labels[seen], classes, self._config["C"]
            )
            scores[unseen] = fitted.scores(weighted[unseen], meaning[unseen])
        losses = [-np.log(_softmax(scores / t)[np.arange(len(labels)), labels] + 1e-12).mean() for t in TEMPERATURES]
        return float(TEMPERATURES[int(np.argmin(losses))])


def _features(message: Message) -> Any:
    _, sentence = message.get_sparse_features(TEXT)
    return sentence.features.tocsr() if sentence is not None else None


def _meaning(message: Message) -> np.ndarray:
    """The dense vector of a sentence; empty where the pipeline has no encoder."""
    _, sentence = message.get_dense_features(TEXT)
    return np.asarray(sentence.features, np.float32).ravel() if sentence is not None else np.zeros(0, np.float32)


def _weigh(counts: Any, idf: np.ndarray) -> Any:
    """TF-IDF with sublinear counts, each row of unit length."""
    weighted = counts.astype(np.float64)
    weighted.data = 1 + np.log(weighted.data)
    weighted = weighted.multiply(idf).tocsr()
    lengths = np.sqrt(np.asarray(weighted.multiply(weighted).sum(axis=1)).ravel())
    return sp.diags(1 / np.maximum(lengths, 1e-9)) @ weighted


def _softmax(scores: np.ndarray) -> np.ndarray:
    shifted = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return shifted / shifted.sum(axis=-1, keepdims=True)
