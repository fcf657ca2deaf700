"""Free text: kept as it was said, trimmed, in one line, at most 500 characters."""

import re
import unicodedata

from bot.consultation.answers.unclear import Unclear

LONGEST = 500
_SPACES = re.compile(r"\s+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")


def read_text(text: str) -> str:
    """The reply in one line. Raises Unclear when it says nothing (no letter, no digit) or more than 500 characters."""
    said = _CONTROL.sub("", _SPACES.sub(" ", text)).strip()
    if len(said) > LONGEST:
        raise Unclear(f"这段话有点长，请拣要紧的说，{LONGEST} 个字以内。")
    if not any(unicodedata.category(char)[0] in "LN" for char in said):
        raise Unclear("请用几个字说一说；不知道就说「不清楚」。")
    return said
