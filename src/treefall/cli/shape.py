"""Commands that put right what was proposed: join, split, drop, rename."""

from collections.abc import Mapping
from types import MappingProxyType

import click

from ..display import display
from .doors import Words, hint, opened, say
from .english import count

_SHORT = 8  # digits of an id that a person pastes
_UNDO = "Not so? treefall undo"


@click.command(short_help="Make one of several pieces of work.")
@click.argument("works", nargs=-1, required=True, type=Words())
@click.pass_obj
def join(home: str | None, works: tuple[str, ...]) -> None:
    """Make one of several pieces of work, and print its id; what was said of any of them is said of it.

    WORKS are numbers in the last listing, or the beginnings of ids.

    \b
    Examples:
      treefall join 1 3
      treefall join 4f1c09aa 7be2
    """
    with opened(home) as app:
        joined = app.shaping.join([app.work(ref) for ref in works])
    say(f"{joined.id[:_SHORT]}  {display(joined.title)}  ({count(len(joined.evidence), 'proof')})")
    hint(_UNDO)


@click.command(short_help="Make two pieces of work of one.")
@click.argument("work", type=Words())
@click.argument("proofs", nargs=-1, required=True, type=Words())
@click.pass_obj
def split(home: str | None, work: str, proofs: tuple[str, ...]) -> None:
    """Take some PROOFS out of a piece of work, which makes another one of them, and print the ids of both.

    PROOFS are beginnings of commits' names or of evidence ids, as `treefall show WORK` lists them.

    \b
    Examples:
      treefall split 1 4f1c09aa
      treefall split 2 4f1c09aa 7be20d13
    """
    with opened(home) as app:
        whole = app.work(work)
        for piece in app.shaping.split(whole, app.shaping.proofs(whole, proofs)):
            say(f"{piece.id[:_SHORT]}  {display(piece.title)}  ({count(len(piece.evidence), 'proof')})")
    hint(_UNDO)


@click.command(short_help="Leave a piece of work out.")
@click.argument("works", nargs=-1, required=True, type=Words())
@click.pass_obj
def drop(home: str | None, works: tuple[str, ...]) -> None:
    """Leave pieces of work out, with whatever is tied to them later; `treefall why-not` counts and lists them.

    \b
    Examples:
      treefall drop 7
      treefall drop 7 9
    """
    with opened(home) as app:
        gone = [app.work(ref) for ref in works]
        for work in gone:
            app.shaping.drop(work)
            say(f"Left out: {display(work.title)}")
    hint(f"Not so? treefall undo, or later: treefall why-not --bring-back {gone[0].evidence[0].id[:_SHORT]}")


@click.command(short_help="Call a piece of work something else.")
@click.argument("work", type=Words())
@click.argument("title", type=Words())
@click.pass_obj
def rename(home: str | None, work: str, title: str) -> None:
    """Call a piece of work what TITLE says; from then on you stand by it.

    \b
    Examples:
      treefall rename 1 "Customers are no longer charged twice"
    """
    with opened(home) as app:
        done = app.shaping.rename(app.work(work), title)
    say(f"{done.id[:_SHORT]}  {display(done.title)}")
    hint(_UNDO)


COMMANDS: Mapping[str, click.Command] = MappingProxyType({"join": join, "split": split, "drop": drop, "rename": rename})
