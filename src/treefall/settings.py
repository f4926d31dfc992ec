"""What `treefall.toml` says: where to read and how to show. Who I am and who listens are entries of the ledger.

[ledger]
url = "postgresql://…"        # or a file's path, seen from this folder; default: ledger.db

[show]
zone = "Europe/Berlin"        # default: the computer's own
now = 2026-06-30T12:00:00Z    # default: the clock; pins the time of a demonstration

[wording]
model = "gpt-4o-mini"         # rewords texts, once each was shown (an id or alias of llm); default: none does

[assistants]                  # what `treefall mcp` lets an assistant read; default: nothing
read = ["change", "episode"]  # kinds of evidence, and "episode"
since = 2026-01-01            # what is older stays unread; default: everything of those kinds may be read
private = false               # private entries too; default: never
tell = true                   # texts say "with an assistant" where a part was; default: they do not

[git]                         # any other section belongs to the source of that name
repositories = ["~/src/shop"]
"""

import re
import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path
from types import MappingProxyType
from typing import Any

from .errors import SettingsError
from .files import replace_file

NAME = "treefall.toml"
_OWN: Mapping[str, Mapping[str, type]] = MappingProxyType(
    {
        "ledger": {"url": str},
        "show": {"zone": str, "now": datetime},
        "wording": {"model": str},
        "assistants": {"read": list, "since": date, "private": bool, "tell": bool},
    }
)
_WORDS = MappingProxyType(
    {
        str: "a text in quotes",
        datetime: "a date and time with its zone",
        date: "a day, such as 2026-05-12",
        bool: "true or false",
        list: "a list of texts in quotes",
    }
)


@dataclass(frozen=True, slots=True)
class Assistants:
    """What `treefall mcp` lets an assistant read, and whether texts say where one had a part.

    Attributes:
        read: kinds of evidence, and "episode"; by default nothing.
        since: what is older stays unread; None: nothing is too old.
        private: private entries may be read too.
        tell: texts say "with an assistant".
    """

    read: tuple[str, ...] = ()
    since: date | None = None
    private: bool = False
    tell: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """The person's settings, checked.

    Attributes:
        home: the folder that holds the ledger and the settings.
        ledger: the ledger's place: a path or a postgresql URL.
        zone: the person's own time zone, for what they read; None: the computer's.
        now: the pinned present of a demonstration; None: the clock's.
        model: who rewords texts once they were shown; "": nobody.
        assistants: what they may read, and what is told of them.
        sections: what each source is told, by the source's name.
    """

    home: Path
    ledger: str = field(repr=False)  # a URL may hold a password
    zone: tzinfo | None = None
    now: datetime | None = None
    model: str = ""
    assistants: Assistants = Assistants()
    sections: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def read_settings(home: Path, sources: Callable[[Collection[str]], Collection[str]]) -> Settings:
    """Return the settings in `home`; a missing file says nothing, and everything has a default.

    Args:
        home: the folder that holds the ledger and the settings.
        sources: says which sources there are, at least those of the names that it is given that are some; asked only
            where a section is one's.

    Raises:
        SettingsError: the file cannot be read, or a line of it is wrong; names the key and the line.
    """
    path = home / NAME
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        text = ""
    except OSError as error:
        raise SettingsError(
            f"{path} cannot be read: {error.strerror}.", hint="Name another folder by --home."
        ) from error
    except UnicodeDecodeError as error:
        raise SettingsError(
            f"{path} cannot be read: it is no text.", hint="It must be a text file in UTF-8."
        ) from error
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path} is not valid TOML: {error}", hint="Correct that line and try again.") from error
    others = [section for section, content in found.items() if isinstance(content, dict) and section not in _OWN]
    return _checked(home, path, text, found, frozenset(sources(others)) if others else frozenset())


def _checked(home: Path, path: Path, text: str, found: Mapping[str, Any], sources: frozenset[str]) -> Settings:
    for section, content in found.items():
        if not isinstance(content, dict):
            raise _wrong(path, text, "", section, "stands outside any [section]")
        if section not in sources and section not in _OWN:
            there = ", ".join(sorted({*sources, *_OWN}))
            raise _wrong(path, text, section, "", f"is no section; there are: {there}")
        for key, value in content.items():
            _check(path, text, section, key, value)
    show = found.get("show", {})
    return Settings(
        home=home,
        ledger=_ledger(home, found.get("ledger", {}).get("url", "ledger.db")),
        zone=_zone(path, text, show["zone"]) if "zone" in show else None,
        now=show["now"].astimezone(UTC) if "now" in show else None,
        model=found.get("wording", {}).get("model", ""),
        assistants=_assistants(found.get("assistants", {})),
        sections={name: content for name, content in found.items() if name not in _OWN},
    )


def _assistants(said: Mapping[str, Any]) -> Assistants:
    return Assistants(**{**said, "read": tuple(map(str, said.get("read", ())))})


def _ledger(home: Path, url: str) -> str:
    return url if "://" in url else str(home / Path(url).expanduser())


def _check(path: Path, text: str, section: str, key: str, value: object) -> None:
    known = _OWN.get(section, {})
    if section in _OWN and key not in known:
        raise _wrong(path, text, section, key, f"is not a setting; there are: {', '.join(known)}")
    wanted = known.get(key, object)
    unfit = isinstance(value, datetime) and (wanted is date or (section in _OWN and value.tzinfo is None))
    if not isinstance(value, wanted) or unfit:
        raise _wrong(path, text, section, key, f"must be {_WORDS[wanted]}")


def _zone(path: Path, text: str, name: str) -> tzinfo:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # noqa: PLC0415 - few name a zone

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise _wrong(path, text, "show", "zone", f"{name!r} is not a time zone, such as Europe/Berlin") from error


def _wrong(path: Path, text: str, section: str, key: str, why: str) -> SettingsError:
    named = f"{section}.{key}" if section and key else key or f"[{section}]"
    return SettingsError(f"{path}, line {_line(text, section, key)}: {named} {why}.", hint=f"Edit {path}.")


def _line(text: str, section: str, key: str) -> int:
    """Return the line on which `key` of `section` is said; 1 where it is said in a way this cannot see."""
    here, last = "", 1
    for number, line in enumerate(text.splitlines(), 1):
        if heading := re.match(r"\s*\[\s*([^\]]+?)\s*\]", line):
            here, last = heading[1].strip("\"'"), number if heading[1].strip("\"'") == section else last
        elif key and here == section and re.match(rf"""\s*["']?{re.escape(key)}["']?\s*[=.]""", line):
            return number
    return last


def remember_places(home: Path, section: str, key: str, places: tuple[str, ...]) -> None:
    """Add `places` to the list `key` in `section` of the settings file; everything else in it stays as it is.

    Raises:
        SettingsError: the file cannot be written.
    """

    def add(table: Any) -> None:  # noqa: ANN401 - tomlkit's own
        import tomlkit  # noqa: PLC0415

        known = table.setdefault(key, tomlkit.array().multiline(multiline=True))
        known.extend(place for place in places if place not in known)

    _change(home, section, add)


def pin(home: Path, *, now: datetime, zone: str) -> None:
    """Let the present be `now` and the person be in `zone`, as for a demonstration.

    Raises:
        SettingsError: the file cannot be written.
    """

    def put(table: Any) -> None:  # noqa: ANN401 - tomlkit's own
        table["now"], table["zone"] = now, zone

    _change(home, "show", put)


def remember_table(home: Path, section: str, key: str, content: Mapping[str, str | tuple[str, ...]]) -> None:
    """Let the table `key` in `section` of the settings file hold `content`; everything else stays as it is.

    Of what it held before, that stays which `content` does not speak of; an empty list in it takes a key away.

    Raises:
        SettingsError: the file cannot be written.
    """

    def put(table: Any) -> None:  # noqa: ANN401 - tomlkit's own
        import tomlkit  # noqa: PLC0415

        found = table.setdefault(key, tomlkit.table())
        for name, value in content.items():
            if value:
                found[name] = value if isinstance(value, str) else list(value)
            else:
                found.pop(name, None)

    _change(home, section, put)


def _change(home: Path, section: str, change: Callable[[Any], None]) -> None:
    import tomlkit  # noqa: PLC0415 - only where settings are written

    path = home / NAME
    try:
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        document = tomlkit.parse(text)
        change(document.setdefault(section, tomlkit.table()))
        if (changed := tomlkit.dumps(document)) != text:
            replace_file(path, changed.encode())
    except OSError as error:
        raise SettingsError(
            f"{path} cannot be written: {error}", hint="Check the folder, or name one by --home."
        ) from error
