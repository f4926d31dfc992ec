"""Aider: the sessions in a repository are one page of Markdown, `.aider.chat.history.md`, that grows.

A session begins with a heading that says when, by the clock of the machine; what was typed stands behind "####", what
the program says behind ">", and what the model says behind nothing.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from ...model import Rejected
from .logs import Log, lines, unread
from .session import Session

_NAME = "Aider"
_BEGINS = "# aider chat started at "
_FORM = "%Y-%m-%d %H:%M:%S"
_TYPED, _TOLD = "#### ", "> "
_MODEL = re.compile(r"(?:Main )?[Mm]odel:? (\S{2,100})(?: with|$)")
_COMMIT = re.compile(r"Commit ([0-9a-f]{7,40}) ")
_DECIDED = re.compile(r".{1,500}\?.{0,200}\(Y\)es.{0,200}\]: *([A-Za-z])")
_YES = frozenset("ya")
_WORDS = re.compile(r"/(?:ask|code|architect|context|help)\s+")


def _read(path: Path) -> Iterator[Session | Rejected]:
    session: Session | None = None
    typed: list[str] = []
    lost = 0
    with path.open("rb") as file:
        for line in lines(file):
            said = "" if line is None else line.decode("utf-8", "replace")
            lost += line is None
            if f"{said} ".startswith(_TYPED):
                typed.append(said.removeprefix(_TYPED.strip()).strip())
                continue
            typed = _asked(session, typed)
            if said.startswith(_BEGINS):
                if session:
                    yield session
                session = _begun(path, said.removeprefix(_BEGINS).strip())
            elif session and said.startswith(_TOLD):
                _told(session, said.removeprefix(_TOLD).strip())
    _asked(session, typed)
    if session:
        yield session
    yield from unread(_NAME, path, lost)


def _begun(path: Path, when: str) -> Session:
    session = Session(agent=_NAME, name=f"{path.parent.name} {when[:40]}")
    session.worked_in(str(path.parent))
    try:
        session.seen(datetime.strptime(when, _FORM).astimezone(UTC))
    except (ValueError, OverflowError):  # who knows when: what was asked then is passed over
        return session
    return session


def _asked(session: Session | None, typed: list[str]) -> list[str]:
    """Take the lines that were typed in one go, and return none; commands to the program are no request."""
    words = _WORDS.sub("", "\n".join(typed), count=1)
    if session and not words.startswith(("/", "!")):
        session.ask(words)
    return []


def _told(session: Session, said: str) -> None:
    if model := _MODEL.match(said):
        session.answered_by(model[1])
    elif commit := _COMMIT.match(said):
        session.committed(commit[1])
    elif decided := _DECIDED.match(said):
        session.result("", None, rejected=decided[1].lower() not in _YES)


_FILE = ".aider.chat.history.md"
AIDER = Log("aider", _NAME, "", (_FILE, f"*/{_FILE}", f"*/*/{_FILE}"), _read)
