"""A field in the words of its reader: what they were promised to be told differently is told so once, not in quotes."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ...model import Record
from ..vocabulary import glossed
from .fitting import Said

_BETWEEN = "\x1e"  # in no text: what separates the parts while they are one
_QUOTED = re.compile(r"(“[^”]*”)")


def in_words_of(record: Record, reader: str, said: Sequence[Said]) -> tuple[Said, ...]:
    """Return `said` with how `reader` says a term behind its first use; a field stands alone, so each has its own."""
    parts = [_QUOTED.split(one.sentence.text) for one in said]  # what is quoted stands at the odd places
    own = [part for each in parts for part in each[::2]]
    told = glossed(record, reader, _BETWEEN.join(own)).split(_BETWEEN) if reader else own
    if len(told) != len(own):  # somebody says a term with that very mark
        return tuple(said)
    rest = iter(told)
    texts = ("".join(next(rest) if place % 2 == 0 else part for place, part in enumerate(each)) for each in parts)
    return tuple(replace(one, sentence=replace(one.sentence, text=text)) for one, text in zip(said, texts, strict=True))
