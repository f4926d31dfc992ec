"""Plug-ins are listed without importing them, and two of one name are an error that names both."""

import subprocess
import sys
from importlib import metadata
from types import SimpleNamespace

import pytest

from treefall.app.plugins import known, plugin, plugins
from treefall.errors import NotFound, SettingsError


def test_treefalls_own_are_listed_by_their_files() -> None:
    assert {"documents", "git", "github", "incidents", "note", "table"} <= set(plugins("sources"))
    assert list(plugins("sources")) == sorted(plugins("sources"))
    assert list(plugins("outputs")) == ["asking", "chat", "docx", "html", "mail", "markdown", "pdf", "spoken"]


def test_listing_imports_none_of_them() -> None:
    code = (
        "import sys; from treefall.app.plugins import plugins; plugins('sources'); plugins('outputs');"
        "print([m for m in sys.modules if m.startswith(('treefall.sources.', 'treefall.outputs.'))])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_one_that_is_missing_says_what_there_is() -> None:
    with pytest.raises(NotFound, match="no output called 'odt'") as caught:
        plugin("outputs", "odt")
    assert caught.value.hint == "There are: asking, chat, docx, html, mail, markdown, pdf, spoken."


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> list[metadata.EntryPoint]:
    points: list[metadata.EntryPoint] = []
    monkeypatch.setattr(metadata, "entry_points", lambda group: [p for p in points if p.group == group])
    return points


def entry_point(name: str, value: str, distribution: str) -> metadata.EntryPoint:
    point = metadata.EntryPoint(name, value, "treefall.sources")
    vars(point)["dist"] = SimpleNamespace(name=distribution)
    return point


def test_others_come_from_installed_packages(installed: list[metadata.EntryPoint]) -> None:
    installed.append(entry_point("zettel", "collections:OrderedDict", "treefall-zettel"))
    assert "zettel" in plugins("sources")
    assert plugin("sources", "zettel").__name__ == "OrderedDict"


def test_two_of_one_name_are_an_error_that_names_both(installed: list[metadata.EntryPoint]) -> None:
    installed.append(entry_point("git", "collections:OrderedDict", "better-git"))
    with pytest.raises(SettingsError, match="called 'git': treefall and better-git"):
        plugins("sources")


def test_treefalls_own_are_given_without_looking_for_others(installed: list[metadata.EntryPoint]) -> None:
    installed.append(entry_point("git", "collections:OrderedDict", "better-git"))
    assert plugin("sources", "git").__module__ == "treefall.sources.git"
    assert {"git", "note"} <= set(known("sources", ["git"]))
    with pytest.raises(SettingsError):
        known("sources", ["git", "zettel"])


def test_names_that_are_not_treefalls_own_are_looked_for(installed: list[metadata.EntryPoint]) -> None:
    installed.append(entry_point("zettel", "collections:OrderedDict", "treefall-zettel"))
    assert "zettel" in known("sources", ["zettel"])
