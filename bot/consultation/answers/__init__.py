"""Turns what a resident typed, said or tapped into the value of a fact."""

from bot.consultation.answers.unclear import Unclear

__all__ = ["Unclear"]
