"""Commands that keep the ledger the person's own: changing, taking back, erasing, copying, checking."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import click

from ..app.nouns import named
from ..display import display
from ..errors import LedgerError, TreefallError
from .doors import Words, hint, opened, print_json, say
from .english import count

_PASSPHRASE = "TREEFALL_PASSPHRASE"  # noqa: S105 - the name of a variable
_SHORT = 8  # digits of an id that a person pastes
_MOST_NAMED = 15


@click.command(short_help="Change what you wrote.")
@click.argument("ref", type=Words())
@click.argument("field", type=Words())
@click.argument("words")
@click.pass_obj
def edit(home: str | None, ref: str, field: str, words: str) -> None:
    """Change one FIELD of a piece of work or of anything that you wrote; what it said before stays in its history.

    A piece of work has title, concern, beneficiary, response, lesson, next; a note has title and body.

    \b
    Examples:
      treefall edit 1 title "Customers are no longer charged twice"
      treefall edit 1 lesson "Ask the gateway's people first"
    """
    with opened(home) as app:
        entry = app.edit(ref, field, words)
        say(f"{entry.id} {field}: {display(words)}")


@click.command(short_help="Take back the last thing you did.")
@click.pass_obj
def undo(home: str | None) -> None:
    """Take back the last thing that you noted, answered, told, decided or changed; a second time brings it back.

    \b
    Examples:
      treefall undo
    """
    with opened(home) as app:
        done = app.undo()
    for entry in done.entries:
        kind, words = named(entry)
        say(f"{'Brought' if done.back else 'Taken'} back: {kind} {entry.id[:_SHORT]}  {display(words, 100)}")
    hint("Again, the other way round: treefall undo")


@click.command(short_help="Let something count no more.")
@click.argument("ref", type=Words())
@click.pass_obj
def withdraw(home: str | None, ref: str) -> None:
    """Let a note, a piece of work, a telling or an answer count no more; its history stays.

    \b
    Examples:
      treefall withdraw 4f1c09aa12345678
    """
    with opened(home) as app:
        say(f"{display(app.withdraw(ref))} counts no more. (treefall undo brings it back)")


@click.command(short_help="Show what something said before.")
@click.argument("ref", type=Words())
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
@click.pass_obj
def history(home: str | None, ref: str, as_json: bool) -> None:
    """Show every line that was ever written of something, the oldest first.

    \b
    Examples:
      treefall history 1
      treefall history 4f1c09aa12345678 --json
    """
    with opened(home) as app:
        lines = app.history(ref)
    if as_json:
        print_json([{"number": line.number, "written": line.written, "body": line.body} for line in lines])
        return
    for line in lines:
        when = f"{line.written:%Y-%m-%d %H:%M} UTC" if line.written else "observed"
        say(f"{line.number}  {when}  {display(line.body)}")


@click.command(short_help="Erase something, or a person, for good.")
@click.argument("ref", type=Words())
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def forget(home: str | None, ref: str, yes: bool) -> None:
    """Erase an entry, or all that was noted about a person, for good: no history, no undo, no source brings it back.

    \b
    Examples:
      treefall forget 4f1c09aa12345678
      treefall forget "Maya" --yes
    """
    with opened(home) as app:
        entries = app.erasable(ref)
        number = count(len(entries), "entry", "entries")
        if not yes:
            if not sys.stdin.isatty():
                raise TreefallError(f"This would erase {number} for good.", hint="Say so with --yes.")
            for kind, words in map(named, entries[:_MOST_NAMED]):
                hint(f"  {kind:<12}{display(words, 60)}")
            click.confirm(f"Erase {number} for good?", abort=True)
        app.forget((entry.id for entry in entries), ref)
    click.echo(f"Forgotten: {number}.")
    hint("Backups and exports that were made before still hold them.")


@click.command(short_help="Write the whole ledger as plain text.")
@click.option(
    "--plain",
    metavar="FILE",
    type=click.Path(dir_okay=False, allow_dash=True),
    help="All of it, in a file, or - for standard output.",
)
@click.option(
    "--portable",
    metavar="FILE",
    type=click.Path(dir_okay=False, allow_dash=True),
    help="What you may take along when you leave, with the proof of what was removed.",
)
@click.pass_obj
def export(home: str | None, plain: str | None, portable: str | None) -> None:
    """Write the whole ledger as plain text: one entry a line, as JSON, sorted.

    The same ledger gives the same bytes. It holds everything, private notes too. With --portable only your own words
    on your own work are written, redacted for outside; all else is counted, and proven by its hash.

    \b
    Examples:
      treefall export --plain ledger.jsonl
      treefall export --plain - | gzip > ledger.jsonl.gz
      treefall export --portable mine.json
    """
    if bool(plain) == bool(portable):
        raise click.UsageError("Name one file: --plain FILE for all of it, or --portable FILE.")
    with opened(home) as app:
        if portable:
            from .sharing import write_portable  # noqa: PLC0415 - only whoever leaves needs it

            write_portable(app, portable)
        elif plain == "-":
            for line in app.export():
                sys.stdout.buffer.write(line)
        elif plain:
            app.write(Path(plain), b"".join(app.export()))
            hint(f"Written to {display(plain)}. It holds everything, private notes too.")


@click.command("import", short_help="Bring in another machine's export.")
@click.option(
    "--plain",
    required=True,
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False),
    help="What `export --plain` wrote.",
)
@click.pass_obj
def import_(home: str | None, plain: str) -> None:
    """Bring in what another machine exported; equal lines are one, and nothing is overwritten.

    \b
    Examples:
      treefall import --plain laptop.jsonl
    """
    with opened(home) as app, Path(plain).open("rb") as lines:
        new = app.merge(lines)
    click.echo(_news(new))


def _news(lines: int) -> str:
    return f"{count(lines, 'line was', 'lines were')} new." if lines else "Nothing was new."


@click.command(short_help="Write an encrypted backup, or verify one.")
@click.argument("file", type=click.Path(dir_okay=False))
@click.option("--verify", is_flag=True, help="Only restore FILE into an empty ledger and compare.")
@click.option("--restore", is_flag=True, help="Bring what FILE holds into this ledger.")
@click.pass_obj
def backup(home: str | None, file: str, verify: bool, restore: bool) -> None:
    """Write the whole ledger to FILE, encrypted with a passphrase (age), and prove that it can be restored.

    The passphrase is asked for, or taken from the variable TREEFALL_PASSPHRASE. Nobody can open FILE without it.

    \b
    Examples:
      treefall backup ledger.age
      treefall backup --verify ledger.age
      treefall backup --restore ledger.age
    """
    passphrase = os.environ.get(_PASSPHRASE) or _asked(confirm=not (verify or restore))
    with opened(home) as app:
        if restore:
            click.echo(_news(app.restore(Path(file), passphrase)))
            return
        lines = (app.verify if verify else app.backup)(Path(file), passphrase)
    say(f"{display(file)} was restored into an empty ledger and compared: {count(lines, 'line')}, nothing differs.")


def _asked(*, confirm: bool) -> str:
    if not sys.stdin.isatty():
        raise TreefallError("A backup needs a passphrase.", hint=f"Set the variable {_PASSPHRASE}.")
    return str(click.prompt("Passphrase", hide_input=True, confirmation_prompt=confirm, err=True))


@click.command(short_help="Check that the ledger keeps its promises.")
@click.option("--porcelain", is_flag=True, help="One line for each broken promise; nothing where all hold.")
@click.pass_obj
def doctor(home: str | None, porcelain: bool) -> None:
    """Check that the ledger keeps its promises: every line whole, numbered, readable, and found by its words.

    The variable ACKS (ids with commas between) names evidence that was acknowledged: each must be there.

    \b
    Examples:
      treefall doctor
      treefall doctor --porcelain
    """
    acknowledged = [id_ for id_ in os.environ.get("ACKS", "").split(",") if id_]
    with opened(home) as app:
        broken = list(app.broken_promises(acknowledged))
    for line in broken:
        say(display(line))
    if porcelain:
        return
    if broken:
        raise LedgerError(
            f"{count(len(broken), 'promise is', 'promises are')} broken.",
            hint="Restore a backup: treefall backup --restore FILE",
        )
    click.echo("Every promise of the ledger holds.")


@click.command(short_help="Print the completion script for your shell.")
@click.argument("shell", type=click.Choice(("bash", "zsh", "fish")))
def completion(shell: str) -> None:
    """Print what makes your shell complete commands and options.

    \b
    Examples:
      treefall completion bash >> ~/.bashrc
      treefall completion zsh > ~/.zfunc/_treefall
      treefall completion fish > ~/.config/fish/completions/treefall.fish
    """
    from click.shell_completion import BashComplete, FishComplete, ZshComplete  # noqa: PLC0415

    from . import cli  # noqa: PLC0415

    kinds = {"bash": BashComplete, "zsh": ZshComplete, "fish": FishComplete}
    click.echo(kinds[shell](cli, {}, "treefall", "_TREEFALL_COMPLETE").source())


COMMANDS: Mapping[str, click.Command] = MappingProxyType(
    {
        command.name or "": command
        for command in (edit, undo, withdraw, history, forget, export, import_, backup, doctor, completion)
    }
)
