"""Turns the files of statutes/ and figures/, and safety.yml, into what the analysis works with."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bot.consultation import model, safety
from bot.consultation.reading import KnowledgeError, Problem, read
from bot.consultation.shape import Shape
from bot.consultation.values import Figure

EDITION = ("from", "until", "note", "former", "edition", "time_effect", "checked_on")


def safety_cards(path: Path, root: Path) -> safety.Cards:
    data = read(path, root)
    try:
        return safety.load(data)
    except (ValueError, KeyError, TypeError) as error:
        raise KnowledgeError([Problem(path.relative_to(root.parent).as_posix(), 1, str(error))]) from None


def statute(path: Path, root: Path) -> list[model.Article]:
    shape = Shape()
    law = shape.mapping(read(path, root), path, root)
    shape.keys(
        law,
        required=("title", "short", "kind", "in_force", "source", "checked_on", "articles"),
        optional=("number", "adopted", "revised", "until", "checked_against", "note", "time_effect"),
    )
    in_force, until = shape.day(law, "in_force"), shape.day(law, "until")
    articles = []
    for number, entry in (law.get("articles") or {}).items():
        for one in entry if isinstance(entry, list) else [entry]:
            shape.keys(one, required=("gist",), optional=EDITION)
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
                    former=shape.text(one, "former"),
                    edition=shape.text(one, "edition"),
                    time_effect=shape.text(one, "time_effect") or shape.text(law, "time_effect"),
                    file=one.file,
                    line=one.line,
                )
            )
    shape.raise_problems()
    return articles


def figures(path: Path, root: Path) -> list[model.FigureSeries]:
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
