"""GitHub: your pull requests with their story, the reviews you gave, the issues you moved, the releases that cite you.

`host` says which GitHub and with what token, `client` asks it, `queries` holds what it is asked, `walk` goes through
pages that shift while they are read, and `records` reads whatever comes. `pulls`, `reviews`, `issues` and `releases`
make `evidence` of it; `reading` puts it together, and `connecting` is what `treefall connect github` says and tries.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from ...errors import SettingsError, SourceError
from ...model import Batch
from ...ports import Connection, World
from ...value.identity import normal_address
from .host import Host, host
from .people import Whose

__all__ = ["GitHub", "connection", "sources"]

_LOGIN = re.compile(r"[A-Za-z0-9][\w-]*")
_PLACE = re.compile(r"[A-Za-z0-9][\w-]*(?:/[\w.-]+)?")


@dataclass(frozen=True, slots=True)
class GitHub:
    """One person's work on one GitHub.

    Attributes:
        host: which GitHub.
        login: the person's own there.
        confirmed: the person said that this login is theirs.
        only: repositories ("shop/pay") and owners ("shop") that are read; none: all that the token may read.
        since: what was last touched before is passed over; aware; None for nothing.
    """

    host: Host
    login: str
    confirmed: bool
    only: tuple[str, ...] = ()
    since: datetime | None = None

    @property
    def place(self) -> str:
        """Return "github:", the host and the login."""
        return f"github:{self.host.name}/{self.login}"

    def fetch(self, cursor: str | None, world: World) -> Iterator[Batch]:
        """Yield what was touched since `cursor`; every page is a batch.

        Raises:
            SourceError: nothing can be read now; what was yielded stands, and its cursor goes on from there.
        """
        if not self.confirmed:
            raise SourceError(
                f"Nobody said that {self.login} on {self.host.name} is you.", hint="Say so: treefall connect github"
            )
        from .client import Client  # noqa: PLC0415 - only where there is something to read
        from .cursor import remembered  # noqa: PLC0415
        from .reading import Reading  # noqa: PLC0415

        since = self.since.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if self.since else ""
        left_off = remembered(cursor, " ".join((self.login, *self.only)), since)
        yield from Reading(
            Client(self.host, world), Whose(self.host, self.login), only=self.only, cursor=left_off
        ).batches()


def sources(section: Mapping[str, object], me: tuple[str, ...], world: World) -> Iterator[GitHub]:
    """Yield a source for each host in the settings' section `[github]`.

    Raises:
        SettingsError: the section says something else than it should.
    """
    del world
    mine = frozenset(map(normal_address, me))
    since = _since(section.get("since"))
    for name, said in section.items():
        if isinstance(said, dict):
            yield _source(name, said, mine, since)
        elif name != "since":
            raise SettingsError(f"github.{name} is no setting", hint='Write a section as: [github."github.com"]')


def connection(where: str, only: tuple[str, ...]) -> Connection:
    """Return the GitHub at `where` ("": the public one), of which `only` these owners and repositories are to be read.

    Raises:
        SettingsError: there is no such host, owner or repository.
    """
    from .connecting import GitHubConnection  # noqa: PLC0415 - only where something is connected

    return GitHubConnection(host(where or "github.com"), _only("--only", list(only)))


def _source(name: str, section: Mapping[str, object], mine: frozenset[str], since: datetime | None) -> GitHub:
    login = section.get("login")
    if not isinstance(login, str) or not _LOGIN.fullmatch(login):
        raise SettingsError(f"github.{name}.login is no login", hint="Let it be written: treefall connect github")
    only, where = _only(f"github.{name}.only", section.get("only", [])), host(name)
    return GitHub(where, login, normal_address(where.address(login)) in mine, only, since)


def _only(where: str, said: object) -> tuple[str, ...]:
    found = [one for one in said if isinstance(one, str) and _PLACE.fullmatch(one)] if isinstance(said, list) else None
    if found is None or found != said:
        raise SettingsError(f"{where} names no owners and repositories", hint="Name them as: shop, corp/pay")
    return tuple(sorted(found))


def _since(said: object) -> datetime | None:
    if said is None:
        return None
    if isinstance(said, date) and not isinstance(said, datetime):
        said = datetime.combine(said, time(), UTC)
    if not isinstance(said, datetime):
        raise SettingsError("github.since is no date", hint="Write it as: since = 2026-01-31")
    return said.astimezone(UTC) if said.tzinfo else said.replace(tzinfo=UTC)
