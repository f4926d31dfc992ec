"""Measure how well changes are put together that release notes put under one entry.

    python bench/grouping.py --data DIR --out GROUPS.jsonl [--leave-one-out | --refit]

Reads `*.candidates.jsonl`, writes one partition a group: {"group", "partition": [[id, ...], ...]}. Where the
`*.labels.jsonl` lie beside them the pair F1 is printed: over the changes that some entry cites, in groups where at
least one pair belongs together; entries that cite more than eight changes are left out; by project, and their mean.
"""

import argparse
import json
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path
from typing import Any, TypeAlias

from treefall.model import Evidence, FileChange, FileSummary, Kind
from treefall.value.alike import WEIGHTS, signs
from treefall.value.group import group, look

Pair: TypeAlias = tuple[str, str]
Partition: TypeAlias = list[list[str]]

MOST_CITED = 8
RIDGE = 1.0
STEPS = 25


@dataclass(frozen=True)
class Case:
    """One person's half-year: its project, its changes, which of them are cited, which pairs belong together."""

    project: str
    name: str
    evidence: tuple[Evidence, ...]
    cited: frozenset[str]
    pairs: frozenset[Pair]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--leave-one-out", action="store_true", help="weights fitted on the other projects")
    parser.add_argument("--refit", action="store_true", help="print weights fitted on all projects, and use them")
    options = parser.parse_args()
    cases = [case for path in sorted(options.data.glob("*.candidates.jsonl")) for case in read(path)]
    weights = fitted(cases) if options.refit else WEIGHTS
    partitions: dict[str, Partition] = {}
    for project in sorted({case.project for case in cases}):
        chosen = fitted([case for case in cases if case.project != project]) if options.leave_one_out else weights
        partitions |= {case.name: parts(case, chosen) for case in cases if case.project == project}
    with options.out.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps({"group": name, "partition": found}) + "\n" for name, found in partitions.items())
    print(json.dumps({"weights": [round(weight, 2) for weight in weights]} | scores(cases, partitions)))


def read(path: Path) -> Iterable[Case]:
    labels = {row["group"]: row for row in rows(Path(str(path).replace(".candidates.", ".labels.")))}
    for row in rows(path):
        entries = labels.get(row["group"], {}).get("entries", {})
        together = defaultdict(list)
        for name, cites in entries.items():
            for cite in cites:
                together[cite].append(name)
        few = (names for names in together.values() if len(names) <= MOST_CITED)
        pairs = frozenset(pair for names in few for pair in combinations(sorted(names), 2))
        evidence = sorted(map(observed, row["candidates"]), key=lambda one: (one.at, one.id))
        yield Case(path.name.split(".")[0], row["group"], tuple(evidence), frozenset(entries), pairs)


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []


def observed(candidate: Mapping[str, Any]) -> Evidence:
    changes = tuple(FileChange(path=path, added=added, deleted=deleted) for path, added, deleted in candidate["files"])
    return Evidence(
        id=candidate["id"],
        at=datetime.fromisoformat(candidate["date"]).replace(tzinfo=UTC),
        source="git",
        origin="project",
        native=candidate["id"],
        kind=Kind.CHANGE,
        title=candidate["subject"],
        body=candidate["body"],
        files=FileSummary(
            count=max(candidate["n_files"], len(changes)),
            added=candidate["added"],
            deleted=candidate["deleted"],
            changes=changes,
        ),
        facts={"pull": candidate["pull"]} if candidate["pull"] else {},
    )


def parts(case: Case, weights: Sequence[float]) -> Partition:
    return [[one.id for one in piece] for piece in group(case.evidence, weights=weights)]


def fitted(cases: Sequence[Case]) -> tuple[float, ...]:
    """Return the weights of a ridge regression on the logit; every project counts the same, big groups little more."""
    many: defaultdict[str, int] = defaultdict(int)
    for case in cases:
        many[case.project] += bool(case.pairs)
    samples = []
    for case in (case for case in cases if case.pairs):
        names = [one.id for one in case.evidence]
        seen = [
            (pair(names[a], names[b]), (1.0, *found)) for (a, b), found in signs([look((e,)) for e in case.evidence])
        ]
        cited = [(both, found) for both, found in seen if case.cited.issuperset(both)]
        share = 1 / many[case.project] / math.sqrt(len(cited) or 1)
        samples += [(found, float(both in case.pairs), share) for both, found in cited]
    scale = len(samples) / sum(share for *_, share in samples)
    return newton([(found, truth, share * scale) for found, truth, share in samples])


def newton(samples: Sequence[tuple[tuple[float, ...], float, float]]) -> tuple[float, ...]:
    size = len(WEIGHTS)
    weights = [0.0] * size
    for _ in range(STEPS):
        slope = [-RIDGE * weight if place else 0.0 for place, weight in enumerate(weights)]
        bend = [[RIDGE * (row == column and row > 0) for column in range(size)] for row in range(size)]
        for found, truth, share in samples:
            sure = 1 / (1 + math.exp(-sum(map(float.__mul__, weights, found))))
            for row in range(size):
                slope[row] += share * (truth - sure) * found[row]
                for column in range(size):
                    bend[row][column] += share * sure * (1 - sure) * found[row] * found[column]
        weights = [weight + step for weight, step in zip(weights, solved(bend, slope), strict=True)]
    return tuple(weights)


def solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Return x of matrix x = right, by Gauss and Jordan; the matrix is positive definite."""
    lines = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    for place, line in enumerate(lines):
        line[:] = [value / line[place] for value in line]
        for other in lines[:place] + lines[place + 1 :]:
            other[:] = [value - other[place] * pivot for value, pivot in zip(other, line, strict=True)]
    return [line[-1] for line in lines]


def pair(one: str, other: str) -> Pair:
    return min(one, other), max(one, other)


def scores(cases: Sequence[Case], partitions: Mapping[str, Partition]) -> dict[str, Any]:
    counts: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for case in (case for case in cases if case.pairs):
        kept = ([name for name in names if name in case.cited] for names in partitions[case.name])
        found = {pair(*both) for names in kept for both in combinations(names, 2)}
        for place, number in enumerate((found & case.pairs, found - case.pairs, case.pairs - found)):
            counts[case.project][place] += len(number)
    projects = {
        project: {
            "f1": round(2 * right / (2 * right + wrong + missed), 3),
            "right": right,
            "wrong": wrong,
            "missed": missed,
        }
        for project, (right, wrong, missed) in counts.items()
    }
    return (
        {"f1": round(sum(p["f1"] for p in projects.values()) / len(projects), 3), "projects": projects}
        if counts
        else {}
    )


if __name__ == "__main__":
    main()
