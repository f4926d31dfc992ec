"""Words that are written like names and that nobody decided on: no rule can say whether they are somebody's."""

import re

from .letters import plain
from .policy import Policy

_LIKE_A_NAME = re.compile(r"(?<=[a-z,;:] )[A-Z][a-z]{2,}\w*(?: [A-Z][a-z]{2,}\w*){0,3}")
_NOBODYS = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
    october november december english german french spanish european american
    """.split()  # noqa: SIM905 - a list of words, not of quotes
)


def strangers(text: str, policy: Policy) -> tuple[str, ...]:
    """Return what in `text` is written like a name and stands in no dictionary, each once, in its order.

    What begins a sentence is left aside: anything there has a capital.
    """
    found = dict.fromkeys(_LIKE_A_NAME.findall(plain(text)[0]))
    return tuple(words for words in found if not _is_known(words, policy))


def _is_known(words: str, policy: Policy) -> bool:
    each = words.casefold().split()
    return "".join(each) in policy.names.keys or all(one in _NOBODYS or one in policy.names.keys for one in each)
