"""GitLab's records under the names that `treefall.forge` knows."""

import re
from collections.abc import Iterable, Iterator, Sequence

from ...forge.rounds import Said, rounds
from ...remote.records import Raw, amount, find, items, text

_BOT = re.compile(r"(?:project|group)_\d+_bot")
_GONE = "ghost"  # the account that what others left behind belongs to
_MOST_FILES = 100
_SAID = (("approved this merge request", "APPROVED"), ("requested changes", "CHANGES_REQUESTED"))
_MENTION = re.compile(r"mentioned in merge request !(\d{1,9})\b")


def person(said: object) -> Raw | None:
    """Return somebody; None where their account is gone."""
    login = text(said, "username", limit=100)
    is_program = bool(_BOT.match(login)) or find(said, "bot") is True
    if login in ("", _GONE):
        return None
    return {"login": login, "name": text(said, "name", limit=200), "type": "Bot" if is_program else "User"}


def common(raw: Raw, kind: str) -> Raw:
    """Return what every record bears, under the names that are known."""
    return {
        "node_id": f"{kind} {amount(raw, 'id')}" if amount(raw, "id") else "",
        "number": amount(raw, "iid"),
        "title": find(raw, "title"),
        "body": find(raw, "description"),
        "html_url": find(raw, "web_url"),
        "created_at": find(raw, "created_at"),
        "updated_at": find(raw, "updated_at"),
        "closed_at": text(raw, "closed_at") or None,
        "state": "closed" if text(raw, "state") in ("closed", "locked") else "open",
        "user": person(find(raw, "author")),
        "labels": labels(raw),
        "milestone": find(raw, "milestone"),
        "comments": amount(raw, "user_notes_count"),
        "confidential": find(raw, "confidential"),
    }


def labels(raw: Raw) -> Sequence[Raw]:
    """Return the labels of a record."""
    said = find(raw, "labels")
    return [{"name": one} for one in said if isinstance(one, str)] if isinstance(said, list) else ()


def listed(raw: Raw) -> Raw:
    """Return a merge request as lists have it."""
    return merge_request(raw, threads=(), commits=(), closes=())


def merge_request(raw: Raw, *, threads: Sequence[Raw], commits: Sequence[Raw], closes: Sequence[Raw]) -> Raw:
    """Return a merge request with its `threads`, its `commits` (the newest first) and the issues that it `closes`."""
    merge, squash = text(raw, "merge_commit_sha"), text(raw, "squash_commit_sha")
    squashed = [{"commit": {"sha": squash}}] if squash else []
    notes = [note for thread in threads for note in items(thread, "notes")]
    return {
        **common(raw, "merge_request"),
        "merged_at": find(raw, "merged_at"),
        "draft": find(raw, "draft", "work_in_progress"),
        "base_ref": find(raw, "target_branch"),
        "head_ref": find(raw, "source_branch"),
        "head_sha": find(raw, "sha"),
        "merge": {"sha": merge or squash or text(raw, "sha")},
        "commits": {"total": len(commits), "nodes": [*_commits(commits), *squashed]},
        "closes": [common(one, "issue") for one in closes],
        "reviews": rounds(_said(notes)),
        "review_comments": sum(any(map(_is_resolvable, items(one, "notes"))) for one in threads),
        "first_merged": find(raw, "first_contribution") is True,
    }


def _commits(commits: Iterable[Raw]) -> Iterator[Raw]:
    for one in commits:
        author = {"name": text(one, "author_name"), "email": text(one, "author_email")}
        at = find(one, "committed_date", "created_at")
        yield {"commit": {"sha": text(one, "id"), "committed_at": at, "authors": {"nodes": [author]}}}


def _said(notes: Iterable[Raw]) -> Iterator[Said]:
    """Yield the words in threads, and the verdicts that GitLab itself wrote down; mere talk is none of a review."""
    for note in notes:
        verdict = _verdict(note)
        if verdict or _is_resolvable(note):
            path = text(note, "position.new_path")
            yield Said(person(find(note, "author")), text(note, "created_at"), verdict, path, find(note, "body"))


def _is_resolvable(note: Raw) -> bool:
    return find(note, "resolvable") is True


def _verdict(note: Raw) -> str:
    """Return what GitLab itself says that somebody decided; "" where `note` is no such saying."""
    words = text(note, "body").lower() if find(note, "system") is True else ""
    return next((state for said, state in _SAID if words.startswith(said)), "")


def mentions(threads: Iterable[Raw]) -> tuple[int, ...]:
    """Return the numbers of merge requests of the same project that mention this one, the newest last."""
    notes = (note for thread in threads for note in items(thread, "notes") if find(note, "system") is True)
    return tuple(dict.fromkeys(int(found[1]) for note in notes if (found := _MENTION.match(text(note, "body")))))


def issue(raw: Raw, labelled: Iterable[Raw] = ()) -> Raw:
    """Return an issue with the events by which it was `labelled`."""
    is_incident = text(raw, "issue_type", "type").lower() == "incident"
    severity = text(raw, "severity").lower() if is_incident else ""
    return {
        **common(raw, "issue"),
        "assignees": [one for each in items(raw, "assignees") if (one := person(each))],
        "incident": is_incident,
        "severity": "" if severity == "unknown" else severity,
        "events": [
            {"event": "ClosedEvent", "actor": person(find(raw, "closed_by"))},
            *({"event": "LabeledEvent", "actor": person(find(one, "user"))} for one in labelled),
        ],
    }


def release(raw: Raw, origin: str) -> Raw:
    """Return a release of the project at `origin`."""
    tag = text(raw, "tag_name")
    return {
        "node_id": f"release {origin} {tag}",
        "tag_name": tag,
        "name": find(raw, "name"),
        "body": find(raw, "description"),
        "html_url": f"{origin}/-/releases/{tag}",
        "created_at": find(raw, "created_at"),
        "published_at": find(raw, "released_at"),
        "draft": find(raw, "upcoming_release") is True,
        "author": person(find(raw, "author")),
    }


def sizes(said: object) -> Raw:
    """Return how much a merge request changes, as GraphQL tells it."""
    stats = find(said, "project.mergeRequest")
    return {
        "additions": amount(stats, "diffStatsSummary.additions"),
        "deletions": amount(stats, "diffStatsSummary.deletions"),
        "changed_files": amount(stats, "diffStatsSummary.fileCount"),
        "files": [{**one, "filename": find(one, "path")} for one in items(stats, "diffStats")[:_MOST_FILES]],
    }
