"""The `fawen` command as scripts use it: flags, output and exit codes that stay."""

import json
import os
import re
import socket
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from bot.cli import VERBS, main
from bot.consultation import library
from bot.consultation.checks.reminders import due_for_review
from bot.consultation.interview import next_question
from bot.consultation.shown import spoken
from tests.consultation.small_base import edit, write

ROOT = Path(__file__).parents[2]
FACTS = {
    "我方身份": "被撞的一方",
    "事故日期": "2026-11-19",
    "我的车": "电动自行车",
    "对方": "轿车货车等汽车",
    "伤情": "住院治疗",
    "责任": "对方全责",
}


def fawen(*arguments, stdin="", **environment):
    return subprocess.run(
        [sys.executable, "-m", "bot.cli", *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        input=stdin,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )


@pytest.fixture
def facts(tmp_path):
    path = tmp_path / "facts.json"
    path.write_text(json.dumps(FACTS, ensure_ascii=False), "utf-8")
    return str(path)


def test_every_verb_explains_itself(capsys):
    for verb in VERBS:
        with pytest.raises(SystemExit) as ended:
            main([verb, "--help"])
        assert ended.value.code == 0
        assert "usage" in capsys.readouterr().out


def test_an_unknown_verb_is_a_wrong_call():
    with pytest.raises(SystemExit) as ended:
        main(["advise"])
    assert ended.value.code == 2


def test_check_says_what_it_found(capsys):
    assert main(["check"]) == 0
    assert "没有发现问题" in capsys.readouterr().out


def test_check_names_file_and_line_and_fails(tmp_path, capsys):
    root = edit(tmp_path, "issues/lost_hen/findings.yml", "cite: [鸡法 2]", "cite: [鸡法 9]")
    assert main(["check", "--root", str(root)]) == 1
    assert "knowledge/issues/lost_hen/findings.yml:11: " in capsys.readouterr().err


def test_guide_as_json_text_and_page(facts, capsys):
    assert main(["guide", "traffic_accident", "--facts", facts, "--on", "2026-11-22", "--format", "json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["day"] == "2026-11-22" and made["sections"]
    assert main(["guide", "traffic_accident", "--facts", facts, "--on", "2026-11-22"]) == 0
    assert "【办法】" in capsys.readouterr().out
    assert main(["guide", "traffic_accident", "--facts", facts, "--on", "2026-11-22", "--format", "html"]) == 0
    page = capsys.readouterr().out
    assert page.startswith("<!DOCTYPE html>") and "<script" not in page and "http://" not in page


def test_guide_refuses_facts_that_cannot_be(tmp_path, capsys):
    wrong = tmp_path / "facts.yml"
    wrong.write_text("责任: 都怪他\n", "utf-8")
    assert main(["guide", "traffic_accident", "--facts", str(wrong)]) == 1
    assert "没有选项「都怪他」" in capsys.readouterr().err
    assert main(["guide", "no_such_issue", "--facts", str(wrong)]) == 2


def test_paper_writes_a_word_file_a_page_or_data(facts, tmp_path, capsys):
    call = ["paper", "traffic_accident", "evidence_list", "--facts", facts, "--on", "2026-11-22", "--out"]
    for name in ("a.docx", "a.html", "a.json"):
        assert main([*call, str(tmp_path / name)]) == 0
    assert (tmp_path / "a.docx").read_bytes().startswith(b"PK")
    assert "<h1>证据清单</h1>" in (tmp_path / "a.html").read_text("utf-8")
    assert json.loads((tmp_path / "a.json").read_text("utf-8"))["id"] == "evidence_list"
    assert main([*call, str(tmp_path / "a.pdf")]) == 2 and not (tmp_path / "a.pdf").exists()
    assert ".docx" in capsys.readouterr().err


def test_paper_says_which_papers_there_are_and_when_one_is_of_no_use(facts, tmp_path, capsys):
    out = ["--facts", facts, "--out", str(tmp_path / "a.docx")]
    assert main(["paper", "traffic_accident", "payment_order", *out]) == 2
    assert "claim_traffic" in capsys.readouterr().err
    agreed = tmp_path / "agreed.json"
    agreed.write_text(json.dumps({**FACTS, "签协议": "签了钱也给了"}, ensure_ascii=False), "utf-8")
    out[1] = str(agreed)
    assert main(["paper", "traffic_accident", "claim_traffic", *out]) == 1
    assert "用不上" in capsys.readouterr().err
    assert main(["paper", "traffic_accident", "claim_traffic", *out, "--anyway"]) == 0


def test_ask_walks_to_the_guide_without_rasa(tmp_path):
    root = write(tmp_path)
    (root / "messages.yml").write_text((ROOT / "knowledge" / "messages.yml").read_text("utf-8"), "utf-8")
    # The small base's calculators live in the tests; without the sums the interview is the same.
    issue = root / "issues" / "lost_hen" / "issue.yml"
    issue.write_text(issue.read_text("utf-8").partition("derive:")[0], "utf-8")
    findings = root / "issues" / "lost_hen" / "findings.yml"
    text = findings.read_text("utf-8")
    findings.write_text(text.partition("- id: 两倍价")[0] + "- id: 找人说" + text.partition("- id: 找人说")[2], "utf-8")
    done = fawen("ask", "lost_hen", "--root", str(root), stdin="邻居\n150\n昨天\n对，给我指南\n")
    assert done.returncode == 0, done.stderr
    assert "知道谁拿走了吗" in done.stdout and "法律分析和意见指南" in done.stdout


def test_classify_gives_a_line_of_json_for_each_line():
    done = fawen("classify", stdin="俺跟俺媳妇过不下去了，想离婚\n他正拿刀追着砍我\n\n")
    assert done.returncode == 0, done.stderr
    first, second, third = map(json.loads, done.stdout.splitlines())
    assert set(first) >= {"issue", "group", "confidence", "ranking", "routed", "safety"}
    assert first["issue"] == "divorce" and first["group"] == "婚姻家庭" and first["routed"]
    assert second["safety"] and third["issue"] is None


def test_district_import_reports_bad_rows_and_writes_nothing(tmp_path):
    table = tmp_path / "people.csv"
    table.write_text("镇,村,姓名,级别,电话\n示例镇,示例村,示例·张三,村,0000-0000001\n示例镇,示例村,,村,1\n", "utf-8")
    done = fawen("district", "import", str(table), FAWEN_DATABASE_URL=f"sqlite:///{tmp_path}/d.db")
    assert done.returncode == 1 and "3" in done.stdout + done.stderr


def test_serve_says_when_the_port_is_taken_or_wrong(tmp_path):
    address = f"sqlite:///{tmp_path}/d.db"
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = fawen("serve", PORT=port, FAWEN_DATABASE_URL=address)
    assert done.returncode == 1 and "已经被占用" in done.stderr
    done = fawen("serve", PORT="eighty", FAWEN_DATABASE_URL=address)
    assert done.returncode == 1 and "PORT" in done.stderr
    done = fawen("serve", HOST="203.0.113.9", PORT="18080", FAWEN_DATABASE_URL=address)
    assert done.returncode == 1 and "不是本机的地址" in done.stderr


def test_serve_refuses_a_bad_database_address(tmp_path):
    done = fawen("serve", FAWEN_DATABASE_URL="nonsense://nowhere", PORT="1")
    assert done.returncode == 1 and any("一" <= one <= "鿿" for one in done.stderr)


def test_a_new_issue_is_a_draft_that_loads_and_is_not_overwritten(tmp_path, capsys):
    root = write(tmp_path)
    assert main(["new-issue", "lost_goat", "--title", "丢羊", "--root", str(root)]) == 0
    assert library.load(root, check=False, drafts=True).issues["_lost_goat"].title == "丢羊"
    assert main(["new-issue", "lost_goat", "--root", str(root)]) == 1
    assert main(["new-issue", "丢羊", "--root", str(root)]) == 2


def test_review_prints_every_statement_with_its_source(capsys, known):
    assert main(["review", "divorce", "--on", "2026-11-22"]) == 0
    sheet = capsys.readouterr().out
    assert all(finding.say in sheet for finding in known.issues["divorce"].findings)
    assert "全文（2020-05-28公布）" in sheet and "签字" in sheet


def test_stale_lists_what_was_checked_long_ago(known):
    day = date(2027, 11, 22)
    assert not due_for_review(known, date(2026, 11, 23), 180)
    listed = due_for_review(known, day, 180)
    assert any("《民法典》" in line for line in listed) and any("电话 12348" in line for line in listed)


def test_check_reminds_without_refusing(tmp_path, capsys):
    long = "一" * 70
    root = edit(tmp_path, "issues/lost_hen/findings.yml", "say: 可以要回来。", f"say: 禽类{long}。叫「禽类」的不算。")
    (root / "figures" / "idle.yml").write_text("鸭价: {unit: 元, ask: 问, values: []}\n", "utf-8")
    assert main(["check", "--root", str(root)]) == 0
    shown = capsys.readouterr().out
    assert "findings.yml:7: 「要回来」有一句 72 个字" in shown
    assert shown.count("用了难懂的词「禽类」，换成：鸡鸭鹅") == 1
    assert "figures/idle.yml:1: 数字「鸭价」没有哪一类问题用到" in shown


def test_visualise_draws_every_question_and_finding(tmp_path, known, capsys):
    out = tmp_path / "picture.svg"
    assert main(["visualise", "dismissal", "--out", str(out)]) == 0
    drawn = out.read_text("utf-8")
    issue = known.issues["dismissal"]
    titles = set(re.findall(r"<title>([^<]*)</title>", drawn))
    assert {question.id for question in issue.questions} <= titles
    assert {f"→{finding.id}" for finding in issue.findings} <= {title.replace("&#45;", "-") for title in titles}


def test_visualise_shows_what_hangs_on_one_fact(tmp_path, capsys):
    out = tmp_path / "picture.svg"
    assert main(["visualise", "dismissal", "--fact", "月工资", "--out", str(out)]) == 0
    drawn = out.read_text("utf-8")
    assert "经济补偿" in drawn and "有工会要先通知" not in drawn
    assert main(["visualise", "dismissal", "--fact", "没有的", "--out", str(out)]) == 2
    assert main(["visualise", "dismissal", "--out", str(tmp_path / "picture.docx")]) == 2


def test_visualise_without_graphviz_says_what_to_install(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert main(["visualise", "dismissal", "--out", str(tmp_path / "picture.svg")]) == 1
    assert "apt-get install -y graphviz" in capsys.readouterr().err


def test_ask_walks_every_issue_to_its_guide(known, monkeypatch, capsys):
    monkeypatch.setattr(library, "load", lambda *_, **__: known)
    for name, issue in known.issues.items():
        case, facts, replies = [one for one in issue.cases if not one.stop][-1], {}, []
        while question := next_question(issue, facts):
            facts[question.id] = case.facts[question.id]
            replies.append(spoken(question, case.facts[question.id]))
        said = iter([*replies, "对，给我指南"])
        monkeypatch.setattr("builtins.input", lambda _, said=said: next(said))
        assert main(["ask", name, "--on", case.today.isoformat()]) == 0
        shown = capsys.readouterr().out
        assert "【一句话】" in shown and all(finding in shown for finding in case.findings), name


def test_evaluate_prints_the_card_of_a_set(tmp_path):
    questions = tmp_path / "示例.jsonl"
    lines = [{"text": "俺想离婚", "ok": ["婚姻家庭"]}, {"text": "今天天气咋样", "ok": ["其他"]}]
    questions.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in lines), "utf-8")
    done = fawen("evaluate", "--set", str(questions))
    assert done.returncode == 0, done.stderr
    assert "【示例】" in done.stdout and "题数：1" in done.stdout
    assert "第一个就对（可以接受的都算对）：100.0%" in done.stdout
    assert "不归我们管的 1 题里，错领进去的：0.0%" in done.stdout


def test_evaluate_names_the_line_that_is_no_question(tmp_path):
    questions = tmp_path / "示例.jsonl"
    questions.write_text('{"text": "俺想离婚", "ok": ["婚姻家庭"]}\n{"text": 没引号}\n', "utf-8")
    done = fawen("evaluate", "--set", str(questions))
    assert done.returncode == 2 and "第 2 行" in done.stderr
    assert fawen("evaluate", "--set", str(tmp_path / "没有.jsonl")).returncode == 2
