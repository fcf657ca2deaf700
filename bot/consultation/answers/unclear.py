"""The exceptions of this package: a reply that does not answer the question, or one that is not surely understood."""

from typing import Any


class Unclear(ValueError):
    """The reply could not be read. `hint` is a kind Chinese sentence that says how to answer instead."""

    def __init__(self, hint: str):
        super().__init__(hint)
        self.hint = hint


class Unsure(Unclear):
    """The reply was read, but in vague, corrected or like-sounding words: `value` counts once the resident has agreed to it.

    :param value: None where several may be meant. :param instead: what may be said instead of a yes.
    """

    def __init__(self, hint: str, value: Any, instead: tuple[str, ...] = ()):
        super().__init__(hint)
        self.value, self.instead = value, instead
