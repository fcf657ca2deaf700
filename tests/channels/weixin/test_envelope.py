"""What comes from WeChat is opened, whatever else comes is refused without a word of why."""

import base64
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from channels.weixin import envelope
from channels.weixin.envelope import Envelope, Refused
from channels.weixin.incoming import read
from channels.weixin.settings import Settings
from tests.channels.weixin.independent import Console, sign
from tests.channels.weixin.samples import MESSAGES, message

NOW = 1790000000
WECHAT = Console()
XML = MESSAGES["text"][0]
RECORDED = [one.split(" ") for one in (Path(__file__).parent / "recorded/recorded.txt").read_text().splitlines()]


def ours(mode="safe", clock=lambda: NOW, console=WECHAT, **more):
    given = {"app_id": console.app_id, "token": console.token, "aes_key": console.aes_key, "mode": mode} | more
    return Envelope(Settings(secret="secret", **given), clock)


def refused(word, opener, query, body):
    with pytest.raises(Refused) as refusal:
        opener.open(query, body)
    assert str(refusal.value) == word


@pytest.mark.parametrize("mode", ["plain", "compatible", "safe"])
@pytest.mark.parametrize("name", MESSAGES)
def test_every_kind_of_message_is_read_in_every_mode(name, mode):
    xml, expected = MESSAGES[name]
    found = read(ours(mode).open(*WECHAT.post(xml, mode)), WECHAT.account)
    assert {one: getattr(found, one) for one in expected} == expected
    assert (found.user, found.account, found.created) == ("oSAMPLE-resident_0000000001", WECHAT.account, NOW)


@pytest.mark.parametrize(
    ("name", "filling", "signature", "sealed", "message"), RECORDED, ids=[one[0] for one in RECORDED]
)
def test_messages_sealed_by_openssl_are_opened(name, filling, signature, sealed, message):
    query = WECHAT.post(XML)[0] | {"msg_signature": signature}
    body = f"<xml><ToUserName>gh_0123456789ab</ToUserName><Encrypt>{sealed}</Encrypt></xml>".encode()
    assert ours().open(query, body) == base64.b64decode(message)


def test_the_recorded_messages_have_every_length_of_filling():
    assert {int(one[1]) for one in RECORDED} == set(range(1, 33))


@given(st.text(), st.text("0123456789abcdef", min_size=1, max_size=32))
@settings(max_examples=200, deadline=None)
def test_whatever_we_seal_wechat_can_open(text, nonce):
    assert WECHAT.take(ours().seal(text, nonce), nonce) == text


@given(st.text(st.characters(blacklist_categories=["Cs"])))
@settings(max_examples=200, deadline=None)
def test_whatever_wechat_seals_we_can_open(text):
    assert ours().open(*WECHAT.post(text)) == text.encode()


def test_half_a_character_in_a_reply_is_no_crash():
    assert WECHAT.take(ours().seal("好\ud83d", "n"), "n") == "好?"


def test_two_equal_replies_look_different():
    assert len({ours().seal(XML, "n") for _ in range(20)}) == 20


def test_a_nonce_that_cannot_be_said_is_replaced():
    reply = ours().seal(XML, "]]>\0")
    given = reply.decode().rpartition("<Nonce><![CDATA[")[2].partition("]]>")[0]
    assert given and WECHAT.take(reply, given) == XML


def test_replies_are_sealed_as_the_request_was():
    for mode, xml_shows in (("plain", True), ("compatible", True), ("safe", False)):
        assert (ours(mode).seal(XML, "n") == XML.encode()) is xml_shows
    query, _ = WECHAT.post(XML, "compatible")
    assert ours().sealed(query)
    assert WECHAT.take(ours("compatible").seal(XML, "n", True), "n") == XML
    assert ours().seal(XML, "n", False) == XML.encode()


def test_the_address_is_verified():
    query = {"signature": sign(WECHAT.token, str(NOW), "n"), "timestamp": str(NOW), "nonce": "n", "echostr": "5836"}
    for mode in ("plain", "compatible", "safe"):
        assert ours(mode).echo(query) == "5836"
    for change in ({"signature": "0" * 40}, {"echostr": "<script>"}, {"echostr": ""}, {"echostr": "x" * 300}):
        with pytest.raises(Refused):
            ours().echo(query | change)
    with pytest.raises(Refused):
        ours().echo({})


@pytest.mark.parametrize("mode", ["plain", "compatible", "safe"])
def test_a_wrong_token_is_refused(mode):
    refused("signature", ours(mode), *Console(token="AnotherToken").post(XML, mode))


@pytest.mark.parametrize("mode", ["compatible", "safe"])
def test_a_wrong_key_or_another_apps_id_is_refused(mode):
    refused("seal", ours(mode), *Console(app_id="wxfedcba9876543210").post(XML, mode))
    refused("seal", ours(mode), *Console(aes_key="Z" + WECHAT.aes_key[1:]).post(XML, mode))


@pytest.mark.parametrize("name", ["timestamp", "nonce", "signature", "msg_signature"])
@pytest.mark.parametrize(
    "value", [None, "", "x", "1790000001", "１７９００００００００", "汉字\ud800", "\0", "9" * 500]
)
def test_a_query_that_was_tampered_with_is_refused(name, value):
    query, body = WECHAT.post(XML)
    query = {one: given for one, given in (query | {name: value}).items() if given is not None}
    with pytest.raises(Refused):
        ours().open(query, body)


@pytest.mark.parametrize(
    "timestamp", ["", "soon", "-1790000000", "1790000000.0", "1_79000000", "1790000000\n", " 1790000000"]
)
def test_a_time_that_is_none_is_refused_even_when_signed(timestamp):
    query = {"signature": sign(WECHAT.token, timestamp, "n"), "timestamp": timestamp, "nonce": "n"}
    refused("query", ours("plain"), query, XML.encode())


@pytest.mark.parametrize("mode", ["plain", "safe"])
def test_what_is_too_old_or_from_the_future_is_refused(mode):
    time = [NOW]
    opener = ours(mode, lambda: time[0])
    for time[0] in (NOW - 300, NOW, NOW + 300):
        assert opener.open(*WECHAT.post(XML, mode)) == XML.encode()
    for time[0] in (NOW - 301, NOW + 301, NOW + 86400 * 365):
        refused("time", opener, *WECHAT.post(XML, mode))
    assert ours(mode, lambda: NOW + 900, clock_error=1000).open(*WECHAT.post(XML, mode))


@pytest.mark.parametrize("mode", ["compatible", "safe"])
def test_a_strangers_body_is_not_even_parsed(mode, monkeypatch):
    monkeypatch.setattr(envelope, "fields", lambda *_: pytest.fail("it was read"))
    query, body = WECHAT.post(XML, mode)
    refused("signature", ours(mode), query | {"signature": query["msg_signature"]}, body)
    refused("signature", ours(mode), query | {"signature": ""}, body)
    refused("time", ours(mode, lambda: NOW + 301), query, body)


def test_the_signature_is_looked_at_before_the_clock():
    refused("signature", ours(clock=lambda: NOW + 999), *Console(token="AnotherToken").post(XML))


@pytest.mark.parametrize("mode", ["plain", "compatible", "safe"])
def test_a_resend_gets_in_and_so_does_the_very_same_request(mode):
    opener = ours(mode)
    for nonce, later in (("1", 0), ("2", 5), ("3", 10), ("3", 10)):
        assert opener.open(*WECHAT.post(XML, mode, NOW + later, nonce))


def test_a_used_signature_does_not_carry_another_message():
    opener = ours("plain")
    query, body = WECHAT.post(XML, "plain")
    assert opener.open(query, body) == body
    refused("replay", opener, query, MESSAGES["menu tap"][0].encode())
    assert opener.open(query, body) == body


def test_signatures_are_remembered_as_long_as_they_are_good_and_no_longer(monkeypatch):
    time = [NOW]
    opener = ours("plain", lambda: time[0])
    query, body = WECHAT.post(XML, "plain", NOW + 299)
    opener.open(query, body)
    time[0] = NOW + 599
    refused("replay", opener, query, b"<xml/>")
    for later in range(700, 705):
        time[0] = NOW + later
        opener.open(*WECHAT.post(XML, "plain", NOW + later))
    assert len(opener._seen) == 5
    monkeypatch.setattr(envelope, "REMEMBERED", 3)
    opener.open(*WECHAT.post(XML, "plain", NOW + 710))
    assert len(opener._seen) == 3


def test_in_safe_mode_nothing_unsealed_is_taken():
    refused("mode", ours("safe"), *WECHAT.post(XML, "plain"))
    query, body = WECHAT.post(XML, "compatible")
    refused("mode", ours("safe"), {**query, "encrypt_type": "raw"}, body)


def test_in_the_other_modes_it_is():
    for mode in ("plain", "compatible"):
        query, body = WECHAT.post(XML, "plain")
        assert ours(mode).open({**query, "encrypt_type": "raw"}, body) == body
        refused("mode", ours(mode), {**query, "encrypt_type": "rot13"}, body)


def test_without_a_key_nothing_sealed_is_taken_or_given():
    opener = ours("plain", aes_key="")
    refused("no key", opener, *WECHAT.post(XML))
    with pytest.raises(Refused):
        opener.seal(XML, "n", True)


def test_the_open_part_of_a_body_in_compatible_mode_counts_for_nothing():
    query, body = WECHAT.post(XML, "compatible")
    forged = body.replace("我在村口".encode(), "你们好吗".encode())
    assert forged != body and ours("compatible").open(query, forged) == XML.encode()


@pytest.mark.parametrize(
    "sealed",
    [
        "",
        "!",
        "abc",
        "QUJD",
        base64.b64encode(bytes(16)).decode(),
        base64.b64encode(bytes(4096)).decode(),
        WECHAT.encrypt(b"")[:-24],
        WECHAT.encrypt(b"\xff\xfe"),
        "密" * 8,
        base64.b64encode(WECHAT._run("encryptor", bytes(16) + b"\xff\xff\xff\xff" + bytes(12))).decode(),
        base64.b64encode(WECHAT._run("encryptor", bytes(31) + b"\x20")).decode(),
    ],
    # By number: what is sealed anew at every collection must not be part of a test's name.
    ids=range(11),
)
def test_a_seal_that_is_none_is_refused_even_when_signed(sealed):
    query, _ = WECHAT.post(XML)
    query["msg_signature"] = sign(WECHAT.token, str(NOW), query["nonce"], sealed)
    refused("seal", ours(), query, f"<xml><Encrypt><![CDATA[{sealed}]]></Encrypt></xml>".encode())


@given(st.binary(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_body_is_opened_or_refused(body):
    query, _ = WECHAT.post(XML)
    with pytest.raises(Refused):
        ours().open(query, body)
    with pytest.raises(Refused):
        ours().open(query, b"<xml><Encrypt>" + body + b"</Encrypt></xml>")


@given(
    st.dictionaries(
        st.sampled_from(["signature", "msg_signature", "timestamp", "nonce", "encrypt_type", "echostr"]), st.text()
    )
)
@settings(max_examples=200, deadline=None)
def test_any_query_is_refused(query):
    for attempt in (lambda: ours("compatible").open(query, XML.encode()), lambda: ours().echo(query)):
        with pytest.raises(Refused):
            attempt()


def test_a_body_too_large_is_refused_unread(monkeypatch):
    monkeypatch.setattr(envelope, "fields", lambda *_: pytest.fail("it was read"))
    query, _ = WECHAT.post(XML)
    refused("size", ours(), query, b"x" * 1_000_000)


def test_a_long_message_in_compatible_mode_is_not_too_large():
    xml = message("text", f"<Content><![CDATA[{'好' * 20_000}]]></Content>")
    assert read(ours("compatible").open(*WECHAT.post(xml, "compatible"))).text == "好" * 20_000


def test_a_refusal_says_nothing_of_what_was_sent():
    query, body = Console(app_id="wxfedcba9876543210").post(XML)
    try:
        ours().open(query, body)
    except Refused:
        kind, refusal, _ = sys.exc_info()
    assert kind is Refused and refusal.__cause__ is None and refusal.__suppress_context__
    assert "村口" not in str(refusal) and WECHAT.token not in str(refusal)
