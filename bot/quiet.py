"""Keeps Rasa at home and quiet: no usage figures, no crash reports, and nothing residents say in a log.

Imported by ``bot/__init__.py``, and so before anything of Rasa's, which reads these settings while it is imported.
"""

import logging
import os
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any

os.environ["RASA_TELEMETRY_ENABLED"] = "false"
# SQLAlchemy 1.4 reminds Rasa, once per process, of what 2.0 will change; that is Rasa's to heed.
os.environ["SQLALCHEMY_SILENCE_UBER_WARNING"] = "1"
# What old dependencies say about their own future is nothing an operator can act on.  Rasa resets warning filters while
# it is imported, so they are sent to a logger instead, which can be turned up again.
logging.captureWarnings(True)
logging.getLogger("py.warnings").setLevel(logging.ERROR)


def configure_logging() -> None:
    """Warnings and worse, with the place where something failed but never the values it failed with.

    Rasa's own settings print a failure with all local variables, and those hold what residents said.  Imports Rasa.
    """
    import jieba
    import structlog
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            where_it_failed,
            structlog.processors.LogfmtRenderer(),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
        cache_logger_on_first_use=False,
    )
    for handler in logging.getLogger().handlers:
        handler.setFormatter(PlaceOnly("%(levelname)s %(name)s %(message)s"))
    jieba.setLogLevel(logging.WARNING)


def where_it_failed(logger: Any, method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A structlog processor: an exception becomes its type and the places it came through."""
    if event.pop("exc_info", None):
        event["failure"] = places(sys.exc_info()[1])
    return event


def places(error: BaseException | None) -> str:
    """「ValueError at bot/x.py:12 bot/y.py:30」: where an exception passed, without its message."""
    frames = traceback.extract_tb(error.__traceback__) if error else []
    return f"{type(error).__name__} at " + " ".join(f"{_short(frame.filename)}:{frame.lineno}" for frame in frames)


class PlaceOnly(logging.Formatter):
    """Formats a standard log record without the words of an exception."""

    def formatException(self, ei: Any) -> str:
        return places(ei[1])


def _short(path: str) -> str:
    """The last three parts of a path, which is enough to find it."""
    return "/".join(path.replace("\\", "/").split("/")[-3:])
