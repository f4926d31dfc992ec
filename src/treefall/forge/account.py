"""One person's account on a forge: what a forge's source is, but for what it asks."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, TypeVar

from ..errors import SettingsError, SourceError
from ..model import Batch
from ..ports import World
from ..remote import section as settings
from ..value.identity import normal_address
from .host import Forge
from .people import Whose

if TYPE_CHECKING:
    from ..remote.client import Client
    from ..remote.cursor import Cursor


@dataclass(frozen=True, slots=True)
class Account:
    """One person's work on one forge.

    Attributes:
        host: which forge.
        login: the person's own there.
        confirmed: the person said that this login is theirs.
        only: repositories ("shop/pay") and owners ("shop") that are read; none: all that the token may read.
        since: what was last touched before is passed over; aware; None for nothing.
    """

    host: Forge
    login: str
    confirmed: bool
    only: tuple[str, ...] = ()
    since: datetime | None = None

    FORGE: ClassVar[type[Forge]] = Forge
    """Which kind of forge."""

    LOGIN: ClassVar[re.Pattern[str]] = re.compile(r"[A-Za-z0-9][\w-]*")
    """What a login looks like."""

    ONLY: ClassVar[re.Pattern[str]] = re.compile(r"[A-Za-z0-9][\w-]*(?:/[\w.-]+)?")
    """What an owner or repository looks like."""

    LIKE: ClassVar[str] = "shop, corp/pay"
    """Two of these, for instance."""

    @property
    def place(self) -> str:
        """Return the source's name, a colon, the host and the login."""
        return f"{self.host.SOURCE}:{self.host.name}/{self.login}"

    def fetch(self, cursor: str | None, world: World) -> Iterator[Batch]:
        """Yield what was touched since `cursor`; every page is a batch.

        Raises:
            SourceError: nothing can be read now; what was yielded stands, and its cursor goes on from there.
        """
        if not self.confirmed:
            raise SourceError(
                f"Nobody said that {self.login} on {self.host.name} is you.",
                hint=f"Say so: treefall connect {self.host.SOURCE}",
            )
        from ..remote.client import Client  # noqa: PLC0415 - only where there is something to read
        from ..remote.cursor import remembered  # noqa: PLC0415

        left_off = remembered(cursor, " ".join((self.login, *self.only)), settings.stamp(self.since))
        yield from self.streams(Client(self.host, world), Whose(self.host, self.login), left_off)

    def streams(self, client: "Client", whose: Whose, cursor: "Cursor") -> Iterator[Batch]:
        """Yield what was touched since `cursor`, as this forge is asked for it."""
        raise NotImplementedError


Kind = TypeVar("Kind", bound=Account)


def accounts(
    kind: type[Kind], host: Callable[[str], Forge], section: Mapping[str, object], me: Iterable[str]
) -> Iterator[Kind]:
    """Yield an account of a `kind` for each host that the settings' section names.

    Raises:
        SettingsError: the section says something else than it should.
    """
    mine, source = frozenset(map(normal_address, me)), kind.FORGE.SOURCE
    since = settings.since(f"{source}.since", section.get("since"))
    for name, said in section.items():
        if isinstance(said, dict):
            where, of, login = host(name), f"{source}.{name}", said.get("login")
            if not isinstance(login, str) or not kind.LOGIN.fullmatch(login):
                raise SettingsError(f"{of}.login is no login", hint=f"Let it be written: treefall connect {source}")
            only = settings.names(f"{of}.only", said.get("only", []), kind.ONLY, kind.LIKE)
            yield kind(where, login, normal_address(where.address(login)) in mine, only, since)
        elif name != "since":
            usual = kind.FORGE.PUBLIC[0]
            like = f'[{source}."{"NAME" if usual.startswith(".") else ""}{usual}"]'
            raise SettingsError(f"{source}.{name} is no setting", hint=f"Write a section as: {like}")
