"""Remembers the text of every cited article of a national law, so that a later edition of it raises a flag.

After reading the changed articles again (gist, conditions, numbers), record them anew with ``python -m tests.knowledge.recording``.
"""

import hashlib
import json
from datetime import date
from pathlib import Path

from bot.consultation import library
from bot.consultation.law_texts import LawTexts
from bot.consultation.reading import read

RECORD = Path(__file__).with_name("article_hashes.json")
ROOT = Path("knowledge")


def cited():
    """(law, article, first day in force) of every registered article of a national law, in its newest edition."""
    known = library.load(check=False)
    editions = [edition for several in known.articles.values() for edition in several if edition.kind == "法律"]
    return sorted({(one.law, one.article, one.in_force) for one in editions if one.until is None})


def texts():
    return LawTexts.installed(read(ROOT / "law_text_corrections.yml", ROOT))


def hashes(day=None):
    """「law article」 → a digest of its text without white space, or None where the database has no such article."""
    looked_up = texts()
    found = {}
    for law, article, since in cited():
        # An article that has still to come into force is looked up as of the day it does.
        text = looked_up.text(law, article, max(since, day or date(2026, 11, 22)))
        digest = hashlib.sha256("".join(text.text.split()).encode()).hexdigest()[:16] if text else None
        found[f"{law} {article}"] = digest
    return found


if __name__ == "__main__":
    RECORD.write_text(json.dumps(hashes(), ensure_ascii=False, indent=0, sort_keys=True) + "\n", "utf-8")
    print(f"{len(hashes())} articles recorded in {RECORD}")
