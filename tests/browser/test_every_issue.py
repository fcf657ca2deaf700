"""Every issue is walked once by thumb on a phone, from its name to the guide, which must fit, print its findings and pass axe."""

from datetime import datetime
from pathlib import Path

import pytest

from bot.actions.desk import CHINA
from bot.consultation.analysis import analyse
from bot.consultation.interview import next_question
from bot.consultation.shown import spoken
from tests.browser.hands import axe, say, sideways, tap

pytestmark = pytest.mark.xdist_group("service")
NAMES = sorted(path.parent.name for path in Path("knowledge/issues").glob("[!_]*/issue.yml"))


def answer(page, question, value):
    """Taps a button where one answer is asked for, otherwise types as a person would."""
    if question.kind in ("choice", "yes_no"):
        tap(page, value, exactly=True)
    else:
        say(page, spoken(question, value))


@pytest.mark.parametrize("name", NAMES)
def test_an_issue_is_walked_from_its_name_to_its_guide(open_page, service, known, name):
    issue = known.issues[name]
    case = next(one for one in issue.cases if not one.stop)
    page, facts = open_page(), {}
    say(page, issue.title)
    while question := next_question(issue, facts):
        assert question.ask in page.get_by_test_id("message").last.inner_text()
        answer(page, question, case.facts[question.id])
        facts[question.id] = case.facts[question.id]
    tap(page, "对，给我指南")
    page.goto(service.url + page.get_by_role("link", name="打开完整指南").get_attribute("href"))
    assert axe(page) == [] and sideways(page) <= 0
    shown = set(page.locator("li.item h3").all_inner_texts())
    holding = {one.id for one in analyse(issue, facts, datetime.now(CHINA).date(), known).holding}
    assert holding <= shown
    page.screenshot(path=f"build/guides/{name}.png", full_page=True)
