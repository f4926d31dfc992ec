"""How many false texts are caught, and how many true ones are doubted: every case beside its bundle of evidence.

    python bench/faithful.py --data DIR

`warn` counts as false. `by_category` holds, for each sort of corruption, caught and all.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from treefall.value.faithful import Ground, check, read_bundle


def scores(grounds: Mapping[str, Ground], cases: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    caught, total, alarms, clean = Counter[str](), Counter[str](), 0, 0
    for case in cases:
        supported = all(verdict.supported for verdict in check(case["output"], grounds[case["bundle"]]))
        if case["expected"] == "accept":
            clean, alarms = clean + 1, alarms + (not supported)
        else:
            total[case["category"]] += 1
            caught[case["category"]] += not supported
    found = caught.total()
    return {
        "recall": round(found / total.total(), 4) if total else 1.0,
        "precision": round(found / (found + alarms), 4) if found + alarms else 1.0,
        "false_alarms": alarms,
        "clean": clean,
        "by_category": {name: {"caught": caught[name], "of": total[name]} for name in sorted(total)},
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--data", type=Path, required=True, help="the folder of ground_bundles.jsonl and ground_cases.jsonl"
    )
    folder = parser.parse_args().data
    bundles, cases = (
        [json.loads(line) for line in (folder / name).read_text(encoding="utf-8").splitlines() if line.strip()]
        for name in ("ground_bundles.jsonl", "ground_cases.jsonl")
    )
    print(json.dumps(scores({bundle["bundle"]: read_bundle(bundle) for bundle in bundles}, cases), indent=1))


if __name__ == "__main__":
    main()
