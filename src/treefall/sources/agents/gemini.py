"""Gemini CLI: a session is `~/.gemini/tmp/<project>/chats/session-<time>-<id>.json`, or `.jsonl`, one record a line.

The project is a hash of its path, or, in newer versions, its name.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from ...model import Rejected
from ...remote.records import Raw, items, moment, text
from .logs import Log, lines, loaded, unread
from .session import Session

_NAME = "Gemini CLI"
_HASH = re.compile(r"[0-9a-f]{64}")
_MOST_BYTES = 64 << 20


def _read(path: Path) -> Iterator[Session | Rejected]:
    session = Session(agent=_NAME, name=path.stem)
    project = path.parent.parent.name
    session.worked_in("" if _HASH.fullmatch(project) else project)
    messages: dict[str, Raw] = {}  # a message that grows is written again, under its name
    lost = 0
    for number, record in enumerate(_records(path)):
        if record is None:
            lost += 1
            continue
        session.name = text(record, "sessionId", limit=100) or session.name
        for one in (record, *items(record, "messages")):
            if "type" in one:
                messages[text(one, "id") or f"{number} {len(messages)}"] = one
    for one in messages.values():
        _take(session, one)
    yield session
    yield from unread(_NAME, path, lost)


def _records(path: Path) -> Iterator[Raw | None]:
    """Yield the records of a file: the whole of it, or each of its lines."""
    with path.open("rb") as file:
        if path.suffix == ".jsonl":
            yield from (loaded(line) if line is not None else None for line in lines(file))
        else:
            content = file.read(_MOST_BYTES + 1)
            yield loaded(content) if len(content) <= _MOST_BYTES else None


def _take(session: Session, message: Raw) -> None:
    session.seen(moment(message, "timestamp"))
    if message.get("type") == "user":
        parts = (text(one, "text", limit=50_000) for one in items(message, "content"))
        session.ask(text(message, "content", limit=50_000) or "\n".join(parts))
        return
    session.answered_by(text(message, "model"))
    for call in items(message, "toolCalls"):
        name = text(call, "id")
        session.call(name, call.get("args"))
        session.result(name, call.get("result"), rejected=call.get("status") == "cancelled")


GEMINI = Log("gemini", _NAME, "~/.gemini/tmp", ("*/chats/session-*.json", "*/chats/session-*.jsonl"), _read)
