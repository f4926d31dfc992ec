"""Which forge: where it is, what it calls proposals, and which repository a URL of it is about."""

import re
from dataclasses import dataclass
from typing import ClassVar

from ..remote.server import Server

_WHERE = re.compile(r"(https?://[^/\s]+/[^/\s]+/[^/\s]+)/(?:pull|issues|discussions|releases)/.*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Forge(Server):
    """A forge."""

    PROPOSAL: ClassVar[str] = "#"
    """What stands before a proposal's number."""

    WHERE: ClassVar[re.Pattern[str]] = _WHERE
    """A URL of something in a repository; its first group is the repository's."""

    CITED: ClassVar[re.Pattern[str]] = re.compile(r"(?:#|/pull/)(\d{1,9})\b")
    """A proposal that a text names; its first group is the number."""

    def address(self, login: str) -> str:
        """Return the address of a login: the one that commits made on the web page bear."""
        return f"{login}@users.noreply.{self.name.partition('/')[0]}"

    def repository(self, url: str) -> str:
        """Return the URL of the repository in which `url` names something; "" where it names nothing there."""
        where = self.WHERE.fullmatch(url)
        return where[1] if where else ""
