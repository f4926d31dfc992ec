"""How well the checks on a text agree with people who labelled statements: precision and recall of every check.

python bench/statements.py --data gold_dev.jsonl
"""

import argparse
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from treefall.value.clarity import Check, found

LABELS = {
    Check.CONCERN: "concern",
    Check.CHANGE: "change",
    Check.OUTCOME_NUMBER: "outcome_number",
    Check.BASELINE: "baseline_or_delta",
    Check.OWN_ROLE: "own_role",
    Check.HEDGE: "hedge",
    Check.EMPTY_VERB: "empty_verb",
}


def scores(statements: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, float]]:
    judged = [(found(statement["text"]), statement["labels"]) for statement in statements]
    return {
        check.value: _score([(check in met, labels[label]) for met, labels in judged])
        for check, label in LABELS.items()
    }


def _score(pairs: list[tuple[bool, bool]]) -> dict[str, float]:
    right = sum(said and label for said, label in pairs)
    said, labelled = sum(said for said, _ in pairs), sum(label for _, label in pairs)
    return {
        "precision": round(right / said, 3) if said else 1.0,
        "recall": round(right / labelled, 3) if labelled else 1.0,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="labelled statements, one JSON object a line")
    lines = parser.parse_args().data.read_text(encoding="utf-8").splitlines()
    print(json.dumps(scores(json.loads(line) for line in lines if line.strip()), indent=1))


if __name__ == "__main__":
    main()
