"""Settings: who I am, where everything lies, and the names of things that are kept to oneself."""

from ..app import App
from .page import Asked, Done, Page, Route, unmoved


def settings(app: App, asked: Asked) -> Page:
    """Show who the person is, where their ledger lies, and, if asked, whether it keeps its promises."""
    facts = {
        "identities": app.identities(),
        "perhaps": app.perhaps(),
        "home": str(app.settings.home),
        "zone": str(app.zone or "this computer"),
        "model": app.settings.model,
        "sent": app.wording.sent(),
        "checked": bool(asked["check"]),
        "broken": tuple(app.broken_promises()) if asked["check"] else (),
    }
    return Page("settings", "Settings", facts, place="settings")


def mine(app: App, asked: Asked) -> Done:
    """Confirm an address, or reject it for good."""
    is_mine = asked["mine"] == "yes"
    known = {one.address: "yes" if one.mine else "no" for one in app.identities()}
    unmoved(asked, {"mine": known.get(asked["address"], "")})
    app.decide([asked["address"]], mine=is_mine)
    return Done("/settings", f"{asked['address']} is {'you' if is_mine else 'not you'}.")


ROUTES = (Route("/settings", show=settings), Route("/settings/me", do=mine))
