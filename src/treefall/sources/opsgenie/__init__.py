"""Opsgenie: the alerts that you took on, closed or wrote about, and the incidents that you owned.

`reading` is what it is asked, and `connecting` what `treefall connect opsgenie` says and tries. What it is asked for
and what is made of it stands in `docs/sources/opsgenie.md`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ...duty.service import ADDRESS, Duty, Service
from ...errors import SettingsError
from ...forge.account import accounts
from ...forge.host import Forge
from ...forge.people import Whose
from ...model import Batch
from ...ports import Connection, Secret, World
from ...remote import section as settings
from ...remote.server import located

if TYPE_CHECKING:
    from ...remote.client import Client
    from ...remote.cursor import Cursor

USUAL = "api.opsgenie.com"


@dataclass(frozen=True, slots=True)
class Host(Service):
    """An Opsgenie: of the United States or of Europe."""

    SOURCE: ClassVar[str] = "opsgenie"
    PUBLIC: ClassVar[tuple[str, ...]] = (USUAL, "api.eu.opsgenie.com")
    VARIABLE: ClassVar[str] = "OPSGENIE_API_KEY"

    def headers(self, token: Secret) -> Mapping[str, str]:
        """Return what every request bears."""
        return {"authorization": f"GenieKey {token.reveal()}", "accept": "application/json"}


@dataclass(frozen=True, slots=True)
class Opsgenie(Duty):
    """One person's alerts and incidents at Opsgenie."""

    FORGE: ClassVar[type[Forge]] = Host
    ONLY: ClassVar[re.Pattern[str]] = re.compile(r"[^\"\\]+")
    LIKE: ClassVar[str] = "Payments, Site Reliability"

    def streams(self, client: "Client", whose: Whose, cursor: "Cursor") -> Iterator[Batch]:
        """Yield what began since `cursor`, and in the last thirty days."""
        from .reading import OpsgenieReading  # noqa: PLC0415 - only where there is something to read

        return OpsgenieReading(client, whose, self.only, cursor).streams()


def host(said: str) -> Host:
    """Return the Opsgenie that `said` names.

    Raises:
        SettingsError: it is no host, or would be asked without encryption.
    """
    return Host(*located(said, "an Opsgenie", USUAL))


def sources(section: Mapping[str, object], me: tuple[str, ...], world: World) -> Iterator[Opsgenie]:
    """Yield a source for each account in the settings' section `[opsgenie]`.

    Raises:
        SettingsError: the section says something else than it should.
    """
    del world
    return accounts(Opsgenie, host, section, me)


def connection(where: str, only: tuple[str, ...]) -> Connection:
    """Return the Opsgenie at `where`: the person's address there, behind a host and "/" where it is not the usual one.

    Its keys are an account's or a team's and not a person's, so that it cannot be asked whose one is.

    Raises:
        SettingsError: there is no such host or team, or nobody is named.
    """
    from .connecting import OpsgenieConnection  # noqa: PLC0415 - only where something is connected

    at, _, login = where.rpartition("/")
    if not ADDRESS.fullmatch(login):
        like = "treefall connect opsgenie ed@corp.example, or api.eu.opsgenie.com/ed@corp.example"
        raise SettingsError("Who are you there? An Opsgenie key does not tell.", hint=f"Name your address: {like}")
    teams = settings.names("--only", only, Opsgenie.ONLY, Opsgenie.LIKE)
    return OpsgenieConnection(host(at or USUAL), teams, login)
