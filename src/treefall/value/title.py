"""What a piece of work is called: by its best evidence's own words, cleaned, never invented."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from itertools import takewhile

from ..display import display
from ..model import Evidence
from .noise import written
from .ties import NO_TICKET, is_undoing, pulls

LONGEST = 70
"""The most characters of a title."""

_LONGEST_READ = 500
_SHORTEST_CUT = 40  # a word that is cut away must leave at least so much
_PREFIX = re.compile(
    rf"""
    (?:
      \[[^\]]{{1,40}}\][:\s]*                                      # [ABC-1], [core]
    | \(?\#\d+\)?[:\s-]+                                           # #412:
    | :\w+:\s*                                                     # :sparkles:
    | (?!(?:{"|".join(sorted(NO_TICKET))})-)[A-Z][A-Z0-9]+-\d+(?:[:\s]\s*(?:-\s)?|\s*-\s)                # ABC-1:
    | (?:build|chore|ci|docs?|feat(?:ure)?|fix|bug(?:fix)?|hotfix|perf|refactor|refs?|revert|style|tests?|tst|wip|enh
        |ehn|maint|bld|cln|clean|depr|dep|api|rls|typ|err|compat|web|regr|mnt|efficiency|mrg)
      (?:\s*[/,+&]\s*[a-z]{{2,8}})*\s*(?:\([^)]*\))?!?:\s*               # feat(x)!:
    | (?:merged?\ )(?:pr|pull\ request)\ \#?\d+(?:\ from\ \S+)?[:\s]*
    | (?:back-?port(?:\ of)?(?:\ pr)?\ )\#\d+(?:\ on\ branch\ \S+)?[:\s(]*
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_PREFIXED = re.compile(r"[:#\[-]")  # what no prefix does without
_AREA = re.compile(r"([a-z][\w./,-]{0,20}):\s+(?=\S)")  # sync: add broadcast channel
_ASIDE = re.compile(
    r"\b(?:changelog|release notes?|news (?:entry|fragment)|typos?|lint(?:er|ing)?|flake8"
    r"|review comments?|address(?:es)? review)\b",
    re.IGNORECASE,
)
_NAMELESS = re.compile(r"\W*(?:[A-Z][A-Z0-9_]+-\d+\W*)*$")  # nothing, or the name of an issue alone
_AGAIN = re.compile(r"(?:re-?apply|re-?land)\b[: ]*[\"“]?(.+?)[\"”]?$", re.IGNORECASE)
_SUFFIX = re.compile(
    r"\s*(?:\((?:\w+ )?(?:#|GH-|!)\d+\)|\[[A-Z][A-Z0-9]+-\d+\]|\(\s*[A-Z][A-Z0-9]+-\d+\s*\)|[.;:,…\s])+$"
)
_CLOSING = re.compile(  # "... This closes #16"
    r"(?<=\w)\s*[.;,(-]\s*(?:this |it )?(?:should |also )?(?:fix(?:es|ed)?|close[sd]?|resolve[sd]?)"
    r":? (?:issues? |bugs? )?(?:(?:and|[\s,&])*(?:#|GH-)\d+)+[).]*$",
    re.IGNORECASE,
)
_AT_THE_END = frozenset(")].;:,… ")
_NOTE = re.compile(r"```release-notes?[ \t]*\r?\n(.*?)```", re.DOTALL)
_NO_NOTE = frozenset({"", "none", "n/a", "na"})
_CONTENTLESS = re.compile(r"[\W\d_]*$")


def title(best: Evidence) -> str:
    """Return what a piece of work is called whose best evidence is `best` (see `lead`): safe to display, never empty.

    That is its line for the release notes where it has one that fits, else its subject, else where it took place, else
    its first other words, else the source's name for it.
    """
    said = release_note(best)
    note = cleaned(said) if said else ""
    if 0 < len(note) < LONGEST:
        return note
    return cleaned(best.title) or _place(best) or cleaned(best.body.partition("\n")[0]) or display(best.native, LONGEST)


def lead(piece: Sequence[Evidence], stands: Callable[[Evidence], bool] = lambda _one: True) -> Evidence:
    """Return the evidence of `piece` (at least one, oldest first) that says best what it is.

    What stands goes before what was superseded or taken back, and work before what was only done along the way. A pull
    request's title was written for readers and goes before a commit's; of several the one of most consequence: by its
    hand-written lines.
    """
    if len(piece) == 1:
        return piece[0]

    def telling(one: Evidence) -> tuple[bool, bool, bool, bool, bool]:
        named, aside = not _NAMELESS.match(one.title), bool(_ASIDE.search(one.title))
        return not is_undoing(one), named, stands(one), not aside, bool(pulls(one))

    told = [(telling(one), one) for one in piece]
    most = max([how for how, _ in told])
    best = [one for how, one in told if how == most]
    return max(best, key=written) if len(best) > 1 else best[0]


def release_note(evidence: Evidence) -> str:
    """Return the line that `evidence` has ready for the release notes, or ""."""
    found = _NOTE.search(evidence.body) if "release-note" in evidence.body else None
    line = found[1].strip().partition("\n")[0].strip() if found else ""
    return "" if line.lower().rstrip(".") in _NO_NOTE else line


def cleaned(subject: str) -> str:
    """Return `subject` as a title: without marks for machines, with a capital, at most 70 characters, maybe empty."""
    text = display(subject, _LONGEST_READ)
    before = ""
    while text != before:
        before, text = text, _barer(text)
    return "" if _CONTENTLESS.match(text) else shortened(_area_last(_first_sentence(text)))


def _first_sentence(text: str) -> str:
    """Return the first sentence of what is too long, where it says enough by itself."""
    first = text.partition(". ")[0] if len(text) > LONGEST else text
    return first if _SHORTEST_CUT // 2 <= len(first) <= LONGEST else text


def _barer(text: str) -> str:
    """Return `text` without its first prefix, its suffixes, pictures at its start, and what says that it came again."""
    text = text.lstrip("- ")
    prefix = _PREFIX.match(text) if _PREFIXED.search(text) else None
    text = text[prefix.end() :] if prefix else text
    if text[-1:] in _AT_THE_END:  # looking for a suffix costs more than all else
        text = _SUFFIX.sub("", text)
    if text[-1:].isdecimal() or text.endswith(")"):
        text = _CLOSING.sub("", text)
    text = _without_pictures(text)
    again = _AGAIN.match(text)
    return again[1] if again else text


def shortened(text: str, limit: int = LONGEST) -> str:
    """Return `text` with at most `limit` characters; cut after a word where that leaves enough, with "…"."""
    if len(text) <= limit:
        return text
    room = text[: limit - 1]
    words = room.rpartition(" ")[0] if text[limit - 1] != " " else room
    return (words if len(words) >= min(_SHORTEST_CUT, limit // 2) else room).rstrip(" ,;:-") + "…"


def _area_last(text: str) -> str:
    """Put the one word before a colon that says where behind what was done there: "Add broadcast channel (sync)"."""
    area = _AREA.match(text)
    if area is None or "(" in text:
        return _capital(text)
    rest = _capital(text[area.end() :])
    moved = rest if area[1].lower() in rest.lower().split() else f"{rest} ({area[1]})"
    return moved if len(moved) <= LONGEST else _capital(text)


def _capital(text: str) -> str:
    """Begin with a capital, unless the first word is a name that is written otherwise (`read_csv`, iOS, a/b)."""
    word = text.partition(" ")[0]
    return text[0].upper() + text[1:] if word.rstrip(",:").isalpha() and word.islower() else text


def _without_pictures(text: str) -> str:
    if text[:1].isascii():
        return text.lstrip()
    start = 0
    while start < len(text) and (unicodedata.category(text[start]) == "So" or text[start] in " \ufe0f\u200d"):
        start += 1
    return text[start:]


def _place(evidence: Evidence) -> str:
    paths = [change.path for change in evidence.files.changes] if evidence.files else []
    common = _shared(paths).rstrip("/")
    return shortened(display(f"Changes in {common}")) if common else ""


def _shared(paths: Sequence[str]) -> str:
    """Return the path, or the folder, that all of `paths` have in common."""
    if len(set(paths)) <= 1:
        return "".join(paths[:1])
    steps = zip(*(path.split("/")[:-1] for path in (min(paths), max(paths))), strict=False)
    return "/".join(one for one, _ in takewhile(lambda pair: pair[0] == pair[1], steps))
