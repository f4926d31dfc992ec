"""Checking a text before somebody reads it: does the record carry it, and what does it leave open?"""

import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import click

from ..display import display
from ..errors import TreefallError
from ..model import Step
from .doors import console, opened, print_json
from .english import count
from .lines import Paper

if TYPE_CHECKING:
    from ..app.checking import Checked

_LARGEST = 1_000_000  # bytes; a longer text is a book
_INDENT = 4
_MOST_LETTERS = 400


@click.command(short_help="Check that a text says only what is on record.")
@click.argument("file", default="-", metavar="FILE", type=click.Path(dir_okay=False, allow_dash=True))
@click.option("--evidence", type=click.Path(dir_okay=False), metavar="BUNDLE", help="Against this, not your ledger.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
@click.pass_obj
def check(home: str | None, file: str, evidence: str | None, *, as_json: bool) -> None:
    """Check that a text says only what is on record, sentence by sentence, and ask for what it leaves open.

    FILE holds the text, or is it, in quotes; "-" or nothing reads standard input. A sentence may cite entries like
    [4f1c09aa], or [e2] with a bundle of evidence, where every sentence has to. Nothing is changed or sent.

    \b
    Examples:
      treefall check review.md
      treefall check "No double charge since March"
      treefall check - --json
      treefall check --evidence bundle.json --json
    """
    text = file if " " in file and not Path(file).exists() else _read(file).decode(errors="replace")
    if evidence is None and not text.strip():
        raise TreefallError("There is no text to check.", hint="Name a file, or hand it over: … | treefall check")
    found = _checked(home, text, evidence)
    if as_json:
        each = ({"text": v.text, "supported": v.supported, "why": [d.says for d in v.doubts]} for v in found.sentences)
        questions = {"questions": found.questions} if evidence is None else {}
        print_json({"sentences": list(each), **questions})
    else:
        _show(Paper(console()), found)


def _checked(home: str | None, text: str, evidence: str | None) -> "Checked":
    from ..app.checking import checked_against  # noqa: PLC0415

    if evidence is not None:
        return checked_against(_read(evidence), text)
    with opened(home) as app:
        return app.checking.text(text)


def _read(file: str) -> bytes:
    try:
        content = sys.stdin.buffer.read(_LARGEST + 1) if file == "-" else _start_of(Path(file))
    except OSError as error:
        raise TreefallError(f"{file} cannot be read: {error.strerror}.", hint="Is that where it is?") from error
    if len(content) > _LARGEST:
        raise TreefallError("That is longer than a million letters.", hint="Check one text at a time.")
    return content


def _start_of(path: Path) -> bytes:
    with path.open("rb") as opened_file:
        return opened_file.read(_LARGEST + 1)


def _show(paper: Paper, found: "Checked") -> None:
    """Show what is not supported, and what is open; what is fine takes no room."""
    doubted = [verdict for verdict in found.sentences if not verdict.supported]
    paper.say((_head(len(found.sentences), len(doubted)), "bold"))
    for number, verdict in enumerate(doubted, 1):
        paper.gap()
        paper.say(display(verdict.text, _MOST_LETTERS), label=f"{number:>2}", indent=_INDENT)
        for doubt in verdict.doubts:
            paper.say((display(doubt.says), "dim"), indent=_INDENT)
    if found.questions:
        paper.gap()
        paper.say(("What it leaves open:", "bold"))
        for question in found.questions:
            paper.say(
                display(question.ask), (f"  {question.slot}: {question.improves}", "dim"), label=" ?", indent=_INDENT
            )
    if doubted:
        paper.next(Step("treefall search WORDS", "finds the entry that a sentence can cite, like [4f1c09aa]"))


def _head(total: int, doubted: int) -> str:
    if not total:
        return "There is no sentence in that."
    if not doubted:
        return f"{count(total, 'sentence')}, and nothing that the record does not carry."
    return f"{doubted:,} of {count(total, 'sentence')} {'says' if doubted == 1 else 'say'} more than the record."


COMMANDS: Mapping[str, click.Command] = MappingProxyType({"check": check})
