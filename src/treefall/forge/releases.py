"""Releases that the person published, or whose text cites their work."""

import re
from collections.abc import Collection

from ..model import Entry, Kind, Part, Role, Scalar
from ..remote.records import Raw, find, moment, text
from .evidence import BODY, evidence, named
from .people import Whose


def release(record: Raw, whose: Whose, mine: Collection[int]) -> tuple[Entry, ...]:
    """Return a release that the person published or whose text names them or one of `mine`, their proposals.

    Raises:
        Broken: it lacks what makes it one.
    """
    own = named(record, whose)
    cites = [number for number in cited(record, whose) if number in mine]
    said = re.search(rf"@{re.escape(whose.login)}(?![\w-])", text(record, "body", limit=BODY), re.IGNORECASE)
    by_me = whose.is_me(record, "author")
    if not (cites or said or by_me) or find(record, "draft") is True:
        return ()
    me = Role(part=Part.MENTIONED, name=whose.login, address=whose.host.address(whose.login))
    facts: dict[str, Scalar] = {
        "release": own.native,
        "cites": " ".join(map(str, cites)),
        "prerelease": find(record, "prerelease") is True,
    }
    author = whose.role(Part.AUTHOR, find(record, "author"))
    return (
        evidence(
            {**record, "title": text(record, "name") or own.native},
            own,
            kind=Kind.DOCUMENT,
            at=moment(record, "published_at"),
            roles=(author,) if by_me else (author, me),
            facts=facts,
        ),
    )


def cited(record: Raw, whose: Whose) -> list[int]:
    """Return the numbers of issues and proposals that the text of `record` names, each once, in its order."""
    return list(dict.fromkeys(map(int, whose.host.CITED.findall(text(record, "body", limit=BODY)))))
