"""The one exception of this package: a reply that does not answer the question."""


class Unclear(ValueError):
    """The reply could not be read. `hint` is a kind Chinese sentence that says how to answer instead."""

    def __init__(self, hint: str):
        super().__init__(hint)
        self.hint = hint
