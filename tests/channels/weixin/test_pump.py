"""Sending what is owed, against an API that does whatever the test wants."""

from datetime import timedelta

import pytest

from casework import clock, followers, outgoing, tables
from channels.weixin.errors import ApiError, Unreachable
from channels.weixin.menu import Template
from channels.weixin.pump import Pump

OPENID = "openid-示例"
TEXT = {"type": "text", "text": "答"}
TEMPLATE = Template("T1", False, {"phrase1": "state"}, 1)


class FakeApi:
    def __init__(self):
        self.sent, self.troubles = [], []

    async def send_part(self, openid, part):
        if self.troubles:
            raise self.troubles.pop(0)
        self.sent.append(part["text"])

    async def send_template(self, openid, template_id, data, url="", subscription=False):
        if self.troubles:
            raise self.troubles.pop(0)
        self.sent.append((template_id, data, url))


@pytest.fixture
def api():
    return FakeApi()


@pytest.fixture
def pump(database, api):
    return Pump(database, api, True, None, "https://fawen.example/mine")


def owe(database, *bodies, kind="reply", how="typed"):
    with database.session() as session:
        who = followers.follower(session, OPENID)
        if how:
            followers.seen(session, who.id, how)
        for number, body in enumerate(bodies):
            outgoing.owe(session, who.id, f"{kind}-{number}", kind, body)


def states(database):
    with database.reading() as session:
        return [row.state for row in session.query(tables.Outgoing).order_by(tables.Outgoing.id)]


async def test_it_sends_in_order_and_once(pump, api, database):
    owe(database, {"type": "text", "text": "一"}, {"type": "text", "text": "二"})
    await pump.send_due()
    await pump.send_due()
    assert api.sent == ["一", "二"] and states(database) == ["sent", "sent"]


async def test_what_is_over_the_quota_waits_for_the_next_message(pump, api, database):
    owe(database, *[{"type": "text", "text": str(number)} for number in range(7)])
    await pump.send_due()
    assert api.sent == ["0", "1", "2", "3", "4"] and states(database) == ["sent"] * 5 + ["next"] * 2


async def test_outside_every_window_nothing_is_sent(pump, api, database):
    owe(database, TEXT, how="")
    await pump.send_due()
    assert api.sent == [] and states(database) == ["next"]


@pytest.mark.parametrize("code", [45015, 45047, 48001])
async def test_a_refusal_for_good_keeps_it_for_the_next_message(pump, api, database, code):
    owe(database, TEXT)
    api.troubles = [ApiError(code)]
    await pump.send_due()
    assert states(database) == ["next"] and api.sent == []


async def test_after_a_closed_window_the_platform_is_not_asked_again(pump, api, database):
    owe(database, TEXT, {"type": "text", "text": "再"})
    api.troubles = [ApiError(45015)]
    await pump.send_due()
    assert states(database) == ["next", "next"] and api.sent == []


async def test_someone_who_left_is_owed_nothing(pump, api, database):
    owe(database, TEXT)
    api.troubles = [ApiError(43004)]
    await pump.send_due()
    assert states(database) == ["dropped"]


async def test_what_may_have_arrived_is_not_sent_again(pump, api, database):
    owe(database, TEXT)
    api.troubles = [Unreachable(True, "超时")]
    await pump.send_due()
    await pump.send_due()
    assert states(database) == ["unsure"] and api.sent == []


async def test_what_did_not_leave_is_tried_again_later(pump, api, database, monkeypatch):
    owe(database, TEXT)
    api.troubles = [Unreachable(False, "连不上")]
    await pump.send_due()
    assert states(database) == ["owed"] and api.sent == []
    later = clock.now() + timedelta(minutes=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    await pump.send_due()
    assert states(database) == ["sent"] and api.sent == ["答"]


async def test_after_several_tries_it_waits_for_the_next_message(pump, api, database, monkeypatch):
    owe(database, TEXT)
    api.troubles = [Unreachable(False, "连不上")] * 9
    for minutes in range(6):
        now = clock.now() + timedelta(minutes=minutes)
        with monkeypatch.context() as patched:
            patched.setattr(clock, "now", lambda now=now: now)
            await pump.send_due()
    assert states(database) == ["next"]


async def test_a_persons_words_bear_their_name(pump, api, database):
    owe(database, {"text": "我是调解员", "kind": "person", "who": "示例·王"}, kind="person")
    await pump.send_due()
    assert api.sent == ["示例·王：我是调解员"]


async def test_progress_goes_as_a_template_where_there_is_one(database, api):
    pump = Pump(database, api, True, TEMPLATE, "https://fawen.example/mine")
    owe(database, {"text": "调解员接手了", "kind": "progress", "state": "已受理"}, kind="progress", how="")
    await pump.send_due()
    assert api.sent == [("T1", {"phrase1": "已受理"}, "https://fawen.example/mine")] and states(database) == ["sent"]


@pytest.mark.parametrize("code", [43101, 47003, 40037])
async def test_a_template_that_cannot_go_becomes_a_message(database, api, code):
    pump = Pump(database, api, True, TEMPLATE, "https://fawen.example/mine")
    owe(database, {"text": "调解员接手了", "kind": "progress", "state": "已受理"}, kind="progress")
    api.troubles = [ApiError(code)]
    await pump.send_due()
    assert api.sent == ["调解员接手了"] and states(database) == ["sent"]


async def test_an_account_that_may_not_send_keeps_everything_for_the_next_message(database, api):
    pump = Pump(database, api, False, None, "https://fawen.example/mine")
    owe(database, TEXT)
    await pump.send_due()
    assert api.sent == [] and states(database) == ["next"]
