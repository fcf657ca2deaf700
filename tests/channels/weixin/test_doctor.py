"""The doctor against the fake API and a door of this test's own: every illness is found and has its remedy."""

from collections import Counter
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from aiohttp import web

from casework import clock
from channels.rehearsal.fake_api import SECRET
from channels.rehearsal.fake_faults import Fault
from channels.weixin.api import Api
from channels.weixin.doctor import configuration, examine
from channels.weixin.envelope import Envelope, Refused
from channels.weixin.menu_file import load
from channels.weixin.outcomes import OPEN, RIGHT, WRONG
from channels.weixin.reachability import address
from tests.serving import free_port

ENVELOPE = web.AppKey("envelope", Envelope)


async def honest(request):
    """As our own door answers: through the real envelope."""
    try:
        return web.Response(text=request.app[ENVELOPE].echo(dict(request.query)))
    except Refused:
        return web.Response(status=403)


async def trusting(request):
    return web.Response(text=request.query.get("echostr", ""))


def answering(status, **headers):
    async def answer(request):
        return web.Response(status=status, headers=headers)

    return answer


@asynccontextmanager
async def door(settings, answer):
    """A server that answers at /wechat so; gives the settings with its address in them."""
    app = web.Application()
    app[ENVELOPE] = Envelope(settings)
    app.add_routes([web.get("/wechat", answer)])
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield replace(settings, public_url=f"http://127.0.0.1:{runner.addresses[0][1]}")
    finally:
        await runner.cleanup()


@pytest.fixture
def look(light_database, settings):
    """What the doctor finds, by title."""

    async def examined(answer=honest, now=clock.now, **change):
        async with door(replace(settings, **change), answer) as opened:
            api = Api.opened(light_database, opened, patience=0.5)
            try:
                found = [one async for one in examine(opened, api, now, patience=0.5)]
            finally:
                await api.close()
        titles = Counter(one.title for one in found)
        assert max(titles.values()) == 1
        return {one.title: one for one in found}

    return examined


async def healthy(fake, settings, address=""):
    """Publishes the menu that the doctor will compare with."""
    fake.account.menu = load(settings.file).menu(address or settings.public_url)


async def test_a_healthy_account_has_nothing_wrong(look, fake, settings, tmp_path):
    # The door's port is not known beforehand, so this menu has no pages in it.
    file = tmp_path / "wechat.yml"
    template = next(iter(fake.account.templates))
    file.write_text(
        "menu:\n  - name: 咨询\n    items:\n      - name: 法律咨询\n        say: 菜单\n"
        f"templates:\n  progress:\n    id: {template}\n    fields:\n      thing1: number\n",
        "utf-8",
    )
    fake.account.menu = load(file).menu("")
    found = await look(file=file, aes_key="a" * 43, mode="safe")
    assert [one.title for one in found.values() if one.mark != RIGHT] == ["网址"]
    assert found["网址"].mark == OPEN
    assert "办理进度通知" in found["通知模板 progress"].text


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (40013, "FAWEN_WECHAT_APPID"),
        (40125, "FAWEN_WECHAT_SECRET"),
        (40243, "解冻"),
        (45009, "明天"),
        (50002, "通知中心"),
    ],
)
async def test_a_refused_token_is_explained_and_what_hangs_on_it_left_open(look, fake, code, told):
    fake.faults.orders.append(Fault(path="/cgi-bin/token", code=code, times=9))
    found = await look()
    assert found["凭据"].mark == WRONG
    assert told in found["凭据"].text and str(code) in found["凭据"].text
    assert found["公众号上的菜单"].mark == found["微信看回调"].mark == OPEN
    assert found["回调"].mark == RIGHT


async def test_an_address_off_the_whitelist_is_named(look, fake):
    fake.account.whitelist_open = False
    found = await look()
    assert found["凭据"].mark == WRONG
    assert "203.0.113.7" in found["凭据"].text and "白名单" in found["凭据"].text


async def test_a_wrong_secret_is_found_although_a_good_token_is_still_kept(look, fake):
    await look()
    fake.account.secret = "reset-in-the-console"
    found = await look()
    assert found["凭据"].mark == WRONG and "AppSecret" in found["凭据"].text


async def test_looking_does_not_throw_the_running_service_out(look, fake, light_database, settings):
    fake.account.active("o-示例", "typed")
    service = Api.opened(light_database, settings)
    await service.send_text("o-示例", "前")
    await look()
    fetched = fake.calls["/cgi-bin/token"]
    fake.account.ahead = 400  # past the five minutes in which the old token still lives
    await service.send_text("o-示例", "后")
    await service.close()
    assert len(fake.account.delivered) == 2
    assert fake.calls["/cgi-bin/token"] == fetched


@pytest.mark.parametrize(("off", "told"), [(90, "快了"), (-90, "慢了"), (900, "拒收")])
async def test_a_wrong_clock_is_measured_against_wechats(look, off, told):
    found = await look(now=lambda: clock.now() + timedelta(seconds=off))
    assert found["时间"].mark == WRONG
    assert told in found["时间"].text and "timedatectl" in found["时间"].text


async def test_an_api_that_cannot_be_reached_is_told_once_for_each_thing(look):
    found = await look(api_url=f"http://127.0.0.1:{free_port()}")
    assert found["时间"].mark == found["凭据"].mark == WRONG
    assert "防火墙" in found["凭据"].text


async def test_a_menu_not_published_or_another_one(look, fake, settings):
    assert "menu push" in (await look())["公众号上的菜单"].text
    await healthy(fake, settings, "https://elsewhere.example.com")
    found = await look()
    assert found["公众号上的菜单"].mark == WRONG and "我的案件和指南" in found["公众号上的菜单"].text


async def test_a_menu_file_with_mistakes_is_quoted_with_its_lines(look, tmp_path):
    (tmp_path / "bad.yml").write_text("menu:\n  - name: 这个名字太长了\n    items: []\n", "utf-8")
    found = await look(file=tmp_path / "bad.yml")
    assert found["菜单文件"].mark == WRONG and "bad.yml:2:" in found["菜单文件"].text
    assert found["公众号上的菜单"].mark == OPEN


async def test_a_template_the_account_does_not_have(look, tmp_path):
    file = tmp_path / "wechat.yml"
    file.write_text(
        "menu:\n  - name: 咨询\n    items:\n      - name: 法律咨询\n        say: 菜单\n"
        "templates:\n  progress:\n    id: nobody-has-this\n    kind: subscription\n    fields:\n      thing1: number\n",
        "utf-8",
    )
    found = await look(file=file)
    assert found["通知模板 progress"].mark == WRONG and "模板ID" in found["通知模板 progress"].text


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (answering(403), "FAWEN_WECHAT_TOKEN"),
        (answering(404), "没有这一页"),
        (answering(301, Location="https://elsewhere.example.com/"), "最后那个网址"),
        (answering(502), "没有运行"),
        (answering(500), "HTTP 500"),
        (answering(200), "回答不对"),
    ],
)
async def test_a_callback_that_answers_wrongly(look, answer, told):
    found = await look(answer)
    assert found["回调"].mark == WRONG and told in found["回调"].text


async def test_a_callback_that_believes_everybody(look):
    found = await look(trusting)
    assert found["回调"].mark == RIGHT
    assert found["回调拒绝假消息"].mark == WRONG


async def test_a_callback_with_another_token_than_ours(look, settings):
    async def other(request):
        request.app[ENVELOPE]._settings = replace(settings, token="another")
        return await honest(request)

    assert "FAWEN_WECHAT_TOKEN" in (await look(other))["回调"].text


async def test_a_callback_nobody_answers_at(light_database, settings):
    closed = replace(settings, public_url=f"http://127.0.0.1:{free_port()}")
    api = Api.opened(light_database, closed)
    found = {one.title: one async for one in examine(closed, api)}
    await api.close()
    assert found["回调"].mark == WRONG and "打不开" in found["回调"].text
    assert found["回调拒绝假消息"].mark == OPEN


async def test_what_wechat_sees_of_the_callback(look, fake):
    fake.faults.orders.append(Fault(path="/cgi-bin/callback/check", code=40201))
    assert (await look())["微信看回调"].mark == OPEN


@pytest.mark.parametrize(
    ("url", "mark", "told"),
    [
        ("https://fawen.example.gov.cn", RIGHT, "HTTPS"),
        ("https://fawen.example.gov.cn:443", RIGHT, "HTTPS"),
        ("http://fawen.example.gov.cn", WRONG, "https://"),
        ("https://fawen.example.gov.cn:8443", WRONG, "8443"),
        ("https://localhost", WRONG, "内网"),
        ("https://192.168.1.5", WRONG, "内网"),
        ("https://10.0.0.1", WRONG, "内网"),
        ("https://server.local", WRONG, "内网"),
        ("https://[::1]", WRONG, "内网"),
    ],
)
def test_an_address_wechat_could_come_to(url, mark, told):
    outcome = address(url)
    assert outcome.mark == mark and told in outcome.text


def test_plain_mode_is_pointed_out(settings):
    assert configuration(settings).mark == OPEN
    assert configuration(replace(settings, aes_key="a" * 43, mode="safe")).mark == RIGHT


async def test_nothing_secret_is_printed(look, fake, settings):
    for fault in (Fault(path="/cgi-bin/token", code=40125), Fault(path="/cgi-bin/menu/get", code=40001, times=3)):
        fake.faults.orders.append(fault)
        told = "\n".join(map(str, (await look()).values()))
        living = [token for token, _ in fake.account.old_way]
        for secret in (SECRET, settings.token, *living):
            assert secret not in told
