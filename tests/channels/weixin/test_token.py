"""One token for all processes: each "process" here is a thread with its own event loop, database view and keeper."""

import asyncio
import threading
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from casework import clock
from casework.errors import DatabaseTrouble
from channels.weixin.api import Api, fetching
from channels.weixin.calls import Calls
from channels.weixin.errors import ApiError, Unreachable
from channels.weixin.token import EARLY, TokenKeeper

LIVES = 7200


class Source:
    """Where tokens come from, and how often it was asked; a trouble set in it is raised instead."""

    def __init__(self, *fixed):
        self.fetched, self.forced, self.trouble, self.fixed = 0, 0, None, list(fixed)
        self.gate = None
        self.counting = threading.Lock()

    async def __call__(self, force):
        with self.counting:
            self.fetched += 1
            self.forced += force
            number = self.fetched
        if self.gate is not None:
            while not self.gate.is_set():
                await asyncio.sleep(0.01)
        else:
            await asyncio.sleep(0.05)  # long enough for others to come in between
        if self.trouble:
            raise self.trouble
        return (self.fixed.pop(0) if self.fixed else f"token-{number}"), LIVES


class Watch:
    """A clock that is put forward by hand."""

    def __init__(self):
        self.at = clock.now()

    def __call__(self):
        return self.at

    def forward(self, **much):
        self.at += timedelta(**much)


@pytest.fixture
def source():
    return Source()


@pytest.fixture
def watch():
    return Watch()


@pytest.fixture
def keeper(database, settings, source, watch):
    return TokenKeeper(database, settings, source, watch)


async def until(what):
    """Waits for what another task does; fails where it never does."""
    for _ in range(2000):
        if what():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it never came to that")


def in_processes(count, each):
    """Runs ``each(number)``, a coroutine function, in so many threads at once and returns what they gave."""
    results, together = [None] * count, threading.Barrier(count)

    def work(number):
        together.wait()
        try:
            results[number] = asyncio.run(each(number))
        except Exception as trouble:
            results[number] = trouble

    threads = [threading.Thread(target=work, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


def test_a_hundred_askers_in_five_processes_cause_one_fetch(open_database, database, settings, source):
    views = [open_database() for _ in range(5)]

    async def ask(number):
        keeper = TokenKeeper(views[number], settings, source)
        return await asyncio.gather(*(keeper.token() for _ in range(20)))

    given = [token for tokens in in_processes(5, ask) for token in tokens]
    assert Counter(given) == {"token-1": 100}
    assert source.fetched == 1


def test_a_token_refused_in_every_process_at_once_is_replaced_once(open_database, database, settings, source):
    views = [open_database() for _ in range(5)]
    assert asyncio.run(TokenKeeper(database, settings, source).token()) == "token-1"

    async def ask(number):
        keeper = TokenKeeper(views[number], settings, source)
        await keeper.evict("token-1")
        return await keeper.token()

    assert set(in_processes(5, ask)) == {"token-2"}
    assert source.fetched == 2


async def test_the_refusal_of_an_older_token_leaves_the_newer_one(keeper, source):
    old = await keeper.token()
    await keeper.evict(old)
    new = await keeper.token()
    await keeper.evict(old)
    assert await keeper.token() == new
    assert source.fetched == 2


async def test_it_is_renewed_before_its_end(keeper, source, watch):
    assert await keeper.token() == "token-1"
    assert EARLY.total_seconds() == 300
    watch.forward(seconds=LIVES - EARLY.total_seconds() - 1)
    assert await keeper.token() == "token-1"
    watch.forward(seconds=2)
    assert await keeper.token() == "token-2"
    assert source.fetched == 2


async def test_while_one_renews_it_the_others_go_on_with_the_old_one(keeper, source, watch):
    await keeper.token()
    watch.forward(seconds=LIVES - 60)
    source.gate = threading.Event()
    renewing = asyncio.create_task(keeper.token())
    await until(lambda: source.fetched == 2)
    assert await keeper.token() == "token-1"
    source.gate.set()
    assert await renewing == "token-2"
    assert await keeper.token() == "token-2"


@pytest.mark.parametrize("trouble", [ApiError(45009), Unreachable(True, "示例"), ApiError(40125)])
async def test_when_renewing_fails_the_old_one_is_used_to_its_end(keeper, source, watch, trouble):
    await keeper.token()
    watch.forward(seconds=LIVES - 60)
    source.trouble = trouble
    assert await keeper.token() == "token-1"
    assert await keeper.token() == "token-1"
    assert source.fetched == 2, "a failed renewal is not tried again with every message"
    watch.forward(seconds=30)
    assert await keeper.token() == "token-1"
    assert source.fetched == 3
    watch.forward(seconds=31)
    with pytest.raises(type(trouble)):
        await keeper.token()


async def test_without_a_token_nothing_was_sent_whatever_became_of_the_fetch(keeper, source):
    source.trouble = Unreachable(True, "没有按时回答")
    with pytest.raises(Unreachable) as met:
        await keeper.token()
    assert not met.value.maybe_sent


async def test_a_process_that_dies_while_fetching_holds_up_nobody_for_good(open_database, database, settings, watch):
    stuck, healthy = Source(), Source()
    stuck.gate = threading.Event()
    dying = asyncio.create_task(TokenKeeper(open_database(), settings, stuck, watch).token())
    await until(lambda: stuck.fetched)
    watch.forward(seconds=31)
    assert await TokenKeeper(database, settings, healthy, watch).token() == "token-1"
    dying.cancel()
    await asyncio.gather(dying, return_exceptions=True)
    assert await TokenKeeper(database, settings, healthy, watch).token() == "token-1"
    assert healthy.fetched == 1


async def test_an_asker_who_gives_up_makes_room_at_once(keeper, source, watch):
    source.gate = threading.Event()
    asking = asyncio.create_task(keeper.token())
    await until(lambda: source.fetched)
    asking.cancel()
    await asyncio.gather(asking, return_exceptions=True)
    source.gate.set()
    assert await keeper.token() == "token-2"


async def test_another_account_or_server_has_a_token_of_its_own(database, settings, source):
    first = await TokenKeeper(database, settings, source).token()
    rehearsal = replace(settings, api_url="http://127.0.0.1:1")
    assert await TokenKeeper(database, rehearsal, source).token() != first
    other = replace(settings, app_id="wx0000another0001")
    assert await TokenKeeper(database, other, source).token() != first


async def test_a_stable_token_is_forced_only_when_wechat_gives_the_refused_one_again(database, settings, watch):
    source = Source("same", "same", "other")
    keeper = TokenKeeper(database, replace(settings, stable_token=True), source, watch)
    assert await keeper.token() == "same"
    assert source.forced == 0
    await keeper.evict("same")
    assert await keeper.token() == "other"
    assert (source.fetched, source.forced) == (3, 1)


async def test_a_stable_token_is_forced_at_most_every_half_minute_and_twenty_times_a_day(database, settings, watch):
    source = Source(*["same"] * 500)
    keeper = TokenKeeper(database, replace(settings, stable_token=True), source, watch)

    async def refused_again():
        await keeper.evict(await keeper.token())
        return await keeper.token()

    await refused_again()
    assert source.forced == 1
    watch.forward(seconds=5)
    with pytest.raises(Unreachable):
        await refused_again()
    assert source.forced == 1
    for _ in range(22):
        watch.forward(seconds=31)
        await asyncio.gather(refused_again(), return_exceptions=True)
    assert source.forced == 20
    watch.forward(days=1)
    await refused_again()
    assert source.forced == 21


async def test_two_programs_fighting_over_the_token_do_not_use_up_the_day(database, settings, watch, monkeypatch):
    from channels.weixin import token

    monkeypatch.setattr(token, "FETCHES", token.Allowance(5, timedelta(0)))
    source = Source()
    keeper = TokenKeeper(database, settings, source, watch)
    for _ in range(5):
        await keeper.evict(await keeper.token())
    with pytest.raises(Unreachable, match="别的程序"):
        await keeper.token()
    assert source.fetched == 5


async def test_a_database_out_of_reach_is_trouble_of_the_known_kind(database, settings, source, watch):
    keeper = TokenKeeper(database, settings, source, watch)

    class Broken:
        def reading(self):
            raise DatabaseTrouble("数据库正忙")

        session = reading

    assert await keeper.token() == "token-1"
    with pytest.raises(Unreachable, match="数据库正忙") as met:
        await TokenKeeper(Broken(), settings, source, watch).token()
    assert not met.value.maybe_sent
    watch.forward(seconds=LIVES - 60)
    source.trouble = Unreachable(True, "示例")
    keeper._back_off = lambda *given: Broken().reading()
    assert await keeper.token() == "token-1", "not even a failed renewal on a busy database throws a good token away"


async def test_an_operator_can_have_a_new_one_for_everybody(keeper, source, database, settings, watch):
    other = TokenKeeper(database, settings, source, watch)
    assert await other.token() == "token-1"
    assert await keeper.renew() == "token-2"
    assert await other.token() == "token-2"
    source.trouble = ApiError(40125)
    with pytest.raises(ApiError):
        await keeper.renew()
    source.trouble = None
    assert await other.token() == "token-2"


async def test_it_lies_sealed_in_the_database(database, settings, source, keeper):
    from sqlalchemy import text

    await keeper.token()
    with database.engine.begin() as connection:
        rows = connection.execute(text("SELECT name, holder, value FROM lease")).all()
    assert rows and "token-1" not in repr(rows)


async def test_a_token_revoked_elsewhere_is_mended_by_one_retry(running, fake, settings, light_database):
    fake.account.active("o-示例", "typed")
    one = Api.opened(light_database, settings)
    await one.send_text("o-示例", "甲")
    fake.account.revoke()
    await one.send_text("o-示例", "乙")
    await one.close()
    assert [each["body"]["text"]["content"] for each in fake.account.delivered] == ["甲", "乙"]
    assert fake.calls["/cgi-bin/token"] == 2
    assert fake.calls["/cgi-bin/message/custom/send"] == 3


async def test_a_stable_token_replaced_elsewhere_is_mended_without_forcing(fake, settings, light_database):
    fake.account.active("o-示例", "typed")
    one = Api.opened(light_database, replace(settings, stable_token=True))
    await one.send_text("o-示例", "甲")
    fake.account.renew_elsewhere()
    await one.send_text("o-示例", "乙")
    await one.close()
    assert len(fake.account.delivered) == 2
    assert not fake.account.forced


async def test_a_token_that_ends_on_wechats_clock_first_is_mended_too(fake, settings, light_database):
    fake.account.active("o-示例", "typed")
    one = Api.opened(light_database, settings)
    await one.send_text("o-示例", "甲")
    fake.account.ahead = 7300
    await one.send_text("o-示例", "乙")
    await one.close()
    assert len(fake.account.delivered) == 2


@pytest.mark.parametrize("stable", [False, True])
async def test_fetching_speaks_to_wechat_in_the_configured_way(fake, settings, stable):
    calls = Calls(settings.api_url)
    token, seconds = await fetching(replace(settings, stable_token=stable), calls)(False)
    await calls.close()
    assert token.startswith("STABLE_" if stable else "OLD_")
    assert 0 < seconds <= LIVES
    fake.account.check_token(token)
