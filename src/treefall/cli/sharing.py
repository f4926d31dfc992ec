"""Sharing: the dictionary of names, what a reader may see of a text, and what was handed to whom."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import click

from ..display import display
from ..errors import TreefallError
from ..model import NAMED, Handling, Name, Profile, Redacted, Removal, Sensitive, Step, Telling, Undecided
from .doors import Words, console, hint, opened, print_json, say
from .english import count
from .lines import Paper
from .people import pasted

if TYPE_CHECKING:
    from ..app import App

_ROWS = 12
_LARGEST = 1_000_000  # bytes; a longer text is a book
_LABEL, _TIMES, _KIND = 11, 10, 20
_MOST_PLACES = 2
_HASH = 12  # digits by which a person compares bytes at a glance
_DONE: Mapping[Handling, str] = MappingProxyType(
    {Handling.STOP: "stops", Handling.REPLACE: "replaced", Handling.REMOVE: "left out"}
)
_READERS: Mapping[str, str] = MappingProxyType(
    {"boss": "your boss", "committee": "a committee", "public": "the public", "model": "a language model"}
)
_json = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
_whom = click.option(
    "--for",
    "who",
    type=Words(),
    default=Profile.OUTSIDE.value,
    show_default=True,
    help="A profile, or somebody's name.",
)


@click.command(short_help="Say what is done with names in texts for others.")
@click.argument("name", required=False, type=Words())
@click.option("--keep", "handling", flag_value=Handling.KEEP.value, help="It may stand in any text.")
@click.option(
    "--replace", "handling", flag_value=Handling.REPLACE.value, help="Outside, its role stands there instead."
)
@click.option("--stop", "handling", flag_value=Handling.STOP.value, help="No text with it is ever written.")
@click.option("--is", "of", type=click.Choice([str(one) for one in NAMED]), help="What it is the name of.")
@click.option("--say", "instead", metavar="WORDS", help="What stands there instead, if not its role.")
@click.option("--also", multiple=True, type=Words(), metavar="FORM", help="Another way in which it is written.")
@click.option(
    "--known-to", multiple=True, type=Words(), metavar="WHO", help="Who reads it as it is: a profile or NAME."
)
@_json
@click.pass_obj
def names(
    home: str | None,
    name: str | None,
    handling: str | None,
    of: str | None,
    instead: str | None,
    also: tuple[str, ...],
    known_to: tuple[str, ...],
    as_json: bool,
) -> None:
    """Say what is done with NAME in texts for others; without NAME show the dictionary, and who is not decided on yet.

    Names are found in every form: possessive, plural, capitals, hyphens, camel case, accents, logins, addresses,
    links, paths. One that differs in a letter is a question to you.

    \b
    Examples:
      treefall names
      treefall names Initech --replace --is customer
      treefall names Atlas --replace --is system --say "our order system"
      treefall names "Grace Hopper" --replace --also amazing.grace
      treefall names Kafka --keep
    """
    said = handling or of or instead is not None or also or known_to
    if said and not name:
        raise click.UsageError("Say which name: treefall names NAME --replace")
    with opened(home) as app:
        if not name or not said:
            _show_names(app, name, as_json=as_json)
            return
        one = app.sharing.decide(
            name,
            Handling(handling) if handling else None,
            of=Sensitive(of) if of else None,
            instead=instead,
            forms=also,
            known_to=known_to,
        )
        if as_json:
            print_json(one)
        else:
            say(f"{display(one.name, 60)}, a {one.of}: {_decided(one)}.")
            hint("Take it back: treefall undo")


def _decided(one: Name) -> str:
    match one.handling:
        case Handling.KEEP:
            words = "stays in every text"
        case Handling.STOP:
            words = "stops every text that it stands in"
        case _:
            words = (
                f"outside, {display(one.instead, 60)} stands there" if one.instead else "outside, its role stands there"
            )
    return words + (f"; {display(', '.join(one.known_to), 100)} may read it" if one.known_to else "")


def _show_names(app: "App", name: str | None, *, as_json: bool) -> None:
    wanted = (name or "").casefold()
    decided = [one for one in app.sharing.names() if wanted in one.name.casefold()]
    open_ = [one for one in app.sharing.undecided() if wanted in one.name.casefold()]
    if as_json:
        print_json({"names": decided, "undecided": open_})
        return
    paper = Paper(console(), app.zone)
    if name and not (decided or open_):
        paper.say((f"{display(name, 60)} is on no record, and nothing is decided on it.", "bold"))
        paper.next(Step(f"treefall names {pasted(name)} --replace --is customer", "or colleague, project, system"))
        return
    paper.say((f"{count(len(decided), 'name')} decided on, {len(open_):,} not yet.", "bold"))
    if decided:
        paper.gap()
    for one in decided:
        paper.row(("", 2), ((display(one.name, 40), "bold"), 26), (one.of, 12), (_decided(one), 60))
    if open_:
        paper.gap()
        paper.say("On record, and open; a text for outside that names one of them is not written:")
    shown = open_ if paper.is_piped else open_[:_ROWS]
    for each in shown:
        _row(paper, each)
    if len(shown) < len(open_):
        paper.whole((f"  and {len(open_) - len(shown):,} more (treefall names | less)", "dim"))
    if open_:
        paper.next(Step(f"treefall names {pasted(open_[0].name)} --replace", "or --keep, or --stop"))
    else:
        paper.next(Step("treefall names NAME --replace --is customer", "for what no repository knows"))


def _row(paper: Paper, one: Undecided) -> None:
    seen = f"{count(one.seen, 'entry', 'entries')}, last {paper.day(one.last)}"
    paper.row(("", 2), ((display(one.name, 40), "bold"), 26), (one.of, 12), ((seen, "dim"), 40))


@click.command(short_help="Show a text as somebody else may see it.")
@click.argument("file", default="-", metavar="FILE", type=click.Path(dir_okay=False, allow_dash=True))
@_whom
@click.option("--output", type=click.Path(dir_okay=False), help="Write it to a file, if nothing stops it.")
@_json
@click.pass_obj
def redact(home: str | None, file: str, who: str, output: str | None, as_json: bool) -> None:
    """Show the text in FILE as WHO may see it: without secrets, names and what is private; first what was changed.

    "-" or nothing reads standard input. Nothing is sent, and nothing is written while anything stops it.

    \b
    Examples:
      treefall redact review.md --for outside
      treefall redact - --for Maya
      treefall redact review.md --for public --output talk.md
    """
    text = _read(file)
    with opened(home) as app:
        found = app.sharing.redacted_text(text, who)
        if as_json:
            print_json({"for": who, "text": None if found.stops else found.content, "removals": found.removals})
            app.sharing.cleared(found)
            return
        show_removals(Paper(console(error=not output), app.zone), found, who)
        content = app.sharing.cleared(found)
        _mind(app.sharing.strangers(content, who))
        if output:
            app.write(Path(output), content.encode())
            hint(f"Written to {display(output)}.")
        else:
            click.echo(content, nl=not content.endswith("\n"))


def _mind(strangers: Sequence[str]) -> None:
    """Point out what no rule can decide: words that may be somebody's name."""
    if strangers:
        shown = ", ".join(display(one, 40) for one in strangers[:_ROWS])
        ask = f"Are they anybody's? treefall names {pasted(strangers[0])}"
        hint(f"Written like names, and in no dictionary: {shown}. {ask}")


def _read(file: str) -> str:
    try:
        content = sys.stdin.buffer.read(_LARGEST + 1) if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise TreefallError(f"{file} cannot be read: {error.strerror}.", hint="Is that where it is?") from error
    if len(content) > _LARGEST:
        raise TreefallError("That is longer than a million letters.", hint="Redact one text at a time.")
    return content.decode(errors="replace")


def show_removals(paper: Paper, redacted: Redacted[Any], who: str) -> None:
    """Show what a text for `who` does not say any more, what stops it first; never a secret itself."""
    removals = redacted.removals
    shown = _READERS.get(who) or display(who, 40)
    if not removals:
        paper.say((f"For {shown} nothing is changed.", "bold"))
        return
    each = [f"{number:,} {_said(handling, number)}" for handling in _DONE if (number := _count(removals, handling))]
    paper.say((f"For {shown}: {', '.join(each)}.", "bold"))
    for one in removals:
        times = "once" if one.count == 1 else f"{one.count:,} times"
        paper.row(("", 2), ((_DONE[one.handling], "bold"), _LABEL), (_words(one), 48), ((times, "dim"), _TIMES))
        if one.where:
            more = f" and {len(one.where) - _MOST_PLACES} more" if len(one.where) > _MOST_PLACES else ""
            paper.line((f"{'':13}in {display(', '.join(one.where[:_MOST_PLACES]))}{more}", "dim"))


def _said(handling: Handling, number: int) -> str:
    stops = "stops it" if number == 1 else "stop it"
    return stops if handling is Handling.STOP else _DONE[handling]


def _count(removals: Sequence[Removal], handling: Handling) -> int:
    return sum(one.count for one in removals if one.handling is handling)


def _words(one: Removal) -> str:
    """Say what was found and what stands there now: a name by itself, all else by its kind."""
    if one.what is Sensitive.UNDECIDED:
        return f"{display(one.name, 30)} ({'undecided' if one.rule == 'name' else display(one.rule, 40)})"
    found = display(one.name, 30) if one.name else one.rule
    return f"{found} → {display(one.shown, 40)}" if one.shown and one.handling is not Handling.STOP else found


@click.command(short_help="Show what is kept, replaced or stopped, for whom.")
@_json
@click.pass_obj
def profiles(home: str | None, as_json: bool) -> None:
    """Show what is done with each kind of finding in a text for your boss, a committee, outside, anybody, and a model.

    A person's profile follows from who they are (treefall people); names may say otherwise, one by one (treefall
    names).

    \b
    Examples:
      treefall profiles
      treefall profiles --json
    """
    with opened(home) as app:
        table = app.sharing.profiles()
        if as_json:
            print_json({profile: dict(row) for profile, row in table.items()})
            return
        paper = Paper(console(), app.zone)
        paper.row(("", _KIND), *(((one, "bold"), 11) for one in table))
        for what in Sensitive:
            paper.row((what, _KIND), *((row[what], 11) for row in table.values()))
        paper.next(Step("treefall redact FILE --for outside", "try it on any text"))


@click.command(short_help="Record, or show, what was handed to whom.")
@click.argument("file", required=False, type=click.Path())
@click.option("--to", type=Words(), metavar="NAME", help="Who has it now.")
@click.option("--for", "profile", type=click.Choice([str(one) for one in Profile]), help="For whom it was redacted.")
@click.option("--work", multiple=True, type=Words(), help="Which piece of work it tells of.")
@_json
@click.pass_obj
def shared(
    home: str | None, file: str | None, to: str | None, profile: str | None, work: tuple[str, ...], as_json: bool
) -> None:
    """Record that NAME has FILE now, with the SHA-256 of its very bytes; without FILE show what was handed to whom.

    \b
    Examples:
      treefall shared
      treefall shared packet.pdf --to Nadia --for committee
    """
    if bool(file) != bool(to):
        raise click.UsageError("Say it like this: treefall shared FILE --to NAME")
    with opened(home) as app:
        if file and to:
            about = [app.work(ref) for ref in work]
            one = app.sharing.shared(_bytes(Path(file)), to=to, profile=profile or "", about=about)
            if as_json:
                print_json(one)
                return
            say(f"○ {display(one.to, 60)} has {display(Path(file).name, 60)}: SHA-256 {one.digest[:_HASH]}…")
            hint("Take it back: treefall undo")
        else:
            _show_shared(app, app.sharing.shares(), as_json=as_json)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise TreefallError(f"{path} cannot be read: {error.strerror}.", hint="Is that where it is?") from error


def _show_shared(app: "App", found: Sequence[Telling], *, as_json: bool) -> None:
    if as_json:
        print_json(found)
        return
    paper = Paper(console(), app.zone)
    paper.say((f"{count(len(found), 'file')} handed over." if found else "Nothing was handed over yet.", "bold"))
    if found:
        paper.gap()
    for one in found:
        about = count(len(one.about), "piece") + " of work" if one.about else ""
        cells = (
            ("", 2),
            (paper.day(one.at), 13),
            ((display(one.to, 24), "bold"), 20),
            (one.profile or "as it was", 11),
        )
        paper.row(*cells, ((one.digest[:_HASH], "dim"), 14), ((about, "dim"), 20))
    if not found:
        paper.next(Step("treefall shared FILE --to NAME", "so that you know who has what"))


def write_portable(app: "App", output: str) -> None:
    """Write what may be taken along when leaving to `output`, and say what of it was removed and what stays behind."""
    import msgspec  # noqa: PLC0415 - only here

    from .papers import deliver, named_as  # noqa: PLC0415 - likewise

    named_as(output, {".json": "json"}, "json")
    found = app.sharing.portable()
    deliver(app, output, msgspec.json.format(msgspec.json.encode(found), indent=1) + b"\n")
    removed = sum(sum(one.removed.values()) for one in found.taken)
    stays = sum(one.count for one in found.left)
    written = count(len(found.taken), "entry", "entries")
    hint(f"{written} written, redacted for {found.profile} in {count(removed, 'place')}.")
    hint(f"{count(stays, 'line')} of the ledger {'stays' if stays == 1 else 'stay'} behind, each kind with its hash.")
    hint("What your contract lets you take along, it alone says.")


COMMANDS: Mapping[str, click.Command] = MappingProxyType(
    {"names": names, "profiles": profiles, "redact": redact, "shared": shared}
)
