"""A fake of WeChat's servers, and the databases of casework: the token has to be one on both kinds."""

import pytest

from channels.rehearsal.fake_api import APP_ID, SECRET, Running
from channels.weixin.settings import Settings
from tests.casework.conftest import database, open_database, url  # noqa: F401


@pytest.fixture
def running():
    """The fake API; ``running.url`` is its address, ``running.fake`` what it remembers."""
    with Running() as api:
        yield api


@pytest.fixture
def fake(running):
    return running.fake


@pytest.fixture
def settings(running):
    return Settings(APP_ID, SECRET, "rehearsaltoken", public_url="https://fawen.example.gov.cn", api_url=running.url)


@pytest.fixture
def light_database(tmp_path):
    """A database of its own on SQLite, for tests that are not about databases."""
    from casework.database import Database

    one = Database(f"sqlite:///{tmp_path}/light.db", key_file=tmp_path / "light.key")
    one.migrate()
    yield one
    one.close()
