"""A place named in the interview: taken as it is written, and asked about where it only sounds like one of the district."""

import re

from bot.consultation.answers.place_sounds import bare, sounding
from bot.consultation.answers.places import read_place
from bot.consultation.answers.text import read_text
from bot.consultation.answers.unclear import Unsure

_INSISTS = re.compile("就叫「?(.+?)」?")
_CHINESE = re.compile(r"[\u3400-\u9fff]")


def read(reply: str, places: tuple[str, ...]) -> str:
    """The place named. Raises Unsure where it sounds like a place of the district, Unclear where none is named."""
    if insisted := _INSISTS.fullmatch(reply):
        name = insisted[1]
        return read_text(name) if sounding(name, places) else read_place(name, places)
    if found := sounding(reply, places):
        raise agree(reply, found)
    return read_place(reply, places)


def agree(said: str, found: tuple[str, ...]) -> Unsure:
    """Asks whether the place found is the one meant, or which of several is; it may be another that sounds the same."""
    name = bare(said)
    insist = (f"就叫「{name}」",) if _CHINESE.search(name) and name not in found else ()
    if len(found) > 1:
        return Unsure(f"您说的「{said}」，是下面哪一个？都不是就再说一遍地名。", None, (*found, *insist))
    begin = f"您说的「{said}」，" if said not in found else ""
    return Unsure(f"{begin}我先记成「{found[0]}」，行吗？行就说「对」，不对就再说一遍地名。", found[0], insist)
