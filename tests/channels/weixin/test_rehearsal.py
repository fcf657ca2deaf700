"""The whole rehearsal but for our service: the player, the fake API and the terminal around a stand-in."""

import argparse
import asyncio
import os
import sys

import aiohttp
import pytest
import pytest_asyncio

from bot.commands import wechat_simulate
from channels.rehearsal import stage, wording
from channels.rehearsal.answers import Shown
from channels.rehearsal.backstage import shown
from channels.rehearsal.fake_api import Running
from channels.rehearsal.performance import curtain
from channels.rehearsal.player import told_twice
from channels.weixin.settings import Settings
from tests.channels.weixin.stand_in import StandIn, account

PATIENCE = 20


@pytest_asyncio.fixture
async def play():
    """A stand-in, the fake API and a performance between them."""
    server = StandIn(account())
    settings = {"callback": await server.start(), "account": server.account}
    with Running() as api:
        async with curtain(settings, api.url, {}) as performance:
            yield server, api, performance
    await server.stop()


async def send(api, openid, **message):
    """A message as a server sends it: with the account's token, by the API."""
    fake = api.fake
    async with aiohttp.ClientSession() as http:
        found = await http.get(
            f"{api.url}/cgi-bin/token",
            params={"grant_type": "client_credential", "appid": fake.account.app_id, "secret": fake.account.secret},
        )
        token = (await found.json())["access_token"]
        path = "template" if "template_id" in message else "custom"
        sent = await http.post(
            f"{api.url}/cgi-bin/message/{path}/send", params={"access_token": token}, json={"touser": openid, **message}
        )
        return (await sent.json())["errcode"]


async def test_messages_sent_later_appear_on_the_right_phone(play):
    _, api, performance = play
    one, other = performance.resident(), performance.resident()
    await one.says("您好")
    assert await send(api, one.openid, msgtype="text", text={"content": "案件进度：已受理"}) == 0
    assert await one.until(lambda: any(shown.how == "service" for shown in one.seen), PATIENCE)
    assert [shown.text for shown in one.seen] == ["您好", "听到：您好", "案件进度：已受理"] and not other.seen
    assert performance.tally.service == 1 and not performance.troubles


async def test_a_deed_opens_the_window_before_the_server_hears_of_it(play):
    server, api, performance = play
    sent = []
    answer = server.answer

    def answering(said):
        sent.append(dict(api.fake.account.people))
        return answer(said)

    server.answer = answering
    player = performance.resident()
    await player.says("您好")
    assert sent[0][player.openid].windows["typed"].left == 5
    await player.does(wording.deed("取关", ""))
    assert await send(api, player.openid, msgtype="text", text={"content": "进度"}) != 0


async def test_what_the_api_takes_is_shown_as_a_phone_shows_it():
    text = {"msgtype": "text", "text": {"content": "您好"}}
    assert shown("custom", text) == Shown("service", "您好")
    article = {"title": "指南", "description": "看看", "url": "http://x/g/1"}
    assert shown("custom", {"msgtype": "news", "news": {"articles": [article]}}).url == "http://x/g/1"
    menu = {"head_content": "选一个", "list": [{"id": "1", "content": "对"}], "tail_content": "回复数字"}
    tapped = shown("custom", {"msgtype": "msgmenu", "msgmenu": menu})
    assert tapped.options == (("1", "对"),) and "回复数字" in tapped.text
    template = {"template_id": "t", "url": "http://x/mine", "data": {"thing1": {"value": "已受理"}}}
    assert shown("template", template) == Shown("template", "thing1：已受理", url="http://x/mine")


async def test_the_keyboard_says_taps_looks_and_calls_for_more(play, capsys):
    server, _, performance = play
    lines = [
        "您好",
        "",
        "/点 我的案件",
        "/飞 天上",
        "/位置 哪里",
        "/帮助",
        "/打开 指南",
        "/人数 9999",
        "/人数 3",
        "/退出",
        "不说了",
    ]
    left = iter(lines)

    async def read():
        return next(left)

    await performance.by_hand(read)
    told = capsys.readouterr().out
    assert "公众号：听到：您好" in told and "公众号：听到：CLICK" in told
    assert "不知道「飞」" in told and "34.02 113.85" in told and "没有「指南」的卡片" in told and "人数写 1 到" in told
    assert "3 位居民同时说了「您好」：3 位当场得到回答，0 位" in told
    assert len(server.bodies) == 5 and next(left) == "不说了"


async def test_several_residents_play_one_script_and_what_goes_wrong_is_told(play, tmp_path):
    server, _, performance = play
    await performance.play([{"说": "您好", "有": "听到"}, {"说": "再说", "有": "没听到"}], users=3, patience=0.2)
    assert len(server.bodies) == 6 and len({one.openid for one in performance.players}) == 3
    assert len(performance.troubles) == 3 and performance.troubles[0].startswith("第 ")
    assert "第 2 步（说）：没有「没听到」" in performance.troubles[0]
    performance.write(tmp_path / "phones.txt")
    assert (tmp_path / "phones.txt").read_text("utf-8").count("公众号：听到：您好") == 3


def test_an_answer_told_at_once_and_later_is_noticed():
    told = [
        Shown("me", "问"),
        Shown("passive", "答"),
        Shown("service", "答"),
        Shown("me", "问"),
        Shown("passive", "答"),
    ]
    assert told_twice(told) == ["答"] and told_twice(told[2:]) == []


async def test_only_our_own_command_is_run_from_a_script():
    assert await stage.command("rm -rf /tmp/nothing", {}) == (2, "剧本里的命令只能是 fawen 开头的。")
    code, printed = await stage.command("fawen --help", {"PYTHONPATH": ":".join(sys.path)})
    assert code == 0 and "法问" in printed


@pytest.mark.parametrize("mode", ["safe", "compatible", "plain"])
def test_the_made_up_account_is_one_the_service_takes(mode):
    environment = stage.made_up(mode, "http://127.0.0.1:9090", "http://localhost:8080")
    settings = Settings.from_environment(environment)
    known = stage.account_in(environment)
    assert (settings.token, settings.aes_key, settings.mode) == (known.token, known.aes_key, mode) and len(
        known.key
    ) == 32
    assert (settings.app_id, settings.account) == (known.app_id, known.name)
    assert stage.made_up(mode, "", "")["FAWEN_WECHAT_TOKEN"] != known.token


@pytest.fixture
def simulate(monkeypatch):
    """Runs the command with nothing but what is given in the environment."""

    def run(*arguments, **environment):
        for name in list(os.environ):
            if name.startswith("FAWEN_"):
                monkeypatch.delenv(name)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        parser = argparse.ArgumentParser()
        wechat_simulate.add_arguments(parser)
        return wechat_simulate.run(parser.parse_args(list(arguments)))

    return run


def test_a_call_that_cannot_be_played_is_explained(simulate, capsys):
    full = stage.made_up("safe", "https://api.weixin.qq.com", "https://fawen.example.gov.cn")
    for arguments, environment, told in (
        (["--users", "2"], {}, "要有剧本"),
        (["--resend", "0"], {}, "至少是 1"),
        (["--script", "没有"], {}, "没有剧本「没有」"),
        ([], {"FAWEN_WECHAT_TOKEN": "abc"}, "FAWEN_WECHAT_APPID"),
        ([], full, "真的微信接口"),
    ):
        assert simulate(*arguments, **environment) == 2
        assert told in capsys.readouterr().err


async def test_the_command_plays_against_a_server_that_runs(simulate, capsys, tmp_path):
    environment = stage.made_up("safe", f"http://127.0.0.1:{stage.free_port()}", "http://localhost:8080")
    server = StandIn(stage.account_in(environment))
    callback = await server.start()
    script, phone = tmp_path / "a.yml", tmp_path / "phone.txt"
    script.write_text("- 说: 您好\n  有: 听到\n- 扫: place-3\n  有: SCAN\n", "utf-8")
    arguments = ["--url", callback, "--script", str(script), "--resend", "3", "--at-once", "--transcript", str(phone)]
    assert await asyncio.to_thread(simulate, *arguments, **environment) == 0
    assert "投递 6 次；当场回复 2 条" in capsys.readouterr().out
    assert phone.read_text("utf-8").startswith("居民：您好\n公众号：听到：您好\n居民：（扫码 place-3）")
    script.write_text("- 说: 您好\n  有: 没有的话\n", "utf-8")
    code = await asyncio.to_thread(simulate, *arguments[:4], "--patience", "0.1", **environment)
    assert code == 1 and "没有「没有的话」" in capsys.readouterr().err
    wrong = {**environment, "FAWEN_WECHAT_TOKEN": "another1"}
    assert await asyncio.to_thread(simulate, *arguments[:4], **wrong) == 2
    await server.stop()
    assert await asyncio.to_thread(simulate, *arguments[:4], **environment) == 2
    assert "连不上" in capsys.readouterr().err
