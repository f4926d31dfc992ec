"""A real Prometheus with history is asked, and its answers become days."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import prometheus as server
import pytest

from treefall.errors import SourceError
from treefall.metrics import read
from treefall.metrics.prometheus import TOKEN
from treefall.metrics.rows import Numbers
from treefall.model import Metric, Terms, Where
from treefall.model.estimate import Quantity
from treefall.ports import Answer, RequestFailed, Secret, World
from treefall.world import real_world

_FIRST = datetime(2026, 3, 1, tzinfo=UTC)
_HOURS = 24 * 6
_NEEDED = pytest.mark.skipif(not server.programs(), reason="Prometheus is not installed (apt-get install prometheus)")


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    latency = {_FIRST + timedelta(hours=n): 100.0 + n // 24 for n in range(_HOURS)}
    errors = {_FIRST + timedelta(hours=n): float(n) for n in range(_HOURS)}
    history = {'latency{route="checkout"}': latency, 'latency{route="basket"}': latency, "errors_seen": errors}
    with server.prometheus(history) as address:
        yield address


def _token(name: str, *, variables: Sequence[str] = ()) -> Secret | None:
    return Secret("t0ken") if name == "prometheus.example" and TOKEN in variables else None


def _asked(
    url: str, query: str, kind: Quantity = Quantity.LEVEL, world: World | None = None, *controls: str
) -> Numbers:
    metric = Metric(where=Where.PROMETHEUS, address=url, query=query, controls=controls)
    world = world or replace(real_world(), now=lambda: _FIRST + timedelta(days=10))
    return read(metric, Terms(kind=kind), date(2026, 3, 1), date(2026, 3, 6), zone=UTC, world=world)


@_NEEDED
def test_levels_are_the_means_of_their_hours(url: str) -> None:
    found = _asked(url, 'latency{route="checkout"}', Quantity.LEVEL, None, 'latency{route="basket"}')
    assert found.series.dates == tuple(date(2026, 3, day) for day in range(1, 7))
    assert found.series.values == tuple(100.0 + n for n in range(6))
    assert found.controls[0].values == found.series.values


@_NEEDED
def test_counts_are_asked_for_at_the_end_of_each_day(url: str) -> None:
    found = _asked(url, "sum(delta(errors_seen[1d]))", Quantity.COUNT)
    assert found.series.dates == tuple(date(2026, 3, day) for day in range(1, 7))
    assert found.series.values[0] == pytest.approx(24, abs=1)


@_NEEDED
@pytest.mark.parametrize(
    ("query", "words"),
    [("latency", "gives 2 series"), ("nothing_here", "gives no series"), ("sum(", "refuses the query")],
)
def test_a_query_that_is_no_single_series_is_named(url: str, query: str, words: str) -> None:
    with pytest.raises(SourceError, match=words) as found:
        _asked(url, query)
    assert found.value.hint


def test_a_server_that_is_not_there_is_named() -> None:
    with pytest.raises(SourceError, match=r"127\.0\.0\.1 cannot be asked"):
        _asked("http://127.0.0.1:9", "up", Quantity.LEVEL, real_world())


class _Page:
    """A server that always gives the same answer, and remembers what it was sent."""

    def __init__(self, answer: Answer | RequestFailed) -> None:
        self.answer = answer
        self.sent: list[Mapping[str, str]] = []

    def __call__(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
        inside: bool = False,
    ) -> Answer:
        assert (method, url, inside) == ("POST", "http://prometheus.example/api/v1/query_range", True)
        assert b"query=up" in body
        self.sent.append(headers or {})
        if isinstance(self.answer, RequestFailed):
            raise self.answer
        return self.answer


def test_a_page_that_is_no_prometheus_is_named_and_the_token_is_sent() -> None:
    page = _Page(Answer(502, {}, b"<html>bad gateway</html>"))
    with pytest.raises(SourceError, match="status 502"):
        _asked("http://prometheus.example/", "up", world=replace(real_world(), request=page, secret=_token))
    assert [sent["authorization"] for sent in page.sent] == ["Bearer t0ken"]


def test_gaps_of_a_prometheus_are_gaps() -> None:
    page = _Page(Answer(200, {}, b'{"data": {"result": [{"values": [[1772323200, "NaN"], [1772409600, "5"]]}]}}'))
    found = _asked("http://prometheus.example", "up", world=replace(real_world(), request=page))
    assert found.series.values == (None, 5.0)


def test_a_network_that_is_switched_off_is_named() -> None:
    page = _Page(RequestFailed("the network is switched off", final=True))
    with pytest.raises(SourceError, match="switched off"):
        _asked("http://prometheus.example", "up", world=replace(real_world(), request=page))
