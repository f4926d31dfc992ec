"""Chats as Microsoft Teams exports them."""

from collections.abc import Sequence
from typing import Any

MINE, GRACE = "8:orgid:11111111-0000-4000-8000-000000000001", "8:orgid:22222222-0000-4000-8000-000000000002"
PAIR, ROOM = "19:1111_2222@unq.gbl.spaces", "19:abc@thread.v2"

Raw = dict[str, Any]


def teams_message(words: str, **more: object) -> Raw:
    said = {
        "id": "1778569500000",
        "displayName": "Grace Hopper",
        "originalarrivaltime": "2026-05-12T07:05:00.1234567Z",
        "messagetype": "RichText/Html",
        "version": 1,
        "content": f"<p>{words}</p>",
        "conversationid": PAIR,
        "from": GRACE,
        "properties": None,
        "amsreferences": None,
    }
    return said | more


def teams_export(messages: Sequence[object], *, key: str = PAIR, name: str | None = "Grace Hopper") -> Raw:
    talk: Raw = {"id": key, "displayName": name, "version": 1, "properties": {}, "threadProperties": None}
    return {"userId": MINE, "exportDate": "2026-11-01T08:00", "conversations": [talk | {"MessageList": list(messages)}]}
