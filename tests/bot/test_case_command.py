"""`fawen case`: the operator's interim desk, as a shell uses it."""

from datetime import datetime, timezone

import pytest

from bot.cli import main
from casework import cases, conversations, taking_over
from casework.database import Database

NOON = datetime(2026, 11, 22, 4, 0, tzinfo=timezone.utc)
ZHANG = "示例·张调解员"


@pytest.fixture
def database(tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path}/fawen.db"
    for name in ("FAWEN_KEY", "FAWEN_KEY_FILE", "FAWEN_WHO"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("FAWEN_DATABASE_URL", url)
    database = Database(url)
    database.migrate()
    yield database
    database.close()


@pytest.fixture
def number(database):
    given = cases.Application(
        "talk", "neighbour_dispute", "2026-11", NOON, "示例·申请人", "0000-7654321", summary="院墙占了三尺地"
    )
    with database.session() as session:
        conversations.append_message(session, "talk", {"text": "院墙\x1b[2J占了"}, now=NOON)
        return cases.open_case(session, "a", given, NOON).number


def test_an_empty_desk(database, capsys):
    assert main(["case", "list"]) == 0 and "还没有案件" in capsys.readouterr().out


def test_a_day_at_the_desk(database, number, capsys):
    who = ["--who", ZHANG]
    assert main(["case", "list", "--open"]) == 0
    listed = capsys.readouterr().out
    assert number in listed and "待受理" in listed and "示例·申请人" not in listed
    for given in (
        ["take", number],
        ["say", number, "您明天上午来一趟。"],
        ["move", number, "不予受理", "--note", "归法院管"],
        ["release", number],
        ["show", number],
    ):
        assert main(["case", *given, *who]) == 0
    out = capsys.readouterr().out
    for words in ("示例·申请人", "0000-7654321", "院墙占了三尺地", f"{ZHANG}：您明天上午来一趟。", "归法院管", "查看"):
        assert words in out
    assert "\x1b" not in out, "a terminal would obey what a resident wrote"
    with database.reading() as session:
        assert taking_over.held(session, "talk") is None
    main(["case", "list", "--open"])
    assert "没有还没办完的案件" in capsys.readouterr().out


def test_who_is_asked_of_the_environment_and_of_the_login(database, number, capsys, monkeypatch):
    monkeypatch.setattr("getpass.getuser", lambda: "login-name")
    main(["case", "show", number])
    assert "login-name  查看" in capsys.readouterr().out
    monkeypatch.setenv("FAWEN_WHO", "示例·李调解员")
    main(["case", "show", number])
    assert "示例·李调解员  查看" in capsys.readouterr().out
    assert main(["case", "show", number, "--who", "张" * 61]) == 2


def test_refusals_say_what_to_do(database, number, capsys):
    for given, remedy in (
        (["show", "2026示例9999"], "请核对编号"),
        (["move", number, "已办结"], "不能改成"),
        (["move", number, "已转送"], "要写明原因"),
        (["release", number], "没有人接手"),
    ):
        assert main(["case", *given, "--who", ZHANG]) == 1
        assert remedy in capsys.readouterr().err
    main(["case", "take", number, "--who", ZHANG])
    assert main(["case", "take", number, "--who", "示例·李调解员"]) == 1
    assert f"{ZHANG}正在和当事人说话" in capsys.readouterr().err


def test_what_is_too_long_for_one_message_is_not_said(database, number, capsys):
    assert main(["case", "say", number, "字" * 501, "--who", ZHANG]) == 2
    assert "分几次" in capsys.readouterr().err
    with database.reading() as session:
        assert [one.sender for one in conversations.history(session, "talk")] == ["resident"]
