"""Work beside the one who asked for it, in a thread that nobody has to wait for."""

from collections.abc import Callable
from threading import Thread


class Beside(Thread):
    """Does its work once it is started; what that raises is kept for whoever wants to know.

    Attributes:
        raised: what ended the work; None before that, and where it ended well.
    """

    def __init__(self, work: Callable[[], object], failed: Callable[[], object]) -> None:
        """Take the `work`, and what is called where it `failed`, once `raised` says with what."""
        super().__init__(daemon=True)
        self.raised: BaseException | None = None
        self._work = work
        self._failed = failed

    def run(self) -> None:
        """Work."""
        try:
            self._work()
        except BaseException as error:  # noqa: BLE001 - whatever it is, the one who asked raises it again
            self.raised = error
            self._failed()
        finally:
            del self._work  # ends what it may itself come from
