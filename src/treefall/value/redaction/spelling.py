"""All the ways in which a name is written, and where it is not one: "Grace" is a name, "a grace period" is none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from ...model import Sensitive
from .letters import LETTER, has_capitals, plain, spellings

ATOM = re.compile(rf"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|{LETTER}+")
"""What a word is made of: "InitechAPI2" of Initech, API, 2."""

JOINTS = " \t\r\n\u00a0-_.+/'\u2019\u2010\u2011\u00b7\u30fb"
"""What joins the parts of a name."""

_COMPANIES = frozenset(
    """
    ab ag as bv co company corp corporation gmbh group holding holdings inc kg limited llc llp ltd nv oy plc pty
    sa se
    """.split()  # noqa: SIM905 - a list of words, not of quotes
)
_GENERIC = frozenset(
    """
    app application operation platform product program programme project service squad system team the tool
    """.split()  # noqa: SIM905 - a list of words, not of quotes
)
_PARTICLES = frozenset(
    """
    al bin da dal de del den der di dos du el la le les van von ten ter zu zur jr sr dr mr mrs ms
    """.split()  # noqa: SIM905 - a list of words, not of quotes
)
_WORDS = frozenset(
    """
    abbey ace ada amber angel april art ash august autumn baker bank barber basil bay bear bell berry best bill
    bird bishop black block blue bond booth bow bowl box boy brook brooks brown buck bud bull burn bush butler
    can carol carpenter carter case cash chance chandler charity chase cherry christian church clay clerk cliff
    cole colt con constant cook cooper coral cox crew cross crystal curry dale dash dawn day dean dell dick dine
    dixie don dot drew dull duke early earl east ernest eve ever faith fall fan farmer ferry field fields finder
    fish fisher flint flora flower forest forge foster fox frank free freedom french frost fuller gale gap
    gardener gates gay gene gill ginger glass glen golden good gore grace grant graph gray green grey ground guy
    hall ham hand hardy harmony harper hazel head heart heather heaven henry herb hill hold holly home honey
    hood hook hope house hunt hunter ink iris ivory ivy jack jade jay jean jet job joe john joy june junior
    justice keen key king knight lake lamb lance land lane large law leaf lee link list little lock long lord
    love low lucky luna major man march mark marks marsh marshal mason master matt max may mayor melody mercury
    mercy merit mike mile miles mill miller mine mint miss mister moon moore more moss mount nash neat new nick
    noble noel north oak olive page park parker pat patch patience paul peace pearl penny pepper pierce pike
    piper pitt place pond pool poole pope porter post potter power precious presence price pride priest prince
    prior prudence queen rain ram ray read red reed reef rest rich ridge ring rite rob robin rock rocky rod root
    rose rosy rowan ruby rush rusty sage sail salt sandy saint savage sawyer scout see self serene shade shaw
    shell shepherd shore short simple singer sky small smart smith snow sol spark spears spring star stark
    stella still stock stone storm strange strong sue summer sun sunny swan swift target taylor tell temple
    terry thorn tiger tile timber tony town tracy tree trinity truth tucker turner usher valley van vale vera
    victor viola violet visa wade walker wall walls ward ware warm wars washington water waters way webb wells
    west wheeler white wild will winner winter wise wolf wood woods word worth wren yard young zen
    """.split()  # noqa: SIM905 - a list of words, not of quotes
)
"""Names of people that are words too: these need their capital, unless they stand where names are written small."""

_SHORT, _LONG_PART = 3, 2
_LOGIN = 5
_TWO, _THREE = 2, 3
_UNSPACED = re.compile("[\u3400-\u9fff]{3,4}|[\uac00-\ud7a3]{3,4}")


@dataclass(frozen=True, slots=True)
class Form:
    """A way in which a name is written.

    Attributes:
        key: its letters and digits, small and in a row; with the ending of several of it.
    stem: the key without that ending.
        breaks: before which letters of the key a space may stand; anything else that joins may stand anywhere.
        proper: whether it is one only with its capital, or where names are written small.
    """

    key: str
    stem: str
    breaks: frozenset[int]
    proper: bool


def forms(name: str, of: Sensitive, others: tuple[str, ...] = (), *, sure: bool = True) -> Iterator[Form]:
    """Yield the ways in which `name` and `others`, other forms of it, are written, the whole name first.

    Where nobody decided on it (not `sure`), parts of it need their capital.
    """
    for whole in (spelled for one in (name, *others) for spelled in spellings(one)):
        words = [word for word in re.split(r"[\s,\u00b7\u30fb]+", plain(whole)[0]) if any(map(str.isalnum, word))]
        yield from _form(words, person=of is Sensitive.COLLEAGUE, proper=not sure and len(words) == 1)
        beside = _COMPANIES if of is Sensitive.CUSTOMER else _GENERIC
        bare = [word for word in words if word.casefold().strip(".") not in beside]
        if bare and bare != words and of is not Sensitive.COLLEAGUE:
            yield from _form(bare)
        if of is Sensitive.COLLEAGUE and "@" not in whole:
            yield from _of_person(words, sure=sure)
            yield from (form for part in _unspaced(whole) if sure for form in _form([plain(part)[0]]))


def _of_person(words: list[str], *, sure: bool) -> Iterator[Form]:
    """Yield the parts of somebody's name, and the logins that are made of them."""
    parts = [word for word in words if word.casefold().strip(".") not in _PARTICLES]
    if len(parts) < _TWO:
        return
    for part in parts:
        if len(part.strip(".")) >= _LONG_PART:
            yield from _form([part], person=True, proper=not sure)
    yield from _form([parts[-1], *parts[:-1]])
    if not has_capitals("".join(parts)):
        return
    first, last = parts[0].casefold(), parts[-1].casefold()
    for login in (first[0] + last, first + last[0], last + first[0], first[0] + "".join(words[1:]).casefold()):
        if len(login) >= _LOGIN:
            yield from _form([login], person=True)


def _unspaced(name: str) -> tuple[str, ...]:
    """Return the parts of a Chinese, Japanese or Korean name that are found alone: 梅梅 of 韩梅梅, 山田 and 太郎."""
    if not _UNSPACED.fullmatch(name):
        return ()
    return (name[1:],) if len(name) == _THREE else (name[:_TWO], name[_TWO:])


def _form(words: list[str], *, person: bool = False, proper: bool = False) -> Iterator[Form]:
    """Yield the form of a name of `words` and those in which there are several of it or something is its."""
    atoms = [[atom.casefold() for atom in ATOM.findall(word)] for word in words]
    key = "".join(atom for word in atoms for atom in word)
    if len(key) < _LONG_PART:
        return
    breaks = frozenset(accumulate(len(atom) for word in atoms for atom in word))
    if not has_capitals(key):
        yield Form(key, key, breaks, proper=False)
        return
    small = proper or (person and len(words) == 1 and (key in _WORDS or len(key) <= _SHORT))
    for several in (key, f"{key}s", f"{key}es", *([f"{key[:-1]}ies"] if key.endswith("y") else ())):
        yield Form(several, key, breaks, small)
