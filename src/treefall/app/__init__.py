"""The verbs of Treefall, wired: what every door calls. `open_app` is the only place that builds anything.

`verbs` holds them; `collecting` and `reading` bring work in, `naming` knows what a piece of work is called, `cache`
keeps what can be computed again, `plugins` finds sources and outputs by name.
"""

from concurrent.futures import Executor
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from ..settings import read_settings
from .collecting import Collected, Place, Progress
from .plugins import plugins
from .verbs import App

__all__ = ["App", "Collected", "Place", "Progress", "open_app"]


def open_app(home: Path | None = None, *, executor: Executor | None = None) -> App:
    """Return the Treefall whose ledger and settings lie in `home`; by default in the platform's data folder.

    Raises:
        SettingsError: the settings are wrong.
        LedgerError: the ledger cannot be opened.
    """
    from ..ledger import open_ledger  # noqa: PLC0415 - heavy, and only this function builds
    from ..world import real_world  # noqa: PLC0415

    if home is None:
        from platformdirs import user_data_path  # noqa: PLC0415

        home = user_data_path("treefall", appauthor=False)
    settings = read_settings(home, lambda: plugins("sources"))
    world = real_world()
    if settings.now:
        world = replace(world, now=partial(_pinned, settings.now))
    return App(open_ledger(settings.ledger), world, settings, executor)


def _pinned(now: datetime) -> datetime:
    return now
