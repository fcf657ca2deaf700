"""A knowledge base is examined when it or its examiners change, and never served unexamined."""

import pytest

from bot import knowledge_base
from bot.consultation import library
from bot.consultation.reading import KnowledgeError
from tests.consultation import test_library  # noqa: F401  (registers the small base's calculators)
from tests.consultation.small_base import FILES, write


@pytest.fixture
def examined(monkeypatch):
    """Counts how often the base is examined."""
    calls = []
    load = library.load
    monkeypatch.setattr(library, "load", lambda root, check: calls.append(check) or load(root, check))
    return calls


def test_a_base_is_examined_once_until_it_changes(tmp_path, examined):
    root, stamp = write(tmp_path), tmp_path / "models" / "stamp"
    for _ in range(2):
        assert knowledge_base.opened(root, stamp).issues
    assert examined == [True, False]
    (root / "messages.yml").write_text(FILES["messages.yml"].replace("您好", "早上好"), "utf-8")
    knowledge_base.opened(root, stamp)
    assert examined == [True, False, True]


def test_a_broken_base_leaves_no_stamp(tmp_path):
    root, stamp = write(tmp_path), tmp_path / "stamp"
    (root / "issues" / "lost_hen" / "cases.yml").write_text("[]\n", "utf-8")
    for _ in range(2):
        with pytest.raises(KnowledgeError):
            knowledge_base.opened(root, stamp)
    assert not stamp.exists()


def test_the_fingerprint_follows_the_examiners(tmp_path, monkeypatch):
    root = write(tmp_path)
    before = knowledge_base.fingerprint(root)
    monkeypatch.setattr(knowledge_base, "EXAMINERS", tmp_path)
    assert knowledge_base.fingerprint(root) != before


def test_a_changed_base_is_taken_into_use_and_a_broken_one_is_not(tmp_path):
    root = write(tmp_path)
    base = knowledge_base.KnowledgeBase(root, tmp_path / "stamp")
    first = base.current
    (root / "messages.yml").write_text(FILES["messages.yml"].replace("您好", "早上好"), "utf-8")
    assert base.reload() == []
    second = base.current
    assert second.messages["greeting"] == "早上好" and first.messages["greeting"] == "您好"
    (root / "issues" / "lost_hen" / "findings.yml").write_text("headline: []\n", "utf-8")
    assert any("findings.yml" in one.file for one in base.reload())
    assert base.current is second
