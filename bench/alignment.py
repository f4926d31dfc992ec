"""Measure how well work is tied to what somebody cares about: by words alone, and after half of it was confirmed.

    python bench/alignment.py [--data FILE]

Reads teams: {"team", "aims": [words, ...], "works": [{"title", "concern", "serves": [position of an aim, ...]}, ...]}.
Prints for the titles alone, for titles with their concern, and for the second half of each team's work once the first
half was decided: how much of the work that serves something has it first or among the three suggested (hit), how many
of the suggestions are right (precision), and how much of the work that serves nothing has a suggestion (nagged).
"""

import argparse
import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeAlias

from treefall.model import Accomplishment, Judgement, Kind, Priority, Record, Seen, State, Work
from treefall.value.alignment import Suggester, aligned

NOW = datetime(2026, 7, 1, tzinfo=UTC)
OWN = Path(__file__).parent / "data" / "alignment.json"
Team: TypeAlias = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=OWN)
    teams = json.loads(parser.parse_args().data.read_text(encoding="utf-8"))
    print(
        json.dumps(
            {
                "titles": scores(pair for team in teams for pair in suggestions(team, with_concern=False)),
                "with concern": scores(pair for team in teams for pair in suggestions(team)),
                "second half, nothing decided": scores(pair for team in teams for pair in second(suggestions(team))),
                "second half, first half decided": scores(
                    pair for team in teams for pair in second(suggestions(team, decided=True))
                ),
            },
            indent=1,
        )
    )


def suggestions(team: Team, *, with_concern: bool = True, decided: bool = False) -> list[tuple[set[int], list[int]]]:
    """Return for each piece of work what it serves, and what was suggested, the likeliest first.

    Where every second one is decided, what it serves was confirmed and what else was suggested was rejected.
    """
    works = tuple(work(team, number) for number in range(len(team["works"])))
    right = [set(given["serves"]) for given in team["works"]]
    cares = tuple(
        Priority(id=f"aim{number}", at=NOW, person="Maya", words=words) for number, words in enumerate(team["aims"])
    )
    done = (
        Accomplishment(id=one.id, at=NOW, title=one.title, evidence=("e",), concern=given["concern"])
        for one, given in zip(works, team["works"], strict=True)
    )
    record = Record((*cares, *(done if with_concern else ())), NOW)
    found = suggested(record, works, cares)
    if decided:
        said = (
            aligned(record, works[number].id, cares[aim], holds=aim in right[number])
            for number in range(0, len(works), 2)
            for aim in right[number] | set(found[number])
        )
        found = suggested(Record((*record.entries, *said), NOW), works, cares)
    return list(zip(right, found, strict=True))


def suggested(record: Record, works: tuple[Work, ...], cares: Sequence[Priority]) -> list[list[int]]:
    suggester = Suggester(record, Judgement(works, ()), cares)
    places = {aim.id: number for number, aim in enumerate(cares)}
    return [[places[found.aim.id] for found in suggester.suggested(one)] for one in works]


def second(pairs: Sequence[tuple[set[int], list[int]]]) -> Iterable[tuple[set[int], list[int]]]:
    """Return every second of `pairs`: the others were decided."""
    return pairs[1::2]


def work(team: Team, number: int) -> Work:
    title = team["works"][number]["title"]
    seen = Seen(id=f"e{number}", source="git", origin="o", native=str(number), title=title, at=NOW)
    return Work(
        id=f"{team['team']}{number}",
        title=title,
        kind=Kind.CHANGE,
        state=State.DONE,
        start=NOW,
        end=NOW,
        reasons=(),
        credited=(),
        evidence=(seen,),
        weight=1.0,
    )


def scores(pairs: Iterable[tuple[set[int], list[int]]]) -> dict[str, float | str]:
    found = list(pairs)
    serving = [(right, given) for right, given in found if right]
    idle = [given for right, given in found if not right]
    all_given = sum(len(given) for _, given in found)
    return {
        "works": len(found),
        "hit first": round(sum(given[0] in right for right, given in serving if given) / len(serving), 2),
        "hit of three": round(sum(bool(right & set(given)) for right, given in serving) / len(serving), 2),
        "precision": round(sum(len(right & set(given)) for right, given in found) / max(1, all_given), 2),
        "nagged": f"{sum(map(bool, idle))} of {len(idle)}",
    }


if __name__ == "__main__":
    main()
