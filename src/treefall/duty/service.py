"""Which service: one whose accounts are called by their addresses."""

import re
from dataclasses import dataclass
from typing import ClassVar

from ..forge.account import Account
from ..forge.host import Forge

ADDRESS = re.compile(r"[^\s@/\"\\]+@[^\s@/\"\\]+")
"""What an address looks like."""


@dataclass(frozen=True, slots=True)
class Service(Forge):
    """A service that calls people to duty."""

    VARIABLE: ClassVar[str] = ""
    """The variable of the environment that holds a token for the public one."""

    @property
    def variables(self) -> tuple[str, ...]:
        """Return the variables of the environment whose token is meant for this host, and for no other."""
        return (self.VARIABLE,) if self.is_public else (self.own(self.VARIABLE),)

    def address(self, login: str) -> str:
        """Return the address of a login, which is one."""
        return login


@dataclass(frozen=True, slots=True)
class Duty(Account):
    """One person's incidents and shifts at one service; `only` names teams."""

    FORGE: ClassVar[type[Forge]] = Service
    LOGIN: ClassVar[re.Pattern[str]] = ADDRESS
    ONLY: ClassVar[re.Pattern[str]] = re.compile(r"[A-Z0-9]+")
    LIKE: ClassVar[str] = "PQ9K7I8, PT4KHLK"
