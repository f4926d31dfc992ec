"""The ladders that come with Treefall, in our own words."""

from functools import cache
from importlib import resources

from ..model import ALWAYS, Rubric
from ..value.rubric import drafted, rubric, upon
from .file import File
from .open_form import mapping

SHIPPED = ("engineering", "sre", "data", "management")
"""Their names, the general one first."""


@cache
def shipped(name: str) -> Rubric:
    """Return the ladder called `name`, one of `SHIPPED`; a track is completed by what it builds on."""
    said = mapping(File(f"{name}.yaml", resources.files(__package__).joinpath("shipped", f"{name}.yaml").read_bytes()))
    found = rubric(
        drafted(said),
        name=name,
        at=ALWAYS,
        source=str(said.get("source", "")),
        licence=str(said.get("licence", "")),
    )
    base = said.get("builds_on")
    return upon(shipped(str(base)), found) if base else found
