"""Reads knowledge/ into memory and refuses what an author must mend, naming file and line in Chinese.

What the parts mean to one another is checked in :mod:`bot.consultation.checks`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bot.consultation import elsewhere, model, sound_alikes, typical_cases
from bot.consultation.issue_files import load_issue
from bot.consultation.law_files import figures as read_figures
from bot.consultation.law_files import safety_cards, statute
from bot.consultation.law_texts import LawTexts
from bot.consultation.model import Library, Option, Question
from bot.consultation.paper_files import load_paper
from bot.consultation.reading import KnowledgeError, Problem, read

__all__ = ["KnowledgeError", "Library", "Option", "Problem", "Question", "load", "load_issue"]

KNOWLEDGE = Path("knowledge")


def load(root: Path = KNOWLEDGE, check: bool = True, drafts: bool = False) -> Library:
    """The knowledge base under ``root``; raises KnowledgeError with every problem found, not only the first.

    :param drafts: also read issue folders whose name begins with an underscore, which are still being written.
    """
    problems: list[Problem] = []

    def attempt(build: Callable[[Path, Path], Any], path: Path) -> Any:
        try:
            return build(path, root)
        except KnowledgeError as error:
            problems.extend(error.problems)
            return None

    folders = sorted(path for path in (root / "issues").glob("*") if path.is_dir() and any(path.glob("*.yml")))
    folders = [path for path in folders if drafts or not path.name.startswith("_")]
    issues = {folder.name: attempt(load_issue, folder) for folder in folders}
    statutes = [attempt(statute, path) for path in sorted((root / "statutes").glob("*.yml"))]
    figures = [attempt(read_figures, path) for path in sorted((root / "figures").glob("*.yml"))]
    cases = [attempt(typical_cases.load, path) or [] for path in sorted((root / "typical_cases").glob("*.yml"))]
    fields = [attempt(elsewhere.load, path) for path in sorted((root / "elsewhere").glob("*.yml"))]
    faq = [attempt(read, path) or [] for path in sorted((root / "faq").glob("*.yml"))]
    papers = [attempt(load_paper, path) for path in sorted((root / "papers").glob("*.yml"))]
    library = Library(
        issues={name: issue for name, issue in issues.items() if issue},
        articles=_by_citation([article for articles in statutes if articles for article in articles]),
        figures={series.name: series for several in figures if several for series in several},
        safety=attempt(safety_cards, root / "safety.yml"),
        contacts=attempt(read, root / "contacts.yml") or {},
        messages=attempt(read, root / "messages.yml") or {},
        faq=[entry for entries in faq for entry in entries],
        version=version_of(root),
        elsewhere={one.name: one for one in fields if one},
        hard_words=attempt(read, root / "hard_words.yml") or {},
        sound_alikes=attempt(sound_alikes.load, root / "sound_alikes.yml") or (),
        typical_cases=tuple(one for several in cases for one in several),
        texts=LawTexts.installed(attempt(read, root / "law_text_corrections.yml") or []),
        papers={paper.id: paper for paper in papers if paper},
    )
    if check:
        from bot.consultation.checks import problems_in

        problems.extend(problems_in(library, root))
    if not check:
        # A draft that cannot be read yet must not keep its neighbours from being tried.
        problems = [problem for problem in problems if "/issues/_" not in problem.file]
    if problems:
        raise KnowledgeError(problems)
    return library


def version_of(root: Path) -> str:
    """A short fingerprint of every file in the knowledge base, kept with each guide it gave."""
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*.yml")):
        digest.update(path.relative_to(root).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def _by_citation(articles: list[model.Article]) -> dict[str, list[model.Article]]:
    found: dict[str, list[model.Article]] = {}
    for article in articles:
        found.setdefault(f"{article.short} {article.article}", []).append(article)
    return found
