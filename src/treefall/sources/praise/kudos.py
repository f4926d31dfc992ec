"""Pages of kudos in Markdown, as people keep them: who said what, and when.

## Grace Hopper, 12 May 2026
> The drill saved our weekend.

- 2026-03-01 Maya Lind: "Finally charges that I can trust."
- "Best review I ever had" - Fred Edwards, 3 April 2026
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b

from ...model import Evidence, Part, Rejected, Role
from ...value.pages import MOST_WORDS, moment, people
from .making import SOURCE, Me, said

_HEADING = re.compile(r"#{1,6}[ \t]+(\S.*)")
_ITEM = re.compile(r"[-*+] +(\S.*)")
_QUOTE = re.compile(r">[ \t]?(.*)")
_DAY = re.compile(
    r"\(?\b(?:on )?(\d{4}-\d\d-\d\d|\d{1,2}(?:st|nd|rd|th)?\.? [A-Za-z]{3,9}\.?,? \d{4}"
    r"|[A-Za-z]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4})\b\)?"
)
_SAID_BY = re.compile(r"[\"“„«](.{3,2000})[\"”“»]\s*[-\u2013—(]+\s*([^\"”)]{2,120})\)?$")
_NAMED = re.compile(r"([^:\"“]{2,120}):\s+(\S.*)")
_MARKS = " \t,;:-\u2013—()*_`"
_LONGEST_NAME = 6  # words


@dataclass(slots=True)
class _Reader:
    """Goes through the lines of a page."""

    name: str
    me: Me
    who: str = ""
    at: tuple[datetime, int] | None = None
    quoted: list[str] = field(default_factory=list)
    number: int = 0

    def line(self, text: str) -> Iterator[Evidence | Rejected]:
        """Take the next line, and yield what ends with it."""
        self.number += 1
        if found := _QUOTE.match(text):
            self.quoted.append(found[1])
            return
        yield from self.ended()
        if found := _HEADING.match(text):
            self.who, self.at = _who_and_when(found[1])
        elif found := _ITEM.match(text):
            yield from self._item(found[1].strip())

    def ended(self) -> Iterator[Evidence | Rejected]:
        """Yield what a quotation that has ended says."""
        words, self.quoted = "\n".join(self.quoted).strip(), []
        if words:
            *above, last = words.split("\n")
            if above and last.startswith(("—", "\u2013", "--", "- ")):
                who, at = _who_and_when(last)
                yield from self._told("\n".join(above).strip(), who, at)
            else:
                yield from self._told(words)

    def _item(self, text: str) -> Iterator[Evidence | Rejected]:
        if found := _SAID_BY.match(text):
            yield from self._told(found[1], *_who_and_when(found[2]))
        elif found := _NAMED.match(text):
            yield from self._told(found[2], *_who_and_when(found[1]))
        else:
            yield from self._told(text)

    def _told(self, words: str, who: str = "", at: tuple[datetime, int] | None = None) -> Iterator[Evidence | Rejected]:
        who, at = who or self.who, at or self.at
        words = words.strip().strip('"“”„«»').strip()[:MOST_WORDS]
        if not words or who in self.me.names:
            return
        if not who or at is None:
            why = "does not say who said it" if not who else "does not say when"
            yield Rejected(SOURCE, f"{self.name}, line {self.number:,}", f"{why}, such as: - 2026-05-12 Grace: …")
            return
        ((name, address), *_) = (*people([who]), (who, ""))
        native = f"{at[0]:%Y-%m-%d} {blake2b(f'{who} {words}'.encode(), digest_size=6).hexdigest()}"
        role = Role(part=Part.AUTHOR, name=name, address=address)
        if made := said(role, words, *at, origin=self.name, native=native, place=self.name):
            yield made


def page(name: str, text: str | None, me: Me) -> Iterator[Evidence | Rejected]:
    """Yield what a page of kudos says.

    Args:
        name: of the page.
        text: of it; None where it has none.
        me: who is praised.
    """
    if text is None:
        yield Rejected(SOURCE, name, "is no text in UTF-8 of at most 1 MiB")
        return
    reader = _Reader(name, me)
    for line in text.removeprefix("\ufeff").split("\n", 20_000)[:20_000]:
        yield from reader.line(line.strip())
    yield from reader.ended()


def _who_and_when(text: str) -> tuple[str, tuple[datetime, int] | None]:
    """Return whom and which day `text` names; "" where what is left of it is no name."""
    found = _DAY.search(text)
    rest = (text[: found.start()] + text[found.end() :] if found else text).strip(_MARKS)
    rest = re.sub(r"^(?:from|by|von|de|da)\s+", "", rest, flags=re.IGNORECASE)
    name = rest if rest and len(rest.split()) <= _LONGEST_NAME and rest[0].isalpha() else ""
    return name, moment(found[1]) if found else None
