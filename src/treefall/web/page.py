"""What a page is asked, what it answers, and how it is drawn.

A page's function takes the App and what was asked, and returns a `Page` (or a `Sent` file); a form's function returns a
`Done`, and the browser is sent on to look at what came of it. Every word that is drawn goes through `display` and is
escaped: nothing in these pages is ever markup because somebody wrote it so.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from functools import cache
from types import MappingProxyType
from typing import Any, TypeAlias
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from ..app import App
from ..display import display
from ..errors import NotFound, StaleEdit, TreefallError
from ..model import Heard, Period, Work
from ..pictures import RINGS, Picture
from .jobs import Jobs
from .links import link, linked

PARTS: Mapping[str, str] = MappingProxyType(
    {"concern": "why it mattered", "change": "what changed", "own part": "my part"}
)
"""What somebody may put in their own words, as it is asked for."""

_OFFERED = 40
_LONG = 100_000  # letters: what a person wrote is shown whole


@dataclass(frozen=True, slots=True)
class File:
    """A file that was sent along with a form: its name, as the browser says it, and what is in it."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Asked:
    """What a browser asks.

    Attributes:
        path: the parts of the address that its route names.
        query: what stands behind the address' question mark.
        form: the fields of a form, in its order; the same field may come several times.
        files: what was sent along, by its field; empty ones are left out.
        jobs: what goes on beside the pages.
    """

    path: Mapping[str, str]
    jobs: Jobs
    query: Mapping[str, str] = field(default_factory=dict)
    form: Sequence[tuple[str, str]] = ()
    files: Mapping[str, File] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        """Return the words of the form's field, of the address or behind it: without white space around; "" if none."""
        given = dict(self.form).get(name) or self.path.get(name) or self.query.get(name) or ""
        return given.replace("\r\n", "\n").strip()

    def file(self, name: str, hint: str) -> File:
        """Return what was sent along in the form's field.

        Raises:
            NotFound: nothing was; `hint` says what could be.
        """
        if name not in self.files:
            raise NotFound("There is no file.", hint=hint)
        return self.files[name]

    def back(self, otherwise: str) -> str:
        """Return the address of this place that the form wants to go on to; `otherwise` where it names none."""
        return inside(self["to"], otherwise)

    def each(self, name: str) -> tuple[str, ...]:
        """Return the words of all the form's fields of that name that say something."""
        return tuple(words.strip() for field_, words in self.form if field_ == name and words.strip())


@dataclass(frozen=True, slots=True)
class Page:
    """A page to draw: its template, the title of its window, and what the template shows.

    Attributes:
        template: its name, without its ending.
        title: the window's.
        facts: what the template shows, by name.
        place: which word of the navigation it belongs to.
        status: of HTTP.
    """

    template: str
    title: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    place: str = ""
    status: int = 200


@dataclass(frozen=True, slots=True)
class Sent:
    """A file for the browser to keep."""

    content: bytes
    media: str
    name: str


@dataclass(frozen=True, slots=True)
class Done:
    """Something was done: what to say of it, and the page to look at next.

    Attributes:
        to: the address of that page, of this place.
        said: one sentence.
        undone: the page to look at once it was taken back, where `to` is gone with it; "": `to`.
        back: it took something back, and taking that back brings it back.
    """

    to: str
    said: str = ""
    undone: str = ""
    back: bool = False


Show: TypeAlias = Callable[[App, Asked], Page | Sent]
Do: TypeAlias = Callable[[App, Asked], Done | Page | Sent]


@dataclass(frozen=True, slots=True)
class Route:
    """An address, and what it shows (GET) or does (POST).

    Attributes:
        path: with parts in braces.
        show: draws the page; None: it only does.
        do: does what a form there asks; None: it only shows.
    """

    path: str
    show: Show | None = None
    do: Do | None = None

    def methods(self) -> tuple[tuple[str, Show | Do], ...]:
        """Return what is asked by which of HTTP's methods."""
        return tuple((name, work) for name, work in (("GET", self.show), ("POST", self.do)) if work)


@dataclass(frozen=True, slots=True)
class Flash:
    """What was just done, said once at the top of the next page.

    Attributes:
        said: one sentence.
        undo: the mark by which "undo" takes it back; "" where the ledger says what it said before.
        to: the page to look at once it was taken back.
        back: it took something back, which `undo` brings back.
    """

    said: str
    undo: str = ""
    to: str = "/"
    back: bool = False


def drawn(page: Page, *, zone: tzinfo | None, flash: Flash | None = None, here: str = "/") -> str:
    """Return `page` as HTML; `zone` is whose days the dates are, `here` the address that it stands at."""
    template = _environment().get_template(f"{page.template}.html")
    return template.render(
        **page.facts, title=page.title, place=page.place, flash=flash, here=here, day=_Days(zone), parts_of=PARTS
    )


def changed(asked: Asked, stands: Mapping[str, str]) -> Mapping[str, str | None]:
    """Return what a form changes of texts that stand: None for each that it leaves as it was shown.

    A form shows each text beside a hidden copy of it, "was-" before its name. So what somebody else wrote meanwhile
    stays where the form did not touch it, and is never overwritten where it did.

    Args:
        asked: the form.
        stands: the texts by the names of their fields.

    Raises:
        StaleEdit: a text was changed here and elsewhere since the page was shown.
    """
    given = dict(asked.form)
    found: dict[str, str | None] = {}
    for name, now in stands.items():
        knows, mine = f"was-{name}" in given, asked[name]
        was = asked[f"was-{name}"] if knows else shown(now)
        same = {was, shown(now)} if knows else {"", shown(now)}  # a form that shows no text does not empty it
        found[name] = None if name not in given or mine in same else mine
        if found[name] is not None and was != shown(now):
            raise _stale(now)
    return found


def unmoved(asked: Asked, stands: Mapping[str, str]) -> None:
    """Refuse a form that shows something otherwise than it stands: what it decides was decided elsewhere meanwhile.

    Args:
        asked: the form, with a hidden copy of what it showed, "was-" before its name.
        stands: what stands now, by that name.

    Raises:
        StaleEdit: it is not what the form showed.
    """
    given = dict(asked.form)
    for name, now in stands.items():
        if f"was-{name}" in given and asked[f"was-{name}"] != shown(now):
            raise _stale(now)


def _stale(now: str) -> StaleEdit:
    says = f"it says: “{now}”" if now else "nothing stands there any more."
    return StaleEdit(f"It was changed meanwhile; {says}", hint="Make one of both, and keep it.")


def shown(words: str) -> str:
    """Return `words` as a field shows them, and as it sends them back if nobody changes them."""
    return "\n".join(display(line, _LONG) for line in words.split("\n")).strip()


def offered(app: App, period: Period | None = None) -> Sequence[Work]:
    """Return the pieces of work that a form offers: the strongest of `period`, by default of the year."""
    return app.judgement().during(period or app.period()).works[:_OFFERED]


def day_of(words: str) -> date | None:
    """Return the day that a field names; None where it is empty.

    Raises:
        TreefallError: it is no day.
    """
    try:
        return date.fromisoformat(words) if words else None
    except ValueError as error:
        raise TreefallError(f"“{words}” is no day.", hint="Write it as 2026-05-12.") from error


def inside(to: str, otherwise: str) -> str:
    """Return `to` where it is an address of this place, else `otherwise`."""
    return to if to.startswith("/") and not to.startswith(("//", "/\\")) else otherwise


def address(path: str, **query: str) -> str:
    """Return the address of `path` with what stands behind its question mark."""
    told = {name: words for name, words in query.items() if words}
    return f"{path}?{urlencode(told)}" if told else path


@dataclass(frozen=True, slots=True)
class _Days:
    zone: tzinfo | None

    def __call__(self, at: datetime) -> str:
        at = at.astimezone(self.zone)
        return f"{at.day} {at:%b %Y}"


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("treefall.web"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "lines": _lines,
        "ring": _ring,
        "link": link,
        "linked": _linked,
        "count": _count,
        "sentence": _sentence,
        "drawing": _drawing,
        "pairs": _pairs,
        "titled": _titled,
        "fragment": _fragment,
    }
    return made


def _shown(value: object) -> object:
    """Make safe to show whatever a template draws; only what the pages made themselves is markup."""
    if value is None:
        return ""
    return display(value, _LONG) if isinstance(value, str) and not isinstance(value, Markup) else value


def _lines(words: str) -> Markup:
    """Return `words` for a place where lines matter: a field to write in, a text to copy."""
    return escape(shown(words))


def _ring(heard: Heard | None) -> Markup:
    """Return the ring of how far something was heard, with its word."""
    drawn_as = Markup('<span class="ring" data-heard="{}"><span aria-hidden="true">{}</span> {}</span>')
    return drawn_as.format(heard.name.lower() if heard else "captured", RINGS[heard], heard or "not told yet")


def _sentence(words: str) -> str:
    """Return `words` with a capital at their beginning."""
    return words[:1].upper() + words[1:]


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _drawing(picture: Picture) -> Markup:
    """Return the SVG of `picture` as a part of the page: it was drawn here, and what is foreign in it is escaped."""
    return Markup(picture.svg)  # noqa: S704 - as above


def _fragment(html: str) -> Markup:
    """Return a paper as a part of the page: its pictures scroll of themselves, by keys too."""
    return Markup(html.replace("<figure>", '<figure tabindex="0">'))  # noqa: S704 - whatever is foreign in it is escaped


def _linked(text: str) -> Markup:
    """Return `text` with every command in it that a page stands for leading there."""
    parts = linked(display(text, _LONG))
    return Markup("").join(Markup('<a href="{}">{}</a>').format(to, part) if to else part for part, to in parts)


def _pairs(choices: Iterable[object]) -> list[tuple[str, str]]:
    """Return what a field offers: each value with its words; a priority or a goal by its id."""
    return [(str(getattr(one, "id", one)), str(getattr(one, "words", one))) for one in choices]


def _titled(works: Iterable[Work]) -> list[tuple[str, str]]:
    """Return what a field offers of pieces of work."""
    return [(work.id, work.title) for work in works]


def fields_of(form: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield what somebody wrote in a form that could not be done, so that nothing of it is lost."""
    return ((name, words) for name, words in form if words.strip() and name != "to" and not name.startswith("was"))
