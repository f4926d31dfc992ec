"""What the pages say of themselves and of the project is so."""

import re
import tomllib
from pathlib import Path

import house
import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "bench").rglob("*.md")])
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_CODE = re.compile(r"^```.*?^```$|`[^`\n]+`", re.MULTILINE | re.DOTALL)


def _name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def _anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_link_leads_somewhere(page: Path) -> None:
    for link in _LINK.findall(_CODE.sub("", page.read_text(encoding="utf-8"))):
        path, _, anchor = link.partition("#")
        target = page.parent / path if path else page
        assert target.exists(), link
        assert not anchor or anchor in _anchors(target), link


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_a_page_names_no_folder_of_one_machine(page: Path) -> None:
    assert not re.search(r"/(home|root|tmp|work|Users)/\w", page.read_text(encoding="utf-8"))


def test_every_page_can_be_reached_from_the_readme() -> None:
    reached, waiting = set(), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop().resolve()
        if page not in reached and page.suffix == ".md":
            reached.add(page)
            links = _LINK.findall(_CODE.sub("", page.read_text(encoding="utf-8")))
            waiting += [page.parent / link.partition("#")[0] for link in links if link.partition("#")[0]]
    assert set(PAGES) <= reached


def test_the_readme_can_be_read_in_one_go() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 100


def test_the_picture_of_the_house_matches_the_imports() -> None:
    assert house.picture() == house.PICTURE.read_text(encoding="utf-8"), "run docs/remake.py"


def test_the_picture_shows_every_room_and_what_it_uses() -> None:
    rooms = [room for floor in house.floors() for room in floor]
    built = {path.stem for path in house.PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert built - {"__init__", "__main__"} == set(rooms)
    assert house.uses("errors") == ()
    assert {"app", "display"} <= set(house.uses("cli"))
    for number, floor in enumerate(house.floors()):
        below = {room for lower in house.floors()[number + 1 :] for room in lower}
        for room in floor:
            assert set(house.uses(room)) <= below


def test_the_requirements_for_pip_are_the_pins() -> None:
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    required = set(re.findall(r"^([\w.-]+==[\w.]+)", text, re.MULTILINE))
    assert required <= set(PROJECT["tool"]["uv"]["constraint-dependencies"])
    assert text.count("--hash=sha256:") >= len(required) > len(PROJECT["project"]["dependencies"])
    assert "://" not in text


def test_the_changes_begin_with_this_version() -> None:
    versions = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert versions[0] == PROJECT["project"]["version"]


def test_every_benchmark_is_named() -> None:
    said = (ROOT / "bench" / "README.md").read_text(encoding="utf-8")
    assert all(f"| `{program.name}` |" in said for program in (ROOT / "bench").glob("*.py"))
