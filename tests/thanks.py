"""Thanks as a source finds them in mail: private, and nothing until the person keeps them."""

from datetime import UTC, datetime

from treefall.model import Evidence, Kind, Part, Role, entry_id


def thanks(words: str = "Thank you for the restore drill, it saved our weekend.", who: str = "Grace Hale") -> Evidence:
    """Return what `who` wrote in May 2026."""
    return Evidence(
        id=entry_id("praise", words),
        at=datetime(2026, 5, 12, 9, tzinfo=UTC),
        source="praise",
        origin="mail",
        native=entry_id("mail", words),
        kind=Kind.PRAISE,
        title=words[:80],
        body=words,
        private=True,
        roles=(Role(part=Part.AUTHOR, name=who, address="grace@corp.example"),),
        facts={"place": "mail"},
    )
