"""Opens the knowledge base for the service and, when asked, takes a changed one into use without a restart.

The examination walks hundreds of roads and cases and takes over a second, which every start would otherwise pay: what has
once been found fit is not examined again until it changes.  Its stamp names the content of knowledge/ and of the code that
examines it, so that a change of either brings the examination back.  A base that is not fit never replaces one that is.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from bot.consultation import library
from bot.consultation.model import Library
from bot.consultation.reading import KnowledgeError, Problem

STAMP = Path("models/knowledge.checked")
EXAMINERS = Path(__file__).parent / "consultation"


class KnowledgeBase:
    """The knowledge base in use; raises KnowledgeError at the start where it is not fit to serve.

    A turn takes ``current`` once and keeps it to its end, so that a change never falls into the middle of a sentence.
    """

    def __init__(self, root: Path = library.KNOWLEDGE, stamp: Path = STAMP) -> None:
        self._root, self._stamp = root, stamp
        self.current: Library = opened(root, stamp)

    def reload(self) -> list[Problem]:
        """Takes what lies in the folder now into use; where it is not fit, keeps the present base and says what to mend."""
        try:
            self.current = opened(self._root, self._stamp)
        except KnowledgeError as error:
            return error.problems
        return []


def opened(root: Path = library.KNOWLEDGE, stamp: Path = STAMP) -> Library:
    """The knowledge base, fit to serve; raises KnowledgeError where it is not."""
    expected = fingerprint(root)
    checked = stamp.exists() and stamp.read_text("ascii").strip() == expected
    known = library.load(root, check=not checked)
    # Counted at the start, so that no resident's first sentence waits for it.
    known.clues  # noqa: B018
    if not checked:
        try:
            stamp.parent.mkdir(parents=True, exist_ok=True)
            stamp.write_text(expected + "\n", "ascii")
        except OSError:
            # Without a place for the stamp, the next start examines again.
            return known
    return known


def fingerprint(root: Path) -> str:
    """A digest of the knowledge and of the code that examines it."""
    digest = hashlib.sha256(library.version_of(root).encode())
    for path in sorted(EXAMINERS.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
