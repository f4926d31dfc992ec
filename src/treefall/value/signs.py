"""Signs of consequence: what can be read off a piece of work, and off its neighbours, before anything is weighed.

A sign is a name and a number; a sign that is absent is 0 and is not listed. `own_signs` reads one sketch alone,
`kindred_signs` reads it among the others of its half-year. None of them knows the person's project, its language or
its habits by name.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from ..model import FileChange
from .lexicon import LABELS, TOPICS, VERBS
from .paths import Place, Role, place

_LABEL = re.compile(r"\W*([A-Za-z][\w+-]*(?:[/,&| +]+[A-Za-z-]{2,13}){0,3})\]?(?:\([^)]*\))?(!?)\s*[:\]]\s*(?=\S)")
_CAPITALS = re.compile(r"\W*((?:[A-Z]{2,7}[/,&| +]*)+)(?=\s+[A-Za-z`])")
_STATUS = re.compile(r"\s*\[\s*(?:MRG|WIP|MERGE|RFC|READY)[^\]]*\]:?\s*", re.IGNORECASE)
_WORD = re.compile(r"[a-z][a-z0-9']+")
_NAME = re.compile(r"\w\.[a-z_]\w|\w_\w|\w\(|[a-z][A-Z]\w|(?<!\w)--[a-z]|`")
_INSIDER = re.compile(r"(?<!\w)_[a-z]\w+")
_CLOSES = re.compile(
    r"\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)\b[\s:]{0,3}(?:issue\s)?(?:#|gh-)(\d+)", re.IGNORECASE
)
_REFERENCE = re.compile(r"(?:#|gh-)(\d{2,7})\b", re.IGNORECASE)
_BULLET = re.compile(r"^\s*[*-] ", re.MULTILINE)
_MOST_BODY = 1_500  # characters that are read; what matters is said early
_NEW_FILE = 15  # lines: a shorter file without a deleted line may as well be an old one that grew
_LABELS_READ = 3
_WORDS_READ = 3


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


def labels(subject: str) -> tuple[tuple[str, ...], str]:
    """Return the sorts of labels that stand before `subject` ("fix", "feature", "scope", ...) and the rest of it."""
    rest = _STATUS.sub("", subject)
    found: list[str] = []
    for _ in range(_LABELS_READ):
        match = _LABEL.match(rest) or _CAPITALS.match(rest)
        if match is None:
            break
        words = re.findall(r"[a-z][a-z0-9]*", match[1].lower())
        sorts = [LABELS[word] for word in words if word in LABELS]
        if match.re is _CAPITALS and not sorts:
            break
        found += sorts or ["scope"]
        if match.re is _LABEL and match[2]:
            found.append("interface")
        rest = rest[match.end() :].lstrip(" :]-")
    return tuple(found), rest


def closed_issue(sketch: Sketch) -> str:
    """Return the number of the first issue that the message says it closes, or ""."""
    match = _CLOSES.search(f"{sketch.subject}\n{sketch.body[:_MOST_BODY]}")
    return match[1] if match else ""


def first_word(subject: str, topic: str) -> str:
    """Return the first word of `subject` that is about `topic` (a sort of `lexicon.TOPICS`), or ""."""
    return next((word for word in _WORD.findall(labels(subject)[1].lower()) if TOPICS.get(word) == topic), "")


def own_signs(sketch: Sketch, places: dict[str, Place]) -> dict[str, float]:
    """Return the signs that `sketch` bears by itself; `places` remembers what each path says and is filled."""
    sorts, rest = labels(sketch.subject)
    signs = {f"label {sort}": 1.0 for sort in sorts}
    signs.update(_subject_signs(rest))
    signs.update(_body_signs(sketch))
    signs.update(_file_signs(sketch, places))
    signs["commits"] = math.log(sketch.commits)
    if not sketch.pull:
        signs["no pull request"] = 1.0
    signs.update(_together(signs))
    return signs


def _subject_signs(rest: str) -> dict[str, float]:
    words = _WORD.findall(rest.lower())
    signs = {f"subject {TOPICS[word]}": 1.0 for word in words if word in TOPICS}
    verb = next((VERBS[word] for word in words[:_WORDS_READ] if word in VERBS), "none")
    signs[f"verb {verb}"] = 1.0
    signs["subject words"] = math.log1p(len(words))
    if _NAME.search(rest):
        signs["subject names code"] = 1.0
    if _INSIDER.search(rest):
        signs["subject names insides"] = 1.0
    return signs


def _body_signs(sketch: Sketch) -> dict[str, float]:
    body = sketch.body[:_MOST_BODY]
    if not body:
        return {"no body": 1.0}
    words = Counter(TOPICS[word] for word in _WORD.findall(body.lower()) if word in TOPICS)
    signs = {f"body {sort}": math.log1p(min(count, 7)) for sort, count in words.items()}
    signs["body length"] = math.log1p(len(sketch.body))
    signs["body lines"] = math.log1p(sketch.body.count("\n"))
    signs["body bullets"] = math.log1p(len(_BULLET.findall(body)))
    signs["body shows code"] = math.log1p(body.count("`") // 2 + body.count(">>>"))
    signs["references"] = math.log1p(len(_REFERENCE.findall(body)))
    if _CLOSES.search(body):
        signs["closes an issue"] = 1.0
    return signs


def _file_signs(sketch: Sketch, places: dict[str, Place]) -> dict[str, float]:
    signs: dict[str, float] = {}
    sums: dict[Role, list[int]] = {}
    for file in sketch.files:
        plus, minus = file.added or 0, file.deleted or 0
        what = (places.get(file.path) or places.setdefault(file.path, place(file.path))).role
        total = sums.setdefault(what, [0, 0, 0])
        total[0] += 1
        total[1] += plus
        total[2] += minus
        if plus >= _NEW_FILE and not minus:
            signs[f"new {what}"] = 1.0
        elif minus >= _NEW_FILE and not plus:
            signs[f"gone {what}"] = 1.0
    lines = max(1, sum(plus + minus for _, plus, minus in sums.values()))
    for what, (count, plus, minus) in sums.items():
        signs[f"touches {what}"] = 1.0
        signs[f"{what} files"] = math.log1p(count)
        signs[f"{what} added"] = math.log1p(plus)
        signs[f"{what} deleted"] = math.log1p(minus)
        signs[f"{what} share"] = (plus + minus) / lines
    if len(sums) == 1:
        signs[f"only {next(iter(sums))}"] = 1.0
    if Role.CODE not in sums and Role.OTHER not in sums:
        signs["no product file"] = 1.0
    _, plus, minus = sums.get(Role.CODE, (0, 0, 0))
    signs.update(_shape_signs(sketch, plus, minus))
    signs.update(_surface_signs([places[file.path] for file in sketch.files]))
    return signs


def _shape_signs(sketch: Sketch, added: int, deleted: int) -> dict[str, float]:
    net = added - deleted
    return {
        "lines added": math.log1p(sketch.added),
        "lines deleted": math.log1p(sketch.deleted),
        "files": math.log1p(sketch.count),
        "lines a file": math.log1p((sketch.added + sketch.deleted) / max(1, sketch.count)),
        "growth": net / (added + deleted + 5),
        "churn": 1 - abs(net) / max(1, added + deleted),
        "net code": math.copysign(math.log1p(abs(net)), net),
    }


def _surface_signs(found: Sequence[Place]) -> dict[str, float]:
    signs: dict[str, float] = {}
    for where in found:
        if where.public:
            signs["public"] = 1.0
        if where.entry:
            signs["entry"] = 1.0
        if where.reference:
            signs["reference"] = 1.0
    product = [where for where in found if where.product]
    if product:
        signs["private share"] = sum(where.private for where in product) / len(product)
        signs["areas"] = math.log1p(len({where.folder for where in product}))
        signs["depth"] = sum(where.depth for where in product) / len(product)
    return signs


def _together(signs: dict[str, float]) -> dict[str, float]:
    """Return signs that mean more together than apart."""
    code = signs.get("touches code", 0.0)
    lines = signs.get("code added", 0.0)
    offers = float("label feature" in signs or "verb add" in signs or "verb allow" in signs)
    mends = float("label fix" in signs or "verb fix" in signs)
    takes = float("label interface" in signs or "verb remove" in signs or "verb deprecate" in signs)
    tested = code * signs.get("touches test", 0.0)
    written = code * signs.get("touches doc", 0.0)
    found = {
        "code with tests": tested,
        "code with docs": written,
        "code with tests and docs": tested * written,
        "code with reference": code * signs.get("reference", 0.0),
        "offers, code lines": offers * lines,
        "offers, tested": offers * tested,
        "offers, reference": offers * code * signs.get("reference", 0.0),
        "mends, code lines": mends * lines,
        "mends, tested": mends * tested,
        "takes, code": takes * code,
        "takes, lines deleted": takes * signs.get("code deleted", 0.0),
    }
    return {sign: value for sign, value in found.items() if value}


def kindred_signs(
    sketches: Sequence[Sketch], own: Sequence[dict[str, float]], places: dict[str, Place]
) -> list[dict[str, float]]:
    """Return the signs that each of `sketches` (oldest first, of one half-year) bears among the others."""
    product = [_product_paths(sketch, places) for sketch in sketches]
    signs: list[dict[str, float]] = [{} for _ in sketches]
    _add_ranks(own, signs)
    _add_rarity(product, places, signs)
    _add_sequence(sketches, product, signs)
    _add_citations(sketches, signs)
    return signs


_RANKED = (
    "lines added",
    "code added",
    "test added",
    "code deleted",
    "files",
    "doc added",
    "code files",
    "body length",
    "net code",
    "growth",
)


def _product_paths(sketch: Sketch, places: dict[str, Place]) -> frozenset[str]:
    return frozenset(file.path for file in sketch.files if places[file.path].product)


def _add_ranks(own: Sequence[dict[str, float]], signs: Sequence[dict[str, float]]) -> None:
    for sign in _RANKED:
        name = f"rank, {sign}"
        values = [found.get(sign, 0.0) for found in own]
        shares = _shares(values)
        for value, into in zip(values, signs, strict=True):
            into[name] = shares[value]


def _shares(values: Sequence[float]) -> dict[float, float]:
    """Return, for each value, the share of `values` below it and half of those like it."""
    shares: dict[float, float] = {}
    below = 0
    for value, count in sorted(Counter(values).items()):
        shares[value] = (below + count / 2) / len(values)
        below += count
    return shares


def _add_rarity(
    product: Sequence[frozenset[str]], places: Mapping[str, Place], signs: Sequence[dict[str, float]]
) -> None:
    files = Counter(path for paths in product for path in paths)
    folders = [frozenset(places[path].area for path in paths) for paths in product]
    areas = Counter(folder for found in folders for folder in found)
    for paths, found, into in zip(product, folders, signs, strict=True):
        into["rare files"] = _rarity(paths, files, len(product))
        into["rare areas"] = _rarity(found, areas, len(product))


def _rarity(names: Iterable[str], times: Counter[str], total: int) -> float:
    """Return the mean of log(total / times), the information of a name in nats."""
    seen = [times[name] for name in names]
    return math.log(total) - math.fsum(map(math.log, seen)) / len(seen) if seen else 0.0


def _add_sequence(
    sketches: Sequence[Sketch], product: Sequence[frozenset[str]], signs: Sequence[dict[str, float]]
) -> None:
    later: Counter[str] = Counter()
    for paths, into in zip(reversed(product), reversed(signs), strict=True):
        into["touched later"] = math.log1p(sum(later[path] for path in paths) / max(1, len(paths)))
        later.update(paths)
    seen: set[str] = set()
    made: set[str] = set()
    for sketch, paths, into in zip(sketches, product, signs, strict=True):
        into["first touch"] = len(paths - seen) / max(1, len(paths))
        if not made.isdisjoint(paths):
            into["touches what is new"] = 1.0
        made.update(
            file.path
            for file in sketch.files
            if (file.added or 0) >= _NEW_FILE and not file.deleted and file.path in paths
        )
        seen |= paths


def _add_citations(sketches: Sequence[Sketch], signs: Sequence[dict[str, float]]) -> None:
    at = {sketch.pull.lstrip("#!"): nth for nth, sketch in enumerate(sketches) if sketch.pull}
    cited: Counter[int] = Counter()
    for nth, sketch in enumerate(sketches):
        for number in _REFERENCE.findall(f"{sketch.subject}\n{sketch.body[:_MOST_BODY]}"):
            other = at.get(number, nth)
            if other != nth:
                cited[other] += 1
                signs[nth]["cites another"] = 1.0
    for nth, count in cited.items():
        signs[nth]["cited"] = math.log1p(count)
