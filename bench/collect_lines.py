"""Print the commits that HEAD reaches, one JSON line each, as the git source reads them from a stranger's repository.

    python bench/collect_lines.py REPO

A line: {"id", "subject", "author", "date", "files", "parents"}: date in whole seconds since 1970, subject and author
made safe to display, files the number touched (null where the repository cannot say, and for merges). Exit status 3
and one line on standard error where the repository is refused.
"""

import json
import os
import sys
from collections.abc import Iterator
from itertools import islice

from treefall.display import display
from treefall.errors import SourceError
from treefall.ports import ProgramFailed
from treefall.sources.git.commit import evidence, moment
from treefall.sources.git.counts import counted
from treefall.sources.git.glance import glance
from treefall.sources.git.history import Trouble, parsed, records
from treefall.sources.git.reading import border
from treefall.sources.git.repository import Repository, Stopped, refusal
from treefall.sources.git.trailers import roles
from treefall.world import real_world

_LOT = 500


def lines(repository: Repository) -> Iterator[str]:
    listing, _ = glance(repository)
    heads = [line.split()[0] for line in listing.splitlines() if line.endswith(" HEAD")]
    trouble = Trouble()
    shallow = border(repository) if heads else frozenset()
    commits = map(parsed, records(repository, heads, (), trouble))
    while lot := list(islice(commits, _LOT)):
        single = [commit.sha for commit in lot if len(commit.parents) <= 1 and commit.sha not in shallow]
        files = counted(repository, single)
        for commit in lot:
            found = evidence(commit, roles(commit), moment(commit.date), commit.sha, files.get(commit.sha))
            yield json.dumps(
                {
                    "id": found.native,
                    "subject": display(found.title),
                    "author": display(found.roles[0].name),
                    "date": int(found.at.timestamp()),
                    "files": None if found.files is None else found.files.count,
                    "parents": len(commit.parents),
                }
            )
    for problem in trouble.rejected:
        print(display(f"{problem.where}: {problem.why}"), file=sys.stderr)


def main() -> int:
    repository = Repository(os.path.realpath(sys.argv[1]), real_world())
    try:
        for line in lines(repository):
            print(line)
    except (SourceError, ProgramFailed, Stopped) as error:
        if isinstance(error, SourceError):
            refused = error
        else:
            refused = error.refusal if isinstance(error, Stopped) else refusal(repository.path, error)
        print(display(f"{refused}. {refused.hint}"), file=sys.stderr)
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main())
