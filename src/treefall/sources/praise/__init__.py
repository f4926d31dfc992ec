"""Praise: what others say of the person's work in mails, chat and kudos, proposed as testimonials.

`thanks` knows the language of thanks, and `making` makes evidence of it: private, and nothing until it is accepted.
`letters` reads a mail, `folders` mail folders on this machine, `imap` those on a server, `slack` and `teams` what these
export (`archive`), `kudos` pages in Markdown; `connecting` is what `treefall connect praise` says and tries.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import ClassVar

from ...errors import SettingsError, SourceError
from ...files import texts
from ...model import Batch, Evidence, Rejected
from ...ports import Connection, World
from ...remote import section as remote
from ...remote.server import located
from ...value import sections
from ...value.identity import normal_address
from ...value.pages import batches
from . import teams
from .archive import Unfit
from .folders import letters
from .imap import Box, Mails
from .kudos import page
from .making import SOURCE, Me, letter
from .slack import export

__all__ = ["Form", "Praise", "connection", "sources"]


class Form(StrEnum):
    """What a place on this machine holds; the words are the settings' keys."""

    MAIL = "mail"
    SLACK = "slack"
    TEAMS = "teams"
    KUDOS = "kudos"


@dataclass(frozen=True, slots=True)
class Praise:
    """A place on this machine where others' words lie.

    Attributes:
        path: a mail folder, an export, or a page or folder of kudos.
        form: which of these.
        me: who is praised.
        since: what is older is passed over; None: nothing is.
    """

    path: str
    form: Form
    me: Me
    since: datetime | None = None
    rereads: ClassVar[bool] = True  # all of it, whenever any of it has changed

    @property
    def place(self) -> str:
        """Return "praise:" and the real path."""
        return f"{SOURCE}:{Path(self.path).resolve()}"

    def fetch(self, cursor: str | None, world: World) -> Iterator[Batch]:
        """Yield what the place holds that praises the person, all of it where any of that has changed.

        Raises:
            SourceError: the place cannot be read.
        """
        del world
        found = (one for one in self._found(Path(self.path).resolve()) if not self._is_older(one))
        try:
            yield from batches(found, cursor)
        except OSError as error:
            raise SourceError(f"{self.path} cannot be read: {error.strerror}.", hint="Mend [praise].") from error
        except Unfit as unfit:
            raise SourceError(f"{self.path} {unfit}.", hint="Mend [praise].") from None

    def parse(self, content: bytes, where: str) -> tuple[Evidence | Rejected, ...]:
        """Return the evidence that a mail, or a page of kudos, holds, and what of it cannot be read.

        Args:
            content: of the mail or the page.
            where: its place, as the person can find it.
        """
        if self.form is Form.KUDOS:
            return tuple(page(where, content.decode("utf-8", "replace"), self.me))
        found = letter(content, where, self.me)
        return (found,) if found else ()

    def _found(self, path: Path) -> Iterator[Evidence | Rejected]:
        match self.form:
            case Form.MAIL:
                for where, content in letters(path):
                    yield from self.parse(content, where)
            case Form.SLACK:
                yield from export(path, self.me)
            case Form.TEAMS:
                yield from teams.export(path, self.me)
            case _:
                for name, text in texts(path, (".md", ".markdown", ".txt")):
                    yield from page(name, text, self.me)

    def _is_older(self, one: Evidence | Rejected) -> bool:
        return self.since is not None and isinstance(one, Evidence) and one.at < self.since


def sources(section: Mapping[str, object], me: tuple[str, ...], world: World) -> Iterator[Praise | Mails]:
    """Yield a source for each place on this machine, and for each server, that the section `[praise]` names.

    Raises:
        SettingsError: the section says something else than it should.
    """
    del world
    own = {key: value for key, value in section.items() if not isinstance(value, dict)}
    sections.only(SOURCE, own, (*Form, "as"))
    known = Me(tuple(sorted(map(normal_address, me))), sections.texts(SOURCE, own, "as"))
    since = remote.since("praise.since", own.get("since"))
    for form in Form:
        for path in sections.texts(SOURCE, own, form):
            yield Praise(str(Path(path).expanduser()), form, known, since)
    for name, said in section.items():
        if isinstance(said, dict):
            yield Mails.of(name, said, known, since)


def connection(where: str, only: tuple[str, ...]) -> Connection:
    """Return the mail server at `where` ("ed@corp.example@imap.corp.example"), of which `only` these folders are read.

    Raises:
        SettingsError: there is no such server, or it is not said as whom.
    """
    from .connecting import PraiseConnection  # noqa: PLC0415 - only where something is connected

    user, _, name = where.rpartition("@")
    host, _ = located(name, "a mail server", "ed@corp.example@imap.corp.example")
    if not user:
        hint = "Name it as: ed@corp.example@imap.corp.example"
        raise SettingsError(f"{where!r} does not say as whom", hint=hint)
    return PraiseConnection(Box(host, user), only)
