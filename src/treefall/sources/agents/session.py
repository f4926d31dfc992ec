"""A session with an agent, gathered while its log is read: what the person asked and decided, and what came of it."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import PurePosixPath

from ...display import display
from ...model import Evidence, Kind, Part, Rejected, Role, Scalar, entry_id
from ...value.pages import MOST_WORDS
from ...value.title import shortened
from .words import own_words

SOURCE = "agents"

_PAUSE = timedelta(minutes=15)  # beyond which nobody was at it
_COMMITTED = re.compile(r"^\[[^\[\]\n]{1,250}? ([0-9a-f]{7,40})\] ", re.MULTILINE)
_COMMITS = "commit"
_MOST_COMMITS, _MOST_REQUESTS, _MOST_CALLS = 200, 2_000, 20_000
_SEARCHED = 200_000  # characters of what a command printed
_DEEPEST = 6
_NAME, _TITLE_FROM = 100, 400


@dataclass(slots=True)
class Session:
    """What counts of one session so far.

    Attributes:
        agent: as people call it.
        name: its own name of the session.
        folder: the name of the folder that was worked in, or "".
        models: that answered, in their order.
        accepted: uses of tools that went ahead.
        rejected: uses of tools that the person turned down.
        is_aside: an agent asked, and not the person: there is nothing of theirs in it.
    """

    agent: str
    name: str
    folder: str = ""
    models: dict[str, None] = field(default_factory=dict)
    accepted: int = 0
    rejected: int = 0
    is_aside: bool = False
    _requests: list[str] = field(default_factory=list)
    _echoes: list[str] = field(default_factory=list)
    _said: list[str] = field(default_factory=list)
    _commits: dict[str, None] = field(default_factory=dict)
    _committing: set[str] = field(default_factory=set)
    _first: datetime | None = None
    _last: datetime | None = None
    _busy: timedelta = timedelta()

    def seen(self, at: datetime | None) -> None:
        """Take that something was written at that moment."""
        if at is None:
            return
        self._first = min(self._first or at, at)
        if self._last is not None and timedelta() < at - self._last <= _PAUSE:
            self._busy += at - self._last
        self._last = max(self._last or at, at)

    def worked_in(self, path: str) -> None:
        """Take the folder that was worked in: of its path the last name, and the first folder that is told."""
        self.folder = self.folder or PurePosixPath(path.replace("\\", "/")).name[:_NAME]

    def answered_by(self, model: str) -> None:
        """Take the name of a model; names in angle brackets are none."""
        if model and not model.startswith("<"):
            self.models.setdefault(model[:_NAME])

    def ask(self, text: str, *, echo: bool = False) -> None:
        """Take what the person asked for.

        Args:
            text: as the log has it.
            echo: the log has it twice, and this is what it has besides: it counts where there is nothing else.
        """
        kept = self._echoes if echo else self._requests
        if len(kept) < _MOST_REQUESTS and (words := own_words(text)):
            kept.append(words)
            self._said += [words] * (not echo)

    def call(self, name: str, said: object) -> None:
        """Take that the agent used a tool: its `name` of that, and what it `said` to it."""
        if name and len(self._committing) < _MOST_CALLS and any(_COMMITS in one for one in _strings(said)):
            self._committing.add(name)

    def result(self, name: str, found: object, *, rejected: bool = False, why: str = "") -> None:
        """Take what came of using a tool.

        Args:
            name: the agent's own of that use.
            found: what came back; of it only the commits that it tells of are taken.
            rejected: the person turned it down.
            why: in the person's words.
        """
        self.rejected += rejected
        self.accepted += not rejected
        if words := own_words(why) if rejected else "":
            self._said.append(words)
        if not rejected and name in self._committing:
            for one in _strings(found):
                self.committed(*_COMMITTED.findall(one[:_SEARCHED]))

    def committed(self, *shas: str) -> None:
        """Take the names of commits that were made, which may be short."""
        self._commits.update(dict.fromkeys(shas[: _MOST_COMMITS - len(self._commits)]))

    def evidence(self) -> Evidence | Rejected | None:
        """Return the evidence that the session is, or that it does not say when; None where nothing was asked for."""
        requests = self._requests or self._echoes
        if not requests or self.is_aside:
            return None
        if self._first is None:
            return Rejected(SOURCE, f"{self.agent}, {self.name}", "does not say when it was")
        models = ", ".join(self.models)[:_NAME]
        return Evidence(
            id=entry_id(SOURCE, self.agent, self.name),
            at=self._first,
            source=SOURCE,
            origin=self.agent,
            native=self.name,
            kind=Kind.NOTE,
            title=shortened(display(requests[0], _TITLE_FROM)),
            body="\n\n".join(self._said or requests)[:MOST_WORDS],
            roles=(Role(part=Part.TOOL, name=f"{self.agent} ({models})" if models else self.agent),),
            facts=dict(self._facts(len(requests), models)),
            private=True,
        )

    def _facts(self, requests: int, models: str) -> Iterator[tuple[str, Scalar]]:
        yield "agent", self.agent
        yield "requests", requests
        told: tuple[tuple[str, Scalar], ...] = (
            ("model", models),
            ("minutes", round(self._busy / timedelta(minutes=1))),
            ("folder", self.folder),
            ("commits", " ".join(self._commits)),
            ("accepted", self.accepted),
            ("rejected", self.rejected),
        )
        yield from (one for one in told if one[1])


def _strings(said: object, deepest: int = _DEEPEST) -> Iterator[str]:
    """Yield the texts in `said`, whatever it is; a text that is JSON itself by what it holds, too."""
    if isinstance(said, str):
        yield said
        if said[:1] in ("{", "[") and deepest == _DEEPEST:
            try:
                yield from _strings(json.loads(said), deepest - 1)
            except (ValueError, RecursionError):
                return
    elif deepest:
        inside = said.values() if isinstance(said, dict) else said if isinstance(said, list) else ()
        for one in inside:
            yield from _strings(one, deepest - 1)
