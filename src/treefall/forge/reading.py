"""One reading of a forge: what every one has, besides what each is asked in its own way."""

from collections.abc import Callable, Collection, Sequence
from functools import partial

from ..model import Entry, Rejected
from ..remote.client import Client, Denied, following
from ..remote.cursor import Cursor
from ..remote.reading import Reading
from ..remote.records import Raw, items
from .people import Whose
from .releases import cited, release

_MOST_PAGES = 50  # of one repository's releases


class ForgeReading(Reading):
    """One reading of a forge."""

    def __init__(self, client: Client, whose: Whose, *, cursor: Cursor) -> None:
        """Read what is `whose` from `cursor` on."""
        super().__init__(whose.host, cursor)
        self.client = client
        self.whose = whose

    def released(
        self, origin: str, path: str, mine: Callable[[], Collection[int]], known: Callable[[Raw], Raw] = lambda raw: raw
    ) -> tuple[Sequence[Entry], Sequence[Rejected]]:
        """Return the releases of a repository that cite the person's work, where its list has changed.

        Args:
            origin: the repository's URL; its tag is the cursor's.
            path: of the list.
            mine: returns the numbers of the person's merged proposals there; called where a release cites any.
            known: returns one of the list under the names that are known here.
        """
        tag = self.cursor.tags[origin]
        try:
            records, new_tag = self._listed(path, tag)
            records = list(map(known, records))
            numbers = mine() if any(cited(record, self.whose) for record in records) else ()
        except Denied as denied:
            return (), (self.rejected(f"{origin}/releases", str(denied)),)
        self.tagged({origin: new_tag})
        return self.parsed(records, partial(release, whose=self.whose, mine=numbers), f"{origin}/releases")

    def _listed(self, path: str, tag: str) -> tuple[list[Raw], str]:
        """Return a list of releases: its first page, all of them where it is read for the first time."""
        answer, content = self.client.read(path, tag)
        if content is None:
            return [], tag
        new_tag, records = answer.headers.get("etag", "") or "none", list(items({"list": content}, "list"))
        for _ in range(_MOST_PAGES):
            if tag or not (url := following(answer)):
                break
            answer, content = self.client.read(url)
            records += items({"list": content}, "list")
        return records, new_tag
