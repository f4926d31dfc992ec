"""What `treefall connect praise` says before anything is asked, and what it tries once that was approved."""

from dataclasses import dataclass

from ...ports import Offer, Tried, World
from .imap import Box, Mails
from .making import SOURCE, Me

_SHOWN, _TRIED = 5, 100
_READS = (
    "mails in which somebody thanks you or praises your work, written to you or naming you: their words, who, when",
    "of all other mails in these folders only the head and, where a person wrote it to you, the words; none is kept",
)
_LEAVES = ("attachments", "what you wrote yourself", "lists, newsletters and programs", "quotations and signatures")


@dataclass(frozen=True, slots=True)
class PraiseConnection:
    """A mail server that may be connected.

    Attributes:
        box: which, and as whom.
        only: the folders that are to be read; none: the inbox.
    """

    box: Box
    only: tuple[str, ...]

    def offer(self) -> Offer:
        """Return what connecting it means."""
        return Offer(
            where=self.box.host,
            reads=_READS,
            leaves=_LEAVES,
            scope=f"only {', '.join(self.only or ('INBOX',))}, which stay as they are: nothing is marked as read",
            token=f"a password from TREEFALL_IMAP_PASSWORD or your keyring (keyring set treefall {self.box.secret}); "
            f"it goes to {self.box.host} alone and is kept nowhere",
            needs="a password for programs (app password), where your server has such",
        )

    def tried(self, world: World) -> Tried:
        """Sign in, and look for praise among the newest mails.

        Raises:
            SourceError: there is no password, the server refuses, or there is no such folder.
        """
        me = Me((self.box.user.lower(),) if "@" in self.box.user else ())
        mails = Mails(self.box, me, self.only or ("INBOX",))
        counts, shown = [], []
        with self.box.opened(world) as server:
            for folder in mails.folders:
                count, found = mails.newest(server, folder, _TRIED)
                counts.append(f"{folder} ({count:,} mails)")
                shown += found
        newest = sorted(shown, key=lambda one: one.at, reverse=True)
        return Tried(
            address=self.box.user if "@" in self.box.user else f"{self.box.user}@{self.box.host.partition(':')[0]}",
            name=self.box.user,
            token=(f"The password opens {', '.join(counts)}.",),
            what="word of praise",
            page=tuple(newest[:_SHOWN]),
            total=None,
            section=(SOURCE, self.box.host),
            settings={"user": self.box.user, "folders": self.only},
        )
