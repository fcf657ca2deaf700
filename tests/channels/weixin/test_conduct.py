"""Exactly once and in order, with real databases and two workers, and answers that take as long as the test wants."""

import asyncio
import threading
from datetime import timedelta

import pytest

from casework import clock, followers, incoming, outgoing
from casework.errors import DatabaseTrouble
from channels.weixin import conduct as conducting
from channels.weixin import words
from channels.weixin.conduct import Conduct, NotTaken
from channels.weixin.occasions import ASK_MORE, LEAVE, NOTE_PLACE, NOTHING, TALK, TYPED, Occasion

ANNA, BERTA = "openid-anna-示例", "openid-berta-示例"


class Answers:
    """Stands in for the talk: says what it heard, and keeps count; a gate per text holds an answer back."""

    def __init__(self):
        self.heard, self.gates, self.trouble = [], {}, {}

    def hold(self, text):
        return self.gates.setdefault(text, asyncio.Event())

    async def wires(self, follower, occasion):
        self.heard.append(occasion.text)
        if occasion.text in self.gates:
            await self.gates[occasion.text].wait()
        if trouble := self.trouble.pop(occasion.text, None):
            raise trouble
        return [] if occasion.act != TALK else [{"text": f"答：{occasion.text}"}]


def said(text, key=None, act=TALK):
    return Occasion(act, text, how=TYPED, key=key or f"key-{text}")


def speak(wires):
    return [{"type": "text", "text": wire["text"]} for wire in wires]


class Worker:
    """One process: its own view of the database, its own conduct; ``phone`` gets what is sent later."""

    def __init__(self, database, answers, phone, may_send=True, wait=1.0):
        self.database, self.phone, self.may_send = database, phone, may_send
        self.conduct = Conduct(database, answers.wires, speak, self.send, wait, may_send)

    async def send(self):
        def take():
            with self.database.session() as session:
                for one in outgoing.lease_due(session, "worker"):
                    if not self.may_send:
                        outgoing.hold_for_next_message(session, one.id, "not allowed")
                        continue
                    outgoing.sent(session, one.id)
                    self.phone.append(one.body["text"])

        await asyncio.to_thread(take)

    async def hear(self, text, who=ANNA, **more):
        part = await self.conduct.reply_to(who, said(text, **more))
        return part["text"] if part else None


async def until(true):
    while not true():
        await asyncio.sleep(0.01)


@pytest.fixture
def answers():
    return Answers()


@pytest.fixture
def phone():
    return []


@pytest.fixture
async def worker(database, answers, phone):
    one = Worker(database, answers, phone)
    yield one
    await one.conduct.close()


@pytest.fixture
async def other(open_database, worker, answers, phone):
    """A second process on the same database."""
    one = Worker(open_database(), answers, phone)
    one.conduct._books.holder = "another process"
    yield one
    await one.conduct.close()


async def test_a_message_gets_its_reply(worker):
    assert await worker.hear("你好") == "答：你好"


async def test_resends_join_the_running_turn(worker, answers):
    gate = answers.hold("你好")
    asked = [asyncio.ensure_future(worker.hear("你好")) for _ in range(3)]
    await asyncio.sleep(0.05)
    gate.set()
    assert await asyncio.gather(*asked) == ["答：你好"] * 3
    assert answers.heard == ["你好"]


async def test_a_resend_after_the_answer_gets_the_same(worker, answers):
    told = [await worker.hear("你好") for _ in range(3)]
    assert told == ["答：你好"] * 3 and answers.heard == ["你好"]


async def test_the_same_words_in_another_message_are_another_turn(worker, answers):
    await worker.hear("你好", key="1")
    await worker.hear("你好", key="2")
    assert answers.heard == ["你好", "你好"]


async def test_a_late_answer_is_sent_once_and_not_told_to_resends(worker, answers, phone):
    gate = answers.hold("慢")
    assert await worker.hear("慢") is None
    resend = asyncio.ensure_future(worker.hear("慢"))
    await asyncio.sleep(0.05)
    gate.set()
    assert await resend is None
    assert await worker.hear("慢") is None
    assert phone == ["答：慢"] and answers.heard == ["慢"]


async def test_a_platform_that_hangs_up_first_gets_the_answer_later_and_once(worker, answers, phone):
    gate = answers.hold("慢")
    first = asyncio.ensure_future(worker.hear("慢"))
    await until(lambda: answers.heard == ["慢"])
    first.cancel()
    await asyncio.wait({first})
    resend = asyncio.ensure_future(worker.hear("慢"))
    await asyncio.sleep(0)
    gate.set()
    assert await resend is None and await worker.hear("慢") is None
    await until(lambda: phone == ["答：慢"])
    assert answers.heard == ["慢"]


async def test_two_quick_messages_are_answered_in_order(worker, answers, phone):
    gate = answers.hold("一")
    first = asyncio.ensure_future(worker.hear("一"))
    await until(lambda: answers.heard == ["一"])
    second = asyncio.ensure_future(worker.hear("二"))
    await asyncio.sleep(0.05)
    assert answers.heard == ["一"]
    gate.set()
    assert [await first, await second] == ["答：一", "答：二"]
    assert answers.heard == ["一", "二"] and phone == []


async def test_both_late_are_sent_in_order(worker, answers, phone):
    gate = answers.hold("一")
    assert await asyncio.gather(worker.hear("一"), worker.hear("二")) == [None, None]
    gate.set()
    assert await worker.hear("三") == "答：三"
    assert phone == ["答：一", "答：二"]


async def test_one_resident_does_not_wait_for_another(worker, answers):
    answers.hold("慢")
    slow = asyncio.ensure_future(worker.hear("慢"))
    assert await worker.hear("快", who=BERTA) == "答：快"
    answers.hold("慢").set()
    assert await slow == "答：慢"


async def test_two_workers_share_one_turn(worker, other, answers):
    gate = answers.hold("你好")
    asked = [asyncio.ensure_future(one.hear("你好")) for one in (worker, other)]
    await asyncio.sleep(0.05)
    gate.set()
    assert await asyncio.gather(*asked) == ["答：你好"] * 2
    assert answers.heard == ["你好"]


async def test_two_workers_keep_the_order_of_one_resident(worker, other, answers):
    gate = answers.hold("一")
    first = asyncio.ensure_future(worker.hear("一"))
    await until(lambda: answers.heard == ["一"])
    second = asyncio.ensure_future(other.hear("二"))
    await asyncio.sleep(0.05)
    assert answers.heard == ["一"]
    gate.set()
    assert [await first, await second] == ["答：一", "答：二"]


async def test_the_other_worker_gives_up_and_the_answer_is_sent(worker, other, answers, phone):
    gate = answers.hold("慢")
    assert await asyncio.gather(worker.hear("慢"), other.hear("慢")) == [None, None]
    gate.set()
    await until(lambda: phone)
    assert await worker.hear("慢") is None and phone == ["答：慢"] and answers.heard == ["慢"]


async def test_a_resend_takes_over_from_a_process_that_died(worker, database, answers):
    with database.session() as session:
        who = followers.follower(session, ANNA)
        taken = incoming.accept(session, who.id, "key-你好", said("你好").stored())
        assert incoming.lease(session, taken.id, "dead", 10, clock.now() - timedelta(seconds=11))
    assert await worker.hear("你好") == "答：你好" and answers.heard == ["你好"]


async def test_the_sweep_answers_what_nobody_asks_for_any_more(worker, database, answers, phone):
    with database.session() as session:
        who = followers.follower(session, ANNA)
        followers.seen(session, who.id, TYPED)
        for text, age in (("早先", 30), ("刚才", 3)):
            incoming.accept(session, who.id, f"key-{text}", said(text).stored(), clock.now() - timedelta(seconds=age))
    await worker.conduct.sweep()
    await asyncio.gather(*(task for _, task in worker.conduct._runs.values()))
    assert answers.heard == ["早先"] and phone == ["答：早先"]
    assert await worker.hear("刚才") == "答：刚才"


async def test_where_nothing_may_be_sent_the_resident_is_told_to_ask_for_it(database, answers, phone):
    worker = Worker(database, answers, phone, may_send=False)
    gate = answers.hold("慢")
    assert await worker.hear("慢") == words.WAIT
    gate.set()
    assert await worker.hear("慢") in (words.WAIT,)
    assert await worker.hear("更多", act=ASK_MORE) == "答：慢"
    assert await worker.hear("更多", key="again", act=ASK_MORE) == words.NOTHING_MORE
    await worker.conduct.close()


async def test_what_is_owed_is_said_first(worker, database):
    with database.session() as session:
        who = followers.follower(session, ANNA)
        outgoing.owe(session, who.id, "progress-1", "progress", {"text": "调解员接手了。"})
    assert await worker.hear("你好") == "调解员接手了。\n\n答：你好"
    assert await worker.hear("你好") == "调解员接手了。\n\n答：你好"
    assert await worker.hear("再问") == "答：再问"


async def test_what_may_have_arrived_is_said_again_with_a_word(worker, database):
    with database.session() as session:
        who = followers.follower(session, ANNA)
        outgoing.owe(session, who.id, "late", "reply", {"type": "text", "text": "答：昨天"})
        (one,) = outgoing.lease_due(session, "worker")
        outgoing.unsure(session, one.id, "timeout")
    assert await worker.hear("你好") == f"{words.AGAIN}\n答：昨天\n\n答：你好"


async def test_trouble_in_a_turn_leaves_the_message_to_the_next_delivery(worker, answers):
    answers.trouble["你好"] = DatabaseTrouble("忙")
    with pytest.raises(DatabaseTrouble):
        await worker.hear("你好")
    assert await worker.hear("你好") == "答：你好"


async def test_a_mistake_of_ours_is_told_kindly_and_blocks_nobody(worker, answers):
    answers.trouble["你好"] = KeyError("mistake")
    assert await worker.hear("你好") == words.FAILED
    assert await worker.hear("再来") == "答：再来"


async def test_a_message_that_cannot_be_kept_is_not_taken(worker, monkeypatch):
    def locked(*given):
        raise DatabaseTrouble("忙")

    monkeypatch.setattr(worker.conduct._books, "accept", locked)
    with pytest.raises(NotTaken):
        await worker.hear("你好")


async def test_nobody_is_told_that_it_arrived_before_it_has_been_kept(worker, monkeypatch):
    keep, gate = worker.conduct._books.accept, threading.Event()

    def slow(*given):
        gate.wait()
        return keep(*given)

    monkeypatch.setattr(worker.conduct._books, "accept", slow)
    with pytest.raises(NotTaken):
        await worker.hear("你好")
    resend = asyncio.ensure_future(worker.hear("你好"))
    await asyncio.sleep(0.05)
    gate.set()
    assert await resend == "答：你好"


async def test_too_many_at_once_are_asked_to_come_again(worker, answers, monkeypatch):
    monkeypatch.setattr(conducting, "MOST", 1)
    gate = answers.hold("一")
    first = asyncio.ensure_future(worker.hear("一"))
    await until(lambda: answers.heard == ["一"])
    assert await worker.hear("二", who=BERTA) == words.BUSY
    gate.set()
    assert await first == "答：一" and answers.heard == ["一"]


@pytest.mark.parametrize("act", [LEAVE, NOTE_PLACE, NOTHING])
async def test_what_asks_for_nothing_is_told_nothing(worker, database, act):
    with database.session() as session:
        who = followers.follower(session, ANNA)
        outgoing.owe(session, who.id, "progress-1", "progress", {"text": "调解员接手了。"})
    assert await worker.hear("事件", act=act) is None
    assert await worker.hear("你好") == ("答：你好" if act == LEAVE else "调解员接手了。\n\n答：你好")


async def test_nothing_said_is_kept_once_it_is_answered(worker, database):
    await worker.hear("我的手机号是示例")
    with database.reading() as session:
        assert incoming.abandoned(session) == []
        said = session.connection().exec_driver_sql("SELECT count(*) FROM incoming WHERE done_at IS NULL").scalar()
    assert said == 0


async def test_stopping_lets_what_has_begun_come_to_its_end(database, answers, phone):
    worker = Worker(database, answers, phone, wait=2)
    gate = answers.hold("慢")
    asked = asyncio.ensure_future(worker.hear("慢"))
    await until(lambda: answers.heard)
    closing = asyncio.ensure_future(worker.conduct.close())
    await asyncio.sleep(0.05)
    gate.set()
    assert await asked == "答：慢"
    await closing
