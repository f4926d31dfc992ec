"""What a repository's names say: where history ends, what counts as landed, and what was released."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from ...errors import SourceError
from ...ports import ProgramFailed
from .cursor import Release
from .repository import Repository

_LEFT_OUT = re.compile(
    r"refs/(?:stash$|notes/|replace/|original/|bisect/|prefetch/|rewritten/|worktree/|keep-around/)"
    r"|refs/(?:pull|merge-requests)/\d+/merge$"
)
_BRANCH = re.compile(r"refs/(?:heads|remotes/[^/]+)/(.+)")
_MAIN = ("main", "master", "trunk", "develop", "default")
_RELEASE_BRANCH = re.compile(
    r"(?:rel|release|releases|stable|maint|maintenance|support|lts)[-_/.]?v?\d.*"  # release-1, stable/4.2.x, maint-2.3
    r"|releases?/.+|stable|production"
    r"|v?\d+(?:[._-](?:\d+|x|y))*(?:-stable)?",  # 3.12, v1.x, 7-0-stable
    re.IGNORECASE,
)
_VERSION = re.compile(r"(?:^|[-_/@.]|v|ver|version|rel|release)(\d[\w.+-]*)$", re.IGNORECASE)
_KEEPSAKE = re.compile(r"backup|archive|before|old|wip|tmp", re.IGNORECASE)  # tags that people set for themselves
_BEFORE_RELEASE = re.compile(r"(?<![a-z])(?:rc|alpha|beta|pre|dev|snapshot|nightly|[abcm]\d)", re.IGNORECASE)
_COMMITTED = re.compile(rb"^committer .*> (\d+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Refs:
    """Where a repository's history ends.

    Attributes:
        tips: every object that a branch, tag, remote-tracking branch or HEAD names, sorted, each once.
        landed: those of main and release branches and of versions, sorted.
        releases: the final versions, in the order of history.
        mains: the ends of the main branches; the first parents of the first of them lead to the root that names the
            repository.
    """

    tips: tuple[str, ...]
    landed: tuple[str, ...]
    releases: tuple[Release, ...]
    mains: tuple[str, ...]

    @property
    def main(self) -> str:
        """Return the end of the first of the main branches, or "" where there is none."""
        return next(iter(self.mains), "")


def understood(repository: Repository, listing: str) -> Refs:
    """Return what the names in `listing` (from `glance.glance`) say.

    Raises:
        SourceError: the repository cannot be read.
    """
    lines = (line.partition(" ") for line in listing.splitlines())
    named = {name.removesuffix("^{}"): sha for sha, _, name in lines}  # a tag's commit follows the tag itself
    named = {name: sha for name, sha in named.items() if not _LEFT_OUT.match(name)}
    tags = {name.removeprefix("refs/tags/"): sha for name, sha in named.items() if name.startswith("refs/tags/")}
    releases = tuple(sorted(_releases(repository, tags), key=lambda found: (found.at, _natural(found.name))))
    mains = [named[name] for name in _main_branches(repository, named)]
    landed = {*mains, *(found.sha for found in releases), *(named[name] for name in named if _is_release_branch(name))}
    return Refs(
        tips=tuple(sorted({*named.values(), *landed})),
        landed=tuple(sorted(landed)),
        releases=tuple(found for found in releases if found.final),
        mains=tuple(dict.fromkeys(mains)),
    )


def _main_branches(repository: Repository, named: dict[str, str]) -> Sequence[str]:
    """Name the main branches: those with well-known names, what remotes call theirs, and where none is found HEAD."""
    pointed = [name.replace("/HEAD", "") for name in named if re.fullmatch(r"refs/remotes/[^/]+/HEAD", name)]
    if pointed:
        pointed = repository.text("for-each-ref", "--format=%(symref)", "refs/remotes/*/HEAD").split()
    known = [name for main in _MAIN for name in named if _branch(name) == main]
    found = [name for name in dict.fromkeys([*known, *pointed]) if name in named]
    return found or [name for name in ("HEAD",) if name in named]


def _branch(name: str) -> str:
    found = _BRANCH.fullmatch(name)
    return found[1] if found else ""


def _is_release_branch(name: str) -> bool:
    return bool(_RELEASE_BRANCH.fullmatch(_branch(name)))


def _releases(repository: Repository, tags: dict[str, str]) -> Iterator[Release]:
    versions = {tag: found[1] for tag in tags if not _KEEPSAKE.search(tag) and (found := _VERSION.search(tag))}
    contents = _commits(repository, [tags[tag] for tag in versions])
    for (tag, version), content in zip(versions.items(), contents, strict=False):
        made = _COMMITTED.search(content.partition(b"\n\n")[0])
        if made:
            yield Release(int(made[1]), tag, tags[tag], not _BEFORE_RELEASE.search(version))


def _commits(repository: Repository, shas: Sequence[str]) -> Iterator[bytes]:
    """Yield the content of each of `shas`, b"" where it is no commit; ends at the first that is broken."""
    chunks: list[bytes] = []
    with suppress(ProgramFailed):
        chunks.extend(repository.read("cat-file", "--batch", stdin=("".join(f"{sha}\n" for sha in shas).encode(),)))
    data, at = b"".join(chunks), 0
    while at < len(data):
        end = data.index(b"\n", at)
        head = data[at:end].split()
        size = int(head[2]) + 1 if len(head) == len(("name", "kind", "size")) else 0
        yield data[end + 1 : end + 1 + size] if head[1] == b"commit" else b""
        at = end + 1 + size


def _natural(name: str) -> list[tuple[int, str]]:
    return [(int(digits or 0), word) for word, digits in re.findall(r"(\D*)(\d*)", name)]


def origin(repository: Repository, start: str) -> str:
    """Return the root that is reached from `start` by first parents: the same in every copy of a repository.

    In a shallow copy it is the oldest commit there is; where history is broken, `start` itself.
    """
    try:
        found = repository.text("rev-list", "--first-parent", "--max-parents=0", start, "--")
    except SourceError:
        return start
    return found or start
