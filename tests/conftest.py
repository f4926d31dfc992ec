import os
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from calendars import CalendarServer, calendar_server
from dovecot import MailServer, mail_server, missing
from hypothesis import HealthCheck, settings
from server import postgresql, programs
from shell import ED, Repository
from shop import Shop

from treefall.ledger import SqlLedger, open_ledger

# A landing must not hang on a draw: CI tries the same examples each time, everybody else new ones.
settings.register_profile("ci", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("everyday", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ci" if os.environ.get("CI") else "everyday")


@pytest.fixture
def shop() -> Shop:
    return Shop()


@pytest.fixture
def new_repository(tmp_path: Path) -> Callable[[str], Repository]:
    """Return what makes empty repositories of Ed's by name."""

    def made(name: str) -> Repository:
        (tmp_path / name).mkdir(parents=True)
        repository = Repository(tmp_path / name)
        repository.git("init", "-q", "-b", "main")
        repository.git("config", "user.name", ED[0])
        repository.git("config", "user.email", ED[1])
        return repository

    return made


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """Return where a real PostgreSQL is: $TREEFALL_TEST_PG, or one that is started for this session."""
    if url := os.environ.get("TREEFALL_TEST_PG"):
        yield url
    elif found := programs():
        with postgresql(found) as url:
            yield url
    else:
        pytest.skip("no PostgreSQL: install its server, or set TREEFALL_TEST_PG to a database's URL")


@pytest.fixture
def radicale(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CalendarServer]:
    """Return a real calendar server without any calendar."""
    with calendar_server(tmp_path_factory.mktemp("radicale")) as running:
        yield running


@pytest.fixture(scope="session")
def dovecot() -> Iterator[MailServer]:
    """Return a real mail server, started for this session."""
    if why := missing():
        pytest.skip(why)
    with mail_server() as running:
        yield running


@pytest.fixture(params=["memory", "file", "postgresql"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqlLedger]:
    """Return an empty ledger, on every database in turn."""
    place = {"memory": ":memory:", "file": str(tmp_path / "home" / "ledger.db")}.get(request.param)
    opened = open_ledger(place or request.getfixturevalue("postgresql_url"), owner=uuid.uuid4().hex)
    with closing(opened):
        yield opened
