"""The command that fills an empty home with a fictional season."""

from collections.abc import Mapping
from types import MappingProxyType

import click

from ..display import display
from .doors import hint, opened, say

_LOOK = (
    ("treefall", "what is new, and the one next step"),
    ("treefall visibility Maya", "who has heard what"),
    ("treefall 1:1 Maya", "ninety seconds before the next 1:1"),
    ("treefall week", "three minutes on a Friday"),
)


@click.command(short_help="Fill an empty home with a fictional season.")
@click.pass_obj
def demo(home: str | None) -> None:
    """Fill an empty home with a year of fictional work, to look around in. Refuses any other.

    The season's present is pinned, so that it is the same for everybody and at any time.

    \b
    Examples:
      treefall demo
    """
    from ..app.demo import fill  # noqa: PLC0415 - a year takes a second

    with opened(home) as app:
        fill(app)
        place = str(app.settings.home)
        say("Ed Stone's year at Larkspur, an invented shop for plants.\nIt is the 19th of November 2026.")
    where = f" --home {display(place, 200)}" if home else ""
    for command, why in _LOOK:
        say(f"  {command.replace('treefall', f'treefall{where}', 1)}")
        hint(f"      {why}")


COMMANDS: Mapping[str, click.Command] = MappingProxyType({"demo": demo})
