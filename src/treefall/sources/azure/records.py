"""Azure DevOps' records under the names that `treefall.forge` knows."""

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from urllib.parse import quote

from ...forge.host import Forge
from ...forge.rounds import Said, rounds
from ...remote.records import Raw, amount, find, items, text

_SYSTEM = (
    "Title Description WorkItemType TeamProject Tags IterationPath CommentCount "
    "CreatedBy CreatedDate ChangedDate AssignedTo"
)
FIELDS = (
    *(f"System.{name}" for name in _SYSTEM.split()),
    *(f"Microsoft.VSTS.Common.{name}" for name in ("ClosedBy", "ClosedDate", "Severity")),
)
"""What is asked of a work item."""

_VERDICTS: Mapping[str, str] = MappingProxyType(
    {"10": "APPROVED", "5": "APPROVED", "-5": "CHANGES_REQUESTED", "-10": "CHANGES_REQUESTED"}
)
_TAG = re.compile(r"<[^<>]{0,1000}>")
_BODY = 50_000  # characters of a description with its marks
_PROGRAM = "Build\\"


def person(said: object) -> Raw | None:
    """Return somebody; None for a group, and where the account is gone."""
    login = text(said, "uniqueName", limit=200)
    if not login or find(said, "isContainer") is True:
        return None
    kind = "Bot" if login.startswith(_PROGRAM) else "User"
    return {"login": login, "name": text(said, "displayName", limit=200), "type": kind}


def origin(raw: Raw, host: Forge) -> str:
    """Return the URL of the repository of a pull request."""
    project, name = (quote(text(raw, path)) for path in ("repository.project.name", "repository.name"))
    return f"{host.rest}/{project}/_git/{name}" if project and name else ""


def pull_request(
    raw: Raw, host: Forge, *, threads: Sequence[Raw] = (), commits: Sequence[Raw] = (), closes: Sequence[Raw] = ()
) -> Raw:
    """Return a pull request with its `threads`, `commits` and the work items that it `closes`."""
    number, repository, status = amount(raw, "pullRequestId"), text(raw, "repository.id"), text(raw, "status")
    words = [one for thread in threads for one in items(thread, "comments") if _is_word(one)]
    return {
        "node_id": f"pull {repository} {number}" if repository else "",
        "number": number,
        "title": find(raw, "title"),
        "body": find(raw, "description"),
        "html_url": f"{origin(raw, host)}/pullrequest/{number}" if origin(raw, host) else "",
        "created_at": find(raw, "creationDate"),
        "closed_at": find(raw, "closedDate"),
        "merged_at": find(raw, "closedDate") if status == "completed" else None,
        "state": "open" if status == "active" else "closed",
        "draft": find(raw, "isDraft"),
        "user": person(find(raw, "createdBy")),
        "labels": items(raw, "labels"),
        "base_ref": text(raw, "targetRefName").removeprefix("refs/heads/"),
        "head_ref": text(raw, "sourceRefName").removeprefix("refs/heads/"),
        "head_sha": find(raw, "lastMergeSourceCommit.commitId"),
        "merge": {"sha": find(raw, "lastMergeCommit.commitId")},
        "commits": {"total": len(commits), "nodes": list(_commits(commits))},
        "closes": [{**work_item(one, host), "html_url": ""} for one in closes],  # numbered throughout
        "reviews": rounds(_said(raw, threads)),
        "review_comments": sum(any(map(_is_word, items(thread, "comments"))) for thread in threads),
        "comments": len(words),
    }


def _commits(commits: Iterable[Raw]) -> Iterator[Raw]:
    for one in commits:
        author = {"name": text(one, "author.name"), "email": text(one, "author.email")}
        at = find(one, "committer.date", "author.date")
        yield {"commit": {"sha": text(one, "commitId"), "committed_at": at, "authors": {"nodes": [author]}}}


def _said(raw: Raw, threads: Iterable[Raw]) -> Iterator[Said]:
    """Yield the words in threads, and the votes that Azure DevOps itself wrote down."""
    reviewers = {text(one, "displayName"): one for one in items(raw, "reviewers")}
    for thread in threads:
        vote = text(thread, "properties.CodeReviewVoteResult.$value")
        if vote in _VERDICTS:
            key = text(thread, "properties.CodeReviewVotedByIdentity.$value")
            name = text(thread, "properties.CodeReviewVotedByDisplayName.$value")
            voter = find(thread, f"identities.{key}") if key else reviewers.get(name)
            yield Said(person(voter), text(thread, "publishedDate"), _VERDICTS[vote])
        for one in filter(_is_word, items(thread, "comments")):
            path = text(thread, "threadContext.filePath").lstrip("/")
            yield Said(person(find(one, "author")), text(one, "publishedDate"), "", path, find(one, "content"))


def _is_word(comment: Raw) -> bool:
    return text(comment, "commentType") == "text" and find(comment, "isDeleted") is not True


def work_item(raw: Raw, host: Forge) -> Raw:
    """Return a work item with `FIELDS`."""
    fields = find(raw, "fields")
    said = {name.rpartition(".")[2]: value for name, value in fields.items()} if isinstance(fields, dict) else {}
    number, project, kind = amount(raw, "id"), quote(text(said, "TeamProject")), text(said, "WorkItemType")
    tags = [tag.strip() for tag in text(said, "Tags").split(";")]
    closed = person(find(said, "ClosedBy"))
    return {
        "node_id": f"work item {number}" if number else "",
        "number": number,
        "title": find(said, "Title"),
        "body": _plain(text(said, "Description", limit=_BODY)),
        "html_url": f"{host.rest}/{project}/_workitems/edit/{number}" if project else "",
        "created_at": find(said, "CreatedDate"),
        "updated_at": find(said, "ChangedDate"),
        "closed_at": find(said, "ClosedDate"),
        "state": "closed" if find(said, "ClosedDate") else "open",
        "state_reason": "completed" if find(said, "ClosedDate") else "",
        "user": person(find(said, "CreatedBy")),
        "assignees": [one for one in [person(find(said, "AssignedTo"))] if one],
        "labels": [{"name": name} for name in (kind, *tags) if name],
        "milestone": {"title": text(said, "IterationPath").rpartition("\\")[2]},
        "comments": amount(said, "CommentCount"),
        "incident": kind.lower() == "incident",
        "severity": text(said, "Severity"),
        "events": [{"event": "ClosedEvent", "actor": closed}] if closed else [],
    }


def _plain(words: str) -> str:
    """Return the words of a description, which is HTML."""
    return " ".join(html.unescape(_TAG.sub(" ", words)).split())
