"""What makes no piece of work, and why: counted by its reason, never dropped in silence.

Consequence decides, not size: a one-line fix stays, eight thousand generated lines go.
"""

import re
from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from functools import lru_cache

from ..model import OWN_WORDS, Evidence, FileChange, FileSummary


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
_VENDORED = _these("vendor vendored _vendor third_party third-party node_modules bower_components godeps")
_DEPENDENCY = re.compile(r"/deps/[^/]+/")
_BUILT = _these("dist generated __generated__ __snapshots__")
_GENERATED = re.compile(
    r"_pb2(?:_grpc)?\.pyi?$|\.pb(?:\.gw)?\.(?:go|cc|h)$|_pb\.(?:js|d\.ts)$|\.min\.(?:js|css)$|\.(?:js|css)\.map$"
    r"|\.snap$|\.g\.dart$|[._]generated\.\w+$|\.designer\.cs$|^zz_generated",
    re.IGNORECASE,
)
_SAYS_GENERATED = re.compile(r"\b(?:re-?generat|auto-?generat|generated|snapshots?\b|vendor)", re.IGNORECASE)
_MARKS = ("vendored", "generated")
_MOSTLY = 0.9  # of the lines, where the message says so as well; else all of them

_EVERYBODYS = re.compile(r"(?:change(?:s|log)|history|news|releases?)(?:[.-]|$)", re.IGNORECASE)
_NEWS = re.compile(r"change-?log|release notes?|whats-?new|\bnews\b", re.IGNORECASE)
_SUBTREE = re.compile(r"Squashed '[^']+' (?:changes from|content from commit) [0-9a-f]")  # as git-subtree says it
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
_RELEASING = _these(
    "bump bumped bumping cut cutting prepare prepared preparing release released releases releasing version"
)
_OF_RELEASES = _RELEASING | _these(
    """
    a after alpha and back begin beta branch build changelog chore cycle dev development final for from ga in is master
    maintenance next number of pre rc set snapshot start starting stable tag the to update updated v versions
    """
)
_NUMBERED = re.compile(r"(?<![\w.])v?\d+(?:\.\d+)+", re.IGNORECASE)
_NUMBER_ALONE = re.compile(r"\W*(?:v\d+(?:\.\d+)+|\d+\.\d+\.\d+)\S*(?:\s*\(#\d+\))?\s*", re.IGNORECASE)
_TRAILER = re.compile(r"[A-Z][A-Za-z]*(?:-[A-Za-z]+)+: |$")
_A_LINE_OR_TWO = 5
_WIDE, _EVEN = 20, 0.7  # files, and lines added to lines deleted, of a sweep
_SUBSTANTIAL = 30  # hand-written lines that speak for themselves where the message does not


def noise(evidence: Evidence) -> str:
    """Return why `evidence` makes no piece of work, in a word or two, or "" where it does."""
    return _merge(evidence) or _by_files(evidence) or _by_words(evidence)


def unwritten(path: str) -> str:
    """Return why nobody wrote the file at `path` ("lock file", "vendored", "generated"), or "" where somebody did."""
    folder, _, name = path.rpartition("/")
    return _unwritten_name(name) or (_unwritten_in(folder) if folder else "")


@lru_cache(maxsize=1 << 15)
def _unwritten_name(name: str) -> str:
    if name.lower() in _LOCK_FILES:
        return "lock file"
    return "generated" if _GENERATED.search(name) else ""


@lru_cache(maxsize=1 << 15)
def _unwritten_in(folder: str) -> str:
    """Return why nobody wrote what lies in `folder`."""
    low = f"/{folder.lower()}/"
    if any(f"/{home}/" in low for home in _VENDORED) or _DEPENDENCY.search(low):
        return "vendored"
    return "generated" if any(f"/{home}/" in low for home in _BUILT) else ""


def is_everybodys(path: str) -> bool:
    """Say whether the file at `path` is one that every change touches: a list of changes."""
    return _is_list_of_changes(path.rpartition("/")[2])


@lru_cache(maxsize=1 << 15)
def _is_list_of_changes(name: str) -> bool:
    return _EVERYBODYS.match(name) is not None


def foreign(evidence: Evidence) -> Mapping[str, str]:
    """Return the paths of `evidence` that nobody wrote, mostly none, each with why.

    That is told by themselves, and by what the source read in the files and in `.gitattributes` (the facts `generated`
    and `vendored`: paths, one a line).
    """
    changes = evidence.files.changes if evidence.files else ()
    found = {change.path: why for change in changes if (why := unwritten(change.path))}
    return {**_marked(evidence), **found} if evidence.facts else found


def written(evidence: Evidence) -> int:
    """Return how many lines of `evidence` somebody wrote by hand."""
    others, changes = foreign(evidence), evidence.files.changes if evidence.files else ()
    return sum([lines(change) for change in changes if change.path not in others])


def lines(change: FileChange) -> int:
    """Return how many lines of a file were touched; one where that cannot be said."""
    return (change.added or 0) + (change.deleted or 0) or 1


def _merge(evidence: Evidence) -> str:
    parents = evidence.facts.get("parents", 1)
    return "merge" if isinstance(parents, int) and parents > 1 else ""


def _by_files(evidence: Evidence) -> str:
    summary = evidence.files
    if summary is None:
        return ""
    if not summary.count:
        return "empty"
    if _SUBTREE.match(evidence.title):
        return "vendored"
    if _is_news(summary, evidence.title):
        return "changelog" if summary.changes else ""
    others = foreign(evidence)
    found = [(lines(change), others[change.path]) for change in summary.changes if change.path in others]
    if not found:
        return ""
    total = max(sum(map(lines, summary.changes)), summary.added + summary.deleted)
    enough = total * (_MOSTLY if _SAYS_GENERATED.search(evidence.title) else 1)
    return max(found)[1] if sum(count for count, _ in found) >= enough else ""


def _is_news(summary: FileSummary, title: str) -> bool:
    """Say whether a change only tells users of others: a line or two, or a few more where its words say so."""
    touched = summary.added + summary.deleted
    if touched > _SUBSTANTIAL or not all(map(is_everybodys, [one.path for one in summary.changes])):
        return False
    return touched <= _A_LINE_OR_TWO or _NEWS.search(title) is not None


def _by_words(evidence: Evidence) -> str:
    """Judge a message all of whose words say nothing, or only how the change looks."""
    said = list(map(str.lower, _WORD.findall(evidence.title)))
    if "! " in evidence.title and _FIXUP.match(evidence.title):
        return "wip or fixup"
    if _is_sweep(evidence.files) and not _STYLE_ALONE.isdisjoint(said):
        return "formatting"
    if evidence.source in OWN_WORDS:
        return ""
    if _only_numbers(evidence, said):
        return "version bump"
    return _by_empty_words(evidence, set(said)) if _SAYS_NOTHING.issuperset(said) else ""


def _by_empty_words(evidence: Evidence, words: AbstractSet[str]) -> str:
    if words & _STYLE_ALONE:
        return "formatting"
    if _explained(evidence) or (not words & _TYPO and written(evidence) >= _SUBSTANTIAL):
        return ""
    reasons = (("typo", words & _TYPO), ("wip or fixup", words & _WIP), ("says too little", words))
    return next((reason for reason, said in reasons if said), "no message")


def _only_numbers(evidence: Evidence, said: Collection[str]) -> bool:
    """Say whether a change gives a release its number, by its message, and changes little besides."""
    title = evidence.title
    if not _OF_RELEASES.issuperset(said):
        return False
    if not _NUMBER_ALONE.fullmatch(title) and (_RELEASING.isdisjoint(said) or not _NUMBERED.search(title)):
        return False
    changes = evidence.files.changes if evidence.files else ()
    return sum([lines(change) for change in changes if not is_everybodys(change.path)]) < _SUBSTANTIAL


def _is_sweep(summary: FileSummary | None) -> bool:
    """Say whether a change touches many files and leaves them as long as they were."""
    if summary is None or summary.count < _WIDE:
        return False
    return min(summary.added, summary.deleted) >= _EVEN * max(summary.added, summary.deleted)


def _explained(evidence: Evidence) -> bool:
    said = any(not _TRAILER.match(line) for line in evidence.body.splitlines())
    return said or bool(_REFERENCE.search(evidence.title))


def _marked(evidence: Evidence) -> Mapping[str, str]:
    facts = evidence.facts
    return {path: why for why in _MARKS if why in facts for path in str(facts[why]).split("\n")}
