"""PagerDuty: the incidents that you took on, resolved or wrote about, and your shifts on call.

`reading` is what it is asked, and `connecting` what `treefall connect pagerduty` says and tries. What it is asked for
and what is made of it stands in `docs/sources/pagerduty.md`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ...duty.service import Duty, Service
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

USUAL = "api.pagerduty.com"


@dataclass(frozen=True, slots=True)
class Host(Service):
    """A PagerDuty: of the United States or of Europe."""

    SOURCE: ClassVar[str] = "pagerduty"
    PUBLIC: ClassVar[tuple[str, ...]] = (USUAL, "api.eu.pagerduty.com")
    VARIABLE: ClassVar[str] = "PAGERDUTY_TOKEN"

    def headers(self, token: Secret) -> Mapping[str, str]:
        """Return what every request bears: who asks, and by which version of the interface."""
        return {
            "authorization": f"Token token={token.reveal()}",
            "accept": "application/vnd.pagerduty+json;version=2",
        }


@dataclass(frozen=True, slots=True)
class PagerDuty(Duty):
    """One person's incidents and shifts at PagerDuty."""

    FORGE: ClassVar[type[Forge]] = Host

    def streams(self, client: "Client", whose: Whose, cursor: "Cursor") -> Iterator[Batch]:
        """Yield what happened since `cursor`, and in the last thirty days."""
        from .reading import PagerDutyReading  # noqa: PLC0415 - only where there is something to read

        return PagerDutyReading(client, whose, self.only, cursor).streams()


def host(said: str) -> Host:
    """Return the PagerDuty that `said` names.

    Raises:
        SettingsError: it is no host, or would be asked without encryption.
    """
    return Host(*located(said, "a PagerDuty", USUAL))


def sources(section: Mapping[str, object], me: tuple[str, ...], world: World) -> Iterator[PagerDuty]:
    """Yield a source for each account in the settings' section `[pagerduty]`.

    Raises:
        SettingsError: the section says something else than it should.
    """
    del world
    return accounts(PagerDuty, host, section, me)


def connection(where: str, only: tuple[str, ...]) -> Connection:
    """Return the PagerDuty at `where` ("": the usual one), of which `only` these teams are to be read.

    Raises:
        SettingsError: there is no such host or team.
    """
    from .connecting import PagerDutyConnection  # noqa: PLC0415 - only where something is connected

    return PagerDutyConnection(host(where or USUAL), settings.names("--only", only, PagerDuty.ONLY, PagerDuty.LIKE))
