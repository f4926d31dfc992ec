"""Papers: what is handed to others, as they will see it, and what they will not see."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from types import MappingProxyType

from ..app import App
from ..app.papers import FORMATS
from ..errors import NotFound, TreefallError
from ..model import NAMED, Document, OpenSlot, Person, Profile, Redacted, SelfReview, Work
from .page import Asked, Done, Page, Route, Sent, address

_OWN = "me"
_MEDIA: Mapping[str, str] = MappingProxyType(
    {
        "md": "text/markdown; charset=utf-8",
        "html": "text/html; charset=utf-8",
        "pdf": "application/pdf",
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    }
)
_TEXTS = ("mail", "chat", "markdown")


@dataclass(frozen=True, slots=True)
class _Sort:
    """A sort of paper: what it is called, what it needs to be made, how it is made, and for whom it usually is."""

    called: str
    make: Callable[[App, Asked], Document]
    needs: str = ""
    usual: str = Profile.BOSS


def _brief(app: App, asked: Asked) -> Document:
    return app.talks.brief(_work(app, asked), _reader(app, asked))


def _episode(app: App, asked: Asked) -> Document:
    return app.talks.episode(_person(app, asked)).document


def _catch_up(app: App, asked: Asked) -> Document:
    followers = [one.person.name for one in app.audience.people() if one.person.follows]
    return app.talks.catch_up(followers[0] if followers and not asked["person"] else _person(app, asked))


def _review(app: App, asked: Asked) -> SelfReview:
    """Return the self-review in its reader's words, each field within its limit once it is redacted for them."""
    _, who = _chosen(asked)
    whom = "" if who == _OWN else who
    return app.reviewing.review(app.editing.form(asked["fill"]), reader=_follower(app, who), whom=whom)


def _follower(app: App, who: str) -> Person | None:
    """Return the reader of a self-review whose words are known; None for a profile that is nobody on record."""
    with suppress(NotFound):
        return app.reviewing.reader(who)
    return None


def _self_review(app: App, asked: Asked) -> Document:
    return app.editing.document(_review(app, asked))


_SORTS: Mapping[str, _Sort] = MappingProxyType(
    {
        "brief": _Sort("Brief, to pass on", _brief, "work"),
        "episode": _Sort("Episode, for a 1:1", _episode, "person"),
        "catch-up": _Sort("Catch-up, for a new boss", _catch_up, "person"),
        "standup": _Sort("Lines for a stand-up", lambda app, _asked: app.talks.standup()),
        "self-review": _Sort("Self-review, for a form", _self_review, "fill"),
        "packet": _Sort("Packet, the case on paper", lambda app, _asked: app.papers.packet(), usual=Profile.COMMITTEE),
        "questions": _Sort(
            "Questions, for a rehearsal", lambda app, _asked: app.rehearsing.sheet(), usual=Profile.COMMITTEE
        ),
    }
)


def papers(app: App, asked: Asked) -> Page:
    """Show a paper as its reader will see it, what was taken out for them, and how it is handed over."""
    sort, who = _chosen(asked)
    facts: dict[str, object] = {
        "sorts": [(name, one.called) for name, one in _SORTS.items()],
        "sort": sort,
        "needs": _SORTS[sort].needs,
        "chosen": {name: asked[name] for name in ("work", "person", "fill")},
        "works": [work for work in app.judgement().during(app.period()).works if not _is_private(work)][:40],
        "people": [one.person.name for one in app.audience.people()],
        "who": who,
        "readers": [(_OWN, "me: nothing is taken out"), *((one.value, one.value) for one in Profile if one != "model")],
        "formats": tuple(FORMATS),
        "fills": [(form.name, form.title or form.name) for form in app.editing.forms()],
        "asks": (),
        "review": None,
        "unclear": (),
        "wrong": None,
        "at": _query(asked, sort, who),
    }
    try:
        facts |= app.once(_rests_on(app, asked, sort, who), lambda: _made(app, asked, sort, who))
    except TreefallError as error:
        facts |= {"wrong": error}
    return Page("papers", "Papers", facts, place="papers")


def file(app: App, asked: Asked) -> Sent:
    """Hand over the paper as a file."""
    sort, who = _chosen(asked)
    form = asked["form"] if asked["form"] in FORMATS else "md"
    content = app.papers.rendered(_cleared(app, asked), form)
    return Sent(content, _MEDIA[form], f"{sort}-for-{who}.{form}")


def shared(app: App, asked: Asked) -> Done:
    """Record that somebody has these very bytes now, and with them was told of the work."""
    sort, who = _chosen(asked)
    form = asked["form"] if asked["form"] in FORMATS else "md"
    content = app.papers.rendered(_cleared(app, asked), form)
    about = [_work(app, asked)] if _SORTS[sort].needs == "work" else []
    to, profile = app.audience.called(asked["to_whom"]), "" if who == _OWN else app.sharing.profile_of(who)[0].value
    told = app.sharing.shared(content, to=to, profile=profile, about=about, channel=sort)
    return Done(_query(asked, sort, who), f"{told.to} has it now: SHA-256 {told.digest[:12]}…")


def _chosen(asked: Asked) -> tuple[str, str]:
    """Return which sort of paper is asked for, and for whom: a profile, somebody's name, or the person's own eyes."""
    sort = asked["paper"] if asked["paper"] in _SORTS else "brief"
    return sort, asked["for"] or asked["person"] or _SORTS[sort].usual


def _query(asked: Asked, sort: str, who: str) -> str:
    return address(
        "/papers", paper=sort, work=asked["work"], person=asked["person"], fill=asked["fill"], **{"for": who}
    )


def _rests_on(app: App, asked: Asked, sort: str, who: str) -> str:
    """Return which paper it is, and what it rests on beside the ledger: a form, and what was written into it."""
    form = app.editing.form(asked["fill"]) if sort == "self-review" else None
    stands = (form, *app.editing.written(form).items()) if form else ()
    return f"{_query(asked, sort, who)} {hash(stands)}"


def _made(app: App, asked: Asked, sort: str, who: str) -> Mapping[str, object]:
    """Return the paper as it is shown, which takes a while to make of ten years."""
    return {**_shown(app, _SORTS[sort].make(app, asked), who), **_more(app, asked, sort, who)}


def _shown(app: App, document: Document, who: str) -> Mapping[str, object]:
    handed = document.handed_in()
    redacted = Redacted(handed) if who == _OWN else app.sharing.redacted(handed, who)
    shown, stops = redacted.content, redacted.stops
    return {
        "titled": shown.title,
        "body": app.fragment(shown),
        "removals": redacted.removals,
        "stops": stops,
        "why_not": _why_not(app, redacted),
        "open": [block for block in document.blocks if isinstance(block, OpenSlot) and block in document.asking()],
        "texts": [] if stops else [(name, app.render(shown, name).decode()) for name in _TEXTS],
        "kinds": NAMED,
    }


def _cleared(app: App, asked: Asked) -> Document:
    """Return the paper as its reader may see it.

    Raises:
        TreefallError: a secret or an undecided name stops it.
    """
    sort, who = _chosen(asked)
    document = _SORTS[sort].make(app, asked).handed_in()
    return document if who == _OWN else app.sharing.cleared(app.sharing.redacted(document, who))


def _work(app: App, asked: Asked) -> Work:
    if asked["work"]:
        return app.work(asked["work"])
    for work in app.judgement().during(app.period()).works:
        if not _is_private(work):
            return work
    raise NotFound(
        "There is no work yet to write of.", hint="Read a repository first; then its papers write themselves."
    )


def _person(app: App, asked: Asked) -> str:
    if asked["person"]:
        return app.audience.called(asked["person"])
    for portrait in app.audience.people():
        return portrait.person.name
    raise NotFound("Nobody is known yet who listens.", hint="Name your boss first, under People.")


def _reader(app: App, asked: Asked) -> str:
    """Return whose words the brief is written in: those of somebody who is named, and nobody's for a profile."""
    who = asked["person"] or asked["for"]
    return "" if who in {"", _OWN, *Profile} else app.audience.called(who)


def _why_not(app: App, redacted: Redacted[Document]) -> str:
    """Return in one sentence what stops the paper; "" where nothing does."""
    try:
        app.sharing.cleared(redacted)
    except TreefallError as error:
        return str(error)
    return ""


def _more(app: App, asked: Asked, sort: str, who: str) -> Mapping[str, object]:
    """Return what only some papers have: whom a brief can ask back; what a reader of a self-review could not follow."""
    if sort == "brief" and (reader := _reader(app, asked)):
        return {"asks": (_work(app, asked).id, reader)}
    if sort == "self-review":
        review, follower = _review(app, asked), _follower(app, who)
        return {"review": review, "unclear": app.reviewing.unclear(review, follower) if follower else ()}
    return {}


def _is_private(work: Work) -> bool:
    return any(seen.private for seen in work.evidence)


ROUTES = (
    Route("/papers", show=papers),
    Route("/papers/file", show=file),
    Route("/papers/shared", do=shared),
)
