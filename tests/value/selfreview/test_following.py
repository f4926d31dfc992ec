"""What a reader could not follow in a field, each with the command that mends it."""

from dataclasses import replace

from shop import Shop
from talks import MAYA, ago, cares, changed, done, person, serves

from treefall.model import Entry, Listens, Name, Person, Sensitive, Sentence, Term, Topic, Unclear, Work
from treefall.value.case import COMMITTEE
from treefall.value.selfreview import Follower

SHOP = Shop()
STRANGER = replace(COMMITTEE, name="committee")
KEYS, DRILL = SHOP.keys.id[:8], SHOP.drill.id[:8]


def unclear(
    text: str | Sentence,
    *entries: Entry,
    reader: Person = STRANGER,
    works: tuple[Work, ...] = (),
    topic: Topic = Topic.ACCOMPLISHMENTS,
) -> tuple[Unclear, ...]:
    said = text if isinstance(text, Sentence) else Sentence(text)
    return Follower(SHOP.record(entries), SHOP.judgement, reader, "Ed Stone").unclear("Work", topic, [said], works)


def says(*found: Unclear) -> list[tuple[str, str]]:
    return [(one.says, one.command) for one in found]


def test_work_that_does_not_say_why_it_mattered_is_asked_about() -> None:
    keys, drill = SHOP.keys, SHOP.drill
    said = Sentence("The keys and the drill are in place.", (keys.id, drill.id))
    found = unclear(said, done(drill, concern="All could be lost"), works=(keys, drill))
    assert says(*found) == [
        ("“Idempotency keys stop double charging” does not say why it mattered.", f"treefall ask {KEYS}")
    ]
    assert unclear(said, works=(keys,), topic=Topic.GOALS) == ()


def test_a_text_of_ones_own_is_asked_for_the_worry_and_for_what_its_numbers_were_before() -> None:
    found = says(*unclear("Support now answers 40 % of all calls within an hour.", works=(SHOP.keys,)))
    assert found[0][0].startswith("It does not say why any of it mattered")
    assert found[1] == (
        "“Support now answers 40 % of all calls within an hour”: compared with what?",
        f"treefall ask {KEYS}",
    )
    assert {command for _, command in says(*unclear("Support now answers 40 % of all calls."))} == {"treefall list"}
    assert unclear("Customers were charged twice, and nobody saw it. Now it takes 4 minutes instead of 9.") == ()


def test_a_number_on_record_without_its_baseline_is_asked_about() -> None:
    change = changed(SHOP.drill, "2 hours to restore", "Grace Hopper")
    said = Sentence("“2 hours to restore”, says the wiki.", (change.id,))
    assert says(*unclear(said, change)) == [
        ("““2 hours to restore”, says the wiki”: compared with what?", f"treefall ask {DRILL}")
    ]
    better = changed(SHOP.drill, "2 hours to restore, 9 before", "Grace Hopper")
    assert unclear(Sentence("“2 hours to restore, 9 before”.", (better.id,)), better) == ()


def test_words_that_the_reader_never_used_are_pointed_out() -> None:
    said = Sentence("The middleware is in place.", (SHOP.keys.id,))
    assert says(*unclear(said, reader=person())) == [
        ("“middleware”: Maya never used the word.", 'treefall term Maya middleware "…"')
    ]
    assert says(*unclear(said)) == [
        ("“middleware”: would the committee know the word?", 'treefall term committee middleware "…"')
    ]
    known = Term(id="t", at=ago(3), person="committee", term="middleware", words="what stands between")
    assert unclear(said, known) == ()


def test_names_that_say_nothing_to_a_stranger_are_pointed_out() -> None:
    said = Sentence("Grace Hopper and Ed Stone told Maya that Initech left for the Kestrel gateway.", (SHOP.keys.id,))
    customer = Name(id="n", at=ago(3), name="Initech", of=Sensitive.CUSTOMER)
    found = [one.says for one in unclear(said, person(), customer)]
    assert found == [
        "“Grace Hopper”: would the committee know who or what that is?",
        "“Maya”: would the committee know who or what that is?",
        "“Initech”: would the committee know who or what that is?",
    ]
    (kestrel,) = unclear(Sentence("It left for the Kestrel gateway.", (SHOP.keys.id,)))
    assert kestrel.command == 'treefall term committee Kestrel "…"'
    explained = Term(id="t", at=ago(3), person="committee", term="Kestrel", words="the till")
    assert unclear(Sentence("It left for the Kestrel gateway.", (SHOP.keys.id,)), explained) == ()
    assert unclear(Sentence("It left: Kestrel it is.", (SHOP.keys.id,))) == ()
    assert unclear(Sentence("It left for the Grace gateway of Grace Hopper.", (SHOP.keys.id,)))[0].says.startswith(
        "“Grace Hopper”"
    )


def test_who_reports_to_the_reader_and_what_a_boss_works_with_needs_no_explanation() -> None:
    said = Sentence("Grace Hopper told Maya.", (SHOP.keys.id,))
    nadia = person("Nadia", Listens.BOSS_OF_BOSS)
    found = unclear(said, nadia, person(MAYA, reports_to="Nadia"), reader=nadia)
    assert [one.says for one in found] == ["“Grace Hopper”: would Nadia know who or what that is?"]
    assert unclear(said, person(), reader=person()) == ()


def test_work_past_what_the_reader_cares_about_is_pointed_out() -> None:
    aim, why = cares("Nobody pays twice"), (done(SHOP.keys, concern="A worry"), done(SHOP.drill, concern="A worry"))
    said = Sentence("The keys and the drill are in place.", (SHOP.keys.id, SHOP.drill.id))
    found = unclear(said, *why, aim, serves(SHOP.keys, aim), reader=person(), works=(SHOP.keys, SHOP.drill))
    assert says(*found) == [
        (
            "“Restore drill for billing backups” touches nothing that Maya said they care about.",
            f"treefall serves {DRILL}",
        )
    ]


def test_at_most_three_things_a_field_of_each_sort_one_first() -> None:
    said = "The middleware, the webhook, the mutex and the sharding of Grace Hopper now answer 40 % of all calls."
    found = unclear(said, works=(SHOP.keys,))
    assert len(found) == 3
    assert len({one.says.split(":")[-1] for one in found}) == 3
    assert unclear("") == ()
