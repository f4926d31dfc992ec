"""Logs of coding agents, written as each of them writes its own."""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

START = datetime(2026, 5, 4, 9, tzinfo=UTC)
SHA = "1a2b3c4"
COMMITTED = f"[main {SHA}] Charge once\n 1 file changed, 3 insertions(+)\n"

Raw = dict[str, Any]


def at(minute: float = 0) -> str:
    return (START + timedelta(minutes=minute)).isoformat().replace("+00:00", "Z")


def written(path: Path, records: Iterable[Mapping[str, Any] | str]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = (one if isinstance(one, str) else json.dumps(one) for one in records)
    path.write_text("".join(f"{line}\n" for line in lines))
    return path


# --- Claude Code


def claude(kind: str, content: object, minute: float = 0, **more: Any) -> Raw:  # noqa: ANN401 - as it is written
    message = {"role": kind, "content": content} | ({"model": "opus-4"} if kind == "assistant" else {})
    record = {"type": kind, "message": message, "timestamp": at(minute), "cwd": "/home/ed/shop", "sessionId": "s1"}
    return record | more


def used(name: str, command: str, minute: float = 0) -> Raw:
    block = {"type": "tool_use", "id": name, "name": "Bash", "input": {"command": command}}
    return claude("assistant", [{"type": "text", "text": "I will do that."}, block], minute)


def came(name: str, content: object, minute: float = 0, **more: Any) -> Raw:  # noqa: ANN401 - as it is written
    return claude("user", [{"type": "tool_result", "tool_use_id": name, "content": content} | more], minute)


def claude_session(words: str = "Charge every order once") -> list[Raw]:
    return [
        {"type": "summary", "summary": "The agent's own words", "leafUuid": "u"},
        claude("user", words),
        used("t1", "git commit -am 'Charge once'", 2),
        came("t1", COMMITTED, 3),
        claude("assistant", [{"type": "text", "text": "Done, and it is brilliant."}], 4),
    ]


# --- Codex


def codex(kind: str, payload: Mapping[str, Any], minute: float = 0) -> Raw:
    return {"timestamp": at(minute), "type": kind, "payload": payload}


def codex_said(words: str, minute: float = 0, *, role: str = "user") -> Raw:
    payload = {"type": "message", "role": role, "content": [{"type": "input_text", "text": words}]}
    return codex("response_item", payload, minute)


def codex_session(words: str = "Charge every order once") -> list[Raw]:
    return [
        codex("session_meta", {"id": "c1", "cwd": "/home/ed/shop", "source": "cli", "instructions": None}),
        codex_said("<environment_context>\n  <cwd>/home/ed/shop</cwd>\n</environment_context>"),
        codex("turn_context", {"cwd": "/home/ed/shop", "model": "gpt-5"}),
        codex_said(words),
        codex("event_msg", {"type": "user_message", "message": words}),
        codex("response_item", {"type": "function_call", "call_id": "f1", "arguments": '{"cmd": "git commit"}'}, 1),
        codex("response_item", {"type": "function_call_output", "call_id": "f1", "output": COMMITTED}, 2),
        codex_said("It is done.", 3, role="assistant"),
    ]


# --- Gemini, Copilot, Aider


def gemini_session(words: object = "Charge every order once") -> Raw:
    call = {
        "id": "g1",
        "name": "run_shell_command",
        "args": {"command": "git commit -m x"},
        "status": "success",
        "result": [{"functionResponse": {"response": {"output": COMMITTED}}}],
    }
    refused = {"id": "g2", "name": "write_file", "args": {}, "status": "cancelled"}
    return {
        "sessionId": "g-1",
        "projectHash": "0" * 64,
        "messages": [
            {"id": "1", "type": "user", "timestamp": at(), "content": words},
            {
                "id": "2",
                "type": "gemini",
                "timestamp": at(2),
                "content": "…",
                "model": "pro",
                "toolCalls": [call, refused],
            },
        ],
    }


def copilot(kind: str, data: Mapping[str, Any], minute: float = 0) -> Raw:
    return {"type": kind, "data": data, "timestamp": at(minute), "id": f"{kind} {minute}", "parentId": None}


def copilot_session(words: str = "Charge every order once") -> list[Raw]:
    return [
        copilot("session.start", {"sessionId": "p1", "selectedModel": "sonnet", "context": {"cwd": "/home/ed/shop"}}),
        copilot("user.message", {"content": words}),
        copilot(
            "tool.execution_start", {"toolCallId": "x1", "toolName": "bash", "arguments": {"command": "git commit"}}, 1
        ),
        copilot("tool.execution_complete", {"toolCallId": "x1", "success": True, "result": {"content": COMMITTED}}, 2),
        copilot("tool.execution_complete", {"toolCallId": "x2", "success": False, "error": {"code": "rejected"}}, 3),
        copilot("assistant.message", {"content": "Done."}, 4),
    ]


def aider_session(when: str = "2026-05-04 09:00:00", words: str = "Charge every order once") -> list[str]:
    return [
        "",
        f"# aider chat started at {when}",
        "",
        "> Aider v0.86.1",
        "> Main model: sonnet-4 with diff edit format, infinite output",
        "",
        "#### /add pay.py",
        "> Added pay.py to the chat  ",
        "",
        *(f"#### {line}".rstrip() for line in words.split("\n")),
        "",
        "I will charge each order once.",
        "> Allow edits to file that has not been added to the chat? (Y)es/(N)o/(D)on't ask again [Yes]: y",
        "> Run shell command? (Y)es/(N)o/(S)kip all [Yes]: n",
        f"> Commit {SHA} fix: Charge once  ",
    ]
