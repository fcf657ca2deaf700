"""The only room that knows rasa_sdk: one custom action that hands each reply to the talk and says what comes back."""

from bot.actions.consultation import ValidateConsultationForm

__all__ = ["ValidateConsultationForm"]
