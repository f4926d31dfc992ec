"""The verbs of Treefall, wired: what every door calls. `open_app` is the only place that builds anything.

`verbs` holds them; `collecting` and `reading` bring work in, `naming` knows what a piece of work is called, `cache`
keeps what can be computed again, `plugins` finds sources and outputs by name.
"""

from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ..settings import Settings, read_settings
from .collecting import Collected, Place, Progress
from .plugins import known
from .verbs import App

if TYPE_CHECKING:
    from concurrent.futures import Executor

__all__ = ["App", "Collected", "Place", "Progress", "open_app", "said_day", "today"]


def open_app(home: Path | None = None, *, executor: "Executor | None" = None) -> App:
    """Return the Treefall whose ledger and settings lie in `home`; by default in the platform's data folder.

    Raises:
        SettingsError: the settings are wrong.
        LedgerError: the ledger cannot be opened.
    """
    from ..ledger import open_ledger  # noqa: PLC0415 - heavy, and only this function builds
    from ..world import real_world  # noqa: PLC0415

    settings = _settings(home)
    world = real_world()
    if settings.now:
        world = replace(world, now=partial(_pinned, settings.now))
    return App(open_ledger(settings.ledger), world, settings, executor)


def today(home: Path | None = None) -> date:
    """Return the day on the person's own calendar, as the settings in `home` say; reads nothing else.

    Raises:
        SettingsError: the settings are wrong.
    """
    from ..world import now  # noqa: PLC0415 - heavy, as above

    settings = _settings(home)
    return (settings.now or now()).astimezone(settings.zone).date()


def said_day(words: str, today: date, *, coming: bool = False) -> date | None:
    """Return the day that `words` name, seen from `today`; None where they name none (see `value.days`)."""
    from ..value.days import said_day as day  # noqa: PLC0415 - only where somebody names a day

    return day(words, today, coming=coming)


def _settings(home: Path | None) -> Settings:
    if home is None:
        from platformdirs import user_data_path  # noqa: PLC0415

        home = user_data_path("treefall", appauthor=False)
    return read_settings(home, partial(known, "sources"))


def _pinned(now: datetime) -> datetime:
    return now
