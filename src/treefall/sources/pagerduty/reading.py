"""What PagerDuty is asked: what happened between two moments, and of each incident that I acted on its whole log.

It lists incidents by who is assigned now, which is nobody once one is resolved; so they are found by what I did.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from urllib.parse import quote

from ...duty import incident as told
from ...duty.incident import Deed, Incident, Somebody
from ...duty.reading import MONTH, DutyReading, Window
from ...duty.shifts import Shift
from ...remote.records import Broken, Raw, amount, find, items, moment, needed, text
from ...remote.section import stamp

_DID: Mapping[str, str] = MappingProxyType(
    {
        "trigger_log_entry": told.RAISED,
        "acknowledge_log_entry": told.ACKNOWLEDGED,
        "escalate_log_entry": told.ESCALATED,
        "resolve_log_entry": told.RESOLVED,
        "annotate_log_entry": told.NOTED,
    }
)
_ACCOUNT = re.compile(r"https?://[^/\s]+")
_CALLED = frozenset({"assign_log_entry", "notify_log_entry"})
_A_PAGE, _LISTED = 100, 10_000  # records of a page, and of all pages of one question
_SHORTEST = timedelta(seconds=1)
_NEVER = datetime.max.replace(tzinfo=UTC)


class PagerDutyReading(DutyReading):
    """One reading of a PagerDuty."""

    def whoever(self) -> Somebody:
        """Return whose the token is."""
        user = find(self.client.read("/users/me")[1], "user")
        return Somebody(text(user, "id"), text(user, "name", limit=200), text(user, "email", limit=200))

    def newest(self) -> Sequence[Raw]:
        """Return the incidents of the newest entries of the log that the person made."""
        path = f"{self._log_of((self.now - MONTH, self.now))}&limit={_A_PAGE}"
        return self._of_mine(items(self.client.read(path)[1], "log_entries"))

    def lists(self) -> Mapping[str, Callable[[Window], Iterable[Raw]]]:
        """Return what finds the incidents on which the person acted."""
        return {"incidents": lambda window: self._of_mine(self._log(window))}

    def incident(self, record: Raw) -> Incident:
        """Return an incident, of which `record` says only which it is."""
        path = f"/incidents/{quote(needed(record, 'id'))}"
        raw = find(self.client.read(path)[1], "incident")
        log = list(self._listed(f"{path}/log_entries?time_zone=UTC", "log_entries"))
        wrote = any((deed.who.key, deed.did) == (self.me.key, told.NOTED) for deed in deeds(log))
        notes = items(self.client.read(f"{path}/notes")[1], "notes") if wrote else ()
        mine = [text(one, "content", limit=told.BODY) for one in notes if text(one, "user.id") == self.me.key]
        return incident(raw, log, self.me, mine)

    def shifts(self, window: Window) -> Iterator[Shift]:
        """Yield the person's shifts that touch a window, whole; who is always on call has none."""
        since, until = map(stamp, window)
        path = f"/oncalls?time_zone=UTC&user_ids%5B%5D={quote(self.me.key)}&since={since}&until={until}"
        for one in self._listed(path, "oncalls"):
            start, end = moment(one, "start"), moment(one, "end")
            if start and end:
                yield Shift(start, end, text(one, "schedule.summary", limit=200))

    def _of_mine(self, log: Iterable[Raw]) -> Sequence[Raw]:
        """Return the incidents of the entries of `log` that the person made, each once."""
        mine = [one for one in log if text(one, "agent.id") == self.me.key and text(one, "type") in _DID]
        return list({text(one, "incident.id"): find(one, "incident") or {} for one in mine}.values())

    def _log_of(self, window: Window) -> str:
        since, until = map(stamp, window)
        teams = "".join(f"&team_ids%5B%5D={team}" for team in self.only)
        return f"/log_entries?time_zone=UTC&since={since}&until={until}{teams}"

    def _log(self, window: Window) -> Iterator[Raw]:
        """Yield the log of a window; by halves where it is longer than can be listed."""
        since, until = window
        path = self._log_of(window)
        total = amount(self.client.read(f"{path}&limit=1&total=true")[1], "total")
        if total > _LISTED and until - since > _SHORTEST:
            middle = since + (until - since) / 2
            yield from self._log((since, middle))
            yield from self._log((middle, until))
        else:
            yield from self._listed(path, "log_entries")

    def _listed(self, path: str, name: str) -> Iterator[Raw]:
        for offset in range(0, _LISTED, _A_PAGE):
            content = self.client.read(f"{path}&limit={_A_PAGE}&offset={offset}")[1]
            yield from items(content, name)
            if find(content, "more") is not True:
                return


def incident(raw: Raw, log: Sequence[Raw], me: Somebody, notes: Sequence[str] = ()) -> Incident:
    """Return the incident that `raw` and its `log` tell of, with what I wrote about it in `notes`.

    Raises:
        Broken: it lacks what makes it one.
    """
    acted = sorted(deeds(log), key=lambda deed: deed.at or _NEVER)
    joined = [Deed(_person(one, "user"), told.JOINED) for one in items(raw, "incidents_responders") if _joined(one)]
    called = [Deed(me, told.ON_CALL)] if any(_calls(one, me.key) for one in log) else []
    times = [deed.at for deed in acted if deed.did == told.ACKNOWLEDGED]
    url, urgency = needed(raw, "html_url"), text(raw, "urgency", limit=40)
    account = _ACCOUNT.match(url)
    if account is None:
        raise Broken("it is in no account")
    return Incident(
        id=needed(raw, "id"),
        number=f"#{amount(raw, 'incident_number') or needed(raw, 'id')}",
        origin=account[0],
        title=text(raw, "title", "summary"),
        url=url,
        opened=moment(raw, "created_at"),
        severity=text(raw, "priority.summary", limit=40) or (f"{urgency} urgency" if urgency else ""),
        deeds=[*acted, *joined, *called],
        acknowledged=next(iter(times), None),
        resolved=moment(raw, "resolved_at"),
        notes=notes,
        more={"urgency": urgency, "service": text(raw, "service.summary", limit=200)},
    )


def deeds(log: Iterable[Raw]) -> list[Deed]:
    """Return what people did, by the entries of a `log`; what programs and rules did is left out."""
    by_people = (one for one in log if text(one, "agent.type").startswith("user") and text(one, "type") in _DID)
    return [Deed(_person(one, "agent"), _DID[text(one, "type")], moment(one, "created_at")) for one in by_people]


def _person(record: Raw, path: str) -> Somebody:
    return Somebody(text(record, f"{path}.id"), text(record, f"{path}.summary", f"{path}.name", limit=200))


def _joined(responder: Raw) -> bool:
    return text(responder, "state") == "joined"


def _calls(entry: Raw, key: str) -> bool:
    """Say whether by this entry of a log somebody is called to the incident."""
    called = [find(entry, "user"), *items(entry, "assignees")]
    return text(entry, "type") in _CALLED and any(text(one, "id") == key for one in called)
