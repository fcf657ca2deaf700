"""Traditional characters to simplified, by OpenCC's dictionaries, so that both ways of writing are read alike."""

from functools import cache

from opencc import OpenCC


@cache
def _converter() -> OpenCC:
    # 40 ms and 6 MB when first needed; two microseconds a sentence afterwards.
    return OpenCC("t2s")


def simplified(text: str) -> str:
    """The text in simplified characters; what is simplified already, or not Chinese, stays as it was."""
    if text.isascii():
        return text
    try:
        return _converter().convert(text)
    except UnicodeEncodeError:  # half of a character, as a broken keyboard may send
        return _converter().convert(text.encode("utf-8", "ignore").decode("utf-8"))
