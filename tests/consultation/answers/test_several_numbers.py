"""Several options chosen by their numbers, as they are typed on a phone: over every such question that is shipped."""

import random
from datetime import date

import pytest

from bot.consultation.answers import Unclear, read

TODAY = date(2026, 11, 20)
TYPED = (
    "{0}、{1}", "{0},{1}", "{0}，{1}", "{0} {1}", "{0}.{1}", "{0}。{1}", "{0}/{1}", "{0}·{1}", "{0}+{1}", "{0};{1}", "{0}和{1}", "{0}跟{1}",
    "第{0}第{1}", "第{0}、{1}个", "第{0}个和第{1}个", "{0}、{1}。", "{0}\n{1}", "选{0}和{1}", "{0}、 {1}", "{1}、{0}", "{0}{1}", "{1}{0}",
)  # fmt: skip


def several(known):
    return [question for issue in known.issues.values() for question in issue.questions if question.kind == "several"]


@pytest.mark.parametrize("typed", TYPED)
def test_two_numbers_are_two_options_however_they_are_typed(typed, known):
    chance = random.Random(typed)
    for question in several(known):
        labels = [option.label for option in question.options]
        first, second = sorted(chance.sample(range(1, len(labels) + 1), 2))
        text = typed.format(first, second)
        try:
            assert read(question, text, TODAY) == [labels[first - 1], labels[second - 1]], (question.id, text)
        except Unclear as unclear:
            assert "对不到一块儿" in unclear.hint, (question.id, text)


def test_a_run_of_digits_is_a_position_where_there_is_one(known):
    longest = max(several(known), key=lambda question: len(question.options))
    assert len(longest.options) == 9
    assert read(longest, "10", TODAY) == "不清楚"
    assert read(longest, "135", TODAY) == [longest.options[at].label for at in (0, 2, 4)]


def test_from_to_is_asked_again(known):
    for question in several(known):
        with pytest.raises(Unclear):
            read(question, "1-3", TODAY)
