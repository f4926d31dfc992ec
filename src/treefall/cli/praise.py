"""What others said of your work, as it was found in mail and chat: kept, or dropped."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

import click

from ..display import display
from ..model import Step
from .doors import Words, console, hint, opened, print_json, say
from .english import count
from .growth import audience
from .lines import Paper

if TYPE_CHECKING:
    from ..app import App
    from ..model import Evidence

_SHORT = 8  # digits of an id that a person pastes
_MOST = 10  # that are shown at a time


@click.command(short_help="Decide on the thanks that were found.")
@click.option("--accept", multiple=True, type=Words(), metavar="ID", help="Keep it, as a testimonial.")
@click.option("--for", "audiences", multiple=True, metavar="WHO", help="With --accept: for whom it may be used.")
@click.option("--about", "works", multiple=True, type=Words(), metavar="WORK", help="With --accept: about what it is.")
@click.option("--who", type=Words(), metavar="NAME", help="With --accept: whose words they are.")
@click.option("--drop", multiple=True, type=Words(), metavar="ID", help="Erase it for good.")
@click.option("--json", "as_json", is_flag=True, help="Print what waits as JSON.")
@click.pass_obj
def praise(
    home: str | None,
    accept: tuple[str, ...],
    audiences: tuple[str, ...],
    works: tuple[str, ...],
    who: str | None,
    drop: tuple[str, ...],
    as_json: bool,
) -> None:
    """Show what others said of your work, as it was found, and you have not decided on; keep it, or drop it.

    Until you accept it, it is private and in no text. Accepted, it is a testimonial: nobody but you sees it unless you
    say for whom it is. What you drop is erased for good, and never found again.

    \b
    Examples:
      treefall praise
      treefall praise --accept 4f1c09aa --about 2 --for boss
      treefall praise --drop 77ab01c2
      treefall praise --json
    """
    if (audiences or works or who) and not accept:
        raise click.UsageError("--for, --about and --who go with --accept.")
    meant = [audience(one) for one in audiences]
    with opened(home) as app:
        about = [app.work(ref) for ref in works]
        for ref in accept:
            kept = app.praising.accept(ref, who=who or "", audiences=meant, works=about)
            whom = display(", ".join(kept.audiences), 200) or "nobody but you"
            say(f"Kept: {display(kept.person, 60)}: “{display(kept.words, 200)}”. For {whom}.")
        for ref in drop:
            say(f"Erased: “{display(app.praising.drop(ref).title)}”")
        waiting = app.praising.waiting()
        if as_json:
            print_json(waiting)
        elif accept or drop:
            more = count(len(waiting), "more waits", "more wait")
            hint(f"{more}. Did they agree to that? Take it back: treefall undo" if meant else f"{more}.")
        else:
            _show(app, waiting)


def _show(app: "App", waiting: "tuple[Evidence, ...]") -> None:
    from ..app.praising import speaker  # noqa: PLC0415

    paper = Paper(console(), app.zone)
    if not waiting:
        paper.say(("No words of others wait to be decided on.", "bold"))
        paper.next(Step("treefall connect praise YOU@HOST", "finds thanks in your mail; or: docs/sources/praise.md"))
        return
    paper.say((f"{count(len(waiting), 'word')} of praise found, not decided on.", "bold"), " Nobody else sees them.")
    for one in waiting[:_MOST]:
        paper.gap()
        where = display(str(one.facts.get("place", "")), 40)
        paper.say(f"“{display(one.body, 600)}”", label=one.id[:_SHORT], indent=10)
        paper.say((f"{display(speaker(one), 60)}, {paper.day(one.at)}, {where}", "dim"), indent=10)
    if len(waiting) > _MOST:
        paper.gap()
        paper.say((f"and {len(waiting) - _MOST:,} more, once these are decided on", "dim"), indent=10)
    first = waiting[0].id[:_SHORT]
    paper.next(Step(f"treefall praise --accept {first} --for boss", f"keeps it for them; --drop {first} erases it"))


COMMANDS: Mapping[str, click.Command] = MappingProxyType({"praise": praise})
