"""The plug-in of the tutorial, installed as the tutorial says and run as a person would."""

import os
import re
import tomllib
from pathlib import Path

import pytest
from shell import Person

PAGE = (Path(__file__).parents[2] / "docs" / "plugin.md").read_text(encoding="utf-8")
MODULE, PROJECT, SETTINGS = re.findall(r"^```(?:python|text)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
DIARY = "2026-05-12 Rehearsed the restore\nsoon\n2026-05-13\n2026-05-14 Found the expired key\n"


@pytest.fixture
def person(tmp_path: Path) -> Person:
    """Return somebody who has installed the package: its module, and what an installer writes of its project."""
    project = tomllib.loads(PROJECT)["project"]
    packages, home = tmp_path / "packages", tmp_path / "home"
    about = packages / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    about.mkdir(parents=True)
    home.mkdir()
    (packages / "treefall_diary.py").write_text(MODULE)
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n")
    points = "".join(
        f"[{group}]\n" + "".join(f"{name} = {value}\n" for name, value in found.items())
        for group, found in project["entry-points"].items()
    )
    (about / "entry_points.txt").write_text(points)
    (home / "treefall.toml").write_text(SETTINGS)
    (tmp_path / "diary.txt").write_text(DIARY)
    path = os.pathsep.join(filter(None, [str(packages), os.environ.get("PYTHONPATH", "")]))
    return Person(home, tmp_path, {"PYTHONPATH": path})


def test_the_plug_in_of_the_tutorial_works(person: Person) -> None:
    done = person.runs("collect", "--me", "ed@corp.example", "--json").json
    assert done["new"] == 2
    assert [(one["source"], one["where"]) for one in done["rejected"]] == [("diary", "line 2"), ("diary", "line 3")]
    (person.folder / "diary.txt").write_text(f"{DIARY}2026-05-15 Told Maya\n")
    assert person.runs("collect", "--json").json == {"new": 1, "rejected": []}
    shown = person.runs("sources").out
    assert "diary" in shown
    assert "2 more" not in shown
    assert "line 2: does not begin with a day" in shown
    titles = {one["title"] for one in person.runs("list", "--json", "--since", "2026-01-01").json["accomplishments"]}
    assert titles == {"Rehearsed the restore", "Found the expired key", "Told Maya"}
