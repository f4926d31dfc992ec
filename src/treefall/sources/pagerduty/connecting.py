"""What `treefall connect pagerduty` says before anything is asked, and how it tries."""

from typing import ClassVar

from ...duty.connecting import DutyConnection
from ...duty.reading import DutyReading
from .reading import PagerDutyReading


class PagerDutyConnection(DutyConnection):
    """One PagerDuty that may be connected."""

    READS: ClassVar[tuple[str, ...]] = (
        "incidents that you raised, acknowledged, escalated, resolved or wrote a note about",
        "of each its title, service, priority, urgency, begin and end, and who else acted",
        "the notes that you wrote",
        "the log of all incidents that the token shows, to find yours in it; nothing else of it is kept",
        "your shifts on call",
    )
    NEEDS: ClassVar[str] = "a user token of your own (My Profile, User Settings, Create API User Token)"
    READING: ClassVar[type[DutyReading]] = PagerDutyReading
    SAYS: ClassVar[str] = "A user token may do what you may. PagerDuty has none that only reads; Treefall only reads."
