"""Reading what the settings say of a server."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time

from ..errors import SettingsError
from ..value import sections

_FORM = "%Y-%m-%dT%H:%M:%SZ"


def names(where: str, said: object, pattern: re.Pattern[str], like: str) -> tuple[str, ...]:
    """Return the names that the setting `where` lists, sorted: each a text of the form of `pattern`, `like` this.

    Raises:
        SettingsError: it lists something else.
    """
    listed: Sequence[object] = said if isinstance(said, list | tuple) else (None,)
    found = [one for one in listed if isinstance(one, str) and pattern.fullmatch(one)]
    if len(found) != len(listed):
        raise SettingsError(f"{where} names something else", hint=f"Name them as: {like}")
    return tuple(sorted(found))


def user(source: str, name: str, section: Mapping[str, object], *others: str) -> str:
    """Return as whom the server `name` is asked, by its `section` [SOURCE."NAME"], which may hold `others` as well.

    Raises:
        SettingsError: it says something else than it should, or nobody.
    """
    whole = f"{source}.{name}"
    sections.only(whole, section, ("user", *others))
    if not (found := sections.text(whole, section, "user")):
        raise SettingsError(f"{whole}.user is missing", hint=f"Let it be written: treefall connect {source}")
    return found


def since(where: str, said: object) -> datetime | None:
    """Return the instant that the setting `where` says; None where it says nothing.

    Raises:
        SettingsError: it is no date.
    """
    if said is None:
        return None
    if isinstance(said, date) and not isinstance(said, datetime):
        said = datetime.combine(said, time(), UTC)
    if not isinstance(said, datetime):
        raise SettingsError(f"{where} is no date", hint="Write it as: since = 2026-01-31")
    return said.astimezone(UTC) if said.tzinfo else said.replace(tzinfo=UTC)


def stamp(at: datetime | None) -> str:
    """Return the instant as servers write it, in whole seconds and UTC; "" for none."""
    return at.astimezone(UTC).strftime(_FORM) if at else ""
