"""Impact: what pieces of work changed, in numbers. First look at what a metric came to; then keep the claim, or not."""

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

from ..app import App
from ..app.measuring import Claim
from ..app.uploads import upload, uploaded
from ..errors import TreefallError
from ..model import Impact, Measurement, Metric, Terms, Where, Work
from ..model.estimate import Basis, Better, Quantity
from .links import impact_page
from .page import Asked, Done, Page, Route, Sent, address, day_of, offered, unmoved

_YEAR = timedelta(days=364)  # both days included
_METRIC = ("file", "address", "query", "column", "dates", "controls", "day_first")
_TERMS = ("kind", "better", "unit", "subject", "on", "excluded", "redefined")
_KINDS = (
    (Quantity.LEVEL, "a height: latency, cost"),
    (Quantity.COUNT, "how many: tickets, incidents"),
    (Quantity.RATE, "a share: errors, conversion"),
)
_WAYS = (("", "I do not say"), (Better.LOWER, "less is better"), (Better.HIGHER, "more is better"))
_ORDERS = (("", "as they look"), ("yes", "3/4 is 3 April"), ("no", "3/4 is March 4"))
_ORDER: Mapping[str, bool] = MappingProxyType({"yes": True, "no": False})
_BASES = tuple((basis.name, basis.value) for basis in Basis)


def impact(app: App, asked: Asked) -> Page:
    """Show every claim, what is due, and where a piece of work is measured."""
    work = app.work(asked["work"]) if asked["work"] else None
    return _page(app, work, _watched(app, work) if work else {})


def look(app: App, asked: Asked) -> Page:
    """Show what a metric came to, and keep nothing; where it cannot be read, say why beside what was written."""
    work = app.work(asked["work"])
    given = {name: asked[name] for name in (*_METRIC, *_TERMS)}
    try:
        given["file"] = _sent_along(app, work, asked)
        on = _shipped_on(app, work, given["on"])
        claim = app.impacts.look(work, _metric(app, work, given), _terms(given), on)
    except TreefallError as error:
        return _page(app, work, given, wrong=error)
    return _page(app, work, given | {"on": on.isoformat()}, claim=claim)


def keep(app: App, asked: Asked) -> Done:
    """Keep the claim that was looked at, with its numbers."""
    work = app.work(asked["work"])
    on = _shipped_on(app, work, asked["on"])
    claim = app.impacts.measure(work, _metric(app, work, asked), _terms(asked), on)
    if claim.measurement is None:
        raise TreefallError(claim.words, hint="Nothing was kept.")
    here = address("/impact", work=work.id)
    return Done(impact_page(claim.measurement.id), "The claim is kept, with its numbers.", undone=here)


def watch(app: App, asked: Asked) -> Done:
    """Keep the *before* of work that has not shipped yet."""
    work = app.work(asked["work"])
    given = {name: asked[name] for name in _METRIC} | {"file": _sent_along(app, work, asked)}
    _, numbers = app.impacts.watch(work, _metric(app, work, given), _terms(asked))
    return Done("/impact", f"The before is kept until {numbers.series.dates[-1]}. 14 and 30 days after: measure it.")


def prevented(app: App, asked: Asked) -> Done:
    """Keep what a piece of work kept from happening, as a range."""
    work, start = app.work(asked["work"]), day_of(asked["start"])
    unmoved(asked, {"avoided": _says(app.dossier(work).avoided)})
    if start is None or asked["basis"] not in Basis.__members__:
        raise TreefallError("From which day on, and reckoned from what?", hint="Both are needed to say a range.")
    end = day_of(asked["end"]) or start + _YEAR
    basis = Basis[asked["basis"]]
    words = app.impacts.prevented(work, basis, times=asked["times"], cost=asked["cost"], start=start, end=end)
    return Done(address("/impact", work=work.id), words)


def claim(app: App, asked: Asked) -> Page:
    """Show one claim, reckoned again from the numbers that were kept."""
    shown = app.impacts.show(asked["ref"])
    kept = shown.measurement
    facts = {
        "shown": shown,
        "kept": kept,
        "picture": app.drawing.series(shown.finding, kept.terms.subject),
        "titles": _titles(app),
        "worth": _worth(app, kept),
        "now_says": "" if shown.same else app.impacts.reworded(kept, shown.finding),
    }
    return Page("claim", "A claim", facts, place="impact")


def numbers(app: App, asked: Asked) -> Sent:
    """Hand over the numbers that a claim rests on, as a table."""
    shown = app.impacts.show(asked["ref"])
    return Sent(app.impacts.table(shown.measurement).encode(), "text/csv", f"{shown.measurement.id[:8]}.csv")


def worth(app: App, asked: Asked) -> Done:
    """Carry a claim into money or hours."""
    unmoved(asked, {"worth": _worth(app, app.impacts.show(asked["ref"]).measurement)})
    return Done(impact_page(asked["ref"]), app.impacts.worth(asked["ref"], asked["words"]))


def _page(
    app: App,
    work: Work | None,
    given: Mapping[str, str],
    *,
    claim: Claim | None = None,
    wrong: TreefallError | None = None,
) -> Page:
    when = app.impacts.shipped(work) if work else None
    facts = {
        "claims": tuple(reversed(app.impacts.claims())),
        "due": app.impacts.due(),
        "coming": app.impacts.coming(),
        "titles": _titles(app),
        "work": work,
        "works": offered(app),
        "shipped": when,
        "avoided": _says(app.dossier(work).avoided) if work else "",
        "given": {"on": when.at.astimezone(app.zone).date().isoformat() if when else "", **given},
        "claim": claim,
        "picture": app.drawing.series(claim.finding, given.get("subject", "")) if claim else None,
        "wrong": wrong,
        "kinds": _KINDS,
        "ways": _WAYS,
        "orders": _ORDERS,
        "bases": _BASES,
    }
    return Page("impact", "Impact", facts, place="impact", status=400 if wrong else 200)


def _worth(app: App, claim: Measurement) -> str:
    """Return what the work of `claim` is said to be worth; "" where nobody reckoned it."""
    work = app.judgement().work(claim.work)
    return _says(app.dossier(work).worth) if work else ""


def _says(reckoned: Impact | None) -> str:
    return reckoned.words if reckoned else ""


def _titles(app: App) -> Mapping[str, str]:
    return {work.id: work.title for work in app.judgement().works}


def _watched(app: App, work: Work) -> Mapping[str, str]:
    """Return what is watched for `work`, as its fields say it."""
    if not (watched := app.impacts.watched(work)):
        return {}
    metric, terms = watched.metric, watched.terms
    is_ours = metric.where is Where.FILE and metric.address == str(upload(app.settings.home, work, metric.address))
    name = metric.address.rpartition("/")[2]
    return {
        "file": name if is_ours else "",
        "address": "" if is_ours else metric.address,
        "column" if metric.where is Where.FILE else "query": metric.query,
        "controls": "\n".join(metric.controls),
        "dates": metric.dates,
        "kind": terms.kind,
        "better": terms.better or "",
        "unit": terms.unit,
        "subject": terms.subject,
    }


def _sent_along(app: App, work: Work, asked: Asked) -> str:
    """Put the file that was sent along where it is read, and return its name; else that of the one sent before."""
    sent = asked.files.get("table")
    return uploaded(app.settings.home, work, sent.name, sent.content).name if sent else asked["file"]


def _metric(app: App, work: Work, given: Mapping[str, str] | Asked) -> Metric:
    """Return what is to be read: the place is known by how its address looks.

    Raises:
        TreefallError: nothing is named.
    """
    place, file = given["address"], given["file"]
    if place.startswith(("http://", "https://")):
        where = Where.PROMETHEUS
    elif place:
        where = Where.FILE if place.lower().endswith((".csv", ".tsv", ".txt")) else Where.SQL
    elif file:
        where, place = Where.FILE, str(upload(app.settings.home, work, file))
    else:
        raise TreefallError("What is to be read?", hint="Drop a CSV file, or name a Prometheus or a database.")
    return Metric(
        where=where,
        address=place,
        query=given["column"] if where is Where.FILE else given["query"],
        controls=tuple(line.strip() for line in given["controls"].split("\n") if line.strip()),
        dates=given["dates"],
        day_first=_ORDER.get(given["day_first"]),
    )


def _terms(given: Mapping[str, str] | Asked) -> Terms:
    better, kind = given["better"], given["kind"]
    return Terms(
        kind=Quantity(kind) if kind in set(Quantity) else Quantity.LEVEL,
        better=Better(better) if better in set(Better) else None,
        unit=given["unit"],
        subject=given["subject"],
        excluded=tuple(_span(words) for words in given["excluded"].split(",") if words.strip()),
        redefined=tuple(_day(words) for words in given["redefined"].split(",") if words.strip()),
    )


def _shipped_on(app: App, work: Work, words: str) -> date:
    """Return the day that the work is measured from: the one that is named, else the one that its evidence knows."""
    if day := day_of(words):
        return day
    if when := app.impacts.shipped(work):
        return when.at.astimezone(app.zone).date()
    raise TreefallError("Nothing says when that shipped.", hint="Name the first day that had it.")


def _span(words: str) -> tuple[date, date]:
    first, _, last = words.partition("..")
    start, end = _day(first), _day(last or first)
    if end < start:
        raise TreefallError(f"{end} is before {start}.", hint="Write the earlier day first: 2026-04-03..2026-04-06.")
    return start, end


def _day(words: str) -> date:
    day = day_of(words.strip())
    if day is None:
        raise TreefallError("A day is missing.", hint="Write it as 2026-05-12, or 2026-04-03..2026-04-06.")
    return day


ROUTES = (
    Route("/impact", show=impact),
    Route("/impact/look", do=look),
    Route("/impact/keep", do=keep),
    Route("/impact/watch", do=watch),
    Route("/impact/prevented", do=prevented),
    Route("/impact/{ref}", show=claim),
    Route("/impact/{ref}/numbers", show=numbers),
    Route("/impact/{ref}/worth", do=worth),
)
