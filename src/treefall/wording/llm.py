"""A model of the person's own: through the library `llm`, with the keys and plug-ins that they set up there.

The library is imported when a model is asked for, never before. What it is handed is the `Prompt` and nothing else; how
that travels is the plug-in's business. Its own log is not written.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from queue import Empty, SimpleQueue
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING

from ..beside import Beside
from ..errors import NotFound, WordingError
from ..model import Prompt

if TYPE_CHECKING:
    from llm import Model

PATIENCE = 60.0
"""Seconds for one answer, from the question to its last word."""

_LONGEST = 20_000  # letters of an answer; what is longer is cut off
_GLANCE = 0.2  # seconds after which it is looked whether the person has had enough


@dataclass(frozen=True, slots=True)
class Asked:
    """A model that answers within `patience` seconds.

    Attributes:
        name: as the person calls it.
        patience: seconds for one answer.
    """

    name: str
    patience: float = PATIENCE
    _model: "Model" = field(repr=False, compare=False, kw_only=True)

    def reword(self, prompt: Prompt) -> str:
        """Return what the model answers, its first 20,000 letters.

        It is asked in a thread of its own, so that Ctrl-C and the end of the patience come through at once; what it
        still says after that goes nowhere.

        Raises:
            WordingError: it failed, in its own words, or took too long.
        """
        said, enough = SimpleQueue[str | None](), Event()
        asked = Beside(partial(_ask, self._model, prompt, said, enough), failed=partial(said.put, None))
        asked.start()
        try:
            return "".join(self._answer(said, asked))[:_LONGEST]
        finally:
            enough.set()

    def _answer(self, said: "SimpleQueue[str | None]", asked: Beside) -> Iterator[str]:
        last = monotonic() + self.patience
        while monotonic() < last:
            with suppress(Empty):
                chunk = said.get(timeout=_GLANCE)
                if asked.raised:
                    why = f"{self.name} could not be asked: {asked.raised}"
                    raise WordingError(why, hint="Try it alone first: llm -m NAME") from asked.raised
                if chunk is None:
                    return
                yield chunk
        raise WordingError(f"{self.name} took longer than {self.patience:g} seconds.", hint="The plain text stands.")


def named(name: str, patience: float = PATIENCE) -> Asked:
    """Return the model called `name` (an id or an alias of `llm`).

    Raises:
        NotFound: there is none, or `llm` is not installed; the hint says what to do.
        WordingError: a plug-in of `llm` is broken.
    """
    try:
        import llm  # noqa: PLC0415 - heavy, and an extra
    except ImportError as error:
        raise NotFound("No model can be asked: llm is not installed.", hint="pip install 'treefall[llm]'") from error
    try:
        model = llm.get_model(name)
    except llm.UnknownModelError as error:
        raise NotFound(f"llm knows no model called {name!r}.", hint="See those it knows: llm models") from error
    except ImportError as error:
        raise WordingError(f"A plug-in of llm cannot be loaded: {error}.", hint="Uninstall or repair it.") from error
    return Asked(name, patience, _model=model)


def _ask(model: "Model", prompt: Prompt, said: "SimpleQueue[str | None]", enough: Event) -> None:
    length = 0
    for chunk in model.prompt(prompt.words, system=prompt.instructions, stream=model.can_stream):
        length += len(chunk)
        said.put(chunk)
        if enough.is_set() or length > _LONGEST:
            break
    said.put(None)
