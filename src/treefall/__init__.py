"""Treefall makes the value of your work visible, and understood.

`open_app` gives an `App`, whose verbs are what the command line calls. `impact_of` measures what changed in bare
numbers. The nouns are in `treefall.model`, the seams for
sources and outputs of your own in `treefall.ports`, and what can go wrong in `treefall.errors`.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .app import App, Collected, Progress, open_app
    from .value.impact import impact_of

__all__ = ["App", "Collected", "Progress", "impact_of", "open_app"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever bears the name
    """Return a public name, imported when it is first asked for: no door waits for rooms that it never enters."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if name == "impact_of":
        from .value.impact import impact_of  # noqa: PLC0415

        return impact_of
    from . import app  # noqa: PLC0415

    return getattr(app, name)
