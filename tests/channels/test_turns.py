"""A turn of any door, with a made-up bot behind it: what it is given, what is kept, and when it is not asked at all."""

import asyncio

import pytest

from bot.checkpoints import pending
from casework import cases, conversations, privacy, taking_over
from casework.database import Database
from channels.pushing import Hub
from channels.turns import HELD, Turns

ZHANG = "示例·张调解员"


@pytest.fixture
def database(tmp_path):
    database = Database(f"sqlite:///{tmp_path}/fawen.db")
    database.migrate()
    yield database
    database.close()


class Bot:
    """Answers every sentence, and remembers what it was asked."""

    def __init__(self):
        self.asked = []

    async def __call__(self, message):
        self.asked.append(message)
        await message.output_channel.send_response(message.sender_id, {"text": f"听见了：{message.text}"})
        pending.get()["state"] = {"talk": {"n": len(self.asked)}, "paused": False}


@pytest.fixture
def bot():
    return Bot()


@pytest.fixture
def turns(database, bot):
    return Turns(database, "web", bot)


def take_over(database, who=ZHANG):
    with database.session() as session:
        taking_over.take_over(session, "talk", who)


def hand_back(database):
    with database.session() as session:
        taking_over.hand_back(session, "talk")


def texts(told):
    return [(one["from"], one["text"]) for one in told]


async def test_a_turn(turns, bot):
    told = await turns.take("talk", "a", "你好")
    assert texts(told) == [("resident", "你好"), ("bot", "听见了：你好")]
    assert await turns.take("talk", "a", "你好") == told and len(bot.asked) == 1


async def test_what_a_door_adds_reaches_the_bot_and_what_it_shows_is_kept(turns, bot, database):
    shown = {"text": "（一张图片）", "kind": "image"}
    told = await turns.take("talk", "a", "图片", metadata={"kind": "image"}, shown=shown)
    assert bot.asked[0].metadata == {"kind": "image"} and bot.asked[0].text == "图片"
    with database.reading() as session:
        assert conversations.history(session, "talk")[0].body == shown
    assert told[0]["kind"] == "image" and told[0]["client_id"] == "a"
    assert await turns.take("talk", "a", "图片") == told


async def test_while_a_person_has_the_talk_the_bot_is_silent_and_says_so_once(turns, bot, database):
    await turns.take("talk", "a", "你好")
    take_over(database)
    told = await turns.take("talk", "b", "在吗")
    assert texts(told) == [("resident", "在吗"), ("bot", HELD.format(who=ZHANG))] and told[1]["kind"] == "held"
    assert await turns.take("talk", "b", "在吗") == told
    assert texts(await turns.take("talk", "c", "俺说完了")) == [("resident", "俺说完了")]
    assert texts(await turns.take("talk", "c", "俺说完了")) == [("resident", "俺说完了")]
    assert len(bot.asked) == 1
    with database.reading() as session:
        assert conversations.unanswered(session, conversations.clock.now()) == []
    hand_back(database)
    assert texts(await turns.take("talk", "d", "谢谢"))[1] == ("bot", "听见了：谢谢")
    assert bot.asked[1].text == "谢谢"


async def test_the_talk_goes_on_where_it_stood(database, bot):
    before = []

    async def handle(message):
        before.append(pending.get()["before"])
        await bot(message)

    turns = Turns(database, "web", handle)
    await turns.take("talk", "a", "一")
    take_over(database)
    await turns.take("talk", "b", "二")
    hand_back(database)
    await turns.take("talk", "c", "三")
    assert before == [None, {"talk": {"n": 1}, "paused": False}]


async def test_a_talk_handed_back_meanwhile_is_the_bots(turns, bot, database, monkeypatch):
    take_over(database)
    look = turns._before

    def look_and_lose(*asked):
        before = look(*asked)
        hand_back(database)
        return before

    monkeypatch.setattr(turns, "_before", look_and_lose)
    assert texts(await turns.take("talk", "a", "在吗")) == [("resident", "在吗"), ("bot", "听见了：在吗")]


async def test_a_talk_deleted_while_a_person_has_it_keeps_nothing(turns, bot, database, monkeypatch):
    take_over(database)
    look = turns._before

    def look_and_forget(*asked):
        before = look(*asked)
        with database.session() as session:
            privacy.forget(session, "talk")
        return before

    monkeypatch.setattr(turns, "_before", look_and_forget)
    assert all(one["id"] == 0 for one in await turns.take("talk", "a", "在吗"))
    with database.reading() as session:
        assert conversations.history(session, "talk") == []


async def test_looking_costs_no_more_than_before(turns, database):
    from sqlalchemy import event

    await turns.take("talk", "a", "你好")
    asked = []
    event.listen(database.engine, "before_cursor_execute", lambda c, cursor, statement, *rest: asked.append(statement))
    turns._before("talk", "b", "在吗", None)
    assert len([one for one in asked if one.startswith("SELECT")]) == 2


async def test_a_step_of_the_case_and_a_persons_words_reach_the_open_page(turns, database):
    await turns.take("talk", "a", "你好")
    consent = conversations.clock.now()
    given = cases.Application("talk", "neighbour_dispute", "2026-11", consent, "示例·申请人", "0000-7654321")
    hub, came = Hub(database), []

    async def watch():
        async for wire in hub.stream("talk", 2):
            if wire is not None:
                came.append(wire)
            if len(came) == 2:
                return

    page = asyncio.create_task(watch())
    await asyncio.sleep(0)
    with database.session() as session:
        opened = cases.open_case(session, "request", given)
        cases.move(session, opened.case_id, "已受理", ZHANG, "调解员")
        taking_over.say(session, "talk", ZHANG, "您好，我是调解员。")
    hub.wake("talk")
    await asyncio.wait_for(page, 60)
    progress, person = came
    assert (progress["from"], progress["kind"], progress["state"]) == ("bot", "progress", "已受理")
    assert (person["from"], person["kind"], person["who"]) == ("person", "person", ZHANG)
