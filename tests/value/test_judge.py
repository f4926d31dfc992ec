from collections.abc import Sequence
from dataclasses import replace

import pytest
from commits import ED, FRED, GRACE, ME, START, commit, landed, note, record
from hypothesis import given, settings
from hypothesis import strategies as st

from treefall.model import (
    Accomplishment,
    Entry,
    Evidence,
    Judgement,
    Kind,
    Part,
    Record,
    Role,
    Stand,
    Standing,
    State,
    Tie,
    Withdrawal,
    Work,
    entry_id,
)
from treefall.value import judge as judging
from treefall.value.judge import judge
from treefall.value.rank import Sketch, Weighed, weigh

X, Y = "a" * 40, "b" * 40


def _natives(work: Work) -> list[str]:
    return [seen.native for seen in work.evidence]


def _out(judgement: Judgement) -> dict[str, str]:
    return {out.evidence.native: out.why for out in judgement.left_out}


def _one(*entries: Entry, on_main: list[Evidence] | None = None) -> Work:
    (work,) = judge(record(*entries, on_main=on_main)).works
    return work


def _accepted(id_: str, *evidence: Evidence, title: str = "Nobody pays twice") -> Accomplishment:
    return Accomplishment(id=id_, at=START, title=title, evidence=tuple(one.id for one in evidence))


def test_nothing_comes_to_nothing() -> None:
    assert judge(record()) == Judgement((), ())


def test_a_piece_of_work_says_what_when_who_and_why() -> None:
    first = commit("a", "feat: add idempotency keys (#3)", roles=(GRACE, replace(ED, part=Part.CO_AUTHOR)))
    second = commit("b", "Tidy (#3)", day=2)
    work = _one(first, second)
    assert (work.id, work.title, work.kind, work.state) == (
        entry_id("work", first.id),
        "Add idempotency keys",
        Kind.CHANGE,
        State.DONE,
    )
    assert (work.start, work.end) == (first.at, second.at)
    assert work.credited == ("Grace Hopper",)
    assert work.evidence[0].people == ("Grace Hopper", "Ed Stone")
    assert not work.accepted


def test_what_is_left_out_is_counted_by_its_reason() -> None:
    committer = Role(part=Part.COMMITTER, address=ED.address)
    judgement = judge(
        record(
            commit("a", "Cache rates", roles=(FRED, committer)),
            commit("b", "wip", {"a.py": 1}, day=1),
            commit("c", "Merge branch 'x'", day=2, facts={"parents": 2}),
            commit("d", 'Revert "Something old"', day=3),
            commit("e", 'Revert "Cache rates"', day=4, roles=(FRED, committer)),
        )
    )
    assert not judgement.works
    assert _out(judgement) == {"a": "by others", "b": "wip or fixup", "c": "merge", "d": "revert", "e": "by others"}


def test_somebody_elses_change_stays_out_though_it_fixes_the_same_issue() -> None:
    committer = Role(part=Part.COMMITTER, address=ED.address)
    judgement = judge(
        record(commit("a", "Fixes #3", body="Fixes #3"), commit("b", "Also fixes #3", day=1, roles=(FRED, committer)))
    )
    assert [_natives(work) for work in judgement.works] == [["a"]]
    assert _out(judgement) == {"b": "by others"}


def test_a_squashed_wip_is_evidence_of_the_work() -> None:
    wip, squash = commit("a", "wip", {"a.py": 2}), commit("b", "Add keys", day=1)
    tie = Tie(id="t", at=START, evidence=(wip.id, squash.id), why="squashed")
    work = _one(wip, squash, tie, on_main=[squash])
    assert (_natives(work), work.title, work.state) == (["a", "b"], "Add keys", State.DONE)


def test_only_what_landed_is_done() -> None:
    one = commit("a", "Add keys")
    assert _one(one).state is State.DONE
    apart = _one(one, on_main=[])
    assert apart.state is State.IN_PROGRESS
    assert apart.reasons[0] == "not on a main branch yet"
    assert _one(one, landed(one, holds=False), on_main=[]).state is State.IN_PROGRESS
    assert _one(note("Drill went fine"), on_main=[]).state is State.DONE


def test_reverted_work_stands_below_all_that_stands() -> None:
    cache = commit(X, "Add the cache", {"cache.py": 900})
    back = commit(Y, 'Revert "Add the cache"', {"cache.py": 900}, day=3, body=f"This reverts commit {X}.")
    small = commit("c", "Log refunds", {"log.py": 1}, day=9)
    judgement = judge(record(cache, back, small))
    assert [_natives(work) for work in judgement.works] == [["c"], [X]]
    assert judgement.works[1].state is State.REVERTED
    assert judgement.works[1].reasons[0] == "reverted after 3 days"
    assert _out(judgement) == {Y: "revert"}


def test_how_long_it_lived_is_said_in_days() -> None:
    cache = commit(X, "Add the cache")
    for days, said in ((0.2, "reverted at once"), (1.2, "reverted after a day"), (-2, "reverted at once")):
        assert _one(cache, commit(Y, "Out", day=days, body=f"This reverts commit {X}.")).reasons[0] == said


def test_what_was_brought_back_is_done() -> None:
    cache = commit(X, "Add the cache")
    back = commit(Y, 'Revert "Add the cache"', day=3, body=f"This reverts commit {X}.")
    again = commit("c", 'Revert "Revert "Add the cache""', day=5, body=f"This reverts commit {Y}.")
    anew = commit("d", "Add the cache (#9)", {"cache.py": 5}, day=30)
    assert _one(cache, back, again).state is State.DONE
    work = _one(cache, back, anew)
    assert (_natives(work), work.state) == ([X, "d"], State.DONE)


def test_a_copy_that_was_taken_back_leaves_the_original() -> None:
    original = commit(X, "Reject negatives", {"order.py": 25})
    copy = commit(Y, "Reject negatives", {"order.py": 25}, body=f"(cherry picked from commit {X})")
    back = commit("c", "Revert", day=2, body=f"This reverts commit {Y}.")
    assert _one(original, copy, back).state is State.DONE
    assert _one(original, copy, back, on_main=[copy, back]).state is State.REVERTED


def test_a_revert_that_is_only_on_a_branch_or_gone_leaves_what_is_on_main() -> None:
    cache = commit(X, "Add the cache")
    back = commit(Y, 'Revert "Add the cache"', day=3, body=f"This reverts commit {X}.", roles=(FRED,))
    gone = Standing(id="g", at=back.at, evidence=back.id, stand=Stand.GONE)
    assert _one(cache, back).state is State.REVERTED
    assert _one(cache, back, on_main=[cache]).state is State.DONE
    assert _one(cache, back, on_main=[]).state is State.REVERTED
    assert _one(cache, back, gone, on_main=[]).state is State.IN_PROGRESS


def test_hidden_work_stands_with_the_strong() -> None:
    changes = [commit(f"c{n}", f"Add thing{n} to place{n}", {f"p{n}/f.py": n + 1}, day=n * 40) for n in range(20)]
    judgement = judge(record(*changes, note("Restore drill for backups", Kind.PREVENTION), note("Ate lunch")))
    names = [work.title for work in judgement.works]
    assert names.index("Restore drill for backups") <= 3
    assert "prevention" in judgement.works[names.index("Restore drill for backups")].reasons
    assert names.index("Ate lunch") > 3


def test_a_change_of_documents_only_is_a_document() -> None:
    assert _one(commit("a", "Explain refunds", {"docs/refund.md": 40})).kind is Kind.DOCUMENT
    assert _one(commit("a", "Pin versions", {"requirements.txt": 40})).kind is Kind.CHANGE
    assert _one(commit("a", "Explain refunds", {"docs/refund.md": 40, "pay.py": 1})).kind is Kind.CHANGE
    assert _one(commit("a", "Explain", {"a.md": 1}, kind=Kind.INCIDENT)).kind is Kind.INCIDENT


def test_what_the_person_accepted_keeps_its_name_its_title_and_its_evidence() -> None:
    one, two = commit("a", "Add keys (#3)"), commit("b", "Log refunds", day=90)
    third = commit("c", "More keys (#3)", day=91)
    work = _one(one, two, third, _accepted(one.id, one, two))
    assert (work.id, work.title, work.accepted) == (one.id, "Nobody pays twice", True)
    assert _natives(work) == ["a", "b", "c"]


def test_an_accepted_piece_brings_back_what_was_left_out() -> None:
    wip = commit("a", "wip", {"a.py": 1})
    assert _one(wip, _accepted(wip.id, wip)).accepted
    assert not judge(record(wip, _accepted("p", wip), Withdrawal(id="w", at=START, of="p"))).works


def _withdrawn(id_: str) -> Withdrawal:
    return Withdrawal(id=entry_id("withdrawal", id_), at=START, of=id_)


def test_withdrawn_evidence_is_left_out_and_counted() -> None:
    one, two = commit("a", "Add keys"), commit("b", "Log refunds", day=90)
    judgement = judge(record(one, two, _withdrawn(two.id)))
    assert [_natives(work) for work in judgement.works] == [["a"]]
    assert _out(judgement) == {"b": "withdrawn"}
    assert not judge(record(one, replace(_withdrawn(one.id), holds=False))).left_out


def test_withdrawn_work_is_left_out_with_all_its_evidence() -> None:
    one, two = commit("a", "Add keys (#3)"), commit("b", "Test keys (#3)", day=2)
    proposed = judge(record(one, two, _withdrawn(entry_id("work", one.id))))
    assert (proposed.works, _out(proposed)) == ((), {"a": "withdrawn", "b": "withdrawn"})
    accepted = judge(record(one, two, _accepted("p", one), _withdrawn(one.id), _withdrawn(two.id)))
    assert (accepted.works, _out(accepted)) == ((), {"a": "withdrawn", "b": "withdrawn"})


def test_work_whose_acceptance_was_withdrawn_is_only_proposed_again() -> None:
    one = commit("a", "Add keys")
    name = entry_id("work", one.id)
    work = _one(one, _accepted(name, one), _withdrawn(name))
    assert (work.id, work.title, work.accepted) == (name, "Add keys", False)


def _shown(work: Work) -> list[tuple[str, State, bool]]:
    return [(seen.native, seen.state, seen.copy) for seen in work.evidence]


def test_every_change_says_how_it_stands() -> None:
    made = [commit(sha * 40, f"Part {sha} (#3)", day=n) for n, sha in enumerate("abcd")]
    back = commit("e", "Out", day=9, body=f"This reverts commit {'b' * 40}.")
    work = _one(*made, back, on_main=[*made[:2], back])
    assert [seen.state for seen in work.evidence] == [
        *(State.DONE, State.REVERTED, State.IN_PROGRESS, State.IN_PROGRESS),
    ]
    assert _one(note("Drill", Kind.PREVENTION)).evidence[0].state is State.DONE


def test_copies_of_a_change_are_evidence_of_it() -> None:
    one = commit(X, "Add keys (#3)", day=1)
    rebased = replace(commit("r", "Add keys (#3)"), at=one.at)
    picked = commit("p", "Keys for the release (#3)", day=2, body=f"(cherry picked from commit {X})")
    patch = commit("s", "Squashed (#3)", day=3)
    tie = Tie(id="t", at=START, evidence=(one.id, patch.id), why="squashed")
    other = commit("o", "Add keys (#3)", day=4)
    work = _one(one, rebased, picked, patch, other, tie, on_main=[picked])
    assert [(state, copy) for _, state, copy in _shown(work)] == [
        *((State.DONE, False), (State.DONE, True), (State.DONE, True), (State.DONE, True)),
        (State.IN_PROGRESS, False),
    ]
    assert work.changes == 2


def test_a_change_that_was_made_again_is_one_and_stands() -> None:
    cache = commit(X, "Add the cache")
    back = commit(Y, 'Revert "Add the cache"', day=3, body=f"This reverts commit {X}.")
    anew = commit("d", "Add the cache (#9)", {"cache.py": 5}, day=30)
    assert _shown(_one(cache, back, anew)) == [(X, State.DONE, False), ("d", State.DONE, True)]


def test_evidence_in_two_accepted_pieces_is_in_the_first_only() -> None:
    one, two = commit("a", "Add keys"), commit("b", "Log refunds", day=90)
    judgement = judge(record(one, two, _accepted("p", one), _accepted("q", one, two, title="Refunds are logged")))
    assert {work.id: _natives(work) for work in judgement.works} == {"p": ["a"], "q": ["b"]}


def test_no_two_pieces_bear_one_name_where_the_person_took_the_anchor_out() -> None:
    anchor, rest = commit("a", "Add keys"), commit("b", "Log refunds", day=90)
    judgement = judge(record(anchor, rest, _accepted(anchor.id, rest)))
    assert len({work.id for work in judgement.works}) == 2


def test_an_accepted_piece_whose_evidence_is_gone_is_not_shown() -> None:
    assert not judge(record(_accepted("p", commit("a", "Add keys")))).works


def test_collecting_more_keeps_the_name_of_a_piece() -> None:
    first, second = commit("a", "Add keys (#3)"), commit("b", "Test keys (#3)", day=2)
    assert _one(first).id == _one(first, second).id


def test_copies_of_a_change_count_once() -> None:
    one = commit("a", "Add keys", {"k.py": 5, "yarn.lock": 900, "x/k.py": 5})
    copy = replace(commit("b", "Add keys", {"k.py": 5, "yarn.lock": 900, "x/k.py": 5}), at=one.at)
    assert _one(one, copy).weight == _one(one).weight


def test_files_of_several_changes_are_summed(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Sketch] = []

    def watched(sketches: Sequence[Sketch]) -> tuple[Weighed, ...]:
        seen.extend(sketches)
        return weigh(sketches)

    monkeypatch.setattr(judging, "weigh", watched)
    _one(commit("a", "Add keys (#3)", {"k.py": 50}), commit("b", "Test keys (#3)", {"k.py": 50, "t.py": 7}, day=1))
    assert [(sketch.count, sketch.added) for sketch in seen] == [(2, 107)]
    assert {change.path: change.added for change in seen[0].files} == {"k.py": 100, "t.py": 7}


_HISTORY = (
    commit(X, "Add the cache (#4)"),
    commit(Y, 'Revert "Add the cache (#4)"', day=3, body=f"This reverts commit {X}."),
    commit("c", "Expire carts", {"cart/a.py": 9}, day=4),
    commit("d", "Expire carts earlier", {"cart/a.py": 9}, day=5),
    commit("e", "wip", {"a.py": 1}, day=5),
    commit("f", "Log refunds", day=5, roles=(GRACE, FRED)),
    note("Drill", Kind.PREVENTION),
)


@given(st.permutations([ME, *_HISTORY, *map(landed, _HISTORY), _accepted(_HISTORY[2].id, _HISTORY[2])]))
@settings(max_examples=50)
def test_the_same_entries_give_the_same_judgement_in_any_order(entries: list[Entry]) -> None:
    whole = judge(Record((ME, *_HISTORY, *map(landed, _HISTORY), _accepted(_HISTORY[2].id, _HISTORY[2])), START))
    assert judge(Record(tuple(entries), START)) == whole
    shown = [seen.id for work in whole.works for seen in work.evidence] + [out.evidence.id for out in whole.left_out]
    assert sorted(shown) == sorted(one.id for one in _HISTORY)


def test_work_that_others_led_says_so_and_stands_behind() -> None:
    shared = commit("a", "Add retries", {"pay/a.py": 50}, roles=(GRACE, replace(ED, part=Part.CO_AUTHOR)))
    own = commit("b", "Add timeouts", {"api/b.py": 50}, day=100)
    slight = commit("c", "Move a test", {"test/t.py": 1}, day=60)
    works = judge(record(shared, own, slight)).works
    assert [[seen.native for seen in work.evidence] for work in works[:2]] == [["b"], ["a"]]
    assert works[1].reasons[0] == "as co-author"


def test_work_that_got_nowhere_says_why_and_stands_behind_all_that_goes_on() -> None:
    standing = commit("m", "Log refunds", {"log.py": 1}, day=200)
    going_on = commit("g", "Export ledger", {"export/x.py": 5}, day=190)
    idle = commit("i", "Import ledger", {"import/x.py": 500}, day=20)
    gone = commit("x", "Mail invoices", {"mail/x.py": 500}, day=195)
    lost = Standing(id="lost", at=gone.at, evidence=gone.id, stand=Stand.GONE)
    works = judge(record(standing, going_on, idle, gone, lost, on_main=[standing])).works
    assert {work.title for work in works[:2]} == {"Log refunds", "Export ledger"}
    assert {work.title for work in works if work.state is State.DONE} == {"Log refunds"}
    said = {work.title: work.reasons[:2] for work in works[2:]}
    assert said == {
        "Import ledger": ("not on a main branch yet", "not touched for 6 months"),
        "Mail invoices": ("not on a main branch yet", "its branch is gone"),
    }


def test_documents_kept_apart_are_work_of_their_own_sort() -> None:
    assert _one(commit("a", "Record it", {"docs/adr/0007-one-queue.md": 40})).kind is Kind.DECISION
    assert _one(commit("a", "What happened", {"postmortems/2026-01.md": 40})).kind is Kind.INCIDENT
    assert _one(commit("a", "Both", {"docs/adr/7.md": 40, "docs/guide.md": 1})).kind is Kind.DOCUMENT


def test_pull_requests_of_a_piece_are_named_in_their_order() -> None:
    made = [commit(f"c{n}", f"Keys (#{n})", body="Fixes #3", day=n) for n in (12, 7)]
    assert _one(*made).pulls == ("7", "12")


def test_an_incident_that_git_saw_is_done_though_no_branch_is_told() -> None:
    assert _one(note("Was on call", Kind.INCIDENT), on_main=[]).state is State.DONE


def test_equal_paths_of_two_repositories_have_nothing_in_common() -> None:
    shop = [commit(f"s{n}", f"Add thing{n} to charges", {"src/pay.py": 30}, day=n * 9) for n in range(4)]
    bank = [commit(f"b{n}", f"Cite #{n}1 in ledgers", {"src/pay.py": 30}, day=n * 9, origin="bank") for n in range(4)]
    alone = {work.id: (work.weight, work.reasons) for work in judge(record(*shop)).works}
    both = {work.id: (work.weight, work.reasons) for work in judge(record(*shop, *bank)).works}
    assert alone.items() <= both.items()
