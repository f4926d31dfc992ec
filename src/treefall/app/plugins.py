"""Sources and outputs by name: listed without importing, imported when asked for."""

import pkgutil
from collections.abc import Callable, Mapping
from importlib import import_module, metadata
from types import MappingProxyType
from typing import Any

from ..errors import NotFound, SettingsError

_GIVES = MappingProxyType({"sources": "sources", "outputs": "output"})


def plugins(room: str) -> Mapping[str, Callable[[], Any]]:
    """Return what can be plugged into `room` ("sources" or "outputs"), by name: a loader each. Imports none of them.

    Treefall's own are the modules of `treefall.<room>`, each giving what `_GIVES` names; others come from the
    entry-point group `treefall.<room>`, and point at the same kind of thing.

    Raises:
        SettingsError: two plug-ins bear one name; names both.
    """
    group = f"treefall.{room}"
    found: dict[str, Callable[[], Any]] = {}
    whose: dict[str, str] = {}
    for module in pkgutil.iter_modules(import_module(group).__path__):
        found[module.name] = _own(f"{group}.{module.name}", _GIVES[room])
        whose[module.name] = "treefall"
    for point in metadata.entry_points(group=group):
        owner = point.dist.name if point.dist else point.value
        if point.name in found:
            both = f"{whose[point.name]} and {owner}"
            raise SettingsError(f"two plug-ins of {group} are called {point.name!r}: {both}.", hint="Uninstall one.")
        found[point.name] = point.load
        whose[point.name] = owner
    return MappingProxyType(dict(sorted(found.items())))


def plugin(room: str, name: str) -> Any:  # noqa: ANN401 - what it is depends on the room
    """Return what the plug-in `name` of `room` gives.

    Raises:
        NotFound: there is none of that name; the hint names those there are.
    """
    found = plugins(room)
    if name not in found:
        raise NotFound(f"There is no {room.removesuffix('s')} called {name!r}.", hint=f"There are: {', '.join(found)}.")
    return found[name]()


def _own(module: str, attribute: str) -> Callable[[], Any]:
    return lambda: getattr(import_module(module), attribute)
