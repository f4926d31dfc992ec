"""The real outside: the system's clock, its programs, the network, the person's secrets.

All are functions at the top of a module, so that a `World` made of them travels to worker processes.
"""

import os
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ..ports import Answer, Secret, World, no_line, offline
from .programs import run

if TYPE_CHECKING:
    from socket import socket

__all__ = ["OFFLINE", "dial", "now", "real_world", "request", "rest", "run", "secret"]

OFFLINE = "TREEFALL_OFFLINE"
"""The variable of the environment that switches the network off where it says anything."""

_SERVICE = "treefall"


def real_world() -> World:
    """Return the outside of this machine; without its network where `TREEFALL_OFFLINE` is set."""
    if os.environ.get(OFFLINE):
        return World(now=now, run=run, request=offline, dial=no_line, secret=secret, rest=rest)
    return World(now=now, run=run, request=request, dial=dial, secret=secret, rest=rest)


def now() -> datetime:
    """Return the present instant by the system's clock, in UTC."""
    return datetime.now(UTC)


def request(
    method: str, url: str, *, headers: Mapping[str, str] | None = None, body: bytes = b"", inside: bool = False
) -> Answer:
    """Ask a server as `treefall.ports.Request` says."""
    from .web import request as asked  # noqa: PLC0415 - most commands ask nobody

    return asked(method, url, headers=headers, body=body, inside=inside)


def dial(host: str, port: int, *, inside: bool = False) -> "socket":
    """Open a connection as `treefall.ports.Dial` says."""
    from .line import opened  # noqa: PLC0415 - few speak more than HTTP

    return opened(host, port, inside=inside)


def rest(seconds: float) -> None:
    """Wait for so many seconds."""
    time.sleep(seconds)


def secret(name: str, *, variables: Sequence[str] = ()) -> Secret | None:
    """Find a secret as `treefall.ports.Find` says; without the extra `secrets` no keyring is asked."""
    said = next(filter(None, (os.environ.get(variable, "").strip() for variable in variables)), None) or _kept(name)
    return Secret(said) if said else None


def _kept(name: str) -> str | None:
    try:
        from keyring import get_password  # noqa: PLC0415 - heavy, and an extra
        from keyring.errors import KeyringError  # noqa: PLC0415
    except ImportError:
        return None
    try:
        return get_password(_SERVICE, name)
    except KeyringError:  # locked, or none on this machine
        return None
