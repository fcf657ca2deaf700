"""Without an account the channel stays off and says why; with a wrong file nothing starts and the line is named."""

import pytest

from bot import official_account as door
from channels.rehearsal import stage


@pytest.fixture
def account(monkeypatch):
    """The environment of an account, to be changed by the test."""

    def given(**changes):
        for name, value in {**stage.made_up("safe", "http://127.0.0.1:1", "https://fawen.example"), **changes}.items():
            monkeypatch.setenv(name, value)
            if not value:
                monkeypatch.delenv(name)

    return given


def opened():
    return door.official_account(None, None, None)


def test_with_nothing_set_it_is_off(capsys):
    assert opened() is None
    assert "微信公众号没有开" in capsys.readouterr().out


def test_half_set_it_is_off_and_names_what_is_wanted(account, capsys):
    account(FAWEN_WECHAT_TOKEN="")
    assert opened() is None
    assert "FAWEN_WECHAT_TOKEN" in capsys.readouterr().out


def test_a_value_that_cannot_be_right_stops_the_start(account):
    account(FAWEN_WECHAT_AES_KEY="short")
    with pytest.raises(SystemExit, match="FAWEN_WECHAT_AES_KEY"):
        opened()


def test_a_menu_file_with_a_mistake_stops_the_start_with_its_line(account, tmp_path):
    file = tmp_path / "wechat.yml"
    file.write_text(
        "menu:\n  - name: 咨询\n    items:\n      - name: 一个太长太长太长的名字\n        say: 您好\n", "utf-8"
    )
    account(FAWEN_WECHAT_FILE=str(file))
    with pytest.raises(SystemExit, match=r"wechat\.yml:4"):
        opened()
