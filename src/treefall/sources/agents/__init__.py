"""Coding agents: the sessions in which a person had an agent work, as the agents' own logs on this machine tell.

`session` gathers what counts of a session, `words` keeps the person's own and leaves out secrets, `logs` reads files
line by line within bounds; `claude`, `codex`, `gemini`, `copilot` and `aider` know one agent's form each. What is kept,
and what never is, is told in `docs/sources/agents.md`.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

from ...errors import SettingsError, SourceError
from ...model import Batch, Evidence, Rejected
from ...ports import World
from ...remote import section as remote
from ...value import sections
from .aider import AIDER
from .claude import CLAUDE
from .codex import CODEX
from .copilot import COPILOT
from .gemini import GEMINI
from .logs import Log, found
from .session import SOURCE, Session

__all__ = ["AGENTS", "Agents", "sources"]

AGENTS: Mapping[str, Log] = MappingProxyType({log.key: log for log in (CLAUDE, CODEX, GEMINI, COPILOT, AIDER)})
"""What is known of each agent, by its key in the settings."""

_BATCH = 50  # files


@dataclass(frozen=True, slots=True)
class Agents:
    """A folder of one agent's logs.

    Attributes:
        agent: a key of `AGENTS`.
        path: the folder, or a single log.
        only: names of the folders that were worked in, of which alone sessions are read; none: of all.
        since: sessions that began before are passed over; None: none are.
    """

    agent: str
    path: str
    only: tuple[str, ...] = ()
    since: datetime | None = None

    @property
    def place(self) -> str:
        """Return "agents:" and the real path."""
        return f"{SOURCE}:{Path(self.path).resolve()}"

    def fetch(self, cursor: str | None, world: World) -> Iterator[Batch]:
        """Yield the sessions of the logs that were written to since `cursor`, those longest ago first.

        Raises:
            SourceError: the folder cannot be read.
        """
        del world
        log, mark = AGENTS[self.agent], _mark(cursor)
        try:
            files = [one for one in found(Path(self.path).resolve(), log.patterns) if one > mark]
        except OSError as error:
            raise SourceError(f"{self.path} cannot be read: {error.strerror}.", hint="Mend [agents].") from error
        for start in range(0, max(1, len(files)), _BATCH):
            some = files[start : start + _BATCH]
            read = [one for _, path in some for one in self._sessions(log, Path(path))]
            entries = tuple({one.id: one for one in read if isinstance(one, Evidence)}.values())
            rejected = tuple(one for one in read if isinstance(one, Rejected))
            yield Batch(entries, rejected, json.dumps(some[-1] if some else mark))

    def parse(self, session: Session) -> Evidence | Rejected | None:
        """Return the evidence that a session is, or why it is none; None where nothing was asked, or it is not read."""
        if self.only and session.folder not in self.only:
            return None
        one = session.evidence()
        is_older = isinstance(one, Evidence) and self.since is not None and one.at < self.since
        return None if is_older else one

    def _sessions(self, log: Log, path: Path) -> Iterator[Evidence | Rejected]:
        try:
            for one in log.read(path):
                if made := one if isinstance(one, Rejected) else self.parse(one):
                    yield made
        except OSError as error:  # gone meanwhile, or not ours to read: the others are read
            yield Rejected(SOURCE, f"{log.name}, {path.name}", f"cannot be read: {error.strerror}")


def sources(section: Mapping[str, object], me: tuple[str, ...], world: World) -> Iterator[Agents]:
    """Yield a source for each folder of each agent that the settings' section `[agents]` names.

    Raises:
        SettingsError: the section says something else than it should.
    """
    del me, world
    sections.only(SOURCE, section, (*AGENTS, "only"))
    only = sections.texts(SOURCE, section, "only")
    since = remote.since("agents.since", section.get("since"))
    for key, log in AGENTS.items():
        for folder in _folders(section, key, log):
            yield Agents(key, str(Path(folder).expanduser()), only, since)


def _folders(section: Mapping[str, object], key: str, log: Log) -> tuple[str, ...]:
    """Return the folders of an agent's logs: those that are named, or for `true` its usual one."""
    said = section.get(key, [])
    if isinstance(said, list):
        return sections.texts(SOURCE, section, key)
    if not sections.flag(SOURCE, section, key):
        return ()
    if not log.home:
        raise SettingsError(f"{SOURCE}.{key} names no folder", hint=f'Write it as: {key} = ["~/shop"]')
    return (log.home,)


def _mark(cursor: str | None) -> tuple[int, str]:
    """Return which file was read last: when it was last written to, and its name."""
    with suppress(ValueError, TypeError, RecursionError):
        at, name = json.loads(cursor or "")
        if isinstance(at, int) and isinstance(name, str):
            return at, name
    return -1, ""
