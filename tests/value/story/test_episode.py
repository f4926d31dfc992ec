from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shop import GRACE, NOW, PERIOD, Shop, piece, seen, stood

from treefall.model import (
    Document,
    Entry,
    Evidence,
    Judgement,
    Kind,
    OpenSlot,
    Paragraph,
    Period,
    Record,
    State,
    Work,
)
from treefall.outputs.markdown import Markdown
from treefall.value.slots import accepted, answered, told
from treefall.value.story import MOST_WORDS, chosen, episode, words

LABELS = ["Why it mattered", "What happened", "What I did", "What changed", "What I learned", "Next"]


def _says(document: Document, label: str) -> str:
    blocks = (block for block in document.blocks if isinstance(block, Paragraph) and block.label == label)
    return " ".join(sentence.text for block in blocks for sentence in block.sentences)


def _open(document: Document) -> list[str]:
    return [block.label for block in document.blocks if isinstance(block, OpenSlot)]


def _answers(shop: Shop, work: Work, entries: Iterable[Entry] = (), **answers: str) -> Record:
    record = shop.record(entries)
    for slot, text in answers.items():
        record = shop.record([*record.entries, *answered(record, work, slot, text)])
    return record


def _about(shop: Shop, work: Work, record: Record | None = None) -> Document:
    return episode(record or shop.record(), Judgement((work,), ()), "Maya", zone=UTC, period=PERIOD)


def test_an_episode_runs_from_the_concern_to_the_check(shop: Shop) -> None:
    record = _answers(shop, shop.keys, concern="a", beneficiary="b", change="c", lesson="d", next="e")
    document = episode(record, shop.judgement, "Maya", zone=UTC, period=PERIOD)
    assert document.title == "1:1 with Maya: Idempotency keys stop double charging"
    labels = [block.label for block in document.blocks if isinstance(block, Paragraph)]
    assert labels == [*LABELS, "Also", "Ask", "Check I was clear"]


def test_what_nobody_said_stays_open_and_at_most_three_things_are_asked(shop: Shop) -> None:
    document = episode(shop.record(), shop.judgement, "Maya", zone=UTC, period=PERIOD)
    assert _open(document) == ["Why it mattered", "What changed", "What I learned"]
    assert all(b.command == f"treefall ask {shop.keys.id[:8]}" for b in document.blocks if isinstance(b, OpenSlot))


def test_what_happened_comes_from_evidence(shop: Shop) -> None:
    assert _says(_about(shop, shop.keys), "What happened") == (
        "Idempotency keys stop double charging: 19 changes between 3 February and 14 March, landed and in place. "
        "It began with “Add idempotency key table” and ended with “Release idempotency keys”."
    )


def test_a_beginning_that_only_repeats_the_title_is_not_quoted(shop: Shop) -> None:
    document = _about(shop, replace(shop.keys, title="add idempotency key table"))
    assert "began" not in _says(document, "What happened")


def test_days_are_those_of_the_listener(shop: Shop) -> None:
    document = episode(
        shop.record(), Judgement((shop.cache,), ()), "Maya", zone=timezone(timedelta(hours=14)), period=PERIOD
    )
    assert "on 4 June" in _says(document, "What happened")


def test_work_is_said_to_stand_as_it_does(shop: Shop) -> None:
    assert "not on the main branch yet" in _says(_about(shop, shop.search), "What happened")
    assert _says(_about(shop, shop.search), "What changed") == "Nothing yet: it is not on the main branch."
    assert "then reverted after 3 days." in _says(_about(shop, shop.cache), "What happened")
    assert _says(_about(shop, shop.cache), "What changed") == "Nothing that lasts: it was taken out again."


def _refunds(*states: State, sources: str = "git") -> Work:
    made = tuple(
        seen(f"r{n}", f"Refund part {n}", NOW - timedelta(days=9 - n), source=source)
        for n, source in zip(range(len(states)), sources.split() * len(states), strict=False)
    )
    return stood(piece("Refunds", made, 1.0, reasons=("reverted after 3 days",)), *states)


@pytest.mark.parametrize(
    ("states", "said"),
    [
        (
            (State.DONE, State.REVERTED, State.IN_PROGRESS, State.IN_PROGRESS),
            "; 1 of 4 changes is on the main branch, 1 was taken back, 2 are elsewhere.",
        ),
        ((State.DONE, State.DONE, State.IN_PROGRESS), "; 2 of 3 changes are on the main branch, 1 is elsewhere."),
        ((State.REVERTED, State.REVERTED, State.DONE), "; 1 of 3 changes is on the main branch, 2 were taken back."),
        ((State.DONE, State.DONE), ", landed and in place."),
    ],
)
def test_only_what_stands_is_said_to_stand(states: tuple[State, ...], said: str, shop: Shop) -> None:
    assert _says(_about(shop, _refunds(*states)), "What happened").partition(" June")[2].startswith(said)


def test_a_beginning_and_an_end_are_those_of_what_stands(shop: Shop) -> None:
    stands = _refunds(State.IN_PROGRESS, State.DONE, State.DONE, State.DONE, State.REVERTED)
    assert "It began with “Refund part 1” and ended with “Refund part 3”." in _says(
        _about(shop, stands), "What happened"
    )
    some = _refunds(State.DONE, State.IN_PROGRESS, State.IN_PROGRESS, State.DONE)
    assert "began" not in _says(_about(shop, some), "What happened")


def test_a_note_beside_changes_says_nothing_of_where_they_are(shop: Shop) -> None:
    work = _refunds(State.IN_PROGRESS, State.DONE, sources="git note")
    assert "1 change and 1 note" in _says(_about(shop, work), "What happened")
    assert "not on the main branch yet." in _says(_about(shop, work), "What happened")


def test_of_mostly_reverted_work_what_is_left_is_not_denied(shop: Shop) -> None:
    work = replace(_refunds(State.REVERTED, State.REVERTED, State.DONE), state=State.REVERTED)
    assert _says(_about(shop, work), "What changed") == "Most of it was taken out again."


def test_copies_of_a_change_are_no_changes_of_their_own(shop: Shop) -> None:
    work = _refunds(*[State.DONE] * 4)
    copied = replace(work, evidence=tuple(replace(s, copy=n % 2 == 1) for n, s in enumerate(work.evidence)))
    document = _about(shop, copied)
    assert "Refunds: 2 changes" in _says(document, "What happened")
    assert _says(document, "What I did") == "I wrote both changes."


def test_others_are_credited_in_what_is_only_mentioned(shop: Shop) -> None:
    document = episode(shop.record(), Judgement((shop.drill, shop.keys), ()), "Maya", zone=UTC, period=PERIOD)
    assert _says(document, "Also").endswith("landed and in place, with Grace Hopper.")


@pytest.mark.parametrize("slot", ["concern", "response", "lesson", "next"])
@pytest.mark.parametrize("words", ["forty percent were lost", "it failed because of me"])
def test_a_figure_or_a_cause_in_my_own_words_is_marked_as_such(shop: Shop, slot: str, words: str) -> None:
    done = replace(accepted(shop.record(), shop.keys), **{slot: words})  # type: ignore[arg-type]  # its texts
    text = " ".join(_says(_about(shop, shop.keys, shop.record([done])), label) for label in LABELS)
    mark = "Planned, in my own words" if slot == "next" else "In my own words, not measured"
    assert f"{mark}: {words.capitalize()}." in text
    plain = replace(done, **{slot: "moved to Python 3.11 since 14 March"})  # type: ignore[arg-type]  # its texts
    text = " ".join(_says(_about(shop, shop.keys, shop.record([plain])), label) for label in LABELS)
    assert "my own words" not in text.lower()


def test_who_is_better_off_by_how_much_is_marked_too(shop: Shop) -> None:
    record = _answers(shop, shop.keys, concern="charged again", beneficiary="300 shops")
    assert _says(_about(shop, shop.keys, record), "Why it mattered") == (
        "Charged again. In my own words, not measured: Who is better off: 300 shops."
    )


def test_a_change_of_work_under_way_is_told_when_somebody_states_it(shop: Shop) -> None:
    record = _answers(shop, shop.search, change="support uses it already")
    assert "support uses it already" in _says(_about(shop, shop.search, record), "What changed").lower()


@pytest.mark.parametrize(
    ("people", "said"),
    [
        ([("Ed Stone",)], "I wrote it."),
        ([()], "I wrote it."),
        ([("Ed Stone",)] * 2, "I wrote both changes."),
        ([("Ed Stone", GRACE)], "I co-wrote it with Grace Hopper."),
        ([("Ed Stone", GRACE)] * 3, "I co-wrote all 3 changes with Grace Hopper."),
        (
            [("Ed Stone",), ("Ed Stone", GRACE), (GRACE,)],
            "I wrote 1 of the 3 changes and co-wrote 1 with Grace Hopper; Grace Hopper wrote the other one.",
        ),
        ([("Ed Stone",), (GRACE,), (GRACE,)], "I wrote 1 of the 3 changes; Grace Hopper wrote the other 2."),
        ([(GRACE,)], "My part stands in the record; Grace Hopper wrote the other one."),
    ],
)
def test_verbs_are_as_strong_as_the_names_on_the_changes(people: list[tuple[str, ...]], said: str, shop: Shop) -> None:
    made = tuple(seen(f"n{n}", f"Part {n}", NOW - timedelta(days=9 - n), each) for n, each in enumerate(people))
    credited = (GRACE,) if any(GRACE in each for each in people) else ()
    assert _says(_about(shop, piece("Import", made, 1.0, credited=credited)), "What I did") == said


def test_others_who_had_a_part_are_named_beside_my_own_words(shop: Shop) -> None:
    accepted_keys = accepted(shop.record(), shop.keys)
    done = replace(accepted_keys, response="designed it; Grace Hopper wrote the tests")
    assert _says(_about(shop, shop.keys, shop.record([done])), "What I did").count("Grace Hopper") == 1
    alone = shop.record([replace(accepted_keys, response="designed it")])
    assert _says(_about(shop, shop.keys, alone), "What I did") == "Designed it. Grace Hopper had a part in it."


def test_a_note_of_mine_is_not_dressed_up_as_work_of_a_repository(shop: Shop) -> None:
    note = piece("Talked the team out of a rewrite", (seen("n", "", NOW, (), "note"),), 1.0, kind=Kind.DECISION)
    document = _about(shop, note)
    assert _says(document, "What happened") == "On 1 July: Talked the team out of a rewrite."
    assert _says(document, "What I did") == "From my own note of 1 July."


def test_a_change_is_said_as_surely_as_anybody_knows(shop: Shop) -> None:
    asserted = _answers(shop, shop.keys, change="support sleeps again")
    assert _says(_about(shop, shop.keys, asserted), "What changed") == (
        "In my own words, not measured: Support sleeps again."
    )
    reported = shop.record(answered(shop.record(), shop.keys, "change", "From 14 a week to none.", "Olga Reyes"))
    assert _says(_about(shop, shop.keys, reported), "What changed") == "“From 14 a week to none”, says Olga Reyes."


def test_a_figure_that_nobody_can_check_is_left_out_and_asked_about(shop: Shop) -> None:
    document = _about(shop, shop.keys, _answers(shop, shop.keys, change="down by forty percent"))
    assert "What changed" in _open(document)
    assert "forty" not in Markdown().render(document).decode()
    assert any("checked" in block.ask for block in document.blocks if isinstance(block, OpenSlot))


def test_what_they_heard_is_not_repeated(shop: Shop) -> None:
    record = shop.record(told(shop.record(), [shop.keys], "maya"))
    assert chosen(record, shop.judgement, "Maya", PERIOD)[0] == shop.drill
    assert chosen(record, shop.judgement, "Olga", PERIOD)[0] == shop.keys
    assert chosen(record, shop.judgement, "", PERIOD)[0] == shop.drill


def test_what_has_words_already_comes_first(shop: Shop) -> None:
    assert chosen(_answers(shop, shop.drill, lesson="test it"), shop.judgement, "Maya", PERIOD)[0] == shop.drill
    assert chosen(_answers(shop, shop.cache, lesson="test it"), shop.judgement, "Maya", PERIOD)[0] == shop.cache
    assert chosen(_answers(shop, shop.drill, next="again"), shop.judgement, "Maya", PERIOD)[0] == shop.keys


def test_a_defeat_is_told_where_nothing_else_is_left(shop: Shop) -> None:
    record = shop.record(told(shop.record(), [shop.keys, shop.drill, shop.search], "Maya"))
    assert chosen(record, shop.judgement, "Maya", PERIOD) == (shop.cache,)


def test_what_lies_outside_the_period_of_the_screen_comes_last(shop: Shop) -> None:
    old = replace(shop.keys, start=NOW - timedelta(days=2000), end=NOW - timedelta(days=400))
    assert chosen(shop.record(), Judgement((old, shop.cache), ()), "Maya", PERIOD)[0] == shop.cache
    assert chosen(shop.record(), Judgement((old,), ()), "Maya", PERIOD) == (old,)
    long_ago = Period(old.start, old.end)
    assert chosen(shop.record(), Judgement((shop.keys, old), ()), "Maya", long_ago)[0] == old


def test_private_work_is_in_no_episode(shop: Shop) -> None:
    assert shop.diary not in chosen(shop.record(), shop.judgement, "Maya", PERIOD)
    assert chosen(shop.record(), Judgement((shop.diary,), ()), "Maya", PERIOD) == ()


def test_what_went_on_since_they_heard_of_it_is_resolved(shop: Shop) -> None:
    before = shop.record(now=shop.search.start + timedelta(hours=2))
    record = shop.record(told(before, [shop.search], "Maya"))
    done = Judgement((stood(replace(shop.search, state=State.DONE)), shop.keys), ())
    document = episode(record, done, "Maya", zone=UTC, period=PERIOD)
    assert _says(document, "Next") == (
        "Since you heard of “Search by invoice number” on 20 June: 1 change, landed and in place."
    )
    assert "Since" not in _says(episode(record, done, "", zone=UTC, period=PERIOD), "Next")


def test_when_all_was_told_nothing_is_invented(shop: Shop) -> None:
    record = shop.record(told(shop.record(), shop.works, "Maya"))
    document = episode(record, shop.judgement, "Maya", zone=UTC, period=PERIOD)
    assert _says(document, "So far") == "Nothing new to tell since 1 July."
    assert _open(document) == ["What happened"]


def test_without_any_work_there_is_only_the_question(shop: Shop) -> None:
    document = episode(shop.record(), Judgement((), ()), "", zone=None, period=PERIOD)
    assert document.title == "Next 1:1"
    assert _open(document) == ["What happened"]


def test_a_title_of_stops_alone_is_no_title(shop: Shop) -> None:
    assert _says(_about(shop, replace(shop.cache, title="...")), "What happened").startswith("This work: 1 change")


PRAISE = frozenset({"great", "successfully", "excellent", "amazing", "significant", "impressive", "because", "caused"})


@pytest.mark.parametrize("name", ["keys", "drill", "search", "cache"])
def test_no_praise_and_no_cause_is_added(shop: Shop, name: str) -> None:
    text = Markdown().render(_about(shop, getattr(shop, name))).decode().lower()
    assert not PRAISE.intersection(text.split())
    assert "thanks to" not in text


long_text = st.one_of(
    st.text(max_size=40),
    st.lists(st.sampled_from(["word", "longer-words", "x.", "“q”", "\n", "14", "because"]), max_size=400).map(" ".join),
    st.sampled_from(["w " * 900, "x" * 5000, "a. " * 500]),
)


@st.composite
def _stories(draw: st.DrawFn) -> tuple[Record, Judgement, str]:
    shop = Shop()
    people = draw(st.lists(st.lists(long_text, max_size=3).map(tuple), min_size=1, max_size=6))
    title = draw(long_text.filter(str.strip))
    made = tuple(
        seen(f"n{n}", draw(long_text), NOW - timedelta(days=900 - 90 * n), each) for n, each in enumerate(people)
    )
    names = tuple({name for each in people for name in each if name})
    main = piece(title, made, 9.0, credited=names, state=draw(st.sampled_from(State)), reasons=("reverted soon",))
    main = stood(main, *draw(st.lists(st.sampled_from(State), min_size=len(made), max_size=len(made))))
    copies = (replace(s, copy=n > 0 and draw(st.booleans())) for n, s in enumerate(main.evidence))
    main = replace(main, evidence=tuple(copies))
    record = shop.record()
    for slot in draw(st.sets(st.sampled_from(["concern", "change", "lesson", "beneficiary", "next"]))):
        said = answered(record, main, slot, draw(long_text), draw(long_text))
        record = shop.record([*record.entries, *said])
    others = tuple(replace(shop.drill, id=f"other{n}", title=title) for n in range(draw(st.integers(0, 3))))
    listener = draw(long_text.filter(str.strip))
    if draw(st.booleans()):
        earlier = replace(shop.drill, title=title)
        at = replace(record, now=shop.drill.start + timedelta(days=1))
        record = shop.record([*record.entries, *told(at, [earlier], listener)])
        others = (*others, earlier)
    return record, Judgement((main, *others), ()), listener


@given(_stories())
@settings(deadline=None)
def test_an_episode_is_never_longer_than_ninety_seconds_and_every_sentence_has_its_proof(
    story: tuple[Record, Judgement, str],
) -> None:
    record, judgement, listener = story
    document = episode(record, judgement, listener, zone=UTC, period=PERIOD)
    assert words(document) <= MOST_WORDS
    assert len(Markdown().render(document).decode().split()) <= MOST_WORDS
    known = {entry.id for entry in record.entries} | {s.id for work in judgement.works for s in work.evidence}
    known |= {work.id for work in judgement.works}
    for block in document.blocks:
        if isinstance(block, Paragraph):
            assert block.sentences
            assert all(sentence.cites and known.issuperset(sentence.cites) for sentence in block.sentences)


def test_cited_ids_are_those_of_entries(shop: Shop) -> None:
    record = _answers(shop, shop.keys, concern="charged twice")
    document = _about(shop, shop.keys, record)
    assert document.cites() <= {seen.id for seen in shop.keys.evidence}
    assert not any(isinstance(entry, Evidence) for entry in record.entries)
