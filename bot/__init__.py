"""The assistant: Rasa around a pure core."""

from bot import quiet  # noqa: F401  (before anything of Rasa's)
