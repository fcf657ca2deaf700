"""The web door against the running service: sessions, exactly-once turns, odd input, refusals, and nothing said outside."""

import json
import re
import threading
import uuid

import pytest
import requests

from tests.serving import Visitor

pytestmark = pytest.mark.xdist_group("service")


def test_a_visitor_is_greeted_once_and_recognised_again(service):
    one = Visitor(service.url)
    first = one.open()
    assert first[0]["from"] == "bot" and len(first[0]["buttons"]) == 14
    assert one.open() == first
    cookie = next(iter(one.http.cookies))
    assert cookie.has_nonstandard_attr("HttpOnly") and cookie.get_nonstandard_attr("SameSite") == "Lax"
    assert one.http.cookies["fawen"] not in json.dumps(first)


def test_history_is_there_after_a_reload(visitor):
    visitor.say("想离婚", "2")
    told = visitor.open()
    assert [one["text"] for one in told if one["from"] == "resident"] == ["想离婚", "2"]
    assert [one["id"] for one in told] == sorted(one["id"] for one in told)


def test_a_forged_cookie_is_a_stranger(service, visitor):
    visitor.say("想离婚")
    forged = Visitor(service.url)
    forged.http.cookies.set("fawen", visitor.http.cookies["fawen"][:-3] + "abc")
    assert all(one["from"] == "bot" for one in forged.open())


def test_the_same_client_id_is_one_turn(visitor):
    visitor.say("想离婚")
    before = visitor.question["text"]
    client_id = str(uuid.uuid4())
    first, second = visitor.post("2", client_id).json(), visitor.post("2", client_id).json()
    assert first == second
    said = [one for one in visitor.open() if one["from"] == "resident"]
    assert len(said) == 2 and before


def test_the_same_client_id_many_times_at_once_is_one_turn(visitor):
    visitor.say("想离婚")
    client_id, answers = str(uuid.uuid4()), []
    threads = [threading.Thread(target=lambda: answers.append(visitor.post("2", client_id).json())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({json.dumps(one, sort_keys=True) for one in answers}) == 1
    assert len([one for one in visitor.open() if one["from"] == "resident"]) == 2


def test_quick_sentences_of_one_resident_are_taken_in_order(visitor):
    visitor.say("想离婚")
    threads = [threading.Thread(target=visitor.post, args=("不清楚",)) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    told = visitor.open()
    questions = [one["text"] for one in told if one.get("kind") == "question"]
    assert len(questions) == 6 and len(set(questions)) == 6


ODD = {
    "a slash command": "/restart",
    "an intent payload": '/consult_divorce{"a": 1}',
    "only slashes": "///",
    "5,000 characters": "房" * 5000,
    "only emoji": "😀😭🙏",
    "full width": "ＨＥＬＬＯ　１２３",
    "traditional characters": "我想離婚，老公打我怎麼辦",
    "mixed languages": "hello 我的 phone 被 骗子 hack 了",
    "control characters": "a\x00b\x07c",
    "markup": "<script>alert(1)</script>",
    "braces": "{facts} {0} %s",
    "one letter": "x",
    "half a character": "\ud83d 想离婚",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_odd_input_gets_a_sensible_reply(visitor, text):
    visitor.say(text)
    assert visitor.text.strip() and "岔子" not in visitor.text
    said = [one for one in visitor.open() if one["from"] == "resident"]
    assert [one["text"] for one in said] == [text.encode("utf-8", "replace").decode("utf-8")]


@pytest.mark.parametrize(
    "body, code",
    [
        ({"text": "   ", "client_id": "a"}, "empty"),
        ({"text": "你好"}, "bad_request"),
        ({"text": 5, "client_id": "a"}, "bad_request"),
        ({"text": "好", "client_id": "x" * 500}, "bad_request"),
        ({"text": "房" * 5001, "client_id": "a"}, "too_long"),
        ([1, 2], "bad_request"),
    ],
)
def test_bad_requests_are_refused_kindly(visitor, body, code):
    response = visitor.http.post(f"{visitor.url}/api/messages", json=body, timeout=30)
    assert response.status_code == 400
    assert response.json()["error"]["code"] == code
    assert re.search("[一-鿿]", response.json()["error"]["text"])


def test_broken_json_is_a_bad_request(visitor):
    response = visitor.http.post(f"{visitor.url}/api/messages", data=b"{not json", timeout=30)
    assert response.status_code == 400


def test_a_page_elsewhere_cannot_speak_for_a_visitor(visitor):
    visitor.http.headers.pop("X-Fawen")
    assert visitor.post("你好").status_code == 400
    assert visitor.http.delete(f"{visitor.url}/api/me", timeout=30).status_code == 400


def test_without_a_session_nothing_is_said(service):
    stranger = Visitor(service.url)
    assert stranger.post("你好").status_code == 401
    assert requests.get(f"{service.url}/api/events", timeout=10).status_code == 401


def test_rasas_own_doors_are_closed(service):
    for path in (
        "/webhooks/rest/webhook",
        "/webhooks/socketio",
        "/conversations/x/tracker",
        "/model/parse",
        "/status",
        "/version",
    ):
        assert requests.get(f"{service.url}{path}", timeout=10).status_code == 404
        assert requests.post(f"{service.url}{path}", json={}, timeout=10).status_code in (404, 405)


def test_later_messages_come_by_stream_and_by_asking(visitor):
    visitor.say("想离婚")
    last = visitor.last[-1]["id"]
    arrived = []

    def listen():
        with visitor.http.get(f"{visitor.url}/api/events?after={last}", stream=True, timeout=20) as stream:
            for line in stream.iter_lines(decode_unicode=False):
                if line.startswith(b"data:"):
                    arrived.append(json.loads(line[5:]))
                    if arrived[-1]["from"] == "bot":
                        return

    listener = threading.Thread(target=listen)
    listener.start()
    visitor.say("2")
    listener.join(20)
    asked = visitor.http.get(f"{visitor.url}/api/messages?after={last}", timeout=20).json()["messages"]
    assert arrived and arrived == asked[: len(arrived)]


def test_new_starts_afresh_and_forget_forgets_both(visitor):
    visitor.say("想离婚")
    fresh = visitor.http.post(f"{visitor.url}/api/new", timeout=30).json()["messages"]
    assert len(fresh) == 1
    visitor.say("出车祸了")
    assert visitor.http.delete(f"{visitor.url}/api/me", timeout=30).ok
    assert [one["from"] for one in visitor.open()] == ["bot"]


def test_forgetting_by_saying_so_ends_the_conversation(visitor):
    visitor.say("想离婚", "删除我的信息", "确定删除")
    assert "删掉" in visitor.text
    assert [one["from"] for one in visitor.open()] == ["bot"]
    visitor.say("想离婚")
    assert visitor.question


def test_forgetting_by_saying_so_forgets_what_was_left_behind(service, visitor):
    visitor.say("打12348", "请给我回电", "同意", "示例·王五", "0374-7654321", "确认提交")
    case = dict(re.findall(r"(编号|查询码)：(\S+)", visitor.text))
    visitor.http.post(f"{visitor.url}/api/new", timeout=30)
    visitor.say("删除我的信息", "确定删除")
    body = {"number": case["编号"], "code": case["查询码"]}
    found = visitor.http.post(f"{visitor.url}/api/cases/lookup", json=body, timeout=30).json()["case"]
    assert any("删除" in step["text"] for step in found["history"])


def test_a_number_out_of_range_is_asked_again_and_is_no_wish(visitor):
    visitor.say("想离婚")
    visitor.say("99")
    assert visitor.question, visitor.text


def test_health_and_readiness(service):
    assert requests.get(f"{service.url}/healthz", timeout=10).json() == {"ok": True}
    ready = requests.get(f"{service.url}/readyz", timeout=10).json()
    assert ready["ok"] and all(ready[part]["ok"] for part in ("database", "model", "knowledge"))


def test_pages_carry_their_safety_headers(service):
    for path in ("/", "/g/nothing", "/healthz"):
        headers = requests.get(f"{service.url}{path}", timeout=10).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src" in headers["Content-Security-Policy"]
    assert requests.get(f"{service.url}/g/nothing", timeout=10).headers["Cache-Control"] == "private, no-store"


def test_what_residents_say_is_not_in_the_log(service, visitor):
    secret = "我叫示例张三电话13812345678"
    visitor.say(secret)
    assert secret not in service.log.read_text("utf-8")


def test_the_service_talks_to_nobody_outside(service, visitor):
    visitor.say("想离婚")
    assert not service.connections.exists(), service.connections.read_text("utf-8")
