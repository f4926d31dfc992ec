"""The package gives its public names, and nothing that was not asked for."""

import subprocess
import sys

import pytest

import treefall


def test_every_public_name_is_there() -> None:
    assert sorted(treefall.__all__) == ["App", "Collected", "Progress", "impact_of", "open_app"]
    rooms = ("treefall.app", "treefall.value.impact")
    assert all(getattr(treefall, name).__module__.startswith(rooms) for name in treefall.__all__)


def test_no_other_name_is() -> None:
    with pytest.raises(AttributeError, match="no attribute 'impact'"):
        _ = treefall.impact


def test_importing_it_imports_no_room() -> None:
    code = "import sys, treefall; print([name for name in sys.modules if name.startswith('treefall.')])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
