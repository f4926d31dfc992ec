"""Runs the pages on this machine until they are interrupted."""

import socket
from collections.abc import Callable
from contextlib import closing, suppress
from functools import partial
from pathlib import Path

import uvicorn

from ..app import open_app
from ..errors import TreefallError
from . import START, Keys, application


def serving(home: Path | None, port: int, ready: Callable[[str], None]) -> None:
    """Serve the pages of `home` on 127.0.0.1 until Ctrl-C; `port` 0 is any that is free.

    `ready` is called with the address that opens them, once they answer.

    Raises:
        TreefallError: the port is taken, or the home cannot be opened.
    """
    with closing(open_app(home)) as app:
        settings = app.settings.home
    with socket.socket() as listening:
        try:
            listening.bind(("127.0.0.1", port))
        except OSError as error:
            raise TreefallError(f"Port {port} is taken.", hint="Leave --port out, and a free one is found.") from error
        keys = Keys(listening.getsockname()[1])
        face = application(partial(open_app, home), keys, partial(_stamp, settings))
        server = _Server(uvicorn.Config(face, log_level="critical", access_log=False, server_header=False), keys, ready)
        with suppress(KeyboardInterrupt):
            server.run([listening])


class _Server(uvicorn.Server):
    """Says when it answers."""

    def __init__(self, config: uvicorn.Config, keys: Keys, ready: Callable[[str], None]) -> None:
        super().__init__(config)
        self._keys, self._ready = keys, ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready(f"http://127.0.0.1:{self._keys.port}{START}?token={self._keys.token}")


def _stamp(home: Path) -> tuple[int, int]:
    """Return what changes when the settings do."""
    with suppress(OSError):
        stat = (home / "treefall.toml").stat()
        return stat.st_mtime_ns, stat.st_size
    return 0, 0
