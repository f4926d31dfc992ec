"""Foreign text, made safe to show: commit messages, names, tickets, file names.

Whatever somebody else wrote is data. Before any of it reaches a terminal, a page or a paper it goes through
`display`, and through nothing else: escape sequences cannot clear a screen or set its title, direction marks cannot
turn a sentence round, and a Cyrillic letter cannot pass for a Latin one in a name.
"""

import re
import unicodedata

_JOINERS = "\u200c\u200d"  # needed inside words of several scripts, and inside emoji
_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_WORD = re.compile(r"\w+")
_LATIN = re.compile(r"[A-Za-z]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_GAP = "\ufffd"


def display(text: str, limit: int = 2_000) -> str:
    """Return `text` as one line without anything that could act on the place where it is shown.

    Control and format characters, lone surrogates and unassigned code points become one U+FFFD a run; white space of
    any kind becomes single spaces; a Cyrillic letter inside a Latin word is written as `<U+0410>`.

    Args:
        text: what somebody else wrote.
        limit: the most characters returned, at least 1; what is cut ends in "…".
    """
    text = text[: limit * 4]  # a bound on the work, generous enough for what folds away
    if not (text.isascii() and text.isprintable()):
        text = _WORD.sub(_marked, _without_unsafe(text))
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _without_unsafe(text: str) -> str:
    kept: list[str] = []
    for char in text:
        if char.isspace():
            kept.append(" ")
        elif (char in _JOINERS and kept and kept[-1] not in (" ", _GAP)) or unicodedata.category(char) not in _UNSAFE:
            kept.append(char)
        elif not kept or kept[-1] != _GAP:
            kept.append(_GAP)
    return "".join(kept)


def _marked(word: re.Match[str]) -> str:
    if not (_LATIN.search(word[0]) and _CYRILLIC.search(word[0])):
        return word[0]
    return _CYRILLIC.sub(lambda letter: f"<U+{ord(letter[0]):04X}>", word[0])
