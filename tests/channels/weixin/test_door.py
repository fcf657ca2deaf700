"""The real service with an account: what is refused at its door, and the scripts that are shipped, calm and thrice."""

import dataclasses
import secrets

import pytest
import requests

from channels.rehearsal import deeds, sealing, stage
from channels.rehearsal.fake_api import Running
from channels.rehearsal.performance import curtain
from channels.rehearsal.script import SCRIPTS, load
from channels.weixin.menu_file import load as load_file
from channels.weixin.settings import MENU_FILE
from tests.serving import Service

pytestmark = pytest.mark.xdist_group("wechat")
NAMES = sorted(path.stem for path in SCRIPTS.glob("*.yml"))


@pytest.fixture(scope="module")
def api():
    with Running() as running:
        yield running


@pytest.fixture(scope="module")
def service(tmp_path_factory, api):
    port = stage.free_port()
    account = stage.made_up("safe", api.url, f"http://127.0.0.1:{port}")
    one = Service(tmp_path_factory.mktemp("scripts"), **account, PORT=str(port))
    one.port, one.url = port, f"http://127.0.0.1:{port}"
    one.start()
    yield one
    one.stop()


@pytest.mark.parametrize("resend, at_once", [(1, False), (3, True)], ids=["calm", "every message thrice"])
@pytest.mark.parametrize("name", NAMES)
async def test_a_script_is_played_to_its_end(name, resend, at_once, service, api):
    settings = {
        "callback": f"{service.url}/wechat",
        "account": stage.account_in(service.environment),
        "resend": resend,
        "at_once": at_once,
    }
    async with curtain(settings, api.url, service.environment) as play:
        menu = load_file(MENU_FILE).menu(service.url)
        play.menu = {
            item["name"]: (item["type"], item.get("key") or item["url"])
            for group in menu["button"]
            for item in group["sub_button"]
        }
        await play.play(load(name), 1, 60)
        assert not play.troubles
        assert play.tally.deliveries >= resend * play.tally.messages


def test_there_are_scripts():
    assert "车祸" in NAMES


@pytest.fixture
def account(service):
    return stage.account_in(service.environment)


def post(service, account, xml=None, openid="openid", **changes):
    query, body = sealing.seal(account, xml or deeds.text("您好").xml(openid, account.name), openid)
    return requests.post(f"{service.url}/wechat", params={**query, **changes}, data=body, timeout=20)


def test_the_console_is_answered_and_a_stranger_is_not(service, account):
    echo = secrets.token_hex(8)
    right = {**sealing.query(account), "echostr": echo}
    assert requests.get(f"{service.url}/wechat", params=right, timeout=20).text == echo
    wrong = requests.get(f"{service.url}/wechat", params={**right, "signature": "0" * 40}, timeout=20)
    assert (wrong.status_code, wrong.text) == (403, "")


@pytest.mark.parametrize(
    "changes", [{"msg_signature": "0" * 40}, {"signature": "0" * 40}, {"timestamp": "1700000000"}, {"encrypt_type": ""}]
)
def test_what_is_not_signed_for_us_is_refused_without_a_word(service, account, changes):
    refused = post(service, account, **changes)
    assert (refused.status_code, refused.text) == (403, "")


def test_another_app_is_refused(service, account):
    other = dataclasses.replace(account, app_id="wx0000000000000000")
    assert post(service, other).status_code == 403


@pytest.mark.parametrize(
    "xml",
    [
        "<xml><MsgType>text</MsgType></xml>",
        "<xml><ToUserName>gh_rehearsal00</ToUserName><FromUserName>o</FromUserName><CreateTime>1</CreateTime>"
        "<MsgType>hologram</MsgType><MsgId>1</MsgId></xml>",
        "kein XML",
    ],
    ids=["fields missing", "a type nobody knows", "no XML"],
)
def test_what_cannot_be_read_is_taken_silently(service, account, xml):
    taken = post(service, account, xml)
    assert (taken.status_code, taken.text) == (200, "success")


def test_a_message_to_another_account_is_not_answered(service, account):
    taken = post(service, account, deeds.text("您好").xml("openid", "gh_somebodyelse"))
    assert (taken.status_code, taken.text) == (200, "success")


def test_a_body_beyond_all_measure_is_refused(service, account):
    query, _ = sealing.seal(account, "<xml/>")
    for size in (300_000, 2_000_000):
        refused = requests.post(f"{service.url}/wechat", params=query, data=b"<xml>" + b"a" * size, timeout=20)
        assert refused.status_code in (403, 413)


def test_the_way_in_for_pages_is_there_only_with_an_account(service):
    inside = requests.get(f"{service.url}/wx/in", params={"to": "/mine"}, allow_redirects=False, timeout=20)
    assert inside.status_code == 302 and "/connect/oauth2/authorize" in inside.headers["Location"]
