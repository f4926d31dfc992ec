"""The self-review: drafts for a form's fields, what a reader could not follow, and a check of the edited text."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import click

from ..display import display
from ..errors import TreefallError
from ..model import Cut, Field, Form, OpenSlot, Pick, SelfReview, Step, Unclear, Work
from . import keys
from .doors import Day, Words, console, hint, opened, print_json, say
from .english import count
from .lines import Paper
from .papers import SHEETS, as_read_by, deliver, form_of, hand_in, to_file
from .people import pasted

if TYPE_CHECKING:
    from ..app import App
    from ..app.reviewing import CheckedField
    from ..model import Document, Period, Person

_FORMATS = ("md", "html", "pdf", "docx", "text")
_TEXT: Mapping[str, str] = MappingProxyType({".txt": "text"})
_DEFAULT, _USUAL = "boss", "usual"
_LARGEST = 200_000  # bytes; a longer text is no self-review
_MOST_MONTHS, _MOST_CUT = 3, 4
_NAME, _NUMBER, _SHORT = 10, 4, 8


@click.command("self-review", short_help="Write your self-review into the fields of a form.")
@click.option("--form", "name", type=Words(), default=_USUAL, show_default=True, help="A form's name, or a file.")
@click.option("--forms", "listing", is_flag=True, help="Show which forms there are.")
@click.option("--since", type=Day(ahead=0), help="The first day. [twelve months ago]")
@click.option("--until", type=Day(ahead=0), help="The last day. [today]")
@click.option("--work", "works", multiple=True, type=Words(), metavar="WORK", help="Tell this; may be repeated.")
@click.option(
    "--month", nargs=2, type=Words(), metavar="MONTH WORDS", help='Why a month is silent: 2026-07 "On leave".'
)
@click.option("--check-as", "who", type=Words(), metavar="WHO", help="boss, boss's boss, committee, or a NAME.")
@click.option("--text", type=click.Path(dir_okay=False, allow_dash=True), metavar="FILE", help="Check your own text.")
@click.option("--drafted", is_flag=True, help="The drafts, whatever you made of them in the browser.")
@click.option("--format", "form", type=click.Choice(_FORMATS), help="In which format. [as the file's name ends]")
@to_file
@click.option("--profile", metavar="P", help="Whom it is for: a profile, or a name. [boss, but on the screen]")
@click.option("--paper", type=click.Choice(tuple(SHEETS)), default="a4", help="For PDF and DOCX.  [default: a4]")
@click.option("--no-input", is_flag=True, help="Ask nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
@click.pass_obj
def self_review(
    home: str | None,
    name: str,
    listing: bool,
    since: date | None,
    until: date | None,
    works: tuple[str, ...],
    month: tuple[str, str] | None,
    who: str | None,
    text: str | None,
    drafted: bool,
    form: str | None,
    output: str | None,
    profile: str | None,
    paper: str,
    no_input: bool,
    as_json: bool,
) -> None:
    """Write drafts into the fields of a form, each within its limit, sentence by sentence with its proof.

    Months without a record come first: say why, and they are asked about no more. Three to five pieces of work are
    picked, with the reason; --work picks others. --check-as says what that reader could not follow. --text FILE, or
    "-", checks what you made of it, field by field: what the record does not carry is shown beside; nothing is blocked.
    What you edited in the browser stands here, too.

    \b
    Examples:
      treefall self-review
      treefall self-review --forms
      treefall self-review --form short --since 2026-01-01 --until 2026-06-30
      treefall self-review --month 2026-07 "On parental leave"
      treefall self-review --work 1 --work 4 --check-as committee
      treefall self-review --output review.pdf
      treefall self-review --format text --output review.txt
      treefall self-review --text review.txt --check-as boss
    """
    form = form_of(form, output, _TEXT)
    with opened(home) as app:
        if listing:
            _show_forms(app, as_json=as_json)
            return
        asked, period = app.reviewing.form(name), app.period(since, until)
        if month:
            _explained(app, period, *month)
            return
        reader, told = app.reviewing.reader(who) if who else None, [app.work(ref) for ref in works]
        again = _again(name, since, until, told)
        if form and not (as_json or text):
            whom = profile or _DEFAULT
            review = app.reviewing.review(asked, period, told, reader, whom)
            _hand_over(app, _standing(app, review, drafted=drafted), form, output, whom, paper, again)
            return
        review = app.reviewing.review(asked, period, told, reader)
        if text is not None:
            _show_checked(app, app.reviewing.checked(review, _read(text), reader), reader, as_json=as_json)
            return
        if _is_asked(no_input=no_input or as_json) and _asked(app, review):
            review = app.reviewing.review(asked, period, told, reader)
        _show(app, _standing(app, review, drafted=drafted), reader, profile, again, as_json=as_json)


def _again(name: str, since: date | None, until: date | None, works: Sequence[Work]) -> str:
    """Return the command that makes the same drafts, to go on with."""
    given = (
        f" --form {pasted(name)}" if name != _USUAL else "",
        f" --since {since}" if since else "",
        f" --until {until}" if until else "",
        *(f" --work {work.id[:_SHORT]}" for work in works),
    )
    return f"treefall self-review{''.join(given)}"


def _standing(app: "App", review: SelfReview, *, drafted: bool) -> SelfReview:
    """Return `review` as it stands: with what the person made of it in the browser, which is said, or as `drafted`."""
    edited = () if drafted else app.editing.edited(review)
    if not edited:
        return review
    hint(f"As you edited it: {', '.join(f'“{display(label, 60)}”' for label in edited)} (the drafts: --drafted).")
    return replace(review, document=app.editing.document(review))


# --- forms and months


def _show_forms(app: "App", *, as_json: bool) -> None:
    found = app.reviewing.forms()
    if as_json:
        print_json(found)
        return
    paper = Paper(console(), app.zone)
    for one in found:
        paper.say(display(one.title), (f"  {_size(one)}", "dim"), label=one.name, indent=_NAME)
        for field in one.fields:
            limit = f"{field.limit:,} characters" if field.limit else "no limit"
            paper.say(display(field.label), (f"  {limit}", "dim"), indent=_NAME + 2)
    paper.next(Step("treefall self-review --form FILE", "your company's own: docs/self-review.md shows how"))


def _size(form: Form) -> str:
    limits = [one.limit for one in form.fields if one.limit]
    return f"{count(len(form.fields), 'field')}, {sum(limits):,} characters in all"


def _explained(app: "App", period: "Period", month: str, words: str) -> None:
    first = app.reviewing.explain(period, month, words)
    say(f"{first:%B %Y}: {display(words, 60)}. That is for your eyes only, and is asked no more.")
    hint("Take it back: treefall undo")


def _is_asked(*, no_input: bool) -> bool:
    return not no_input and sys.stdin.isatty() and sys.stdout.isatty()


def _asked(app: "App", review: SelfReview) -> bool:
    """Ask about the months without a record, at most three; say whether anything was answered."""
    answered = False
    for first in review.silent[:_MOST_MONTHS]:
        ask = f"Nothing is on record in {first:%B %Y}. Were you on leave, or on call?"
        if words := keys.words(ask, "it is noted for your eyes only; Enter skips"):
            app.reviewing.explain(review.period, f"{first:%Y-%m}", words)
            answered = True
    return answered


# --- the drafts


def _show(
    app: "App",
    review: SelfReview,
    reader: "Person | None",
    profile: str | None,
    again: str,
    *,
    as_json: bool,
) -> None:
    unclear = app.reviewing.unclear(review, reader) if reader else ()
    if as_json:
        print_json(_plain(review, unclear))
        return
    from .documents import show_document  # noqa: PLC0415

    paper = Paper(console(), app.zone)
    form, picks = review.form, review.picks
    paper.say(
        (f"{display(form.title or form.name, 60)}: {count(len(picks), 'piece')} of work told, ", "bold"),
        (f"{paper.period(review.period)}.", "bold"),
    )
    for first in review.silent[:_MOST_MONTHS]:
        paper.say(f"{first:%B %Y}: nothing is on record. On leave? On call?")
        paper.whole((f'  {again} --month {first:%Y-%m} "…"', "dim"))
    if len(review.silent) > _MOST_MONTHS:
        paper.say((f"and {count(len(review.silent) - _MOST_MONTHS, 'more month')} without a record", "dim"))
    paper.gap()
    _show_picks(paper, picks)
    paper.gap()
    fields = tuple(block for block in review.document.blocks if isinstance(block, Field | OpenSlot))
    show_document(paper.console, as_read_by(app, _only(review.document, fields), profile))
    _show_cut(paper, review.cut)
    if reader:
        _show_unclear(paper, reader, unclear)
    paper.next(_next(review, reader, unclear, again))


def _show_picks(paper: Paper, picks: Sequence[Pick]) -> None:
    for number, pick in enumerate(picks, 1):
        title = f"{number:>2}  {display(pick.work.title)}"
        paper.row((title, paper.width - _SHORT - 2), ("", 2), ((pick.work.id[:_SHORT], "dim"), _SHORT))
        paper.say((f"{display('; '.join(pick.why))}", "dim"), indent=_NUMBER)


def _only(document: "Document", blocks: tuple[Field | OpenSlot, ...]) -> "Document":
    return replace(document, blocks=blocks)


def _show_cut(paper: Paper, cut: Sequence[Cut]) -> None:
    if not cut:
        return
    paper.gap()
    paper.line((f"No room for {count(len(cut), 'sentence')}, the weakest first:", "bold"))
    for one in cut if paper.is_piped else cut[:_MOST_CUT]:
        paper.line(f"  {display(one.sentence.text)}")
    if not paper.is_piped and len(cut) > _MOST_CUT:
        paper.line((f"  and {len(cut) - _MOST_CUT} more (… --json)", "dim"))


def _show_unclear(paper: Paper, reader: "Person", unclear: Sequence[Unclear]) -> None:
    paper.gap()
    who = display(reader.name, 40)
    if not unclear:
        paper.line((f"Read as {who}: nothing that they could not follow.", "bold"))
        return
    paper.line((f"Read as {who}: {count(len(unclear), 'thing')} that they could not follow.", "bold"))
    label = ""
    for one in unclear:
        if one.label != label:
            paper.line((f"  {display(one.label)}", "dim"))
        label = one.label
        paper.say(display(one.says), indent=4)
        paper.whole((f"      {display(one.command)}", "dim"))


def _next(review: SelfReview, reader: "Person | None", unclear: Sequence[Unclear], again: str) -> Step:
    """Return what to do next: answer what is open, mend what is unclear, read it as others do, hand it in."""
    slot = next((block for block in review.document.blocks if isinstance(block, OpenSlot)), None)
    if review.silent:
        return Step(f'{again} --month {review.silent[0]:%Y-%m} "…"', "they will ask; the record does not say")
    if unclear:
        return Step(unclear[0].command, "so that they can follow")
    if slot:
        return Step(slot.command, "fills the first gap")
    if reader is None:
        return Step(f"{again} --check-as committee", "what could a stranger not follow?")
    return Step(f"{again} --format text --output review.txt", "to paste into the form")


def _plain(review: SelfReview, unclear: Sequence[Unclear]) -> Mapping[str, Any]:
    """Return `review` as JSON tells it."""
    blocks = [block for block in review.document.blocks if isinstance(block, Field)]
    slots = [block for block in review.document.blocks if isinstance(block, OpenSlot)]
    return {
        "form": review.form.name,
        "period": review.period,
        "silent": [f"{first:%Y-%m}" for first in review.silent],
        "works": [{"id": one.work.id, "title": one.work.title, "why": one.why} for one in review.picks],
        "fields": [
            {
                "id": field.id,
                "label": field.label,
                "limit": field.limit,
                "used": block.used,
                "text": "\n".join(" ".join(said.text for said in part) for part in block.parts),
                "sentences": block.sentences,
            }
            for field, block in zip(review.form.fields, blocks, strict=True)
        ],
        "cut": review.cut,
        "open": slots,
        "unclear": unclear,
    }


def _hand_over(
    app: "App", review: SelfReview, form: str, output: str | None, whom: str, sheet: str, again: str
) -> None:
    """Write the drafts as somebody else reads them: what differs for them is shown before a file is written."""
    if form == "text":
        deliver(app, output, app.reviewing.text(as_read_by(app, review.document.handed_in(), whom)).encode())
    else:
        hand_in(app, review.document, form, output, whom, sheet)
    if review.silent:
        months = ", ".join(f"{first:%B %Y}" for first in review.silent)
        hint(f"Nothing is on record in {months}: they will ask.")
    if review.cut:
        hint(f"No room for {count(len(review.cut), 'sentence')}: {again}")
    slots = [block for block in review.document.blocks if isinstance(block, OpenSlot)]
    if slots:
        hint(f"Still open, and not printed: {len(slots)}.")


# --- a text of one's own


def _read(file: str) -> str:
    try:
        content = sys.stdin.buffer.read(_LARGEST + 1) if file == "-" else Path(file).read_bytes()[: _LARGEST + 1]
    except OSError as error:
        raise TreefallError(f"{file} cannot be read: {error.strerror}.", hint="Is that where it is?") from error
    if not content.strip():
        raise TreefallError("There is no text to check.", hint="Name a file, or hand it over: … --text -")
    if len(content) > _LARGEST:
        raise TreefallError("That is longer than any self-review.", hint="Check one field at a time.")
    return content.decode("utf-8-sig", "replace")


def _show_checked(app: "App", found: Sequence["CheckedField"], reader: "Person | None", *, as_json: bool) -> None:
    if as_json:
        print_json(found)
        return
    paper = Paper(console(), app.zone)
    doubted = sum(not verdict.supported for one in found for verdict in one.verdicts)
    total = sum(len(one.verdicts) for one in found)
    head = "nothing that the record does not carry" if not doubted else f"{doubted} say more than the record"
    paper.say((f"{count(total, 'sentence')} in {count(len(found), 'field')}: {head}.", "bold"))
    for one in found:
        _show_field(paper, one)
    if reader:
        _show_unclear(paper, reader, [each for one in found for each in one.unclear])
    if doubted:
        paper.next(Step("treefall search WORDS", "finds what is on record; what is not can be noted or left out"))


def _show_field(paper: Paper, one: "CheckedField") -> None:
    """Show how long a field is, and what in it is not supported; what is fine takes no room."""
    paper.gap()
    limit = f" of {one.limit:,}" if one.limit else ""
    over = f", {one.used - one.limit:,} too many" if one.limit and one.used > one.limit else ""
    paper.say((display(one.label), "bold"), (f"  {one.used:,}{limit} characters{over}", "" if over else "dim"))
    for verdict in one.verdicts:
        if not verdict.supported:
            paper.say(display(verdict.text, 400), label=" ?", indent=_NUMBER)
            for doubt in verdict.doubts:
                paper.say((display(doubt.says), "dim"), indent=_NUMBER)


COMMANDS: Mapping[str, click.Command] = MappingProxyType({"self-review": self_review})
