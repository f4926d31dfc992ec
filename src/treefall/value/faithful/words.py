"""Words, as far as meaning needs them here: stems, and small tables of English that hold in any trade."""

import re
from functools import lru_cache
from types import MappingProxyType


def listed(words: str) -> frozenset[str]:
    """Return the words of `words`."""
    return frozenset(words.split())


WORD = re.compile(r"[^\W\d_][\w@]*(?:[-'\u2019][^\W_][\w@]*)*")
_ENDS = (
    "ly",
    "ations",
    "ation",
    "ments",
    "ment",
    "ions",
    "ion",
    "ings",
    "ing",
    "ies",
    "ied",
    "es",
    "ed",
    "s",
    "e",
    "y",
)
_LEAST = 3
_IRREGULAR = MappingProxyType(
    {
        form: stem
        for stem, forms in {
            "fall": "fell fallen falls",
            "rise": "rose risen rises rising",
            "grow": "grew grown grows",
            "make": "made makes making",
            "build": "built builds",
            "find": "found finds finding",
            "lead": "led leads leading",
            "keep": "kept keeps",
            "write": "wrote written writes writing",
            "say": "said says",
            "tell": "told tells",
            "send": "sent sends",
            "take": "took taken takes taking",
            "go": "went gone goes",
            "shrink": "shrank shrunk shrinks",
            "bring": "brought brings",
            "drive": "drove driven drives driving",
            "hold": "held holds",
            "run": "ran runs running",
            "see": "saw seen sees",
            "lose": "lost loses losing",
            "begin": "began begun begins beginning",
            "speed": "sped speeds",
            "get": "got gets getting",
            "use": "used uses using",
            "cut": "cuts cutting",
            "set": "sets setting",
            "ship": "shipped ships shipping",
            "think": "thought thinks",
            "know": "knew known knows",
            "meet": "met meets",
            "teach": "taught teaches",
            "win": "won wins",
            "break": "broke broken breaks",
            "give": "gave given gives",
            "spend": "spent spends",
            "slow": "slower slowed slows",
            "fast": "faster fastest",
        }.items()
        for form in (stem, *forms.split())
    }
)
STOP = listed(
    """
    a an the and or but of to in on at by for from with into onto over under per as is are was were be been
    being it its this that these those which who whom whose what when where while than then so if there their
    they them he she his her him hers we our us i my me mine you your has have had do does did will would can
    could should may might must not no nor n't also just very more most less least about around roughly nearly
    almost approximately some any each both either neither all every only own same such too up down out off now
    new after before since until during between within through across because due thanks against without instead
    again still yet already here how why against went go goes going now one two together thus meanwhile today
    """
)
NEGATORS = listed(
    """
    no not never none nobody nothing neither nor without cannot hardly unable lack lacks lacked lacking
    missing reject rejects rejected decline refused refuses
    """
)
DENYING = frozenset({("failed", "to"), ("turned", "down"), ("decided", "against")})

FAMILIES = MappingProxyType(
    {
        word: family
        for family, words in {
            "time": "latency duration time speed fast faster slow slower response delay wait p50 p75 p90 p95 p99",
            "cost": "cost costs spend spending bill price expense expenses",
            "income": "revenue sales income arr mrr earnings",
            "errors": "error errors failure failures crash crashes defect defects bug bugs fault faults",
            "abandonment": "abandonment dropoff bounce",
            "churn": "churn attrition",
            "conversion": "conversion conversions",
            "retention": "retention",
            "availability": "availability uptime",
            "downtime": "downtime outage outages",
            "throughput": "throughput qps rps",
            "relevance": "relevance ndcg precision recall accuracy",
            "satisfaction": "satisfaction nps csat rating",
            "use": "adoption signups usage",
            "memory": "memory heap ram",
            "storage": "storage disk",
            "coverage": "coverage",
            "alerts": "alert alerts page pages paging",
            "tickets": "ticket tickets complaint complaints",
            "people": "headcount hires",
        }.items()
        for word in words.split()
    }
)
"""Which sort of metric a word names: two of different sorts are not the same metric."""
BETTER_LOW = frozenset({"time", "cost", "errors", "abandonment", "churn", "downtime", "memory", "alerts", "tickets"})
BETTER_HIGH = frozenset(
    {
        "income",
        "conversion",
        "retention",
        "availability",
        "throughput",
        "relevance",
        "satisfaction",
        "use",
        "coverage",
    }
)
_ALIKE = MappingProxyType(
    {
        word: one
        for one, words in {
            "firewall": "waf",
            "customer": "client user",
            "outage": "downtime incident",
            "engineer": "developer",
            "fault": "bug defect error",
        }.items()
        for word in words.split()
    }
)


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Return what the forms of `word` share; no word of a language, only the same for the same meaning."""
    low = word.casefold().replace("\u2019", "'")
    low = low[:-2] if low.endswith("'s") else low.rstrip("'")
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    base = _ALIKE.get(low, _ALIKE.get(low.removesuffix("s"), low))
    for end in _ENDS:
        if base.endswith(end) and len(base) - len(end) >= _LEAST and not (end == "s" and base.endswith("ss")):
            base = base.removesuffix(end)
            break
    if len(base) > _LEAST and base[-1] == base[-2] and base[-1] not in "aeiou":
        base = base[:-1]
    return base


def stemmed(words: str) -> frozenset[str]:
    """Return the stems of the words of `words`."""
    return frozenset(map(stem, words.split()))


GENERIC = stemmed(
    """
    fall drop decrease decline reduce cut lower shrink rise grow increase climb gain raise improve worsen
    degrade better worse higher low high good bad fast slow make take get bring use need come become show report
    say tell write work change help number total amount level rate value figure result time percent point half
    last next first record put see give go went keep stay remain begin start end second third share part way
    thing lot
    """
)
"""Stems that say nothing of what a sentence is about."""
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


def phrases(listed: str) -> re.Pattern[str]:
    """Return what finds any of `listed` as whole words, in any case.

    Alternatives stand between bars, on any number of lines; a line that begins with "#" is a remark.
    """
    lines = (line.strip() for line in listed.splitlines())
    return re.compile(rf"\b(?:{'|'.join(line for line in lines if line and line[0] != '#')})\b", re.IGNORECASE)
