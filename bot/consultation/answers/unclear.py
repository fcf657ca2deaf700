"""The exceptions of this package: a reply that does not answer the question, or answers it in unsure words."""

from typing import Any


class Unclear(ValueError):
    """The reply could not be read. `hint` is a kind Chinese sentence that says how to answer instead."""

    def __init__(self, hint: str):
        super().__init__(hint)
        self.hint = hint


class Unsure(Unclear):
    """The reply was read, but in vague or corrected words: `value` counts once the resident has agreed to it."""

    def __init__(self, hint: str, value: Any):
        super().__init__(hint)
        self.value = value
