"""Database servers for tests that ask for `server` or `database`."""

import secrets
import signal

import pytest

from databases import ENGINES

# Servers and desks are ended also when the tests are.
signal.signal(signal.SIGTERM, lambda *_: pytest.exit("terminated", 143))


@pytest.fixture(scope="session", params=ENGINES, ids=lambda engine: engine.scheme)
def server(request):
    """One of each engine, for all tests on it."""
    with request.param(durable=True, in_memory=True) as server:
        yield server


@pytest.fixture
def database(server):
    """The name of an empty database of the desk's user."""
    if not server.running:
        server.start()
    name = f"amparo_{secrets.token_hex(4)}"
    server.create(name)
    yield name
    if not server.running:
        server.start()
    server.drop(name)
