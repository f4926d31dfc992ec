"""Commands that make capture a side effect: hook, schedule."""

import shutil
import sys
from collections.abc import Mapping
from datetime import datetime, time
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import click

from ..display import display
from ..errors import TreefallError
from .doors import hint, opened, say

if TYPE_CHECKING:
    from ..app.scheduling import Schedule


@click.group(short_help="Note each commit as it is made.")
def hook() -> None:
    """Note each commit as it is made: a git hook appends a line to a spool, and the next collecting reads it first.

    The hook never fails a commit, starts no Python and opens no ledger. A hook of your own is never overwritten.

    \b
    Examples:
      treefall hook install
      treefall hook install --repo ~/src/shop
      treefall hook remove
    """


@hook.command(short_help="Install it in a repository.")
@click.option("--repo", default=".", type=click.Path(), help="The repository. [here]")
@click.option("--yes", is_flag=True, help="Install without being asked.")
@click.pass_obj
def install(home: str | None, repo: str, yes: bool) -> None:
    """Install the hook in a repository, which is read from now on; it is shown first.

    \b
    Examples:
      treefall hook install
      treefall hook install --repo ~/src/shop --yes
    """
    with opened(home) as app:
        offered = app.hooking.offer(Path(repo))
        _written(offered.path, offered.content)
        if offered.is_shared:
            hint("git's setting core.hooksPath names this folder: others who use it get the hook, too.")
        if offered.beside:
            hint(f"What stands there is kept as {offered.beside.name} and run afterwards.")
        _approve("Install this?", yes=yes)
        app.hooking.install(Path(repo))
    hint("Installed. What it notes is read by: treefall collect")


@hook.command(short_help="Take it away again.")
@click.option("--repo", default=".", type=click.Path(), help="The repository. [here]")
@click.pass_obj
def remove(home: str | None, repo: str) -> None:
    """Take the hook away again; what stood there before is put back.

    \b
    Examples:
      treefall hook remove
      treefall hook remove --repo ~/src/shop
    """
    with opened(home) as app:
        taken = app.hooking.remove(Path(repo))
    hint(f"Removed from {display(str(taken.path), 200)}." if taken else "There is no hook of Treefall's here.")


class _Clock(click.ParamType[time]):
    """A time of day such as 17:30."""

    name = "TIME"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> time:
        """Return the time that `value` names."""
        if isinstance(value, time):
            return value
        try:
            return datetime.strptime(str(value), "%H:%M").time()  # noqa: DTZ007 - the computer's own clock
        except ValueError:
            self.fail(f"{display(str(value), 40)!r} is no time; write it as 17:30.", param, ctx)


@click.command(short_help="Collect once a day, by the system's own timer.")
@click.option("--install", "task", flag_value="install", help="Install what is shown, once you say yes.")
@click.option("--remove", "task", flag_value="remove", help="Take it away again.")
@click.option("--at", type=_Clock(), default="12:30", metavar="TIME", help="When. [12:30]")
@click.option("--kind", type=click.Choice(("systemd", "launchd", "cron")), help="By what; else what the system has.")
@click.option("--yes", is_flag=True, help="Install without being asked.")
@click.pass_obj
def schedule(home: str | None, task: str | None, at: time, kind: str | None, yes: bool) -> None:
    """Show a systemd user timer, a launchd agent or a cron line that collects once a day; install it, or remove it.

    A job has no variables of your shell: tokens have to be in the keyring, or be GitHub's own program's.

    \b
    Examples:
      treefall schedule
      treefall schedule --install --at 17:30
      treefall schedule --remove
    """
    with opened(home) as app:
        offered = app.scheduling.offer(_program(), at, kind or "")
        if task == "remove":
            hint("Removed." if app.scheduling.remove(offered) else "There is none.")
            return
        _show(offered)
        if task is None:
            hint("Nothing is installed yet: treefall schedule --install")
            return
        _approve("Install this?", yes=yes)
        app.scheduling.install(offered)
    hint("Installed. See whether it does its work: treefall status")


def _show(offered: "Schedule") -> None:
    for path, content in offered.files:
        _written(path, content)
    if offered.line:
        say("crontab:")
        say(f"  {display(offered.line, 500)}")


def _written(path: Path, content: str) -> None:
    say(f"{display(str(path), 200)}:")
    for line in content.splitlines():
        indent = " " * (2 + len(line) - len(line.lstrip()))
        say(f"{indent}{display(line, 500)}".rstrip())


def _approve(question: str, *, yes: bool) -> None:
    if yes:
        return
    if not sys.stdin.isatty():
        raise TreefallError("This has to be approved.", hint="Say so with --yes.")
    click.confirm(question, abort=True, err=True)


def _program() -> Path:
    """Return where the command lies that runs now, or is called so."""
    called = Path(sys.argv[0]).resolve()
    return called if called.name == "treefall" else Path(shutil.which("treefall") or called)


COMMANDS: Mapping[str, click.Command] = MappingProxyType({"hook": hook, "schedule": schedule})
