"""The person's own words among all that a log calls theirs, and without the secrets in them.

Agents put much under the person's name that a program wrote: results of tools, contents of files, notes about the
surroundings. What is left is what was typed; of that, code and what was pasted at length is left out as well.
"""

import re

from ...value.redaction.secrets import secrets

MOST_REQUEST = 1_000
"""Characters of one request that are kept."""

_LOOKED_AT, _SAFE = 20_000, 12_000  # characters; behind the second a secret could be cut in two
_TAGS = re.compile(
    r"<(command-[a-z]+|local-command-[a-z]+|bash-[a-z]+|system-reminder|user-prompt-submit-hook|task-notification"
    r"|teammate-message|ide_[a-z_]+|environment_context|user_instructions|user_shell_command|permissions instructions"
    r"|collaboration_mode|skill|turn_aborted|INSTRUCTIONS|session_context|hook_context)\b[^>]{0,200}>"
)
_NOT_TYPED = re.compile(
    r"\[Request interrupted by user|This session is being continued from a previous conversation"
    r"|Caveat: The messages below were generated|# AGENTS\.md instructions|\[Image: source:"
)
_BEHIND = "## My request for Codex:"  # editors put the surroundings before it
_FILES = "--- Content from referenced files ---"  # and this one puts them behind what was typed
_FENCE = "```"
_GAP = "[…]"


def own_words(text: str) -> str:
    """Return what of `text` the person typed, without secrets and code; "" where a program wrote all of it."""
    looked_at = text[:_LOOKED_AT]
    if _NOT_TYPED.match(looked_at.lstrip()):
        return ""
    typed = without_secrets(looked_at)[: _SAFE if len(text) > _LOOKED_AT else None]
    typed = typed.rpartition(_BEHIND)[2].partition(_FILES)[0]
    plain = _without_code(_without_tags(typed))
    words = "\n".join(line for each in plain.split("\n") if (line := " ".join(each.split())))
    return words if len(words) <= MOST_REQUEST else f"{words[: MOST_REQUEST - len(_GAP)].rstrip()}{_GAP}"


def without_secrets(text: str) -> str:
    """Return `text` with the name of its kind in the place of each secret, such as "[AWS access key]"."""
    parts, last = [], 0
    for one in sorted(secrets(text), key=lambda one: (one.start, -one.end)):
        if one.start >= last:
            parts += [text[last : one.start], f"[{one.rule}]"]
        last = max(last, one.end)
    return "".join((*parts, text[last:]))


def _without_tags(text: str) -> str:
    """Return `text` without what programs wrap in tags of their own; one that is not closed reaches to the end."""
    parts, at = [], 0
    while opened := _TAGS.search(text, at):
        parts.append(text[at : opened.start()])
        close = f"</{opened[1]}>"
        end = text.find(close, opened.end())
        if end < 0:
            return "\n".join(parts)
        at = end + len(close)
    return "\n".join((*parts, text[at:]))


def _without_code(text: str) -> str:
    """Return `text` with a mark in the place of what stands between fences; the last may be open."""
    pieces = text.split(_FENCE)
    return f" {_GAP} ".join(pieces[::2])
