"""Keeps Rasa at home and quiet: no usage figures and no crash reports leave this machine.

Imported by ``bot/__init__.py``, and so before anything of Rasa's, which reads these settings while it is imported.
"""

import logging
import os

os.environ["RASA_TELEMETRY_ENABLED"] = "false"
# SQLAlchemy 1.4 reminds Rasa, once per process, of what 2.0 will change; that is Rasa's to heed.
os.environ["SQLALCHEMY_SILENCE_UBER_WARNING"] = "1"
# What old dependencies say about their own future is nothing an operator can act on.  Rasa resets warning filters while
# it is imported, so they are sent to a logger instead, which can be turned up again.
logging.captureWarnings(True)
logging.getLogger("py.warnings").setLevel(logging.ERROR)


def configure_logging() -> None:
    """Warnings and worse; anything finer would print what residents say.  Imports Rasa."""
    import jieba
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.WARNING)
    jieba.setLogLevel(logging.WARNING)
