"""The command that connects a place: what will be read is said and approved once, the token tried, a page shown."""

import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import click

from ..display import display
from ..errors import TreefallError
from .doors import Words, console, opened
from .english import count

if TYPE_CHECKING:
    from ..app import App
    from ..ports import Offer, Tried
    from .lines import Paper

_LABELS = 10  # columns
_COLUMNS = 10, 13, 36


@click.command(short_help="Let work be read from a place such as GitHub.")
@click.argument("place", type=Words())
@click.argument("where", default="")
@click.option(
    "--only", multiple=True, type=Words(), metavar="NAME", help="Read only this owner, repository, project or team."
)
@click.option("--yes", is_flag=True, help="Approve without being asked.")
@click.pass_obj
def connect(home: str | None, place: str, where: str, only: tuple[str, ...], yes: bool) -> None:
    """Let work be read from PLACE, at WHERE if it is not the usual one.

    First it says what will be read and what will not, and asks; nothing goes over the network before. Then the token
    is tried and a first page is shown. The token itself is kept nowhere.

    Documents, notes, incidents, learning and brags are read from a folder on this machine: WHERE is the folder.

    \b
    Examples:
      treefall connect github
      treefall connect github --only shop --only corp/pay
      treefall connect gitlab git.corp.example --yes
      treefall connect documents ~/src/shop/adr
    """
    from ..app.connecting import FOLDERS  # noqa: PLC0415
    from ..model import Step  # noqa: PLC0415
    from .lines import Paper  # noqa: PLC0415

    with opened(home) as app:
        paper = Paper(console(), app.zone)
        if place in FOLDERS:
            _folder(app, paper, place, where)
        else:
            _account(app, paper, place, where, only, yes=yes)
        paper.next(Step("treefall collect", "reads all of it once, then only what is new"))


def _folder(app: "App", paper: "Paper", place: str, where: str) -> None:
    if not where:
        raise TreefallError(f"Which folder holds {place}?", hint=f"Name it: treefall connect {place} FOLDER")
    app.connecting.folder(place, Path(where).expanduser())
    paper.say((display(where), "bold"), f": read as {place} from now on. Nothing of it leaves this machine.")


def _account(app: "App", paper: "Paper", place: str, where: str, only: tuple[str, ...], *, yes: bool) -> None:
    offer = app.connecting.offer(place, where, only)
    _say(paper, offer)
    _approve(offer, yes=yes)
    tried = app.connecting.tried(place, where, only)
    _show(paper, tried)
    app.connecting.remember(tried)


def _say(paper: "Paper", offer: "Offer") -> None:
    paper.line((f"{display(offer.where)}: what would be read", "bold"))
    for number, words in enumerate(offer.reads):
        paper.say(words, label="Read" if number == 0 else "", indent=_LABELS)
    paper.say(", ".join(offer.leaves), label="Not read", indent=_LABELS)
    paper.say(display(offer.scope), label="Where", indent=_LABELS)
    paper.say(display(offer.token), label="Token", indent=_LABELS)
    paper.say(display(offer.needs), indent=_LABELS)
    paper.gap()


def _approve(offer: "Offer", *, yes: bool) -> None:
    if yes:
        return
    if not sys.stdin.isatty():
        raise TreefallError(f"Reading {offer.where} has to be approved.", hint="Say so with --yes.")
    click.confirm(f"Read this from {display(offer.where)} from now on?", abort=True, err=True)


def _show(paper: "Paper", tried: "Tried") -> None:
    paper.line("You are ", (display(f"{tried.name} <{tried.address}>"), "bold"))
    for sentence in tried.token:
        paper.say(display(sentence))
    many = f"{tried.what.capitalize()}s" if tried.total is None else count(tried.total, tried.what)
    paper.line(f"{many} of yours" + ("; touched last:" if tried.page else (": none." if tried.total is None else ".")))
    for seen in tried.page:
        repository = "/".join(seen.origin.split("/")[-2:]).lstrip("/")
        cells = f"  {display(seen.native, 12)}", paper.day(seen.at), display(seen.title)
        paper.row(*zip(cells, _COLUMNS, strict=True), (f" {display(repository)}", _LABELS * 2))


COMMANDS: Mapping[str, click.Command] = MappingProxyType({"connect": connect})
