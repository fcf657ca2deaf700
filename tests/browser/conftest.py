"""A real browser and a chat page in it, for every test of this room."""

import os
import shutil

import pytest

from tests.browser.hands import AXE, PHONE

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="module")
def browser():
    if CHROMIUM is None or not AXE.exists():
        missing = "Chromium or axe-core is not installed: run `make test`"
        pytest.fail(missing) if os.environ.get("FAWEN_TESTS_REQUIRE_SERVICES") else pytest.skip(missing)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield running
        running.close()


@pytest.fixture
def open_page(browser, service):
    """Opens the chat page at a size and waits for the greeting; complains at the end of anything on the console."""
    contexts, complaints = [], []

    def open_at(size=PHONE, **more):
        width, height = size
        context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN", **more)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "request",
            lambda request: (
                complaints.append(request.url) if not request.url.startswith((service.url, "data:")) else None
            ),
        )
        page.goto(service.url)
        page.get_by_test_id("message").first.wait_for()
        return page

    yield open_at
    for context in contexts:
        context.close()
    assert not complaints
