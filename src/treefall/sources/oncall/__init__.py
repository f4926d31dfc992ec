"""Grafana OnCall: the alert groups that you took on, resolved or wrote about, and your shifts on call.

`reading` is what it is asked, and `connecting` what `treefall connect oncall` says and tries. What it is asked for and
what is made of it stands in `docs/sources/oncall.md`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ...duty.service import Duty, Service
from ...errors import SettingsError
from ...forge.account import accounts
from ...forge.host import Forge
from ...forge.people import Whose
from ...model import Batch
from ...ports import Answer, Connection, Secret, World
from ...remote import section as settings
from ...remote.server import located

if TYPE_CHECKING:
    from ...remote.client import Client
    from ...remote.cursor import Cursor

USUAL = "oncall-prod-eu-west-0.grafana.net/oncall"
_FORBIDDEN = 403


@dataclass(frozen=True, slots=True)
class Host(Service):
    """A Grafana OnCall: of Grafana Cloud, or of a company's own Grafana."""

    SOURCE: ClassVar[str] = "oncall"
    PUBLIC: ClassVar[tuple[str, ...]] = (USUAL.partition("/")[0], ".grafana.net")
    VARIABLE: ClassVar[str] = "GRAFANA_ONCALL_TOKEN"

    def headers(self, token: Secret) -> Mapping[str, str]:
        """Return what every request bears: the key, bare."""
        return {"authorization": token.reveal(), "accept": "application/json"}

    def is_refused(self, answer: Answer) -> bool:
        """Say whether `answer` means that the key is not valid, or no longer."""
        told = answer.status == _FORBIDDEN and b"Invalid token" in answer.body
        return told or Service.is_refused(self, answer)


@dataclass(frozen=True, slots=True)
class OnCall(Duty):
    """One person's alert groups and shifts at one Grafana OnCall."""

    FORGE: ClassVar[type[Forge]] = Host

    def streams(self, client: "Client", whose: Whose, cursor: "Cursor") -> Iterator[Batch]:
        """Yield what began since `cursor`, and in the last thirty days."""
        from .reading import OnCallReading  # noqa: PLC0415 - only where there is something to read

        return OnCallReading(client, whose, self.only, cursor).streams()


def host(said: str) -> Host:
    """Return the Grafana OnCall that `said` names, as its settings show it: with a path below which its interface lies.

    Raises:
        SettingsError: it is no host, or would be asked without encryption.
    """
    return Host(*located(said, "a Grafana OnCall", USUAL))


def sources(section: Mapping[str, object], me: tuple[str, ...], world: World) -> Iterator[OnCall]:
    """Yield a source for each host in the settings' section `[oncall]`.

    Raises:
        SettingsError: the section says something else than it should.
    """
    del world
    return accounts(OnCall, host, section, me)


def connection(where: str, only: tuple[str, ...]) -> Connection:
    """Return the Grafana OnCall at `where`, of which `only` these teams are to be read.

    Raises:
        SettingsError: there is no such host or team, or none is named.
    """
    from .connecting import OnCallConnection  # noqa: PLC0415 - only where something is connected

    if not where:
        raise SettingsError("Which Grafana OnCall?", hint=f"Its settings show its URL: treefall connect oncall {USUAL}")
    return OnCallConnection(host(where), settings.names("--only", only, OnCall.ONLY, OnCall.LIKE))
