"""What `treefall connect oncall` says before anything is asked, and how it tries."""

from typing import ClassVar

from ...duty.connecting import DutyConnection
from ...duty.reading import DutyReading
from .reading import OnCallReading


class OnCallConnection(DutyConnection):
    """One Grafana OnCall that may be connected."""

    READS: ClassVar[tuple[str, ...]] = (
        "alert groups that you acknowledged or resolved: title, integration, severity, begin, end, who else acted",
        "the resolution notes that you wrote about these",
        "the list of all alert groups that the key shows, to find yours in it; nothing else of it is kept",
        "your shifts on call",
    )
    NEEDS: ClassVar[str] = "an API key of your own (OnCall, Settings), which reads alert groups, schedules and users"
    READING: ClassVar[type[DutyReading]] = OnCallReading
    SAYS: ClassVar[str] = "OnCall does not say what this key allows: it may do what you may. Treefall only reads."
