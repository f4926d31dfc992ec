"""Papers to hand in: the promotion packet; how every paper is named, written and said to be."""

import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

import click

from ..display import display
from .doors import console, hint, opened, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..app import App
    from ..app.papers import Sheet
    from ..model import Document

F = TypeVar("F", bound="Callable[..., object]")
_FORMS = ("md", "html", "pdf", "docx")
_SUFFIXES: Mapping[str, str] = MappingProxyType(
    {f".{form}": form for form in _FORMS} | {".htm": "html", ".markdown": "md"}
)
STDOUT = "-"
_BINARY = frozenset({"pdf", "docx"})
SHEETS: "Mapping[str, Sheet]" = MappingProxyType({"a4": "a4", "letter": "us-letter"})
_DEFAULT = "committee"
_MOST_OPEN = 5


to_file = click.option(
    "--output", type=click.Path(dir_okay=False, allow_dash=True), help="Write it to a file, or -. [the screen]"
)


def on_paper(command: F) -> F:
    """Let `command` say in which format, where to, for whom and on which paper: what `hand_in` takes."""
    options = (
        click.option("--format", "form", type=click.Choice(_FORMS), help="In which format. [as the file's name ends]"),
        to_file,
        click.option(
            "--profile", metavar="P", help="Whom it is for: a profile, or a name. [committee, but on the screen]"
        ),
        click.option(
            "--paper", type=click.Choice(tuple(SHEETS)), default="a4", help="For PDF and DOCX.  [default: a4]"
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def hand_in(
    app: "App", document: "Document", form: str | None, output: str | None, profile: str | None, paper: str
) -> bool:
    """Show `document`, or write it for `profile` once its differences were shown; say whether the screen has it.

    Raises:
        TreefallError: a secret or an undecided name is in it, or the format needs something that is not there.
    """
    form = form_of(form, output)
    if form:
        told = as_read_by(app, document.handed_in(), profile or _DEFAULT)
        deliver(app, output, app.papers.rendered(told, form, SHEETS[paper]))
    else:
        from .documents import show_document  # noqa: PLC0415

        show_document(console(), as_read_by(app, document, profile))
    return not form


def form_of(form: str | None, output: str | None, more: Mapping[str, str] = MappingProxyType({})) -> str | None:
    """Return in which format to write: `form`, else as `output` ends; None is the screen.

    Args:
        form: what was asked for.
        output: the file, or "-".
        more: formats beside those of papers, by how a file's name ends.

    Raises:
        click.UsageError: no format is called so, or it is no text, and there is no file to write it to.
    """
    named = form or named_as(output, {**_SUFFIXES, **more}, "md")
    if named in _BINARY and (not output or (output == STDOUT and sys.stdout.isatty())):
        raise click.UsageError(f"{named} is no text: name a file by --output.")
    return named


def named_as(output: str | None, forms: Mapping[str, str], usual: str) -> str | None:
    """Return which of `forms`, by how a file's name ends, `output` is; without an ending it is the `usual` one.

    Raises:
        click.UsageError: it ends as none of them does: what is in a file is what its name says.
    """
    ending = Path(output).suffix.lower() if output else ""
    if ending and ending not in forms:
        endings = ", ".join(forms)
        raise click.UsageError(f"“{display(ending, 20)}” is not written here; a name may end in {endings}.")
    return forms.get(ending, usual) if output else None


def deliver(app: "App", output: str | None, content: bytes) -> None:
    """Write `content` to the file `output` and say so, or print it where that is "-" or None."""
    if output and output != STDOUT:
        app.write(Path(output), content)
        say(f"Written to {display(output)}.")
    else:
        click.echo(content, nl=False)


@click.command(short_help="Write the promotion packet: the case on paper.")
@on_paper
@click.pass_obj
def packet(home: str | None, form: str | None, output: str | None, profile: str | None, paper: str) -> None:
    """Write the case on paper: its first page stands alone for ninety seconds, every figure leads to the appendix.

    What nobody has said yet is asked for on the screen and left out of the file, and so is what is private and what
    was said without consent.

    \b
    Examples:
      treefall packet
      treefall packet --output packet.pdf
      treefall packet --format docx --output packet.docx --paper letter
    """
    form_of(form, output)
    with opened(home) as app:
        document = app.papers.packet()
        _mind(app, document, printed=hand_in(app, document, form, output, profile, paper))


def as_read_by(app: "App", document: "Document", profile: str | None) -> "Document":
    """Return what `profile` may read of `document`, once its differences were shown; None is the person's own eyes."""
    if profile is None:
        return document
    from .lines import Paper  # noqa: PLC0415
    from .sharing import show_removals  # noqa: PLC0415

    redacted = app.sharing.redacted(document, profile)
    show_removals(Paper(console(error=True)), redacted, profile)
    return app.sharing.cleared(redacted)


def _mind(app: "App", document: "Document", *, printed: bool) -> None:
    """Say what is not in the packet, and what is still open where that is not on the screen already."""
    from ..model import OpenSlot  # noqa: PLC0415

    if left := app.papers.left_out(document):
        hint(f"Left out: {', '.join(f'{number} {why}' for why, number in left.items())} (treefall list).")
    slots = [block for block in document.blocks if isinstance(block, OpenSlot)]
    if slots and not printed:
        hint(f"Still open, and not printed: {len(slots)}.")
        for slot in slots[:_MOST_OPEN]:
            hint(f"  {display(slot.ask)}  {slot.command}")


COMMANDS: Mapping[str, click.Command] = MappingProxyType({"packet": packet})
