"""Passive replies: XML that any reader reads, saying what was to be said."""

import xml.etree.ElementTree as ElementTree

from channels.weixin.incoming import read
from channels.weixin.replies import NOTHING, card_reply, text_reply
from tests.channels.weixin.samples import MESSAGES

MESSAGE = read(MESSAGES["text"][0].encode())


def parsed(reply: str) -> dict[str, str]:
    """Every leaf of a reply, as an XML reader that knows nothing of ours sees it."""
    return {one.tag: one.text or "" for one in ElementTree.fromstring(reply.encode()).iter() if not len(one)}


def sayable(text: str) -> str:
    """What XML 1.0 can hold of a text, from its definition of a character (2.2) and of the end of a line (2.11)."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    ranges = ((0x9, 0xA), (0x20, 0xD7FF), (0xE000, 0xFFFD), (0x10000, 0x10FFFF))
    return "".join(one for one in lines if any(low <= ord(one) <= high for low, high in ranges))


def test_a_text_goes_back_to_who_wrote():
    given = parsed(text_reply(MESSAGE, "请先报警", 1790000003.9))
    assert given == {
        "ToUserName": "oSAMPLE-resident_0000000001",
        "FromUserName": "gh_0123456789ab",
        "CreateTime": "1790000003",
        "MsgType": "text",
        "Content": "请先报警",
    }


def test_the_fields_stand_at_the_top_as_wechat_wants_them():
    reply = ElementTree.fromstring(text_reply(MESSAGE, "好"))
    assert reply.tag == "xml"
    assert [one.tag for one in reply] == ["ToUserName", "FromUserName", "CreateTime", "MsgType", "Content"]


def test_links_and_marks_are_left_as_they_are():
    text = '<a href="https://example.cn/a?b=1&c=2">看指南</a>\n1 有 & 2 没有 "<>"'
    assert parsed(text_reply(MESSAGE, text))["Content"] == text


def test_the_end_of_cdata_in_a_text_ends_nothing():
    for text in ("]]>", "a]]>b", "]]]]>>", "]]", "]]]>", "<![CDATA[x]]>", "]]></Content><Content>"):
        assert parsed(text_reply(MESSAGE, text))["Content"] == text


def test_what_xml_cannot_hold_is_left_out():
    reply = text_reply(MESSAGE, "a\0\x01\x08\x0b\x0c\x1f\ud800\udfff\ufffe\uffffb\t\nc\r\nd\re🙏")
    assert parsed(reply)["Content"] == "ab\t\nc\nd\ne🙏"
    reply.encode("utf-8")


def test_a_card_has_one_article():
    reply = ElementTree.fromstring(card_reply(MESSAGE, "您的指南", "三步走", "https://a.cn/g?x=1&y=2", now=5))
    assert [one.tag for one in reply] == [
        "ToUserName", "FromUserName", "CreateTime", "MsgType", "ArticleCount", "Articles",
    ]  # fmt: skip
    assert (reply.findtext("MsgType"), reply.findtext("ArticleCount")) == ("news", "1")
    assert [one.tag for one in reply.findall("Articles/item/*")] == ["Title", "Description", "PicUrl", "Url"]
    assert reply.findtext("Articles/item/Url") == "https://a.cn/g?x=1&y=2"
    assert reply.findtext("Articles/item/PicUrl") == ""
    assert len(reply.findall("Articles/item")) == 1


def test_a_card_may_have_a_picture():
    assert parsed(card_reply(MESSAGE, "t", "d", "u", "https://a.cn/p.png"))["PicUrl"] == "https://a.cn/p.png"


def test_nothing_to_say_is_said_as_wechat_wants_it():
    assert NOTHING == "success"
