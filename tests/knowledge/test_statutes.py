"""Every national article we cite exists in the statute database, and its text is the one that was read."""

import json
from datetime import date

import pytest

from bot.consultation.law_texts import LawTexts, without_headings
from tests.knowledge.recording import RECORD, cited, hashes, texts

NOW = date(2026, 11, 22)


@pytest.fixture(scope="module")
def present():
    return hashes(NOW)


def test_every_cited_article_exists(present):
    hidden = texts()._hidden
    missing = [name for name, digest in present.items() if digest is None and tuple(name.rsplit(" ", 1)) not in hidden]
    assert len(present) > 200 and not missing


def test_no_cited_article_has_changed_since_it_was_read(present):
    recorded = json.loads(RECORD.read_text("utf-8"))
    changed = [name for name, digest in present.items() if name in recorded and recorded[name] != digest]
    new = [name for name in present if name not in recorded]
    assert not changed, f"read again and record: {changed}"
    assert not new, f"record with `python -m tests.knowledge.recording`: {new}"


def test_headings_of_the_next_part_are_not_shown():
    found = texts()
    for article in ("204", "239", "322", "385", "457", "462", "594", "978", "988", "1039", "1118", "1163", "1258"):
        text = found.text("中华人民共和国民法典", article, NOW).text
        assert text.endswith("。") and "\n第" not in text
    assert without_headings("某事照办。\n第二编 物 权\n第一分编 通 则") == "某事照办。"
    assert without_headings("依照本法第二章的规定办理。") == "依照本法第二章的规定办理。"


def test_a_law_that_has_not_started_is_not_shown_as_current():
    found = texts()
    law = "中华人民共和国农业法"
    assert found.text(law, "1", NOW).edition < "2026"
    assert found.text(law, "1", date(2027, 1, 1)).edition.startswith("2026")


def test_the_edition_follows_the_day():
    police = "中华人民共和国治安管理处罚法"
    assert texts().text(police, "10", NOW).edition == "2025-06-27"
    assert texts().text(police, "10", date(2025, 6, 1)) is None


def test_what_the_corrections_name_is_not_shown():
    assert texts().text("中华人民共和国刑法", "165", NOW) is None
    assert texts().text("中华人民共和国刑法", "266", NOW) is not None


def test_inserted_articles_are_found_by_their_own_number():
    drunk = texts().text("中华人民共和国刑法", "133之一", NOW).text
    assert "驾驶" in drunk and drunk != texts().text("中华人民共和国刑法", "133", NOW).text


def test_without_the_database_nothing_is_shown_and_nothing_breaks():
    assert LawTexts(None).text("中华人民共和国民法典", "1", NOW) is None


def test_the_database_covers_every_national_law_we_cite():
    found = {law for law, article, since in cited() if texts().text(law, article, max(since, NOW))}
    assert {law for law, _, _ in cited()} <= found
