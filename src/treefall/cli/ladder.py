"""The level that the person is at, and the ladders that say what a level asks for."""

import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import click

from ..display import display
from ..errors import TreefallError
from ..model import Level, Rubric, Step
from .doors import Day, Words, console, hint, opened, print_json, say
from .english import count
from .lines import Paper
from .people import pasted

if TYPE_CHECKING:
    from ..app import App

_NAME, _INDENT = 14, 2
_json = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")


@click.command(short_help="Say at which level you are, and for which you aim.")
@click.argument("mine", required=False, type=Words())
@click.option("--target", type=Words(), metavar="LEVEL", help="The level that you aim for. [the next one up]")
@click.option("--since", type=Day(ahead=0), help="Since when you have been at yours.")
@click.option("--ladder", type=Words(), metavar="NAME", help="By which ladder. [engineering]")
@_json
@click.pass_obj
def level(
    home: str | None, mine: str | None, target: str | None, since: date | None, ladder: str | None, as_json: bool
) -> None:
    """Say at which level you are, since when, and for which you aim; without MINE show it.

    \b
    Examples:
      treefall level IC3 --target IC4 --since 2025-01-01
      treefall level --target IC5
      treefall level IC4 --ladder sre
      treefall level
    """
    with opened(home) as app:
        if mine or target or since or ladder:
            standing: Level | None = app.casing.at_level(mine, target=target, since=since, ladder=ladder)
        else:
            standing = app.casing.level()
        if as_json:
            print_json(standing)
        elif standing is None:
            say("It is not known at which level you are.")
            hint("Say it: treefall level IC3 --target IC4 --since 2025-01-01\nSee the levels: treefall ladder show")
        else:
            _show_level(app, standing)


def _show_level(app: "App", standing: Level) -> None:
    paper, rubric = Paper(console(), app.zone), app.casing.ladder(standing.rubric)
    meant = [
        f"{display(name, 40)} ({display(meaning)})" if (meaning := rubric.meanings.get(name)) else display(name, 40)
        for name in (standing.mine, standing.target)
    ]
    since = f" since {paper.day(standing.at)}" if standing.dated else ""
    paper.say(
        (f"You are {meant[0]}{since}, and aim for {meant[1]}.", "bold"),
        f" By “{display(rubric.title or rubric.name, 60)}”.",
    )
    if standing.dated:
        paper.next(Step("treefall case", "what the record shows for it"))
    else:
        paper.next(Step("treefall level --since DAY", "since when are you there? It is the first thing that is asked"))


@click.group("ladder", invoke_without_command=True, short_help="Show career ladders, or bring in your company's.")
@_json
@click.pass_context
def ladder(ctx: click.Context, as_json: bool) -> None:
    """Show the career ladders there are, or bring in the one of your company.

    \b
    Examples:
      treefall ladder
      treefall ladder show engineering --level IC4
      treefall ladder import levels.md --name acme
    """
    if ctx.invoked_subcommand:
        return
    with opened(ctx.obj) as app:
        found = app.casing.ladders()
        if as_json:
            print_json(found)
            return
        paper = Paper(console(), app.zone)
        used = app.casing.level()
        for one in found:
            mark = "  yours" if used and used.rubric == one.name else ""
            levels = f"{display(one.levels[0], 20)} to {display(one.levels[-1], 20)}"
            size = f"{levels}, {count(len(one.criteria), 'criterion', 'criteria')}"
            paper.say(
                (display(one.title or one.name), ""),
                (f"  {size}{mark}", "dim"),
                label=display(one.name, 12),
                indent=_NAME,
            )
        paper.next(Step(f"treefall ladder show {pasted(found[0].name)}", "what each level asks for"))


@ladder.command("show", short_help="Show what each level of a ladder asks for.")
@click.argument("name", required=False, type=Words())
@click.option("--level", "at", type=Words(), metavar="LEVEL", help="Only this level. [the one that you aim for]")
@click.option("--yaml", "as_yaml", is_flag=True, help="Print it in the open form, to be corrected and imported again.")
@_json
@click.pass_obj
def show(home: str | None, name: str | None, at: str | None, as_yaml: bool, as_json: bool) -> None:
    """Show what a level of the ladder NAME asks for; without NAME that of your own.

    \b
    Examples:
      treefall ladder show
      treefall ladder show sre --level IC3
      treefall ladder show acme --yaml
    """
    with opened(home) as app:
        rubric = app.casing.ladder(name or "")
        if as_json:
            print_json(rubric)
        elif as_yaml:
            click.echo(app.casing.written(rubric), nl=False)
        else:
            _show_ladder(app, rubric, at)


def _show_ladder(app: "App", rubric: Rubric, at: str | None) -> None:
    paper, standing = Paper(console(), app.zone), app.casing.level()
    aimed = standing.target if standing and standing.rubric == rubric.name else ""
    chosen = app.casing.level_of(rubric, at or aimed) if at or aimed else ""
    where = ", ".join(filter(None, (rubric.source, rubric.licence)))
    paper.say(
        (display(rubric.title or rubric.name), "bold"),
        f": {count(len(rubric.levels), 'level')}, {count(len(rubric.criteria), 'criterion', 'criteria')}.",
        (f" {display(where)}" if where else "", "dim"),
    )
    for name in rubric.levels if not chosen else ():
        asked = rubric.at_level(name)
        meaning = rubric.meanings.get(name) or ", ".join(dict.fromkeys(one.topic for one in asked))
        paper.say(
            display(meaning),
            (f"  {count(len(asked), 'criterion', 'criteria')}", "dim"),
            label=display(name, 12),
            indent=_NAME,
        )
    for one in rubric.at_level(chosen) if chosen else ():
        paper.say(display(one.words), label=display(one.topic, 12), indent=_NAME)
        for example in one.examples:
            paper.say((display(example), "dim"), indent=_NAME)
    if not chosen:
        paper.next(
            Step(f"treefall ladder show {pasted(rubric.name)} --level {pasted(rubric.levels[0])}", "what it asks for")
        )
    elif not standing:
        paper.next(Step(f"treefall level {pasted(chosen)} --ladder {pasted(rubric.name)}", "if that is yours"))
    else:
        paper.next(Step("treefall case", "what the record shows for the level that you aim for"))


@ladder.command("import", short_help="Bring in a ladder from files.")
@click.argument("files", nargs=-1, required=True, type=click.Path(allow_dash=True))
@click.option("--name", type=Words(), metavar="NAME", help="What you call it. [the file's name]")
@click.option(
    "--as", "shape", default="", metavar="SHAPE", help="yaml, front-matter, markdown, sheet, html, text. [as it looks]"
)
@click.option("--title", type=Words(), help="What it is called in a text.")
@click.option("--source", type=Words(), metavar="URL", help="Where it was published.")
@click.option("--licence", type=Words(), help="Under which terms.")
@click.option("--retrieved", type=Day(ahead=0), help="When it was read there. [today]")
@click.option("--preview", is_flag=True, help="Print what was understood as YAML, to be corrected; keep nothing.")
@_json
@click.pass_obj
def import_(
    home: str | None,
    files: tuple[str, ...],
    name: str | None,
    shape: str,
    title: str | None,
    source: str | None,
    licence: str | None,
    retrieved: date | None,
    preview: bool,
    as_json: bool,
) -> None:
    """Bring in the ladder that FILES hold; "-" is what is pasted. It stays in your ledger and goes nowhere.

    Where something was misread: --preview > acme.yaml, correct that file, and import it.

    \b
    Examples:
      treefall ladder import levels.md --name acme --source https://acme.example/levels
      treefall ladder import junior.md senior.md staff.md --name acme
      treefall ladder import matrix.xlsx --name acme
      treefall ladder import - --as text --name acme --preview
      treefall ladder import acme.yaml
    """
    with opened(home) as app:
        about = {"name": name, "title": title, "source": source, "licence": licence, "retrieved": retrieved}
        rubric = app.casing.drafted([_content(file) for file in files], shape, **about)
        if preview:
            click.echo(app.casing.written(rubric), nl=False)
            return
        app.casing.bring_in(rubric)
        if as_json:
            print_json(rubric)
            return
        say(
            f"{display(rubric.name, 40)}: {count(len(rubric.levels), 'level')} "
            f"({display(', '.join(rubric.levels), 60)}), {count(len(rubric.topics), 'topic')}, "
            f"{count(len(rubric.criteria), 'criterion', 'criteria')}."
        )
        called = pasted(rubric.name)
        hint(f"Look at it: treefall ladder show {called}")
        hint(f"Something misread? treefall ladder show {called} --yaml > ladder.yaml, correct it, and import that.")
        hint("Take it back: treefall undo")


def _content(file: str) -> tuple[str, bytes]:
    if file == "-":
        return "pasted", sys.stdin.buffer.read()
    try:
        return Path(file).name, Path(file).read_bytes()
    except OSError as error:
        raise TreefallError(f"{file} cannot be read: {error.strerror}.", hint="Is that where it is?") from error


COMMANDS: Mapping[str, click.Command] = MappingProxyType({"level": level, "ladder": ladder})
