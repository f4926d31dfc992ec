"""What a source's section of the settings says, checked: whoever reads it names the key that is wrong."""

from collections.abc import Collection, Mapping

from ..errors import SettingsError


def only(name: str, section: Mapping[str, object], known: Collection[str]) -> None:
    """Refuse a key that the section does not know; `since`, which `collect` may add, belongs to all.

    Raises:
        SettingsError: there is one; its hint names those there are.
    """
    if unknown := section.keys() - {*known, "since"}:
        raise SettingsError(f"{name}.{min(unknown)} is no setting", hint=f"There are: {', '.join(sorted(known))}.")


def texts(name: str, section: Mapping[str, object], key: str) -> tuple[str, ...]:
    """Return the list of texts under `key`, none of them empty; none where the section does not say.

    Raises:
        SettingsError: it says something else.
    """
    said = section.get(key, [])
    found = [one for one in said if isinstance(one, str) and one] if isinstance(said, list) else None
    if found is None or found != said:
        raise SettingsError(f"{name}.{key} is no list of texts", hint=f'Write it as: {key} = ["…"]')
    return tuple(found)


def text(name: str, section: Mapping[str, object], key: str, usual: str = "") -> str:
    """Return the text under `key`, `usual` where the section does not say.

    Raises:
        SettingsError: it says something else.
    """
    said = section.get(key, usual)
    if not isinstance(said, str):
        raise SettingsError(f"{name}.{key} is no text", hint=f'Write it as: {key} = "…"')
    return said


def flag(name: str, section: Mapping[str, object], key: str, *, usual: bool = False) -> bool:
    """Return what the section says under `key`, `usual` where it does not say.

    Raises:
        SettingsError: it says neither true nor false.
    """
    said = section.get(key, usual)
    if not isinstance(said, bool):
        raise SettingsError(f"{name}.{key} is neither true nor false", hint=f"Write it as: {key} = true")
    return said
