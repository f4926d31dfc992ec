"""The pages: the same verbs in a browser, on this machine only."""

import webbrowser
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import click

from ..errors import TreefallError
from .doors import hint, say


@click.command(short_help="Open everything as pages in your browser.")
@click.option("--port", type=click.IntRange(1024, 65535), help="The port on this machine. [a free one]")
@click.option("--no-browser", is_flag=True, help="Only print the address.")
@click.pass_obj
def serve(home: str | None, port: int | None, no_browser: bool) -> None:
    """Open everything as pages in your browser: on this machine only, until Ctrl-C.

    The address that is printed opens once; nobody else on this machine can use the pages.

    \b
    Examples:
      treefall serve
      treefall serve --port 8080 --no-browser
    """
    try:
        from ..web.serving import serving  # noqa: PLC0415 - heavy, and an extra
    except ImportError as error:
        raise TreefallError(
            "The pages need more than is installed.", hint="Install it: pip install 'treefall[web]'"
        ) from error

    def ready(address: str) -> None:
        say(address)
        hint("It opens once, in one browser. Ctrl-C ends it.")
        if not no_browser:
            webbrowser.open(address)

    serving(Path(home).expanduser() if home else None, port or 0, ready)


COMMANDS: Mapping[str, click.Command] = MappingProxyType({"serve": serve})
