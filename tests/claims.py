"""Fictional records from several trades, and texts about them: true to the record, or false in one way."""

import json
from pathlib import Path
from types import MappingProxyType
from typing import Any

_DATA = Path(__file__).parent / "value" / "faithful" / "data"


def _lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (_DATA / name).read_text(encoding="utf-8").splitlines()]


BUNDLES = MappingProxyType({line["name"]: line["bundle"] for line in _lines("records.jsonl")})
TRUE = tuple((line["record"], line["text"]) for line in _lines("texts.jsonl") if line["true"])
FALSE = tuple((line["sort"], line["record"], line["text"]) for line in _lines("texts.jsonl") if not line["true"])
DATA = BUNDLES["data"]
