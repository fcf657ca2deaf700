"""What a QR code of this account says to us: the place it hangs at, or the talk it takes up."""

from __future__ import annotations

import re
from typing import NamedTuple

PLACE, TALK = "place", "talk"
FORM = re.compile(r"(place-[0-9]{1,9}|talk-[0-9]{8})", re.ASCII)


class Scene(NamedTuple):
    """``kind`` is place (``value``: its id) or talk (``value``: the code it is taken up with); "" for a strange one."""

    kind: str
    value: str


def place_scene(place_id: int) -> str:
    """For the wall of a village office or a station."""
    return f"{PLACE}-{place_id}"


def talk_scene(code: str) -> str:
    """For a screen on which a talk is to be taken up on the phone."""
    return f"{TALK}-{code}"


def read_scene(scene: str) -> Scene:
    if not FORM.fullmatch(scene):
        return Scene("", "")
    kind, _, value = scene.partition("-")
    return Scene(kind, value)
