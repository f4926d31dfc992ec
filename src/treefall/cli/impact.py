"""Commands of impact: measure, estimate, watch, show, prevented."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ..display import display
from ..errors import TreefallError
from .doors import Words, console, hint, opened, print_json, say

if TYPE_CHECKING:
    from ..app import App
    from ..app.measuring import Claim, Due
    from ..model import Measurement, Metric, Terms, Work
    from ..model.estimate import Finding

_UNCHANGED, _REFUSED = 3, 4  # exit statuses
_SHORT = 8
_YEAR = timedelta(days=364)  # both days included
_KINDS, _WAYS = ("level", "count", "rate"), ("lower", "higher")
_BASES = MappingProxyType({"near-miss": "NEAR_MISS", "matched": "MATCHED", "judgement": "JUDGEMENT"})
_GROUPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "What to read": ("series", "prometheus", "sql", "query", "controls"),
        "How to read a file": ("column", "dates", "day_first"),
        "What the numbers are": ("kind", "better", "unit", "subject", "exclude", "redefined"),
    }
)
F = TypeVar("F", bound=Callable[..., Any])


class _Date(click.ParamType[date]):
    """A day of any century, as 2026-03-14."""

    name = "DATE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day that `value` names."""
        try:
            return value if isinstance(value, date) else date.fromisoformat(str(value).strip())
        except ValueError:
            self.fail(f"{display(str(value), 40)!r} is no day; write it as 2026-03-14.", param, ctx)


class _Grouped(click.Command):
    """A command whose many options are shown in groups: what to read, how to read it, what to make of it."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, each under the heading of its group."""
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        rows = {option.name: row for option in options if (row := option.get_help_record(ctx))}
        named = {name for names in _GROUPS.values() for name in names}
        groups = {**_GROUPS, "Options": tuple(name for name in rows if name not in named)}
        for heading, names in groups.items():
            with formatter.section(heading):
                formatter.write_dl([rows[name] for name in names if name in rows])


class _Span(click.ParamType[tuple[date, date]]):
    """Days from one to another, both included, as 2026-04-03..2026-04-06; or one day."""

    name = "FROM..TO"

    def convert(
        self,
        value: Any,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> tuple[date, date]:
        """Return the first and the last day that `value` names."""
        first, _, last = str(value).partition("..")
        start, end = (_Date().convert(day, param, ctx) for day in (first, last or first))
        if end < start:
            self.fail(f"{end} is before {start}.", param, ctx)
        return start, end


def _of_a_metric(command: F) -> F:
    """Add the options that say what to read, and in which terms."""
    for option in reversed(
        (
            click.option(
                "--series", type=click.Path(dir_okay=False), metavar="FILE", help="A CSV file: dates, numbers."
            ),
            click.option("--prometheus", type=Words(), metavar="URL", help="A Prometheus, asked for --query."),
            click.option("--sql", type=Words(), metavar="DB", help="An SQLite file or postgresql:// URL, for --query."),
            click.option("--query", type=Words(), help="What to ask there."),
            click.option("--column", type=Words(), help="The column of the numbers. [the first one]"),
            click.option("--dates", type=Words(), metavar="COLUMN", help="The column of the dates. [the first one]"),
            click.option("--day-first/--month-first", "day_first", default=None, help="How to read 3/4/2026."),
            click.option(
                "--control",
                "controls",
                multiple=True,
                type=Words(),
                metavar="COLUMN",
                help="What it could not touch: a column or query.",
            ),
            click.option(
                "--kind", type=click.Choice(_KINDS), default="level", show_default=True, help="Height, events, share."
            ),
            click.option("--better", type=click.Choice(_WAYS), help="Which way is good news."),
            click.option("--unit", type=Words(), help="Of the numbers: ms, EUR, …"),
            click.option("--subject", type=Words(), help="What the number is: “p95 latency of the checkout”."),
            click.option("--exclude", multiple=True, type=_Span(), help="Days to leave out, named before looking."),
            click.option("--redefined", multiple=True, type=_Date(), help="A day from which it was counted otherwise."),
        )
    ):
        command = option(command)
    return command


@click.group(short_help="Say what a piece of work changed, in numbers.")
def impact() -> None:
    """Say what a piece of work changed: an honest number with its interval, or an honest refusal.

    Exit status: 0 something changed, 3 no measurable change, 4 refused (it says why, and what would help).

    \b
    Examples:
      treefall impact measure 1 --series p95.csv --unit ms --better lower
      treefall impact estimate --series p95.csv --on 2026-03-14
      treefall impact show 1
    """


@impact.command(cls=_Grouped, short_help="Measure a piece of work, and keep the claim.")
@click.argument("work", type=Words())
@_of_a_metric
@click.option("--on", type=_Date(), help="The first day that had it. [when it was merged]")
@click.option(
    "--worth", type=Words(), metavar="WORDS", help="In money or hours: “2.5 h per page (1.5-4), 85 EUR/h (source)”."
)
@click.option("--picture", type=click.Path(dir_okay=False), metavar="FILE.svg", help="Write the picture there.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
@click.pass_context
def measure(
    ctx: click.Context,
    /,
    work: str,
    on: date | None,
    worth: str | None,
    picture: str | None,
    as_json: bool,
    **read: Any,
) -> None:
    """Measure what WORK changed, by a file, a Prometheus or a database, and keep the claim with its numbers.

    Without a place to read from, what `impact watch` was told is read. The date is proposed from the work's own merge.

    \b
    Examples:
      treefall impact measure 1 --series p95.csv --unit ms --better lower
      treefall impact measure 1 --prometheus http://localhost:9090 --query 'sum(rate(errors_total[1h]))'
      treefall impact measure 2 --sql shop.db --query 'SELECT day, tickets FROM desk' --kind count
    """
    with opened(ctx.obj) as app:
        found = app.work(work)
        metric, terms = _asked(app, found, read)
        claim = app.impacts.measure(found, metric, terms, on or _shipped(app, found, as_json))
        value = ""
        if worth and claim.measurement:
            value = app.impacts.worth(claim.measurement.id, worth)
        _draw(picture, claim.finding, claim.words)
        if as_json:
            print_json(
                _numbers(claim.finding, claim.words) | {"claim": claim.measurement.id if claim.measurement else None}
            )
        else:
            _show_claim(claim)
            if value:
                _say(value)
    ctx.exit(_status(claim.finding))


@impact.command(cls=_Grouped, short_help="Estimate a change from a file, and keep nothing.")
@_of_a_metric
@click.option("--on", type=_Date(), required=True, help="The first day after the change.")
@click.option("--picture", type=click.Path(dir_okay=False), metavar="FILE.svg", help="Write the picture there.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
@click.pass_context
def estimate(ctx: click.Context, /, on: date, picture: str | None, as_json: bool, **read: Any) -> None:
    """Say what changed in a series at a date. Reads no ledger, keeps nothing.

    \b
    Examples:
      treefall impact estimate --series p95.csv --on 2026-03-14
      treefall impact estimate --series pages.csv --on 2026-03-14 --kind count --control other_team --json
    """
    from ..app.measuring import estimated, said  # noqa: PLC0415 - numbers are asked for here only

    metric, terms = _metric(read), _terms(read)
    finding, remarks = estimated(metric, terms, on)
    words = said(finding, terms)
    _draw(picture, finding, words)
    if as_json:
        print_json(_numbers(finding, words))
    else:
        _show_finding(finding, words, remarks)
    ctx.exit(_status(finding))


@impact.command(cls=_Grouped, short_help="Keep the before now, and come back for the after.")
@click.argument("work", type=Words())
@_of_a_metric
@click.pass_obj
def watch(home: str | None, /, work: str, **read: Any) -> None:
    """Record what a metric shows now, before WORK ships. `collect` and `week` come back 14 and 30 days after it did.

    \b
    Examples:
      treefall impact watch 3 --series p95.csv --unit ms --better lower
      treefall impact watch 3 --prometheus http://localhost:9090 --query 'sum(rate(errors_total[1h]))'
    """
    with opened(home) as app:
        found = app.work(work)
        _kept, numbers = app.impacts.watch(found, _metric(read), _terms(read))
        values = [value for value in numbers.series.values if value is not None]
        say(f"Kept: {len(values)} numbers until {numbers.series.dates[-1]}, for {display(found.title, 80)}.")
        for remark in numbers.remarks:
            hint(display(remark))
        hint(f"14 and 30 days after it ships: treefall impact measure {found.id[:_SHORT]}")


@impact.command(short_help="Show what was measured, reckoned again.")
@click.argument("claim", type=Words(), required=False)
@click.option("--picture", type=click.Path(dir_okay=False), metavar="FILE.svg", help="Write the picture there.")
@click.option("--csv", "table", type=click.Path(dir_okay=False), metavar="FILE.csv", help="Write the numbers there.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
@click.pass_obj
def show(home: str | None, claim: str | None, picture: str | None, table: str | None, as_json: bool) -> None:
    """Show a claim, reckoned again from the numbers that were kept, and say whether it still comes to the same.

    CLAIM is its id, or the piece of work. Without one: every claim, and what is due.

    \b
    Examples:
      treefall impact show
      treefall impact show 1 --picture p95.svg
      treefall impact show 1 --csv p95.csv
    """
    with opened(home) as app:
        if claim is None:
            _list_claims(app, as_json)
            return
        shown = app.impacts.show(claim)
        kept = shown.measurement
        _draw(picture, shown.finding, kept.words)
        if table:
            app.write(Path(table), app.impacts.table(kept).encode())
            hint(f"Written to {display(table)}.")
        if as_json:
            print_json(
                _numbers(shown.finding, kept.words) | {"claim": kept.id, "same": shown.same, "inputs": kept.inputs}
            )
            return
        _show_finding(shown.finding, kept.words, ())
        now = "the same." if shown.same else f"it now says: {app.impacts.reworded(kept, shown.finding)}"
        _say(f"Reckoned again from the {sum(shown.finding.points)} numbers kept: {now}")


@impact.command(short_help="Say what did not happen, as a range.")
@click.argument("work", type=Words())
@click.option("--basis", type=click.Choice(tuple(_BASES)), required=True, help="What it is reckoned from.")
@click.option("--times", type=Words(), required=True, help="How often it would happen: “1 time (0-2, source)”.")
@click.option("--cost", type=Words(), required=True, help="What one time costs: “9 h of outage (4-12, drill of May)”.")
@click.option("--from", "start", type=_Date(), required=True, help="The first day of the exposure that was avoided.")
@click.option("--until", "end", type=_Date(), help="The last. [a year later]")
@click.pass_obj
def prevented(home: str | None, work: str, basis: str, times: str, cost: str, start: date, end: date | None) -> None:
    """Say what WORK kept from happening: a range with its assumptions and its window, never a single number.

    \b
    Examples:
      treefall impact prevented 3 --basis matched --times "1 x (0-2, log)" --cost "9 h (6-24, drill)" --from 2026-05-13
    """
    from ..model.estimate import Basis  # noqa: PLC0415 - only for this command

    with opened(home) as app:
        words = app.impacts.prevented(
            app.work(work), Basis[_BASES[basis]], times=times, cost=cost, start=start, end=end or start + _YEAR
        )
        _say(words)


def _asked(app: "App", work: "Work", read: Mapping[str, Any]) -> "tuple[Metric, Terms]":
    """Return what to read for `work`: as the command says, else as it is watched."""
    watched = None if _named(read) else app.impacts.watched(work)
    return (watched.metric, watched.terms) if watched else (_metric(read), _terms(read))


def _metric(read: Mapping[str, Any]) -> "Metric":
    """Return what to read, which the command must say.

    Raises:
        UsageError: it does not.
    """
    if metric := _named(read):
        return metric
    raise click.UsageError("Say what to read: --series FILE, --prometheus URL or --sql DB.")


def _named(read: Mapping[str, Any]) -> "Metric | None":
    """Return what to read, if the command says anything of it."""
    from ..model import Metric, Where  # noqa: PLC0415 - not for --help

    given = [where for where in ("series", "prometheus", "sql") if read[where]]
    if len(given) > 1:
        raise click.UsageError(f"Only one place at a time: --{given[0]} or --{given[1]}.")
    if not given:
        return None
    if (given[0] == "series") == bool(read["query"]):
        raise click.UsageError("--query goes with --prometheus or --sql; of a file, name the --column.")
    where = {"series": Where.FILE, "prometheus": Where.PROMETHEUS, "sql": Where.SQL}[given[0]]
    address = read[given[0]]
    return Metric(
        where=where,
        address=str(Path(address).absolute()) if where is Where.FILE else address,
        query=read["query"] or read["column"] or "",
        controls=read["controls"],
        dates=read["dates"] or "",
        day_first=read["day_first"],
    )


def _terms(read: Mapping[str, Any]) -> "Terms":
    from ..model import Terms  # noqa: PLC0415 - not for --help
    from ..model.estimate import Better, Quantity  # noqa: PLC0415

    return Terms(
        kind=Quantity(read["kind"]),
        better=Better(read["better"]) if read["better"] else None,
        unit=read["unit"] or "",
        subject=read["subject"] or "",
        excluded=read["exclude"],
        redefined=read["redefined"],
    )


def _shipped(app: "App", work: "Work", quiet: bool) -> date:
    """Return the day that `work` shipped, and say from what that is known."""
    when = app.impacts.shipped(work)
    if when is None:
        raise TreefallError("Nothing says when that shipped.", hint="Name the day: --on 2026-03-14")
    day = when.at.astimezone(app.zone).date()
    if not quiet:
        hint(f"Measured from {day}: {display(when.why, 120)}. Another day: --on DATE")
    return day


def _status(finding: "Finding") -> int:
    return _REFUSED if finding.refused else 0 if finding.changed else _UNCHANGED


def _numbers(finding: "Finding", words: str) -> dict[str, Any]:
    """Return `finding` in the shape that other programs rely on."""
    absolute, share = finding.absolute, finding.relative
    return {
        "value": absolute.value if absolute else None,
        "low": absolute.low if absolute else None,
        "high": absolute.high if absolute else None,
        "level": absolute.level if absolute else None,
        "unit": finding.unit,
        "relative": {"value": share.value, "low": share.low, "high": share.high} if share else None,
        "from": finding.before,
        "to": finding.after,
        "method": finding.method,
        "attribution": finding.attribution,
        "flags": [flag.why for flag in finding.flags],
        "refused": finding.refused.why if finding.refused else None,
        "sentence": words,
    }


def _show_claim(claim: "Claim") -> None:
    _show_finding(claim.finding, claim.words, claim.remarks)
    if claim.measurement:
        hint(f"Kept as {claim.measurement.id[:_SHORT]}. See it: treefall impact show {claim.measurement.id[:_SHORT]}")


def _show_finding(finding: "Finding", words: str, remarks: Sequence[str]) -> None:
    from .lines import Paper  # noqa: PLC0415 - only where something is printed

    paper = Paper(console())
    paper.say(words)
    if finding.refused:
        for remark in remarks:
            paper.say((remark, "dim"))
        return
    if finding.changed:
        paper.say(f"Attribution: {finding.attribution} (grade {finding.attribution.grade}).")
    if finding.flags:
        paper.say(("What would settle it: ", "bold"), f"{'; '.join(dict.fromkeys(one.fix for one in finding.flags))}.")
    for remark in remarks:
        paper.say((remark, "dim"))
    if finding.assumptions:
        paper.say((f"Assumed: {'; '.join(finding.assumptions)}.", "dim"))


def _say(words: str) -> None:
    from .lines import Paper  # noqa: PLC0415 - only where something is printed

    Paper(console()).say(words)


def _list_claims(app: "App", as_json: bool) -> None:
    claims, due = app.impacts.claims(), app.impacts.due()
    if as_json:
        print_json({"claims": [_kept(claim) for claim in claims], "due": [_coming(one) for one in due]})
        return
    for claim in claims:
        _say(f"{claim.id[:_SHORT]}  {claim.finding.attribution.grade}  {claim.words}")
    for one in due:
        say(
            f"due: {display(one.watch.terms.subject, 80)}, {one.days} days after {one.shipped}: "
            f"treefall impact measure {one.watch.work[:_SHORT]}"
        )
    if not claims and not due:
        say("Nothing was measured yet.")
        hint("Next: treefall impact measure 1 --series FILE.csv")


def _kept(claim: "Measurement") -> dict[str, Any]:
    return {"id": claim.id, "work": claim.work, "on": claim.on, "at": claim.at} | _numbers(claim.finding, claim.words)


def _coming(due: "Due") -> dict[str, Any]:
    return {"work": due.watch.work, "subject": due.watch.terms.subject, "shipped": due.shipped, "days": due.days}


def _draw(target: str | None, finding: "Finding", words: str) -> None:
    if not target:
        return
    if finding.refused:
        hint("No picture: there is nothing to show.")
        return
    from ..app.measuring import drawn  # noqa: PLC0415 - only where a picture is asked for

    drawn(finding, words, Path(target))
    hint(f"Picture: {display(target)}")


COMMANDS: Mapping[str, click.Command] = MappingProxyType({"impact": impact})
