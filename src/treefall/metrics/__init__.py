"""Where the numbers of a metric come from: a file, a Prometheus, a database. One module each; all give `Series`.

`calendar` reads dates as people write them, `numbers` numbers, and `rows` makes daily series of both.
"""

from datetime import date, tzinfo
from pathlib import Path

from ..errors import SourceError
from ..model.measured import Metric, Terms, Where
from ..ports import World
from .rows import Numbers

__all__ = ["Numbers", "read"]


def read(metric: Metric, terms: Terms, first: date, last: date, *, zone: tzinfo | None, world: World) -> Numbers:
    """Return what `metric` shows: all that a file or a query gives; a server is asked from `first` to `last`.

    Raises:
        SourceError: it cannot be read; says why, and what to do.
    """
    match metric.where:
        case Where.FILE:
            from .table import Columns, read_table  # noqa: PLC0415 - only what is asked for

            columns = Columns(
                value=metric.query, dates=metric.dates, controls=metric.controls, day_first=metric.day_first
            )
            return read_table(_content(metric.address), columns, kind=terms.kind, zone=zone)
        case Where.SQL:
            from .sql import read_sql  # noqa: PLC0415

            return read_sql(metric.address, metric.query, metric.controls, kind=terms.kind, zone=zone)
        case Where.PROMETHEUS:
            from .prometheus import read_prometheus  # noqa: PLC0415

            return read_prometheus(
                metric.address, metric.query, metric.controls, first, last, kind=terms.kind, zone=zone, world=world
            )


def _content(path: str) -> bytes:
    try:
        return Path(path).expanduser().read_bytes()
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror}.", hint="Is that where it is?") from error
