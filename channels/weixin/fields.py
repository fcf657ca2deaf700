"""Reads WeChat's flat XML without trusting a byte of it: no DTD, no entities, no depth, no size to speak of."""

from __future__ import annotations

import re
from xml.etree.ElementTree import ParseError

from defusedxml.ElementTree import DefusedXMLParser

DEEPEST, MOST = 6, 300
# XML 1.0 allows none of these, yet WeChat passes them on as they were typed; the sentence should not be lost for one.
FORBIDDEN = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class NotAMessage(ValueError):
    """These bytes are no message of WeChat's."""


class Fields:
    """Collects the text of every element by its path below the root, and gives up at once where it gets too much."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self._path: list[str] = []
        self._pieces: list[list[str]] = []
        self._count = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MOST or len(self._path) >= DEEPEST:
            raise NotAMessage("too many or too deep elements")
        if not self._path and tag != "xml":
            raise NotAMessage("another root")
        self._path.append(tag)
        self._pieces.append([])

    def data(self, text: str) -> None:
        if self._pieces:
            self._pieces[-1].append(text)

    def end(self, tag: str) -> None:
        path, text = "/".join(self._path[1:]), "".join(self._pieces.pop())
        self._path.pop()
        # WeChat does not escape «]]>» in what is typed: a resident could write fields of their own after it.
        if len(self._path) == 1 and path in self.texts:
            raise NotAMessage("a field given twice")
        if path:
            self.texts.setdefault(path, text)

    def close(self) -> dict[str, str]:
        return self.texts


def fields(xml: bytes, limit: int) -> dict[str, str]:
    """The fields of a message, those inside others as ``outer/inner``; of repeated inner ones the first."""
    if len(xml) > limit:
        raise NotAMessage("too large")
    try:
        text = xml.decode("utf-8")
    except UnicodeDecodeError:
        raise NotAMessage("not UTF-8") from None
    if "\0" in text:
        raise NotAMessage("NUL")
    parser = DefusedXMLParser(target=Fields(), forbid_dtd=True)
    try:
        # Given as text, so that a declared encoding has no say.
        parser.feed(FORBIDDEN.sub("", text))
        return parser.close()
    except NotAMessage:
        raise
    except (ParseError, ValueError) as trouble:
        # The trouble itself may quote the message.
        raise NotAMessage(type(trouble).__name__) from None
