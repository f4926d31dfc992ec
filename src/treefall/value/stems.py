"""Words brought to what they have in common, so that "charged twice" meets "double charges".

A word is cut to its stem by a few endings and then to its first letters: crude, quick, and right often enough where a
person decides. Words that say nothing are left out. Some words of any trade belong to one family (invoice, refund,
payment): they meet one another, but for less than the same word does. The endings and families are English; words of
other languages meet by their first letters alone.
"""

import re
import unicodedata
from collections.abc import Iterator
from types import MappingProxyType

FAMILY = "~"
"""What the name of a family begins with, and no stem."""

_WORD = re.compile(r"[^\W\d_]+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SHORTEST, _SHORT, _LONGEST = 2, 3, 6  # letters of a stem; a short one is left as it is
_ENDINGS = (
    *((ending, 4) for ending in ("ations", "ation", "ities", "ments", "ment", "ness", "ers", "er")),
    *((ending, 3) for ending in ("ings", "ing", "ies", "ed", "es", "ly", "s")),
)
"""What is cut from a word, and how many letters that must leave; the first that fits."""

_SILENT = frozenset(
    """
    a about above after again against all almost also always am an and another any anybody anyone anything are around
    as at away back be became because become been before behind being below between both but by came can cannot come
    comes could did do does doing don done down during each either else enough ever every everybody everyone everything
    few first for from further gave get gets getting give gives go goes going gone good got great had has have having he
    her here hers him his how however i if in instead into is isn it its just keep keeps kept know last later least less
    let like long lot made make makes making many matter matters may maybe me mean might mine more most much must my
    need needs never new next no nobody none nor not nothing now of off often ok old on once one only onto or other our
    ours out over own part people per perhaps put quite rather really same say says see seen shall she should since so
    some somebody someone something soon still such sure take takes than that the their theirs them then there these
    they thing things this those though through till to together too toward towards two under until up upon us use used
    uses using very via want wants was way ways we well went were what whatever when where whether which while who whole
    whom whose why will with within without won would year years yes yet you your yours
    add added adds change changed changes fix fixed fixes implement improve improved introduce remove removed
    update updated work working works team quarter month week day thing stop stops bring brought better best care
    half third two three four five six seven eight nine ten twenty hundred thousand time times twice
    """.split()  # noqa: SIM905 - a hundred quotes would hide the words
)
_FAMILIES = MappingProxyType(
    {
        "money": "bill billing charge checkout gateway invoice paid pay payment payout price pricing purchase refund",
        "spending": "afford budget cheap cost expense expensive save saving spend",
        "failing": (
            "alert broke broken bug crash downtime error fail failure incident night offline outage page paged pager "
            "postmortem reliability reliable resilience stability stable uptime wake"
        ),
        "slow": "delay fast faster hang lag latency performance quick response slow speed speedup timeout wait",
        "losing": "backup corrupt corruption disappear disaster drill lose lost missing recover recovery restore",
        "joining": "doc document documentation guide handbook hire join newcomer onboard onboarding ramp tutorial",
        "danger": (
            "attack audit auth authentication breach compliance credential cve encrypt gdpr leak permission privacy "
            "secret secure security vulnerability vulnerable"
        ),
        "buyers": "account churn client complain complaint customer help helpdesk merchant shopper support ticket user",
        "shipping": "automate automated ci deploy deployment launch pipeline release rollback rollout ship",
        "finding": "discover find lookup query search",
        "counting": "accurate correct dashboard figure finance forecast kpi metric number report reporting",
        "growing": "capacity grow growth load peak scale scaling traffic",
        "selling": "convert conversion funnel market revenue sale sell signup trial",
        "teaching": "coach grow junior knowledge mentor mentoring pair share teach train",
    }
)


def stems(text: str) -> Iterator[tuple[str, str]]:
    """Yield the stem of each word of `text` that says something, and the word as it stands there, in order."""
    for found in _WORD.findall(unicodedata.normalize("NFKC", text)):
        for word in _HUMP.split(found):
            small = word.casefold()
            if len(small) >= _SHORTEST and small not in _SILENT:
                yield stem(small), word


def stem(word: str) -> str:
    """Return what `word` (in small letters) shares with its other forms: at most six letters, never empty."""
    for ending, left in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= left:
            word = word.removesuffix(ending)
            break
    if len(word) > _SHORT and word[-1] == word[-2] and word[-1] not in "lsz":  # shipped, planned
        word = word[:-1]
    return word.removesuffix("e")[:_LONGEST] if len(word) > _SHORT else word[:_LONGEST]


def families(of: str) -> tuple[str, ...]:
    """Return the families that the stem `of` belongs to; mostly none."""
    return _MEMBERS.get(of, ())


def _members() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for family, words in _FAMILIES.items():
        for one in {stem(word) for word in words.split()}:
            found[one] = (*found.get(one, ()), FAMILY + family)
    return found


_MEMBERS = MappingProxyType(_members())
