"""Fixtures every room may use: the real knowledge base, and the real service."""

import pytest

from bot.consultation import library
from tests.serving import Service, Visitor


@pytest.fixture(scope="session")
def known():
    """The knowledge base as it is shipped, read once."""
    return library.load(check=False)


@pytest.fixture(scope="session")
def service(tmp_path_factory):
    """The service itself; tests that use it are kept on one worker by ``xdist_group("service")``."""
    running = Service(tmp_path_factory.mktemp("service")).start()
    yield running
    running.stop()


@pytest.fixture
def visitor(service):
    one = Visitor(service.url)
    one.open()
    return one
