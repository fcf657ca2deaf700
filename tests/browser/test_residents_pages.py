"""The residents' own pages and the talk that goes on elsewhere, in a real browser: small, wide, tall, in large letters."""

import re

import pytest

from tests.browser.hands import CRASH, DESK, KIOSK, PHONE, SMALLEST, axe, say, sideways, tap, to_the_guide

pytestmark = pytest.mark.xdist_group("service")
SIZES = pytest.mark.parametrize("size", [SMALLEST, PHONE, DESK, KIOSK], ids=["320", "390", "1280", "kiosk"])
TOO_SMALL = """() => [...document.querySelectorAll('a, button, summary, input:not([type=hidden])')]
    .filter(one => one.offsetParent && !one.matches('.skip') && !one.closest('p:not(.acts)'))
    .map(one => [one.innerText || one.name, one.getBoundingClientRect(), one.matches('.button:not(.small)') ? 60 : 44])
    .filter(([, box, least]) => box.height < least || box.width < 44)
    .map(([name, box]) => `${name} ${box.width}×${box.height}`)"""
LARGER = "size => document.documentElement.style.fontSize = size"
SIZE = "() => parseFloat(getComputedStyle(document.body).fontSize)"


def checked(page):
    """The page fits, is clean and can be hit, in ordinary and in very large letters."""
    assert page.evaluate(SIZE) >= 18
    for size in ("", "32px"):
        page.evaluate(LARGER, size)
        assert axe(page) == [] and sideways(page) <= 0 and page.evaluate(TOO_SMALL) == [], (page.url, size)
    page.evaluate(LARGER, "")


def hand_in(page):
    """The whole way to a case with a mediator; gives its number."""
    to_the_guide(page)
    tap(page, "找村镇调解员")
    tap(page, "示例东镇")
    tap(page, "示例")
    before = page.get_by_test_id("message").count()
    page.get_by_test_id("person").first.get_by_role("button").click()
    page.wait_for_function("n => document.querySelectorAll('[data-testid=message]').length > n + 1", arg=before)
    tap(page, "同意")
    say(page, "示例·张三")
    say(page, "13800000000")
    tap(page, "确认提交")
    return re.search(r"编号：(\S+)", page.get_by_test_id("message").last.inner_text())[1]


def tool(page, name):
    if page.get_by_test_id("more").is_visible() and not page.get_by_test_id(name).is_visible():
        page.get_by_test_id("more").click()
    page.get_by_test_id(name).click()


def test_a_case_from_the_first_word_to_taking_it_back(open_page):
    page = open_page(SMALLEST)
    number = hand_in(page)
    tool(page, "mine")
    assert (
        page.get_by_role("heading", name="我的案件和指南").is_visible() and page.get_by_text(number).first.is_visible()
    )
    checked(page)
    page.get_by_text("看经过").click()
    assert page.get_by_text("您提交了申请。").is_visible()
    page.get_by_role("link", name="改姓名电话").click()
    checked(page)
    page.get_by_label("电话").fill("12")
    page.get_by_role("button", name="改成这样").click()
    assert page.get_by_role("alert").inner_text().startswith("电话写 11 位")
    checked(page)
    page.get_by_label("电话").fill("13900000000")
    page.get_by_role("button", name="改成这样").click()
    assert page.get_by_role("status").inner_text() == "改好了，调解员看到的就是新的。"
    page.get_by_role("link", name="看看记了我什么").click()
    assert page.get_by_text("13900000000").is_visible()
    checked(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="存一份").click()
    assert download.value.suggested_filename == "fawen-my-data.json"
    page.go_back()
    page.get_by_role("link", name="撤回").click()
    checked(page)
    page.get_by_role("button", name="撤回").click()
    assert page.get_by_role("status").inner_text() == "已经撤回。"
    assert page.get_by_text("已撤回", exact=True).is_visible() and page.get_by_role("link", name="撤回").count() == 0


def test_everything_is_forgotten_after_asking(open_page):
    page = open_page(PHONE)
    say(page, CRASH)
    page.goto(page.url + "mine/data")
    page.get_by_role("link", name="删除我的信息").click()
    checked(page)
    page.get_by_role("button", name="全部删除").click()
    assert page.get_by_role("heading", name="都删掉了").is_visible()
    checked(page)
    page.get_by_role("link", name="我的", exact=True).click()
    assert page.get_by_text("还没有您的案件").is_visible()
    checked(page)


@SIZES
def test_the_directory_fits_every_screen_and_leads_to_the_wish(open_page, service, size):
    page = open_page(size)
    page.goto(f"{service.url}/mediators")
    checked(page)
    page.get_by_label("您是哪个村、哪个镇的？").fill("东岗村")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="示例东镇 示例东岗村").click()
    assert page.get_by_role("heading", name="示例东岗村", exact=True).is_visible()
    checked(page)
    page.get_by_role("listitem").filter(has_text="示例·陈调解员").get_by_role("link", name="选他来调解").click()
    page.get_by_test_id("message").first.wait_for()
    assert page.get_by_test_id("composer").input_value() == "找村镇调解员" and page.url == f"{service.url}/"
    assert axe(page) == [] and sideways(page) <= 0
    before = page.get_by_test_id("message").count()
    page.get_by_test_id("send").click()
    page.wait_for_function("n => document.querySelectorAll('[data-testid=message]').length > n + 1", arg=before)
    assert page.get_by_test_id("option").filter(has_text="示例东镇").count() == 1


def test_the_directory_by_keyboard_alone(open_page, service):
    page = open_page(DESK)
    page.goto(f"{service.url}/mediators")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "跳到正文"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "q"
    for _ in range(2):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText").startswith("示例东镇")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="示例东镇的调解员").wait_for()


@SIZES
def test_a_talk_goes_on_on_another_screen(open_page, size):
    phone, other = open_page(PHONE), open_page(size)
    say(phone, CRASH)
    tool(phone, "leave")
    phone.get_by_test_id("continue-give").click()
    phone.get_by_text("分钟内有效").wait_for()
    assert axe(phone) == [] and sideways(phone) <= 0
    code = re.sub(r"\D", "", phone.locator(".code > span").first.inner_text())
    tool(other, "arrive")
    assert axe(other) == [] and sideways(other) <= 0
    other.get_by_test_id("continue-code").fill("00000000")
    other.keyboard.press("Enter")
    other.get_by_text("再要一个新的").wait_for()
    other.get_by_test_id("continue-code").fill(code)
    other.keyboard.press("Enter")
    other.get_by_text(CRASH).first.wait_for()
    assert other.get_by_role("dialog").count() == 0
    assert other.get_by_test_id("option").all_inner_texts() == phone.get_by_test_id("option").all_inner_texts()
    tap(other, "对")
    assert axe(other) == [] and sideways(other) <= 0


def test_a_borrowed_screen_is_left_without_a_trace(open_page, service):
    page = open_page(KIOSK)
    say(page, CRASH)
    page.goto(f"{service.url}/mine")
    page.get_by_role("link", name="这不是我的设备").click()
    checked(page)
    page.get_by_role("button", name="离开这台设备").click()
    assert "不再认得您" in page.get_by_role("status").inner_text()
    page.goto(service.url)
    page.get_by_test_id("message").first.wait_for()
    assert page.get_by_text(CRASH).count() == 0
