"""OpenAI's Codex: a session is `~/.codex/sessions/YYYY/MM/DD/rollout-<time>-<id>.jsonl`, one record a line.

A record has a `type` and a `payload`; in the oldest logs the payload is the record. What was typed stands there as an
event, and again, amid the surroundings, as what the model was sent: that counts only where there is no event.
"""

from ...remote.records import Raw, find, items, moment, text
from .logs import Log, by_line
from .session import Session

_NAME = "Codex"
_CALLS = frozenset({"function_call", "custom_tool_call", "local_shell_call"})
_RESULTS = frozenset({"function_call_output", "custom_tool_call_output"})
_REJECTED = "rejected by user"
_BEGINNING = 200


def _take(session: Session, record: Raw) -> None:
    session.seen(moment(record, "timestamp"))
    found = record.get("payload")
    payload: Raw = found if isinstance(found, dict) else record
    kind = text(payload, "type")
    if record.get("type") == "session_meta" or ("instructions" in record and not kind):
        _begin(session, payload)
    elif record.get("type") == "turn_context":
        session.answered_by(text(payload, "model"))
        session.worked_in(text(payload, "cwd"))
    elif kind == "user_message":
        session.ask(text(payload, "message", limit=50_000))
    elif kind == "message" and payload.get("role") == "user":
        for block in items(payload, "content"):
            session.ask(text(block, "text", limit=50_000), echo=True)
    elif kind in _CALLS:
        session.call(text(payload, "call_id"), find(payload, "arguments", "input", "action"))
    elif kind in _RESULTS:
        output = payload.get("output")
        said = output if isinstance(output, str) else text(output, "content")
        session.result(text(payload, "call_id"), output, rejected=_REJECTED in said[:_BEGINNING])


def _begin(session: Session, meta: Raw) -> None:
    session.name = text(meta, "id", limit=100) or session.name
    session.worked_in(text(meta, "cwd"))
    session.is_aside = isinstance(meta.get("source"), dict)  # a session that another one began


CODEX = Log("codex", _NAME, "~/.codex/sessions", ("rollout-*.jsonl", "*/*/*/rollout-*.jsonl"), by_line(_NAME, _take))
