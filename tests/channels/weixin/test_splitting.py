"""Lines fitted into messages: never too long, nothing lost, and torn only where a reader would pause."""

import re

from hypothesis import given
from hypothesis import strategies as st

from channels.weixin.splitting import CLOSING, PAUSES, SENTENCE_ENDS, Block, fit, parted, size

WORDS = st.text(alphabet="您的事。，；！？「」（）1234567890 abc.元万😀\n　", max_size=300)
LINKS = st.sampled_from(['<a href="https://例.cn/g/abc">打开完整指南</a>', "0000-0000001", "47051571", "2026示例0001"])
BLOCKS = st.lists(
    st.builds(
        lambda lines, apart: Block(tuple(line for line in lines if line.strip()) or ("。",), apart),
        st.lists(st.one_of(WORDS.map(lambda text: text.replace("\n", "")), LINKS), max_size=12),
        st.booleans(),
    ),
    max_size=8,
)


def bare(text):
    return re.sub(r"\s", "", text)


@given(blocks=BLOCKS, limit=st.integers(min_value=120, max_value=1800))
def test_no_text_is_too_long_and_nothing_is_lost(blocks, limit):
    texts = fit(blocks, limit)
    assert all(size(text) <= limit for text in texts)
    assert bare("".join(texts)) == bare("".join(line for block in blocks for line in block.lines))


@given(blocks=BLOCKS, limit=st.integers(min_value=120, max_value=1800))
def test_links_and_numbers_are_never_torn(blocks, limit):
    texts = fit(blocks, limit)
    for text in texts:
        assert text.count("<a ") == text.count("</a>")
    for line in (
        line for block in blocks for line in block.lines if len(line) < 60 and re.fullmatch(r"<a.*>|[0-9-]+", line)
    ):
        assert any(line in text for text in texts)


@given(blocks=BLOCKS, limit=st.integers(min_value=400, max_value=1800))
def test_what_belongs_together_stays_together_where_one_message_can_hold_it(blocks, limit):
    texts = fit(blocks, limit)
    for block in blocks:
        assert size(block.text) > limit or any(block.text in text for text in texts)


@given(blocks=BLOCKS, limit=st.integers(min_value=400, max_value=1800))
def test_there_are_no_more_messages_than_twice_what_is_needed(blocks, limit):
    needed = sum(size(block.text) + 2 for block in blocks)
    assert len(fit(blocks, limit)) <= 2 * needed / limit + 1


def test_a_long_line_is_parted_at_its_sentences_then_at_its_pauses():
    line = "甲" * 30 + "。" + "乙" * 30 + "！」" + "丙" * 30 + "，" + "丁" * 30 + "。"
    assert list(parted(line, 200)) == ["甲" * 30 + "。" + "乙" * 30 + "！」", "丙" * 30 + "，" + "丁" * 30 + "。"]
    assert list(parted(line, 100)) == ["甲" * 30 + "。", "乙" * 30 + "！」", "丙" * 30 + "，", "丁" * 30 + "。"]


@given(st.lists(st.text(alphabet="您的事", min_size=1, max_size=20), min_size=2, max_size=40))
def test_a_piece_ends_where_a_reader_would_pause(sentences):
    line = "。".join(sentences) + "。"
    pieces = list(parted(line, 90))
    assert "".join(pieces) == line
    assert all(piece[-1] in SENTENCE_ENDS + PAUSES + CLOSING for piece in pieces)
