"""What Grafana OnCall is asked: alert groups by when they began, whosever they are, and the shifts of schedules."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from urllib.parse import quote

from ...duty import incident as told
from ...duty.incident import Deed, Incident, Somebody
from ...duty.reading import MONTH, DutyReading, Window
from ...duty.shifts import Shift
from ...forge.people import Whose
from ...remote.client import Client, Denied
from ...remote.cursor import Cursor
from ...remote.records import Raw, amount, find, items, moment, needed, text

_API = "/api/v1"
_MOST_PAGES = 10_000
_FORM = "%Y-%m-%dT%H:%M:%S"
_SEVERITIES = frozenset({"severity", "priority"})


class OnCallReading(DutyReading):
    """One reading of a Grafana OnCall."""

    def __init__(self, client: Client, whose: Whose, only: Sequence[str], cursor: Cursor) -> None:
        """Read what `whose` account did, for the teams `only`, from `cursor` on."""
        super().__init__(client, whose, only, cursor)
        self._known: dict[str, Raw] = {}

    def whoever(self) -> Somebody:
        """Return whose the key is."""
        return _somebody(self.client.read(f"{_API}/users/current/")[1])

    def newest(self) -> Sequence[Raw]:
        """Return the newest alert groups of the last thirty days."""
        path = f"{self._path((self.now - MONTH, self.now))}&page=1"
        return self._of_mine(items(self.client.read(path)[1], "results"))

    def lists(self) -> Mapping[str, Callable[[Window], Iterable[Raw]]]:
        """Return what lists the alert groups that the person acknowledged or resolved."""
        return {"alert groups": self._groups}

    def incident(self, record: Raw) -> Incident:
        """Return an alert group, with the names of who acted on it and the notes that the person wrote."""
        path = f"{_API}/resolution_notes/?alert_group_id={quote(needed(record, 'id'))}"
        notes = self._listed(path)
        mine = [text(one, "text", limit=told.BODY) for one in notes if text(one, "author") == self.me.key]
        integration = self._of("integrations", text(record, "integration_id"))
        found = incident(record, self.server.rest, self._who, text(integration, "name", limit=200), mine)
        return replace(found, deeds=[*found.deeds, *(Deed(self.me, told.NOTED) for _ in mine)])

    def shifts(self, window: Window) -> Iterator[Shift]:
        """Yield the person's shifts that begin in a window.

        They are told by whole days and cut there: so a month more is asked for at both ends.
        """
        since, until = window
        asked = since - MONTH, until + MONTH
        days = f"start_date={asked[0].date()}&end_date={asked[1].date()}"
        for schedule in self._schedules():
            for one in self._listed(f"{_API}/schedules/{quote(needed(schedule, 'id'))}/final_shifts?{days}"):
                start, end = moment(one, "shift_start"), moment(one, "shift_end")
                if text(one, "user_pk") == self.me.key and start and end and since <= start < until:
                    yield Shift(start, end, text(schedule, "name", limit=200))

    def _groups(self, window: Window) -> Sequence[Raw]:
        return self._of_mine(self._listed(self._path(window)))

    def _path(self, window: Window) -> str:
        since, until = (at.strftime(_FORM) for at in window)
        return f"{_API}/alert_groups/?started_at={since}_{until}"

    def _of_mine(self, groups: Iterable[Raw]) -> Sequence[Raw]:
        """Return those of `groups` that the person acknowledged or resolved, in the teams that are read."""
        acted = (one for one in groups if self.me.key in (text(one, "acknowledged_by"), text(one, "resolved_by")))
        return [one for one in acted if not self.only or text(one, "team_id") in self.only]

    def _schedules(self) -> Iterator[Raw]:
        listed = self._listed(f"{_API}/schedules/?")
        return (one for one in listed if not self.only or text(one, "team_id") in self.only)

    def _listed(self, path: str) -> Iterator[Raw]:
        """Yield what the pages of a list hold, asked for by number: the URL of the next may be a proxy's."""
        for page in range(1, _MOST_PAGES):
            content = self.client.read(f"{path}&page={page}")[1]
            yield from items(content, "results")
            if not text(content, "next"):
                return

    def _who(self, key: str) -> Somebody:
        return self.me if key == self.me.key else _somebody({**self._of("users", key), "id": key})

    def _of(self, what: str, key: str) -> Raw:
        """Return a user or an integration, each asked for once; nothing of it where it is gone."""
        path = f"{_API}/{what}/{quote(key)}/"
        if path not in self._known:
            self._known[path] = {}
            with suppress(Denied):
                self._known[path] = find({"one": self.client.read(path)[1]}, "one")
        return self._known[path]


def incident(
    raw: Raw, origin: str, who: Callable[[str], Somebody], service: str = "", notes: Sequence[str] = ()
) -> Incident:
    """Return the incident that the alert group `raw` is.

    Args:
        raw: the group.
        origin: the account's URL.
        who: returns who is called by an id.
        service: the integration that raised it.
        notes: the person's own.

    Raises:
        Broken: it is none.
    """
    id_ = needed(raw, "id")
    by, resolver = text(raw, "acknowledged_by"), text(raw, "resolved_by")
    at, resolved = moment(raw, "acknowledged_at"), moment(raw, "resolved_at")
    acted = [(by, told.ACKNOWLEDGED, at), (resolver, told.RESOLVED, resolved)]
    return Incident(
        id=id_,
        number=id_,
        origin=origin,
        title=text(raw, "title"),
        url=text(raw, "permalinks.web"),
        opened=moment(raw, "created_at"),
        severity=next(filter(None, map(_severity, items(raw, "labels"))), ""),
        deeds=[Deed(who(key), did, when) for key, did, when in acted if key],
        acknowledged=at,
        resolved=resolved,
        notes=notes,
        more={"service": service, "occurred": amount(raw, "alerts_count")},
    )


def _severity(label: Raw) -> str:
    return text(label, "value.name", limit=40) if text(label, "key.name").lower() in _SEVERITIES else ""


def _somebody(user: object) -> Somebody:
    return Somebody(text(user, "id"), text(user, "username", limit=200), text(user, "email", limit=200))
