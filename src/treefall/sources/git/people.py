"""Who made a repository's history, for the person to say which of them they are."""

from collections import Counter
from contextlib import suppress
from pathlib import Path

from ...ports import ProgramFailed, World
from ...value.identity import People, Person
from .history import split
from .repository import Repository, Stopped

_AUTHORS = ("log", "--all", "-z", "--format=%x01%an%x00=%ae%x00=%aN%x00=%aE", "--encoding=UTF-8", "--no-show-signature")


def people(path: str | Path, world: World) -> People:
    """Return who authored the commits of the repository at `path`, and who git says makes them there.

    Where its history is broken, those that can be reached.

    Raises:
        SourceError: the repository cannot be read.
    """
    repository = Repository(str(Path(path).resolve()), world)
    counts: Counter[bytes] = Counter()
    try:
        configured = _configured(repository)
        with suppress(ProgramFailed):
            counts.update(split(repository.read(*_AUTHORS)))
    except Stopped as stopped:
        raise stopped.refusal from stopped
    seen: Counter[Person] = Counter()
    mapped: dict[Person, Person] = {}
    for record, count in counts.items():
        name, address, mapped_name, mapped_address = record.decode("utf-8", "replace").split("\0=")
        seen[name, address] += count
        if (mapped_name, mapped_address) != (name, address):
            mapped[name, address] = (mapped_name, mapped_address)
    return People(configured, dict(seen), mapped)


def _configured(repository: Repository) -> Person | None:
    repository.text("rev-parse", "--git-dir")  # outside of a repository `git config` would still answer
    said = repository.text("config", "-z", "--get-regexp", r"^user\.(name|email)$")
    settings = dict(entry.split("\n", 1) for entry in said.split("\0") if "\n" in entry)
    address = settings.get("user.email", "")
    return (settings.get("user.name", ""), address) if address else None
