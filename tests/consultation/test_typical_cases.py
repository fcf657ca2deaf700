"""Published cases stand beside the findings they illustrate, and nothing in them leads nowhere."""

from datetime import date

import pytest

from bot.consultation import guide, library
from bot.consultation.reading import KnowledgeError
from bot.consultation.render import guide_text
from tests.consultation import test_library  # noqa: F401  (registers the small base's calculators)
from tests.consultation.small_base import write

CASE = """
- id: 示例·邻居的鸡
  happened: 示例：鸡进了邻居的笼子。
  decided: 示例：还鸡。
  why: 示例：鸡归养鸡的人。
  lesson: 示例：先去看看邻居的笼子。
  cite: [鸡法 1]
  like: {lost_hen: [大事]}
  publisher: 示例法院
  series: 《示例案例》案例一
  published: "2024-05-01"
  read_in: 示例文本
  checked_on: 2026-11-26
"""
FACTS = {"谁拿的": "邻居", "值多少": 150, "哪天丢的": "2026-11-01"}


def base(tmp_path, text):
    root = write(tmp_path)
    (root / "typical_cases").mkdir()
    (root / "typical_cases" / "hens.yml").write_text(text, "utf-8")
    return root


def made(root, **changed):
    known = library.load(root)
    return guide.build(known.issues["lost_hen"], FACTS | changed, date(2026, 11, 20), known)


def test_a_case_is_shown_with_its_source_where_its_finding_holds(tmp_path):
    root = base(tmp_path, CASE)
    [case] = made(root)["alike"]
    assert case["id"] == "示例·邻居的鸡" and case["articles"] == ["《鸡法》第一条"]
    assert "示例法院《示例案例》案例一，2024年5月1日公布，2026年11月26日核对" in guide_text(made(root))
    assert made(root, 值多少=50)["alike"] == []


def test_the_closest_come_first_and_never_more_than_three(tmp_path):
    texts = [
        CASE.replace("邻居的鸡", f"第{number}件").replace("[大事]", like)
        for number, like in enumerate(["[]", "[大事]", "[大事, 要回来]", "[]", "[大事]"], 1)
    ]
    shown = [case["id"] for case in made(base(tmp_path, "".join(texts)))["alike"]]
    assert shown == ["示例·第3件", "示例·第2件", "示例·第5件"]


@pytest.mark.parametrize(
    "old, new, expected",
    [
        ("lost_hen: [大事]", "lost_pig: [大事]", "issues/ 里没有这个文件夹"),
        ("lost_hen: [大事]", "lost_hen: [小事]", "没有这条结论"),
        ("like: {lost_hen: [大事]}", "like: {}", "没有写 like"),
        ("cite: [鸡法 1]", "cite: [鸡法 9]", "「鸡法 9」没有在 statutes/ 里登记"),
        ("  why: 示例：鸡归养鸡的人。\n", "", "缺少「why」"),
        ('published: "2024-05-01"', "published: 去年", "「published」写 2024"),
        ("checked_on:", "checked:", "不认识「checked」"),
    ],
)
def test_a_bad_case_is_named_with_file_and_line(tmp_path, old, new, expected):
    with pytest.raises(KnowledgeError) as caught:
        library.load(base(tmp_path, CASE.replace(old, new)))
    assert any(one.file == "knowledge/typical_cases/hens.yml" and expected in one.text for one in caught.value.problems)


def test_one_name_is_used_once(tmp_path):
    with pytest.raises(KnowledgeError, match="用了两次"):
        library.load(base(tmp_path, CASE + CASE))


def test_a_file_that_is_no_list_is_refused(tmp_path):
    with pytest.raises(KnowledgeError, match="应当是列表"):
        library.load(base(tmp_path, "id: 示例\n"))


def test_a_case_may_wait_for_an_issue_still_being_written(tmp_path):
    root = base(tmp_path, CASE.replace("lost_hen: [大事]", "lost_goat: []"))
    (root / "issues" / "_lost_goat").mkdir()
    library.load(root)
