"""What happened under an older law is shown with that law, or with a word of warning where it was not registered."""

from datetime import date

from bot.consultation import guide, library
from tests.consultation import test_library  # noqa: F401  (registers the small base's calculators)
from tests.consultation.small_base import FILES, write

TODAY = date(2026, 11, 20)
LAW = """
title: 中华人民共和国鸡法（示例）
short: 鸡法
kind: 法律
in_force: 2020-01-01
source: 示例
checked_on: 2026-11-22
time_effect: 时间规定 1
articles:
  1:
  - {gist: 新的。, from: 2025-01-01}
  - {gist: 老的。, until: 2024-12-31, former: 12, edition: 2020年版}
  2: {gist: 值一百元以上的鸡从重。}
"""
RULE = """
title: 示例时间规定
short: 时间规定
kind: 司法解释
in_force: 2020-01-01
source: 示例
checked_on: 2026-11-22
articles:
  1: {gist: 老事用老法。}
"""


def made(tmp_path, day, law=LAW, law_of=""):
    root = write(tmp_path)
    (root / "statutes" / "hen_law.yml").write_text(law, "utf-8")
    (root / "statutes" / "time.yml").write_text(RULE, "utf-8")
    issue = root / "issues" / "lost_hen" / "issue.yml"
    issue.write_text(FILES["issues/lost_hen/issue.yml"].replace("group: 其他", "group: 其他\nevent: 哪天丢的"), "utf-8")
    findings = FILES["issues/lost_hen/findings.yml"].replace("say: 可以要回来。", f"say: 可以要回来。{law_of}")
    (root / "issues" / "lost_hen" / "findings.yml").write_text(findings, "utf-8")
    messages = FILES["messages.yml"].replace("older_law: 示例", "older_law: 《{law}》{since}才施行。")
    (root / "messages.yml").write_text(messages, "utf-8")
    known = library.load(root)
    facts = {"谁拿的": "邻居", "值多少": 150, "哪天丢的": day}
    return guide.build(known.issues["lost_hen"], facts, TODAY, known)


def cited(built):
    items = [item for section in built["sections"] for item in section["items"]]
    return {item["id"]: [(one["label"], one["gist"]) for one in item["citations"]] for item in items}


def test_the_edition_of_the_day_of_the_event_governs(tmp_path):
    assert cited(made(tmp_path / "new", "2025-03-01"))["要回来"] == [("《鸡法》第一条", "新的。")]
    assert cited(made(tmp_path / "old", "2024-12-31"))["要回来"] == [("《鸡法》（2020年版）第十二条", "老的。")]
    assert [one["law"] for one in made(tmp_path / "told", "2024-12-31")["older_law"]] == ["鸡法"]
    assert made(tmp_path / "quiet", "2025-01-01")["older_law"] == []


def test_a_vague_day_that_may_be_either_shows_the_present_edition_and_warns(tmp_path):
    built = made(tmp_path, "2024")
    assert cited(built)["要回来"] == [("《鸡法》（2020年版）第十二条", "老的。")]
    built = made(tmp_path / "either", "不清楚")
    assert cited(built)["要回来"] == [("《鸡法》第一条", "新的。")] and built["older_law"] == []


def test_an_event_before_every_registered_edition_is_told(tmp_path):
    built = made(tmp_path, "2019-05")
    assert cited(built)["要回来"] == [("《鸡法》第一条", "新的。")]
    [warning] = built["older_law"]
    assert warning == {"law": "鸡法", "say": "《鸡法》2025年1月1日才施行。", "rule": "《时间规定》第一条"}


def test_a_law_without_such_a_rule_is_taken_as_of_today(tmp_path):
    built = made(tmp_path, "2019-05", LAW.replace("time_effect: 时间规定 1\n", ""))
    assert cited(built)["要回来"] == [("《鸡法》第一条", "新的。")] and built["older_law"] == []


def test_a_finding_on_what_is_done_now_cites_the_present_law(tmp_path):
    built = made(tmp_path, "2024-12-31", law_of="\n  law_of: 今天")
    assert cited(built)["要回来"] == [("《鸡法》第一条", "新的。")]
    assert cited(built)["截止"] == [("《鸡法》（2020年版）第十二条", "老的。")]
