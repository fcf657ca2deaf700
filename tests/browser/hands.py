"""What a person does with the chat page, and what is measured on it."""

import re

from tests.serving import ROOT

AXE = ROOT / "channels" / "screens" / "node_modules" / "axe-core" / "axe.min.js"
CRASH = "昨天骑电车被轿车撞了，腿骨折住院，对方全责不给钱"
PHONE, SMALLEST, DESK, KIOSK = (390, 844), (320, 568), (1280, 800), (1080, 1920)


def say(page, text):
    before = page.get_by_test_id("message").count()
    page.get_by_test_id("composer").fill(text)
    page.get_by_test_id("send").click()
    page.wait_for_function("n => document.querySelectorAll('[data-testid=message]').length > n + 1", arg=before)


def tap(page, label, exactly=False):
    """Taps the first button that holds a label, or exactly that one."""
    wanted = re.compile(rf"^\s*{re.escape(label)}\s*$") if exactly else label
    before = page.get_by_test_id("message").count()
    page.get_by_test_id("option").filter(has_text=wanted).first.click()
    page.wait_for_function("n => document.querySelectorAll('[data-testid=message]').length > n + 1", arg=before)


def to_the_guide(page):
    say(page, CRASH)
    tap(page, "对")
    for _ in range(40):
        if page.get_by_test_id("option").filter(has_text="对，给我指南").count():
            break
        say(page, "不清楚")
    tap(page, "对，给我指南")


def axe(page):
    """Violations of WCAG 2.2 AA and best practice, each with where it stands."""
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [(one["id"], [node["target"] for node in one["nodes"]][:3]) for one in found]


def sideways(page):
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
