"""Which trouble is it: a linear classifier over words, characters and meaning whose confidence means what it says.

The sparse counts of the featurizers before it are weighted by inverse document frequency and projected on their main
directions (latent semantic analysis, Deerwester et al. 1990); beside them stands the dense vector of a sentence encoder where
the pipeline has one.  A multinomial logistic regression reads both.  A temperature, fitted on folds the regression has not
seen, turns its scores into calibrated probabilities (Guo et al., On Calibration of Modern Neural Networks, 2017).  Weights are
kept as npz and json, never as pickles, and a model that cannot be read raises instead of answering untrained.
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

FALLBACK = "nlu_fallback"
TEMPERATURES = np.geomspace(0.05, 5.0, 100)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LinearIntentClassifier(IntentClassifier, GraphComponent):
    """Logistic regression on projected sparse and on dense sentence features; see the module for how."""

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
        """``C``: inverse regularisation; ``directions``: kept of the sparse features; ``meaning``: how much the dense vector
        counts beside them; ``folds``: for calibration; ``ranking_length``: intents reported."""
        return {"C": 1.0, "directions": 600, "meaning": 2.0, "max_iter": 100, "folds": 3, "ranking_length": 8}

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
        told = (one for one in training_data.intent_examples if one.get(INTENT) and one.get(TEXT))
        # A sentence of nothing but marks has no words; it is met as a fallback, not learnt.
        examples = [one for one in told if _features(one) is not None]
        labels = np.array([one.get(INTENT) for one in examples])
        counts = sp.vstack([_features(one) for one in examples]).tocsr().astype(np.float64)
        documents = np.asarray((counts > 0).sum(axis=0)).ravel()
        idf = np.log((1 + counts.shape[0]) / (1 + documents)) + 1
        weighted = _weigh(counts, idf)
        directions = self._directions(weighted)
        features = np.hstack([weighted @ directions, self._meaning(examples)])
        regression = self._regression().fit(features, labels)
        self._labels = [str(label) for label in regression.classes_]
        self._weights = {
            "idf": idf.astype(np.float32),
            # Half precision: the directions are most of the model, and a sentence adds up a hundred of them.
            "directions": directions.astype(np.float16),
            "coefficients": regression.coef_.T.astype(np.float32),
            "intercept": regression.intercept_.astype(np.float32),
            "temperature": np.array(self._temperature(features, labels), np.float32),
        }
        with self._storage.write_to(self._resource) as folder:
            # Rasa packs the whole model once more; compressed twice it would only load more slowly.
            np.savez(folder / "weights.npz", **self._weights)
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
        projected = weighted @ self._weights["directions"][features.indices].astype(np.float32)
        known = np.concatenate([projected, self._meaning([message])[0]])
        scores = known @ self._weights["coefficients"] + self._weights["intercept"]
        probabilities = _softmax(scores / self._weights["temperature"])
        best = np.argsort(-probabilities)[: self._config["ranking_length"]]
        return [{"name": self._labels[i], "confidence": float(probabilities[i])} for i in best]

    def _meaning(self, messages: list[Message]) -> np.ndarray:
        """The dense vectors of sentences, a row each; no columns where the pipeline has no encoder."""
        vectors = [message.get_dense_features(TEXT)[1] for message in messages]
        rows = [np.asarray(one.features, np.float32).ravel() if one is not None else np.zeros(0) for one in vectors]
        return self._config["meaning"] * np.vstack(rows)

    def _directions(self, weighted: sp.csr_matrix) -> np.ndarray:
        """The main directions of the sparse features, features × directions; quicker to fit on, and less easily misled."""
        from sklearn.utils.extmath import randomized_svd

        most = min(self._config["directions"], min(weighted.shape) - 1)
        return randomized_svd(weighted, most, n_iter=3, random_state=0)[2].T

    def _regression(self) -> Any:
        from sklearn.linear_model import LogisticRegression

        # Classes keep the weight of their examples: with the same say for each, the many small fields of what is dealt with
        # elsewhere drew questions to themselves (five points on sentences written blind).
        return LogisticRegression(C=self._config["C"], max_iter=self._config["max_iter"])

    def _temperature(self, features: np.ndarray, labels: np.ndarray) -> float:
        """The temperature under which folds unseen in training are most probable."""
        from sklearn.model_selection import StratifiedKFold, cross_val_predict

        folds = min(self._config["folds"], int(np.unique(labels, return_counts=True)[1].min()))
        if folds < 2:
            return 1.0
        split = StratifiedKFold(folds, shuffle=True, random_state=0)
        scores = cross_val_predict(self._regression(), features, labels, cv=split, method="decision_function")
        if scores.ndim == 1:
            scores = np.column_stack([-scores / 2, scores / 2])
        truth = np.searchsorted(np.unique(labels), labels)
        losses = [-np.log(_softmax(scores / t)[np.arange(len(truth)), truth] + 1e-12).mean() for t in TEMPERATURES]
        return float(TEMPERATURES[int(np.argmin(losses))])


def _features(message: Message) -> Any:
    _, sentence = message.get_sparse_features(TEXT)
    return sentence.features.tocsr() if sentence is not None else None


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
