"""bragdoc's export of an account: its achievements, with the projects and companies that they belong to.

An achievement that its program wrote from commits is left to the repository: it knows whose commits they were.
"""

from collections.abc import Iterator, Mapping
from typing import TypeGuard

from ...model import Rejected
from .rows import Row, row_of
from .told import Told

_FROM_COMMITS = "commit"


def is_export(found: object) -> TypeGuard[Row]:
    """Say whether JSON is an export of a bragdoc account."""
    return isinstance(found, dict) and isinstance(found.get("achievements"), list) and "companies" in found


def achievements(found: Row) -> Iterator[Told | Rejected]:
    """Yield what the achievements of an export tell; those that were put into its archive are passed over."""
    projects, companies = _named(found, "projects"), _named(found, "companies")
    written = 0
    for number, one in enumerate(_rows(found, "achievements"), 1):
        if one.get("source") == _FROM_COMMITS:
            written += 1
            continue
        about = {
            "project": projects.get(one.get("projectId"), ""),
            "company": companies.get(one.get("companyId"), ""),
            "eventStart": one.get("eventStart") or one.get("createdAt"),
        }
        if told := row_of({**one, **about}, "bragdoc", f", achievement {number:,}"):
            yield told
    if written:
        many = (
            "an achievement that a program wrote" if written == 1 else f"{written:,} achievements that a program wrote"
        )
        yield Rejected("brags", f", {many} from commits", "is left to the repository, which knows whose they were")


def _named(found: Row, key: str) -> Mapping[object, str]:
    return {str(one.get("id")): str(one.get("name", ""))[:200] for one in _rows(found, key)}


def _rows(found: Row, key: str) -> list[Row]:
    value = found.get(key)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
