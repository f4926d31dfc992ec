"""GitHub Copilot's command line: a session is `~/.copilot/session-state/<session>/events.jsonl`, one event a line."""

from ...remote.records import Raw, moment, text
from .logs import Log, by_line
from .session import Session

_NAME = "Copilot CLI"


def _take(session: Session, record: Raw) -> None:
    session.seen(moment(record, "timestamp"))
    found = record.get("data")
    data: Raw = found if isinstance(found, dict) else {}
    session.answered_by(text(data, "model", "newModel", "selectedModel"))
    match record.get("type"):
        case "session.start":
            session.name = text(data, "sessionId", limit=100) or session.name
            session.worked_in(text(data, "context.cwd"))
        case "user.message" if not record.get("agentId"):
            session.ask(text(data, "content", limit=50_000))
        case "tool.execution_start":
            session.call(text(data, "toolCallId"), data.get("arguments"))
        case "tool.execution_complete":
            rejected = text(data, "error.code") == "rejected"
            session.result(text(data, "toolCallId"), data.get("result"), rejected=rejected)
        case _:
            pass


COPILOT = Log("copilot", _NAME, "~/.copilot/session-state", ("*.jsonl", "*/events.jsonl"), by_line(_NAME, _take))
