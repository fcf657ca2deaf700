"""The fake of WeChat's servers, asked over HTTP as a script or the player would: its limits, its desk, its faults."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from channels.rehearsal.fake_api import APP_ID, SECRET, Running

WHO = "oRehearsal-1"
ROOT = Path(__file__).parents[3]
CREDENTIALS = {"grant_type": "client_credential", "appid": APP_ID, "secret": SECRET}


class Desk:
    """Asks the fake and tells it things, with a token where one is wanted."""

    def __init__(self, url):
        self.url, self.token = url, ""

    def tell(self, deed, **order):
        return requests.post(f"{self.url}/rehearsal/{deed}", json=order, timeout=5)

    def fetch(self):
        self.token = requests.get(f"{self.url}/cgi-bin/token", params=CREDENTIALS, timeout=5).json()["access_token"]
        return self.token

    def stable(self, force=False):
        body = {**CREDENTIALS, "force_refresh": force}
        return requests.post(f"{self.url}/cgi-bin/stable_token", json=body, timeout=5).json()

    def post(self, path, body, token=None):
        query = {"access_token": self.token if token is None else token}
        return requests.post(self.url + path, params=query, json=body, timeout=5).json()

    def say(self, text="好", openid=WHO, token=None):
        body = {"touser": openid, "msgtype": "text", "text": {"content": text}}
        return self.post("/cgi-bin/message/custom/send", body, token)["errcode"]

    def delivered(self, **query):
        return requests.get(f"{self.url}/rehearsal/delivered", params=query, timeout=5).json()["delivered"]


@pytest.fixture
def desk(running):
    one = Desk(running.url)
    one.fetch()
    one.tell("active", openid=WHO, how="typed")
    return one


def test_what_arrives_is_listed_by_person_and_from_a_number_on(desk):
    desk.tell("active", openid="oOther", how="typed")
    assert [desk.say("一"), desk.say("二", "oOther"), desk.say("三")] == [0, 0, 0]
    assert [one["body"]["text"]["content"] for one in desk.delivered(openid=WHO)] == ["一", "三"]
    assert [one["number"] for one in desk.delivered(after=1)] == [2, 3]


def test_an_older_token_lives_five_minutes_more_and_no_longer(desk):
    old = desk.token
    new = desk.fetch()
    assert desk.say(token=old) == 0
    desk.tell("clock", ahead=299)
    assert desk.say(token=old) == 0
    desk.tell("clock", ahead=301)
    assert desk.say(token=old) in (40001, 42001)
    assert desk.say(token=new) == 0


def test_tokens_end_and_strange_ones_are_told_apart(desk):
    assert desk.say(token="") == 41001
    assert desk.say(token="made-up") == 40014
    assert desk.say(token="OLD_made-up") == 40001
    desk.tell("clock", ahead=7201)
    assert desk.say() == 42001
    desk.tell("clock", ahead=0)
    desk.tell("revoke")
    assert desk.say() == 40001


def test_a_stable_token_stays_and_is_forced_within_limits(desk):
    first = desk.stable()
    assert desk.stable()["access_token"] == first["access_token"]
    desk.fetch()
    assert desk.say(token=first["access_token"]) == 0, "the old way does not touch it"
    forced = desk.stable(force=True)["access_token"]
    assert forced != first["access_token"]
    assert desk.say(token=first["access_token"]) == 40001
    assert desk.stable(force=True)["errcode"] == 45011
    codes = []
    for number in range(1, 21):
        desk.tell("clock", ahead=31 * number)
        codes.append(desk.stable(force=True).get("errcode", 0))
    assert codes == [0] * 19 + [45009]


def test_windows_are_spent_the_short_one_first(desk):
    desk.tell("active", openid=WHO, how="tapped")
    assert [desk.say() for _ in range(9)] == [0] * 8 + [45047]
    desk.tell("clock", ahead=48 * 3600 + 1)
    token = desk.fetch()
    assert desk.say(token=token) == 45015
    desk.tell("active", openid=WHO, how="left")
    assert desk.say(token=token) == 43004


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"msgtype": "text", "text": {"content": "字" * 683}}, 45002),
        ({"msgtype": "text", "text": {"content": " "}}, 44004),
        ({"msgtype": "text"}, 40008),
        ({"msgtype": "image", "image": {}}, 40008),
        ({"msgtype": "news", "news": {"articles": []}}, 45008),
        ({"msgtype": "news", "news": {"articles": [{"title": "好", "url": "/g/1"}]}}, 40039),
        ({"msgtype": "msgmenu", "msgmenu": {"head_content": "选", "list": []}}, 44002),
        (
            {"msgtype": "msgmenu", "msgmenu": {"head_content": "选" * 700, "list": [{"id": "1", "content": "好"}]}},
            45098,
        ),
    ],
)
def test_a_message_wechat_would_not_take(desk, body, code):
    assert desk.post("/cgi-bin/message/custom/send", {"touser": WHO, **body})["errcode"] == code
    assert not desk.delivered()
    assert [desk.say() for _ in range(6)] == [0] * 5 + [45047], "a refused message is not counted"


def test_what_an_account_may_not_do(desk):
    desk.tell("grant", msgmenu=False, customer_service=True, stable=False)
    menu = {"head_content": "选", "list": [{"id": "1", "content": "好"}]}
    body = {"touser": WHO, "msgtype": "msgmenu", "msgmenu": menu}
    assert desk.post("/cgi-bin/message/custom/send", body)["errcode"] == 40200
    assert desk.stable()["errcode"] == 48001
    desk.tell("grant", customer_service=False)
    assert desk.say() == 48001
    desk.tell("grant", whitelist=False)
    answer = requests.get(f"{desk.url}/cgi-bin/token", params=CREDENTIALS, timeout=5).json()
    assert answer["errcode"] == 40164
    assert desk.tell("grant", magic=True).status_code == 400


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"thing1": {"value": "好"}}, 0),
        ({"thing1": {"value": "字" * 21}}, 47003),
        ({"thing1": {"value": ""}}, 47003),
        ({"phrase2": {"value": "一二三四五六"}}, 47003),
        ({"time3": {"value": "2026-11-22T11:07"}}, 47003),
        ({"time3": {"value": "2026年11月22日 11:07"}}, 0),
        ({"character_string1": {"value": "示例1"}}, 47003),
        ({}, 47001),
    ],
)
def test_a_template_is_held_to_its_fields(desk, running, data, code):
    template = next(iter(running.fake.account.templates))
    body = {"touser": WHO, "template_id": template, "data": data}
    assert desk.post("/cgi-bin/message/template/send", body)["errcode"] == code
    assert desk.post("/cgi-bin/message/template/send", {**body, "template_id": "x"})["errcode"] == 40037


def test_a_page_sends_its_visitor_back_with_a_code_that_is_good_once(desk):
    query = {
        "appid": APP_ID,
        "redirect_uri": "http://127.0.0.1:1/wx/back?to=%2Fmine",
        "response_type": "code",
        "scope": "snsapi_base",
        "state": "s1",
    }
    address = f"{desk.url}/connect/oauth2/authorize"
    assert requests.get(address, params=query, allow_redirects=False, timeout=5).status_code == 400
    desk.tell("sign_in", openid=WHO)
    back = requests.get(address, params=query, allow_redirects=False, timeout=5)
    assert back.status_code == 302
    given = parse_qs(urlsplit(back.headers["Location"]).query)
    assert given["to"] == ["/mine"] and given["state"] == ["s1"]
    asked = {"appid": APP_ID, "secret": SECRET, "code": given["code"][0], "grant_type": "authorization_code"}
    first, second = (requests.get(f"{desk.url}/sns/oauth2/access_token", params=asked, timeout=5).json() for _ in "12")
    assert first["openid"] == WHO and second["errcode"] == 40163
    other = requests.get(address, params=query, headers={"X-Rehearsal-Openid": "oB"}, allow_redirects=False, timeout=5)
    asked["code"] = parse_qs(urlsplit(other.headers["Location"]).query)["code"][0]
    assert requests.get(f"{desk.url}/sns/oauth2/access_token", params=asked, timeout=5).json()["openid"] == "oB"
    for wrong, code in (({"appid": "wx1"}, 40013), ({"scope": "snsapi_login"}, 10005), ({"redirect_uri": "x"}, 10003)):
        answer = requests.get(address, params={**query, **wrong}, allow_redirects=False, timeout=5)
        assert answer.json()["errcode"] == code


def test_faults_come_as_often_as_they_were_ordered(desk):
    desk.tell("fault", path="/cgi-bin/message/custom/send", code=45047, times=2)
    assert [desk.say() for _ in range(3)] == [45047, 45047, 0]
    desk.tell("fault", close="after")
    with pytest.raises(requests.ConnectionError):
        desk.say("到了")
    desk.tell("fault", close="before")
    with pytest.raises(requests.ConnectionError):
        desk.say("没到")
    desk.tell("fault", rubbish=True)
    with pytest.raises(ValueError):
        desk.say("也到了")
    assert [one["body"]["text"]["content"] for one in desk.delivered()] == ["好", "到了", "也到了"]


@pytest.mark.parametrize(
    ("deed", "order"),
    [
        ("fault", {"explode": 1}),
        ("fault", {"close": "sometimes"}),
        ("active", {"openid": WHO, "how": "sleeps"}),
        ("active", {"how": "typed"}),
        ("clock", {"ahead": "x"}),
        ("sign_in", {}),
    ],
)
def test_an_order_that_makes_no_sense_is_refused_with_a_word(desk, deed, order):
    answer = desk.tell(deed, **order)
    assert answer.status_code == 400 and answer.json()["error"]


def test_it_can_be_put_back_to_its_beginning(desk):
    desk.say()
    desk.tell("reset")
    assert not desk.delivered()
    assert requests.get(f"{desk.url}/rehearsal/calls", timeout=5).json() == {"calls": {}}
    assert desk.say() == 40001


def test_a_body_that_is_no_json_is_refused_as_wechat_does(desk):
    address = f"{desk.url}/cgi-bin/menu/create"
    answer = requests.post(address, params={"access_token": desk.token}, data=b"\xff{", timeout=5)
    assert answer.json()["errcode"] == 47001


def test_two_run_side_by_side_and_a_taken_port_is_told():
    with Running() as one, Running() as other:
        assert one.url != other.url
        with pytest.raises(OSError):
            Running(port=urlsplit(one.url).port).start()


def test_it_runs_as_a_command_and_says_that_it_is_not_wechat():
    command = [sys.executable, "-u", "-m", "channels.rehearsal.fake_api", "--port", "0"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT) as process:
        try:
            said = [process.stdout.readline() for _ in range(3)]
            url = said[1].split("FAWEN_WECHAT_API=")[1].split()[0]
            assert "不是微信" in said[0]
            assert APP_ID in said[2]
            assert requests.get(f"{url}/cgi-bin/token", params=CREDENTIALS, timeout=5).json()["expires_in"] == 7200
        finally:
            process.terminate()


def test_nothing_of_the_rehearsal_is_used_by_the_service_nor_the_other_way_round():
    for path in (ROOT / "channels" / "rehearsal").glob("fake_*.py"):
        text = path.read_text("utf-8")
        assert "channels.weixin" not in text and "casework" not in text, path
    for room in ("channels/weixin", "casework"):
        for path in (ROOT / room).glob("*.py"):
            assert "rehearsal" not in path.read_text("utf-8").replace("A rehearsal's token", ""), path
