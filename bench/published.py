"""Measure published series, and print what came out beside what was published.

    python bench/published.py --data DIR

Reads `Seatbelts.csv`, `Nile.csv` and `california.csv` (columns as in R's datasets and in the replication data of Abadie
et al. 2010) and prints {NAME: {"published", "value", "low", "high", "sentence"}}, all in per cent; of Proposition 99
besides the gap in packs a head in 2000.
"""

import argparse
import csv
import json
from collections import defaultdict
from datetime import date
from pathlib import Path

from treefall.model import Finding, Series
from treefall.value.impact import measured, sentence

LAW = date(1983, 1, 31)
PROPOSITION = date(1989, 1, 1)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def figures(finding: Finding, published: str) -> dict[str, str | float]:
    share = finding.relative
    ends = {"value": share.value, "low": share.low, "high": share.high} if share else {}
    return {
        "published": published,
        **{name: round(100 * end, 1) for name, end in ends.items()},
        "sentence": sentence(finding),
    }


def seat_belts(data: Path) -> dict[str, dict[str, str | float]]:
    months = rows(data / "Seatbelts.csv")
    days = tuple(date(1969 + step // 12, step % 12 + 1, 1) for step in range(len(months)))
    found = {}
    for name, published in {"drivers": "-23", "front": "-30", "rear": "no effect"}.items():
        series = Series(days, tuple(float(month[name]) for month in months), name)
        found[f"seat belts, {name}"] = figures(measured(series, LAW), published)
    return found


def nile(data: Path) -> dict[str, str | float]:
    years = rows(data / "Nile.csv")
    days = tuple(date(int(year["time"]), 1, 1) for year in years)
    return figures(measured(Series(days, tuple(float(year["value"]) for year in years)), date(1899, 1, 1)), "-23")


def proposition_99(data: Path) -> dict[str, str | float]:
    states: defaultdict[str, dict[date, float]] = defaultdict(dict)
    for row in rows(data / "california.csv"):
        states[row["State"]][date(int(row["Year"]), 1, 1)] = float(row["PacksPerCapita"])
    series = {name: Series(tuple(sales), tuple(sales.values()), name) for name, sales in states.items()}
    treated = series.pop("California")
    finding = measured(treated, PROPOSITION, controls=tuple(series.values()))
    gaps = {dot.on.year: dot.seen - dot.expected for dot in finding.dots if dot.seen and dot.expected}
    return {**figures(finding, "about 26 packs fewer in 2000"), "packs_in_2000": round(gaps[2000], 1)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args().data
    print(json.dumps({**seat_belts(data), "Nile": nile(data), "Proposition 99": proposition_99(data)}, indent=1))


if __name__ == "__main__":
    main()
