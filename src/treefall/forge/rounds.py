"""Rounds of review, where a forge keeps words and votes one by one."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from ..remote.records import Raw, moment

_ROUND = timedelta(hours=1)  # between two words of one round


class Said(NamedTuple):
    """What somebody said of a proposal, or how they voted.

    Attributes:
        user: who; None where their account is gone.
        at: when, as the forge writes it.
        verdict: "APPROVED", "CHANGES_REQUESTED", or "" for words.
        path: of the file that the words are about, or "".
        body: the words.
    """

    user: Raw | None
    at: str
    verdict: str = ""
    path: str = ""
    body: object = ""


def rounds(said: Iterable[Said]) -> list[Raw]:
    """Return the rounds of review: what one person said within an hour of their last word, and their last verdict."""
    found: list[Raw] = []
    latest: dict[str, tuple[datetime, dict[str, Any]]] = {}
    for one in sorted(said, key=lambda word: word.at):
        at = moment({"at": one.at}, "at")
        if one.user is None or at is None:
            continue
        before, begun = latest.get(one.user["login"], (at - _ROUND * 2, {}))
        if at - before > _ROUND:
            begun = {"user": one.user, "submitted_at": one.at, "state": "COMMENTED", "comments": []}
            found.append(begun)
        if one.verdict:
            begun["state"] = one.verdict
        else:
            begun["comments"].append({"path": one.path, "body": one.body})
        latest[one.user["login"]] = at, begun
    return found
