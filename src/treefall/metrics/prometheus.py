"""Numbers from a Prometheus, or from what speaks like one (Thanos, Mimir, VictoriaMetrics)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from urllib.parse import urlencode, urlsplit

import msgspec

from ..errors import SourceError
from ..model.estimate import Quantity
from ..ports import RequestFailed, World
from .rows import Numbers, Row, daily

TOKEN = "TREEFALL_PROMETHEUS_TOKEN"  # noqa: S105 - the name of a variable
"""The variable of the environment that holds a bearer token, where the server wants one."""

_PATH = "/api/v1/query_range"
_MOST_POINTS = 10_000  # fewer than a Prometheus gives in one answer
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_OK = 200


class _Series(msgspec.Struct):
    values: list[tuple[float, str]]
    metric: dict[str, str] = {}


class _Data(msgspec.Struct):
    result: list[_Series] = []


class _Reply(msgspec.Struct):
    data: _Data = msgspec.field(default_factory=_Data)
    error: str = ""


def read_prometheus(
    url: str,
    query: str,
    controls: Sequence[str],
    first: date,
    last: date,
    *,
    kind: Quantity,
    zone: tzinfo | None,
    world: World,
) -> Numbers:
    """Return what `query` gives from `first` to `last`, both included, and each of `controls`, queries as well.

    A count is asked once a day, at its end (`sum(increase(errors_total[1d]))`); everything else every hour, and each
    day is the mean.

    Raises:
        SourceError: the server cannot be asked, refuses the query, or gives no series or more than one.
    """
    start, end = (datetime.combine(day, time.min, zone).astimezone(UTC) for day in (first, last + _DAY))
    end = min(end, world.now())
    step = _DAY if kind is Quantity.COUNT else max(_HOUR, (end - start) / _MOST_POINTS)
    begin = start + _DAY if kind is Quantity.COUNT else start
    server = _Server(url, world, begin, end, step)
    asked = [server.asked(one) for one in (query, *controls)]
    shift = timedelta(seconds=1) if kind is Quantity.COUNT else timedelta(0)  # midnight ends the day that is counted
    moments = sorted({moment for each in asked for moment in each})
    rows: list[Row] = [(moment - shift, tuple(each.get(moment) for each in asked)) for moment in moments]
    return daily(rows, (query, *controls), kind=kind, zone=zone)


@dataclass(frozen=True, slots=True)
class _Server:
    """Whom to ask for which span."""

    url: str
    world: World
    start: datetime
    end: datetime
    step: timedelta

    def asked(self, query: str) -> dict[datetime, float | None]:
        host = urlsplit(self.url).hostname or self.url
        span = {"start": self.start.timestamp(), "end": self.end.timestamp(), "step": self.step.total_seconds()}
        headers = {"content-type": "application/x-www-form-urlencoded"}
        if token := self.world.secret(host, variables=(TOKEN,)):
            headers["authorization"] = f"Bearer {token.reveal()}"
        body = urlencode({"query": query} | span).encode()
        try:
            answer = self.world.request("POST", self.url.rstrip("/") + _PATH, headers=headers, body=body, inside=True)
        except RequestFailed as error:
            raise SourceError(
                f"{host} cannot be asked: {error.words}.", hint="Does Prometheus answer there?"
            ) from error
        try:
            reply = msgspec.json.decode(answer.body, type=_Reply)
        except msgspec.MsgspecError:
            reply = _Reply(error=f"it answered with status {answer.status}, and not as a Prometheus does")
        if answer.status != _OK or reply.error:
            raise SourceError(
                f"{host} refuses the query: {reply.error or answer.status}.", hint="Try it on its own page."
            )
        return _one(reply.data.result, query)


def _one(found: Sequence[_Series], query: str) -> dict[datetime, float | None]:
    if len(found) != 1:
        raise SourceError(
            f"{query!r} gives {len(found) or 'no'} series.",
            hint="Make it one: sum(…), or name every label." if found else "Is the metric there, and in these days?",
        )
    return {datetime.fromtimestamp(seconds, UTC): _number(text) for seconds, text in found[0].values}


def _number(text: str) -> float | None:
    number = float(text)
    return number if number == number else None  # noqa: PLR0124 - NaN is how a Prometheus says that there is none
