from collections.abc import Callable

import pytest
from shell import Repository


@pytest.fixture
def shop(new_repository: Callable[[str], Repository]) -> Repository:
    return new_repository("shop")
