"""Microsoft Teams' export of one's own chats: a `messages.json`, by itself or in the archive in which it comes.

It names people by keys ("8:orgid:…") and as they are shown, and by no address.
"""

import tarfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path
from typing import Any

from ...model import Evidence, Part, Rejected, Role
from ...remote.records import Raw, items, moment, text
from . import archive
from .archive import Unfit
from .letters import plain
from .making import SOURCE, Me, said
from .thanks import praise

_FILE = "messages.json"
_MOST_BYTES = 128 << 20
_MOST_MEMBERS = 200_000
_MOST_MESSAGES = 500_000
_PLAIN = frozenset({"Text", "RichText", "RichText/Html"})
_PROGRAM = "28:"  # how the keys of programs begin
_PAIRS = ("8:", "@unq.gbl.spaces", "@oneToOne.skype")  # how the name of a chat of two begins, or ends


def export(path: Path, me: Me) -> Iterator[Evidence | Rejected]:
    """Yield what of the export at `path` (a tar, a zip, or the JSON in it) praises the person.

    Raises:
        OSError: it cannot be read.
        Unfit: it is no such export, or larger than is read.
    """
    found = _content(path)
    mine = text(found, "userId") if isinstance(found, dict) else ""
    if isinstance(found, str):
        raise Unfit(f"has a {_FILE} that {found}")
    if not mine or "conversations" not in found:
        raise Unfit("is no export of Teams': it does not say whose, or has no conversations")
    conversations = items(found, "conversations")
    reader = _Reader(path.name, replace(me, names=(*me.names, *_names(conversations, mine))), mine)
    left = _MOST_MESSAGES
    for each in conversations:
        messages = items(each, "MessageList")[:left]
        left -= len(messages)
        for number, one in enumerate(messages, 1):
            yield from reader.parsed(one, each, number)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads messages.

    Attributes:
        name: of the export.
        me: who is praised, by the names that the export has for them, too.
        mine: the person's own key.
    """

    name: str
    me: Me
    mine: str

    def parsed(self, message: Raw, talk: Raw, number: int) -> Iterator[Evidence | Rejected]:
        """Yield the evidence that a message of a `talk` is; nothing where it praises nobody, or not the person."""
        writer, name = text(message, "from").rpartition("/")[2], text(message, "id", limit=100)
        if writer in ("", self.mine) or writer.startswith(_PROGRAM) or text(message, "messagetype") not in _PLAIN:
            return
        key = text(talk, "id", limit=300)
        pair = key.startswith(_PAIRS[0]) or key.endswith(_PAIRS[1:])
        content = text(message, "content", limit=40_000)
        answers = f'itemid="{self.mine}"' in content  # what it quotes is the person's
        words = praise(_shown(message, content), self.me.names, to_me=pair or answers)
        who = text(message, "displayName", limit=200) or (text(talk, "displayName", limit=200) if pair else "")
        if not words or who in self.me.names:
            return
        at = moment(message, "originalarrivaltime")
        if at is None or not who:
            why = "does not say when it was written" if who else "does not say who wrote it"
            yield Rejected(SOURCE, f"{self.name}, message {number:,} of {key[:60]}", why)
            return
        room = text(talk, "displayName", limit=60)
        place = "Teams" if pair or not room else f"Teams, {room}"
        role = Role(part=Part.AUTHOR, name=who)
        if made := said(role, words, at, 0, origin="teams", native=f"{key} {name or at.isoformat()}", place=place):
            yield made


def _shown(message: Raw, content: str) -> str:
    return unescape(content) if text(message, "messagetype") == "Text" else plain(content)


def _names(conversations: Sequence[Raw], mine: str) -> tuple[str, ...]:
    """Return how the person is called in the messages that they wrote."""
    own = (one for each in conversations for one in items(each, "MessageList") if text(one, "from").endswith(mine))
    return tuple(dict.fromkeys(name for one in own if (name := text(one, "displayName", limit=200))))


def _content(path: Path) -> Any:  # noqa: ANN401 - whatever it holds
    """Return what the export says; a text says why it cannot be read."""
    with path.open("rb") as file:
        beginning = file.read(4)
    if beginning == b"PK\x03\x04":
        with archive.opened(path, _MOST_BYTES) as files:
            name = min((one for one in files.names() if _is_it(one)), key=len, default=_FILE)
            return files.content(name)
    if beginning.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"{":
        with path.open("rb") as file:
            return archive.said(file.read(_MOST_BYTES + 1), _MOST_BYTES)
    return _in_tar(path)


def _in_tar(path: Path) -> Any:  # noqa: ANN401 - likewise
    """Return what the messages in a tar say; one that is packed as well is not opened."""
    try:
        with tarfile.open(path, "r:") as files:
            for _, one in zip(range(_MOST_MEMBERS), files, strict=False):
                if one.isfile() and _is_it(one.name) and (file := files.extractfile(one)):
                    return archive.said(file.read(_MOST_BYTES + 1), _MOST_BYTES)
    except (tarfile.TarError, EOFError, ValueError, OverflowError) as error:
        raise Unfit("is no export of Teams': neither a tar, nor a zip, nor JSON") from error
    return "is not there"


def _is_it(name: str) -> bool:
    return name.rpartition("/")[2] == _FILE
