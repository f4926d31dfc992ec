"""Commands that look: the first screen, list, show, why-not, search."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import click

from ..app.nouns import about
from ..display import display
from ..errors import NotFound
from ..model import Entry, Judgement, Rejected, Work
from .doors import Day, Words, console, hint, opened, print_json, say
from .english import by_reason
from .progress import progress

if TYPE_CHECKING:
    from ..app import App

_SHORT = 8  # digits of an id that a person pastes
_MOST_PROPOSED = 3
_period = (
    click.option("--since", type=Day(ahead=0), help="The first day. [twelve months ago]"),
    click.option("--until", type=Day(), help="The last day. [today]"),
)


def first_screen(home: str | None, repositories: Sequence[str], me: Sequence[str]) -> None:
    """Show the first five minutes; on a home that was used before, what is new and the one next step.

    On a new home, or where repositories or addresses are named, it reads first.
    """
    from . import screens  # noqa: PLC0415

    with opened(home) as app:
        rejected: tuple[Rejected, ...] = ()
        if repositories or me or not app.is_used():
            rejected = _read(app, repositories, me)
        screens.show_overview(console(), app.overview(app.period(), rejected), app.zone)
        if perhaps := app.perhaps():
            addresses = ", ".join(display(one.address, 60) for one in perhaps[:_MOST_PROPOSED])
            hint(f"Perhaps you as well: {addresses}. Say so, or that it is not: treefall me")


def _read(app: "App", repositories: Sequence[str], me: Sequence[str]) -> tuple[Rejected, ...]:
    folders = [Path(folder) for folder in repositories] or ([] if app.is_configured() else [Path.cwd()])
    with progress() as shown:
        return app.collect(repositories=folders, me=me, progress=shown).rejected


@click.command("list", short_help="Show your strongest pieces of work.")
@_period[0]
@_period[1]
@click.option("--limit", type=click.IntRange(1), help="At most so many. [what fits on a screen; all as JSON]")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
@click.pass_obj
def list_(home: str | None, since: date | None, until: date | None, limit: int | None, as_json: bool) -> None:
    """Show your strongest pieces of work, each with why it stands there.

    \b
    Examples:
      treefall list
      treefall list --since 2026-01-01 --until 2026-06-30 --limit 30
      treefall list --json
    """
    from . import screens  # noqa: PLC0415

    with opened(home) as app:
        period = app.period(since, until)
        screen = console()
        found = app.listing(period, limit if as_json else limit or screens.most_listed(screen))
        if as_json:
            print_json(_listing(found, [i.address for i in app.identities() if i.mine]))
        else:
            total = len(app.judgement().during(period).works)
            told, silent = app.told_of(), app.silent_months(period)
            screens.show_listing(screen, found, period, app.zone, told=told, total=total, silent=silent)


def _listing(found: Judgement, mine: Sequence[str]) -> dict[str, Any]:
    """Return the listing in the shape that other programs rely on (schema 1)."""
    return {
        "schema": 1,
        "me": mine,
        "accomplishments": [{"id": work.id, "rank": rank} | _piece(work) for rank, work in enumerate(found.works, 1)],
        "left_out": [{"why": why, "count": times} for why, times in by_reason(found.left_out)],
    }


def _piece(work: Work) -> dict[str, Any]:
    return {
        "id": work.id,
        "accepted": work.accepted,
        "title": work.title,
        "kind": work.kind,
        "state": work.state,
        "start": work.start,
        "end": work.end,
        "reasons": work.reasons,
        "credited": work.credited,
        "evidence": [
            {
                "id": seen.id,
                "source": seen.source,
                "origin": seen.origin,
                "native": seen.native,
                "title": seen.title,
                "at": seen.at,
                "people": seen.people,
            }
            for seen in work.evidence
        ],
    }


@click.command(short_help="Show one piece of work with its proof.")
@click.argument("work", type=Words())
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
@click.pass_obj
def show(home: str | None, work: str, as_json: bool) -> None:
    """Show one piece of work: what is known, what is open, who was told, and every proof.

    WORK is its number in the last listing, or the beginning of its id or of a commit's.

    \b
    Examples:
      treefall show 1
      treefall show 4f1c09aa
    """
    from . import screens  # noqa: PLC0415

    with opened(home) as app:
        found = app.work(work)
        if as_json:
            print_json(_piece(found) | {"tools": found.tools})
            return
        screens.show_work(console(), app.dossier(found), app.zone)
        for place in app.covering.doubts(found):
            where = display(f"{place.source} {place.where}", 120)
            hint(f"It rests on {where}, which is {place.condition}: treefall sources")


@click.command("why-not", short_help="Show what was left out, and why.")
@_period[0]
@_period[1]
@click.option("--bring-back", "back", multiple=True, type=Words(), metavar="ID", help="Let this count as work.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
@click.pass_obj
def why_not(home: str | None, since: date | None, until: date | None, back: tuple[str, ...], as_json: bool) -> None:
    """Show everything that makes no piece of work of yours, by reason; or bring some of it back.

    An ID is the beginning of a commit's name or of an evidence id, as listed.

    \b
    Examples:
      treefall why-not
      treefall why-not --since 2026-01-01 --json
      treefall why-not --bring-back 4f1c09aa --bring-back 7be20d13
    """
    from . import screens  # noqa: PLC0415

    with opened(home) as app:
        if back:
            for work in app.shaping.bring_back(app.shaping.left_out(back)):
                say(f"{work.id[:_SHORT]}  {display(work.title)}")
            hint("It counts again. Not so? treefall undo")
            return
        left_out = app.judgement().during(app.period(since, until)).left_out
        if as_json:
            print_json(
                [
                    {
                        "why": out.why,
                        "id": out.evidence.id,
                        "native": out.evidence.native,
                        "title": out.evidence.title,
                        "at": out.evidence.at,
                    }
                    for out in left_out
                ]
            )
        else:
            screens.show_left_out(console(), left_out, app.zone)


@click.command(short_help="Find anything by its words.")
@click.argument("words", nargs=-1, required=True, type=Words())
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="At most so many.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
@click.pass_obj
def search(home: str | None, words: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Find anything that you noted, decided or were seen to do, by the words in it or their beginnings.

    \b
    Examples:
      treefall search restore drill
      treefall search idempot --json
    """
    from . import screens  # noqa: PLC0415

    with opened(home) as app:
        found = app.search(" ".join(words), limit)
        if as_json:
            print_json(found)
            return
        if not found:
            raise NotFound("Nothing holds all of these words.", hint="Try fewer of them, or a beginning.")
        screens.show_hits(console(), found, app.zone, _first_work(app, found))


def _first_work(app: "App", found: Sequence[Entry]) -> Work | None:
    """Return the piece of work that the first of `found` belongs to which is part of any."""
    for id_ in (id_ for entry in found for id_ in about(entry)):
        with suppress(NotFound):
            return app.work(id_)
    return None


COMMANDS: Mapping[str, click.Command] = MappingProxyType(
    {"list": list_, "show": show, "why-not": why_not, "search": search}
)
