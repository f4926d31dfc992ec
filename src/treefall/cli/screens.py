"""What the terminal shows: a first line that says the whole, at most fifteen lines, and the one next step.

Bold is for titles, dim for what can be skipped, and a ring says how far a piece of work was heard (see `RINGS`).
Nothing depends on colour. Through a pipe the lists are whole.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from itertools import accumulate
from types import MappingProxyType

from rich.cells import cell_len
from rich.console import Console

from ..app.nouns import named
from ..display import display
from ..model import (
    Attribution,
    Dossier,
    Entry,
    EntryId,
    Heard,
    Impact,
    Judgement,
    LeftOut,
    Listener,
    Overview,
    Period,
    State,
    Step,
    Testimonial,
    Work,
)
from ..pictures import RINGS
from .english import by_reason, count, in_short, reason
from .lines import Paper, Part, as_many, unbroken

_LINES = 15
_WIDE = 110  # columns from which a piece of work takes one line
_ROOMY = 60  # columns below which a line holds the title and when, and no more
_WITH_REASON = 3  # where it takes two, so many of the strongest have theirs
_OTHERS = "In others' words"
_LABEL = 19
_WHEN = 14  # "Nov '25-Jan '26"
_MUCH = 12
_FIXED = 4 + 2 + _WHEN  # number, ring, when
_NATIVE = 10  # digits of a commit's name, or a whole number of a pull request
_COLUMN = 92  # the widest line of what is read aloud
_LEAST_PROOFS = 5
_LEAST_ROWS = 5
_MOST_NAMES = 2
_MOST_PULLS = 3
_A_MONTH = 31  # days
_SHORT = 8  # digits of an id that a person pastes
_NOUNS = MappingProxyType({"git": ("commit", "commits"), "note": ("note", "notes")})
_NUMBERED = "/pull/"  # in the address of what is named by its number beside the rest
_ON_A_BRANCH = "not on a main branch yet"  # which is what "in progress" says


def show_overview(console: Console, overview: Overview, zone: tzinfo | None) -> None:
    """Show the first screen: who I am, or, once somebody was told something, who has heard what; then the work."""
    paper = Paper(console, zone)
    who = _who(overview) if overview.since is None else [((_heard(paper, overview), "bold"),)]
    head = [*who, (_summary(paper, overview),)]
    footer = _footer(paper, overview)
    for parts in head:
        paper.say(*parts)
    if overview.works:
        paper.gap()
        room = _LINES + 1 - sum(paper.height(*parts) for parts in (*head, *footer))
        rest = overview.total - _rows(paper, overview, max(room, _LEAST_ROWS))
        if rest:
            paper.whole((f"      and {rest:,} more (treefall list)", "dim"))
    if footer:
        paper.gap()
    for parts in footer:
        paper.say(*parts)
    paper.next(overview.next)


def most_listed(console: Console) -> int:
    """Return how many pieces of work a listing of one screen holds: where it is narrow, some take two lines."""
    return _LINES if console.width >= _WIDE else _LINES - _WITH_REASON


def show_listing(
    console: Console,
    found: Judgement,
    period: Period,
    zone: tzinfo | None,
    told: Mapping[EntryId, Heard] = MappingProxyType({}),
    total: int = 0,
    silent: Sequence[date] = (),
) -> None:
    """Show pieces of work, one a line, numbered from 1: the strongest of `total`; somebody was told about `told`."""
    paper = Paper(console, zone)
    left_out = f"; {len(found.left_out):,} left out ({unbroken('treefall why-not')})" if found.left_out else ""
    shown = f"{len(found.works):,} of " if len(found.works) < total else ""
    paper.say((f"{shown}{_pieces(max(total, len(found.works)))}, {paper.period(period)}", "bold"), left_out)
    if found.works:
        paper.gap()
    wide = paper.width >= _WIDE
    table = _Table(paper, _longest(found.works), paper.year(period), told, much=wide, why=wide)
    for number, work in enumerate(found.works, 1):
        why = _why(work)
        table.row(number, work, why)
        if why and not wide and (paper.is_piped or number <= _WITH_REASON or _is_private(work)):
            paper.below(why)
    if silent:
        paper.gap()
        paper.say((_silent(silent, paper.year(period)), "dim"))
    if found.works:
        paper.next(Step("treefall show 1", "what is known of the first, what is open, and its proof"))
    else:
        paper.next(Step('treefall note "what I did"', "captures what no repository shows, in one line"))


def show_work(console: Console, dossier: Dossier, zone: tzinfo | None) -> None:
    """Show one piece of work: what is known of it, what is open, who was told, and its proof."""
    paper = Paper(console, zone)
    work = dossier.work
    paper.say((display(work.title), "bold"))
    days = dict.fromkeys((paper.day(work.start), paper.day(work.end)))
    paper.say(", ".join(filter(None, (work.state, _much(work), _pulls(work), " to ".join(days)))))
    paper.gap()
    known = _known(paper, dossier)
    for label, words in known:
        paper.say(words, label=label, indent=_LABEL, columns=_COLUMN + _LABEL)
    if known:
        paper.gap()
    _proofs(paper, dossier, max(_LEAST_PROOFS, _LINES - len(known) - 2))
    ref = work.id[:_SHORT]
    if dossier.questions:
        paper.next(Step(f"treefall ask {ref}", f"{count(len(dossier.questions), 'question')} open: {_slots(dossier)}"))
    elif not dossier.tellings:
        paper.next(Step("treefall 1:1", "nobody has heard of it"))
    else:
        paper.next(Step("treefall", "what comes next"))


def show_left_out(console: Console, left_out: Sequence[LeftOut], zone: tzinfo | None) -> None:
    """Show what makes no work of mine, by reason, the most frequent first, with the newest of each."""
    paper = Paper(console, zone)
    counts = by_reason(left_out)
    if not counts:
        paper.say(("Nothing was left out.", "bold"))
        paper.next(Step("treefall list", "all of it is there"))
        return
    paper.say((f"{count(len(left_out), 'piece')} of evidence left out.", "bold"))
    paper.gap()
    each = len(left_out) if paper.is_piped else _LINES // len(counts) - 1
    shown = counts if paper.is_piped or len(counts) <= _LINES else counts[: _LINES - 1]
    for why, times in shown:
        paper.line((display(why), "bold"), f"  {times:,}")
        newest = [out.evidence for out in reversed(left_out) if out.why == why][: max(0, each)]
        for seen in newest:
            who = display(", ".join(seen.people), 30)
            about = f"{display(seen.native, _SHORT):<{_SHORT}}  {display(seen.title)}"
            paper.row(("", 2), (paper.day(seen.at), 13), ((about, "dim"), paper.width - 36), ("", 1), (who, 20))
    hidden = len(left_out) - sum(min(times, max(0, each)) for _, times in shown)
    if len(shown) < len(counts):
        paper.whole((f"and {count(len(counts) - len(shown), 'more reason')} (treefall why-not | less)", "dim"))
    elif hidden:
        paper.whole((f"and {hidden:,} more (treefall why-not | less)", "dim"))
    paper.next(Step("treefall me --is ADDRESS", "if any of these is yours under an address that is not known here"))


def show_hits(console: Console, found: Sequence[Entry], zone: tzinfo | None, work: Work | None = None) -> None:
    """Show entries that were searched for, the best first; `work` is the piece of work to look at next."""
    paper = Paper(console, zone)
    paper.say((f"{count(len(found), 'entry', 'entries')} found" if found else "Nothing was found", "bold"))
    paper.gap()
    for entry in found:
        kind, words = named(entry)
        cells = ((entry.id[:_SHORT], "dim"), 10), (paper.day(entry.at), 13), (kind, 12)
        paper.row(*cells, ((display(words), "bold"), max(20, paper.width - 35)))
    if work:
        paper.next(Step(f"treefall show {work.id[:_SHORT]}", display(work.title)))


def _who(overview: Overview) -> list[Sequence[Part]]:
    if not overview.mine:
        return [(("Nobody here is known to be you.", "bold"),)]
    first, *others = (display(one, 80) for one in overview.mine)
    also = f", also {', '.join(others)}" if others else ""
    lines: list[Sequence[Part]] = [("You are ", (first, "bold"), also)]
    if overview.not_mine:
        named = ", ".join(display(one, 60) for one in overview.not_mine[:_MOST_NAMES])
        more = len(overview.not_mine) - _MOST_NAMES
        lines.append(((f"not you: {named}{f' and {more} more' if more > 0 else ''}", "dim"),))
    return lines


def _summary(paper: Paper, overview: Overview) -> str:
    """Say how much work there is, when and where; what there is none of is not mentioned."""
    where = f" in {count(overview.places, 'repository', 'repositories')}" if overview.places else ""
    commits = f"{count(overview.commits, 'commit')} of yours → " if overview.commits else ""
    head = f"{paper.period(overview.period)}{where}: {commits}{_pieces(overview.total).lower()}."
    return head + (" The strongest:" if overview.total > 1 else "")


def _heard(paper: Paper, overview: Overview) -> str:
    """Say who has heard how much, and how much went on since."""
    if not overview.tellable:
        return "Of this period there is nothing that may be told."
    each = [_listened(one) for one in overview.listeners[:_MOST_NAMES]]
    heard = " and ".join(each) or "nobody has heard any"
    since = [f"{len(works)} {verb}" for works, verb in ((overview.begun, "began"), (overview.new, "went on")) if works]
    news = f"; {' and '.join(since)} since {paper.day(overview.since)}" if overview.since and since else ""
    return f"Of your {_pieces(overview.tellable)} {heard}{news}."


def _footer(paper: Paper, overview: Overview) -> list[Sequence[Part]]:
    lines: list[Sequence[Part]] = []
    if overview.left_out:
        reasons = ", ".join(reason(times, display(why, 40)) for why, times in in_short(overview.left_out))
        lines.append((f"Left out: {reasons} ({unbroken('treefall why-not')})",))
    if overview.silent:
        lines.append((_silent(overview.silent, paper.year(overview.period)),))
    if overview.rejected:
        first = overview.rejected[0]
        what = count(len(overview.rejected), "place or record", "places or records")
        lines.append((f"Could not read {what}, the first in {display(first.where, 60)}: {display(first.why, 60)}",))
    if overview.untold:
        lines.append((f"Nobody has been told about {_untold(overview.untold, overview.tellable)}.",))
    return lines


def _silent(months: Sequence[date], year: int) -> str:
    """Name the months of which nothing is on record: "Nothing on record: March, May to July"."""
    spans: list[list[date]] = []
    for month in months:
        if spans and (month - spans[-1][-1]).days <= _A_MONTH:
            spans[-1].append(month)
        else:
            spans.append([month])
    named = (" to ".join(f"{m:%B}" + ("" if m.year == year else f" {m.year}") for m in _ends(span)) for span in spans)
    return f"Nothing on record: {', '.join(named)}."


def _ends(span: Sequence[date]) -> Sequence[date]:
    return span if len(span) == 1 else (span[0], span[-1])


def _listened(listener: Listener) -> str:
    back = f" and said {listener.understood} back" if listener.understood else ""
    return f"{display(listener.person, 40)} has heard {listener.heard or 'none'}{back}"


def _untold(number: int, total: int) -> str:
    if number < total:
        return f"{number:,} of the {total:,}"
    return f"any of the {total:,}" if total > 1 else "it"


def _rows(paper: Paper, overview: Overview, room: int) -> int:
    """Print as many of the strongest pieces of work as `room` lines hold, and return how many that were.

    Where not all are shown, one line stays free to say so.
    """
    wide = paper.width >= _WIDE
    table = _Table(
        paper,
        _longest(overview.works),
        paper.year(overview.period),
        overview.heard,
        much=paper.width >= _ROOMY,
        why=wide,
    )
    whys = [", ".join(filter(None, (_why(work, _news(overview, work)), _pulls(work)))) for work in overview.works]
    below = ["" if wide or number >= _WITH_REASON else why for number, why in enumerate(whys)]
    heights = list(accumulate(2 if why else 1 for why in below))
    if overview.total > len(heights) or (heights and heights[-1] > room):
        room -= 1
    shown = sum(height <= room for height in heights)
    for number, work in enumerate(overview.works[:shown]):
        table.row(number + 1, work, whys[number])
        if below[number]:
            paper.below(below[number])
    return shown


@dataclass(frozen=True, slots=True)
class _Table:
    """The columns of a list of works: number, ring, title, when, and as far as there is room how much and why.

    Attributes:
        paper: where it is drawn.
        longest: the columns of the longest title.
        year: the year that goes without saying.
        told: how far each was heard that somebody was told about.
        much: how much has a column.
        why: the reason has one.
    """

    paper: Paper
    longest: int
    year: int
    told: Mapping[EntryId, Heard]
    much: bool
    why: bool

    def row(self, number: int, work: Work, why: str) -> None:
        """Print the line of `work`."""
        free = self.paper.width - _FIXED - (_MUCH if self.much else 0)
        title = min(self.longest + 2, free * 3 // 5) if self.why else free
        self.paper.row(
            (f"{number:>3}", 4),
            (RINGS[self.told.get(work.id)], 2),
            ((display(work.title), "bold"), title - 1),
            ("", 1),
            (self.paper.months(work.start, work.end, self.year), _WHEN),
            (as_many(_much(work), _MUCH - 1) if self.much else "", _MUCH if self.much else 0),
            ((as_many(why, free - title) if self.why else "", "dim"), free - title),
        )


def _longest(works: Sequence[Work]) -> int:
    return max((cell_len(display(work.title)) for work in works), default=0)


def _much(work: Work) -> str:
    shown = [seen for seen in work.originals if _NUMBERED not in (seen.url or "")] or work.originals
    counts = Counter(_NOUNS.get(seen.source, ("record", "records")) for seen in shown)
    commits_first = sorted(counts.items(), key=lambda each: each[0] != _NOUNS["git"])
    return ", ".join(count(number, *noun) for noun, number in commits_first)


def _pulls(work: Work) -> str:
    """Name the pull or merge requests of `work`, at most three: "PR #412 #431", "MR !412"."""
    more = " …" if len(work.pulls) > _MOST_PULLS else ""
    name, sign = ("MR", "!") if any(seen.native.startswith("!") for seen in work.evidence) else ("PR", "#")
    return f"{name} {' '.join(f'{sign}{number}' for number in work.pulls[:_MOST_PULLS])}{more}" if work.pulls else ""


def _news(overview: Overview, work: Work) -> str:
    if work.id in overview.new:
        return "went on since then"
    return "new since then" if work.id in overview.begun else ""


def _is_private(work: Work) -> bool:
    return any(seen.private for seen in work.evidence)


def _why(work: Work, news: str = "") -> str:
    """Say why `work` stands where it does; of what was undone, what it is now."""
    if work.state is State.REVERTED:
        undone = next((reason for reason in work.reasons if reason.startswith("reverted")), "reverted")
        return f"{display(undone)} → a lesson, not a win"
    said = ["private, in no text for others"] if _is_private(work) else []
    said += [news] if news else []
    said += ["in progress"] if work.state is State.IN_PROGRESS else []
    said += [display(reason) for reason in work.reasons if reason != _ON_A_BRANCH]
    return ", ".join(said + [f"with {display(', '.join(work.credited), 80)}"] * bool(work.credited))


def _known(paper: Paper, dossier: Dossier) -> list[tuple[str, str]]:
    """Return what is known, label by label, without the labels that nothing is known of."""
    done, change = dossier.accomplishment, dossier.impact
    tellings = (f"{display(one.to, 40)} on {paper.day(one.at)}, {display(one.channel, 20)}" for one in dossier.tellings)
    said = [
        ("Why it is here", _why(dossier.work)),
        ("What happened", _in_full(dossier)),
        ("Why it mattered", display(done.concern) if done else ""),
        ("Who is better off", display(done.beneficiary) if done else ""),
        ("What I did", display(done.response) if done else ""),
        ("Tools", _tools(dossier.work)),
        ("What changed", _changed(change) if change else ""),
        ("Avoided", _reckoned(dossier.avoided) if dossier.avoided and dossier.avoided != change else ""),
        ("Worth", _reckoned(dossier.worth) if dossier.worth and dossier.worth != change else ""),
        *((_OTHERS if number == 0 else "", _testified(one)) for number, one in enumerate(dossier.testimonials)),
        ("What I learned", display(done.lesson) if done else ""),
        ("Next", display(done.next) if done else ""),
        ("Told", "; ".join(tellings)),
    ]
    return [(label, words) for label, words in said if words]


def _in_full(dossier: Dossier) -> str:
    """Return the note whose beginning is the title; "" where the title says it all."""
    cut = dossier.work.title.endswith("…")
    return next((display(one.title) for one in dossier.evidence if cut and one.source == "note"), "")


def _tools(work: Work) -> str:
    """Return which tools had a part, and in how much of it: neither more nor less than that."""
    part = sum(bool(seen.tools) for seen in work.originals)
    return f"{display(', '.join(work.tools), 80)}, in {part} of {len(work.originals)}" if part else ""


def _changed(change: Impact) -> str:
    witness = display(change.witness, 80)
    source = f"says {witness}" if witness else "in my own words, not measured"
    if change.measurement or change.attribution is Attribution.ESTIMATED:
        source = f"{'measured' if change.measurement else 'reckoned'} from {witness}"
    return f"{display(change.words)} ({source}; grade {change.attribution.grade})"


def _reckoned(change: Impact) -> str:
    """Return an estimate, which says itself what it is reckoned from."""
    return f"{display(change.words).rstrip('.')} (grade {change.attribution.grade})"


def _testified(one: Testimonial) -> str:
    whom = display(", ".join(one.audiences), 60) or "nobody but you"
    return f"“{display(one.words)}”, {display(one.person, 40)} (for {whom})"


def _proofs(paper: Paper, dossier: Dossier, room: int) -> None:
    evidence = dossier.evidence
    shown = evidence if paper.is_piped or len(evidence) <= room else evidence[: room - 1]
    for seen in shown:
        where = f"{display(seen.native, _NATIVE)}  {display(seen.title or seen.body)}"
        paper.row((paper.day(seen.at), 13), (display(seen.source, 7), 8), ((where, "dim"), paper.width - 21))
        if seen.url:
            paper.line((" " * 21 + display(seen.url), "dim"))
    if len(shown) < len(evidence):
        rest = len(evidence) - len(shown)
        paper.whole((f"and {rest:,} more (treefall show {dossier.work.id[:_SHORT]} | less)", "dim"))


def _slots(dossier: Dossier) -> str:
    return ", ".join(question.slot for question in dossier.questions)


def _pieces(number: int) -> str:
    return f"{count(number, 'piece')} of work" if number else "No piece of work"
