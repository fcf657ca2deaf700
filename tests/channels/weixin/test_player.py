"""The player against a tiny server of the test's own, sealed by wechatpy: two implementations must agree."""

import asyncio
import base64
import json

import aiohttp
import pytest
import pytest_asyncio
from hypothesis import given
from hypothesis import strategies as st
from wechatpy.crypto import PrpCrypto

from channels.rehearsal import acting, deeds, sealing
from channels.rehearsal.acting import Actor, Failed
from channels.rehearsal.answers import Shown
from channels.rehearsal.delivering import BANNER, DELIVERIES, Platform
from channels.rehearsal.player import Player
from channels.rehearsal.script import ACTS, SCRIPTS, BadScript, load
from channels.rehearsal.sealing import Account, Broken
from channels.rehearsal.transcript import line, written
from channels.rehearsal.wording import Unclear, deed
from tests.channels.weixin.stand_in import KEY, StandIn, account

SHORT = 0.3
CARD = (
    "<MsgType>news</MsgType><ArticleCount>1</ArticleCount><Articles><item><Title>指南</Title>"
    "<Description>看看</Description><PicUrl/><Url>http://x/g/1</Url></item></Articles>"
)


@pytest_asyncio.fixture
async def stage():
    """Opens a stand-in with a platform before it: `await stage(mode, wait=…)` → (stand-in, platform)."""
    servers = []
    async with aiohttp.ClientSession() as http:

        async def open_one(mode="safe", **settings):
            servers.append(StandIn(account(mode)))
            return servers[-1], Platform(await servers[-1].start(), servers[-1].account, http, **settings)

        yield open_one
    for server in servers:
        await server.stop()


@pytest.mark.parametrize("mode", sealing.MODES)
async def test_the_three_modes_are_spoken_both_ways(stage, mode):
    server, platform = await stage(mode)
    assert await platform.verify() == ""
    player = Player(platform)
    said = "撞了 ]]> <b>&amp; 𠮷"
    shown = await player.says(said)
    assert shown == Shown("passive", "听到：" + said)
    assert platform.tally.passive == platform.tally.deliveries == 1
    assert ("encrypt_type" in server.queries[0]) == (mode != "plain")


@given(st.text(max_size=300))
def test_what_is_sealed_is_opened_by_the_other_implementation(text):
    known = account()
    theirs = PrpCrypto(base64.b64decode(known.aes_key + "="))
    assert theirs.decrypt(sealing.encrypt(known, text.encode()), known.app_id) == text
    assert sealing.decrypt(known, theirs.encrypt(text, known.app_id).decode()) == text.encode()


def test_a_broken_envelope_is_told_and_not_crashed_on():
    known, other = account(), Account("wx1", "t", KEY)
    for sealed in ("", "A", "!!!!", "AAAA", base64.b64encode(b"x" * 32).decode(), sealing.encrypt(other, b"<xml/>")):
        with pytest.raises(Broken):
            sealing.decrypt(known, sealed)
    for body in (b"", b"<xml", b'{"a": 1}', b"<html></html>", b"<xml></xml>", b"<xml><Encrypt>AAAA</Encrypt></xml>"):
        with pytest.raises(Broken):
            sealing.unseal(known, body)
    bomb = b'<!DOCTYPE x [<!ENTITY a "b">]><xml><Encrypt>&a;</Encrypt></xml>'
    with pytest.raises(Broken):
        sealing.unseal(known, bomb)


async def test_a_slow_answer_is_asked_for_again_with_the_same_message(stage):
    server, platform = await stage(wait=SHORT)
    server.slow = [SHORT * 10, SHORT * 10]
    assert (await Player(platform).says("您好")).text == "听到：您好"
    assert len(server.bodies) == platform.tally.deliveries == 3
    assert len(set(server.bodies)) == 1, "the message, its number and its second stay the same"
    for name in ("nonce", "signature", "msg_signature"):
        assert len({query[name] for query in server.queries}) == 3, "every delivery is signed anew"


async def test_after_three_deliveries_the_banner_is_shown_once(stage):
    server, platform = await stage(wait=SHORT)
    server.slow = [SHORT * 10] * 9
    player = Player(platform)
    await player.says("您好")
    assert [one.how for one in player.seen] == ["me", "banner"] and player.seen[1].text == BANNER
    assert len(server.bodies) == DELIVERIES and "没有回答" in platform.tally.banners[0]


@pytest.mark.parametrize("nothing", [b"", b"success"])
async def test_an_empty_answer_shows_nothing_and_is_not_asked_for_again(stage, nothing):
    server, platform = await stage()
    server.answer = lambda said: nothing
    player = Player(platform)
    assert await player.says("您好") is None
    assert len(server.bodies) == platform.tally.late == 1 and not player.reply


@pytest.mark.parametrize(
    "answer",
    [
        json.dumps({"text": "您好"}).encode(),
        b"<xml><ToUserName>x</ToUserName></xml>",
        b"Success!",
        "<MsgType>text</MsgType><Content></Content>",
        "<MsgType>text</MsgType><Content>" + "长" * 700 + "</Content>",
        "<MsgType>music</MsgType>",
        CARD.replace("http://x", "/x"),
        CARD.replace("<ArticleCount>1", "<ArticleCount>2"),
    ],
)
async def test_what_wechat_cannot_show_is_a_banner(stage, answer):
    server, platform = await stage()
    server.answer = lambda said: answer
    shown = await Player(platform).says("您好")
    assert shown.how == "banner" and len(server.bodies) == 1 and platform.tally.banners


async def test_a_reply_to_somebody_else_is_a_banner(stage):
    server, platform = await stage("plain")
    server.answer = lambda said: b"<xml><ToUserName>o2</ToUserName><MsgType>text</MsgType><Content>1</Content></xml>"
    assert (await Player(platform).says("您好")).how == "banner"


async def test_a_closed_door_is_tried_three_times(stage):
    _, platform = await stage(wait=SHORT)
    platform.callback = "http://127.0.0.1:1/wechat"
    assert (await Player(platform).says("您好")).how == "banner"
    assert platform.tally.deliveries == DELIVERIES
    assert "连不上" in await platform.verify()


@pytest.mark.parametrize("at_once", [True, False])
async def test_resent_messages_are_shown_once_and_compared(stage, at_once):
    server, platform = await stage(resend=3, at_once=at_once)
    player = Player(platform)
    await player.says("您好")
    assert len(server.bodies) == 3 and [one.how for one in player.seen] == ["me", "passive"]
    assert not platform.tally.disagreements
    counted = iter(range(9))
    server.answer = lambda said: f"<MsgType>text</MsgType><Content>第{next(counted)}次</Content>"
    await player.says("再说")
    assert platform.tally.disagreements == ["再说"] and len(player.reply) == 1


async def test_everything_a_resident_may_do_arrives_as_wechat_says_it(stage):
    server, platform = await stage("plain")
    server.answer = lambda said: b"success"
    player = Player(platform)
    done = {
        "语音": {"MsgType": "voice", "Recognition": None},
        "语音 俺要离婚": {"MsgType": "voice", "Recognition": "俺要离婚", "Format": "amr"},
        "图片": {"MsgType": "image"},
        "视频": {"MsgType": "video"},
        "位置 34.02 113.85 示例东镇": {"MsgType": "location", "Location_X": "34.02", "Label": "示例东镇"},
        "链接 http://x/": {"MsgType": "link", "Url": "http://x/"},
        "小程序": {"MsgType": "miniprogrampage"},
        "关注": {"MsgType": "event", "Event": "subscribe", "EventKey": ""},
        "关注 place-3": {"Event": "subscribe", "EventKey": "qrscene_place-3"},
        "取关": {"Event": "unsubscribe", "MsgId": None},
        "扫 place-3": {"Event": "SCAN", "EventKey": "place-3"},
        "点 my_cases": {"Event": "CLICK", "EventKey": "my_cases"},
        "点 指南": {"Event": "VIEW", "EventKey": "http://x/g"},
        "上报 34.02 113.85": {"Event": "LOCATION", "Latitude": "34.02"},
    }
    for words, wanted in done.items():
        word, _, rest = words.partition(" ")
        await player.does(deed(word, rest, {"指南": ("view", "http://x/g")}))
        root = sealing.parse(server.bodies[-1].encode())
        assert {name: root.findtext(name) for name in wanted} == wanted, words
        assert root.findtext("FromUserName") == player.openid and root.findtext("CreateTime").isdigit()
        assert (root.findtext("MsgId") is None) == (root.findtext("MsgType") == "event")
    for words in ("位置 东镇", "扫 ", "飞 上天"):
        with pytest.raises(Unclear):
            deed(*words.split(" "))


async def test_the_same_tap_twice_is_two_events_and_a_resent_one_is_one(stage):
    server, platform = await stage("plain", resend=2)
    player = Player(platform)
    for _ in range(2):
        await player.does(deeds.click("my_cases"))
    seconds = [sealing.parse(body.encode()).findtext("CreateTime") for body in server.bodies]
    assert seconds[0] == seconds[1] != seconds[2] == seconds[3]


async def test_an_option_is_sent_by_its_number_or_tapped(stage):
    server, platform = await stage("plain")
    server.answer = lambda said: "<MsgType>text</MsgType><Content>伤得怎么样？\n1 住院治疗\n2 没人受伤</Content>"
    player = Player(platform)
    await player.says("您好")
    assert player.options() == {"1": "住院治疗", "2": "没人受伤"}
    await player.chooses("没人受伤")
    assert "<Content><![CDATA[2]]></Content>" in server.bodies[-1]
    player.show(Shown("service", "选一个", options=(("opt-9", "对，给我指南"),)))
    await player.chooses("对，给我指南")
    assert "<bizmsgmenuid><![CDATA[opt-9]]></bizmsgmenuid>" in server.bodies[-1]


def test_links_are_found_by_their_label():
    player = Player(None)
    player.show(Shown("passive", '去看 http://x/plain 和 <a href="http://x/a?b=1&amp;c=2">我的案件</a>'))
    assert player.link("我的案件") == "http://x/a?b=1&c=2"
    assert player.link("去看") == "http://x/plain" and player.link("指南") == ""
    player.show(Shown("passive", "", "意见指南", "http://x/g/1"))
    assert player.link("指南") == "http://x/g/1"
    assert line(player.seen[-1]) == "公众号：［图文］意见指南\n    http://x/g/1"
    assert written(player.seen, "居民一").startswith("—— 居民一 ——\n公众号：去看")


def actor(platform, **changes):
    async def page(openid, address):
        return (200, "法律分析和意见指南") if address.endswith("/g/1") else (404, "")

    async def command(words):
        return (0, f"做了 {words}") if words.startswith("fawen case") else (1, "不会")

    return Actor(Player(platform), page, command, **{"patience": SHORT, **changes})


async def test_a_script_plays_looks_remembers_and_fails(stage, tmp_path):
    server, platform = await stage("plain")
    asked = iter(
        [
            "伤情？\n1 住院治疗\n2 没人受伤",
            "住了几天？",
            "要哪些？\n1 甲\n2 乙\n3 丙",
            "好了。编号：示例0001\n1 给我指南",
        ]
    )

    def answer(said):
        if said in ("1", "12", "1、3", "问"):
            return f"<MsgType>text</MsgType><Content>{next(asked)}</Content>"
        return CARD

    server.answer = lambda said: answer(said) if said != "1" or len(server.bodies) < 5 else CARD
    file = tmp_path / "剧本.yml"
    file.write_text(
        """
- 说: 问
  有: [伤情, 住院]
  没有: 指南
- 答题: {伤情: 住院, 几天: 12, 要哪些: [甲, 丙]}
  直到: 好了
- 记: 编号
- 选: 给我指南
- 打开: 指南
  有: 意见指南
- 命令: fawen case move {编号} 已受理
  有: 示例0001
""",
        "utf-8",
    )
    playing = actor(platform)
    await playing.plays(load(str(file)))
    said = [one.text for one in playing.player.seen if one.how == "me"]
    assert said == ["问", "1", "12", "1、3", "1"] and playing.noted == {"编号": "示例0001"}
    for steps, told in (
        ([{"有": "没说过的"}], "没有「没说过的」"),
        ([{"打开": "别的"}], "没有能打开的"),
        ([{"选": "没有的"}], "没有「没有的」这个选项"),
        ([{"命令": "rm -rf"}], "退出码 1"),
        ([{"等": "进度"}], "没有等到「进度」"),
        ([{"没有": "看看"}], "不该有「看看」"),
        ([{"答题": {}, "直到": "永远"}], "一直问同一题"),
    ):
        with pytest.raises(Failed, match=told):
            await playing.plays(steps)


async def test_a_reply_that_comes_later_is_waited_for(stage):
    server, platform = await stage("plain")
    server.answer = lambda said: b"success"
    playing = actor(platform, patience=20)
    later = asyncio.get_running_loop().call_later
    await playing.player.says("您好")
    later(SHORT, playing.player.show, Shown("service", "案件进度：已受理"))
    await playing.plays([{"等": "已受理"}, {"有": "进度"}])


def test_a_script_that_cannot_be_read_says_where(tmp_path):
    for text, told in (
        ("", "列表"),
        ("说: 1", "列表"),
        ("- 飞: 天上", "第 1 步：不知道「飞」"),
        ("- 说: 好\n- 说: 好\n  看见: 什么", "第 2 步.*看见"),
        ("- [", "读不懂"),
        ("- 好", "应当像"),
    ):
        (tmp_path / "a.yml").write_text(text, "utf-8")
        with pytest.raises(BadScript, match=told):
            load(str(tmp_path / "a.yml"))
    with pytest.raises(BadScript, match="没有剧本"):
        load("没有这个")


def test_what_a_script_may_say_is_what_an_actor_can_do():
    assert set(acting._STEPS) == set(ACTS)


def test_every_shipped_script_can_be_read():
    assert list(SCRIPTS.glob("*.yml"))
    for path in SCRIPTS.glob("*.yml"):
        assert load(path.stem)
