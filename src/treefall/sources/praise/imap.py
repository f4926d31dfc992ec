"""A mail server (IMAP over TLS): folders are only examined, so that nothing in them changes, not even what was read.

Of each mail first its head is asked for; the beginning of the mail itself only where a person wrote it to the person.
"""

import imaplib
import json
import re
import socket
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime

from ...errors import SourceError
from ...model import Batch, Evidence, Rejected
from ...ports import RequestFailed, World
from ...remote import section as settings
from ...remote.server import located
from ...value import sections
from .letters import MOST_BYTES, opened
from .making import SOURCE, Me, letter

_PORT = 993
_BATCH = 200
_MOST = 100_000  # mails of a folder
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_UID = re.compile(rb"\bUID (\d+)")
_VARIABLES = ("TREEFALL_IMAP_PASSWORD",)
_USUAL = ("INBOX",)


@dataclass(frozen=True, slots=True)
class Box:
    """One person's mails on one server.

    Attributes:
        host: which; with a port where it is not the usual one.
        user: as whom.
    """

    host: str
    user: str

    @property
    def secret(self) -> str:
        """Return what the password is called in the keyring."""
        return f"{self.user}@{self.host}"

    @contextmanager
    def opened(self, world: World) -> Iterator[imaplib.IMAP4]:
        """Sign in, and sign out in the end.

        Raises:
            SourceError: there is no password, no connection, or the server refuses.
        """
        password = world.secret(self.secret, variables=_VARIABLES)
        if password is None:
            hint = f"Put one for programs into your keyring: keyring set treefall {self.secret}"
            raise SourceError(f"There is no password for {self.user} on {self.host}.", hint=hint)
        name, _, port = self.host.partition(":")
        hint = "What came is kept. Try again: treefall collect"
        try:
            server = _Line(world.dial(name, int(port or _PORT), inside=True))
        except RequestFailed as failed:
            raise SourceError(f"{self.host} cannot be reached: {failed.words}.", hint=hint) from None
        except (OSError, imaplib.IMAP4.error):
            raise SourceError(f"{self.host} does not answer as a mail server.", hint="Name it with its port.") from None
        try:
            try:
                server.login(self.user, password.reveal())
            except imaplib.IMAP4.error:  # in its own words could stand what was sent
                raise SourceError(
                    f"{self.host} does not let {self.user} in.", hint="Is it a password for programs?"
                ) from None
            yield server
        except (OSError, imaplib.IMAP4.error) as error:
            raise SourceError(f"{self.host} broke off ({type(error).__name__}).", hint=hint) from None
        finally:
            with suppress(OSError, imaplib.IMAP4.error):
                server.logout()


class _Line(imaplib.IMAP4):
    """Speaks IMAP over a connection that the world has opened."""

    def __init__(self, line: socket.socket) -> None:
        self._opened = line
        super().__init__("", 0)

    def _create_socket(self, timeout: float | None) -> socket.socket:
        del timeout
        return self._opened


@dataclass(frozen=True, slots=True)
class Mails:
    """Folders of one person's mails on one server.

    Attributes:
        box: which, and as whom.
        me: who is praised.
        folders: that are read.
        since: what is older is passed over; None: nothing is.
    """

    box: Box
    me: Me
    folders: tuple[str, ...] = _USUAL
    since: datetime | None = None

    @classmethod
    def of(cls, name: str, section: Mapping[str, object], me: Me, since: datetime | None) -> "Mails":
        """Return what the section `[praise."HOST"]` says.

        Raises:
            SettingsError: it says something else than it should.
        """
        user = settings.user(SOURCE, name, section, "folders")
        host, _ = located(name, "a mail server", "imap.corp.example")
        folders = sections.texts(f"{SOURCE}.{name}", section, "folders") or _USUAL
        return cls(Box(host, user), me, folders, since)

    @property
    def place(self) -> str:
        """Return "praise:", the person and the host."""
        return f"{SOURCE}:{self.box.user} on {self.box.host}"

    def fetch(self, cursor: str | None, world: World) -> Iterator[Batch]:
        """Yield what came since `cursor` and praises the person; every two hundred mails are a batch.

        Raises:
            SourceError: nothing can be read now; what was yielded stands.
        """
        left = _remembered(cursor)
        with self.box.opened(world) as server:
            for folder in self.folders:
                yield from self._folder(server, folder, left)

    def newest(self, server: imaplib.IMAP4, folder: str, most: int) -> tuple[int, list[Evidence]]:
        """Return how many mails `folder` holds, and what of the newest `most` praises the person, the newest first.

        Raises:
            SourceError: there is no such folder.
        """
        _examined(server, folder)
        numbers = _searched(server, ["ALL"])
        found = (self._read(server, folder, number) for number in reversed(numbers[-most:]))
        return len(numbers), [one for one in found if isinstance(one, Evidence)]

    def _folder(self, server: imaplib.IMAP4, folder: str, left: dict[str, tuple[str, int]]) -> Iterator[Batch]:
        try:
            valid = _examined(server, folder)
        except SourceError as error:
            yield Batch((), (Rejected(SOURCE, f"{self.box.host}, {folder}", f"is not read: {error}".rstrip(".")),))
            return
        before = left.get(folder, ("", 0))
        last = before[1] if before[0] == valid else 0
        since = (
            []
            if self.since is None
            else ["SINCE", f"{self.since.day}-{_MONTHS[self.since.month - 1]}-{self.since.year}"]
        )
        numbers = [one for one in _searched(server, ["UID", f"{last + 1}:*", *since]) if one > last][:_MOST]
        for start in range(0, len(numbers), _BATCH):
            part = numbers[start : start + _BATCH]
            found = [self._read(server, folder, number) for number in _by_people(server, part, self.me)]
            left[folder] = valid, part[-1]
            yield Batch(
                tuple(one for one in found if isinstance(one, Evidence)),
                tuple(one for one in found if isinstance(one, Rejected)),
                json.dumps(left),
            )
        if not numbers:
            left[folder] = valid, last
            yield Batch((), (), json.dumps(left))

    def _read(self, server: imaplib.IMAP4, folder: str, number: int) -> Evidence | Rejected | None:
        where = f"{self.box.host}, {folder}, mail {number:,}"
        for _, content in _fetched(server, [number], f"(UID BODY.PEEK[]<0.{MOST_BYTES}>)"):
            return letter(content, where, self.me)
        return None


def _examined(server: imaplib.IMAP4, folder: str) -> str:
    """Open `folder` without the right to change it, and return what its numbers are valid for."""
    quoted = '"' + folder.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if not folder.isascii() or not folder.isprintable() or server.select(quoted, readonly=True)[0] != "OK":
        raise SourceError(f"There is no folder {folder}.", hint="Name it as your mail program does.")
    said = server.response("UIDVALIDITY")[1]
    return said[0].decode("ascii", "replace") if said and isinstance(said[0], bytes) else ""


def _searched(server: imaplib.IMAP4, words: Sequence[str]) -> list[int]:
    said = server.uid("SEARCH", *words)[1]
    return sorted(int(one) for part in said if isinstance(part, bytes) for one in part.split() if one.isdigit())


def _by_people(server: imaplib.IMAP4, numbers: Sequence[int], me: Me) -> Iterator[int]:
    """Yield those of `numbers` whose head says that somebody else wrote them, and no program."""
    for number, head in _fetched(server, numbers, "(UID BODY.PEEK[HEADER])"):
        try:
            found, _ = opened(head)
        except (ValueError, LookupError, AttributeError, TypeError, AssertionError):
            yield number  # reading it says why
            continue
        if not found.automatic and found.sender.address not in me.addresses:
            yield number


def _fetched(server: imaplib.IMAP4, numbers: Sequence[int], what: str) -> Iterator[tuple[int, bytes]]:
    if not numbers:
        return
    for part in server.uid("FETCH", ",".join(map(str, numbers)), what)[1]:
        if isinstance(part, tuple) and (found := _UID.search(part[0])):
            yield int(found[1]), part[1]


def _remembered(cursor: str | None) -> dict[str, tuple[str, int]]:
    """Return by folder what its numbers are valid for and which was the last; nothing where `cursor` says nothing."""
    with suppress(ValueError, TypeError, AttributeError):
        return {str(folder): (str(valid), int(last)) for folder, (valid, last) in json.loads(cursor or "{}").items()}
    return {}
