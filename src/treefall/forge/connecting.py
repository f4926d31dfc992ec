"""What connecting a forge means, and what is asked of it once that was approved: each in its own words."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from ..errors import SourceError
from ..model import Entry, Evidence
from ..ports import Offer, Tried, World
from ..remote.client import Client, Denied
from ..remote.records import Broken, Raw
from .host import Forge
from .people import Whose
from .pulls import pull

SHOWN = 5
"""Proposals that are shown."""


class Found(NamedTuple):
    """What a forge told of the person and of their proposals.

    Attributes:
        login: the person's own there; not empty.
        name: as the forge shows it, or "".
        token: what the token allows, one sentence each.
        page: the newest of their proposals, at most `SHOWN`.
        total: how many there are; None where it does not say.
    """

    login: str
    name: str
    token: Sequence[str]
    page: Sequence[Raw]
    total: int | None


@dataclass(frozen=True, slots=True)
class ForgeConnection:
    """One forge that may be connected.

    Attributes:
        host: which forge.
        only: owners, projects and repositories to be read; none: all that the token may read.
    """

    host: Forge
    only: tuple[str, ...]

    READS: ClassVar[tuple[str, ...]] = ()
    LEAVES: ClassVar[tuple[str, ...]] = ("code", "what others wrote in reviews and comments", "what you had no part in")
    NEEDS: ClassVar[str] = ""
    MUST: ClassVar[str] = "It must be a person's own token"
    PROPOSAL: ClassVar[str] = "pull request"
    WHERE: ClassVar[str] = "repository"
    FINDS: ClassVar[str] = "your keyring"

    def offer(self) -> Offer:
        """Return what connecting it means."""
        return Offer(
            where=self.host.name,
            reads=self.READS,
            leaves=self.LEAVES,
            scope=f"only {', '.join(self.only)}" if self.only else f"every {self.WHERE} that the token may read",
            token=f"from {', '.join(self.host.variables)}, {self.FINDS}; it goes to {self.host.name} alone and is "
            "kept nowhere",
            needs=self.NEEDS,
        )

    def tried(self, world: World) -> Tried:
        """Ask who the person is, what the token allows, and for the proposals that were touched last.

        Raises:
            SourceError: there is no token, or the forge refuses.
        """
        try:
            found = self.asked(Client(self.host, world))
        except Denied as denied:
            hint = f"{self.MUST}: {self.NEEDS}."
            raise SourceError(f"{self.host.name} does not let this token in: {denied}.", hint=hint) from None
        if not found.login:
            raise SourceError(f"{self.host.name} does not say whose token this is.", hint="Use one of your own.")
        return Tried(
            address=self.host.address(found.login),
            name=found.name or found.login,
            token=tuple(found.token),
            what=self.PROPOSAL,
            page=self.shown(found),
            total=found.total,
            section=(self.host.SOURCE, self.host.name if self.host.scheme == "https" else f"http://{self.host.name}"),
            settings={"login": found.login, "only": self.only},
        )

    def asked(self, client: Client) -> Found:
        """Return what this forge tells.

        Raises:
            Denied: it tells nothing.
        """
        raise NotImplementedError

    def shown(self, found: Found) -> tuple[Evidence, ...]:
        """Return what is shown of the page that was found; what is broken is left out."""
        whose, shown = Whose(self.host, found.login), list[Evidence]()
        for record in found.page:
            with suppress(Broken):
                shown += [entry for entry in self.seen(record, whose)[:1] if isinstance(entry, Evidence)]
        return tuple(shown)

    def seen(self, record: Raw, whose: Whose) -> tuple[Entry, ...]:
        """Return what one record of that page shows.

        Raises:
            Broken: it lacks what makes it one.
        """
        return pull(record, whose)
