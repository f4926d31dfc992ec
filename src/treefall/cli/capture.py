"""Commands that bring work in: collect, note, me."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import click

from ..display import display
from .doors import Day, Words, hint, opened, print_json, say
from .english import count, day
from .progress import progress

if TYPE_CHECKING:
    from ..app import App
    from ..model import Identity

_KINDS = (
    "change",
    "review",
    "incident",
    "prevention",
    "mentoring",
    "decision",
    "document",
    "meeting",
    "praise",
    "learning",
    "note",
)


@click.command(short_help="Read what is new in your repositories.")
@click.argument("folders", nargs=-1, type=click.Path())
@click.option("--repo", multiple=True, type=click.Path(), help="The same as naming a folder.")
@click.option("--me", multiple=True, type=Words(), metavar="ADDRESS", help="An address of yours; remembered.")
@click.option("--since", type=Day(ahead=0), help="Leave out what is older.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
@click.pass_obj
def collect(
    home: str | None,
    folders: tuple[str, ...],
    repo: tuple[str, ...],
    me: tuple[str, ...],
    since: date | None,
    as_json: bool,
) -> None:
    """Read what is new in your repositories, and remember those named here.

    A folder that is no repository is searched for some. Nothing is ever written into a repository. What cannot be read
    is counted and named, and the rest goes on; interrupted, it goes on where it left off.

    \b
    Examples:
      treefall collect
      treefall collect ~/src --me ed@corp.example --me ed@old.example
      treefall collect --repo . --since 2026-01-01 --json
    """
    with opened(home) as app, progress() as shown:
        named = [Path(folder) for folder in (*folders, *repo)]
        done = app.collect(repositories=named, me=me, since=since, progress=shown)
        due = app.talks.measures() if app.is_watching() and not as_json else ()
    if as_json:
        print_json({"new": done.new, "rejected": done.rejected})
        return
    found = f"{done.new:,} new" if done.new else "Nothing new"
    failed = f" Could not read {count(len(done.rejected), 'place or record', 'places or records')}:"
    hint(f"{found} from {count(len(done.places), 'place')}." + (failed if done.rejected else ""))
    for rejected in done.rejected[:10]:
        hint(f"  {display(rejected.where, 60)}: {display(rejected.why, 200)}")
    for step in due:
        hint(display(f"{step.why} {step.command}"))


@click.command(short_help="Jot down what no repository knows.")
@click.argument("words", nargs=-1, required=True, type=Words())
@click.option("--kind", type=click.Choice(_KINDS), help="What sort of work; else the line's #kind.")
@click.option("--on", type=Day(), help="The day; else the one that the line says, else now.")
@click.option(
    "--with", "people", multiple=True, type=Words(), metavar="NAME", help="Who took part; else the line's @names."
)
@click.option("--private", is_flag=True, help="Never to leave in a text for others.")
@click.pass_obj
def note(
    home: str | None, words: tuple[str, ...], kind: str | None, on: date | None, people: tuple[str, ...], private: bool
) -> None:
    """Jot down what no repository knows, and print the note's id; beside it, how the line was understood.

    Kind, people and day may stand in the line: #prevention, @Grace, yesterday, on Monday, 2026-05-12.

    \b
    Examples:
      treefall note "Restore drill with @Grace went fine #prevention"
      treefall note --kind prevention --on 2026-05-12 "Found the expired key before it locked us out"
      treefall note --private "Maya was unhappy about the late notice"
    """
    from ..model import Kind  # noqa: PLC0415

    with opened(home) as app:
        text = " ".join(words)
        id_ = app.note(text, kind=Kind(kind) if kind else None, on=on, people=people, private=private)
        click.echo(id_)
        hint(_understood(app, id_))


def _understood(app: "App", id_: str) -> str:
    """Say what kind, day and people the note has: "prevention · 12 May 2026 · with Grace"."""
    (noted,) = app.proofs((id_,))
    people = ", ".join(role.name for role in noted.roles)
    private = "private" if noted.private else ""
    said = (noted.kind, day(noted.at, app.zone), f"with {display(people, 200)}" if people else "", private)
    return " · ".join(filter(None, said))


@click.command(short_help="Say which addresses are yours.")
@click.option("--is", "mine", multiple=True, type=Words(), metavar="ADDRESS", help="This is me.")
@click.option(
    "--is-not", "not_mine", multiple=True, type=Words(), metavar="ADDRESS", help="This is not me, and never was."
)
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
@click.pass_obj
def me(home: str | None, mine: tuple[str, ...], not_mine: tuple[str, ...], as_json: bool) -> None:
    """Show and say which addresses are yours; a rejected one stays rejected.

    Who bears your full name under another address is proposed, and credited to you only once you confirm it.

    \b
    Examples:
      treefall me
      treefall me --is ed@home.example --is-not fred@corp.example
    """
    with opened(home) as app:
        if mine:
            app.decide(mine, mine=True)
        if not_mine:
            app.decide(not_mine, mine=False)
        identities, perhaps = app.identities(), app.perhaps()
    if as_json:
        print_json([{"address": i.address, "name": i.name, "mine": i.mine} for i in identities])
        return
    for identity in identities:
        say(f"{'you    ' if identity.mine else 'not you'}  {_shown(identity)}")
    for identity in perhaps:
        say(f"perhaps  {_shown(identity)}  (treefall me --is {display(identity.address)}, or --is-not)")
    if not identities:
        hint("Nobody yet: treefall me --is ADDRESS")
    elif mine:
        hint("Read their work: treefall collect")


def _shown(identity: "Identity") -> str:
    return display(f"{identity.name} <{identity.address}>".strip())


COMMANDS: Mapping[str, click.Command] = MappingProxyType({"collect": collect, "note": note, "me": me})
