"""The glossary holds every noun that the ledger knows, once and in order."""

import re
from pathlib import Path

from treefall.model import ENTRY_TYPES

PAGE = Path(__file__).parents[2] / "docs" / "glossary.md"
TERMS = re.findall(r"(?m)^\*\*([^*]+)\*\*", PAGE.read_text(encoding="utf-8"))


def test_every_noun_of_the_ledger_is_explained() -> None:
    explained = PAGE.read_text(encoding="utf-8").lower()
    assert [noun for noun in ENTRY_TYPES if noun.lower() not in explained] == []


def test_each_term_is_explained_once_and_where_it_is_looked_for() -> None:
    terms = [term.lower() for term in TERMS]
    assert terms == sorted(set(terms))
