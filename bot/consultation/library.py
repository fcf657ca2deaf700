"""Reads knowledge/ into memory and refuses what an author must mend, naming file and line in Chinese.

This module turns YAML into the dataclasses of :mod:`bot.consultation.model`; what the parts mean to one another is
checked in :mod:`bot.consultation.checks`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from bot.consultation import model, safety
from bot.consultation.model import Library, Option, Question
from bot.consultation.reading import KnowledgeError, Mapping, Problem, read
from bot.consultation.shape import Shape
from bot.consultation.values import Figure

__all__ = ["KnowledgeError", "Library", "Option", "Problem", "Question", "load", "load_issue"]

KNOWLEDGE = Path("knowledge")


def load(root: Path = KNOWLEDGE, check: bool = True) -> Library:
    """The knowledge base under ``root``; raises KnowledgeError with every problem found, not only the first."""
    problems: list[Problem] = []

    def attempt(build: Callable[[Path, Path], Any], path: Path) -> Any:
        try:
            return build(path, root)
        except KnowledgeError as error:
            problems.extend(error.problems)
            return None

    folders = sorted(path for path in (root / "issues").glob("*") if path.is_dir() and any(path.glob("*.yml")))
    issues = {folder.name: attempt(load_issue, folder) for folder in folders}
    statutes = [attempt(_statute, path) for path in sorted((root / "statutes").glob("*.yml"))]
    figures = [attempt(_figures, path) for path in sorted((root / "figures").glob("*.yml"))]
    faq = [attempt(read, path) or [] for path in sorted((root / "faq").glob("*.yml"))]
    library = Library(
        issues={name: issue for name, issue in issues.items() if issue},
        articles=_by_citation([article for articles in statutes if articles for article in articles]),
        figures={series.name: series for several in figures if several for series in several},
        safety=attempt(_safety, root / "safety.yml"),
        contacts=attempt(read, root / "contacts.yml") or {},
        messages=attempt(read, root / "messages.yml") or {},
        faq=[entry for entries in faq for entry in entries],
        version=version_of(root),
    )
    if check:
        from bot.consultation.checks import problems_in

        problems.extend(problems_in(library, root))
    if problems:
        raise KnowledgeError(problems)
    return library


def version_of(root: Path) -> str:
    """A short fingerprint of every file in the knowledge base, kept with each guide it gave."""
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*.yml")):
        digest.update(path.relative_to(root).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def load_issue(folder: Path, root: Path = KNOWLEDGE) -> model.Issue:
    """One issue's folder: issue.yml, findings.yml, examples.yml and cases.yml."""
    shape = Shape()
    about = shape.mapping(read(folder / "issue.yml", root), folder / "issue.yml", root)
    concluded = shape.mapping(read(folder / "findings.yml", root), folder / "findings.yml", root)
    examples = read(folder / "examples.yml", root) or []
    cases = read(folder / "cases.yml", root) or []
    shape.keys(
        about,
        required=("title", "group", "summary", "opening", "questions"),
        optional=("mediation", "careful_if", "derive", "stop", "reviewed_by", "reviewed_on"),
    )
    shape.keys(concluded, required=("headline", "findings"))
    issue = model.Issue(
        name=folder.name,
        title=shape.text(about, "title"),
        group=shape.one_of(about, "group", model.GROUPS),
        summary=shape.text(about, "summary"),
        opening=shape.text(about, "opening"),
        mediation=shape.one_of(about, "mediation", ("可以", "慎用"), default="可以"),
        questions=tuple(_question(shape, one) for one in shape.mappings(about, "questions")),
        derive=tuple(_derivations(shape, about.get("derive") or Mapping())),
        stops=tuple(_stop(shape, one) for one in shape.mappings(about, "stop")),
        headline=tuple(_headline(shape, one) for one in shape.mappings(concluded, "headline")),
        findings=tuple(_finding(shape, one) for one in shape.mappings(concluded, "findings")),
        examples=tuple(map(str, examples)),
        cases=tuple(_case(shape, one) for one in cases),
        careful_if=shape.condition(about, "careful_if") or [],
        reviewed_by=shape.text(about, "reviewed_by"),
        reviewed_on=shape.text(about, "reviewed_on"),
    )
    shape.raise_problems()
    return issue


def _question(shape: Shape, one: Mapping) -> Question:
    shape.keys(
        one,
        required=("id", "ask", "find_out", "kind"),
        optional=("help", "options", "ask_if", "unit", "min", "max", "past", "near"),
    )
    kind = shape.one_of(one, "kind", model.KINDS)
    options = tuple(_options(shape, one))
    if kind == "yes_no" and not options:
        options = (Option("是"), Option("否"))
    return Question(
        id=shape.text(one, "id"),
        ask=shape.text(one, "ask"),
        find_out=shape.text(one, "find_out"),
        kind=kind,
        help=shape.text(one, "help"),
        options=options,
        ask_if=shape.condition(one, "ask_if"),
        unit=shape.text(one, "unit"),
        low=one.get("min"),
        high=one.get("max"),
        past=one.get("past", True),
        near=shape.texts(one, "near"),
        line=one.line,
    )


def _options(shape: Shape, one: Mapping) -> list[Option]:
    given = one.get("options") or []
    if isinstance(given, list):
        return [Option(str(label)) for label in given]
    options = []
    for label, wording in given.items():
        wording = wording or Mapping()
        if not isinstance(wording, Mapping):
            shape.problems.append(given.problem(f"选项「{label}」后面应写 {{also: […]}}", label))
            continue
        if wording:
            shape.keys(wording, optional=("also", "heard"))
        heard = shape.texts(wording, "heard") if wording and "heard" in wording else None
        options.append(Option(str(label), shape.texts(wording, "also") if wording else (), heard))
    return options


def _derivations(shape: Shape, given: Mapping) -> list[model.Derivation]:
    derivations = []
    for name, rule in given.items():
        if not isinstance(rule, Mapping) or len(rule) != 1:
            shape.problems.append(given.problem(f"「{name}」应写成 {{计算函数: {{参数: 来源}}}}", name))
            continue
        [(function, arguments)] = rule.items()
        derivations.append(model.Derivation(str(name), str(function), dict(arguments or {}), given.lines[name]))
    return derivations


def _stop(shape: Shape, one: Mapping) -> model.Stop:
    shape.keys(one, required=("when", "card"), optional=("after", "cite"))
    condition = shape.condition(one, "when")
    return model.Stop(condition, shape.text(one, "card"), shape.text(one, "after"), shape.texts(one, "cite"), one.line)


def _headline(shape: Shape, one: Mapping) -> model.Headline:
    shape.keys(one, required=("say",), optional=("when",))
    return model.Headline(shape.condition(one, "when"), shape.text(one, "say"), one.line)


def _finding(shape: Shape, one: Mapping) -> model.Finding:
    words = ("amount", "date", "get", "where", "cost", "bring")
    shape.keys(one, required=("id", "say", "cite"), optional=("section", "when", "order", *words))
    return model.Finding(
        id=shape.text(one, "id"),
        say=shape.text(one, "say"),
        cite=shape.texts(one, "cite"),
        when=shape.condition(one, "when"),
        section=shape.one_of(one, "section", model.SECTIONS, default="分析"),
        order=one.get("order", 100),
        line=one.line,
        **{word: shape.text(one, word) for word in words},
    )


def _case(shape: Shape, one: Mapping) -> model.Case:
    shape.keys(one, required=("name", "today", "facts"), optional=("findings", "unknown", "stop"))
    return model.Case(
        name=shape.text(one, "name"),
        today=shape.day(one, "today") or date.min,
        facts=dict(one.get("facts") or {}),
        findings=shape.texts(one, "findings"),
        unknown=shape.texts(one, "unknown"),
        stop=shape.text(one, "stop"),
        line=one.line,
    )


def _statute(path: Path, root: Path) -> list[model.Article]:
    shape = Shape()
    law = shape.mapping(read(path, root), path, root)
    shape.keys(
        law,
        required=("title", "short", "kind", "in_force", "source", "checked_on", "articles"),
        optional=("number", "adopted", "revised", "until", "checked_against", "note"),
    )
    in_force, until = shape.day(law, "in_force"), shape.day(law, "until")
    articles = []
    for number, entry in (law.get("articles") or {}).items():
        for one in entry if isinstance(entry, list) else [entry]:
            shape.keys(one, required=("gist",), optional=("from", "until", "note", "former", "checked_on"))
            articles.append(
                model.Article(
                    law=shape.text(law, "title"),
                    short=shape.text(law, "short"),
                    kind=shape.text(law, "kind"),
                    article=str(number),
                    gist=shape.text(one, "gist"),
                    in_force=shape.day(one, "from") or in_force or date.max,
                    until=shape.day(one, "until") or until,
                    source=shape.text(law, "source"),
                    checked_on=shape.text(one, "checked_on") or shape.text(law, "checked_on"),
                    number=shape.text(law, "number"),
                    note=shape.text(one, "note"),
                )
            )
    shape.raise_problems()
    return articles


def _safety(path: Path, root: Path) -> safety.Cards:
    data = read(path, root)
    try:
        return safety.load(data)
    except (ValueError, KeyError, TypeError) as error:
        raise KnowledgeError([Problem(path.relative_to(root.parent).as_posix(), 1, str(error))]) from None


def _by_citation(articles: list[model.Article]) -> dict[str, list[model.Article]]:
    found: dict[str, list[model.Article]] = {}
    for article in articles:
        found.setdefault(f"{article.short} {article.article}", []).append(article)
    return found


def _figures(path: Path, root: Path) -> list[model.FigureSeries]:
    shape = Shape()
    series = []
    for name, one in shape.mapping(read(path, root), path, root).items():
        shape.keys(one, required=("unit", "ask", "values"), optional=("place", "note"))
        values = []
        for value in shape.mappings(one, "values"):
            shape.keys(
                value, required=("from", "value", "source", "checked_on"), optional=("publisher", "note", "until")
            )
            shape.day(value, "from"), shape.day(value, "until")
            values.append(
                Figure(
                    name=name,
                    value=value.get("value", 0),
                    unit=shape.text(one, "unit"),
                    since=shape.text(value, "from"),
                    source=shape.text(value, "source"),
                    checked_on=shape.text(value, "checked_on"),
                    note=shape.text(value, "note"),
                    until=shape.text(value, "until"),
                )
            )
        series.append(
            model.FigureSeries(name, shape.text(one, "unit"), shape.text(one, "ask"), tuple(values), one.file, one.line)
        )
    shape.raise_problems()
    return series
