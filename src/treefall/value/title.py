"""What a piece of work is called: by its best evidence's own words, cleaned, never invented."""

import re
import unicodedata
from collections.abc import Sequence
from itertools import takewhile

from ..display import display
from ..model import Evidence
from .noise import lines, unwritten
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
_AGAIN = re.compile(r"(?:re-?apply|re-?land)\b[: ]*[\"“]?(.+?)[\"”]?$", re.IGNORECASE)
_SUFFIX = re.compile(
    r"\s*(?:\((?:\w+ )?(?:#|GH-|!)\d+\)|\[[A-Z][A-Z0-9]+-\d+\]|\(\s*[A-Z][A-Z0-9]+-\d+\s*\)|[.;:,…\s])+$"
)
_CONTENTLESS = re.compile(r"[\W\d_]*$")


def title(best: Evidence) -> str:
    """Return what a piece of work is called whose best evidence is `best` (see `lead`): safe to display, never empty.

    That is its subject, else where it took place, else its first other words, else the source's name for it.
    """
    return cleaned(best.title) or _place(best) or cleaned(best.body.partition("\n")[0]) or display(best.native, LONGEST)


def lead(piece: Sequence[Evidence]) -> Evidence:
    """Return the evidence of `piece` (at least one, oldest first) that says best what it is.

    A pull request's title was written for readers and goes before a commit's; of several the one of most consequence:
    by its hand-written lines.
    """
    if len(piece) == 1:
        return piece[0]
    return max(piece, key=lambda one: (not is_undoing(one), bool(one.title.strip()), bool(pulls(one)), _written(one)))


def cleaned(subject: str) -> str:
    """Return `subject` as a title: without marks for machines, with a capital, at most 70 characters, maybe empty."""
    text = display(subject, _LONGEST_READ)
    before = ""
    while text != before:
        before, text = text, _barer(text)
    return "" if _CONTENTLESS.match(text) else shortened(_capital(text))


def _barer(text: str) -> str:
    """Return `text` without its first prefix, its suffixes, pictures at its start, and what says that it came again."""
    text = text.lstrip("- ")
    prefix = _PREFIX.match(text)
    text = _SUFFIX.sub("", text[prefix.end() :] if prefix else text)
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


def _written(evidence: Evidence) -> int:
    changes = evidence.files.changes if evidence.files else ()
    return sum(lines(change) for change in changes if not unwritten(change.path))


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
