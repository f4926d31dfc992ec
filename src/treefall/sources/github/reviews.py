"""Reviews that the person gave: one for a pull request, all rounds together, with their depth and what came of them."""

from collections.abc import Sequence

from ...model import Entry, Kind, Part, Scalar, entry_id
from .evidence import BODY, SOURCE, evidence, labels, named, standing, state
from .people import Whose
from .records import Raw, amount, find, items, moment, needed, text

_NEWCOMERS = frozenset({"FIRST_TIMER", "FIRST_TIME_CONTRIBUTOR", "NONE"})
_VERDICTS = frozenset({"approved", "changes requested", "dismissed"})


def review(record: Raw, whose: Whose, *, first: bool = False) -> tuple[Entry, ...]:
    """Return the review that the person gave of the pull request `record`, all rounds as one; none where there is none.

    Args:
        record: a pull request with the person's `reviews`.
        whose: the person.
        first: it is its author's first that was merged there.

    Raises:
        Broken: the pull request lacks what makes it one.
    """
    own = named(record, whose)
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
        "first_time": first or text(record, "author_association") in _NEWCOMERS,
        "labels": labels(record),
        "closes_labels": labels(*items(record, "closes")),
    }
    part = whose.role(Part.REVIEWER, find(given[0], "user")), whose.role(Part.AUTHOR, find(record, "user"))
    return (
        evidence(
            {**record, "body": _words(given)},
            own._replace(
                id=entry_id(SOURCE, whose.host.name, needed(record, "node_id"), "review"), native=f"{own.native} review"
            ),
            kind=Kind.REVIEW,
            at=begun,
            roles=part,
            facts=facts,
        ),
    )


def _words(reviews: Sequence[Raw]) -> str:
    """Return what the person wrote in their reviews: each summary, then each comment with its file."""
    said: list[str] = []
    for one in reviews:
        said.append(text(one, "body", limit=BODY).strip())
        said += (f"{text(word, 'path')}: {text(word, 'body', limit=BODY).strip()}" for word in items(one, "comments"))
    return "\n\n".join(filter(None, said))
