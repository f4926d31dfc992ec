"""The one thread in which the pages work: it alone holds the App, so that requests never meet in the ledger.

One person looks at these pages. A ledger's connection belongs to the thread that opened it, and what the ledger comes
to is worth keeping between two pages; other windows, the command line and hooks write in between as they like.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TypeVar

from ..app import App

T = TypeVar("T")


@dataclass
class Desk:
    """An App that is opened when it is first needed, and whatever is done with it, one thing after another.

    Attributes:
        open_app: opens it.
        changed: says how the settings stand: when that changes, the App is opened anew.
    """

    open_app: Callable[[], App]
    changed: Callable[[], object] = lambda: None
    _thread: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "treefall"), init=False)
    _app: App | None = field(default=None, init=False)
    _stood: object = field(default=None, init=False)

    async def do(self, work: Callable[[App], T]) -> T:
        """Return what `work` makes of the App; whatever it raises is raised here."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._done, work)

    def _done(self, work: Callable[[App], T]) -> T:
        stands = self.changed()
        if self._app is not None and stands != self._stood:
            self._shut()
        if self._app is None:
            self._app, self._stood = self.open_app(), stands
        return work(self._app)

    def _shut(self) -> None:
        if self._app is not None:
            self._app.close()
        self._app = None

    def close(self) -> None:
        """Let go of the App, in its own thread, and of the thread."""
        with suppress(RuntimeError):  # closed before
            self._thread.submit(self._shut)
        self._thread.shutdown()
