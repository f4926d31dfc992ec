"""Commands that say what the record could see: sources, status."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import click

from ..display import display
from .doors import console, hint, opened, print_json
from .english import DASH, count, day

if TYPE_CHECKING:
    from datetime import tzinfo

    from ..app.covering import Coverage, Covered, Status
    from .lines import Paper

_SOURCE, _WHERE, _RECORDS = 13, 29, 9  # columns
_INDENT, _LABEL = 2, 10
_MOST_REASONS = 3
_DAYS = 7


@click.command(short_help="Show what was read, until when, and what was not.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
@click.pass_obj
def sources(home: str | None, as_json: bool) -> None:
    """Show of every place what was read, for which time, until when, what could not be read and what stays unseen.

    \b
    Examples:
      treefall sources
      treefall sources --json
    """
    from .lines import Paper  # noqa: PLC0415

    with opened(home) as app:
        coverage, known = app.covering.coverage(), app.kinds_of_place()
        held = {} if coverage.places else app.covering.held()
    if as_json:
        print_json({**_as_json(coverage), "sources": known})
        return
    paper = Paper(console(), app.zone)
    paper.line((_headline(coverage), "bold"))
    if held:
        each = ", ".join(f"{records:,} from {display(source)}" for source, records in held.items())
        paper.say(f"On record all the same, by note, import or demo: {each}.")
    for place in coverage.places:
        _place(paper, place)
    _unseen(paper, coverage)
    if coverage.next:
        paper.next(coverage.next)
    hint(f"Sources: {', '.join(known)}.")


@click.command(short_help="Say whether the record is fresh, and the next step.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
@click.option("--check", is_flag=True, help="Exit with status 1 where it is not fresh.")
@click.option(
    "--within", type=click.IntRange(1, 366), default=_DAYS, metavar="DAYS", help="How old a reading may be. [7]"
)
@click.pass_obj
def status(home: str | None, as_json: bool, check: bool, within: int) -> int:
    """Say whether the record is fresh, what is open, and the one next step.

    It is fresh where every place was read to its end within the last DAYS and no commit has waited for more than a
    day. With --check the exit status is 0 where it is fresh, and 1 where it is not: for a reminder or a scheduled job.

    \b
    Examples:
      treefall status
      treefall status --check --within 2
      treefall status --json
    """
    from .lines import Paper  # noqa: PLC0415

    with opened(home) as app:
        found = app.covering.status(lambda: app.overview(app.period(), numbered=False).next, timedelta(days=within))
    if as_json:
        print_json(
            {
                "fresh": found.is_fresh,
                **_as_json(found.coverage),
                "waiting": {"commits": found.waiting.commits, "since": found.waiting.since},
                "next": found.next,
            }
        )
    else:
        _status(Paper(console(), app.zone), found)
    return int(check and not found.is_fresh)


def _status(paper: "Paper", found: "Status") -> None:
    words = "Fresh" if found.is_fresh else "Not fresh"
    paper.line((f"{words}: ", "bold"), _headline(found.coverage))
    if found.waiting.since:
        wait = "waits" if found.waiting.commits == 1 else "wait"
        since = paper.day(found.waiting.since)
        paper.say(f"{count(found.waiting.commits, 'commit')} {wait} to be read since {since}")
    for place in found.coverage.places:
        if place.is_behind or place.why:
            _place(paper, place)
    if found.coverage.places and (unseen := found.coverage.unseen):
        paper.say(f"{'; '.join(display(one.what) for one in unseen)}.", label="Not seen", indent=_LABEL)
    paper.next(found.next)


def _headline(coverage: "Coverage") -> str:
    if not coverage.places:
        return "nothing is read yet"
    behind = len(coverage.behind)
    return f"{count(len(coverage.places), 'place')}, {f'{behind:,} not up to date' if behind else 'all read of late'}"


def _place(paper: "Paper", place: "Covered") -> None:
    records = "" if place.records is None else f"{place.records:,}"
    paper.row(
        (f"  {display(place.source)}", _SOURCE),
        (display(_short(place.where), _WHERE - 1), _WHERE),
        (f"{records:>{_RECORDS - 2}}  ", _RECORDS),
        (_read(place, paper.zone), paper.width),
    )
    if place.first and place.last:
        first, last = paper.day(place.first), paper.day(place.last)
        paper.line((f"{' ' * _SOURCE}{first}{'' if first == last else f' {DASH} {last}'}", "dim"))
    if place.since:
        paper.say(f"what is older than {paper.day(place.since)} was passed over", indent=_SOURCE)
    for why in place.why[:_MOST_REASONS]:
        paper.say(display(why, 300), indent=_SOURCE)
    if len(place.why) > _MOST_REASONS:
        paper.say(f"and {len(place.why) - _MOST_REASONS:,} more: treefall sources --json", indent=_SOURCE)


def _read(place: "Covered", zone: "tzinfo | None") -> str:
    if place.read:
        return f"{place.condition}, read {day(place.read, zone)}"
    return str(place.condition)


def _short(where: str) -> str:
    """Return `where` as it is written at home, its end where it is long."""
    home = str(Path.home())
    near = f"~{where.removeprefix(home)}" if where.startswith(f"{home}/") else where
    return near if len(near) < _WHERE else f"…{near[2 - _WHERE :]}"


def _unseen(paper: "Paper", coverage: "Coverage") -> None:
    from .lines import unbroken  # noqa: PLC0415

    if not coverage.places:  # of somebody who has just begun, everything is unseen
        return
    paper.line(("Not seen", "bold"))
    for one in coverage.unseen:
        step = f" ({unbroken(one.step)})" if one.step else ""
        paper.say(f"{display(one.what)}: {display(one.why)}{step}", indent=_INDENT)


def _as_json(coverage: "Coverage") -> dict[str, Any]:
    places = [
        {
            "source": one.source,
            "where": one.where,
            "read": one.condition != "not read yet",
            "condition": one.condition,
            "records": one.records,
            "first": one.first,
            "last": one.last,
            "read_at": one.read,
            "since": one.since,
            "why": one.why,
        }
        for one in coverage.places
    ]
    return {"places": places, "unseen": coverage.unseen}


COMMANDS: Mapping[str, click.Command] = MappingProxyType({"sources": sources, "status": status})
