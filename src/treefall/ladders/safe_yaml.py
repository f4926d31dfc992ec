"""YAML by strangers: plain data only, no aliases, capped in depth and in the number of nodes."""

import re
from typing import Any

_DEEPEST = 30
_MOST_NODES = 100_000


def plain_data(text: str) -> Any:  # noqa: ANN401 - plain data of any form
    """Return the plain data that `text` holds.

    Raises:
        ValueError: it is no YAML, or nested too deep, too large, or uses aliases, by which a line can become millions.
    """
    import yaml  # noqa: PLC0415 - only where YAML is read

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    depth = nodes = 0
    try:
        for event in yaml.parse(text, loader):
            nodes += 1
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if isinstance(event, yaml.AliasEvent):
                raise ValueError("it uses aliases")  # noqa: TRY004 - of a stranger's file
            if depth > _DEEPEST or nodes > _MOST_NODES:
                raise ValueError("it is nested too deep or too large")
        return yaml.load(text, loader)  # noqa: S506 - a safe loader
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" in line {mark.line + 1}" if mark else ""
        raise ValueError(f"it is no YAML{where}") from error


def front(text: str) -> tuple[Any, str]:
    """Return the front matter of a Markdown text and what follows it; None where there is none.

    Raises:
        ValueError: as `plain_data`.
    """
    found = re.match(r"\s*---[ \t]*\n(.*?)\n---[ \t]*(?:\n|$)", text, re.DOTALL)
    return (plain_data(found[1]), text[found.end() :]) if found else (None, text)
