"""Figures are taken as of today, or as of the day of a fact; what nobody verified has to be found out."""

from datetime import date

import pytest

from bot.consultation import guide, library
from bot.consultation.analysis import analyse
from bot.consultation.reading import KnowledgeError
from bot.consultation.values import CALCULATORS, Figure, Sum, calculator
from tests.consultation import test_library  # noqa: F401  (registers the small base's calculators)
from tests.consultation.small_base import FILES, write

TODAY = date(2026, 11, 20)

if "price_for_tests" not in CALCULATORS:

    @calculator(source="鸡法 1")
    def price_for_tests(price: Figure) -> Sum:
        return Sum(float(price), float(price), "一只的价")


def base(tmp_path, source="figure.鸡价@哪天丢的"):
    root = write(tmp_path)
    issue = root / "issues" / "lost_hen" / "issue.yml"
    text = FILES["issues/lost_hen/issue.yml"].replace(
        "twice_for_tests: {value: 值多少}", f"price_for_tests: {{price: {source}}}"
    )
    issue.write_text(text, "utf-8")
    return library.load(root, check=False)


def analysed(known, day):
    facts = {"谁拿的": "邻居", "值多少": 150, "哪天丢的": day}
    return analyse(known.issues["lost_hen"], facts, TODAY, known), guide.build(
        known.issues["lost_hen"], facts, TODAY, known
    )


@pytest.mark.parametrize(("day", "price"), [("2025-03-01", 50), ("2025", 50), ("2026-11-01", 60)])
def test_a_figure_of_the_day_of_a_fact(tmp_path, day, price):
    analysis, made = analysed(base(tmp_path), day)
    assert analysis.known["两倍"].low == price
    assert [figure["value"] for figure in made["figures"]] == [price]


def test_a_figure_of_a_derived_day(tmp_path):
    known = base(tmp_path)
    issue = tmp_path / "knowledge" / "issues" / "lost_hen" / "issue.yml"
    text = issue.read_text("utf-8")
    line = "  两倍: {price_for_tests: {price: figure.鸡价@哪天丢的}}\n"
    assert line in text
    issue.write_text(text.replace(line, "") + line.replace("@哪天丢的", "@一年后"), "utf-8")
    known = library.load(tmp_path / "knowledge", check=False)
    assert analysed(known, "2025-03-01")[0].known["两倍"].low == 60  # a year after is 2026
    _, made = analysed(known, "不清楚")
    assert "哪天丢的" in [one["fact"] for one in made["unknown"]]


def test_without_a_fact_it_is_todays(tmp_path):
    assert analysed(base(tmp_path, "figure.鸡价"), "2025-03-01")[0].known["两倍"].low == 60


def test_a_day_nobody_verified_is_to_be_asked_for(tmp_path):
    _, made = analysed(base(tmp_path), "2024-03-01")
    assert [(one["fact"], one["find_out"]) for one in made["unknown"]] == [("鸡价", "去集上问。")]


@pytest.mark.parametrize("day", ["不清楚"])
def test_an_unknown_day_has_to_be_made_clear(tmp_path, day):
    _, made = analysed(base(tmp_path), day)
    assert "哪天丢的" in [one["fact"] for one in made["unknown"]]


def test_a_vague_day_on_which_the_figure_changed_has_to_be_made_clear(tmp_path):
    known = base(tmp_path)
    series = known.figures["鸡价"]
    changed = [*series.values, Figure("鸡价", 70, "元/只", "2026-06-10", "示例", "2026-11-22")]
    known.figures["鸡价"] = type(series)("鸡价", "元/只", "去集上问。", tuple(changed))
    _, made = analysed(known, "2026-06")
    assert [one["fact"] for one in made["unknown"]] == ["哪天丢的"]


def test_a_value_past_its_time_does_not_give_way_to_an_older_one(tmp_path):
    series = base(tmp_path).figures["鸡价"]
    ended = Figure("鸡价", 60, "元/只", "2026-01-01", "示例", "2026-11-22", until="2026-03-31")
    series = type(series)("鸡价", "元/只", "去集上问。", (series.values[0], ended))
    assert series.on(date(2026, 3, 31)).value == 60 and series.on(date(2026, 4, 1)) is None


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("figure.鸭价@哪天丢的", "figures/ 里没有「鸭价」"),
        ("figure.鸡价@哪天飞的", "要按「哪天飞的」那天取数，但没有这个问题"),
    ],
)
def test_a_figure_from_nowhere_is_named(tmp_path, source, expected):
    base(tmp_path, source)
    with pytest.raises(KnowledgeError, match=expected):
        library.load(tmp_path / "knowledge")
