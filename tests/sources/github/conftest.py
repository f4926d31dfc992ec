from collections.abc import Iterator

import pytest
from loopback_github import Forge, served


@pytest.fixture(scope="session")
def running() -> Iterator[Forge]:
    with served(Forge()) as forge:
        yield forge


@pytest.fixture
def forge(running: Forge) -> Forge:
    """Return an empty forge, at the same address in every test: what is read bears it."""
    running.reset()
    return running
