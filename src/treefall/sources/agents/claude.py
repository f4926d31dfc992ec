"""Claude Code: a session is `~/.claude/projects/<folder>/<session>.jsonl`, one record a line.

What the person typed and what tools returned are both records of the type "user"; what a sub-agent did is marked
(`isSidechain`), and what the program wrote itself, too (`isMeta`, `isCompactSummary`).
"""

from collections.abc import Iterator

from ...remote.records import Raw, find, items, moment, text
from .logs import Log, by_line
from .session import Session
from .words import MOST_REQUEST

_NAME = "Claude Code"
_ASIDE = ("isSidechain", "isMeta", "isCompactSummary")
_REJECTED = "The user doesn't want to "  # proceed with this tool use, or take this action right now
_SAID = "the user said:"


def _take(session: Session, record: Raw) -> None:
    kind = text(record, "type")
    if kind not in ("user", "assistant"):
        return
    session.seen(moment(record, "timestamp"))
    session.worked_in(text(record, "cwd"))
    if kind == "assistant":
        session.answered_by(text(record, "message.model"))
        for block in items(record, "message.content"):
            if block.get("type") == "tool_use":
                session.call(text(block, "id"), block.get("input"))
        return
    for block in items(record, "message.content"):
        if block.get("type") == "tool_result":
            _result(session, block)
    typed = "\n".join(_typed(record))
    if typed and not any(record.get(mark) for mark in _ASIDE):
        session.ask(typed)


def _typed(record: Raw) -> Iterator[str]:
    content = find(record, "message.content")
    if isinstance(content, str):
        yield content
    for block in items(record, "message.content"):
        if block.get("type") == "text":
            yield text(block, "text", limit=50_000)


def _result(session: Session, block: Raw) -> None:
    content = block.get("content")
    said = content if isinstance(content, str) else "\n".join(text(one, "text") for one in items(block, "content"))
    rejected = block.get("is_error") is True and said.startswith(_REJECTED)
    why = said[: 10 * MOST_REQUEST].partition(_SAID)[2] if rejected else ""
    session.result(text(block, "tool_use_id"), content, rejected=rejected, why=why.partition("\n\nNote:")[0])


CLAUDE = Log("claude", _NAME, "~/.claude/projects", ("[!.]*/[!a]*.jsonl", "[!.]*/a[!g]*.jsonl"), by_line(_NAME, _take))
