"""What the person was given for what they learned and did: certificates, and awards that they noted as such.

A certificate is what a source found among the person's own (`sources/learning.py`): its issuer says so. An award is a
note of praise that calls itself one; praise in somebody's words is theirs, and no award.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from types import MappingProxyType

from ..model import Evidence, Kind, Sentence, Table

CERTIFICATES, AWARDS = "Certificates", "Awards"
"""The captions of the two tables."""

MOST = 12
"""A CV names so many of each at most, the newest first."""

_HEADS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {CERTIFICATES: ("name", "issuer", "date", "url"), AWARDS: ("title", "date")}
)
_AWARD = re.compile(r"\b(?:awards?|awarded|prizes?|medals?|employee of the (?:month|quarter|year))\b", re.IGNORECASE)
_SHAPES = MappingProxyType({"date": re.compile(r"\d{4}-\d\d-\d\d"), "url": re.compile(r"https?://[\w.-]+(?:/\S*)?")})
_DAY = 10  # characters of a day


def honours(observed: Iterable[Evidence], now: datetime) -> Iterator[Table]:
    """Yield a table of the certificates that still hold and one of the awards in `observed`, where there are any."""
    known = sorted((one for one in observed if not one.private), key=lambda one: (one.at, one.id), reverse=True)
    held = [one for one in known if one.source == "learning" and one.kind is Kind.LEARNING and not _ended(one, now)]
    given = [one for one in known if one.source == "note" and one.kind is Kind.PRAISE and _AWARD.search(one.title)]
    for caption, found in ((CERTIFICATES, held), (AWARDS, given)):
        newest: dict[tuple[str, str], Evidence] = {}
        for one in found:
            newest.setdefault((one.title.casefold(), _issuer(one)), one)
        if newest:
            rows = tuple(_row(one, _HEADS[caption]) for one in islice(newest.values(), MOST))
            yield Table(caption, _HEADS[caption], rows)


def entries(table: Table) -> Sequence[Mapping[str, str]]:
    """Return the rows of `table`, one that `honours` made, as JSON Resume has them, without what was redacted away."""
    heads = _HEADS[table.caption]
    rows = (("".join(said.text for said in cell) for cell in row) for row in table.rows)
    told = (zip(heads, row, strict=True) for row in rows)
    return [{name: said for name, said in row if said and _is_of_shape(name, said)} for row in told]


def _row(one: Evidence, heads: Sequence[str]) -> tuple[tuple[Sentence, ...], ...]:
    said = {"issuer": _issuer(one), "date": f"{one.at:%Y-%m-%d}", "url": one.url or ""}
    words = (said.get(name, one.title) for name in heads)
    return tuple((Sentence(each, (one.id,)),) if each else () for each in words)


def _issuer(one: Evidence) -> str:
    return str(one.facts.get("issuer", ""))


def _ended(one: Evidence, now: datetime) -> bool:
    """Say whether it expired; a day that cannot be read ends nothing."""
    until = str(one.facts.get("expires", ""))[:_DAY]
    return _SHAPES["date"].fullmatch(until) is not None and until < f"{now:%Y-%m-%d}"


def _is_of_shape(name: str, said: str) -> bool:
    return name not in _SHAPES or _SHAPES[name].fullmatch(said) is not None
