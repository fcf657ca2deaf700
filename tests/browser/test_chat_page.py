"""The chat page and the guide in a real browser: by thumb, by keyboard, in large letters, offline, and through axe."""

import pytest

from tests.browser.hands import CRASH, DESK, KIOSK, PHONE, SMALLEST, axe, say, sideways, tap, to_the_guide

pytestmark = pytest.mark.xdist_group("service")


@pytest.mark.parametrize("size", [SMALLEST, PHONE, DESK, KIOSK], ids=["320", "390", "1280", "kiosk"])
def test_the_page_fits_and_passes_axe(open_page, size):
    page = open_page(size)
    assert axe(page) == [] and sideways(page) <= 0
    say(page, CRASH)
    assert axe(page) == [] and sideways(page) <= 0
    tap(page, "对")
    assert axe(page) == [] and sideways(page) <= 0


def test_the_whole_way_by_thumb(open_page, service):
    page = open_page()
    to_the_guide(page)
    link = page.get_by_role("link", name="打开完整指南")
    path = link.get_attribute("href")
    tap(page, "找村镇调解员")
    tap(page, "示例东镇")
    tap(page, "示例")
    assert axe(page) == []
    before = page.get_by_test_id("message").count()
    page.get_by_test_id("person").first.get_by_role("button").click()
    page.wait_for_function("n => document.querySelectorAll('[data-testid=message]').length > n + 1", arg=before)
    tap(page, "同意")
    say(page, "示例·张三")
    say(page, "13800000000")
    tap(page, "确认提交")
    assert "编号：" in page.get_by_test_id("message").last.inner_text()
    page.goto(service.url + path)
    assert page.get_by_role("heading", name="法律分析和意见指南").is_visible()
    assert axe(page) == [] and sideways(page) <= 0


@pytest.mark.parametrize("size", [SMALLEST, KIOSK], ids=["320", "kiosk"])
def test_the_guide_fits_every_screen_and_prints(open_page, service, size, tmp_path):
    page = open_page(size)
    to_the_guide(page)
    page.goto(service.url + page.get_by_role("link", name="打开完整指南").get_attribute("href"))
    assert sideways(page) <= 0
    printed = tmp_path / "guide.pdf"
    page.pdf(path=str(printed), format="A4")
    assert printed.stat().st_size > 10_000


@pytest.mark.parametrize("size", [SMALLEST, PHONE, DESK], ids=["320", "390", "1280"])
def test_a_paper_fits_passes_axe_and_prints(open_page, service, size, tmp_path):
    page = open_page(size)
    to_the_guide(page)
    page.goto(service.url + page.get_by_role("link", name="打开完整指南").get_attribute("href"))
    assert axe(page) == [] and sideways(page) <= 0
    with page.expect_download() as download:
        page.locator("a[href$='/mediation_application.docx']").click()
    assert download.value.suggested_filename == "人民调解申请书.docx"
    page.get_by_role("link", name="打开人民调解申请书").click()
    assert page.get_by_role("heading", name="人民调解申请书").is_visible()
    assert axe(page) == [] and sideways(page) <= 0
    assert all(box["height"] >= 60 for box in (one.bounding_box() for one in page.locator(".bar a").all()))
    printed = tmp_path / "paper.pdf"
    page.pdf(path=str(printed), format="A4")
    assert printed.stat().st_size > 10_000
    page.get_by_role("link", name="回到指南").click()
    assert page.get_by_role("heading", name="可以带走的文书").is_visible()


def test_by_keyboard_alone(open_page):
    page = open_page(DESK)
    page.get_by_test_id("composer").focus()
    page.keyboard.type("想离婚")
    page.keyboard.press("Enter")
    page.get_by_test_id("option").first.wait_for()
    page.wait_for_function("() => document.querySelectorAll('[data-testid=message]').length > 2")
    for _ in range(40):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.dataset.testid") == "option":
            break
    assert page.evaluate("document.activeElement.dataset.testid") == "option"
    before = page.get_by_test_id("message").count()
    page.keyboard.press("Enter")
    page.wait_for_function("n => document.querySelectorAll('[data-testid=message]').length > n", arg=before)


def test_focus_is_not_stolen_by_what_the_bot_says(open_page):
    page = open_page()
    page.get_by_test_id("composer").fill("想离婚")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelectorAll('[data-testid=message]').length > 2")
    assert page.evaluate("document.activeElement.dataset.testid") == "composer"


def test_history_survives_a_reload_and_large_letters_stay_large(open_page):
    page = open_page(SMALLEST)
    say(page, "想离婚")
    size = "parseFloat(getComputedStyle(document.querySelector('[data-testid=message]')).fontSize)"
    before = page.evaluate(size)
    page.get_by_test_id("large-text").click()
    page.get_by_test_id("large-text").click()
    large = page.evaluate(size)
    assert before >= 18 and large >= 28 and sideways(page) <= 0
    said = page.get_by_test_id("message").all_inner_texts()
    page.reload()
    page.get_by_test_id("message").nth(len(said) - 1).wait_for()
    assert page.get_by_test_id("message").all_inner_texts() == said
    assert page.evaluate(size) == large


def test_offline_keeps_the_draft_and_sends_once_when_back(open_page):
    page = open_page()
    page.context.set_offline(True)
    page.get_by_test_id("composer").fill("想离婚")
    page.get_by_test_id("send").click()
    page.wait_for_timeout(1500)
    assert "想离婚" in page.locator("body").inner_text() or page.get_by_test_id("composer").input_value() == "想离婚"
    page.context.set_offline(False)
    page.wait_for_function(
        "() => [...document.querySelectorAll('[data-testid=message]')].some(one => one.innerText.includes('听起来是'))",
        timeout=30_000,
    )
    mine = [text for text in page.get_by_test_id("message").all_inner_texts() if text.strip().endswith("想离婚")]
    assert len(mine) == 1


def test_targets_are_large_enough_for_old_fingers(open_page):
    page = open_page()
    small = page.evaluate(
        """() => [...document.querySelectorAll('button, a, input, textarea')]
            .filter(one => one.offsetParent && !one.closest('p, li, [data-testid=message]'))
            .map(one => [one.innerText || one.getAttribute('aria-label'), one.getBoundingClientRect()])
            .filter(([, box]) => box.height && (box.height < 44 || box.width < 44))
            .map(([name, box]) => `${name} ${box.width}×${box.height}`)"""
    )
    assert small == []
    assert all(box["height"] >= 60 for box in (one.bounding_box() for one in page.get_by_test_id("option").all()))
