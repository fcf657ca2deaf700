"""The whole way through a trained model, as a resident walks it: a sentence, the facts, the guide, a person, and a power cut."""

import re
import sqlite3

import pytest
import requests

from tests import postgres
from tests.serving import Service, Visitor

pytestmark = pytest.mark.xdist_group("service")
CRASH = "昨天骑电车被轿车撞了，腿骨折住院，对方全责不给钱"


def finish(visitor, answer="不清楚"):
    """Answers whatever is still asked and takes the guide; returns its path."""
    for _ in range(40):
        if "对，给我指南" in visitor.buttons:
            break
        visitor.say("对" if "有不对的" in visitor.buttons else answer)
    visitor.say("对，给我指南")
    return next(one for one in visitor.last if one["kind"] == "guide")["links"][0]["href"]


def hand_off(visitor, name="示例·张三", phone="13800000000"):
    visitor.say("找村镇调解员", "示例东镇")
    village = visitor.buttons[0]
    visitor.say(village)
    person = next(one for one in visitor.last if one["kind"] == "people")["people"][0]
    visitor.say(person["label"], "同意", name, phone, "确认提交")
    return person, dict(re.findall(r"(编号|查询码)：(\S+)", visitor.text))


def test_a_crash_from_one_sentence_to_a_named_mediator(service, visitor):
    visitor.say(CRASH)
    assert "交通事故" in visitor.last[0]["text"]
    assert all(word in visitor.text for word in ("电动自行车", "住院", "对方全责"))
    page = requests.get(service.url + finish(visitor), timeout=30)
    assert page.ok and "法律分析和意见指南" in page.text and "《民法典》第一千二百一十三条" in page.text
    person, case = hand_off(visitor)
    assert person["phone"] in visitor.text and case["编号"] and case["查询码"]
    found = visitor.http.post(
        f"{service.url}/api/cases/lookup", json={"number": case["编号"], "code": case["查询码"]}, timeout=30
    ).json()
    assert found["case"]["status"] == "待受理" and person["name"] in found["case"]["mediator"]
    wrong = visitor.http.post(
        f"{service.url}/api/cases/lookup", json={"number": case["编号"], "code": "00000000"}, timeout=30
    )
    assert wrong.status_code == 404


@pytest.mark.parametrize(
    "sentence, title",
    [
        ("俺跟俺媳妇过不下去了，想离婚，孩子归谁", "离婚"),
        ("去年有人冒充公检法，骗走了我三万块钱", "电信网络诈骗"),
        ("我騎電動車被汽車撞了，怎麼賠", "交通事故"),
    ],
)
def test_a_first_sentence_finds_its_issue(visitor, sentence, title):
    visitor.say(sentence)
    assert f"「{title}」" in visitor.text
    assert finish(visitor).startswith("/g/")


def test_a_weather_question_is_not_answered_with_law(visitor):
    visitor.say("今天会不会下雨")
    assert not visitor.question and "看全部分类" in visitor.buttons


@pytest.mark.parametrize("said", ["他正在打我，快救救我", "我刚给骗子转了两万"])
def test_danger_is_met_before_classification(visitor, said):
    visitor.say(said)
    assert visitor.last[0]["kind"] == "safety"
    assert any(link["href"] == "tel:110" for link in visitor.last[0]["links"])


def test_call_back_by_the_hotline(visitor):
    visitor.say("打12348", "请给我回电", "同意", "示例·李四", "0374-1234567", "确认提交")
    assert "回电" in visitor.text and "编号" in visitor.text


def test_a_power_cut_in_mid_interview_loses_nothing(tmp_path):
    service = Service(tmp_path).start()
    try:
        visitor = Visitor(service.url)
        visitor.open()
        visitor.say(CRASH, "对")
        waiting, told = visitor.question["text"], visitor.open()
        service.kill()
        service.start()
        assert visitor.open() == told
        visitor.say("啥意思")
        assert waiting.splitlines()[-1] in visitor.question["text"]
        page = finish(visitor)
        assert "电动自行车" in requests.get(service.url + page, timeout=30).text
        _, case = hand_off(visitor)
        service.kill()
        service.start()
        assert requests.get(service.url + page, timeout=30).ok
        visitor.say("确认提交")
        assert case["编号"] in visitor.text
    finally:
        service.stop()


def test_a_broken_database_is_told_kindly_and_leaves_no_words_in_the_log(tmp_path):
    service = Service(tmp_path).start()
    try:
        visitor = Visitor(service.url)
        visitor.open()
        page = finish_quickly(visitor)
        with sqlite3.connect(tmp_path / "fawen.db", isolation_level=None) as other:
            other.execute("BEGIN EXCLUSIVE")
            refused = visitor.post("我叫示例赵六", "the-same")
            other.execute("ROLLBACK")
        assert refused.status_code == 503 and "12348" in refused.json()["error"]["text"]
        assert visitor.post("我叫示例赵六", "the-same").ok
        assert len([one for one in visitor.open() if one["text"] == "我叫示例赵六"]) == 1
        for path in tmp_path.glob("fawen.db*"):
            path.write_bytes(b"not a database" * 5000)
        assert visitor.post("我叫示例赵六").status_code == 503
        assert requests.get(service.url + page, timeout=30).status_code >= 500
        assert requests.get(f"{service.url}/readyz", timeout=30).status_code == 503
        log = service.log.read_text("utf-8")
        assert "示例赵六" not in log and page.rpartition("/")[2] not in log
    finally:
        service.stop()


def finish_quickly(visitor):
    visitor.say("去年有人冒充公检法，骗走了我三万块钱")
    return finish(visitor)


def test_the_same_on_postgresql(tmp_path):
    with postgres.empty_schema() as address:
        service = Service(tmp_path, FAWEN_DATABASE_URL=address, FAWEN_KEY_FILE=str(tmp_path / "secret.key")).start()
        try:
            visitor = Visitor(service.url)
            visitor.open()
            visitor.say(CRASH, "对")
            service.kill()
            service.start()
            assert requests.get(service.url + finish(visitor), timeout=30).ok
            _, case = hand_off(visitor)
            assert case["编号"]
        finally:
            service.stop()
