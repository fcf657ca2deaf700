"""A knowledge base loads whole, or says in Chinese, by file and line, what an author has to mend."""

import re

import pytest

from bot.consultation import library
from bot.consultation.reading import KnowledgeError
from bot.consultation.values import earliest
from tests.consultation.small_base import edit, write


def problems(root):
    with pytest.raises(KnowledgeError) as caught:
        library.load(root)
    return [str(one) for one in caught.value.problems]


def test_a_correct_base_loads(tmp_path):
    known = library.load(write(tmp_path))
    hen = known.issues["lost_hen"]
    assert [question.id for question in hen.questions] == ["谁拿的", "值多少", "哪天丢的"]
    assert hen.questions[0].labels == ["邻居", "路人", "没人拿", "不清楚"]
    assert known.article("鸡法 2", earliest("2021-05-05")) is None
    assert known.article("鸡法 2", earliest("2023-05-05")).gist.startswith("值一百元")
    assert known.figures["鸡价"].on(earliest("2025-06-01")).value == 50
    assert known.figures["鸡价"].on(earliest("2024-06-01")) is None


def test_the_version_follows_the_content(tmp_path):
    before = library.version_of(write(tmp_path / "a"))
    assert before == library.version_of(write(tmp_path / "b"))
    assert before != library.version_of(edit(tmp_path / "c", "messages.yml", "您好", "早上好"))


WRONG = {
    "a key written twice": (
        "issues/lost_hen/issue.yml",
        "summary: 鸡丢了",
        "title: 鸡丢了",
        r"issue.yml:4: 「title」写了两次",
    ),
    "an unknown key": (
        "issues/lost_hen/issue.yml",
        "summary: 鸡丢了",
        "summery: 鸡丢了",
        r"issue.yml:4: 不认识「summery」",
    ),
    "a missing key": ("issues/lost_hen/issue.yml", "  find_out: 看看监控\n", "", r"issue.yml:7: 缺少「find_out」"),
    "a group that is not in the menu": (
        "issues/lost_hen/issue.yml",
        "group: 其他",
        "group: 家禽",
        r"issue.yml:3: 「group」写的是「家禽」",
    ),
    "a gravity nobody knows": (
        "issues/lost_hen/issue.yml",
        "group: 其他",
        "group: 其他\ngravity: 很急",
        r"issue.yml:4: 「gravity」写的是「很急」",
    ),
    "a matter covered that is no issue": (
        "issues/lost_hen/issue.yml",
        "group: 其他",
        "group: 其他\ncovers: [lost_duck]",
        r"covers 里写了「lost_duck」",
    ),
    "a card that names no issue": (
        "safety.yml",
        "  title: 危险",
        "  title: 危险\n  issues: [lost_duck]",
        r"安全卡「danger」的 issues 里写了「lost_duck」",
    ),
    "a later question in ask_if": (
        "issues/lost_hen/issue.yml",
        '{谁拿的: "!= 没人拿"}',
        "{哪天丢的: 2026}",
        r"「哪天丢的」，但前面没有问过",
    ),
    "an option reworded without its conditions": (
        "issues/lost_hen/issue.yml",
        "    路人: {}",
        "    过路的: {}",
        r"findings.yml:7: 「谁拿的」没有选项「路人」",
    ),
    "an unknown calculator": (
        "issues/lost_hen/issue.yml",
        "twice_for_tests",
        "thrice",
        r"issue.yml:26: 没有叫「thrice」的计算函数",
    ),
    "a parameter the calculator has not": (
        "issues/lost_hen/issue.yml",
        "{value: 值多少}",
        "{price: 值多少}",
        r"没有参数「price」",
    ),
    "a calculator's argument from nowhere": (
        "issues/lost_hen/issue.yml",
        "{value: 值多少}",
        "{value: 重量}",
        r"用到「重量」",
    ),
    "a missing figure": (
        "issues/lost_hen/issue.yml",
        "{value: 值多少}",
        "{value: figure.鸭价}",
        r"figures/ 里没有「鸭价」",
    ),
    "a citation nobody registered": (
        "issues/lost_hen/findings.yml",
        "cite: [鸡法 2]",
        "cite: [鸡法 3]",
        r"findings.yml:11: statutes/ 里没有「鸡法 3」",
    ),
    "a finding without source": ("issues/lost_hen/findings.yml", "cite: [鸡法 2]", "cite: []", r"没有写依据"),
    "a placeholder from nowhere": (
        "issues/lost_hen/findings.yml",
        "{值多少}",
        "{值几个}",
        r"文字里的 {值几个} 没有来源",
    ),
    "a headline for some only": (
        "issues/lost_hen/findings.yml",
        "- say: 再找找。\n",
        "",
        r"headline 的最后一条不能有 when",
    ),
    "two findings of one name": (
        "issues/lost_hen/findings.yml",
        "- id: 大事",
        "- id: 要回来",
        r"有两条结论都叫「要回来」",
    ),
    "no way out": ("issues/lost_hen/findings.yml", "  section: 办法\n", "", r"至少要有一条不带 when 的「办法」"),
    "a finding no case meets": (
        "issues/lost_hen/cases.yml",
        "findings: [要回来, 大事, 两倍价, 截止, 找人说]",
        "findings: [要回来, 两倍价, 截止, 找人说]",
        r"多出结论大事",
    ),
    "a headline that is not the one expected": (
        "issues/lost_hen/cases.yml",
        "- name: 没人拿\n",
        "- name: 没人拿\n  headline: 先找邻居\n",
        r"「没人拿」的一句话应当有「先找邻居」，实际是「再找找。」",
    ),
    "a case that expects too much": (
        "issues/lost_hen/cases.yml",
        "  findings: [找人说]",
        "  findings: [找人说, 大事]",
        r"应有结论大事",
    ),
    "a case that leaves a question open": (
        "issues/lost_hen/cases.yml",
        '值多少: 150, 哪天丢的: "2026-11-01"',
        "值多少: 150",
        r"还没有回答「哪天丢的」",
    ),
    "a case with an unquoted year": ("issues/lost_hen/cases.yml", '"2026-11-01"', "20261101", r"应是加引号的日期"),
    "an article not in force on the day": (
        "issues/lost_hen/cases.yml",
        "today: 2026-11-20",
        "today: 2021-11-20",
        r"「鸡法 2」在 2021-11-20 不是现行有效",
    ),
    "an event that is no date": (
        "issues/lost_hen/issue.yml",
        "group: 其他",
        "group: 其他\nevent: 谁拿的",
        r"issue.yml:1: event 要写一个日期类的问题",
    ),
    "a rule of time nobody registered": (
        "statutes/hen_law.yml",
        "source: 示例",
        "source: 示例\ntime_effect: 时间规定 1",
        r"hen_law.yml:1: time_effect 里的「时间规定 1」没有",
    ),
    "an old number without its end": (
        "statutes/hen_law.yml",
        "from: 2022-01-01",
        "former: 7",
        r"hen_law.yml:10: 「鸡法 2」写了旧条号或者旧版本",
    ),
    "broken YAML": ("statutes/hen_law.yml", "short: 鸡法", "short: [鸡法", r"statutes/hen_law.yml:\d+: YAML 格式有误"),
    "a day that is none": (
        "statutes/hen_law.yml",
        "in_force: 2020-01-01",
        "in_force: 2020年",
        r"hen_law.yml:5: 「in_force」应写成",
    ),
    "a value that is no number": ("figures/hens.yml", "value: 50", "value: 五十", r"「鸡价」的 value 应是数字"),
    "a safety rule that cannot work": (
        "safety.yml",
        "any: [救命]",
        "anyone: [救命]",
        r"safety.yml:1: 安全卡「danger」",
    ),
    "a sentence the program does not know": (
        "messages.yml",
        "greeting:",
        "greating:",
        r"messages.yml:1: 程序不用「greating」",
    ),
    "a gap nobody fills": ("messages.yml", "您好", "您好{name}", r"messages.yml:1: 「greeting」里的 {name} 程序不会填"),
    "half a gap": ("messages.yml", "您好", "您好{", r"messages.yml:1: 「greeting」里的花括号不成对"),
    "a number that is in no book": (
        "safety.yml",
        'numbers: ["110"]',
        'numbers: ["119"]',
        r"号码 119 不在 contacts.yml 里",
    ),
    "an example with a colon": (
        "issues/lost_hen/examples.yml",
        "鸡丢了第1回",
        "他说: 没见",
        r"examples.yml:1: 第 2 句不是一句话",
    ),
    "an example written twice": (
        "issues/lost_hen/examples.yml",
        "鸡丢了第1回",
        "鸡丢了第2回",
        r"例句「鸡丢了第2回」写了两次",
    ),
}


@pytest.mark.parametrize("path, old, new, expected", WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_named_with_file_and_line(tmp_path, path, old, new, expected):
    found = problems(edit(tmp_path, path, old, new))
    assert any(re.search(expected, one) for one in found), found
    assert all(re.match(r"knowledge/[\w/.]+:\d+: ", one) for one in found), found


def test_two_issues_cannot_claim_one_example(tmp_path):
    root = write(tmp_path)
    twin = root / "issues" / "lost_duck"
    twin.mkdir()
    for path in (root / "issues" / "lost_hen").iterdir():
        (twin / path.name).write_text(path.read_text("utf-8"), "utf-8")
    assert any("也写在" in one for one in problems(root))


def test_a_draft_is_left_out_until_it_is_asked_for(tmp_path):
    root = write(tmp_path)
    (root / "issues" / "lost_hen").rename(root / "issues" / "_lost_hen")
    assert not library.load(root, check=False).issues
    assert list(library.load(root, drafts=True).issues) == ["_lost_hen"]


def test_a_half_written_draft_keeps_nobody_else_from_being_tried(tmp_path):
    root = write(tmp_path)
    (root / "issues" / "_lost_goat").mkdir()
    (root / "issues" / "_lost_goat" / "issue.yml").write_text("title: 丢羊\n", "utf-8")
    assert list(library.load(root, check=False, drafts=True).issues) == ["lost_hen"]
    assert any("_lost_goat" in one for one in problems_with_drafts(root))


def problems_with_drafts(root):
    with pytest.raises(KnowledgeError) as caught:
        library.load(root, drafts=True)
    return [str(one) for one in caught.value.problems]


def test_a_missing_file_is_named(tmp_path):
    root = write(tmp_path)
    (root / "issues" / "lost_hen" / "findings.yml").unlink()
    assert "knowledge/issues/lost_hen/findings.yml:1: 缺少这个文件" in problems(root)
