"""Leaving: the work for a CV."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

import click

from ..display import display
from .doors import Day, Words, console, hint, opened
from .lines import Paper
from .papers import STDOUT, deliver, named_as, to_file
from .people import pasted

_FORMS: Mapping[str, str] = MappingProxyType({".json": "json"})


@click.command("resume", short_help="Write your work for a CV, as JSON Resume.")
@to_file
@click.option("--name", type=Words(), help="Yours. [that of your addresses]")
@click.option("--email", type=Words(), help="Where to write to you.")
@click.option("--url", type=Words(), help="Where to read of you.")
@click.option("--label", type=Words(), help="What you are, in a few words.")
@click.option("--at", "employer", type=Words(), help="Your employer.")
@click.option("--as", "position", type=Words(), help="Your position there.")
@click.option("--since", type=Day(ahead=0), help="Since when; older work is left out.")
@click.pass_obj
def resume(
    home: str | None,
    output: str | None,
    name: str | None,
    email: str | None,
    url: str | None,
    label: str | None,
    employer: str | None,
    position: str | None,
    since: date | None,
) -> None:
    """Write your strongest work for a CV in the open format JSON Resume, redacted for readers outside.

    A figure stands there with who says so. Others' words are in it where they gave them for outside. What was changed
    is shown first; a secret, or a name that you have not decided on, stops it.

    \b
    Examples:
      treefall resume
      treefall resume --output cv.json --at Larkspur --as "Software engineer" --since 2025-03-03
    """
    from ..app.leaving import About  # noqa: PLC0415 - not for --help
    from .sharing import show_removals  # noqa: PLC0415

    about = About(
        name=name or "",
        email=email or "",
        url=url or "",
        label=label or "",
        employer=employer or "",
        position=position or "",
        since=since,
    )
    named_as(output, _FORMS, "json")
    with opened(home) as app:
        redacted = app.leaving.resume(about)
        show_removals(Paper(console(error=True)), redacted, "outside")
        deliver(app, output, app.leaving.json_resume(redacted, about))
        if not redacted.content.blocks:
            hint('No work that may be told is on record: treefall collect --repo PATH, or treefall note "what I did"')
        if output and output != STDOUT:
            hint(f"Who has it: treefall shared {pasted(display(output))} --to NAME --for outside")


COMMANDS: Mapping[str, click.Command] = MappingProxyType({"resume": resume})
