"""The fictional season: a year at Larkspur, lived through the same verbs that a person uses."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from ...errors import TreefallError
from ...settings import pin
from ..verbs import App
from .year import NOW, ZONE, season

__all__ = ["fill"]


def fill(app: App) -> None:
    """Fill the empty home of `app` with the season, and pin its present; the same season every time.

    Raises:
        TreefallError: something was written there before.
    """
    if app.is_used() or app.is_configured():
        raise TreefallError(
            f"{app.settings.home} holds a ledger already; the demonstration goes into an empty folder.",
            hint="Name one: treefall --home FOLDER demo",
        )
    pin(app.settings.home, now=NOW, zone=ZONE)
    there = replace(app, settings=replace(app.settings, zone=ZoneInfo(ZONE)))
    for _month in season(there).months():
        pass
