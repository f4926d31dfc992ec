"""What makes no piece of work, and why: counted by its reason, never dropped in silence.

Consequence decides, not size: a one-line fix stays, eight thousand generated lines go.
"""

import re
from functools import lru_cache

from ..model import Evidence, FileChange, FileSummary


def _these(words: str) -> frozenset[str]:
    return frozenset(words.split())


_LOCK_FILES = _these(
    """
    bun.lock bun.lockb cargo.lock cartfile.resolved composer.lock conda-lock.yml deno.lock flake.lock
    gemfile.lock go.sum gradle.lockfile mix.lock module.bazel.lock npm-shrinkwrap.json package-lock.json
    package.resolved packages.lock.json pdm.lock pipfile.lock pixi.lock pnpm-lock.yaml podfile.lock poetry.lock
    pubspec.lock uv.lock yarn.lock .terraform.lock.hcl
    """
)
_VENDORED = re.compile(
    r"(?:^|/)(?:vendor|vendored|_vendor|third[_-]party|node_modules|bower_components|godeps|deps/[^/]+)/", re.IGNORECASE
)
_GENERATED = re.compile(
    r"_pb2(?:_grpc)?\.pyi?$|\.pb(?:\.gw)?\.(?:go|cc|h)$|_pb\.(?:js|d\.ts)$|\.min\.(?:js|css)$|\.(?:js|css)\.map$"
    r"|\.snap$|\.g\.dart$|[._]generated\.\w+$|\.designer\.cs$"
    r"|(?:^|/)(?:zz_generated[^/]*$|(?:dist|generated|__generated__|__snapshots__)/)",
    re.IGNORECASE,
)
_SAYS_GENERATED = re.compile(r"\b(?:re-?generat|auto-?generat|generated|snapshots?\b|vendor)", re.IGNORECASE)
_MOSTLY = 0.9  # of the lines, where the message says so as well; else all of them

_FIXUP = re.compile(r"(?:fixup|squash|amend)! ", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_REFERENCE = re.compile(r"#\d|\b[A-Z][A-Z0-9]+-\d")
_WIP = _these("wip tmp temp temporary checkpoint savepoint oops draft")
_FILLER = _these(
    """
    a again all an and apply applied at by change changes changed code comment comments commit current doc docs
    docstring docstrings everything few file files final fix fixed fixes fixing for from how i in it its last
    latest little make master main minor misc more my new now of on one our please readme remove md review run
    save several silly small some still stuff sync test tests that the things this tiny to try up update updated
    updates various version what with work working
    """
)
_STYLE = _these(
    """
    autoformat autopep black blank clang eslint flake format formatted formatter formatting gofmt gofumpt
    imports indent indentation isort lint linter linting lints newline newlines pep prettier prettify pylint
    reformat reformatted rubocop ruff rustfmt scalafmt spaces style stylistic tabs trailing unused warnings
    whitespace whitespaces yapf
    """
)
_STYLE_ALONE = _STYLE - _these("blank imports spaces style tabs trailing unused warnings")
_TYPO = _these("typo typos spelling grammar misspelling misspellings wording punctuation")
_SAYS_NOTHING = _FILLER | _WIP | _STYLE | _TYPO
_TRAILER = re.compile(r"[A-Z][A-Za-z]*(?:-[A-Za-z]+)+: |$")
_SUBSTANTIAL = 30  # hand-written lines that speak for themselves where the message does not


def noise(evidence: Evidence) -> str:
    """Return why `evidence` makes no piece of work, in a word or two, or "" where it does."""
    return _merge(evidence) or _by_files(evidence) or _by_words(evidence)


@lru_cache(maxsize=1 << 15)
def unwritten(path: str) -> str:
    """Return why nobody wrote the file at `path` ("lock file", "vendored", "generated"), or "" where somebody did."""
    if path.rpartition("/")[2].lower() in _LOCK_FILES:
        return "lock file"
    if _VENDORED.search(path):
        return "vendored"
    return "generated" if _GENERATED.search(path) else ""


def lines(change: FileChange) -> int:
    """Return how many lines of a file were touched; one where that cannot be said."""
    return (change.added or 0) + (change.deleted or 0) or 1


def _merge(evidence: Evidence) -> str:
    parents = evidence.facts.get("parents", 1)
    return "merge" if isinstance(parents, int) and parents > 1 else ""


def _by_files(evidence: Evidence) -> str:
    files = evidence.files
    if files is None:
        return ""
    if not files.count:
        return "empty"
    found = [(lines(change), why) for change in files.changes if (why := unwritten(change.path))]
    if not found:
        return ""
    total = max(sum(map(lines, files.changes)), files.added + files.deleted)
    enough = total * (_MOSTLY if _SAYS_GENERATED.search(evidence.title) else 1)
    return max(found)[1] if sum(count for count, _ in found) >= enough else ""


def _by_words(evidence: Evidence) -> str:
    """Judge a message all of whose words say nothing, or only how the change looks."""
    words = {word.lower() for word in _WORD.findall(evidence.title)}
    if _FIXUP.match(evidence.title):
        return "wip or fixup"
    if evidence.source == "note" or not words <= _SAYS_NOTHING:
        return ""
    if words & _STYLE_ALONE:
        return "formatting"
    if _explained(evidence) or (not words & _TYPO and _written(evidence.files) >= _SUBSTANTIAL):
        return ""
    reasons = (("typo", words & _TYPO), ("wip or fixup", words & _WIP), ("says too little", words))
    return next((reason for reason, said in reasons if said), "no message")


def _explained(evidence: Evidence) -> bool:
    said = any(not _TRAILER.match(line) for line in evidence.body.splitlines())
    return said or bool(_REFERENCE.search(evidence.title))


def _written(files: FileSummary | None) -> int:
    changes = files.changes if files else ()
    return sum(lines(change) for change in changes if not unwritten(change.path))
