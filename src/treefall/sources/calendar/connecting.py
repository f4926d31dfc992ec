"""What `treefall connect calendar` says before anything is asked, and what it tries once that was approved."""

from dataclasses import dataclass
from datetime import timedelta

from ...errors import SettingsError, SourceError
from ...model import Evidence
from ...ports import Offer, Tried, World
from ...remote.client import Denied
from .caldav import Account, Dav, DavClient
from .making import SOURCE, Reading
from .sorts import Rules

_SHOWN = 5
_LATELY = timedelta(days=60)
_READS = (
    "of the last three years: 1:1s, interviews that you gave, talks, mentoring, on-call shifts: title, when, who else",
    "leave, as a number of days a month, which stays private: it explains months without a record",
)
_LEAVES = (
    "descriptions and attachments",
    "what you declined or was called off",
    "who applied in an interview",
    "all other meetings",
)


@dataclass(frozen=True, slots=True)
class CalendarConnection:
    """A calendar server that may be connected.

    Attributes:
        server: which, and as whom.
        only: names of calendars to be read; none: all.
    """

    server: Dav
    only: tuple[str, ...]

    def offer(self) -> Offer:
        """Return what connecting it means."""
        return Offer(
            where=self.server.name,
            reads=_READS,
            leaves=_LEAVES,
            scope=f"only {', '.join(self.only)}" if self.only else f"every calendar of {self.server.user} there",
            token=f"a password from {', '.join(self.server.variables)} or your keyring (keyring set treefall "
            f"{self.server.user}@{self.server.name}); it goes to {self.server.name} alone and is kept nowhere",
            needs="a password for programs (app password), where your server has such: reading is all it needs",
        )

    def tried(self, world: World) -> Tried:
        """Ask the server for the person's calendars, and for what took place of late.

        Raises:
            SourceError: there is no password, or the server refuses.
            SettingsError: none of the calendars has a name that is to be read.
        """
        client, now = DavClient(self.server, world), world.now()
        there = client.calendars()
        chosen = [one for one in there if not self.only or one.name in self.only]
        if not chosen:
            names = ", ".join(one.name for one in there)
            raise SettingsError(f"There is no calendar called {', '.join(self.only)}.", hint=f"There are: {names}.")
        account = Account(self.server, Reading(self.server.name, Rules((self._address,))), self.only)
        try:
            found = tuple(one for calendar in chosen for one in client.events(calendar, now - _LATELY, now))
        except Denied as denied:
            raise SourceError(f"{self.server.name} lets nothing be read: {denied}.", hint="Ask for access.") from None
        shown = [one for one in account.parse(found, now - _LATELY, now) if isinstance(one, Evidence)]
        newest = sorted(shown, key=lambda one: one.at, reverse=True)
        return Tried(
            address=self._address,
            name=self.server.user,
            token=(f"The password opens {', '.join(one.name for one in chosen)}.",),
            what="meeting",
            page=tuple(newest[:_SHOWN]),
            total=len(shown),
            section=(SOURCE, self.server.name if self.server.scheme == "https" else f"http://{self.server.name}"),
            settings={"user": self.server.user, "only": self.only},
        )

    @property
    def _address(self) -> str:
        """Return the person's address there: their name on the server where it is one."""
        return (
            self.server.user if "@" in self.server.user else f"{self.server.user}@{self.server.name.partition('/')[0]}"
        )
