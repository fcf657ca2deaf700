"""Whatever bytes come in: a message or NotAMessage, and never anything else."""

import string

from hypothesis import example, given, settings
from hypothesis import strategies as st

from channels.weixin.fields import DEEPEST, MOST
from channels.weixin.incoming import HEARD, LARGEST, Message, NotAMessage, read
from channels.weixin.replies import card_reply, text_reply
from tests.channels.weixin.samples import MESSAGES

SAMPLES = [xml.encode() for xml, _ in MESSAGES.values()]
FIELDS = sorted(
    {piece.partition(">")[0] for xml, _ in MESSAGES.values() for piece in xml.split("<") if piece[:1].isalpha()}
)
JUNK = st.sampled_from(
    [
        "]]>",
        "<![CDATA[",
        "&amp;",
        "&#0;",
        "&x;",
        "<!--",
        "-->",
        "<?x ?>",
        "<!DOCTYPE a>",
        "\0",
        "\x02",
        "\x1d",
        "\ufffe",
        "<",
        "&",
        "'",
    ]
)
VALUE = st.lists(st.one_of(JUNK, st.text(max_size=20), st.text("0123456789.-", max_size=12)), max_size=4).map("".join)
CDATA = VALUE.map(lambda text: f"<![CDATA[{text}]]>")
ELEMENT = st.recursive(
    st.one_of(VALUE, CDATA),
    lambda inner: st.lists(
        st.builds(
            lambda name, given, text: f"<{name}{given}>{text}</{name}>",
            st.sampled_from(FIELDS),
            st.sampled_from(["", " a='1'", " xmlns='u'", ' xmlns:p="u" p:b="2"']),
            inner,
        ),
        max_size=8,
    ).map("".join),
    max_leaves=30,
)


def outcome(xml: bytes) -> Message | None:
    """The message, if it is one; every promise about messages is looked at on the way."""
    try:
        found = read(xml)
    except NotAMessage as refusal:
        assert len(str(refusal)) < 60
        return None
    assert found.kind in {*HEARD, "event", "unknown"}
    assert (
        found.user
        and found.account
        and set(found.user + found.account) <= set(string.ascii_letters + string.digits + "_-")
    )
    assert isinstance(found.created, int) and found.key.count("|") >= 2
    assert found.latitude is None or (-90 <= found.latitude <= 90 and -180 <= found.longitude <= 180)
    for text in (found.text, found.event_key, found.label, found.title, found.url, found.recognition):
        assert "\0" not in text and len(text.encode()) <= LARGEST
    return found


@given(st.binary(max_size=2000))
@settings(max_examples=500, deadline=None)
def test_any_bytes(xml):
    outcome(xml)


@given(ELEMENT, st.sampled_from(["", "<?xml version='1.0' encoding='gbk'?>", "<?xml version='9'?>", "\ufeff", " "]))
@settings(max_examples=500, deadline=None)
def test_any_elements(inner, before):
    outcome(f"{before}<xml>{inner}</xml>".encode("utf-8", "surrogatepass"))


@given(
    st.sampled_from(SAMPLES),
    st.integers(0, 900),
    st.integers(0, 40),
    st.one_of(st.binary(max_size=30), VALUE.map(str.encode)),
)
@settings(max_examples=1000, deadline=None)
def test_any_damage_to_a_message(xml, at, length, instead):
    outcome(xml[:at] + instead + xml[at + length :])


@given(
    st.sampled_from(SAMPLES),
    st.randoms(use_true_random=False),
    st.sampled_from(["utf-16", "gbk", "utf-7", "latin-1", "utf-8"]),
)
@settings(max_examples=200, deadline=None)
def test_any_bits_turned_and_any_encoding(xml, random, encoding):
    damaged = bytearray(xml)
    for _ in range(random.randint(1, 6)):
        damaged[random.randrange(len(damaged))] ^= 1 << random.randrange(8)
    outcome(bytes(damaged))
    outcome(xml.decode().encode(encoding, "replace"))


@given(st.integers(0, 40), st.integers(0, 400), st.booleans())
@settings(max_examples=200, deadline=None)
def test_any_depth_and_number(depth, number, closed):
    inner = "<a>" * depth + ("</a>" * depth if closed else "") + "".join(f"<b{n}/>" for n in range(number))
    found = outcome(MESSAGES["text"][0].replace("</xml>", f"{inner}</xml>").encode())
    assert (found is not None) == ((closed or not depth) and depth < DEEPEST and 7 + depth + number <= MOST)


@given(st.text(), st.text(max_size=50), st.text(max_size=50))
@example("]]>", "]]]]>>", "<![CDATA[")
@example("\r\r\n\x0b\ud800\udfff\uffff", "\0", "&#0;")
@settings(max_examples=500, deadline=None)
def test_any_reply_is_xml_and_says_what_was_said(text, title, url):
    from tests.channels.weixin.test_replies import parsed, sayable

    message = read(SAMPLES[0])
    assert parsed(text_reply(message, text))["Content"] == sayable(text)
    card = parsed(card_reply(message, title, text, url))
    assert (card["Title"], card["Description"], card["Url"]) == (sayable(title), sayable(text), sayable(url))
