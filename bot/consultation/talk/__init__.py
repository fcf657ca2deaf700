"""The conversation: what was said so far and one more sentence in, what to say next out.

:func:`respond` is a pure function of the talk's state, the sentence and a :class:`World` that keeps records and knows
people; Rasa, a terminal and the tests drive it alike.
"""

from bot.consultation.talk.state import TEXT, Heard, Talk, Turn
from bot.consultation.talk.turn import needs_classifying, respond
from bot.consultation.talk.world import Opened, Person, World

__all__ = ["TEXT", "Heard", "Opened", "Person", "Talk", "Turn", "World", "needs_classifying", "respond"]
