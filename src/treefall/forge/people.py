"""People as forges name them: by logins, which are addresses too."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from ..model import Entry, Part, Role
from ..remote.reading import Parse
from ..remote.records import Raw, find, items, text
from .host import Forge

_BOT = "[bot]"
_BOT_TYPES = frozenset({"Bot", "Mannequin"})


OfWhom: TypeAlias = Callable[[Raw, "Whose"], tuple[Entry, ...]]
"""Returns what a record shows of somebody's work."""


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose work is read, and where.

    Attributes:
        host: the forge.
        login: the person's own there.
    """

    host: Forge
    login: str

    def parses(self, parse: OfWhom) -> Parse:
        """Return `parse` as what a record shows of this person's work."""
        return lambda record: parse(record, self)

    def is_me(self, record: object, path: str = "user") -> bool:
        """Say whether the person at `path` is the one whose work is read."""
        return text(record, f"{path}.login").lower() == self.login.lower()

    def role(self, part: Part, person: object) -> Role:
        """Return how `person` took part, by name and address; nobody's where the account is gone."""
        login = text(person, "login", limit=100)
        if is_program(person) and not login.endswith(_BOT):
            login += _BOT
        return Role(
            part=part, name=text(person, "name", limit=200) or login, address=self.host.address(login) if login else ""
        )

    def roles(self, record: Raw) -> tuple[Role, ...]:
        """Return who made the proposal `record`, who else committed to it, and who reviewed it."""
        author = self.role(Part.AUTHOR, find(record, "user"))
        committed = (one for each in items(record, "commits") for one in items(each, "commit.authors"))
        reviewed = (self.role(Part.REVIEWER, find(review, "user")) for review in items(record, "reviews"))
        return _each_once(author, [*(self._committer(one) for one in committed), *reviewed])

    def _committer(self, person: Raw) -> Role:
        """Return a commit's author: by login, or by the address of somebody without an account."""
        name, login = text(person, "name", limit=200), text(person, "user.login", limit=100)
        address = self.host.address(login) if login else text(person, "email", limit=200)
        return Role(part=Part.CO_AUTHOR, name=name or login, address=address)


def is_program(person: object) -> bool:
    """Say whether an account is a program's."""
    return text(person, "type") in _BOT_TYPES or text(person, "login").endswith(_BOT)


def _each_once(author: Role, others: Iterable[Role]) -> tuple[Role, ...]:
    """Return `author` and `others`, each address once; the author under another address without an account is one."""
    found: dict[str, Role] = {author.address.lower(): author}
    for role in others:
        same_name = role.part is Part.CO_AUTHOR and role.name.casefold() == author.name.casefold()
        if role.address and not same_name:
            found.setdefault(role.address.lower(), role)
    return tuple(found.values())


def humans(records: Sequence[Raw], author: str) -> list[Raw]:
    """Return those of `records` (reviews) that a human other than `author` wrote."""
    return [one for one in records if not is_program(find(one, "user")) and text(one, "user.login") not in ("", author)]
