"""Compare the line counts that the git source reads with git's own, commit by commit and file by file.

    python bench/counts.py --repo PATH...

Prints, for each repository, {"commits", "files", "renamed", "binary", "different"}: how many commits that are no
merges, files, renamed and binary ones among them were compared, and the shas of the commits that differ. Exits with 1
if there are any. Git's own are those of `git log --all --no-merges --numstat -M`. Of a commit with more files than the
source keeps, the sums are compared.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

from treefall.model import Evidence, FileSummary
from treefall.sources.git import ANYBODY, Git
from treefall.world import real_world

_LOG = ("log", "--all", "--no-merges", "--numstat", "-M", "-z", "--format=%x01%H", "--no-show-signature")

Counted: TypeAlias = tuple[str, str, int | None, int | None]
"""A file's former path ("" where it was not renamed), its path, and the lines that were added and deleted."""


def read(repository: str) -> dict[str, FileSummary]:
    batches = Git(repository, ANYBODY).fetch(None, real_world())
    found = (entry for batch in batches for entry in batch.entries if isinstance(entry, Evidence))
    return {one.native: one.files for one in found if one.files is not None}


def by_git(repository: str) -> Iterator[tuple[str, list[Counted]]]:
    with subprocess.Popen(["git", "-C", repository, *_LOG], stdout=subprocess.PIPE) as log:
        rest = b""
        while chunk := log.stdout.read(1 << 20) if log.stdout else b"":
            *whole, rest = (rest + chunk).split(b"\x01")
            yield from map(parsed, filter(None, whole))
        yield parsed(rest)


def parsed(record: bytes) -> tuple[str, list[Counted]]:
    sha, *tokens = record.decode("utf-8", "replace").split("\0")
    left = iter(tokens)
    return sha.strip(), [counted(token.lstrip("\n"), left) for token in left if token.strip("\n")]


def counted(token: str, left: Iterator[str]) -> Counted:
    added, deleted, path = token.split("\t", 2)
    old, path = ("", path) if path else (next(left), next(left))
    return old, path, None if added == "-" else int(added), None if deleted == "-" else int(deleted)


def same(ours: FileSummary | None, files: list[Counted]) -> bool:
    if ours is None:
        return False
    sums = sum(file[2] or 0 for file in files), sum(file[3] or 0 for file in files)
    if (ours.count, ours.added, ours.deleted) != (len(files), *sums):
        return False
    kept = [(change.old, change.path, change.added, change.deleted) for change in ours.changes]
    return kept == files or len(kept) < len(files)


def compared(repository: str) -> dict[str, object]:
    ours = read(repository)
    commits = files = renamed = binary = 0
    different = []
    for sha, counts in by_git(repository):
        commits += 1
        files += len(counts)
        renamed += sum(bool(file[0]) for file in counts)
        binary += sum(file[2] is None for file in counts)
        if not same(ours.pop(sha, None), counts):
            different.append(sha)
    return {
        "commits": commits,
        "files": files,
        "renamed": renamed,
        "binary": binary,
        "different": [*different, *ours],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repo", required=True, nargs="+")
    results = {repository: compared(str(Path(repository).resolve())) for repository in parser.parse_args().repo}
    print(json.dumps({Path(repository).name: found for repository, found in results.items()}, indent=1))
    sys.exit(any(found["different"] for found in results.values()))


if __name__ == "__main__":
    main()
