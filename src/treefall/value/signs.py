"""Signs of consequence that a piece of work bears by itself: what can be read off it before anything is weighed.

A sign is a name and a number; a sign that is absent is 0 and is not listed. What it bears among its neighbours is
found by `kindred`. None of them knows the person's project, its language or its habits by name.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from ..model import FileChange
from .deed import WORD, said
from .lexicon import ANNOUNCED, CHAT, LABELS, TOPICS
from .paths import Place, Places, Role

_INSIDER = re.compile(r"(?<![\w.])_[a-z]\w*|\._[a-z]")
_CLOSES = re.compile(
    r"\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)\b[\s:]{0,3}(?:issue\s)?(?:#|gh-)(\d+)", re.IGNORECASE
)
_REFERENCE = re.compile(r"(?:#|gh-)(\d{2,7})\b", re.IGNORECASE)
_BULLETS = ("* ", "- ")
_MOST_BODY = 800  # characters that are read; what matters is said early
_NEW_FILE = 15  # lines: a shorter file without a deleted line may as well be an old one that grew
_BODY_TOPICS = frozenset(
    (
        "argument",
        "breaking",
        "building",
        "bump",
        "continuing",
        "feature",
        "inside",
        "people",
        "regression",
        "release",
        "retired",
        "severe",
        "speed",
        "surface",
        "testing",
        "undoing",
        "writing",
    )
)
_SAYS = MappingProxyType({topic: f"says {topic}" for topic in TOPICS.values()})
_BODY_SAYS = MappingProxyType({word: f"body {topic}" for word, topic in TOPICS.items() if topic in _BODY_TOPICS})
_LABEL_SIGNS = MappingProxyType({sort: f"label {sort}" for sort in ("scope", *LABELS.values())})
_FILES_SAY = MappingProxyType(
    {
        Role.TEST: "test",
        Role.BENCH: "test",
        Role.DOC: "document",
        Role.EXAMPLE: "document",
        Role.SERVICE: "build",
        Role.BUILD: "build",
        Role.FOREIGN: "update",
    }
)
"""What was done where all files are of one sort, whatever the subject says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """What the ranking sees of a candidate, whatever source it came from.

    Attributes:
        id: the candidate's name, unique within one call.
        at: when it was done; aware, UTC.
        pull: the number or name of its pull request, or "".
        commits: how many commits it consists of, >= 1.
        subject: one line, in the source's words; may be empty.
        body: the rest of the words.
        files: the files it touched, at least the largest of them.
        count: files touched in all, >= the length of `files`.
        added: lines added in all files together, >= 0.
        deleted: lines deleted in all files together, >= 0.
    """

    id: str
    at: datetime
    pull: str = ""
    commits: int = 1
    subject: str
    body: str = ""
    files: tuple[FileChange, ...] = ()
    count: int = 0
    added: int = 0
    deleted: int = 0


class Own(NamedTuple):
    """What can be read off a sketch alone.

    Attributes:
        signs: its signs.
        deed: what was done, by its subject, its labels and its files together.
        about: the words of its subject that say what it is about.
        places: what the path of each of its files says.
        product: the paths of the files that are part of what users run, and what each says.
    """

    signs: dict[str, float]
    deed: str
    about: tuple[str, ...]
    places: Sequence[Place]
    product: Mapping[str, Place]


def own_signs(sketch: Sketch, places: Places) -> Own:
    """Return what `sketch` bears by itself; `places` says what each path says."""
    subject = said(sketch.subject)
    found = [places[file.path] for file in sketch.files]
    signs = dict.fromkeys([_LABEL_SIGNS[sort] for sort in subject.sorts], 1.0)
    signs |= dict.fromkeys([_SAYS[topic] for topic in subject.topics], 1.0)
    if "_" in subject.rest and _INSIDER.search(subject.rest):
        signs["names insides"] = 1.0
    _add_body(sketch.body, signs)
    if not ANNOUNCED.isdisjoint(subject.about):
        signs["announced"] = 1.0
    product = {file.path: where for file, where in zip(sketch.files, found, strict=True) if where.product}
    sums = _sums(sketch, found, signs)
    _add_files(sketch, sums, signs)
    if found:
        _add_surface(found, signs)
    deed = _by_files(subject.deed, sums)
    signs[f"deed {deed}"] = 1.0
    _add_together(deed, subject.sorts, sums, signs)
    return Own(signs, deed, subject.about, found, product)


def is_new(file: FileChange) -> bool:
    """Say whether `file` seems to be new: it has some lines, and none went."""
    return not file.deleted and (file.added or 0) >= _NEW_FILE


def closed_issue(sketch: Sketch) -> str:
    """Return the number of the first issue that the message says it closes, or ""."""
    match = _CLOSES.search(_naming_numbers(sketch))
    return match[1] if match else ""


def cited_numbers(sketch: Sketch) -> Sequence[str]:
    """Return the numbers of issues and pull requests that the message names."""
    if "#" not in sketch.body and "#" not in sketch.subject and "gh-" not in sketch.body:
        return ()
    return _REFERENCE.findall(_naming_numbers(sketch))


def _naming_numbers(sketch: Sketch) -> str:
    """Return the words of `sketch` that may name numbers: without the body where that names none."""
    head = sketch.body[:_MOST_BODY]
    return f"{sketch.subject}\n{head}" if "#" in head or "gh-" in head.lower() else sketch.subject


def _add_body(body: str, signs: dict[str, float]) -> None:
    if not body:
        signs["no body"] = 1.0
        return
    head = body[:_MOST_BODY].lower()
    words = WORD.findall(head)
    said = [_BODY_SAYS[word] for word in dict.fromkeys([word for word in words if word in _BODY_SAYS])]
    for sign in dict.fromkeys(said):
        signs[sign] = math.log1p(said.count(sign))
    if not ANNOUNCED.isdisjoint(words):
        signs["announced"] = 1.0
    signs["body length"] = math.log1p(len(body))
    if rounds := CHAT.intersection(words):
        signs["rounds"] = math.log1p(len(rounds))
    if bullets := head.startswith(_BULLETS) + head.count("\n* ") + head.count("\n- "):
        signs["bullets"] = math.log1p(bullets)
    if "`" in head or ">>>" in head:
        signs["body shows code"] = 1.0
    if "#" in head or "gh-" in head:
        signs["references"] = math.log1p(len(_REFERENCE.findall(head)))
        if _CLOSES.search(head):
            signs["closes an issue"] = 1.0


_Sums = dict[Role, list[int]]
"""Of each role: how many files, lines added, lines deleted."""


def _sums(sketch: Sketch, found: Sequence[Place], signs: dict[str, float]) -> _Sums:
    sums: _Sums = {}
    for file, where in zip(sketch.files, found, strict=True):
        plus, minus, role = file.added or 0, file.deleted or 0, where.role
        total = sums.get(role)
        if total is None:
            total = sums[role] = [0, 0, 0]
        total[0] += 1
        total[1] += plus
        total[2] += minus
        if plus >= _NEW_FILE and not minus:
            signs[f"new {role}"] = 1.0
        elif minus >= _NEW_FILE and not plus:
            signs[f"gone {role}"] = 1.0
    return sums


def _by_files(deed: str, sums: _Sums) -> str:
    if len(sums) == 1:
        role = next(iter(sums))
        return _FILES_SAY.get(role, deed)
    return deed if Role.CODE in sums or Role.OTHER in sums else "aside"


_COUNTED = (Role.CODE, Role.TEST, Role.DOC)


def _add_files(sketch: Sketch, sums: _Sums, signs: dict[str, float]) -> None:
    signs["lines added"] = math.log1p(sketch.added)
    signs["lines deleted"] = math.log1p(sketch.deleted)
    signs["files"] = math.log1p(sketch.count)
    if sketch.count > len(sketch.files):
        signs["more files"] = 1.0
    if Role.CODE not in sums and Role.OTHER not in sums:
        signs["no product file"] = 1.0
    for role in _COUNTED:
        if role in sums:
            _, added, deleted = sums[role]
            signs[f"{role} added"] = math.log1p(added)
            signs[f"{role} deleted"] = math.log1p(deleted)
    if Role.CODE in sums:
        _add_shape(sums, signs)


_SOME = 20
_BALANCE = 0.15  # of all changed lines: the most by which a rewrite may grow or shrink
_MANY_FILES = 8
_FEW_LINES = 8  # a file
_TINY = 6


def _add_shape(sums: _Sums, signs: dict[str, float]) -> None:
    """Add what the shape of the changed code tells: a sweep, a rewrite, a new part, with its tests or without."""
    files, added, deleted = sums[Role.CODE]
    lines, net = added + deleted, added - deleted
    signs["net code"] = math.copysign(math.log1p(abs(net)), net)
    signs["growth"] = net / (lines + 5)
    signs["code files"] = math.log1p(files)
    signs["lines a code file"] = math.log1p(lines / files)
    tests = sums[Role.TEST][1] if Role.TEST in sums else 0
    marks = {
        "as much out as in": lines > _SOME and abs(net) <= _BALANCE * lines,
        "sweep": files >= _MANY_FILES and lines < _FEW_LINES * files,
        "tiny code": lines <= _TINY,
        "one code file": files == 1,
        "tests beside code": tests > 0,
        "mostly tests": tests > 2 * added,
        "well tested": tests > 0 and added / 5 <= tests <= 3 * added,
    }
    for sign, there in marks.items():
        if there:
            signs[sign] = 1.0
    if Role.DOC in sums:
        signs["docs beside code"] = math.log1p(sums[Role.DOC][1])


def _add_surface(found: Sequence[Place], signs: dict[str, float]) -> None:
    product = [where for where in found if where.product]
    if product:
        signs["private share"] = sum([where.private for where in product]) / len(product)
        signs["shared share"] = sum([where.shared for where in product]) / len(product)
        signs["areas"] = math.log1p(len({where.folder for where in product}))
        for where in product:
            for mark in where.marks:
                signs[mark] = 1.0
    documents = [where for where in found if where.role is Role.DOC]
    if documents:
        signs["docs for makers" if all(where.makers for where in documents) else "docs for users"] = 1.0
        if any(where.reference for where in documents):
            signs["reference"] = 1.0


def _add_together(deed: str, sorts: Sequence[str], sums: _Sums, signs: dict[str, float]) -> None:
    """Add signs that mean more together than apart."""
    if Role.CODE not in sums:
        if deed in {"fix", "guard"} or "fix" in sorts:
            signs["mends, no code"] = 1.0
        return
    tested, lines = Role.TEST in sums, signs["code added"]
    marks = {"code with tests": tested, "code with docs": Role.DOC in sums, "code with reference": "reference" in signs}
    marks["code with tests and docs"] = tested and Role.DOC in sums
    if deed in {"add", "allow", "implement"} or "feature" in sorts:
        signs["offers, code lines"] = lines
        marks |= {"offers, tested": tested, "offers, reference": "reference" in signs}
    if deed in {"fix", "guard"} or "fix" in sorts:
        signs["mends, code lines"] = lines
        marks["mends, tested"] = tested
    if deed in {"remove", "deprecate", "enforce", "retire"} or "interface" in sorts:
        signs["takes, lines deleted"] = signs["code deleted"]
        signs["takes, code"] = 1.0
    for sign, there in marks.items():
        if there:
            signs[sign] = 1.0
