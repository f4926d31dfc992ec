"""Slack's export: a zip of one JSON file a day and channel."""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ...model import Evidence, Part, Rejected, Role
from ...value.identity import normal_address
from .archive import Archive, Unfit, opened
from .making import SOURCE, Me, said
from .thanks import praise

_MOST_BYTES = 16 << 20  # of one file
_MOST_MESSAGES = 100_000  # of one file
_DAY = re.compile(r"([^/]{1,100})/(\d{4}-\d\d-\d\d)\.json")
_MARK = re.compile(r"<([@#!])?([^|<>]{1,500})(?:\|([^<>]{0,500}))?>")
_PLAIN = frozenset({"", "thread_broadcast", "me_message"})
_PAIR = 2


@dataclass(frozen=True, slots=True)
class _People:
    """Who writes in the export.

    Attributes:
        roles: by their key.
        mine: the keys of the person.
        pairs: folders of what the person and one other write to each other.
    """

    roles: Mapping[str, Role] = field(default_factory=dict)
    mine: frozenset[str] = frozenset()
    pairs: frozenset[str] = frozenset()


def export(path: Path, me: Me) -> Iterator[Evidence | Rejected]:
    """Yield what of Slack's export at `path` praises the person.

    Raises:
        OSError: it cannot be read.
        Unfit: it is no such zip, or larger than is read.
    """
    with opened(path, _MOST_BYTES) as archive:
        yield from _read(archive, path.name, me)


def _read(archive: Archive, name: str, me: Me) -> Iterator[Evidence | Rejected]:
    names = archive.names()
    if "users.json" not in names:
        raise Unfit("is no export of Slack's: it has no users.json")
    reader = _Reader(archive, name, me)
    yield from reader.people()
    if not reader.known.mine:
        raise Unfit("does not know you: none of its users has an address of yours")
    for each in sorted(set(names)):
        if found := _DAY.fullmatch(each):
            yield from reader.day(each, found[1])


@dataclass(slots=True)
class _Reader:
    archive: Archive
    name: str
    me: Me
    known: _People = field(default_factory=_People)

    def people(self) -> Iterator[Rejected]:
        """Learn who writes, and yield what of that cannot be read."""
        found, talks = (self._content(each) for each in ("users.json", "dms.json"))
        users = {str(one["id"]): one for one in _records(found) if "id" in one}
        roles = {key: _role(one) for key, one in users.items() if not one.get("is_bot") and key != "USLACKBOT"}
        mine = frozenset(key for key, role in roles.items() if role.address in self.me.addresses)
        pairs = (
            one for one in _records(talks) if len(members := _texts(one.get("members"))) == _PAIR and mine & {*members}
        )
        self.known = _People(roles, mine, frozenset(str(one.get("id")) for one in pairs))
        if isinstance(found, str):
            yield Rejected(SOURCE, f"{self.name}, users.json", found)

    def day(self, file: str, channel: str) -> Iterator[Evidence | Rejected]:
        """Yield what of a day in a channel praises the person."""
        content = self._content(file)
        if isinstance(content, str):
            yield Rejected(SOURCE, f"{self.name}, {file}", content)
            return
        for number, one in enumerate(_records(content)[:_MOST_MESSAGES], 1):
            try:
                if found := self.parse(one, channel):
                    yield found
            except (ValueError, TypeError, OverflowError):
                yield Rejected(SOURCE, f"{self.name}, {file}, message {number:,}", "does not say when it was written")

    def parse(self, message: Mapping[str, Any], channel: str) -> Evidence | None:
        """Return the evidence that a message is; None where it praises nobody, or not the person.

        Raises:
            ValueError: it does not say when it was written.
        """
        writer = str(message.get("user", ""))
        role = self.known.roles.get(writer)
        is_plain = message.get("type") == "message" and message.get("subtype", "") in _PLAIN
        if role is None or writer in self.known.mine or not is_plain or "bot_id" in message:
            return None
        text = str(message.get("text", ""))[:40_000]
        talked = channel in self.known.pairs or str(message.get("parent_user_id", "")) in self.known.mine
        mine = [f"@{self.known.roles[key].name}" for key in self.known.mine]
        words = praise(self._shown(text), (*self.me.names, *mine), to_me=talked)
        if not words:
            return None
        stamp = str(message.get("ts", ""))
        at = datetime.fromtimestamp(float(stamp), UTC)
        place = "Slack" if channel in self.known.pairs else f"Slack, #{channel}"
        return said(role, words, at, 0, origin="slack", native=f"{channel} {stamp}", place=place)

    def _shown(self, text: str) -> str:
        """Return `text` as Slack shows it: people and channels by name, links by their words."""

        def plain(found: re.Match[str]) -> str:
            sort, what, label = found[1], found[2], found[3]
            if sort == "@":
                return f"@{self.known.roles[what].name}" if what in self.known.roles else f"@{label or 'somebody'}"
            return f"{sort or ''}{label or what}"

        lines = (line for line in text.split("\n") if not line.startswith("&gt;"))  # what is quoted
        return html.unescape(_MARK.sub(plain, "\n".join(lines)))

    def _content(self, name: str) -> list[Any] | str:
        """Return the list that the file `name` holds; a text says why it is not read."""
        found = self.archive.content(name)
        return "holds no list" if isinstance(found, dict) else found


def _records(found: object) -> list[Mapping[str, Any]]:
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _texts(found: object) -> tuple[str, ...]:
    return tuple(one for one in found if isinstance(one, str)) if isinstance(found, list) else ()


def _role(user: Mapping[str, Any]) -> Role:
    profile = user.get("profile")
    said_there: Mapping[str, Any] = profile if isinstance(profile, dict) else {}
    names = (said_there.get("real_name"), user.get("real_name"), said_there.get("display_name"), user.get("name"))
    name = next((str(one) for one in names if one), "somebody")
    return Role(part=Part.AUTHOR, name=name[:200], address=normal_address(str(said_there.get("email") or ""))[:300])
