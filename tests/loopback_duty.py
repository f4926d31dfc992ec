"""A small PagerDuty, Opsgenie and Grafana OnCall on this machine's loopback, with records in their documented forms."""

import json
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

from loopback import Handler, Loopback, Record, stamp

LOGIN, FRED = "ed@corp.example", "fred@corp.example"
ME, OTHER = "PXPGF42", "PT23IWX"
ACCOUNT = "https://corp.pagerduty.com"


@dataclass
class Duty(Loopback):
    """What all three have.

    Attributes:
        login: the address of whose token it is.
        me: their id.
        closed: paths that this token may not read.
    """

    login: str = LOGIN
    me: str = ME
    closed: set[str] = field(default_factory=set)

    def right(self, handler: Handler, body: bytes) -> bytes:
        """Return what a service without faults says."""
        del body
        url = urlsplit(handler.path)
        asked = {name.removesuffix("[]"): said for name, said in parse_qs(url.query).items()}
        found = None if any(re.search(one, url.path) for one in self.closed) else self.found(url.path, asked)
        if found is None:
            handler.status = 404
            return b'{"message": "Not Found"}'
        return json.dumps(found).encode()

    def found(self, path: str, asked: dict[str, list[str]]) -> Record | None:
        """Return what is at `path`; None where nothing is."""
        raise NotImplementedError


def moment(said: str) -> datetime:
    """Return an instant that is told with a zone, or is in UTC."""
    at = datetime.fromisoformat(said)
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def one_of(records: list[Record], id_: str) -> Record | None:
    return next((one for one in records if one["id"] == id_), None)


def without(record: Record, *inner: str) -> Record:
    """Return a record as lists have it, without what they leave out."""
    return {name: said for name, said in record.items() if name not in inner}


@dataclass
class PagerDuty(Duty):
    """What PagerDuty knows: incidents, with `log` and `notes`, which lists leave out; and who is on call when."""

    incidents: list[Record] = field(default_factory=list)
    oncalls: list[Record] = field(default_factory=list)

    def token(self, handler: Handler) -> str:
        """Return the token that a request bears."""
        assert handler.headers["accept"] == "application/vnd.pagerduty+json;version=2"
        return str(handler.headers["authorization"]).removeprefix("Token token=")

    def found(self, path: str, asked: dict[str, list[str]]) -> Record | None:
        """Return what is at `path`; None where nothing is."""
        if path == "/users/me":
            return {"user": {"id": ME, "type": "user", "name": "Ed Stone", "email": self.login}}
        if path == "/oncalls":
            since, until = (moment(asked[name][0]) for name in ("since", "until"))
            mine = [one for one in self.oncalls if one["user"]["id"] in asked["user_ids"]]
            kept = [one for one in mine if not one["start"] or _touches(one["start"], one["end"], since, until)]
            return self._paged("oncalls", kept, asked)
        if path == "/log_entries":
            return self._paged("log_entries", self._log(asked), asked)
        id_, _, part = path.removeprefix("/incidents/").partition("/")
        one = one_of(self.incidents, id_)
        if one is None:
            return None
        if part == "log_entries":
            return self._paged(part, one["log"], asked)
        return {part: one[part]} if part else {"incident": without(one, "log", "notes")}

    def _log(self, asked: dict[str, list[str]]) -> list[Record]:
        since, until = (moment(asked[name][0]) for name in ("since", "until"))
        teams = set(asked.get("team_ids", ()))
        logs = (one["log"] for one in self.incidents if not teams or {team["id"] for team in one["teams"]} & teams)
        kept = [entry for log in logs for entry in log if since <= moment(entry["created_at"]) < until]
        return sorted(kept, key=lambda entry: str(entry["created_at"]), reverse=True)

    @staticmethod
    def _paged(name: str, found: list[Record], asked: dict[str, list[str]]) -> Record:
        limit, offset = int(asked["limit"][0]), int(asked.get("offset", ["0"])[0])
        more = len(found) > offset + limit
        total = len(found) if asked.get("total") == ["true"] else None
        return {name: found[offset : offset + limit], "limit": limit, "offset": offset, "more": more, "total": total}


def _touches(start: str, end: str, since: datetime, until: datetime) -> bool:
    return moment(start) < until and moment(end) > since


def page(number: int, *log: tuple[str, int, str], at: int | None = None, **changes: object) -> Record:
    """Return PagerDuty's incident `number`, with a log of (type, minutes later, by whom)."""
    began, id_ = number * 100 if at is None else at, f"Q{number}"
    reference = {"id": id_, "type": "incident_reference", "summary": f"[#{number}] Checkout answers 502"}
    log = log or (("trigger", 0, "PIJ90N7"), ("notify", 0, ME), ("acknowledge", 4, ME), ("resolve", 66, ME))
    people = {ME: ("user_reference", "Ed Stone"), OTHER: ("user_reference", "Fred Edwards")}
    entries = [
        {
            "id": f"R{number}-{place}",
            "type": f"{kind}_log_entry",
            "created_at": stamp(began + minutes),
            "agent": dict(
                zip(("id", "type", "summary"), (by, *people.get(by, ("service_reference", ""))), strict=True)
            ),
            "incident": reference,
            **({"user": {"id": by}} if kind == "notify" else {}),
        }
        for place, (kind, minutes, by) in enumerate(log)
    ]
    over = [entry["created_at"] for entry in entries if entry["type"] == "resolve_log_entry"]
    return {
        "id": id_,
        "type": "incident",
        "incident_number": number,
        "title": "Checkout answers 502",
        "html_url": f"{ACCOUNT}/incidents/{id_}",
        "created_at": stamp(began),
        "resolved_at": over[-1] if over else None,
        "status": "resolved" if over else "acknowledged",
        "urgency": "high",
        "priority": {"id": "P53ZZH5", "type": "priority_reference", "summary": "P2"},
        "service": {"id": "PIJ90N7", "type": "service_reference", "summary": "Checkout"},
        "teams": [{"id": "PQ9K7I8", "type": "team_reference", "summary": "Payments"}],
        "incidents_responders": [],
        "log": entries,
        "notes": [],
        **changes,
    }


def note(words: str, by: str = ME) -> Record:
    return {"id": "PWL7QXS", "user": {"id": by, "type": "user_reference"}, "content": words}


def oncall(start: str | None, end: str | None, schedule: str = "Payments, first", by: str = ME) -> Record:
    plan = {"id": "PI7DH85", "type": "schedule_reference", "summary": schedule}
    policy = {"id": "PT20YPA", "type": "escalation_policy_reference"}
    of = {"user": {"id": by, "type": "user_reference"}, "schedule": plan, "escalation_policy": policy}
    return {**of, "escalation_level": 1, "start": start, "end": end}


@dataclass
class Opsgenie(Duty):
    """What Opsgenie knows: alerts, with `notes` and `entity`, which lists leave out; and incidents."""

    alerts: list[Record] = field(default_factory=list)
    incidents: list[Record] = field(default_factory=list)

    def found(self, path: str, asked: dict[str, list[str]]) -> Record | None:
        """Return what is at `path`; None where nothing is."""
        if path == f"/v2/users/{LOGIN}".replace("@", "%40"):
            return {"data": {"id": ME, "username": LOGIN, "fullName": "Ed Stone"}}
        if path == "/v2/alerts":
            return self._listed(self.alerts, asked)
        if path == "/v1/incidents":
            return self._listed(self.incidents, asked)
        id_, _, part = path.removeprefix("/v2/alerts/").partition("/")
        one = one_of(self.alerts, id_)
        return one and {"data": one[part] if part else without(one, "notes")}

    def _listed(self, records: list[Record], asked: dict[str, list[str]]) -> Record:
        query = asked["query"][0]
        since, until = (
            datetime.fromtimestamp(int(said) / 1000, UTC) for said in re.findall(r"createdAt \S+ (\d+)", query)
        )
        names, teams = set(re.findall(r'(?:owner|\w+By): "(.*?)"', query)), set(re.findall(r'teams: "(.*?)"', query))
        found = [one for one in records if since <= moment(one["createdAt"]) < until]
        found = [one for one in found if not names or names & {one["owner"], *one["report"].values()}]
        found = [one for one in found if not teams or one["team"] in teams]
        found.sort(key=lambda one: str(one["createdAt"]), reverse=asked["order"] == ["desc"])
        offset, limit = int(asked.get("offset", ["0"])[0]), int(asked["limit"][0])
        more = {"next": f"{self.url}/v2/alerts?offset={offset + limit}"} if len(found) > offset + limit else {}
        page_ = [without(one, "notes", "entity", "team") for one in found[offset : offset + limit]]
        return {"data": page_, "paging": {"first": "", "last": "", **more}}


def alert(number: int, *, by: str = LOGIN, **changes: object) -> Record:
    """Return Opsgenie's alert `number`: acknowledged and closed by somebody."""
    minute = 60_000
    return {
        "id": f"8418d193-{number}",
        "tinyId": str(number),
        "message": "Checkout answers 502",
        "status": "closed",
        "acknowledged": True,
        "createdAt": stamp(number * 100).replace("Z", ".123Z"),
        "owner": by,
        "priority": "P2",
        "count": 3,
        "responders": [{"type": "team", "id": "4513b7ea"}],
        "report": {"ackTime": 4 * minute, "closeTime": 66 * minute, "acknowledgedBy": by, "closedBy": by},
        "entity": "checkout",
        "team": "Payments",
        "notes": [],
        **changes,
    }


def outage(number: int, **changes: object) -> Record:
    """Return Opsgenie's incident `number`: one that I own."""
    return {
        "id": f"70413a06-{number}",
        "tinyId": str(number),
        "message": "Shop is down",
        "status": "resolved",
        "createdAt": stamp(number * 100),
        "impactStartDate": stamp(number * 100 - 5),
        "impactEndDate": stamp(number * 100 + 55),
        "owner": LOGIN,
        "priority": "P1",
        "responders": [{"type": "user", "id": ME}],
        "links": {"web": f"https://app.opsgenie.com/incident/detail/70413a06-{number}"},
        "report": {},
        "team": "Payments",
        **changes,
    }


@dataclass
class OnCall(Duty):
    """What Grafana OnCall knows: alert groups, with `notes`, which lists leave out; and schedules, with `shifts`."""

    groups: list[Record] = field(default_factory=list)
    schedules: list[Record] = field(default_factory=list)

    def token(self, handler: Handler) -> str:
        """Return the key that a request bears."""
        return str(handler.headers["authorization"])

    def found(self, path: str, asked: dict[str, list[str]]) -> Record | None:
        """Return what is at `path`; None where nothing is."""
        kind, id_ = [*path.removeprefix("/oncall/api/v1/").strip("/").split("/"), ""][:2]
        people = {
            ME: {"id": self.me, "username": "ed", "email": self.login},
            OTHER: {"id": OTHER, "username": "fred", "email": FRED},
        }
        if kind == "users":
            return people.get(ME if id_ == "current" else id_)
        if kind == "integrations":
            return {"id": id_, "name": "Checkout probes"}
        if kind == "resolution_notes":
            return self._paged(
                next(one["notes"] for one in self.groups if [one["id"]] == asked["alert_group_id"]), asked
            )
        if kind == "schedules" and id_:
            shifts = next(one["shifts"] for one in self.schedules if one["id"] == id_)
            days = [moment(asked[name][0]) for name in ("start_date", "end_date")]
            return self._paged(
                [one for one in shifts if days[0] < moment(one["shift_end"]) and moment(one["shift_start"]) < days[1]],
                asked,
            )
        if kind == "schedules":
            return self._paged([without(one, "shifts") for one in self.schedules], asked)
        since, until = map(moment, asked["started_at"][0].split("_"))
        found = [without(one, "notes") for one in self.groups if since <= moment(one["created_at"]) <= until]
        return self._paged(sorted(found, key=lambda one: str(one["created_at"]), reverse=True), asked)

    @staticmethod
    def _paged(found: list[Record], asked: dict[str, list[str]]) -> Record:
        number = int(asked["page"][0])
        more = f"https://proxy.example/?page={number + 1}" if number * 50 < len(found) else None
        return {"count": len(found), "next": more, "previous": None, "results": found[number * 50 - 50 : number * 50]}


def group(number: int, *, by: str = ME, **changes: object) -> Record:
    """Return OnCall's alert group `number`: acknowledged and resolved by somebody."""
    id_ = f"I68T24C{number}"
    return {
        "id": id_,
        "integration_id": "CFRPV98RPR1U8",
        "team_id": "TAAM1K1NNEHAG",
        "alerts_count": 3,
        "state": "resolved",
        "created_at": stamp(number * 100).replace("Z", ".430444Z"),
        "acknowledged_at": stamp(number * 100 + 4),
        "acknowledged_by": by,
        "resolved_at": stamp(number * 100 + 66),
        "resolved_by": by,
        "title": "Checkout answers 502",
        "labels": [{"key": {"id": "s", "name": "severity"}, "value": {"id": "c", "name": "critical"}}],
        "permalinks": {"slack": None, "web": f"https://corp.grafana.net/a/grafana-oncall-app/alert-groups/{id_}"},
        "notes": [],
        **changes,
    }


def resolution(words: str, by: str = ME) -> Record:
    return {"id": "M4BTQUS3PRHYQ", "author": by, "source": "web", "text": words}


def schedule(*starts: str, hours: int = 168, by: str = ME) -> Record:
    """Return a schedule with shifts that begin at each of `starts`."""
    ends = (datetime.fromisoformat(start) + timedelta(hours=hours) for start in starts)
    shifts = [
        {"user_pk": by, "user_email": LOGIN, "shift_start": start, "shift_end": end.isoformat()}
        for start, end in zip(starts, ends, strict=True)
    ]
    return {"id": "SBM7DV7BKFUYU", "name": "Payments, first", "team_id": "TAAM1K1NNEHAG", "shifts": shifts}
