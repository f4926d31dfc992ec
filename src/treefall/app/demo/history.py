"""What sources saw in the fictional season: `history.toml`, read into the entries that git and GitHub would yield."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from importlib import resources
from typing import Any

from ...model import (
    ALWAYS,
    Entry,
    EntryId,
    Evidence,
    FileChange,
    FileSummary,
    Identity,
    Kind,
    Part,
    Role,
    Scalar,
    Stand,
    Standing,
    Tie,
    entry_id,
)

ME = "Ed Stone"
_ADDRESSES = ("ed@larkspur.example", "ed.stone@old.example", "ed-stone@users.noreply.github.com")
_FORGE = "https://github.com/larkspur"
_PARTS = {"": Part.AUTHOR, "+": Part.CO_AUTHOR, "~": Part.REVIEWER}
_FILE = re.compile(r"(\S+)(?: \+(\d+))?(?: -(\d+))?")
_FACTS = ("closes", "closes_labels", "labels", "rounds")
_DRAWN = ("rounds", "comments", "changes_requested", "approvals", "commits_after", "size", "first_time")
_LANDS = timedelta(hours=1)  # a commit outside a pull request reaches the main branch


def history() -> tuple[Entry, ...]:
    """Return what sources saw until the season's last day, oldest first; notes are written by the person instead."""
    text = resources.files(__package__).joinpath("history.toml").read_text(encoding="utf-8")
    seen = _Seen(tomllib.loads(text))
    return tuple(sorted(seen.entries(), key=lambda entry: entry.at))


def notes() -> tuple[tuple[datetime, str], ...]:
    """Return what the person jotted down in the season, and when."""
    text = resources.files(__package__).joinpath("history.toml").read_text(encoding="utf-8")
    return tuple((note["at"], note["text"]) for note in tomllib.loads(text)["note"])


def identities() -> tuple[Identity, ...]:
    """Return who the person of the season is."""
    return tuple(
        Identity(id=entry_id("identity", address), at=ALWAYS, address=address, name=ME, mine=True)
        for address in _ADDRESSES
    )


@dataclass(frozen=True, slots=True)
class _Seen:
    """The tables of `history.toml`."""

    tables: Mapping[str, Any]

    def entries(self) -> Iterator[Entry]:
        for pull in self.tables["pull"]:
            yield from self.pull(pull)
        for review in self.tables["review"]:
            yield self.review(review)
        for issue in self.tables["issue"]:
            yield self.issue(issue)
        for loose in self.tables["commits"]:
            for line in loose["lines"]:
                commit = self.commit(loose["repository"], line)
                yield commit
                yield _standing(commit, Stand.LANDED, "main", commit.at + _LANDS)

    def pull(self, pull: Mapping[str, Any]) -> Iterator[Entry]:
        """Yield a pull request, its commits, that they are one, and that they landed."""
        repository, number, merged = pull["repository"], pull["number"], pull.get("merged")
        commits = tuple(self.commit(repository, line) for line in pull["commits"])
        facts: dict[str, Scalar] = {"pull": number, "state": "merged" if merged else "open", "commits": len(commits)}
        facts |= {name: pull[name] for name in _FACTS if name in pull}
        if merged:
            facts["merged_at"] = merged.isoformat()
        story = self.forge(
            repository,
            f"#{number}",
            Kind.CHANGE,
            commits[0].at,
            pull["title"],
            pull.get("body", ""),
            (self.role("ed"), *(self.role(who, Part.REVIEWER) for who in pull["reviewers"])),
            facts,
        )
        yield from (*commits, story)
        if merged:
            yield from (_standing(each, Stand.LANDED, "main", merged) for each in (*commits, story))
        ids = (story.id, *(commit.id for commit in commits))
        yield Tie(id=entry_id("tie", "pull request", story.id), at=story.at, evidence=ids, why="pull request")

    def review(self, review: Mapping[str, Any]) -> Evidence:
        number = review["number"]
        facts: dict[str, Scalar] = {"review_of": number, "pull_state": "merged", "state": "approved"}
        facts |= {name: review[name] for name in _DRAWN if name in review}
        return self.forge(
            review["repository"],
            f"#{number} review",
            Kind.REVIEW,
            review["at"],
            review["title"],
            review["words"],
            (self.role("ed", Part.REVIEWER), self.role(review["author"])),
            facts,
        )

    def issue(self, issue: Mapping[str, Any]) -> Evidence:
        facts: dict[str, Scalar] = {"issue": issue["number"], "state": "closed", "reason": "completed"}
        facts |= {"did": issue["did"], "labels": issue["labels"], "closed_at": issue["closed"].isoformat()}
        return self.forge(
            issue["repository"],
            f"#{issue['number']}",
            Kind.INCIDENT,
            issue["opened"],
            issue["title"],
            issue.get("body", ""),
            (self.role("ed"),),
            facts,
        )

    def forge(  # noqa: PLR0917 - in the order in which a reader of a forge's page meets them
        self,
        repository: str,
        native: str,
        kind: Kind,
        at: datetime,
        title: str,
        body: str,
        roles: tuple[Role, ...],
        facts: Mapping[str, Scalar],
    ) -> Evidence:
        """Return what GitHub would have shown."""
        number = native.strip("#").removesuffix(" review")
        return Evidence(
            id=entry_id("github", "github.com", f"{repository}{native}"),
            at=at.astimezone(UTC),
            source="github",
            origin=f"{_FORGE}/{repository}",
            native=native,
            kind=kind,
            title=title,
            body=body,
            url=f"{_FORGE}/{repository}/{'issues' if 'issue' in facts else 'pull'}/{number}",
            roles=roles,
            facts=facts,
        )

    def commit(self, repository: str, line: str) -> Evidence:
        """Return the commit that one line tells of."""
        head, title, files, *rest = line.split(" | ")
        day, time, *people = head.split(" ")
        sha = _sha(title)
        body = re.sub(r"\{(.+?)\}", lambda found: _sha(found[1]), " | ".join(rest))
        return Evidence(
            id=entry_id("git", sha),
            at=datetime.fromisoformat(f"{day}T{time}:00+00:00"),
            source="git",
            origin=self.tables["repositories"][repository],
            native=sha,
            kind=Kind.CHANGE,
            title=title,
            body=body,
            roles=tuple(self.role(who.lstrip("+~"), _PARTS[who[0] if who[0] in "+~" else ""]) for who in people),
            files=_files(files),
        )

    def role(self, who: str, part: Part = Part.AUTHOR) -> Role:
        name, _, address = self.tables["people"][who].partition(" <")
        return Role(part=part, name=name, address=address.rstrip(">"))


def _standing(of: Evidence, stand: Stand, name: str, at: datetime) -> Standing:
    return Standing(
        id=entry_id("standing", of.id, stand), at=at.astimezone(UTC), evidence=of.id, stand=stand, name=name
    )


def _files(text: str) -> FileSummary:
    changes = tuple(
        FileChange(path=path, added=int(added or 0), deleted=int(deleted or 0))
        for path, added, deleted in (_FILE.fullmatch(part).groups() for part in text.split(", "))  # type: ignore[union-attr]  # our own lines
    )
    return FileSummary(
        count=len(changes),
        added=sum(change.added or 0 for change in changes),
        deleted=sum(change.deleted or 0 for change in changes),
        changes=changes,
    )


def _sha(title: str) -> EntryId:
    return blake2b(title.encode(), digest_size=20).hexdigest()
