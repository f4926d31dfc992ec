"""Pages of plain text that people keep: what their head says, their sections, the days and durations in them.

Markdown and org are read alike: front matter, "Key: value" lines, rows of two cells and headings all name fields.
Nothing is rendered, no page can name another to be read, and no line is looked at twice.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import blake2b

from ..model import Batch, Entry, Part, Rejected, Role

MOST_WORDS, MOST_TITLE = 20_000, 2_000
"""Characters of a body and of a title that are kept."""

_LINES = 20_000
_BATCH = 500
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_HEADING = re.compile(r"(?:#{1,6}|\*{1,6})[ \t]+(\S.*)")
_FIELD = re.compile(r"(?:[-*+] )?[*_]{0,2}([A-Za-z][\w /()'-]{0,40}?)[*_]{0,2}:[*_]{0,2}[ \t]+(\S.*)")
_ORG = re.compile(r"#\+([A-Za-z_]{1,40}):[ \t]*(.*)")
_ROW = re.compile(r"\|([^|]{1,60})\|([^|]{1,500})\|")
_ITEM = re.compile(r"[-*+] (.+)")
_ISO = re.compile(
    r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?[ ]?(Z|UTC|[+-]\d\d:?\d\d)?)?(?!\d)"
)
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?\.? ([A-Za-z]{3})[a-z]*\.?,? (\d{4})(?!\d)")
_MONTH_FIRST = re.compile(r"\b([A-Za-z]{3})[a-z]*\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?!\d)")
_LASTED = re.compile(
    r"(\d{1,6}(?:\.\d{1,3})?)[ ]?(d(?:ays?)?|h(?:(?:ou)?rs?)?|m(?:in(?:ute)?s?)?|s(?:ec(?:ond)?s?)?)(?![a-z])",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\s*(\d{1,3}):([0-5]\d)(?::[0-5]\d)?\s*")
_MINUTES = {"d": 1440.0, "h": 60.0, "m": 1.0, "s": 1 / 60}
_NUMBER = re.compile(r"\s*(\d{1,6})\s*")


@dataclass(frozen=True, slots=True)
class Page:
    """One page.

    Attributes:
        title: its first heading, or what its head calls it; "" where it has neither.
        fields: what its head says, by names in small letters with spaces; a list has several values.
        sections: its headings in small letters with what stands under each; the first is "" for what stands above all.
        body: its words without the front matter.
    """

    title: str
    fields: Mapping[str, tuple[str, ...]]
    sections: tuple[tuple[str, str], ...]
    body: str

    def said(self, *names: str) -> tuple[str, ...]:
        """Return what the first of `names` that the page knows holds: a field, or the first line under a heading."""
        for name in names:
            if found := self.fields.get(name):
                return found
        for name in names:
            for heading, words in self.sections:
                if heading == name and words.strip():
                    return tuple(_listed(words))
        return ()


def page(text: str) -> Page:
    """Return the page that `text` is; what lies beyond 20,000 lines is passed over."""
    lines = text.removeprefix("\ufeff").split("\n", _LINES)[:_LINES]
    head, rest = _front(lines)
    fields = dict(_fields(head))
    sections: list[tuple[str, list[str]]] = [("", [])]
    titles = list(fields.get("title", ()))
    for line in rest:
        if heading := _HEADING.match(line):
            titles.append(heading[1].strip(" #*"))
            sections.append((_key(heading[1]), []))
            continue
        sections[-1][1].append(line)
        for name, value in _named(line):
            fields.setdefault(name, (value,))
            if name == "title":
                titles.insert(0, value)
    parts = tuple((name, "\n".join(said)) for name, said in sections)
    return Page(titles[0] if titles else "", fields, parts, "\n".join(rest).strip())


def moment(words: str) -> tuple[datetime, int] | None:
    """Return the first day, or instant, that `words` name, in UTC, and minutes east of UTC; None where there is none.

    A day without a time means its noon in UTC. Years are from 1970.
    """
    for found, order in (
        (_ISO.search(words), "ymd"),
        (_DAY_FIRST.search(words), "dmy"),
        (_MONTH_FIRST.search(words), "mdy"),
    ):
        if found:
            said = dict(zip(order, found.groups(), strict=False))
            return _moment(said["y"], said["m"], said["d"], found.groups()[3:])
    return None


def minutes(words: str) -> int | None:
    """Return how many minutes `words` say: "42", "1 h 20 min", "01:20"; None where they say none."""
    if bare := _NUMBER.fullmatch(words):
        return int(bare[1])
    if clock := _CLOCK.fullmatch(words):
        return int(clock[1]) * 60 + int(clock[2])
    found = _LASTED.findall(words[:200])
    return round(sum(float(number) * _MINUTES[unit[0].lower()] for number, unit in found)) if found else None


def items(words: str) -> tuple[str, ...]:
    """Return the points of a list, without their marks."""
    return tuple(found[1].strip() for line in words.split("\n") if (found := _ITEM.match(line.strip())))


def rows(words: str) -> tuple[tuple[str, ...], ...]:
    """Return the cells of each row of a table, without its head and the line below that."""
    found = [
        tuple(cell.strip() for cell in line.strip().strip("|").split("|")) for line in words.split("\n") if "|" in line
    ]
    return tuple(row for row in found[1:] if any(cell.strip("-: ") for cell in row))


def batches(found: Iterable[Entry | Rejected], cursor: str | None) -> Iterator[Batch]:
    """Yield what a folder holds in batches, the last with a cursor; of what is as it was only what was rejected.

    Args:
        found: all of it, in an order that does not change.
        cursor: of the last time.
    """
    entries: list[Entry] = []
    rejected: list[Rejected] = []
    digest = blake2b(digest_size=16)
    for one in found:
        if isinstance(one, Rejected):
            rejected.append(one)
        else:
            entries.append(one)
        digest.update(repr(one).encode("utf-8", "surrogatepass"))
    now = digest.hexdigest()
    if now != cursor:
        whole = len(entries) - len(entries) % _BATCH if len(entries) > _BATCH else 0
        yield from (Batch(tuple(entries[start : start + _BATCH])) for start in range(0, whole, _BATCH))
        entries = entries[whole:]
    yield Batch(tuple(entries) if now != cursor else (), tuple(rejected), now)


@dataclass(frozen=True, slots=True)
class Called:
    """How pages call me.

    Attributes:
        addresses: mine.
        names: in small letters; compared whole, and only where no address is said.
    """

    addresses: tuple[str, ...]
    names: tuple[str, ...] = ()

    def role(self, part: Part, name: str, address: str = "") -> Role:
        """Return who took part: by an address of mine where that is me."""
        if not address and name.lower() in self.names:
            return Role(part=part, address=next(iter(self.addresses), ""))
        return Role(part=part, name=name, address=address)

    def is_me(self, role: Role) -> bool:
        """Say whether `role` is mine."""
        return role.address.lower() in self.addresses


def people(values: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return the names and addresses in `values`: "Ed Stone <ed@corp.example>, @grace"; "" for what is not said."""
    found: dict[tuple[str, str], None] = {}
    for value in values:
        for part in re.split(r"[,;&]| and ", value[:2_000]):
            name, _, address = part.strip(" `*[]()").partition("<")
            name, address = name.strip().lstrip("@"), address.strip(" >")
            if not address and re.fullmatch(r"[^\s@]+@[^\s@]+\.[^\s@]+", name):
                name, address = "", name
            if name or address:
                found[name, address] = None
    return tuple(found)


@dataclass
class _Head:
    fields: dict[str, list[str]] = field(default_factory=dict)
    name: str = ""

    def take(self, line: str) -> None:
        item = line.strip()
        if item.startswith("- ") and self.name:
            self.fields[self.name].append(_bare(item[2:]))
        elif line[:1] not in ("", " ", "\t", "#") and ":" in line:
            self.name, _, value = line.partition(":")
            self.name = _key(self.name)
            self.fields.setdefault(self.name, []).extend(_values(value.strip()))


def _front(lines: list[str]) -> tuple[list[str], list[str]]:
    """Return the lines of the front matter, and the others."""
    if not lines or lines[0].strip() != "---":
        return [], lines
    end = next((number for number, line in enumerate(lines[1:200], 1) if line.strip() in ("---", "...")), 0)
    return lines[1:end], lines[end + 1 :] if end else lines


def _fields(head: list[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    found = _Head()
    for line in head:
        found.take(line)
    return ((name, tuple(filter(None, values))) for name, values in found.fields.items())


def _named(line: str) -> Iterator[tuple[str, str]]:
    for pattern in (_ORG, _FIELD, _ROW):
        if found := pattern.match(line.strip()[:1_000]):
            yield _key(found[1]), _bare(found[2])
            return


def _key(words: str) -> str:
    return " ".join(words.strip(" #*:").replace("_", " ").replace("-", " ").lower().split())


def _values(value: str) -> list[str]:
    if value.startswith("[") and value.endswith("]"):
        return [_bare(part) for part in value[1:-1].split(",")]
    return [_bare(value)] if value not in ("", "|", ">", "null", "~") else []


def _bare(value: str) -> str:
    return (
        value.strip().strip("\"'").strip(" *_`|<>[]") if "<" not in value or "@" not in value else value.strip(" *_`|")
    )


def _listed(words: str) -> Iterator[str]:
    """Yield the points of a list, or else the first line that says something."""
    yield from items(words) or [next(line.strip() for line in words.split("\n") if line.strip())]


def _moment(year: str, month: str, day: str, clock: tuple[str, ...]) -> tuple[datetime, int] | None:
    number = int(month) if month.isdigit() else _MONTHS.index(month.lower()) + 1 if month.lower() in _MONTHS else 0
    hour, minute, zone = (*clock, None, None, None)[:3]
    offset = _offset(zone or "")
    try:
        at = datetime(int(year), number, int(day), int(hour or 12), int(minute or 0), tzinfo=UTC)
    except ValueError:
        return None
    return (at - timedelta(minutes=offset), offset) if at.year >= 1970 else None  # noqa: PLR2004 - a year


def _offset(zone: str) -> int:
    """Return the minutes east of UTC that "+02:00" says."""
    if zone[:1] not in ("+", "-"):
        return 0
    digits = zone[1:].replace(":", "")
    total = int(digits[:2]) * 60 + int(digits[2:])
    return max(-1440, min(1440, -total if zone[0] == "-" else total))
