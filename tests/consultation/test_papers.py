"""Papers: what the facts fill in, what stays a blank, whom a paper is offered to, and what an author must mend."""

import re
from datetime import date
from pathlib import Path

import pytest

from bot.consultation import guide, library
from bot.consultation.analysis import analyse
from bot.consultation.interview import stopped
from bot.consultation.paper_blocks import NOT_TICKED
from bot.consultation.paper_filling import BLANK, Filling
from bot.consultation.papers import build, fits
from bot.consultation.reading import KnowledgeError
from bot.consultation.values import UNKNOWN
from tests.consultation import test_library  # noqa: F401  (its calculators are the small base's)
from tests.consultation.small_base import write

TODAY = date(2026, 11, 26)
IDS = sorted(path.stem for path in Path("knowledge/papers").glob("*.yml"))
HEN = """
title: 要鸡申请书
issues:
  lost_hen: {谁拿的: [邻居, 路人]}
use: [拿去用。]
where: 村里
cite: [鸡法 1]
blocks:
- party: 申请人
  fields: [姓名]
- rows:
  - {item: 值多少, fill: "{值多少}，两倍{两倍}，{两倍.算式}"}
  - {item: 哪天, fill: "{哪天丢的}，今天{今天}"}
  - {item: 谁, tick: 谁拿的}
  - {item: 贵不贵, tick: {贵: {值多少: ">= 100"}, 不贵: }}
  - {item: 只给路人的, fill: 路人, when: {谁拿的: 路人}}
- claims:
  - 还鸡。
  - {say: 从重。, when: {值多少: ">= 100"}}
- findings: 金额
  which: [两倍价]
- told: [谁拿的]
- to: 村委会
- sign: 申请人
"""


def base(tmp_path, paper=HEN):
    root = write(tmp_path)
    (root / "papers").mkdir()
    (root / "papers" / "hen_paper.yml").write_text(paper, "utf-8")
    return root


def hen(tmp_path, **facts):
    known = library.load(base(tmp_path))
    made = guide.build(known.issues["lost_hen"], facts, TODAY, known)
    return made["papers"][0] if made["papers"] else None


def rows(paper):
    return {row["item"]: row["fill"] for block in paper["blocks"] if block["kind"] == "rows" for row in block["rows"]}


def test_facts_fill_the_gaps(tmp_path):
    paper = hen(tmp_path, 谁拿的="邻居", 值多少=150, 哪天丢的="2026-11-01")
    filled = rows(paper)
    assert filled["值多少"] == "150元，两倍300元，150元 × 2"
    assert filled["哪天"] == "2026年11月1日，今天2026年11月26日"
    assert filled["谁"] == "☑邻居　☐路人　☐没人拿"
    assert filled["贵不贵"] == "☑贵　☐不贵"
    assert "只给路人的" not in filled
    assert set(filled["申请人"].removeprefix("姓名：")) == {"＿"}
    kinds = [block["kind"] for block in paper["blocks"]]
    assert kinds == ["rows", "claims", "amounts", "rows", "to", "sign"]
    assert paper["blocks"][1]["lines"] == ["1. 还鸡。", "2. 从重。"]
    assert paper["blocks"][2]["rows"] == [{"name": "两倍价", "amount": "300元", "formula": "150元 × 2"}]
    assert paper["basis"] == "《鸡法》第一条"


def test_what_is_unknown_or_was_not_asked_is_a_marked_blank(tmp_path):
    filled = rows(hen(tmp_path, 谁拿的="路人", 值多少=UNKNOWN))
    assert filled["值多少"] == f"{BLANK}，两倍{BLANK}，{BLANK}"
    assert filled["哪天"].startswith(BLANK)
    assert filled["贵不贵"] == f"☐贵　☐不贵{NOT_TICKED}"
    assert filled["只给路人的"] == "路人"


def test_a_paper_is_offered_only_where_its_condition_certainly_holds(tmp_path):
    assert hen(tmp_path / "a", 谁拿的="邻居")
    assert hen(tmp_path / "b", 谁拿的="没人拿") is None
    assert hen(tmp_path / "c", 谁拿的=UNKNOWN) is None


def test_mediation_papers_wait_where_mediation_must(tmp_path):
    root = base(tmp_path, HEN + "unless_careful: true\n")
    issue = root / "issues" / "lost_hen" / "issue.yml"
    text = issue.read_text("utf-8")
    facts = {"谁拿的": "邻居"}

    def offered():
        known = library.load(root, check=False)
        return guide.build(known.issues["lost_hen"], facts, TODAY, known)["papers"]

    assert offered()
    issue.write_text(text.replace("group: 其他", "group: 其他\ncareful_if: {谁拿的: 邻居}"), "utf-8")
    assert not offered()
    issue.write_text(text.replace("group: 其他", "group: 其他\nmediation: 慎用"), "utf-8")
    assert not offered()


WRONG = {
    "an unknown issue": ("  lost_hen: {", "  lost_cow: {", r"hen_paper.yml:4: issues/ 里没有「lost_cow」"),
    "an unknown fact": ("{值多少}，", "{值几个钱}，", r"hen_paper.yml:12: 丢鸡（lost_hen）：文字里的 {值几个钱} 没有来源"),
    "an unknown fact in a condition": ("when: {谁拿的: 路人}", "when: {谁偷的: 路人}", "hen_paper.yml:16: 丢鸡（lost_hen）：条件里写了「谁偷的」"),
    "an unknown option": ("when: {谁拿的: 路人}", "when: {谁拿的: 过路的}", "hen_paper.yml:16: 丢鸡（lost_hen）：「谁拿的」没有选项「过路的」"),
    "an unknown option to be offered for": ("[邻居, 路人]", "[邻居, 隔壁]", "hen_paper.yml:4: 丢鸡（lost_hen）：「谁拿的」没有选项「隔壁」"),
    "an unknown box": ("tick: 谁拿的", "tick: 谁偷的", "hen_paper.yml:14: 丢鸡（lost_hen）：tick 里写了「谁偷的」"),
    "boxes for a number": ("tick: 谁拿的", "tick: 值多少", "hen_paper.yml:14: 丢鸡（lost_hen）：tick 里的「值多少」不是选择题"),
    "an unknown finding": ("[两倍价]", "[三倍价]", "hen_paper.yml:20: 丢鸡（lost_hen）：没有叫「三倍价」的结论"),
    "an unknown section": ("findings: 金额", "findings: 钱", "hen_paper.yml:20: findings 写的是「钱」"),
    "an unknown fact to tell": ("told: [谁拿的]", "told: [谁偷的]", "hen_paper.yml:22: 丢鸡（lost_hen）：told 里写了「谁偷的」"),
    "an unregistered article": ("cite: [鸡法 1]", "cite: [鸡法 9]", "statutes/ 里没有「鸡法 9」"),
    "an unknown word": ("- to: 村委会", "- too: 村委会", "hen_paper.yml:23: 每一块要写明是什么"),
    "two words in one block": ("- to: 村委会", "- {to: 村委会, sign: 我}", "hen_paper.yml:23: 每一块要写明是什么"),
    "a missing part": ("where: 村里\n", "", "hen_paper.yml:2: 缺少「where」"),
    "an issue it is not for": ("- to: 村委会", "- {to: 村委会, only: [divorce]}", "only 里的「divorce」不在这份文书的 issues 里"),
    "nobody it is for": ("[邻居, 路人]", "路人", "hen_paper.yml:4: 丢鸡（lost_hen）：没有一个 case 会得到这份文书"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "said"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_paper_is_named_with_file_and_line(tmp_path, old, new, said):
    assert old in HEN
    with pytest.raises(KnowledgeError) as caught:
        library.load(base(tmp_path, HEN.replace(old, new, 1)))
    assert any(f"knowledge/papers/{said}" in str(one) or said in str(one) for one in caught.value.problems), (
        caught.value
    )


def test_the_papers_that_were_promised_are_there():
    assert set(IDS) >= {
        "mediation_application", "claim_divorce", "claim_lending", "claim_traffic", "claim_labour", "protection_order",
        "payment_order", "labour_arbitration", "legal_aid_application", "police_report_fraud", "police_report_assault",
        "evidence_list",
    }  # fmt: skip


@pytest.mark.parametrize("name", IDS)
def test_a_paper_builds_over_every_case_of_each_of_its_issues(name, known):
    paper = known.papers[name]
    for issue in known.issues.values():
        if not paper.is_for(issue.name):
            continue
        for case in issue.cases:
            if stopped(issue, case.facts):
                continue
            made = guide.build(issue, case.facts, case.today, known)
            analysis = analyse(issue, case.facts, case.today, known)
            built = build(paper, issue, made, analysis, known)
            assert "{" not in texts(built), (issue.name, case.name)
            assert UNKNOWN not in re.split("[、，：　\n☐☑]", "\n".join(rows(built).values())), (issue.name, case.name)
            assert built["blocks"] and built["citations"] and built["where"]
            assert (name in [one["id"] for one in made["papers"]]) == fits(paper, issue, analysis)


@pytest.mark.parametrize("name", IDS)
def test_every_article_behind_a_paper_is_in_force(name, known):
    assert [cite for cite in known.papers[name].cite if known.article(cite, TODAY) is None] == []


def test_names_numbers_and_phones_are_left_to_be_written_by_hand(known):
    issue = known.issues["private_lending"]
    case = next(one for one in issue.cases if one.facts.get("身份") == "我借给别人钱")
    made = guide.build(issue, case.facts, case.today, known)
    built = build(known.papers["claim_lending"], issue, made, analyse(issue, case.facts, case.today, known), known)
    lines = [line for fill in rows(built).values() for line in fill.split("\n")]
    for label in ("姓名", "身份证号码", "联系电话"):
        assert {line.partition("：")[2].strip("＿") for line in lines if line.startswith(f"{label}：")} == {""}


def test_a_debt_that_is_not_certain_gets_no_payment_order(known):
    issue, paper = known.issues["private_lending"], known.papers["payment_order"]
    sure = next(case for case in issue.cases if fits(paper, issue, analyse(issue, case.facts, case.today, known)))
    for fact in ("已还金额", "本金", "手里凭据", "欠钱的人"):
        unsure = {**sure.facts, fact: UNKNOWN}
        assert not fits(paper, issue, analyse(issue, unsure, sure.today, known)), fact


def test_a_sum_that_counts_the_unknown_as_nothing_stays_a_blank(known):
    issue = known.issues["private_lending"]
    facts = {"身份": "我借给别人钱", "本金": 32000, "已还金额": UNKNOWN}
    analysis = analyse(issue, facts, TODAY, known)
    assert analysis.known["还欠本金"].low == 32000
    filling = Filling(issue, analysis.known, TODAY, {})
    assert filling.text("{还欠本金}，{还欠本金.算式}，{本金}") == f"{BLANK}，{BLANK}，32,000元"


def test_a_protection_order_is_for_violence_only(known):
    paper = known.papers["protection_order"]
    for name in paper.issues:
        issue = known.issues[name]
        going = [case for case in issue.cases if not stopped(issue, case.facts)]
        offered = [case for case in going if fits(paper, issue, analyse(issue, case.facts, case.today, known))]
        assert 0 < len(offered) < len(going), name
    peaceful = {"家暴情况": "没有", "登记情况": "领了结婚证"}
    assert not fits(paper, known.issues["divorce"], analyse(known.issues["divorce"], peaceful, TODAY, known))


def test_the_same_guide_gives_the_same_papers(known):
    issue = known.issues["divorce"]
    facts = next(case.facts for case in issue.cases if not stopped(issue, case.facts))
    assert guide.build(issue, facts, TODAY, known) == guide.build(issue, facts, TODAY, known)


def texts(value):
    """Every text in a JSON-ready value, without the keys and braces of its own form."""
    if isinstance(value, dict):
        return " ".join(texts(one) for one in value.values())
    if isinstance(value, list):
        return " ".join(texts(one) for one in value)
    return str(value)
