"""What becomes of others' words: evidence of praise, private, which waits to be accepted as a testimonial."""

from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError

from ...model import Evidence, Kind, Part, Rejected, Role, entry_id
from ...value.attribute import is_bot
from .letters import opened, own_words
from .thanks import praise

SOURCE = "praise"

_TITLE = 120
_OUTLOOKS = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # a compound file


@dataclass(frozen=True, slots=True)
class Me:
    """Who is praised.

    Attributes:
        addresses: mine, normalised.
        names: how others call me, as they write it.
    """

    addresses: tuple[str, ...]
    names: tuple[str, ...] = ()


def letter(content: bytes, where: str, me: Me) -> Evidence | Rejected | None:
    """Return the evidence that a mail is; None where it praises nobody, or not me, or is no person's.

    Args:
        content: of the mail, its beginning at least.
        where: its place, as the person can find it.
        me: who is praised.
    """
    if content.startswith(_OUTLOOKS):
        return Rejected(SOURCE, where, "is in Outlook's own form (.msg): save it as .eml")
    try:
        found, message = opened(content)
        if found.automatic or found.sender.address in me.addresses:
            return None
        words = praise(own_words(message), me.names, to_me=found.is_to(me.addresses))
    except (ValueError, LookupError, AttributeError, TypeError, AssertionError, MessageError) as error:
        why = str(error) if type(error) is ValueError else f"is no mail that can be read ({type(error).__name__})"
        return Rejected(SOURCE, where, why[:200])
    if not words:
        return None
    if found.at is None:
        return Rejected(SOURCE, where, "does not say when it was written")
    return said(found.sender, words, found.at, found.offset, origin="mail", native=found.name, place="mail")


def said(who: Role, words: str, at: datetime, offset: int, *, origin: str, native: str, place: str) -> Evidence | None:
    """Return the evidence of `words` that somebody said; None where a program did.

    Args:
        who: by name and address.
        words: to the letter.
        at: when; aware, in UTC.
        offset: minutes east of UTC where.
        origin: the very place, the same on every machine.
        native: its own name there.
        place: where they said it, as a person reads it.
    """
    if is_bot(who):
        return None
    return Evidence(
        id=entry_id(SOURCE, origin, native),
        at=at,
        source=SOURCE,
        origin=origin,
        native=native,
        kind=Kind.PRAISE,
        title=" ".join(words.split())[:_TITLE],
        body=words,
        roles=(Role(part=Part.AUTHOR, name=who.name, address=who.address),),
        facts={"place": place},
        private=True,
        offset=offset,
    )
