"""Measure what a model can add to a text: sixty prompt attacks that it obeys, and a real model over the demo season.

    python bench/wording.py                                    the attacks, obeyed in four ways each
    python bench/wording.py --url http://127.0.0.1:8080/v1     a model that is served there (as by llama.cpp)

The attacks and the obeying model are those of the tests (`tests/attacks.py`). For a real model each paragraph of the
season's last documents is reworded or stays plain; what was taken is checked once more against the record.
"""

import argparse
import json
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

from treefall.app import App, open_app
from treefall.app.demo.year import season
from treefall.model import Document, Paragraph, Person
from treefall.value.faithful import check_sentence

sys.path.append(str(Path(__file__).parents[1] / "tests"))
LAST = "2026-11-19 09:00"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", help="a model to ask over the season's documents, by OpenAI's protocol")
    parser.add_argument("--most", type=int, default=60, help="paragraphs that are asked about")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, closing(open_app(Path(name) / "home")) as app:
        found = real(app, Path(name), options.url, options.most) if options.url else obeyed(Path(name))
        print(json.dumps(found, indent=1))


def obeyed(folder: Path) -> dict[str, int]:
    """Return what the obeying model of the tests reached, ten attacks to a record."""
    from attacks import ATTACKS, attack_all, record_attacks, serving, told_to_llm  # noqa: PLC0415 - found by the line above

    total = Counter[str]()
    for first in range(0, len(ATTACKS), 10):
        numbers = range(first, first + 10)
        with serving(lambda draft: draft) as model, closing(open_app(folder / str(first))) as app:
            os.environ.update(told_to_llm(folder / "llm", model))
            record_attacks(app, numbers)
            total.update(asdict(attack_all(app, model, numbers)))
    return dict(total)


def real(app: App, folder: Path, url: str, most: int) -> dict[str, object]:
    """Return how many paragraphs the model at `url` reworded, why the others stayed, and whether all are carried."""
    from attacks import Model, told_to_llm  # noqa: PLC0415 - as above

    os.environ.update(told_to_llm(folder / "llm", Model(lambda draft: draft, url=url)))
    lived = season(app)
    list(lived.months())
    late = lived.at(LAST)
    wording, why, taken, faithful, asked = late.wording.asked("loop"), Counter[str](), 0, 0, 0
    for document in documents(late):
        if asked >= most:
            break
        plan = late.wording.plan(document, "a boss")
        came = late.wording.reword(plan, wording)
        asked += len(plan.prompts)
        taken += len(came.reworded)
        why.update(reason.partition(" “")[0].partition(" {")[0] for _, reason in came.kept)
        faithful += sum(
            all(check_sentence(said.text, said.cites, plan.ground, block.label).supported for said in block.sentences)
            for place, block in enumerate(came.document.blocks)
            if isinstance(block, Paragraph) and block != document.blocks[place]
        )
    return {"asked": asked, "reworded": taken, "of them carried by the record": faithful, "plain, and why": why}


def documents(app: App) -> Iterator[Document]:
    for person in app.wording.book.said().of(Person):
        yield app.talks.episode(person.name).document
        yield app.talks.aloud(person.name)
    yield from (app.talks.brief(work) for work in app.judgement().works[:12])


if __name__ == "__main__":
    main()
