"""Find in people's work what their projects told the world about, and score it: the judge of the ranking.

    bench/highlights.py --data DIR --out RANKING.jsonl                   with the weights that are shipped
    bench/highlights.py --data DIR --out RANKING.jsonl --leave-one-out   each project with weights fitted on the others
    bench/highlights.py --data DIR --out RANKING.jsonl --ablate          the same, without each family of signs in turn
    bench/highlights.py --data DIR --out RANKING.jsonl --bare            with the labels before the words taken off
    bench/highlights.py --data DIR --refit                               write new weights into the package

Reads `*.candidates.jsonl`; `*.labels.jsonl` beside them are read only to fit and to score. Fitting needs numpy.
"""

import argparse
import json
import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import treefall.value.weights as shipped
from treefall.model import FileChange
from treefall.value.deed import labels
from treefall.value.rank import GAINS, Sketch, signs_of

if TYPE_CHECKING:
    from numpy import float64, int_
    from numpy.typing import NDArray

Row = tuple[float, float, float]
Weights = Mapping[str, Row]
Signs = dict[str, float]

RIDGE = 0.05  # of the standardised weights, against a mean loss of 1 a group
SMALL = 0.002  # a weight of fewer log-odds a standard deviation is left out of the table
FEW = 20  # candidates: a sign that fewer bear is not learned
MISSED = 0.4  # of its chance: what is credited to a piece without a label, since a fifth of those lack one by mistake
STEPS = 7  # of Newton; the loss is convex and is flat long before
STILL = 0.002  # a step that moves no standardised weight more is the last
BARE = 0.25  # of the training: the same pieces without the labels before their words, which few projects have
TOP = 10

FAMILIES: Mapping[str, tuple[str, ...]] = {
    "labels": ("label ",),
    "what was done": ("deed ",),
    "what the subject is about": ("says ", "names insides", "announced"),
    "what the body is about": ("body ", "no body", "references", "closes", "rounds", "bullets"),
    "how much, of what": (
        "lines ",
        "files",
        "more files",
        "code a",
        "code d",
        "code f",
        "test ",
        "doc ",
        "net code",
        "growth",
        "no product",
    ),
    "new and gone files": ("new ", "gone "),
    "shape of the code": ("as much", "sweep", "tiny", "one code", "tests beside", "mostly", "well", "docs "),
    "public face": ("public", "entry", "reference", "private", "shared", "areas", "screen", "stubs"),
    "signs together": ("offers", "mends,", "takes", "code with"),
    "among its neighbours": (
        "rank, ",
        "rare ",
        "first touch",
        "touched",
        "touches",
        "mends what",
        "like",
        "follows",
        "cite",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One person's half-year; `bare` are the signs of its sketches without the labels before their words, if asked."""

    name: str
    sketches: Sequence[Sketch]
    signs: Sequence[Signs]
    bare: Sequence[Signs]
    grades: Sequence[int]

    @property
    def project(self) -> str:
        """Return the project's name."""
        return self.name.partition("/")[0]


def sketch(candidate: dict[str, Any]) -> Sketch:
    """Return a candidate of the data as the ranking sees it."""
    return Sketch(
        id=candidate["id"],
        at=datetime.fromisoformat(candidate["date"]).replace(tzinfo=UTC),
        pull=str(candidate["pull"] or ""),
        commits=candidate["commits"],
        subject=candidate["subject"],
        body=candidate["body"],
        files=tuple(FileChange(path=path, added=added, deleted=deleted) for path, added, deleted in candidate["files"]),
        count=candidate["n_files"],
        added=candidate["added"],
        deleted=candidate["deleted"],
    )


def bare(one: Sketch) -> Sketch:
    """Return a sketch without the labels before its words ("fix:", "ENH:"), as most projects write."""
    body = "\n".join(_bare_line(line) for line in one.body.split("\n"))
    return replace(one, subject=labels(one.subject)[1] or one.subject, body=body)


def _bare_line(line: str) -> str:
    words = line.lstrip(" *-")
    return line[: len(line) - len(words)] + labels(words)[1]


def lines(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a file of JSON lines; none where there is no such file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []


def groups(folder: Path, *, unlabelled: bool) -> list[Group]:
    """Return all groups of `folder`, with grade 0 for what has no label; their bare signs only where `unlabelled`."""
    found = []
    for path in sorted(folder.glob("*.candidates.jsonl")):
        labels = {
            line["group"]: line["grades"] for line in lines(path.with_name(path.name.replace("candidates", "labels")))
        }
        for line in lines(path):
            sketches = [sketch(candidate) for candidate in line["candidates"]]
            grades = labels.get(line["group"], {})
            found.append(
                Group(
                    name=line["group"],
                    sketches=sketches,
                    signs=signs_of(sketches),
                    bare=signs_of([bare(one) for one in sketches]) if unlabelled else (),
                    grades=[grades.get(one.id, 0) for one in sketches],
                )
            )
    return found


def fitted(training: Sequence[Group]) -> dict[str, Row]:
    """Return weights fitted to `training`: three ridge-penalised logistic regressions, by Newton's method.

    Each project weighs the same in them, and each group within its project. Each is the mean of one over all projects
    and one without each of them, so that it leans on none.
    """
    import numpy as np  # noqa: PLC0415 - ranking with what is shipped does without it

    bearers = Counter(sign for group in training for signs in group.signs for sign in signs)
    names = sorted(sign for sign, count in bearers.items() if count >= FEW)
    matrix = np.concatenate(
        [
            _matrix([signs for group in training for signs in group.signs], names),
            _matrix([signs for group in training for signs in group.bare], names),
        ]
    )
    mean, spread = matrix.mean(0), matrix.std(0) + 1e-9
    matrix = np.column_stack([(matrix - mean) / spread, np.ones(len(matrix))])
    grades = np.array([grade for group in training for grade in group.grades] * 2)
    columns = []
    for least in (1, 2, 3):
        all_of_them, *some_of_them = _shares(training)
        start = _credited(matrix, grades, least, all_of_them, np.zeros(matrix.shape[1]))
        others = [_credited(matrix, grades, least, share, start) for share in some_of_them]
        weights = np.mean([start, *others], axis=0)
        weights[:-1][abs(weights[:-1]) < SMALL] = 0
        columns.append(np.append(weights[:-1] / spread, weights[-1] - (weights[:-1] * mean / spread).sum()))
    rows = {name: (a, b, c) for name, a, b, c in zip([*names, "always"], *columns, strict=True)}
    return {name: tuple(round(float(one), 4) for one in row) for name, row in rows.items() if any(row)}  # type: ignore[misc]


def _shares(training: Sequence[Group]) -> list["NDArray[float64]"]:
    """Return how much each candidate counts, first as it is and then without labels: of all, then without a project."""
    import numpy as np  # noqa: PLC0415 - ranking with what is shipped does without it

    sizes = Counter(group.project for group in training)
    own = np.concatenate([np.full(len(one.signs), 1 / sizes[one.project] / len(one.signs)) for one in training])
    home = np.concatenate([np.full(len(one.signs), one.project) for one in training])
    some = [own * (home != away) for away in ("", *(sorted(sizes) if len(sizes) > 1 else ()))]
    return [np.concatenate([one * (1 - BARE), one * BARE]) / one.sum() for one in some]


def _credited(
    matrix: "NDArray[float64]",
    grades: "NDArray[int_]",
    least: int,
    share: "NDArray[float64]",
    start: "NDArray[float64]",
) -> "NDArray[float64]":
    """Return weights for being graded `least` or more; what has no label is credited with a part of its chance."""
    import numpy as np  # noqa: PLC0415 - ranking with what is shipped does without it

    wanted = (grades >= least).astype(float)
    found = _newton(matrix, wanted, share, start)
    wanted[grades == 0] = MISSED / (1 + np.exp(-matrix[grades == 0] @ found))
    return _newton(matrix, wanted, share, found)


def _matrix(rows: Sequence[Signs], names: Sequence[str]) -> "NDArray[float64]":
    import numpy as np  # noqa: PLC0415 - ranking with what is shipped does without it

    place = {sign: at for at, sign in enumerate(names)}
    matrix = np.zeros((len(rows), len(names)))
    for at, signs in enumerate(rows):
        for sign, value in signs.items():
            if sign in place:
                matrix[at, place[sign]] = value
    return matrix


def _newton(
    matrix: "NDArray[float64]", wanted: "NDArray[float64]", share: "NDArray[float64]", start: "NDArray[float64]"
) -> "NDArray[float64]":
    import numpy as np  # noqa: PLC0415 - ranking with what is shipped does without it

    penalty = np.full(matrix.shape[1], 2 * RIDGE)
    penalty[-1] = 1e-9
    weights = start
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-np.clip(matrix @ weights, -30, 30)))
        slope = matrix.T @ (share * (chance - wanted)) + penalty * weights
        curve = (matrix * (share * (chance * (1 - chance)))[:, None]).T @ matrix + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        weights = weights - step
        if abs(step).max() < STILL:
            break
    return weights


def gain(signs: Signs, weights: Weights) -> float:
    """Return what `rank.weigh` makes of signs that are known already."""
    rows = [(value, weights[sign]) for sign, value in [*signs.items(), ("always", 1.0)] if sign in weights]
    return math.fsum(
        GAINS[at] / (1 + math.exp(-max(-30.0, math.fsum(value * row[at] for value, row in rows)))) for at in range(3)
    )


def order(group: Group, weights: Weights, *, unlabelled: bool = False) -> list[int]:
    """Return the places of a group's candidates, the weightiest first."""
    signs = group.bare if unlabelled else group.signs
    return sorted(range(len(signs)), key=lambda at: (-gain(signs[at], weights), group.sketches[at].id))


def ndcg(grades: Sequence[int]) -> float:
    """Return NDCG@10 of grades in the order of a ranking; 0 where nothing is graded."""

    def total(some: Sequence[int]) -> float:
        return math.fsum((2**grade - 1) / math.log2(at + 2) for at, grade in enumerate(some[:TOP]))

    best = total(sorted(grades, reverse=True))
    return total(grades) / best if best else 0.0


def recall(grades: Sequence[int]) -> float:
    """Return the share of what is graded 2 or more that is among the first ten, of at most ten."""
    relevant = sum(grade >= 2 for grade in grades)
    return sum(grade >= 2 for grade in grades[:TOP]) / min(TOP, relevant) if relevant else 0.0


def scored(found: Sequence[Group], rankings: Mapping[str, Sequence[int]]) -> dict[str, Any]:
    """Return the figures of `rankings`: the mean over each project's groups, and over the projects."""

    def macro(measure: Callable[[Sequence[int]], float]) -> dict[str, float]:
        values: dict[str, list[float]] = {}
        for group in found:
            values.setdefault(group.project, []).append(measure([group.grades[at] for at in rankings[group.name]]))
        means = {project: round(sum(some) / len(some), 4) for project, some in values.items()}
        return {"all": round(sum(means.values()) / len(means), 4), **means}

    return {"ndcg@10": macro(ndcg), "recall@10": macro(recall)}


def left_out(found: Sequence[Group], *, unlabelled: bool = False) -> dict[str, Sequence[int]]:
    """Return each group's ranking with weights that were fitted on the other projects."""
    rankings: dict[str, Sequence[int]] = {}
    for project in sorted({group.project for group in found}):
        weights = fitted([group for group in found if group.project != project])
        rankings |= {
            group.name: order(group, weights, unlabelled=unlabelled) for group in found if group.project == project
        }
    return rankings


def without(found: Sequence[Group], starts: tuple[str, ...]) -> list[Group]:
    """Return the groups with no sign whose name begins with one of `starts`."""
    return [
        Group(
            name=group.name,
            sketches=group.sketches,
            signs=[
                {sign: value for sign, value in signs.items() if not sign.startswith(starts)} for signs in group.signs
            ],
            bare=[
                {sign: value for sign, value in signs.items() if not sign.startswith(starts)} for signs in group.bare
            ],
            grades=group.grades,
        )
        for group in found
    ]


def ablated(found: Sequence[Group]) -> dict[str, float]:
    """Return NDCG@10, project by project left out, without each family of signs in turn."""
    return {
        name: scored(found, left_out(without(found, starts)))["ndcg@10"]["all"] for name, starts in FAMILIES.items()
    }


def written(weights: Weights) -> str:
    """Return the module that holds `weights`."""
    rows = "".join(f'        "{sign}": {row},\n' for sign, row in sorted(weights.items()))
    return (
        '"""What each sign of consequence adds to the odds of being mentioned, told as news, told as a headline.\n\n'
        "Log-odds for each unit of the sign; `always` is what a piece without any sign has. Written by\n"
        '`bench/highlights.py --refit`.\n"""\n\n'
        "from collections.abc import Mapping\nfrom types import MappingProxyType\n\n"
        "WEIGHTS: Mapping[str, tuple[float, float, float]] = MappingProxyType(\n    {\n" + rows + "    }\n)\n"
    )


def main() -> None:
    """Rank, and print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--leave-one-out", action="store_true")
    parser.add_argument("--ablate", action="store_true")
    parser.add_argument("--bare", action="store_true")
    parser.add_argument("--refit", action="store_true")
    asked = parser.parse_args()
    fits = asked.refit or asked.leave_one_out or asked.ablate
    found = groups(asked.data, unlabelled=fits or asked.bare)
    weights: Weights = shipped.WEIGHTS
    if asked.refit:
        weights = fitted(found)
        Path(shipped.__file__).write_text(written(weights), "utf-8")
    if asked.leave_one_out or asked.ablate:
        rankings = left_out(found, unlabelled=asked.bare)
    else:
        rankings = {group.name: order(group, weights, unlabelled=asked.bare) for group in found}
    if asked.out:
        rows = ({"group": g.name, "ranking": [g.sketches[at].id for at in rankings[g.name]]} for g in found)
        asked.out.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    result = {"groups": len(found), **scored(found, rankings)}
    if asked.ablate:
        result["ndcg@10 without"] = ablated(found)
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
