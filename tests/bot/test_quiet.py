"""A log says where something failed and never with what."""

import logging
import subprocess
import sys
from pathlib import Path

from bot.quiet import PlaceOnly, places

SECRET = "我叫示例张三"
SCRIPT = f"""
import structlog
from bot.quiet import configure_logging
configure_logging()
import logging
def fail(said):
    raise ValueError("cannot read " + said)
try:
    fail("{SECRET}")
except ValueError:
    structlog.get_logger().exception("talk.failed", stage="name")
    logging.getLogger("rasa.core").exception("it failed")
structlog.get_logger().info("heard", text="{SECRET}")
"""


def fail(said):
    raise ValueError(said)


def test_a_failure_is_named_by_its_places():
    try:
        fail(SECRET)
    except ValueError as error:
        told = places(error)
    assert told.startswith("ValueError at ") and "test_quiet.py:" in told and SECRET not in told


def test_the_formatter_leaves_the_words_out():
    try:
        fail(SECRET)
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, "x.py", 1, "broken", (), sys.exc_info())
    assert SECRET not in PlaceOnly("%(message)s").format(record)


def test_neither_of_the_two_ways_to_log_tells_what_was_said():
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    printed = done.stdout + done.stderr
    assert "talk.failed" in printed and "it failed" in printed
    assert "ValueError at" in printed and SECRET not in printed and "heard" not in printed
