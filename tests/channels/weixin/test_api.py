"""Our side of WeChat's API against the fake server: what is sent, what each refusal becomes, and what may have arrived."""

import logging
import traceback
from dataclasses import replace

import pytest

from channels.rehearsal.fake_api import SECRET
from channels.weixin.api import Api
from channels.weixin.errors import EXPLAINED, ApiError, Unreachable, explain
from tests.serving import free_port

WHO = "oRehearsal-示例居民"
WORDS, CODE = "一句心里话", "code-of-a-page"
CARD = {
    "type": "card",
    "title": "示例指南",
    "description": "点开看",
    "url": "https://fawen.example.gov.cn/g/1",
    "text": "指南",
}
MENU = {
    "type": "menu",
    "head": "选一个：",
    "options": ["交通事故", "离婚"],
    "tail": "也可以打字",
    "text": "1 交通事故\n2 离婚",
}
SEND = "/cgi-bin/message/custom/send"


@pytest.fixture
async def api(light_database, settings):
    one = Api.opened(light_database, settings, patience=0.5)
    yield one
    await one.close()


@pytest.fixture
def active(fake):
    fake.account.active(WHO, "typed")
    return fake


def order(fake, **fault):
    from channels.rehearsal.fake_faults import Fault

    fake.faults.orders.append(Fault(**{"path": SEND, **fault}))


async def test_text_card_and_menu_arrive_as_wechat_wants_them(api, active):
    await api.send_text(WHO, "您好，点「查看」")
    await api.send_card(WHO, CARD)
    await api.send_menu(WHO, MENU)
    text, card, menu = (one["body"] for one in active.account.delivered)
    assert text == {"touser": WHO, "msgtype": "text", "text": {"content": "您好，点「查看」"}}
    assert card["news"]["articles"] == [
        {"title": "示例指南", "description": "点开看", "url": CARD["url"], "picurl": ""}
    ]
    assert menu["msgmenu"]["list"] == [{"id": "1", "content": "交通事故"}, {"id": "2", "content": "离婚"}]


@pytest.mark.parametrize(("msgmenu", "kinds"), [(False, ["news", "text", "text"]), (True, ["news", "msgmenu", "text"])])
async def test_a_part_goes_in_the_best_form_the_account_may_send(light_database, settings, active, msgmenu, kinds):
    one = Api.opened(light_database, replace(settings, msgmenu=msgmenu))
    for part in (CARD, MENU, {"type": "text", "text": "好"}):
        await one.send_part(WHO, part)
    await one.close()
    assert [each["body"]["msgtype"] for each in active.account.delivered] == kinds


@pytest.mark.parametrize("code", [40200, 45098])
async def test_a_menu_the_account_may_not_send_goes_as_text(light_database, settings, active, code):
    order(active, code=code)
    one = Api.opened(light_database, replace(settings, msgmenu=True))
    await one.send_part(WHO, MENU)
    await one.close()
    assert [each["body"]["text"]["content"] for each in active.account.delivered] == [MENU["text"]]


@pytest.mark.parametrize("subscription", [False, True])
async def test_a_template_needs_no_window(api, fake, subscription):
    template = next(iter(fake.account.templates))
    fake.account.active(WHO, "follows")
    await api.send_template(WHO, template, {"thing1": "示例"}, "https://fawen.example.gov.cn/mine", subscription)
    body = fake.account.delivered[0]["body"]
    assert body["data"] == {"thing1": {"value": "示例"}}
    assert body["page" if subscription else "url"].endswith("/mine")


async def test_the_fifth_message_of_a_window_is_the_last(api, active):
    for _ in range(5):
        await api.send_text(WHO, "好")
    with pytest.raises(ApiError) as met:
        await api.send_text(WHO, "好")
    assert met.value.code == 45047
    active.account.ahead = 48 * 3600 + 1
    with pytest.raises(ApiError) as met:
        await api.send_text(WHO, "好")
    assert met.value.code in (45015, 42001)


async def test_a_tap_opens_a_minute_for_three(api, fake):
    fake.account.active(WHO, "tapped")
    for _ in range(3):
        await api.send_text(WHO, "好")
    with pytest.raises(ApiError) as met:
        await api.send_text(WHO, "好")
    assert met.value.code == 45047
    fake.account.active(WHO, "tapped")
    fake.account.ahead = 61
    with pytest.raises(ApiError) as met:
        await api.send_text(WHO, "好")
    assert met.value.code == 45015


async def test_who_has_left_or_is_not_known_gets_nothing(api, active):
    active.account.active(WHO, "left")
    for openid, code in ((WHO, 43004), ("oSomebody", 40003)):
        with pytest.raises(ApiError) as met:
            await api.send_text(openid, "好")
        assert met.value.code == code
    assert not active.account.delivered


@pytest.mark.parametrize("code", [45015, 45047, 45098, 45009, 48001, 43101])
async def test_a_refusal_is_told_by_its_number(api, active, code):
    order(active, code=code)
    with pytest.raises(ApiError) as met:
        await api.send_text(WHO, "好")
    assert met.value.code == code
    assert str(code) in met.value.text and explain(code) == met.value.text
    assert not active.account.delivered


@pytest.mark.parametrize("code", [40001, 40014, 42001])
async def test_a_refused_token_is_replaced_and_the_call_tried_once_more(api, active, code):
    order(active, code=code)
    await api.send_text(WHO, "好")
    assert len(active.account.delivered) == 1
    assert active.calls["/cgi-bin/token"] == 2


async def test_a_token_refused_twice_is_given_up(api, active):
    order(active, code=40001, times=5)
    with pytest.raises(ApiError) as met:
        await api.send_text(WHO, "好")
    assert met.value.code == 40001
    assert active.calls[SEND] == 2


@pytest.mark.parametrize("code", [-1, 45011])
async def test_a_busy_wechat_has_certainly_not_sent_it(api, active, code):
    order(active, code=code)
    with pytest.raises(Unreachable) as met:
        await api.send_text(WHO, "好")
    assert not met.value.maybe_sent


@pytest.mark.parametrize(
    ("fault", "arrived"),
    [({"close": "after"}, 1), ({"close": "before"}, 0), ({"rubbish": True}, 1), ({"status": 500}, 0), ({"hang": 5}, 0)],
)
async def test_without_a_plain_answer_it_may_have_been_sent(api, active, fault, arrived):
    order(active, **fault)
    with pytest.raises(Unreachable) as met:
        await api.send_text(WHO, "好")
    assert met.value.maybe_sent
    assert len(active.account.delivered) == arrived


async def test_an_unreachable_server_has_not_been_sent_anything(light_database, settings):
    one = Api.opened(light_database, replace(settings, api_url=f"http://127.0.0.1:{free_port()}"))
    with pytest.raises(Unreachable) as met:
        await one.send_text(WHO, "好")
    await one.close()
    assert not met.value.maybe_sent


async def test_a_token_that_cannot_be_fetched_leaves_the_message_certainly_unsent(api, active):
    order(active, path="/cgi-bin/token", hang=5)
    with pytest.raises(Unreachable) as met:
        await api.send_text(WHO, "好")
    assert not met.value.maybe_sent


@pytest.mark.parametrize(
    "answer", ["[]", '{"errcode": "x"}', '"好"', "{", "", '{"access_token": 5, "expires_in": 7200}']
)
async def test_strange_answers_are_rubbish_and_nothing_worse(light_database, settings, answer):
    from aiohttp import web

    async def odd(request):
        return web.Response(text=answer)

    app = web.Application()
    app.add_routes([web.route("*", "/{path:.*}", odd)])
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    one = Api.opened(light_database, replace(settings, api_url=f"http://127.0.0.1:{runner.addresses[0][1]}"))
    try:
        with pytest.raises(Unreachable):
            await one.send_text(WHO, "好")
        with pytest.raises(Unreachable):
            await one.openid_of("code")
    finally:
        await one.close()
        await runner.cleanup()


async def test_a_redirection_is_not_followed_with_the_token(light_database, settings):
    from aiohttp import web

    asked = []

    async def elsewhere(request):
        asked.append(request.path)
        raise web.HTTPFound("/stolen")

    app = web.Application()
    app.add_routes([web.route("*", "/{path:.*}", elsewhere)])
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    one = Api.opened(light_database, replace(settings, api_url=f"http://127.0.0.1:{runner.addresses[0][1]}"))
    try:
        with pytest.raises(Unreachable) as met:
            await one.openid_of(CODE)
    finally:
        await one.close()
        await runner.cleanup()
    assert asked == ["/sns/oauth2/access_token"] and not met.value.maybe_sent


async def test_a_qr_code_may_last_or_pass(api):
    assert (await api.make_qr("place-12")).startswith("http://weixin.qq.com/q/")
    assert (await api.make_qr("place-12", 3600)).startswith("http://weixin.qq.com/q/")
    with pytest.raises(ApiError):
        await api.make_qr("x" * 65)


async def test_who_opened_a_page_is_found_once(api, fake):
    code = fake.account.new_code(WHO)
    assert await api.openid_of(code) == WHO
    with pytest.raises(ApiError) as met:
        await api.openid_of(code)
    assert met.value.code == 40163
    with pytest.raises(ApiError) as met:
        await api.openid_of("never-given")
    assert met.value.code == 40029


@pytest.mark.parametrize(("change", "code"), [({"app_id": "wx0000another0001"}, 40013), ({"secret": "wrong"}, 40125)])
async def test_wrong_credentials_are_told_apart(light_database, settings, change, code):
    one = Api.opened(light_database, replace(settings, **change))
    with pytest.raises(ApiError) as met:
        await one.get_menu()
    await one.close()
    assert met.value.code == code


async def test_an_address_that_is_not_on_the_list_is_named(api, fake):
    fake.account.whitelist_open = False
    with pytest.raises(ApiError) as met:
        await api.get_menu()
    assert met.value.code == 40164 and "203.0.113.7" in met.value.text


def test_every_explanation_says_what_to_do():
    for code in [*EXPLAINED, 99999]:
        assert str(code) in explain(code) and "：" in explain(code)


@pytest.mark.parametrize("path", [SEND, "/cgi-bin/token", "/sns/oauth2/access_token"])
@pytest.mark.parametrize(
    "fault", [{"code": 40003}, {"close": "before"}, {"rubbish": True}, {"status": 502}, {"hang": 5}]
)
async def test_no_secret_is_in_an_exception_or_a_log(api, active, settings, caplog, path, fault):
    caplog.set_level(logging.DEBUG)
    token = await api._tokens.token() if path != "/cgi-bin/token" else "-none-"
    order(active, path=path, **fault)
    with pytest.raises((ApiError, Unreachable)) as met:
        if path == SEND:
            await api.send_text(WHO, WORDS)
        elif path == "/cgi-bin/token":
            await api.get_menu()
        else:
            await api.openid_of(CODE)
    told = "".join(traceback.format_exception(met.value)) + repr(vars(met.value)) + repr(met.value.__context__)
    told += "\n".join(f"{one.getMessage()} {one.exc_text or ''}" for one in caplog.records)
    for secret in (SECRET, token, WHO, WORDS, CODE):
        assert secret not in told
