"""The fictional season as it was lived: what Ed said, asked and heard, month by month, through the verbs of `App`.

At the start nobody knows anything. By episodes, briefs, saying-back, feedback and expectations the gap closes, a defeat
becomes growth and a prevention is heard; what stays open at the end is there to be done.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from importlib import resources

from ...errors import NotFound
from ...ledger.codec import load
from ...model import Aftermath, Entry, Heard, Listens, Outcome, Work
from ...model.estimate import Basis
from ..verbs import App
from .history import history, identities, notes

NOW = datetime(2026, 11, 19, 8, 30, tzinfo=UTC)
"""The season's present: a Thursday morning, an hour and a half before the next 1:1."""

ZONE = "Europe/Berlin"

_BEGIN = datetime(2025, 12, 1, 8, tzinfo=UTC)

_ALL = frozenset({"concern", "change", "own part"})


@dataclass(frozen=True, slots=True)
class Season:
    """Ed's Treefall, at any moment of the season.

    Attributes:
        app: the Treefall that is filled.
        seen: what sources have yet to see, oldest first.
        jotted: what Ed has yet to jot down, and when, oldest first.
    """

    app: App
    seen: list[Entry]
    jotted: list[tuple[datetime, str]]

    def at(self, moment: str) -> App:
        """Return the Treefall at `moment` ("2026-01-16 16:00", UTC), when all that happened until then was read."""
        now = datetime.fromisoformat(f"{moment}+00:00")
        due = [entry for entry in self.seen if entry.at <= now]
        self.seen[:] = [entry for entry in self.seen if entry.at > now]
        self.app.ledger.append(due)
        while self.jotted and self.jotted[0][0] <= now:
            when, text = self.jotted.pop(0)
            self._then(when).note(text)
        return self._then(now)

    def _then(self, now: datetime) -> App:
        return replace(self.app, world=replace(self.app.world, now=lambda: now))

    def months(self) -> Iterator[str]:
        """Live through the year, and yield each month's name once it is over."""
        self.app.ledger.append(identities(), written=_BEGIN)
        for live in _YEAR:
            live(self)
            yield live.__name__.strip("_")


def season(app: App) -> Season:
    """Return the season's beginning in `app`, which is empty."""
    return Season(app, list(history()), list(notes()))


def work(app: App, words: str) -> Work:
    """Return the strongest piece of work that shows something whose title holds `words`.

    Raises:
        NotFound: there is none.
    """
    for found in app.judgement().works:
        if any(words in seen.title for seen in found.evidence):
            return found
    raise NotFound(f"There is no piece of work about {words}.", hint="See what there is: treefall list")


def _told(app: App, person: str, *titles: str, channel: str = "1:1", **came: object) -> None:
    """Tell `person` of the pieces of work with `titles`, and record what came back."""
    works = [work(app, title) for title in titles]
    if channel != "1:1":
        app.told(works, person, channel=channel)
        return
    app.talks.after(person, Aftermath(told=tuple(one.id for one in works), **came))  # type: ignore[arg-type]  # by name


def _shows(app: App, criterion: str, *titles: str, holds: bool = True) -> None:
    """Say that the pieces of work with `titles` show the criterion of that id, or that they do not."""
    made = app.casing.case()
    _, row = app.casing.row(made, criterion)
    app.casing.link(made, row, [work(app, title) for title in titles], holds=holds)


def _measured(app: App) -> None:
    """Keep what the latency of the checkout came to, reckoned once: not everybody has the extra that reckons."""
    lines = (resources.files(__package__) / "measured.jsonl").read_text("utf-8").splitlines()
    inputs, *claim = (load(*line.split(" ", 1)) for line in lines)
    app.ledger.append([inputs])
    app.ledger.append(claim, written=app.world.now())


def _december(year: Season) -> None:
    app = year.at("2025-12-04 16:00")
    app.casing.at_level("IC3", target="IC4", since=date(2025, 3, 3))
    app.audience.person(
        "Maya Lind", listens=Listens.BOSS, reports_to="Nadia Okafor", rhythm="every second Thursday at 10:00"
    )
    app.audience.person("Nadia Okafor", listens=Listens.BOSS_OF_BOSS, rhythm="once a quarter")
    app.audience.person("Grace Hale", listens=Listens.PEER)
    app.audience.person("Lena Brandt", listens=Listens.PEER, notes="Leads support; writes the way customers speak.")
    app.audience.cares(
        "Maya Lind", "Nobody may lose an order at the checkout, least of all in the spring sale", place="1:1"
    )
    app.audience.goal(
        "No customer is charged twice",
        since=date(2026, 1, 1),
        until=date(2026, 6, 30),
        measure="double charges a week",
        place="Goals of the first half-year",
    )


def _january(year: Season) -> None:
    app = year.at("2026-01-15 12:00")
    app.audience.cares("Maya Lind", "No more nights like the twelfth of January", place="the review of the incident")
    app.growing.expects("Maya Lind", "Double charges are impossible before the spring sale", due=date(2026, 3, 15))
    app = year.at("2026-01-16 09:00")
    app.growing.agree(app.growing.expectation("Maya Lind", "Double charges"), confirmed=True)
    app = year.at("2026-01-22 11:00")
    said = app.growing.feedback(
        "Maya Lind", "You mend things at night, and I read of it in the log. Tell me before it burns."
    )
    app.growing.act_on(said, change="A line to Maya within the hour, whenever a customer is hit", confirmer="Maya Lind")
    repair = app.shaping.join([work(app, "Stop retrying charges"), work(app, "Showed support how to pay back")])
    app.answer(
        repair, "concern", "In one evening 212 customers were charged twice, and support had nothing to tell them"
    )
    app.answer(repair, "cause", "The retry that I had added in December tried again although the bank had the money")
    app.answer(repair, "lesson", "A timeout says nothing about the money: ask before trying again")
    _told(
        app,
        "Maya Lind",
        "Stop retrying charges",
        said_back=_ALL,
        words="So the retry did it, and you said so yourself.",
    )


def _february(year: Season) -> None:
    app = year.at("2026-02-05 11:00")
    keys = work(app, "Idempotency keys")
    app.talks.read(keys, "double charges a week: 11, billing board")
    app.answer(keys, "concern", "A slow bank made the shop charge twice, and nobody saw it until the customer called")
    app.answer(keys, "beneficiary", "Customers who pay while the bank is slow, and the people in support")
    app.answer(keys, "next", "The retry comes back on top of it in March")
    _told(app, "Maya Lind", "Idempotency keys", words="Good. Will it be there before the sale?")
    app.audience.says("Maya Lind", "idempotency", "asking twice charges once")


def _march(year: Season) -> None:
    app = year.at("2026-03-20 15:00")
    checkout = work(app, "Checkout answers")
    app.answer(
        checkout, "concern", "Last spring the checkout took seconds when everybody came at once, and orders were lost"
    )
    app.told([checkout], "Maya Lind", channel="chat")
    app.talks.heard(
        checkout, "Maya Lind", Heard.SAID_BACK, said_back=frozenset({"change"}), words="It is twice as fast? Nice."
    )
    app.audience.serves(checkout, "Nobody may lose an order")
    app = year.at("2026-03-26 10:40")
    app.audience.serves(work(app, "Idempotency keys"), "No customer is charged twice")
    keys = work(app, "Idempotency keys")
    app.talks.read(keys, "double charges a week: 0, billing board")
    app.answer(keys, "change", "11 double charges a week before, none in the four weeks since", "the billing board")
    app.answer(keys, "lesson", "The key has to hold the amount too, or a mistake in it is repeated for ever")
    _told(
        app,
        "Maya Lind",
        "Idempotency keys",
        said_back=_ALL,
        words="So a slow bank can't make us charge anybody twice any more, and Grace and you built it.",
        passes_on="the staff meeting",
    )
    expectation = app.growing.expectation("Maya Lind", "Double charges")
    app.growing.agree(expectation, works=[keys], met=True)


def _april(year: Season) -> None:
    app = year.at("2026-04-02 16:00")
    app.talks.heard(work(app, "Idempotency keys"), "Maya Lind", Heard.PASSED_ON, where="the staff meeting")
    app = year.at("2026-04-09 10:40")
    app.growing.expects("Maya Lind", "Tomás can be on call without you by the summer", due=date(2026, 6, 30))
    app = year.at("2026-04-10 09:00")
    app.growing.agree(app.growing.expectation("Maya Lind", "Tomás can be"), confirmed=True)
    _measured(year.at("2026-04-17 12:00"))
    app = year.at("2026-04-23 10:40")
    pages = work(app, "Page only")
    app.answer(pages, "concern", "31 alerts a week woke somebody, and 26 of them had healed before anybody was up")
    app.answer(pages, "change", "31 alerts a week in March, 5 a week since", "Tomás Ruiz")
    app.answer(pages, "beneficiary", "Whoever is on call")
    _told(app, "Maya Lind", "Page only", said_back=frozenset({"concern", "change"}), words="People sleep again.")
    app.growing.learned("How to tell an alert from a log line", origin="Practical Monitoring, a book")


def _may(year: Season) -> None:
    app = year.at("2026-05-14 10:40")
    drill = app.shaping.join([work(app, "Restore drill"), work(app, "The backup lacked the refunds table")])
    app.answer(
        drill, "concern", "Had the billing database been lost, refunds of two years would have been gone with it"
    )
    app.answer(
        drill, "change", "A restore takes 2 hours instead of 9, and holds every table", "the drill's report of 13 May"
    )
    app.answer(drill, "lesson", "A backup that was never restored is a hope")
    app.impacts.prevented(
        drill,
        Basis.NEAR_MISS,
        times="0.2 a year (0.05-0.5) (lost databases at Larkspur and its two sisters since 2016)",
        cost="9 h of closed shop (6-24) (the drill of 5 May)",
        start=date(2026, 5, 13),
        end=date(2027, 5, 12),
    )
    _told(
        app,
        "Maya Lind",
        "Restore drill",
        said_back=_ALL,
        words="We could not have come back in a day, and nobody knew. Now we practise it.",
        passes_on="the staff meeting of 20 May",
    )
    learned = app.growing.learning("How to tell an alert")
    app.growing.came_of(learned, Outcome.ADOPTED, "Only what a customer feels wakes somebody", [work(app, "Page only")])
    app = year.at("2026-05-20 14:00")
    app.talks.heard(work(app, "Restore drill"), "Maya Lind", Heard.PASSED_ON, where="the staff meeting of 20 May")


def _june(year: Season) -> None:
    app = year.at("2026-06-18 10:40")
    cache = work(app, "Cache the catalogue")
    app.answer(cache, "concern", "The catalogue is slow on Saturdays, when most people look")
    app.answer(cache, "lesson", "Ask those who sell before caching what they sell: stock has to be told first")
    _told(
        app,
        "Maya Lind",
        "Cache the catalogue",
        said_back=frozenset({"concern", "own part"}),
        words="You took it back yourself.",
    )


def _july(year: Season) -> None:
    app = year.at("2026-07-02 10:40")
    app.growing.agree(app.growing.expectation("Maya Lind", "Tomás can be"), works=[work(app, "Page only")], met=True)
    app.growing.testimonial(
        "Tomás Ruiz",
        "I was on call for five weeks in a row and slept through four of them.",
        works=[work(app, "Page only")],
        audiences=("boss", "committee"),
        place="retrospective",
    )
    app = year.at("2026-07-09 10:40")
    app.audience.goal(
        "Pass the payment audit in October without findings",
        since=date(2026, 7, 1),
        until=date(2026, 12, 31),
        measure="findings of the auditors",
        place="Goals of the second half-year",
    )


def _august(year: Season) -> None:
    app = year.at("2026-08-20 09:00")
    flags = app.growing.learned("What our own feature flags would cost", origin="a trial of two weeks with Grace")
    app.growing.came_of(
        flags, Outcome.DECIDED_AGAINST, "Three of us would have kept it running for two switches a month"
    )
    app = year.at("2026-08-27 10:40")
    limit = work(app, "Limit how often")
    app.answer(limit, "concern", "One partner's loop took the catalogue down twice in a week")
    app.answer(limit, "next", "All partners have the limit from the third of September")
    _told(app, "Maya Lind", "Limit how often", words="I knew of the second one within the hour. Thank you.")


def _september(year: Season) -> None:
    app = year.at("2026-09-03 10:40")
    item = app.growing.item("Maya Lind", "You mend things at night")
    item = app.growing.act_on(item, works=[work(app, "Limit how often")], asked=True)
    app.growing.act_on(item, confirmation="In August I knew within the hour, both times.")
    app = year.at("2026-09-10 15:00")
    app.audience.cares("Nadia Okafor", "In October the auditors come: I want proof, not promises", place="all-hands")
    drill = work(app, "Restore drill")
    app.audience.serves(drill, "proof, not promises")
    app.talks.heard(drill, "Maya Lind", Heard.USED, where="the plan for the audit")
    app = year.at("2026-09-18 14:30")
    app.growing.testimonial(
        "Priya Nair",
        "I released the change for bank holidays alone, because Ed asked me questions instead of answering mine.",
        works=[work(app, "Pay refunds out")],
        audiences=("boss", "committee"),
        place="chat",
    )


def _october(year: Season) -> None:
    app = year.at("2026-10-08 10:40")
    app.growing.feedback("Maya Lind", "When you explain, you start with the how. I need the why first.")
    app = year.at("2026-10-15 11:00")
    search = work(app, "Support finds")
    app.growing.testimonial(
        "Lena Brandt",
        "My people find any order in ten seconds. Before, they asked the customer three times.",
        works=[search],
        audiences=("boss", "committee"),
        place="mail",
    )
    app.answer(search, "concern", "Customers read out whatever number they had, and were asked for another one")
    app = year.at("2026-10-22 10:40")
    proof = work(app, "Proof of restored")
    app.answer(
        proof, "concern", "The auditors asked for twelve months of restored backups, and all there was were promises"
    )
    app.audience.serves(proof, "Pass the payment audit")
    app.talks.given(proof, "Nadia Okafor")
    _told(app, "Maya Lind", "Proof of restored", said_back=frozenset({"concern", "change"}), passed_on="Nadia Okafor")


def _november(year: Season) -> None:
    app = year.at("2026-11-05 10:40")
    proof = work(app, "Proof of restored")
    app.answer(proof, "change", "The audit ended without a finding on backups", "Nadia Okafor, all-hands of 3 November")
    app.growing.expects("Maya Lind", "A plan for invoices when the tax service is down", due=date(2026, 12, 10))
    item = app.growing.item("Maya Lind", "When you explain")
    app.growing.act_on(item, change="Each of my notes begins with what worried somebody", confirmer="Maya Lind")
    app = year.at("2026-11-12 17:00")
    _shows(app, "delivery-4b", "Idempotency keys", "Checkout answers")
    _shows(app, "reliability-4a", "Restore drill")
    _shows(app, "reliability-4b", "Stop retrying charges")
    _shows(app, "people-4a", "Paired with Priya", "Pay refunds out")
    _shows(app, "people-4b", "Move prices to whole cents")
    _shows(app, "communication-4a", "Restore drill", "Proof of restored")
    _shows(app, "direction-4b", "Decided with Grace")
    _shows(app, "reliability-4b", "Idempotency keys", holds=False)
    app = year.at("2026-11-16 16:00")
    queue = work(app, "Invoices wait")
    app.answer(queue, "concern", "When the tax service is down, a customer who paid gets no invoice and calls support")
    app.talks.read(queue, "invoices that came late in a month: 340, billing board")
    year.at("2026-11-19 08:30")


_YEAR = (
    *(_december, _january, _february, _march, _april, _may),
    *(_june, _july, _august, _september, _october, _november),
)
