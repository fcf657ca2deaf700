"""Wrong homophones: put right for reading, in the table's words only, and never in what is kept or shown."""

from datetime import date
from types import SimpleNamespace

import pytest

from bot.consultation import faq, library, safety
from bot.consultation.answers import opening, read
from bot.consultation.model import Option
from bot.consultation.reading import KnowledgeError
from bot.consultation.sound_alikes import righted
from bot.consultation.wording import plain
from tests.consultation.small_base import write

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("said, meant", [
    ("俺想离昏", "我想离婚"), ("他不陪偿", "他不赔偿"), ("去中裁委告他", "去仲裁委告他"), ("打了接条", "打了借条"), ("算公伤不", "算工伤不"),
    ("這算工商認定嗎", "这算工伤认定吗"), ("裸带咋还", "裸贷怎么还"), ("夜隔儿叫车撞了", "昨天叫车撞了"),
])  # fmt: skip
def test_a_wrong_homophone_is_read_as_the_right_word(said, meant):
    assert plain(said) == meant


@pytest.mark.parametrize("said", [
    "因公伤残", "公司中裁员", "直接条件不够", "人家爆料", "签和同意书不一样", "算工商户不", "这种裁判", "植物叶子", "裸体贷", "扶养费", "公证处不公正", "遗属补助",
])  # fmt: skip
def test_a_word_of_its_own_is_left_alone(said):
    assert righted(said) == said


def question(kind, *labels, **more):
    options = tuple(Option(label) for label in labels)
    return SimpleNamespace(
        **{"id": "问", "ask": "问", "kind": kind, "options": options, "unit": "", "low": None, "high": None, "past": True, "near": (), **more}
    )  # fmt: skip


def test_options_and_the_opening_sentence_are_read_alike_and_text_is_kept_as_typed():
    assert read(question("choice", "有借条", "没有凭据"), "有接条", TODAY) == "有借条"
    assert opening.facts_in([question("choice", "打了借条", "没打")], "打了接条的", TODAY) == {"问": "打了借条"}
    assert read(question("text"), "打了接条", TODAY) == "打了接条"
    assert read(question("place"), "陪钱庄", TODAY) == "陪钱庄"


def test_side_questions_and_danger_are_heard_through_it(known):
    assert faq.match([{"ask": ["劳动仲裁要钱吗"], "say": "不要钱"}], "劳动中裁要钱吗") is not None
    card = safety.match(known.safety, "他家爆我，正拿刀砍我")
    assert card is not None and not card.soft


def problems(tmp_path, table):
    root = write(tmp_path)
    (root / "sound_alikes.yml").write_text(table, encoding="utf-8")
    with pytest.raises(KnowledgeError) as caught:
        library.load(root)
    return "\n".join(map(str, caught.value.problems))


@pytest.mark.parametrize("table, said", [
    ("养鸡的: {right: 样鸡的, why: 示例}", "sound_alikes.yml:1: 「养鸡的」在鸡法 1 的概括里用着"),
    ("路人: {right: 陆人, why: 示例}", "「路人」在丢鸡的选项里用着"),
    ("机丢: {right: 鸡丢, why: 示例}\n鸡丢: {right: 机丢, why: 示例}", "会换过来又换过去"),
    ("机丢了: {right: 鸡丢, why: 示例}", "要一样长"),
    ("机丢: {right: 鸡丢}", "缺少「why」"),
    ("机丢: {right: 鸡丢, why: 示例, not_in: [飞机]}", "要比「机丢」长"),
    ("丢了: {right: 丢啦, why: 示例}", "「丢了」在"),
    ("第1回: {right: 第一回, why: 示例}\n鸡丢了第: {right: 机丢了第, why: 示例}", "在例句里出现了 12 次"),
])  # fmt: skip
def test_a_table_that_would_do_harm_is_refused(table, said, tmp_path):
    assert said in problems(tmp_path, table)


def test_every_entry_is_reached_and_stays_put_once_right(known):
    assert len(known.sound_alikes) >= 50
    for one in known.sound_alikes:
        assert righted(one.wrong) == one.right == righted(one.right)
        for longer in one.not_in:
            assert one.wrong in righted(longer), longer
