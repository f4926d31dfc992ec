"""Questions about a piece of work, asked on a terminal: each can be skipped, each answer is recorded at once."""

from typing import TYPE_CHECKING

import click

from ..display import display
from . import keys
from .doors import say

if TYPE_CHECKING:
    from ..app import App
    from ..model import Question, Work

no_input = click.option("--no-input", is_flag=True, help="Ask nothing; leave open what is open.")


def interview(app: "App", work: "Work", most: int | None = None) -> None:
    """Ask what is open, at most so many questions; each answer is recorded as it is given: nothing is lost."""
    questions = app.questions(work)[:most]
    if questions:
        say(display(work.title))
    for question in questions:
        _ask(app, work, question, f"{question.improves}; Enter skips")
        if question.slot == "change":  # a figure that nobody can check yet is asked about at once
            for follow_up in (q for q in app.questions(work) if q.slot == "witness"):
                _ask(app, work, follow_up, "Enter skips")


def _ask(app: "App", work: "Work", question: "Question", beside: str) -> None:
    click.echo()
    words = keys.words(question.ask, beside)
    if words:
        app.answer(work, question.slot, words)
