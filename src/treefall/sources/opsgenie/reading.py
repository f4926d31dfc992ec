"""What Opsgenie is asked: alerts by who owned, acknowledged or closed them, and incidents by when they began."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from urllib.parse import quote, urlencode

from ...duty import incident as told
from ...duty.incident import Deed, Incident, Somebody
from ...duty.reading import MONTH, DutyReading, Window
from ...duty.service import ADDRESS
from ...remote.client import Denied
from ...remote.records import Raw, amount, find, items, moment, needed, text

ALERTS, INCIDENTS = "/v2/alerts", "/v1/incidents"
_MINE = '(owner: "{me}" OR acknowledgedBy: "{me}" OR closedBy: "{me}")'
_A_PAGE, _LISTED = 100, 20_000  # records of a page, and of all pages of one question
_LONGEST = 10 * 365 * 86_400_000  # milliseconds that an alert may last
_OVER = frozenset({"closed", "resolved"})


class OpsgenieReading(DutyReading):
    """One reading of an Opsgenie."""

    _account = ""  # what the person's account is called; "" where the key may not read it

    def whoever(self) -> Somebody:
        """Return who the person said that they are, with the name of their account where the key may read it."""
        name = ""
        with suppress(Denied):
            user = find(self.client.read(f"/v2/users/{quote(self.login)}")[1], "data")
            self._account, name = text(user, "id"), text(user, "fullName", limit=200)
        return Somebody(self.login.lower(), name, self.login)

    def newest(self) -> Sequence[Raw]:
        """Return the newest alerts of the last thirty days."""
        path = self._path(ALERTS, (self.now - MONTH, self.now), self._mine())
        return items(self.client.read(f"{path}&order=desc")[1], "data")

    def lists(self) -> Mapping[str, Callable[[Window], Iterable[Raw]]]:
        """Return what lists alerts and incidents."""
        return {"alerts": self._alerts, "incidents": self._incidents}

    def incident(self, record: Raw) -> Incident:
        """Return an alert or an incident, with the notes that the person wrote about an alert."""
        if "impactStartDate" in record:
            return incident(record, self.server.rest, self.me, self._account)
        path = f"{ALERTS}/{quote(needed(record, 'id'))}"
        whole = find(self.client.read(path)[1], "data")
        notes = items(self.client.read(f"{path}/notes?limit={_A_PAGE}&order=asc")[1], "data")
        mine = [text(one, "note", limit=told.BODY) for one in notes if _who(one, "owner").key == self.me.key]
        return alert(record, self.server.rest, self.me, text(whole, "entity", limit=200), mine)

    def _mine(self) -> str:
        teams = " OR ".join(f'teams: "{team}"' for team in self.only)
        return _MINE.format(me=self.login) + (f" AND ({teams})" if teams else "")

    def _alerts(self, window: Window) -> Iterator[Raw]:
        return self._listed(self._path(ALERTS, window, self._mine()))

    def _incidents(self, window: Window) -> Iterator[Raw]:
        """Yield the incidents of a window; whom they call they tell by accounts, which cannot be asked for."""
        for one in self._listed(self._path(INCIDENTS, window)):
            yield {"impactStartDate": None, **one}

    def _path(self, path: str, window: Window, words: str = "") -> str:
        since, until = (int(at.timestamp() * 1000) for at in window)
        query = f"createdAt >= {since} AND createdAt < {until}" + (f" AND {words}" if words else "")
        return f"{path}?{urlencode({'query': query, 'limit': _A_PAGE, 'sort': 'createdAt'})}"

    def _listed(self, path: str) -> Iterator[Raw]:
        for offset in range(0, _LISTED, _A_PAGE):
            content = self.client.read(f"{path}&order=asc&offset={offset}")[1]
            yield from items(content, "data")
            if not text(content, "paging.next"):
                return


def alert(raw: Raw, origin: str, me: Somebody, service: str = "", notes: Sequence[str] = ()) -> Incident:
    """Return the incident that the alert `raw` is, which concerns a `service`; I wrote `notes` about it.

    Raises:
        Broken: it is none.
    """
    opened = moment(raw, "createdAt")
    acknowledged, closed = (_after(opened, raw, f"report.{name}") for name in ("ackTime", "closeTime"))
    acted = (
        Deed(_who(raw, "report.acknowledgedBy"), told.ACKNOWLEDGED, acknowledged),
        Deed(_who(raw, "owner"), told.OWNED),
        Deed(_who(raw, "report.closedBy"), told.RESOLVED, closed),
        *(Deed(me, told.NOTED) for _ in notes),
    )
    id_ = needed(raw, "id")
    return Incident(
        id=id_,
        number=f"#{text(raw, 'tinyId', limit=40) or id_}",
        origin=origin,
        title=text(raw, "message"),
        url=f"{origin.replace('//api.', '//app.')}/alert/detail/{quote(id_)}/details",
        opened=opened,
        severity=text(raw, "priority", limit=40),
        deeds=_named(acted, me),
        acknowledged=acknowledged,
        resolved=closed if text(raw, "status") in _OVER else None,
        notes=notes,
        more={"service": service, "occurred": amount(raw, "count")},
    )


def incident(raw: Raw, origin: str, me: Somebody, account: str) -> Incident:
    """Return the incident that `raw` is: mine where I own it; it may have called my `account`.

    Raises:
        Broken: it is none.
    """
    called = (one for one in items(raw, "responders") if account and text(one, "id") == account)
    deeds = (Deed(_who(raw, "owner"), told.OWNED), *(Deed(me, told.ON_CALL) for _ in called))
    id_ = needed(raw, "id")
    return Incident(
        id=id_,
        number=f"#{text(raw, 'tinyId', limit=40) or id_}",
        origin=origin,
        title=text(raw, "message"),
        url=text(raw, "links.web"),
        opened=moment(raw, "impactStartDate", "createdAt"),
        severity=text(raw, "priority", limit=40),
        deeds=_named(deeds, me),
        resolved=moment(raw, "impactEndDate") if text(raw, "status") in _OVER else None,
    )


def _named(deeds: Iterable[Deed], me: Somebody) -> list[Deed]:
    """Return what people did, who are called by addresses; what rules and integrations did is left out."""
    known = (deed for deed in deeds if deed.who.key)
    return [deed._replace(who=me) if deed.who.key == me.key else deed for deed in known]


def _who(record: Raw, path: str) -> Somebody:
    said = text(record, path, limit=200)
    return Somebody(said.lower(), "", said) if ADDRESS.fullmatch(said) else Somebody("")


def _after(opened: datetime | None, raw: Raw, path: str) -> datetime | None:
    """Return the instant that many milliseconds after an alert began."""
    span = min(amount(raw, path), _LONGEST)
    return opened + timedelta(milliseconds=span) if opened and span else None
