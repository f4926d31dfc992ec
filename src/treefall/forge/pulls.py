"""Proposals: their story, where they landed, their commits, and who took them back."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from urllib.parse import urlsplit

from ..model import (
    Entry,
    EntryId,
    Evidence,
    FileChange,
    FileSummary,
    Kind,
    Part,
    Scalar,
    Stand,
    Standing,
    Tie,
    entry_id,
)
from ..remote.records import Broken, Raw, amount, find, items, moment, text
from ..value.ties import PULL_REQUEST
from .evidence import Named, evidence, labels, named, standing, state
from .people import Whose, humans

_SHA = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_REVERT = re.compile(r'Revert "')


def pull(record: Raw, whose: Whose) -> tuple[Entry, ...]:
    """Return a proposal with its story, where it landed, its commits, and the reverts of it by others.

    Raises:
        Broken: it lacks what makes it one.
    """
    own, merged = named(record, whose, whose.host.PROPOSAL), moment(record, "merged_at")
    reverts = [one for each in items(record, "mentions") if (one := _revert(find(each, "source")))]
    observed = evidence(
        record,
        own,
        kind=Kind.CHANGE,
        at=merged,
        roles=whose.roles(record),
        facts={
            **_pull_facts(record, own, whose),
            **_review_facts(record),
            "reverted_by": amount(reverts[-1], "number") if reverts else 0,
        },
        files=_files(record),
    )
    landed = [_landed(own.id, merged, text(record, "base.ref", "base_ref"))] if merged else []
    return (observed, *landed, *_ties(record, own.id), *_others(reverts, whose))


def _pull_facts(record: Raw, own: Named, whose: Whose) -> dict[str, Scalar]:
    closes = items(record, "closes")
    merged = moment(record, "merged_at")
    merge = text(record, "merge.sha", "merge_commit_sha") if merged else ""
    return {
        "pull": amount(record, "number"),
        "state": standing(record),
        "draft": find(record, "draft") is True,
        "labels": labels(record),
        "milestone": text(record, "milestone.title"),
        "base": text(record, "base.ref", "base_ref"),
        "branch": text(record, "head.ref", "head_ref"),
        "head": text(record, "head.sha", "head_sha"),
        "merge": merge,
        "merged_at": merged.isoformat() if merged else "",
        "closed_at": text(record, "closed_at"),
        "closes": " ".join(filter(None, (_number(one, own.origin, whose) for one in closes))),
        "closes_labels": labels(*closes),
        "closes_title": text(closes[0], "title") if closes else "",
        "commits": amount(record, "commits"),
        "comments": amount(record, "comments"),
    }


def _review_facts(record: Raw) -> dict[str, Scalar]:
    reviews = humans(items(record, "reviews"), text(record, "user.login"))
    states = list(map(state, reviews))
    return {
        "rounds": len(reviews),
        "approvals": states.count("approved"),
        "changes_requested": states.count("changes requested"),
        "reviewers": len({text(one, "user.login") for one in reviews}),
        "review_comments": amount(record, "review_comments"),
    }


def _number(issue: Raw, origin: str, whose: Whose) -> str:
    """Return the number of `issue`, with its repository's name where that is another one than `origin`."""
    where, number = whose.host.repository(text(issue, "html_url")), str(amount(issue, "number"))
    return number if where in ("", origin) else f"{urlsplit(where).path.strip('/')}#{number}"


def _files(record: Raw) -> FileSummary | None:
    count = amount(record, "changed_files")
    listed = [one for one in items(record, "files") if text(one, "filename")]
    if not count:
        return None
    changes = tuple(
        FileChange(path=text(one, "filename"), added=amount(one, "additions"), deleted=amount(one, "deletions"))
        for one in listed[:count]
    )
    return FileSummary(
        count=count, added=amount(record, "additions"), deleted=amount(record, "deletions"), changes=changes
    )


def _ties(record: Raw, own: EntryId) -> Iterator[Tie]:
    """Yield the tie to the commits that git sees: what is known of them is only their shas."""
    merge = [text(record, "merge.sha", "merge_commit_sha")] if moment(record, "merged_at") else []
    shas = [*merge, *(text(one, "commit.sha") for one in items(record, "commits"))]
    commits = tuple(entry_id("git", sha) for sha in dict.fromkeys(shas) if _SHA.fullmatch(sha))
    opened = moment(record, "created_at")
    if commits and opened:
        yield Tie(id=entry_id("tie", PULL_REQUEST, own), at=opened, evidence=(own, *commits), why=PULL_REQUEST)


def _landed(evidence: EntryId, at: datetime, name: str) -> Standing:
    id_ = entry_id("standing", evidence, Stand.LANDED)
    return Standing(id=id_, at=at, evidence=evidence, stand=Stand.LANDED, name=name)


def _revert(record: object) -> Raw | None:
    if isinstance(record, dict) and moment(record, "merged_at") and _REVERT.match(text(record, "title")):
        return record
    return None


def _others(reverts: Iterable[Raw], whose: Whose) -> Iterator[Evidence]:
    """Yield somebody else's reverts, of which only so much is asked as shows what they take back."""
    for record in reverts:
        facts: dict[str, Scalar] = {"pull": amount(record, "number"), "state": "merged"}
        author = whose.role(Part.AUTHOR, find(record, "user"))
        at = moment(record, "merged_at")
        if not whose.is_me(record):
            with suppress(Broken):  # it is only mentioned: the proposal that it mentions is sound
                own = named(record, whose, whose.host.PROPOSAL)
                yield evidence(record, own, kind=Kind.CHANGE, at=at, roles=(author,), facts=facts)
