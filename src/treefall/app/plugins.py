"""Sources and outputs by name: listed without importing, imported when asked for."""

import pkgutil
from collections.abc import Callable, Collection, Mapping
from functools import partial
from importlib import import_module
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
    from importlib import metadata  # noqa: PLC0415 - heavy, and Treefall's own are found without it

    group = f"treefall.{room}"
    found = _own(room)
    whose = dict.fromkeys(found, "treefall")
    for point in metadata.entry_points(group=group):
        owner = point.dist.name if point.dist else point.value
        if point.name in found:
            both = f"{whose[point.name]} and {owner}"
            raise SettingsError(f"two plug-ins of {group} are called {point.name!r}: {both}.", hint="Uninstall one.")
        found[point.name] = point.load
        whose[point.name] = owner
    return MappingProxyType(dict(sorted(found.items())))


def known(room: str, names: Collection[str]) -> Collection[str]:
    """Return the names of what can be plugged into `room`: of Treefall's own alone where `names` are among them.

    Raises:
        SettingsError: two plug-ins bear one name.
    """
    own = _own(room)
    return own if own.keys() >= set(names) else plugins(room)


def plugin(room: str, name: str) -> Any:  # noqa: ANN401 - what it is depends on the room
    """Return what the plug-in `name` of `room` gives; of Treefall's own no other is looked for.

    Raises:
        NotFound: there is none of that name; the hint names those there are.
        SettingsError: two plug-ins bear one name.
    """
    found = own if name in (own := _own(room)) else plugins(room)
    if name not in found:
        raise NotFound(f"There is no {room.removesuffix('s')} called {name!r}.", hint=f"There are: {', '.join(found)}.")
    return found[name]()


def _own(room: str) -> dict[str, Callable[[], Any]]:
    group = f"treefall.{room}"
    modules = pkgutil.iter_modules(import_module(group).__path__)
    return {module.name: partial(_given, f"{group}.{module.name}", _GIVES[room]) for module in modules}


def _given(module: str, attribute: str) -> Any:  # noqa: ANN401 - as above
    return getattr(import_module(module), attribute)
