"""Turns an issue's four YAML files into an :class:`bot.consultation.model.Issue`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bot.consultation import model
from bot.consultation.model import Option, Question
from bot.consultation.reading import Mapping, Problem, read
from bot.consultation.shape import Shape


def load_issue(folder: Path, root: Path) -> model.Issue:
    """One issue's folder: issue.yml, findings.yml, examples.yml and cases.yml."""
    shape = Shape()
    about = shape.mapping(read(folder / "issue.yml", root), folder / "issue.yml", root)
    concluded = shape.mapping(read(folder / "findings.yml", root), folder / "findings.yml", root)
    examples = read(folder / "examples.yml", root) or []
    cases = read(folder / "cases.yml", root) or []
    shape.keys(
        about,
        required=("title", "group", "summary", "opening", "questions"),
        optional=(
            *("gravity", "covers", "mediation", "careful_if", "legal_aid_if", "event"),
            *("derive", "stop", "reviewed_by", "reviewed_on"),
        ),
    )
    shape.keys(concluded, required=("headline", "findings"))
    for place, text in enumerate(examples, 1):
        if not isinstance(text, str):
            file = f"{root.name}/issues/{folder.name}/examples.yml"
            shape.problems.append(
                Problem(file, 1, f"第 {place} 句不是一句话：{text!r}。句子里有冒号时，整句用引号括起来")
            )
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
        legal_aid_if=shape.condition(about, "legal_aid_if") if "legal_aid_if" in about else [],
        event=shape.text(about, "event"),
        gravity=shape.one_of(about, "gravity", model.GRAVITIES, default=model.GRAVITIES[-1]),
        covers=shape.texts(about, "covers"),
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
    shape.keys(one, required=("id", "say", "cite"), optional=("section", "when", "order", "law_of", *words))
    return model.Finding(
        id=shape.text(one, "id"),
        say=shape.text(one, "say"),
        cite=shape.texts(one, "cite"),
        when=shape.condition(one, "when"),
        section=shape.one_of(one, "section", model.SECTIONS, default="分析"),
        order=one.get("order", 100),
        law_of=shape.one_of(one, "law_of", ("当时", "今天"), default="当时"),
        line=one.line,
        **{word: shape.text(one, word) for word in words},
    )


def _case(shape: Shape, one: Mapping) -> model.Case:
    shape.keys(one, required=("name", "today", "facts"), optional=("findings", "unknown", "stop", "headline"))
    return model.Case(
        name=shape.text(one, "name"),
        today=shape.day(one, "today") or date.min,
        facts=dict(one.get("facts") or {}),
        findings=shape.texts(one, "findings"),
        unknown=shape.texts(one, "unknown"),
        stop=shape.text(one, "stop"),
        headline=shape.text(one, "headline"),
        line=one.line,
    )
