"""Self-review: each field of a form, edited in place, checked sentence by sentence, and read as somebody else does."""

from ..app import App
from ..app.editing import EditedField
from ..errors import NotFound
from ..model import Form, SelfReview
from .page import Asked, Done, Page, Route, address, changed
from .search import Hit, hit

_HERE = "/self-review"
_READERS = (("", "nobody yet"), ("boss", "my boss"), ("boss's boss", "my boss's boss"), ("committee", "a committee"))


def review(app: App, asked: Asked) -> Page:
    """Show every field as it stands, how long it is, which sentence rests on what, and what a reader cannot follow."""
    made, who = _review(app, asked), asked["as"]
    reader = app.reviewing.reader(who) if who else None
    stands = hash((made.form, who, *app.editing.texts(made).items()))
    fields = app.once(f"self-review fields {stands}", lambda: app.editing.fields(made, reader))
    facts = {
        "review": made,
        "fields": [(field, _proofs(app, field)) for field in fields],
        "doubted": sum(not verdict.supported for one in fields for verdict in one.checked.verdicts),
        "forms": [(form.name, form.title or form.name) for form in app.editing.forms()],
        "readers": _READERS,
        "who": who,
        "at": _here(made.form, who),
    }
    return Page("review", "Self-review", facts, place="papers")


def edit(app: App, asked: Asked) -> Done:
    """Let what was written stand in its field, unless somebody changed that since the page was shown."""
    made = _review(app, asked)
    texts = app.editing.texts(made)
    name = asked["field"]
    if name not in texts:
        raise NotFound("The form has no such field.", hint="What you wrote is below; choose the form anew.")
    words = "" if asked["then"] == "draft" else changed(asked, {"words": texts[name]})["words"]
    if words is not None:
        app.editing.edit(made, {name: words})
    return Done(f"{_here(made.form, asked['as'])}#{name}", "The draft again." if words == "" else "Kept.")


def bring_in(app: App, asked: Asked) -> Done:
    """Bring in the form of a file."""
    sent = asked.file("form", "A form comes as YAML or JSON: docs/self-review.md shows one.")
    form = app.editing.bring_in(sent.name, sent.content)
    return Done(_here(form, asked["as"]), f"{form.title or form.name}: {len(form.fields)} fields.")


def explain(app: App, asked: Asked) -> Done:
    """Note why nothing is on record in a month, for nobody else's eyes."""
    app.reviewing.explain(app.period(), asked["month"], asked["words"])
    return Done(asked.back(_HERE), "Noted, for your eyes only; it is asked no more.")


def _review(app: App, asked: Asked) -> SelfReview:
    form = app.editing.form(asked["fill"])
    return app.once(f"self-review {hash(form)}", lambda: app.reviewing.review(form))


def _proofs(app: App, field: EditedField) -> list[list[Hit]]:
    """Return what each sentence of `field` rests on, in their order."""
    return [[hit(app, entry) for entry in proofs] for proofs in field.proofs]


def _here(form: Form, who: str) -> str:
    return address(_HERE, fill=form.name, **{"as": who})


ROUTES = (
    Route(_HERE, show=review),
    Route(f"{_HERE}/field", do=edit),
    Route(f"{_HERE}/form", do=bring_in),
    Route(f"{_HERE}/month", do=explain),
)
