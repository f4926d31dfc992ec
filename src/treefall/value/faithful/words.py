"""Words, as far as meaning needs them here: stems, and small tables of English that hold in any trade."""

import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import lru_cache
from types import MappingProxyType

from ..stems import stem as _cut


def listed(words: str) -> frozenset[str]:
    """Return the words of `words`."""
    return frozenset(words.split())


def forms(lines: str) -> Mapping[str, str]:
    """Return for every word of `lines` (parted by line ends or semicolons) the first of its line."""
    return MappingProxyType({form: words.split()[0] for words in re.split(r"[;\n]", lines) for form in words.split()})


WORD = re.compile(r"[^\W\d_][\w@]*(?:['\u2019][^\W_][\w@]*)*")
_FORMS = """
fall fell fallen falls; rise rose risen rises rising; grow grew grown grows; make made makes making; build built builds
find found finds finding; lead led leads leading; keep kept keeps; write wrote written writes writing; say said says
tell told tells; send sent sends; take took taken takes taking; go went gone goes; shrink shrank shrunk shrinks
bring brought brings; drive drove driven drives driving; hold held holds; run ran runs running; see saw seen sees
lose lost loses losing; begin began begun begins beginning; speed sped speeds; get got gets getting; use used uses using
cut cuts cutting; set sets setting; ship shipped ships shipping; think thought thinks; know knew known knows
meet met meets; teach taught teaches; win won wins; break broke broken breaks; give gave given gives; spend spent spends
slow slower slowed slows; fast faster fastest; pay paid pays; catch caught catches; choose chose chosen chooses
"""
_IRREGULAR = forms(_FORMS)
_ACTED = re.compile(r"[a-z]{2,}ed")
_PAST = frozenset(form for form, base in _IRREGULAR.items() if form != base and form[-1] not in {"s", "g"})
_MORE_PAST = listed(
    """
    did held taught came shut sold spoke drew stood went oversaw rewrote read hit cut set ran let split quit spread
    cost bought sought fought dealt felt left slept swept stuck struck threw flew hid fed lit shot dug hung wound
    """
)


def is_past(word: str) -> bool:
    """Say whether `word` (in small letters) can be the past of a verb."""
    return word in _PAST or word in _MORE_PAST or _ACTED.fullmatch(word) is not None


STOP = listed(
    """
    a an the and or but of to in on at by for from with into onto over under per as is are was were be been
    being it its this that these those which who whom whose what when where while than then so if there their
    they them he she his her him hers we our us i my me mine you your has have had do does did will would can
    could should may might must not no nor n't also just very more most less least about around roughly nearly
    almost approximately some any each both either neither all every only own same such too up down out off now
    new after before since until during between within through across because due thanks against without instead
    again still yet already here how why against went go goes going now together thus meanwhile today well
    one two three four five six seven eight nine ten eleven twelve dozen hundred thousand million
    """
)
NEGATORS = listed(
    """
    no not never none nobody nothing neither nor cannot hardly unable lack lacks lacked lacking
    missing reject rejects rejected decline declines declined refused refuses
    """
)
DENYING = frozenset({("failed", "to"), ("turned", "down"), ("decided", "against")})

_SORTS = """
time - latency duration time speed fast faster slow slower response delay wait p50 p75 p90 p95 p99
cost - cost costs spend spending bill price expense expenses
income + revenue sales income arr mrr earnings
errors - error errors failure failures crash crashes defect defects bug bugs fault faults
abandonment - abandonment dropoff bounce
churn - churn attrition
conversion + conversion conversions
retention + retention
availability + availability uptime
downtime - downtime outage outages
throughput + throughput qps rps
relevance + relevance ndcg precision recall accuracy
satisfaction + satisfaction nps csat
use + adoption signups usage
memory - memory heap ram
storage ? storage disk
coverage + coverage
alerts - alert alerts page pages paging
tickets - ticket tickets complaint complaints
people ? headcount hires
"""
_LINES = tuple(line.split() for line in _SORTS.strip().splitlines())
BETTER_LOW = frozenset(sort for sort, way, *_ in _LINES if way == "-")
BETTER_HIGH = frozenset(sort for sort, way, *_ in _LINES if way == "+")
_ALIKE = forms(
    "firewall waf; customer client user; outage downtime incident; engineer developer; fault bug defect error"
)


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Return what the forms of `word` share; no word of a language, only the same for the same meaning."""
    low = word.casefold().replace("\u2019", "'").removesuffix("'s").rstrip("'")
    low = low.partition("@")[0] or low
    return _IRREGULAR.get(low) or _cut(_ALIKE.get(low, _ALIKE.get(low.removesuffix("s"), low)))


def stemmed(words: str) -> frozenset[str]:
    """Return the stems of the words of `words`."""
    return frozenset(map(stem, words.split()))


GENERIC = stemmed(
    """
    fall drop decrease decline reduce cut lower shrink rise grow increase climb gain raise improve worsen
    degrade better worse higher low high good bad fast slow make take get bring use need come become show report
    say tell write work change help number total amount level rate value figure result time percent point half
    last next first record put see give go went keep stay remain begin start end second third share part way
    thing lot land place fewer smaller larger shorter longer cheaper
    """
)
"""Stems that say nothing of what a sentence is about."""
DOUBLE = frozenset({"double", "triple"})
"""Words like verbs of change that say how something is: "double bookings"."""
CALENDAR = stemmed(
    """
    january february march april may june july august september october november december monday tuesday
    wednesday thursday friday saturday sunday jan feb mar apr jun jul aug sep sept oct nov dec utc week month
    year day quarter
    """
)
"""Stems of the calendar: two sentences that share a month may be about anything."""


def stems(text: str) -> frozenset[str]:
    """Return the stems of the words of `text` that carry meaning."""
    return frozenset(stem(word) for word in WORD.findall(text) if word.casefold() not in STOP) - {""}


_SORT_OF = MappingProxyType({stem(word): sort for sort, _, *words in _LINES for word in words})


def sorts(about: Iterable[str]) -> frozenset[str]:
    """Return the sorts of metric that the stems `about` name: two of different sorts are not the same metric."""
    return frozenset(_SORT_OF[one] for one in about if one in _SORT_OF)


_OPPOSITES = tuple(
    tuple(map(stemmed, pair.split(" / ")))
    for pair in """
stop halted ended cancelled abandoned paused rejected declined refused vetoed postponed / continue resumed proceeded \
started launched approved accepted adopted agreed endorsed backed
keep stays retained / removed retired replaced dropped deleted decommissioned abandoned switched ended scrapped
approve approved accepted adopted agreed endorsed confirmed / reject rejected declined refused denied vetoed
postponed deferred cancelled shelved / released launched shipped introduced delivered
pass passed succeeded / fail failed
right correct / wrong incorrect
enable enabled / disable disabled
add added / remove removed deleted
allow allowed permitted / block blocked forbade prevented denied refused
open opened reopened / close closed
win won / lose lost
up online available / down offline unavailable
required mandatory / optional voluntary
public / private internal
before / after
internal / external
manual manually / automatic automatically automated
upgrade upgraded / downgrade downgraded
expose exposed leaked / protect protected
""".strip().split("\n")
)


def opposed(one: AbstractSet[str], two: AbstractSet[str]) -> Iterator[tuple[AbstractSet[str], AbstractSet[str]]]:
    """Yield the stems in `one` that are the opposite of stems in `two`, with these, where neither holds both."""
    for left, right in _OPPOSITES:
        for mine, theirs in ((left, right), (right, left)):
            if one & mine and two & theirs and not (two & mine or one & theirs):
                yield one & mine, two & theirs


def phrases(listed: str) -> re.Pattern[str]:
    """Return what finds any of `listed` as whole words, in any case.

    Alternatives stand between bars, on any number of lines; a line that begins with "#" is a remark.
    """
    lines = (line.strip() for line in listed.splitlines())
    return re.compile(rf"\b(?:{'|'.join(line for line in lines if line and line[0] != '#')})\b", re.IGNORECASE)
