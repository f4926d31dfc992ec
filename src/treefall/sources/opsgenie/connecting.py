"""What `treefall connect opsgenie` says before anything is asked, and how it tries."""

from typing import ClassVar

from ...duty.connecting import DutyConnection
from ...duty.reading import DutyReading
from .reading import OpsgenieReading


class OpsgenieConnection(DutyConnection):
    """One Opsgenie that may be connected."""

    READS: ClassVar[tuple[str, ...]] = (
        "alerts that you own, acknowledged or closed: message, priority, entity, begin, end, who else acted",
        "the notes that you wrote about these",
        "incidents that you own",
        "your name, to check that there is such an account",
    )
    NEEDS: ClassVar[str] = "an API key with read access, and configuration access to check your address"
    MUST: ClassVar[str] = "It must be"
    READING: ClassVar[type[DutyReading]] = OpsgenieReading
    SAYS: ClassVar[str] = (
        "The key is not yours alone: that this address is yours, you say. It may read what its rights say."
    )
