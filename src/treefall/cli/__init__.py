"""The command line: parse, call one verb of `App`, print.

The commands stand in the order of the journeys that they serve. What a command needs is imported when it runs, so that
`treefall --help` and `treefall note` are there at once.
"""

import gc
import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from io import TextIOWrapper
from types import MappingProxyType
from typing import NoReturn

import click

from ..errors import TreefallError
from .doors import Words, hint

_Table = Mapping[str, tuple[str, str]]
JOURNEYS: Mapping[str, _Table] = MappingProxyType(
    {
        "The first five minutes": {
            "collect": ("capture", "Read what is new in your repositories."),
            "list": ("look", "Show your strongest pieces of work."),
            "show": ("look", "Show one piece of work with its proof."),
            "why-not": ("look", "Show what was left out, and why."),
            "me": ("capture", "Say which addresses are yours."),
            "demo": ("demo", "Fill an empty home with a fictional season."),
        },
        "Putting it right": {
            "rename": ("shape", "Call a piece of work something else."),
            "join": ("shape", "Make one of several pieces of work."),
            "split": ("shape", "Make two pieces of work of one."),
            "drop": ("shape", "Leave a piece of work out."),
        },
        "As you work": {
            "note": ("capture", "Jot down what no repository knows."),
            "hook": ("effect", "Note each commit as it is made."),
            "schedule": ("effect", "Collect once a day, by the system's own timer."),
            "suggest": ("wording", "Suggest a title, the worry, terms, a likely question."),
            "ask": ("say", "Answer what makes a piece of work understood."),
            "search": ("look", "Find anything by its words."),
        },
        "Before and after a 1:1": {
            "1:1": ("meet", "Show the episode for the next 1:1: 90 seconds."),
            "told": ("say", "Record who was told what."),
            "heard": ("hearing", "Record what came back later."),
        },
        "Any time": {
            "visibility": ("hearing", "Show who has heard what, beside what you guessed."),
            "brief": ("handed", "Write the brief that your boss can pass on."),
            "standup": ("handed", "Print lines for a stand-up."),
            "catch-up": ("handed", "Write what a new boss should know first."),
            "check": ("check", "Check that a text says only what is on record."),
            "serve": ("serve", "Open everything as pages in your browser."),
        },
        "What it changed": {
            "impact": ("impact", "Say what a piece of work changed, in numbers."),
        },
        "Every week": {
            "week": ("weekly", "Three minutes: what is new, three questions, one nudge."),
            "inbox": ("assistant", "Decide on what assistants handed in."),
            "praise": ("praise", "Decide on the thanks that were found."),
            "remind": ("weekly", "Write a calendar that reminds you."),
        },
        "Who listens": {
            "people": ("people", "Show who listens, or say who somebody is."),
            "cares": ("people", "Record what somebody cares about, in their own words."),
            "goal": ("people", "Record what the business wants."),
            "serves": ("serving", "Tie your work to what somebody cares about."),
            "term": ("serving", "Record how a word is said to somebody."),
        },
        "Ask, and grow": {
            "questions": ("asking", "Show three good questions to put to somebody."),
            "expects": ("asking", "Record what somebody expects, and what became of it."),
            "feedback": ("growth", "Record what came back, and what you changed."),
            "testimonial": ("growth", "Keep somebody's exact words, and for whom they may be used."),
            "learned": ("growth", "Record what you learned, and what came of it."),
        },
        "The next level": {
            "level": ("ladder", "Say at which level you are, and for which you aim."),
            "ladder": ("ladder", "Show career ladders, or bring in your company's."),
            "case": ("case", "Show what the record shows for your next level."),
        },
        "The finale": {
            "self-review": ("selfreview", "Write your self-review into the fields of a form."),
            "packet": ("papers", "Write the promotion packet: the case on paper."),
            "resume": ("leaving", "Write your work for a CV, as JSON Resume."),
            "rehearse": ("rehearse", "Rehearse: a hard question, a timed answer, what was missing."),
        },
        "Sharing it": {
            "names": ("sharing", "Say what is done with names in texts for others."),
            "profiles": ("sharing", "Show what is kept, replaced or stopped, for whom."),
            "redact": ("sharing", "Show a text as somebody else may see it."),
            "shared": ("sharing", "Record, or show, what was handed to whom."),
        },
        "Keeping it yours": {
            "edit": ("keep", "Change what you wrote."),
            "undo": ("keep", "Take back the last thing you did."),
            "withdraw": ("keep", "Let something count no more."),
            "history": ("keep", "Show what something said before."),
            "forget": ("keep", "Erase something, or a person, for good."),
            "export": ("keep", "Write the whole ledger as plain text."),
            "import": ("keep", "Bring in another machine's export."),
            "backup": ("keep", "Write an encrypted backup, or verify one."),
            "doctor": ("keep", "Check that the ledger keeps its promises."),
            "connect": ("connect", "Let work be read from a place such as GitHub."),
            "sources": ("coverage", "Show what was read, until when, and what was not."),
            "status": ("coverage", "Say whether the record is fresh, and the next step."),
            "mcp": ("assistant", "Let an assistant take notes and read what you allow."),
            "sent": ("wording", "Show what was sent to which model."),
            "completion": ("keep", "Print the completion script for your shell."),
        },
    }
)
_MODULES = {name: module for table in JOURNEYS.values() for name, (module, _) in table.items()}
_INTERRUPTED = 130
_RARELY = 200_000


class _Journeys(click.Group):
    """Explains the commands by their journeys, and imports the one that is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _MODULES:
            return None
        module = import_module(f".{_MODULES[cmd_name]}", __package__)
        command: click.Command = module.COMMANDS[cmd_name]
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches  # noqa: PLC0415 - only for a typing mistake

            near = get_close_matches(args[0], _MODULES, 1)
            raise click.UsageError(
                f"{error.message} Did you mean {near[0]!r}?" if near else error.message, ctx
            ) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for journey, table in JOURNEYS.items():
            with formatter.section(journey):
                formatter.write_dl([(name, words) for name, (_, words) in table.items()], col_max=12)


@click.group(cls=_Journeys, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--home", type=click.Path(file_okay=False), envvar="TREEFALL_HOME", help="Where ledger and settings lie.")
@click.option("--repo", multiple=True, type=click.Path(), help="A repository, or a folder of them. [here]")
@click.option(
    "--me", multiple=True, type=Words(), metavar="ADDRESS", help="An address of yours; remembered. [git's user.email]"
)
@click.option("--offline", is_flag=True, help="Touch no network, and ask no model; as TREEFALL_OFFLINE does.")
@click.version_option(package_name="treefall", message="treefall %(version)s")
@click.pass_context
def cli(ctx: click.Context, home: str | None, repo: tuple[str, ...], me: tuple[str, ...], offline: bool) -> None:
    """Make the value of your work visible, and understood.

    In a folder with a git repository, `treefall` alone shows the few pieces of your own work that matter, each with
    its proof, and the next step. `treefall 1:1 NAME` turns the strongest into what you can say aloud. Everything stays
    on this machine.

    \b
    Examples:
      treefall
      treefall --repo ~/src/shop --me ed@corp.example
      treefall note "Restore drill with @Grace went fine #prevention"
      treefall 1:1 Maya
    """
    ctx.obj = home
    if offline:
        os.environ["TREEFALL_OFFLINE"] = "1"  # for what this command starts, too
    if ctx.invoked_subcommand is None:
        from .look import first_screen  # noqa: PLC0415

        first_screen(home, repo, me)
    elif repo or me:
        raise click.UsageError(f"--repo and --me go behind {ctx.invoked_subcommand!r}, or without a command.", ctx)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run one command and exit: 0 done, 1 an error to act on, 2 wrong usage, 130 interrupted."""
    gc.set_threshold(_RARELY)  # entries never make cycles, and looking for some takes as long as reading them
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a letter that a terminal lacks is no reason to fail after the work
            stream.reconfigure(errors="replace")
    sys.exit(_status(arguments))


def _status(arguments: Sequence[str] | None) -> int:
    try:
        status = cli.main(arguments, prog_name="treefall", standalone_mode=False)
        sys.stdout.flush()
    except (TreefallError, click.ClickException, click.Abort, KeyboardInterrupt, OSError) as error:
        if isinstance(error, OSError):  # what could not be written out would be tried again when Python ends
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0 if isinstance(error, BrokenPipeError) else _said(error)
    return status if isinstance(status, int) else 0


def _said(error: BaseException) -> int:
    """Say what went wrong and what to do about it, each on a line, and return the exit status."""
    from ..display import display  # noqa: PLC0415 - only where something went wrong

    status = 1
    match error:
        case click.UsageError():
            if error.ctx:
                hint(f"{error.ctx.get_usage()}\nTry '{error.ctx.command_path} --help' for help.\n")
            hint(f"Error: {error.format_message()}")
            return error.exit_code
        case click.ClickException():
            message, advice = error.format_message(), ""
        case TreefallError():
            message, advice = str(error), error.hint
        case OSError():
            message, advice = f"The system refused: {error}.", "Nothing that was said to be done is lost; try again."
        case _:
            message, advice, status = (
                "Interrupted.",
                "What was done so far is kept; run it again to go on.",
                _INTERRUPTED,
            )
    for line in filter(None, (message, advice)):
        hint(display(line))
    return status
