"""Shows a safety card: what to do first and whom to call, as links a finger can tap."""

from __future__ import annotations

from bot.consultation import safety
from bot.consultation.talk.state import Turn
from bot.consultation.talk.world import World


def show_card(turn: Turn, world: World, card_id: str, after: str = "", buttons: list[str] | None = None) -> Turn:
    """Says the card of knowledge/safety.yml with its numbers; ``after`` adds what this issue needs."""
    message = safety.message(world.library.safety[card_id], world.library.contacts)
    text = f"{message['text']}\n{after}" if after else message["text"]
    return turn.say(text, buttons, kind="safety", links=message["links"])


def call_links(numbers: list[str]) -> list[dict[str, str]]:
    """Links that dial."""
    return [{"label": f"拨打 {number}", "href": f"tel:{number}"} for number in numbers]
