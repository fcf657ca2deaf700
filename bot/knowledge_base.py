"""Opens the knowledge base for the service; what has once been found fit is not examined again until it changes.

The examination walks hundreds of roads and cases and takes over a second, which every start would otherwise pay.  Its stamp
names the content of knowledge/ and of the code that examines it, so that a change of either brings it back.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from bot.consultation import library
from bot.consultation.model import Library

STAMP = Path("models/knowledge.checked")
EXAMINERS = Path(__file__).parent / "consultation"


def opened(root: Path = library.KNOWLEDGE, stamp: Path = STAMP) -> Library:
    """The knowledge base, fit to serve; raises KnowledgeError where it is not."""
    expected = fingerprint(root)
    checked = stamp.exists() and stamp.read_text("ascii").strip() == expected
    known = library.load(root, check=not checked)
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
