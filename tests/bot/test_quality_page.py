"""The quality page tells what was wrong and never repeats what a stranger wrote."""

from bot.evaluation import Asked
from bot.quality_page import drawn, page, percent, weak

ASKED = [
    Asked("示例：俺媳妇要离", ("婚姻家庭",), ("婚姻家庭", "债权债务"), 0.9, True),
    Asked("示例：他欠俺钱", ("债权债务",), ("婚姻家庭", "债权债务"), 0.8, True),
    Asked("示例：天热不热", ("其他",), ("其他",), 0.7, False),
]


def test_the_page_names_errors_without_the_words_of_those_who_asked():
    text = page({"示例": ASKED}, (10, 1.0, 20, 0.05), 5)
    assert "- 0.80 该是债权债务，认成婚姻家庭" in text
    assert "| 10 句危险的话，出了安全卡的 | 100.0% |" in text and "| 20 句平常的话，误出紧急卡的 | 5.0% |" in text
    assert not any(one.text in text for one in ASKED)


def test_weak_groups_are_listed_with_what_they_are_taken_for():
    assert "| 债权债务 | 1 | 0.0% | 婚姻家庭（1） |" in weak(ASKED)
    assert "其他" not in weak(ASKED).splitlines()[-1]


def test_nothing_counted_is_a_dash():
    assert percent(float("nan")) == "—" and percent(0.125) == "12.5%"


def test_the_picture_is_drawn(tmp_path):
    drawn(ASKED, tmp_path / "quality.svg")
    assert (tmp_path / "quality.svg").read_text("utf-8").startswith("<?xml")
