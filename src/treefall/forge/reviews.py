"""Reviews that the person gave: one for a proposal, all rounds together, with their depth and what came of them."""

from collections.abc import Sequence

from ..model import Entry, EntryId, Kind, Part, Scalar, entry_id
from ..remote.records import Raw, amount, find, items, moment, needed, text
from .evidence import BODY, evidence, labels, named, standing, state
from .people import Whose

_NEWCOMERS = frozenset({"FIRST_TIMER", "FIRST_TIME_CONTRIBUTOR", "NONE"})
_VERDICTS = frozenset({"approved", "changes requested", "dismissed"})


def review(record: Raw, whose: Whose) -> tuple[Entry, ...]:
    """Return the review that the person gave of the proposal `record`, all rounds as one; none where there is none.

    Args:
        record: a proposal with the person's `reviews`, and `first_merged` where its author had nothing merged before.
        whose: the person.

    Raises:
        Broken: the proposal lacks what makes it one.
    """
    own = named(record, whose, whose.host.PROPOSAL)
    rounds = [(at, one) for one in items(record, "reviews") if whose.is_me(one) and (at := moment(one, "submitted_at"))]
    if not rounds:
        return ()
    begun = min(at for at, _ in rounds)
    given = [one for _, one in sorted(rounds, key=lambda found: found[0])]
    states = [state(one) for one in given]
    after = (moment(one, "commit.committed_at") for one in items(record, "commits"))
    facts: dict[str, Scalar] = {
        "review_of": amount(record, "number"),
        "state": next((verdict for verdict in reversed(states) if verdict in _VERDICTS), "commented"),
        "rounds": len(given),
        "comments": sum(amount(one, "comments") or len(items(one, "comments")) for one in given),
        "changes_requested": states.count("changes requested"),
        "approvals": states.count("approved"),
        "commits_after": sum(at > begun for at in after if at),
        "size": amount(record, "additions") + amount(record, "deletions"),
        "pull_state": standing(record),
        "first_time": find(record, "first_merged") is True or text(record, "author_association") in _NEWCOMERS,
        "labels": labels(record),
        "closes_labels": labels(*items(record, "closes")),
    }
    part = whose.role(Part.REVIEWER, find(given[0], "user")), whose.role(Part.AUTHOR, find(record, "user"))
    return (
        evidence(
            {**record, "body": _words(given)},
            own._replace(id=_id(record, whose), native=f"{own.native} review"),
            kind=Kind.REVIEW,
            at=begun,
            roles=part,
            facts=facts,
        ),
    )


def _id(record: Raw, whose: Whose) -> EntryId:
    return entry_id(whose.host.SOURCE, whose.host.name, needed(record, "node_id"), "review")


def _words(reviews: Sequence[Raw]) -> str:
    """Return what the person wrote in their reviews: each summary, then each comment with its file."""
    said: list[str] = []
    for one in reviews:
        said.append(text(one, "body", limit=BODY).strip())
        said += (f"{text(word, 'path')}: {text(word, 'body', limit=BODY).strip()}" for word in items(one, "comments"))
    return "\n\n".join(filter(None, said))
