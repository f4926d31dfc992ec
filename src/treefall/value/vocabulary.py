"""Which words somebody has used, which of mine they never did, and how those are said to them.

A term is what a reader outside of the trade may trip over: what is written like a name in a program (`retry_queue`,
`--force`, `p95`), an acronym, or one of a short list of technical words. Ordinary words are never terms. The first two
are seen in any language.
"""

import re
from collections.abc import Iterable, Iterator
from typing import TypeVar

from ..model import Expectation, Feedback, Priority, Question, Record, Reply, Telling, Term, Testimonial, entry_id
from .people import key, same_person
from .stems import stem, stems

_TOKEN = re.compile(r"`[^`]+`|(?:--?)?\w[\w./:+#@-]*\w|\w")
_WORD = re.compile(r"\w+")
_PROGRAM = re.compile(
    r"`.+`|--?[a-z].*"  # `quoted`, --option
    r"|\w*[a-z0-9]_\w+|_\w+"  # snake_case
    r"|[a-z]+[A-Z]\w*|(?:[A-Z][a-z]+){2,}\w*|[A-Z]{2,}[a-z]{2,}\w*"  # camelCase, PascalCase
    r"|\w+::\w.*|\w+\.(?:py|js|ts|go|rs|java|rb|c|cc|cpp|h|sh|sql|toml|ya?ml|json|md|csv|xml|html|css|lock)"
    r"|[a-z]\d{1,2}[a-z]?|[a-z_]\w*/\w+/\w.*"  # p95, k8s, path/to/it
)
_ACRONYM = re.compile(r"[A-Z][A-Z0-9]{1,5}s?")
_TICKET = re.compile(r"[A-Z][A-Z0-9]+-\d+")
_EVERYDAY = frozenset(
    """
    A AI AM API APP ATM B2B B2C CEO CFO CIO COO CRM CTO CV DIY DNA EMEA ETA EU EUR FAQ FYI GBP GDPR GPS HQ HR ID II III
    IT IV KPI NATO NGO OK OKR PC PDF PIN PM PR Q1 Q2 Q3 Q4 QA QR ROI SAP SEO SIM SLA SMS TV UK UN US USA USB USD VAT VIP
    VPN WLAN I
    """.split()  # noqa: SIM905 - a hundred quotes would hide the words
)
_NAMES = frozenset({"GitHub", "GitLab", "JavaScript", "LinkedIn", "PayPal", "PowerPoint", "YouTube", "iPad", "iPhone"})
_TECHNICAL = frozenset(
    """
    allocator ansible asyncio async asynchronous autoscaler autoscaling backfill backport backpressure bigint bitmask
    bytecode cli codebase codec concurrency config coroutine cron cronjob crud css daemon dataclass deadlock deadlocks
    dedupe deduplicate denormalize deprecate deprecated deserialize docker dockerfile endpoint enum failover flaky
    grafana graphql grpc hotfix html http idempotence idempotency idempotent ingress instrumentation json kafka kubectl
    kubernetes lambda latency linter linting lockfile lodash materialized memoize metaclass microservice middleware
    monorepo multithreading mutex mypy namespace nginx nodejs npm nullable observability orm pandas parser partitioning
    payload percentile polymorphism postgres postgresql prometheus protobuf pubsub pytest rabbitmq rebase redis refactor
    refactored refactoring regex regexp replica repo repository rollback rpc runbook runtime schema sdk semaphore
    serialization serialize serializer sharding shard sidecar singleton sql stacktrace stateless stderr stdout subnet
    terraform throughput timeout tokenizer traceback transpile tuple typecheck unittest upsert webhook websocket yaml
    zookeeper
    """.split()  # noqa: SIM905 - likewise
)
_Said = TypeVar("_Said", Priority, Expectation, Feedback, Testimonial, Term)


def said(record: Record, person: str) -> tuple[str, ...]:
    """Return all that `person` is on record with, to the letter: what they care about, expect, and answered."""
    tellings = {telling.id for telling in record.of(Telling) if same_person(telling.to, person)}
    texts = [one.words for one in _by(person, record.of(Priority))]
    texts += [one.words for one in _by(person, record.of(Expectation))]
    texts += [one.words for one in _by(person, record.of(Feedback))]
    texts += [one.words for one in _by(person, record.of(Testimonial))]
    texts += [item.confirmation for item in record.of(Feedback) if same_person(item.confirmer, person)]
    texts += [reply.words for reply in record.of(Reply) if reply.telling in tellings]
    return (*filter(None, texts), *(one.term for one in terms(record, person) if not one.words))


def terms(record: Record, person: str) -> tuple[Term, ...]:
    """Return how words are said to `person`, in the order in which that was decided; "" where they use the term."""
    return _by(person, record.of(Term))


def spoken(record: Record, person: str) -> frozenset[str]:
    """Return the stems of the words that `person` has used."""
    return frozenset(one for text in said(record, person) for one in _marks(text))


def unfamiliar(record: Record, person: str, *texts: str) -> tuple[str, ...]:
    """Return the terms in `texts` that `person` never used and for which nothing was decided, as they first appear."""
    known = spoken(record, person) | {_mark(one.term) for one in terms(record, person)}
    found: dict[str, str] = {}
    for term in (term for text in texts for term in jargon(text)):
        found.setdefault(_mark(term), term)
    return tuple(term for mark, term in found.items() if mark not in known)


def jargon(text: str) -> tuple[str, ...]:
    """Return the terms of `text`, each once, in order of appearance, as they are written there."""
    return tuple(
        dict.fromkeys(term for token in _TOKEN.findall(text) for term in _terms(token, shouted=text.isupper()))
    )


def glossed(record: Record, person: str, text: str) -> str:
    """Return `text` with how a term is said to `person` behind its first use: "idempotency (charging only once)"."""
    for one in terms(record, person):
        if one.words and key(one.words) not in key(text):
            term = re.compile(rf"(?<!\w){re.escape(one.term)}(?!\w)", re.IGNORECASE)
            text = term.sub(rf"\g<0> ({_literal(one.words)})", text, count=1)
    return text


def how_to_say(term: str, person: str) -> Question:
    """Return the question by which a term gets its wording for `person`."""
    return Question("term", f"How would you say “{term}” to {person}?", f"every text for {person} that holds the word")


def decided(record: Record, person: str, term: str, words: str) -> Term:
    """Return the entry that says how `term` is said to `person`; without `words`: they use it themselves."""
    id_ = entry_id("term", key(person) or person, key(term) or term)
    return Term(id=id_, at=record.now, person=person, term=term, words=words)


def _by(person: str, entries: Iterable[_Said]) -> tuple[_Said, ...]:
    return tuple(one for one in entries if same_person(one.person, person))


def _terms(token: str, *, shouted: bool) -> Iterator[str]:
    """Yield `token` where it is a term as a whole, else the terms among its words."""
    if _TICKET.fullmatch(token) or token in _NAMES or "://" in token:
        return
    if _PROGRAM.fullmatch(token):
        yield token.strip("`")
        return
    for word in _WORD.findall(token):
        small = word.casefold()
        acronym = not shouted and _ACRONYM.fullmatch(word) and word.removesuffix("s") not in _EVERYDAY
        if acronym or small in _TECHNICAL or small.removesuffix("s") in _TECHNICAL:
            yield word


def _marks(text: str) -> Iterator[str]:
    """Yield what the words of `text` are recognised by."""
    yield from (found for found, _ in stems(text))
    yield from (_mark(token) for token in _TOKEN.findall(text))


def _mark(term: str) -> str:
    """Return what a term is recognised by: its stem, or, where it is no plain word, itself in small letters."""
    small = term.strip("`").casefold()
    return stem(small) if small.isalpha() else small


def _literal(words: str) -> str:
    return words.replace("\\", r"\\")
