from collections.abc import Iterable, Sequence
from datetime import timedelta

import pytest
from commits import ME, START, commit, landed
from hypothesis import given
from hypothesis import strategies as st

from treefall.model import (
    Accomplishment,
    Entry,
    Evidence,
    Grouping,
    Impact,
    Judgement,
    Record,
    Shape,
    Telling,
    Withdrawal,
    Work,
    entry_id,
)
from treefall.value.judge import judge
from treefall.value.shaping import counting, dropped, parted, shaped, together
from treefall.value.slots import accepted

KEYS, TESTS, LOG, MAIL = (
    commit("a", "Add keys (#3)"),
    commit("b", "Test keys (#3)", day=1),
    commit("c", "Log refunds", day=90),
    commit("d", "Mail invoices", day=180),
)
ALL = (KEYS, TESTS, LOG, MAIL)
NOW = START + timedelta(days=300)


class Hand:
    """The person at work: what they say is written, and judged anew."""

    def __init__(self, *evidence: Evidence) -> None:
        self.entries: dict[str, Entry] = {entry.id: entry for entry in (ME, *evidence, *map(landed, evidence))}

    @property
    def record(self) -> Record:
        return Record(tuple(sorted(self.entries.values(), key=lambda entry: entry.at)), NOW)

    @property
    def judgement(self) -> Judgement:
        return judge(self.record)

    def write(self, entries: Iterable[Entry]) -> None:
        withdrawn = self.record.withdrawn
        for entry in entries:
            self.entries[entry.id] = entry
            if entry.id in withdrawn:
                back = Withdrawal(id=entry_id("withdrawal", entry.id), at=NOW, of=entry.id, holds=False)
                self.entries[back.id] = back

    def work(self, native: str) -> Work:
        return next(work for work in self.judgement.works if native in _natives(work))

    @property
    def pieces(self) -> list[list[str]]:
        return sorted(_natives(work) for work in self.judgement.works)

    @property
    def out(self) -> dict[str, str]:
        return {out.evidence.native: out.why for out in self.judgement.left_out}


def _natives(work: Work) -> list[str]:
    return [seen.native for seen in work.evidence]


def _ids(*evidence: Evidence) -> list[str]:
    return [one.id for one in evidence]


def test_two_pieces_are_joined_and_stay_proposed() -> None:
    hand = Hand(*ALL)
    hand.write(together(hand.record, [hand.work("c"), hand.work("a")]))
    assert hand.pieces == [["a", "b", "c"], ["d"]]
    assert (hand.work("c").id, hand.work("c").accepted) == (entry_id("work", KEYS.id), False)


def test_a_joined_piece_is_called_what_the_first_accepted_one_is_called() -> None:
    hand = Hand(*ALL)
    log, mail = hand.work("c"), hand.work("d")
    hand.write([Accomplishment(id=log.id, at=log.end, title="Refunds are logged", evidence=(LOG.id,), lesson="Ask")])
    hand.write([Accomplishment(id=mail.id, at=mail.end, title="Mail", evidence=(MAIL.id,), lesson="-", concern="Late")])
    hand.write([Telling(id="t", at=NOW, to="Maya", about=(mail.id, log.id))])
    hand.write([Impact(id="i", accomplishment=mail.id, at=NOW, words="Fewer letters")])
    hand.write(together(hand.record, [hand.work("a"), hand.work("c"), hand.work("d")]))
    work = hand.work("d")
    assert (work.id, work.title, _natives(work)) == (log.id, "Refunds are logged", ["a", "b", "c", "d"])
    (done,) = hand.record.of(Accomplishment)
    assert (done.concern, done.lesson) == ("Late", "Ask")
    assert [telling.about for telling in hand.record.of(Telling)] == [(log.id,)]
    assert [impact.accomplishment for impact in hand.record.of(Impact)] == [log.id]


def test_a_split_parts_what_is_outright_tied() -> None:
    hand = Hand(*ALL)
    hand.write(parted(hand.record, hand.work("a"), {TESTS.id}))
    assert hand.pieces == [["a"], ["b"], ["c"], ["d"]]
    later = commit("e", "More keys (#3)", day=5)
    hand.write([later, landed(later)])
    assert hand.pieces == [["a", "e"], ["b"], ["c"], ["d"]]


@pytest.mark.parametrize("went", [KEYS, TESTS])
def test_the_part_that_stays_of_an_accepted_piece_keeps_its_name(went: Evidence) -> None:
    hand = Hand(*ALL)
    name = hand.work("a").id
    hand.write([accepted(hand.record, hand.work("a"))])
    hand.write(parted(hand.record, hand.work("a"), {went.id}))
    stayed = TESTS if went is KEYS else KEYS
    assert (hand.work(stayed.native).id, hand.work(stayed.native).accepted) == (name, True)
    assert not hand.work(went.native).accepted
    assert hand.work(went.native).id != name


def test_what_was_dropped_is_counted_with_all_that_is_tied_to_it_later() -> None:
    hand = Hand(*ALL)
    hand.write([accepted(hand.record, hand.work("a"))])
    hand.write(dropped(hand.record, hand.work("a")))
    later = commit("e", "More keys (#3)", day=5)
    hand.write([later, landed(later)])
    assert hand.pieces == [["c"], ["d"]]
    assert hand.out == {"a": "dropped", "b": "dropped", "e": "dropped"}


def test_dropped_work_comes_back_whole_or_in_part() -> None:
    hand = Hand(*ALL)
    hand.write(dropped(hand.record, hand.work("a")))
    part = Hand(*ALL)
    part.entries = dict(hand.entries)
    hand.write(counting(hand.record, _ids(KEYS, TESTS)))
    assert (hand.pieces, hand.out) == ([["a", "b"], ["c"], ["d"]], {})
    part.write(counting(part.record, _ids(TESTS)))
    assert (part.pieces, part.out) == ([["b"], ["c"], ["d"]], {"a": "dropped"})


def test_noise_that_is_brought_back_joins_what_it_belongs_to() -> None:
    wip = commit("w", "fixup! Add keys (#3)", {"a.py": 1}, day=2)
    hand = Hand(KEYS, wip)
    hand.write([Withdrawal(id=entry_id("withdrawal", KEYS.id), at=NOW, of=KEYS.id)])
    assert hand.out == {"a": "withdrawn", "w": "wip or fixup"}
    hand.write(counting(hand.record, _ids(KEYS, wip)))
    assert (hand.pieces, hand.out) == ([["a", "w"]], {})


def test_a_proposed_piece_that_was_withdrawn_by_its_name_comes_back() -> None:
    name = entry_id("work", LOG.id)
    hand = Hand(LOG)
    hand.write([Withdrawal(id=entry_id("withdrawal", name), at=NOW, of=name)])
    assert hand.out == {"c": "withdrawn"}
    hand.write(counting(hand.record, [LOG.id]))
    assert hand.pieces == [["c"]]


def test_the_newest_word_about_evidence_stands() -> None:
    def said(day: int, shape: Shape, *names: str) -> Grouping:
        return Grouping(id=f"g{day}", at=START + timedelta(days=day), evidence=names, shape=shape)

    found = shaped(
        [said(2, Shape.DROPPED, "b", "c"), said(1, Shape.TOGETHER, "a", "b"), said(3, Shape.COUNTS, "c")], []
    )
    assert found.blocks == (("a",), ("b",))
    assert found.dropped == {"b"}
    assert found.counts == {"a", "c"}


def test_of_two_accomplishments_about_one_piece_the_first_has_it() -> None:
    def done(name: str, *names: str) -> Accomplishment:
        return Accomplishment(id=name, at=START, title=name, evidence=names)

    one = Grouping(id="g", at=START, evidence=("a", "b"), shape=Shape.TOGETHER)
    found = shaped([one], [done("p", "a", "x"), done("q", "b", "y")])
    assert found.blocks == (("a", "b", "x"), ("y",))
    assert {name: acc.id for name, acc in found.accepted.items()} == {"a": "p", "b": "p", "x": "p", "y": "q"}


_STROKES = st.lists(st.tuples(st.sampled_from("jsdb"), st.integers(0, 9), st.integers(0, 9)), max_size=6)


@given(_STROKES)
def test_whatever_the_person_does_every_piece_of_evidence_is_somewhere_once(
    strokes: Sequence[tuple[str, int, int]],
) -> None:
    hand = Hand(*ALL)
    for stroke, one, other in strokes:
        works, out = hand.judgement.works, hand.judgement.left_out
        if stroke == "b" and out:
            hand.write(counting(hand.record, [out[one % len(out)].evidence.id]))
            assert out[one % len(out)].evidence.native not in hand.out
        if not works:
            continue
        first, second = works[one % len(works)], works[other % len(works)]
        if stroke == "j":
            hand.write(together(hand.record, [first, second]))
            assert any(_natives(work) == sorted({*_natives(first), *_natives(second)}) for work in hand.judgement.works)
        elif stroke == "s" and len(first.evidence) > 1:
            hand.write(parted(hand.record, first, {first.evidence[other % len(first.evidence)].id}))
            assert _natives(first) not in hand.pieces
        elif stroke == "d":
            hand.write(dropped(hand.record, first))
            assert set(_natives(first)) <= set(hand.out)
    shown = sorted([name for piece in hand.pieces for name in piece] + [*hand.out])
    assert shown == ["a", "b", "c", "d"]
    assert len({work.id for work in hand.judgement.works}) == len(hand.judgement.works)


_TITLES = ("Expire carts (#3)", "Expire carts", "Expire old carts", "Log refunds", "PAY-7 Log", "Fixes #3", "wip", "")
_COMMITS = st.lists(
    st.tuples(
        st.sampled_from(_TITLES),
        st.integers(0, 60),
        st.sampled_from(["cart/a.py", "cart/b.py", "log/c.py"]),
        st.booleans(),
    ),
    min_size=1,
    max_size=12,
)


def _made(rows: Sequence[tuple[str, int, str, bool]], *, late: bool) -> list[Evidence]:
    made = [(commit(f"n{n}", title, {path: 3}, day=day), when) for n, (title, day, path, when) in enumerate(rows)]
    return [one for one, when in made if late or not when]


@given(_COMMITS, st.sets(st.integers(0, 11)))
def test_collecting_more_extends_what_was_accepted_and_never_reshuffles_it(
    rows: Sequence[tuple[str, int, str, bool]], chosen: set[int]
) -> None:
    hand = Hand(*_made(rows, late=False))
    taken = [work for number, work in enumerate(hand.judgement.works) if number in chosen]
    hand.write(accepted(hand.record, work) for work in taken)
    later = Hand(*_made(rows, late=True))
    later.entries |= hand.entries
    found = {work.id: work for work in later.judgement.works}
    for work in taken:
        assert (found[work.id].title, found[work.id].accepted) == (work.title, True)
        assert set(_natives(work)) <= set(_natives(found[work.id]))


@given(_COMMITS, st.integers(0, 11))
def test_accepting_a_piece_moves_nothing(rows: Sequence[tuple[str, int, str, bool]], chosen: int) -> None:
    hand = Hand(*_made(rows, late=True))
    before, works = hand.pieces, hand.judgement.works
    if works:
        hand.write([accepted(hand.record, works[chosen % len(works)])])
    assert hand.pieces == before
