"""One reading of a server: what of one person's work was touched since the last, in batches."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from ..model import Batch, Entry, Rejected
from .client import Denied
from .cursor import Cursor
from .records import Broken, Raw, text
from .server import Server
from .walk import BEGINNING, Page

Parse: TypeAlias = Callable[[Raw], tuple[Entry, ...]]
"""Returns what a record shows, nothing where it is not the person's; raises `Broken` where it is none."""


class Reading:
    """One reading, and how far it has come."""

    def __init__(self, server: Server, cursor: Cursor) -> None:
        """Read `server` from `cursor` on."""
        self.server = server
        self.cursor = cursor

    def mark(self, stream: str) -> str:
        """Return the instant up to which everything of `stream` that was touched is read, as the server writes it."""
        return self.cursor.marks.get(stream, self.cursor.since or BEGINNING)

    def batches(self, stream: str, pages: Iterable[Page], parse: Parse) -> Iterator[Batch]:
        """Yield a batch of each of the `pages` of a `stream`, with the cursor behind it.

        What this token or this server cannot show is rejected, once, and other streams go on.

        Raises:
            SourceError: nothing more can be had now; what was yielded stands, and its cursor goes on from there.
        """
        try:
            for page in pages:
                troubles = [self.rejected(stream, trouble) for trouble in page.troubles]
                entries, broken = self.parsed(page.found, parse, stream)
                self.cursor = replace(self.cursor, marks={**self.cursor.marks, stream: page.mark})
                yield self.batch(entries, [*troubles, *broken])
        except Denied as denied:
            yield self.batch((), [self.rejected(stream, str(denied))])

    def tagged(self, tags: Mapping[str, str]) -> None:
        """Remember the tags of lists that are read whole."""
        self.cursor = replace(self.cursor, tags={**self.cursor.tags, **tags})

    def parsed(self, records: Iterable[Raw], parse: Parse, where: str) -> tuple[list[Entry], list[Rejected]]:
        """Return what `records` show, and those that show nothing for being broken or closed."""
        entries: list[Entry] = []
        rejected: list[Rejected] = []
        for record in records:
            try:
                entries += parse(record)
            except (Broken, Denied) as why:
                rejected.append(self.rejected(text(record, "html_url") or where, str(why)))
        return entries, rejected

    def batch(self, entries: Sequence[Entry] = (), rejected: Sequence[Rejected] = ()) -> Batch:
        """Return a batch of `entries`, each once, with the cursor as it is now."""
        return Batch(tuple({entry.id: entry for entry in entries}.values()), tuple(rejected), self.cursor.text())

    def rejected(self, where: str, why: str) -> Rejected:
        """Return that what is at `where`, a URL or a kind of thing, could not be read."""
        return Rejected(self.server.SOURCE, where if "://" in where else f"{self.server.name} {where}", why)
