"""Messages that are not quite WeChat's: what is told apart, what is refused, and what is never done."""

import pytest

from channels.weixin import fields as safe
from channels.weixin.incoming import LARGEST, Message, NotAMessage, read
from tests.channels.weixin.samples import HEAD, event, key, message

TEXT = message("text", "<Content><![CDATA[你好]]></Content>")


def refused(xml, account=""):
    with pytest.raises(NotAMessage) as refusal:
        read(xml if isinstance(xml, bytes) else xml.encode(), account)
    return str(refusal.value)


def test_a_message_and_its_resend_have_one_key_and_others_have_others():
    first = read(TEXT.encode())
    assert first.key == read(TEXT.encode()).key == "oSAMPLE-resident_0000000001|23456789012345678|1790000000"
    others = (
        TEXT.replace("resident", "neighbour"),
        TEXT.replace("1790000000", "1790000001"),
        TEXT.replace("5678</", "5679</"),
    )
    assert len({first.key, *(read(one.encode()).key for one in others)}) == 4


def test_events_are_told_apart_by_user_moment_name_and_key():
    one = read(event("CLICK", key("a")).encode())
    assert one.key == "oSAMPLE-resident_0000000001|1790000000|click|a"
    others = (
        event("CLICK", key("b")),
        event("SCAN", key("a")),
        event("CLICK", key("a")).replace("resident", "neighbour"),
    )
    assert len({one.key, *(read(other.encode()).key for other in others)}) == 4
    sent = [event("TEMPLATESENDJOBFINISH", f"<MsgID>{number}</MsgID><Status>success</Status>") for number in (1, 2)]
    assert len({read(other.encode()).key for other in sent}) == 2


def test_a_message_to_another_account_is_not_ours():
    assert isinstance(read(TEXT.encode(), "gh_0123456789ab"), Message)
    assert refused(TEXT, "gh_ba9876543210") == "another account"


@pytest.mark.parametrize("name", ["ToUserName", "FromUserName", "CreateTime", "MsgType", "Content", "MsgId"])
def test_a_field_that_is_missing_or_given_twice_makes_it_no_message(name):
    start, end = TEXT.index(f"<{name}>"), TEXT.index(f"</{name}>") + len(name) + 3
    refused(TEXT[:start] + TEXT[end:])
    refused(TEXT[:end] + TEXT[start:end] + TEXT[end:])
    refused(TEXT[:start] + f"<{name}x>" + TEXT[start:end] + f"</{name}x>" + TEXT[end:])
    refused(TEXT[:start] + f'<w:{name} xmlns:w="urn:w">1</w:{name}>' + TEXT[end:])


@pytest.mark.parametrize("value", ["", " ", "x", "-1", "1.5", "1e9", "0x10", "１７９０", "nan", "9" * 40, "17 90"])
def test_numbers_that_are_none_make_it_no_message(value):
    refused(TEXT.replace("<CreateTime>1790000000", f"<CreateTime>{value}"))
    refused(TEXT.replace("<MsgId>23456789012345678", f"<MsgId>{value}"))


@pytest.mark.parametrize(
    "value", ["", "x", "nan", "inf", "-inf", "1e1", "1_0", "９", "91", "-90.5", "1000", "0x1", "1.2.3", "."]
)
def test_places_that_are_none_make_it_no_message(value):
    refused(message("location", f"<Location_X>{value}</Location_X><Location_Y>100</Location_Y>"))
    refused(event("LOCATION", f"<Latitude>{value}</Latitude><Longitude>100</Longitude>"))


def test_the_ends_of_the_earth_are_places():
    found = read(message("location", "<Location_X>-90.0</Location_X><Location_Y>+180</Location_Y>").encode())
    assert (found.latitude, found.longitude) == (-90, 180)
    refused(message("location", "<Location_X>0</Location_X><Location_Y>180.1</Location_Y>"))
    refused(message("location", "<Location_X>0</Location_X>"))


@pytest.mark.parametrize("value", ["", "o|x", "o x", "村民", "x" * 65, "<b>o</b>", "o/../x", "o\nx"])
def test_names_no_account_could_have_make_it_no_message(value):
    refused(TEXT.replace("oSAMPLE-resident_0000000001", value))
    refused(TEXT.replace("gh_0123456789ab", value))


@pytest.mark.parametrize("name", ["", "a|b", "点击", "x" * 65])
def test_an_event_without_a_proper_name_is_no_message(name):
    refused(event(name))


def test_a_resident_cannot_write_fields_of_their_own():
    """WeChat passes «]]>» on unescaped, so a sentence may go on as XML."""
    for written in (
        "hi]]></Content><FromUserName>oSOMEBODYELSE</FromUserName><Content><![CDATA[",
        "hi]]></Content><bizmsgmenuid>7</bizmsgmenuid><Content><![CDATA[",
        "hi]]></Content></xml><xml><Content><![CDATA[",
        "hi]]></status>",
    ):
        refused(message("text", f"<Content><![CDATA[{written}]]></Content>"))
    inside = "hi]]><bizmsgmenuid>7</bizmsgmenuid><FromUserName>oSOMEBODYELSE</FromUserName><![CDATA["
    found = read(message("text", f"<Content><![CDATA[{inside}]]></Content>").encode())
    assert (found.user, found.menu_id) == ("oSAMPLE-resident_0000000001", "")


def test_control_characters_do_not_cost_the_sentence():
    for strange in ("\x01", "\x02", "\x08", "\x0b", "\x10", "\x1d", "\x1f", "\ufffe", "\uffff"):
        assert read(message("text", f"<Content><![CDATA[欠{strange}钱]]></Content>").encode()).text == "欠钱"
    for kept in ("\t", "\n", "\x7f", "\x85", "\u2028", "\u200b", "🙏", "\U0010ffff", "\ufeff"):
        assert read(message("text", f"<Content><![CDATA[欠{kept}钱]]></Content>").encode()).text == f"欠{kept}钱"


def test_taking_control_characters_out_opens_no_door():
    refused("<!DOC\x01TYPE xml [<!ENTITY a 'b'>]>" + TEXT)
    refused(message("text", "<Content>&\x02a;</Content>"))


@pytest.mark.parametrize(
    ("written", "heard"),
    [
        ("<Content><![CDATA[a]]><![CDATA[b]]></Content>", "ab"),
        ("<Content>a<![CDATA[<b>]]>c</Content>", "a<b>c"),
        ("<Content><![CDATA[a]]]]><![CDATA[>b]]></Content>", "a]]>b"),
        ("<Content><![CDATA[]]></Content>", ""),
        ("<Content/>", ""),
        ("<Content>&lt;&amp;&gt;&quot;&apos;&#20320;&#x597d;</Content>", "<&>\"'你好"),
        ("<Content>a<!-- <Content>x</Content> -->b</Content>", "ab"),
        ("<Content>a<?php x ?>b</Content>", "ab"),
        ("<Content kind='x' lang=\"y\"><![CDATA[a]]></Content>", "a"),
        ("<Content><![CDATA[ a \r\n b ]]></Content>", " a \n b "),
        ("<Content><![CDATA[&amp;<!DOCTYPE a>]]></Content>", "&amp;<!DOCTYPE a>"),
        ("<Content>a<Content>b</Content>c</Content>", "ac"),
    ],
)
def test_text_is_heard_as_it_was_written(written, heard):
    assert read(message("text", written).encode()).text == heard


BILLION = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10))
DTDS = {
    "billion laughs": f"<!DOCTYPE xml [<!ENTITY l0 'ha'>{BILLION}]>",
    "quadratic": f"<!DOCTYPE xml [<!ENTITY l9 '{'x' * 20000}'>]>",
    "a file": "<!DOCTYPE xml [<!ENTITY l9 SYSTEM 'file:///etc/passwd'>]>",
    "an address": "<!DOCTYPE xml [<!ENTITY l9 SYSTEM 'http://127.0.0.1:1/'>]>",
    "a parameter": "<!DOCTYPE xml [<!ENTITY % p SYSTEM 'http://127.0.0.1:1/'> %p;]>",
    "an outer DTD": "<!DOCTYPE xml SYSTEM 'http://127.0.0.1:1/a.dtd'>",
    "a public DTD": "<!DOCTYPE xml PUBLIC '-//A//B//EN' 'http://127.0.0.1:1/a.dtd'>",
    "an empty DTD": "<!DOCTYPE xml>",
    "an unparsed one": "<!DOCTYPE xml [<!NOTATION n SYSTEM 'n'><!ENTITY l9 SYSTEM 'x' NDATA n>]>",
    "an attribute list": "<!DOCTYPE xml [<!ATTLIST Content a CDATA 'b'>]>",
}


@pytest.mark.parametrize("name", DTDS)
def test_no_dtd_is_read(name):
    assert refused(DTDS[name] + message("text", "<Content>&l9;</Content>")) == "DTDForbidden"
    assert refused(DTDS[name] + TEXT) == "DTDForbidden"


def test_an_entity_that_is_not_xmls_own_makes_it_no_message():
    refused(message("text", "<Content>&nbsp;</Content>"))
    for character in ("&#0;", "&#1;", "&#xD800;", "&#x110000;", "&#99999999999;", "&#;"):
        refused(message("text", f"<Content>{character}</Content>"))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "gbk", "gb18030"])
def test_other_encodings_are_no_message(encoding):
    refused(TEXT.encode(encoding))
    refused(f'<?xml version="1.0" encoding="{encoding}"?>{TEXT}'.encode(encoding))


@pytest.mark.parametrize("declared", ["UTF-8", "UTF-16", "GBK", "ISO-8859-1", "US-ASCII", "x-nonsense", "utf-7"])
def test_a_declared_encoding_has_no_say(declared):
    assert read(f'<?xml version="1.0" encoding="{declared}"?>{TEXT}'.encode()).text == "你好"


def test_a_byte_order_mark_does_no_harm():
    assert read(b"\xef\xbb\xbf" + TEXT.encode()).text == "你好"


@pytest.mark.parametrize("bad", [b"\0", b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\xf5\x80\x80\x80", b"\xe4\xbd"])
def test_bytes_that_are_no_text_make_it_no_message(bad):
    refused(TEXT.encode().replace("好".encode(), bad))


def test_junk_is_no_message():
    for xml in (
        b"",
        b" ",
        b"null",
        b"{}",
        b"<",
        b"<xml>",
        b"<xml/>",
        b"<xml></xml>",
        b"<html></html>",
        TEXT.encode() * 2,
    ):
        refused(xml)
    refused(TEXT.replace("<xml>", "<XML>").replace("</xml>", "</XML>"))
    refused(TEXT.replace("<xml>", '<xml xmlns="urn:w">'))
    refused(f"<soap>{TEXT}</soap>")
    refused(TEXT + "after")
    refused(TEXT[:-1])


def test_size_and_depth_and_number_have_an_end():
    fits = LARGEST - len(TEXT.encode())
    assert read(TEXT.replace("你好", "你好" + "a" * fits).encode()).text.endswith("a")
    assert refused(TEXT.replace("你好", "你好" + "a" * (fits + 1))) == "too large"
    assert refused(TEXT.replace("你好", "好" * 400_000)) == "too large"
    assert refused(HEAD + "<a>" * 20_000) == "too many or too deep elements"
    assert refused(HEAD + "<a/>" * 15_000 + "</xml>") == "a field given twice"
    many = "".join(f"<a{n}/>" for n in range(safe.MOST))
    assert refused(message("text", "<Content>x</Content>" + many)) == "too many or too deep elements"
    few = "".join(f"<a{n}/>" for n in range(safe.MOST - 7))
    assert read(message("text", "<Content>x</Content>" + few).encode()).text == "x"


def test_reading_stops_where_it_gets_too_much(monkeypatch):
    begun = []
    start = safe.Fields.start
    monkeypatch.setattr(safe.Fields, "start", lambda self, tag, given: (begun.append(tag), start(self, tag, given))[1])
    refused(HEAD + "<a>" * 20_000)
    assert len(begun) < 20


def test_many_attributes_are_read_over():
    given = " ".join(f"a{n}='{n}'" for n in range(3000))
    assert read(TEXT.replace("<Content>", f"<Content {given}>").encode()).text == "你好"
    refused(TEXT.replace("<Content>", "<Content a='1' a='2'>"))


def test_a_refusal_says_nothing_of_the_message():
    with pytest.raises(NotAMessage) as refusal:
        read(message("text", "<Content>李四欠我钱&nothing;</Content>").encode())
    assert "李四" not in str(refusal.value) and refusal.value.__cause__ is None
