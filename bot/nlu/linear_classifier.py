"""Which trouble is it: a linear classifier over words, characters and meaning whose confidence means what it says.

The sparse counts of the featurizers before it are weighted by inverse document frequency and projected on their main
directions (latent semantic analysis, Deerwester et al. 1990); beside them stand the dense vectors of a sentence encoder where
the pipeline has one.  A multinomial logistic regression reads both (`regression`).  The trouble is chosen group by group:
first the group of the menu that is likeliest over all its troubles, then the likeliest trouble in it.  How far to trust the
group is learnt apart (`sureness`).  Weights are kept as npz and json, never as pickles, and a model that cannot be read raises
instead of answering untrained.
"""

from __future__ import annotations

import json
from collections.abc import Callable
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
from scipy.linalg import eigh

from bot.nlu import regression, sureness

FALLBACK = "nlu_fallback"
# What the importer tells with each example; what has none is no trouble of ours, and counts as one group by itself.
GROUP = "group"
# A group is sure and its trouble is not: below this share of the group the confidence sinks with the share.
PLAIN = 0.5


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
        """``C``: inverse regularisation; ``rounding``: see `regression.fit`; ``directions``: kept of the sparse features;
        ``meaning``: how much the dense vectors count beside them; ``folds``: for calibration; ``near``: directions in which
        neighbours are looked for; ``ranking_length``: intents reported."""
        return {
            "C": 0.003,
            "rounding": 0.5,
            "directions": 400,
            "meaning": 2.0,
            "folds": 3,
            "near": 128,
            "ranking_length": 8,
        }

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._config, self._storage, self._resource = config, storage, resource
        self._weights: dict[str, np.ndarray] = {}
        self._labels: list[str] = []
        self._groups: list[str] = []

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
        worded = [(one, found) for one in told if (found := _features(one)) is not None]
        examples = [one for one, _ in worded]
        group_of = {one.get(INTENT): one.get(GROUP, "") for one in examples}
        self._labels = sorted(group_of)
        self._groups = [group_of[label] for label in self._labels]
        truth = np.searchsorted(self._labels, [one.get(INTENT) for one in examples])
        counts = sp.vstack([found for _, found in worded]).tocsr().astype(np.float64)
        documents = np.asarray((counts > 0).sum(axis=0)).ravel()
        idf = np.log((1 + counts.shape[0]) / (1 + documents)) + 1
        weighted = _weigh(counts, idf)
        directions = self._directions(weighted)
        features = np.hstack([weighted @ directions, self._meaning(examples)]).astype(np.float32)
        self._weights = {
            "idf": idf.astype(np.float32),
            # Half precision: the directions are most of the model, and a sentence adds up a hundred of them.
            "directions": directions.astype(np.float16),
            **self._fitted(features, truth),
        }
        with self._storage.write_to(self._resource) as folder:
            # Rasa packs the whole model once more; compressed twice it would only load more slowly.
            np.savez(folder / "weights.npz", **self._weights)
            known = {"labels": self._labels, "groups": self._groups}
            (folder / "labels.json").write_text(json.dumps(known, ensure_ascii=False), encoding="utf-8")
        self._ready()
        return self._resource

    def _fitted(self, features: np.ndarray, truth: np.ndarray) -> dict[str, np.ndarray]:
        """What is learnt from the features of all examples: the regression, its neighbours, and how far to trust both."""
        count, names = len(self._labels), sorted(set(self._groups))
        groups = np.searchsorted(names, self._groups)
        centre, near = features.mean(axis=0), _main(features, self._config["near"])
        places = _unit((features - centre) @ near)

        def fit(chosen: np.ndarray) -> regression.Regression:
            return regression.fit(features[chosen], truth[chosen], count, self._config["C"], self._config["rounding"])

        whole = fit(np.ones(len(truth), bool))
        made = {
            "coefficients": whole.coefficients, "intercept": whole.intercept, "centre": centre, "near": near,
            "places": places.astype(np.float16), "placed": groups[truth].astype(np.int16),
            "temperature": np.array(1.0, np.float32), "trust": np.array([1.0, 0, 0, 0, 0], np.float32),
        }  # fmt: skip
        folds = min(self._config["folds"], int(np.bincount(truth).min()))
        if folds < 2:
            return made
        number = regression.blocks(truth, folds)
        scores, voted = np.zeros((len(truth), count)), np.zeros((len(truth), len(names)))
        for fold in range(folds):
            out = number == fold
            scores[out] = fit(~out).scores(features[out])
            voted[out] = sureness.votes(places[out] @ places[~out].T, groups[truth[~out]], len(names))
        warmth = regression.temperature(scores, truth)
        likely = sureness.swayed(regression.softmax(scores / warmth) @ np.eye(len(names))[groups], voted)
        chosen = likely.argmax(axis=1)
        ours = np.array(names)[chosen] != ""
        seen, right = sureness.signs(likely, voted, chosen), chosen == groups[truth]
        return {
            **made,
            "temperature": np.array(warmth, np.float32),
            "trust": sureness.learn(seen[ours], right[ours]).astype(np.float32),
        }

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
            known = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
            loaded._labels, loaded._groups = known["labels"], known["groups"]
        loaded._ready()
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
        # In single precision throughout: one double among them, and every matrix is copied for every sentence.
        known = np.concatenate([projected, self._meaning([message])[0]]).astype(np.float32)
        scores = known @ self._weights["coefficients"] + self._weights["intercept"]
        likely = regression.softmax(scores / self._weights["temperature"])
        voted = self._neighbours(known)
        before = np.bincount(self._number, likely, len(self._names))
        after = sureness.swayed(before, voted)
        likely = likely * (after / np.maximum(before, 1e-12))[self._number]
        return self._ranked(likely, lambda of_group, group: self._sure(of_group, voted, group))

    def _ranked(self, likely: np.ndarray, sure: Callable[[np.ndarray, int], float]) -> list[dict[str, Any]]:
        """The ranking for these probabilities of the labels; ``sure`` tells how far to trust a group."""
        of_group = np.bincount(self._number, likely, len(self._names))
        group = int(of_group.argmax())
        # The best of each group stands where its group stands, so that the first few are not all of one kind.
        best = np.array([np.where(self._number == one, likely, -1).argmax() for one in range(len(self._names))])
        standing = likely.copy()
        standing[best] = of_group
        order = np.argsort(-standing, kind="stable")[: self._config["ranking_length"]]
        ranking = [{"name": self._labels[i], "confidence": float(likely[i])} for i in order]
        if self._names[group]:
            share = float(likely[best[group]] / of_group[group])
            ranking[0]["confidence"] = sure(of_group, group) * min(1.0, share / PLAIN)
        return ranking

    def _neighbours(self, known: np.ndarray) -> np.ndarray:
        """The votes of the examples nearest to a sentence."""
        place = _unit((known - self._weights["centre"]) @ self._weights["near"])
        return sureness.votes((self._places @ place)[np.newaxis], self._weights["placed"], len(self._names))[0]

    def _sure(self, of_group: np.ndarray, voted: np.ndarray, group: int) -> float:
        """The probability that the group is right."""
        seen = sureness.signs(of_group[np.newaxis], voted[np.newaxis], np.array([group]))
        return float(sureness.sure(seen, self._weights["trust"])[0])

    def _ready(self) -> None:
        """What every sentence needs and is not stored."""
        self._names = sorted(set(self._groups))
        self._number = np.searchsorted(self._names, self._groups)
        self._places = self._weights["places"].astype(np.float32)

    def _meaning(self, messages: list[Message]) -> np.ndarray:
        """The dense vectors of sentences, a row each; no columns where the pipeline has no encoder."""
        vectors = [message.get_dense_features(TEXT)[1] for message in messages]
        rows = [np.asarray(one.features, np.float32).ravel() if one is not None else np.zeros(0) for one in vectors]
        return self._config["meaning"] * np.vstack(rows)

    def _directions(self, weighted: sp.csr_matrix) -> np.ndarray:
        """The main directions of the sparse features, features × directions; quicker to fit on, and less easily misled."""
        from sklearn.utils.extmath import randomized_svd

        most = min(self._config["directions"], min(weighted.shape) - 1)
        return randomized_svd(weighted.astype(np.float32), most, n_iter=2, random_state=0)[2].T


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


def _main(features: np.ndarray, most: int) -> np.ndarray:
    """The main directions of dense features, features × directions.  The first would drown the others in a likeness, so
    each is damped by the root of its spread."""
    centred, width = features - features.mean(axis=0), features.shape[1]
    spread, directions = eigh(centred.T @ centred, subset_by_index=(max(width - most, 0), width - 1))
    return (directions / np.sqrt(np.sqrt(np.maximum(spread, 1e-6)))).astype(np.float32)


def _unit(rows: np.ndarray) -> np.ndarray:
    return rows / np.maximum(np.linalg.norm(rows, axis=-1, keepdims=True), 1e-9)
