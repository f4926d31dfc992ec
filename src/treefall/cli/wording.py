"""Texts said another way by a model of the person's own: shown first, sent once they agree, checked; suggestions."""

import sys
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ..display import display
from ..errors import TreefallError
from ..model import Step
from .doors import Words, console, hint, opened, print_json
from .english import count
from .keys import wrapped
from .lines import Paper

if TYPE_CHECKING:
    from ..app import App
    from ..app.wording import Hints, Plan, Sent, Worded
    from ..model import Document, Prompt

_F = TypeVar("_F", bound=Callable[..., Any])
_CHOSEN = "treefall.model"
_SENDS = "treefall.sends"
_LABELS = MappingProxyType({"title": "Title", "concern": "The worry", "terms": "Terms", "question": "They may ask"})
_LABEL = 19
_SHORT = 8  # digits of an id that a person pastes
_MOST_LETTERS = 4_000  # of one text that is shown
_NEWEST = 10
_BESIDE = "  | "  # before each line of what would be sent


def _keep(key: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    def keep(ctx: click.Context, _parameter: click.Parameter, value: Any) -> None:
        ctx.meta[key] = value

    return keep


_MODEL = click.option(
    "--model",
    type=Words(),
    metavar="NAME",
    expose_value=False,
    callback=_keep(_CHOSEN),
    help="Let this model of llm reword it; what would be sent is shown first. [none]",
)
_SEND = click.option(
    "--send",
    is_flag=True,
    expose_value=False,
    callback=_keep(_SENDS),
    help="With --model: send it without asking.",
)


def rewordable(command: _F) -> _F:
    """Give `command` the options by which a model rewords its text; `reworded` follows them."""
    return _MODEL(_SEND(command))


def reworded(app: "App", document: "Document", person: str = "") -> "Document":
    """Return `document` as the chosen model says it, once the person saw what goes and agreed; else as it is.

    What became of each paragraph is said beside the result.

    Raises:
        TreefallError: the model cannot be asked at all, or nobody can be asked whether it may be sent.
    """
    meta = click.get_current_context().meta
    name = app.wording.model(meta.get(_CHOSEN))
    if not name:
        return document
    wording = app.wording.asked(name)
    plan = app.wording.plan(document, app.wording.audience(person))
    if not plan.prompts:
        hint(wrapped(f"Nothing was sent to {name}: {_reasons([(p.paragraph.label, p.why) for p in plan.parts])}."))
        return document
    _show_plan(name, plan)
    if not _agreed(name, len(plan.prompts)):
        hint("Nothing was sent; this is the plain text.\n")
        return document
    worded = app.wording.reword(plan, wording)
    _show_worded(worded)
    return worded.document


def _agreed(name: str, prompts: int) -> bool:
    """Say whether the person wants to send what they were shown.

    Raises:
        TreefallError: nobody can be asked here.
    """
    if click.get_current_context().meta.get(_SENDS):
        return True
    if not sys.stdin.isatty():
        raise TreefallError("Nothing was sent: nobody can be asked here.", hint="Say it in advance: --send")
    what = "this text" if prompts == 1 else f"these {prompts} texts"
    return click.confirm(f"Send {what} to {display(name, 60)}?", default=False, err=True)


def _show_plan(name: str, plan: "Plan") -> None:
    _show_instructions(name, plan.prompts[0])
    for part in plan.parts:
        if part.prompt:
            hint(f"\n{display(part.paragraph.label or plan.document.title, 80)}:")
            _show_bytes(part.prompt.words)
    stays = [(part.paragraph.label, part.why) for part in plan.parts if not part.prompt]
    if stays:
        hint(wrapped(f"\nNot sent: {_reasons(stays)}."))
    hint("")


def _show_instructions(name: str, prompt: "Prompt") -> None:
    hint(f"This would go to {display(name, 60)}, and nothing else. First, what it is asked to do:")
    _show_bytes(prompt.instructions)


def _show_bytes(text: str) -> None:
    for line in text.splitlines():
        shown = display(line, _MOST_LETTERS)
        hint(wrapped(shown, _BESIDE) if shown and sys.stderr.isatty() else f"{_BESIDE}{shown}")


def _show_worded(worded: "Worded") -> None:
    total = len(worded.reworded) + len(worded.kept)
    hint(f"{len(worded.reworded)} of {count(total, 'paragraph')} reworded by {display(worded.by, 60)}.")
    if worded.kept:
        hint(wrapped(f"Plain: {_reasons(worded.kept)}."))
    hint("")


def _reasons(kept: "list[tuple[str, str]] | tuple[tuple[str, str], ...]") -> str:
    return "; ".join(f"“{label}” ({why.rstrip('.')})" if label else why.rstrip(".") for label, why in kept)


@click.command(short_help="Suggest a title, the worry, terms, a likely question.")
@click.argument("work", type=Words())
@rewordable
@click.option("--json", "as_json", is_flag=True, help="Print the suggestions as JSON.")
@click.pass_obj
def suggest(home: str | None, work: str, as_json: bool) -> None:
    """Suggest what to say of a piece of work: a title, what it was against, terms to explain, what they may ask.

    Each is yours to accept by its command, and nothing is recorded before. Without --model they are found by rule; a
    model's hold no figure, no cause and no name, and no word that the record does not have.

    \b
    Examples:
      treefall suggest 1
      treefall suggest 1 --model gpt-4o-mini
    """
    with opened(home) as app:
        found = app.work(work)
        hints = _asked(app, app.wording.model(click.get_current_context().meta.get(_CHOSEN)), found)
        if as_json:
            print_json({"suggestions": hints.found, "refused": hints.refused})
        else:
            _show_hints(Paper(console()), found.title, hints)


def _asked(app: "App", name: str, work: Any) -> "Hints":
    if not name:
        return app.wording.hints(work)
    wording = app.wording.asked(name)
    made = app.wording.plan_hints(work)
    _show_instructions(name, made[0])
    _show_bytes(made[0].words)
    hint("")
    if not _agreed(name, 1):
        hint("Nothing was sent; these are the plain suggestions.\n")
        return app.wording.hints(work)
    return app.wording.ask_hints(work, made, wording)


def _show_hints(paper: Paper, title: str, hints: "Hints") -> None:
    paper.say((display(title), "bold"))
    paper.gap()
    for one in (one for one in hints.found if one.words != title):
        whose = ("", "") if one.plain else ("  (a model's)", "dim")
        paper.say(display(one.words), whose, label=_LABELS[one.about], indent=_LABEL)
        paper.whole((f"{'':{_LABEL}}{display(one.command)}", "dim"))
    for why in hints.refused:
        paper.say((f"Not shown: {display(why)}", "dim"))
    best = {one.about: one.command for one in hints.found}
    if "concern" in best:
        paper.next(Step(best["concern"], "answers the worry, the first thing that they hear"))
    elif "question" in best:
        paper.next(Step(best["question"], "has the answer to what they may ask"))


@click.command(short_help="Show what was sent to which model.")
@click.option("--all", "everything", is_flag=True, help=f"All of it. [the newest {_NEWEST}]")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@click.pass_obj
def sent(home: str | None, everything: bool, as_json: bool) -> None:
    """Show what was sent to which model, to the letter, the newest last. It lies in sent.jsonl in your home.

    \b
    Examples:
      treefall sent
      treefall sent --all --json
    """
    with opened(home) as app:
        found = app.wording.sent()
        shown = found if everything else found[-_NEWEST:]
        if as_json:
            print_json(shown)
        else:
            _show_sent(Paper(console(), app.zone), shown, len(found))


def _show_sent(paper: Paper, shown: "tuple[Sent, ...]", total: int) -> None:
    paper.say((f"{count(total, 'text')} sent to models." if total else "Nothing was ever sent to a model.", "bold"))
    for one in shown:
        paper.gap()
        paper.say((f"{paper.day(one.at)}  {display(one.to, 60)}", "bold"))
        for line in one.words.splitlines():
            paper.say(display(line, _MOST_LETTERS), indent=2)
    if len(shown) < total:
        paper.gap()
        paper.whole((f"and {total - len(shown):,} before (treefall sent --all)", "dim"))


COMMANDS: Mapping[str, click.Command] = MappingProxyType({"sent": sent, "suggest": suggest})
