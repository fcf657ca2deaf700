"""`fawen wechat …` as an operator types it, against the fake API."""

import pytest

from bot.cli import main
from casework.database import Database
from casework.district import load_sample_if_empty
from channels.rehearsal.fake_api import APP_ID, SECRET, Running

NAMES = ("APPID", "SECRET", "TOKEN", "AES_KEY", "ACCOUNT", "API", "OPEN", "MP", "STABLE_TOKEN", "FILE", "MODE")
VILLAGE = "示例东镇 示例东岗村"


@pytest.fixture
def nothing_set(monkeypatch, tmp_path):
    for name in NAMES:
        monkeypatch.delenv(f"FAWEN_WECHAT_{name}", raising=False)
    monkeypatch.delenv("FAWEN_PUBLIC_URL", raising=False)
    monkeypatch.delenv("FAWEN_KEY", raising=False)
    monkeypatch.delenv("FAWEN_KEY_FILE", raising=False)
    monkeypatch.setenv("FAWEN_DATABASE_URL", f"sqlite:///{tmp_path}/fawen.db")
    return monkeypatch


@pytest.fixture
def fake(nothing_set):
    with Running() as api:
        nothing_set.setenv("FAWEN_WECHAT_APPID", APP_ID)
        nothing_set.setenv("FAWEN_WECHAT_SECRET", SECRET)
        nothing_set.setenv("FAWEN_WECHAT_TOKEN", "rehearsaltoken")
        nothing_set.setenv("FAWEN_PUBLIC_URL", "http://127.0.0.1:9")
        nothing_set.setenv("FAWEN_WECHAT_API", api.url)
        yield api.fake


def test_the_shipped_menu_is_checked_without_an_account(nothing_set, capsys):
    assert main(["wechat", "menu", "check"]) == 0
    said = capsys.readouterr().out
    assert "法律咨询  →  说：看全部分类" in said and "听不听得懂" not in said


def test_words_the_talk_may_not_know_are_pointed_out(nothing_set, capsys, tmp_path):
    file = tmp_path / "menu.yml"
    file.write_text("menu:\n  - name: 咨询\n    items:\n      - name: 怪话\n        say: 天上飞的是啥鸟\n", "utf-8")
    assert main(["wechat", "menu", "--file", str(file), "check"]) == 0
    assert "听不听得懂" in capsys.readouterr().out


def test_a_wrong_menu_is_neither_checked_nor_published(fake, capsys, tmp_path):
    file = tmp_path / "menu.yml"
    file.write_text("menu:\n  - name: 这个名字太长了\n    items: []\n", "utf-8")
    for act in ("check", "push", "show"):
        assert main(["wechat", "menu", "--file", str(file), act]) == 1
        assert "menu.yml:2:" in capsys.readouterr().err
    assert fake.account.menu is None


def test_the_menu_is_published_compared_and_deleted(fake, capsys):
    assert main(["wechat", "menu", "show"]) == 1
    assert "还没有菜单" in capsys.readouterr().out
    assert main(["wechat", "menu", "push"]) == 0
    assert len(fake.account.menu["button"]) == 3
    assert main(["wechat", "menu", "show"]) == 0
    assert "和文件一样" in capsys.readouterr().out
    fake.account.menu["button"].pop()
    assert main(["wechat", "menu", "show"]) == 1
    assert "少了「我的 › 我的信息」" in capsys.readouterr().out
    assert main(["wechat", "menu", "delete"]) == 2
    assert fake.account.menu is not None
    assert main(["wechat", "menu", "delete", "--yes"]) == 0
    assert fake.account.menu is None


def test_without_an_account_each_says_what_is_wanted(nothing_set, capsys):
    for words in (["menu", "push"], ["menu", "delete", "--yes"], ["qr", "示例村"]):
        assert main(["wechat", *words]) == 1
        assert "FAWEN_WECHAT_APPID" in capsys.readouterr().err
    assert main(["wechat", "doctor"]) == 1
    said = capsys.readouterr().out
    assert "✘ 配置" in said and "FAWEN_WECHAT_SECRET" in said


def test_what_wechat_refuses_is_explained_and_fails(fake, capsys):
    fake.account.secret = "another"
    assert main(["wechat", "menu", "push"]) == 1
    assert "AppSecret" in capsys.readouterr().err


def test_the_doctor_goes_through_everything_and_fails_while_something_is_wrong(fake, capsys):
    assert main(["wechat", "menu", "push"]) == 0
    capsys.readouterr()
    assert main(["wechat", "doctor"]) == 1
    said = capsys.readouterr().out
    assert "✔ 凭据" in said and "✔ 公众号上的菜单" in said and "✘ 回调" in said and "有 1 处要改" in said
    for secret in (SECRET, "rehearsaltoken", *(token for token, _ in fake.account.old_way)):
        assert secret not in said


@pytest.fixture
def district(fake):
    database = Database.from_environment()
    database.migrate()
    with database.session() as session:
        load_sample_if_empty(session)
    database.close()


@pytest.mark.parametrize("ending", ["svg", "png"])
def test_a_qr_code_is_drawn_and_saved(district, capsys, tmp_path, ending):
    out = tmp_path / f"code.{ending}"
    assert main(["wechat", "qr", VILLAGE, "--out", str(out)]) == 0
    said = capsys.readouterr().out
    assert VILLAGE in said and "场景值：place-" in said and "http://weixin.qq.com/q/" in said and "▄" in said
    assert out.read_bytes().startswith(b"\x89PNG" if ending == "png" else b"<?xml")


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["没有这个村"], 1, "没有「没有这个村」"),
        (["示例镇"], 1, "您是不是要"),
        ([VILLAGE, "--days", "31"], 2, "30"),
        ([VILLAGE, "--out", "code.jpg"], 2, ".svg"),
        ([VILLAGE, "--out", "/nowhere/code.svg"], 1, "写不了"),
    ],
)
def test_a_qr_code_that_cannot_be_made(district, capsys, words, code, told):
    assert main(["wechat", "qr", *words]) == code
    assert told in capsys.readouterr().err
