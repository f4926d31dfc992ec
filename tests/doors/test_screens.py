import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, timedelta

import pytest
from rich.cells import cell_len
from rich.console import Console
from shop import NOW, Shop, piece, seen

from treefall.cli.documents import show_document
from treefall.cli.screens import show_hits, show_left_out, show_listing, show_overview, show_work
from treefall.model import (
    Attribution,
    Document,
    Dossier,
    Evidence,
    Heard,
    Identity,
    Impact,
    Judgement,
    LeftOut,
    Period,
    Rejected,
    Telling,
    Withdrawal,
    Work,
)
from treefall.value.overview import overview
from treefall.value.slots import accepted, answered, impact, questions, told
from treefall.value.story import episode

NEXT = "Next: "


def _screen(show: Callable[[Console], None], width: int = 80, encoding: str = "utf-8", *, piped: bool = False) -> str:
    file = io.TextIOWrapper(io.BytesIO(), encoding=encoding, newline="")
    show(
        Console(file=file, width=width, force_terminal=not piped, no_color=True, highlight=False, legacy_windows=False)
    )
    file.seek(0)
    text = file.read()
    return text.replace("\x1b[1m", "").replace("\x1b[2m", "").replace("\x1b[0m", "")


def _content(text: str) -> list[str]:
    """Return the lines between the first one and the next step."""
    lines = text.partition(NEXT)[0].splitlines()
    return [line for line in lines[1:] if line.strip()]


def _again(entry: Work) -> str:
    return f"treefall show {entry.id[:8]}"


def _many(shop: Shop, count: int) -> Judgement:
    more = (piece(f"Piece {n}", (seen(f"p{n}", "x", NOW - timedelta(days=n + 1)),), 1.0) for n in range(count))
    return Judgement((*shop.works, *more), shop.judgement.left_out)


def _evidence(work: Work, url: str | None = None) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(
            id=s.id, at=s.at, source=s.source, origin=s.origin, native=s.native, kind=work.kind, title=s.title, url=url
        )
        for s in work.evidence
    )


def _dossier(shop: Shop, work: Work, evidence: tuple[Evidence, ...], tellings: tuple[Telling, ...] = ()) -> Dossier:
    return Dossier(
        work=work,
        accomplishment=None,
        impact=None,
        evidence=evidence,
        tellings=tellings,
        questions=questions(shop.record(), work),
    )


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("count", [0, 40])
def test_the_first_screen_fits_and_ends_in_the_next_step(shop: Shop, width: int, count: int) -> None:
    seen_ = overview(
        shop.record(), _many(shop, count), shop.period, mine=("Ed Stone <ed@corp.example>", "ed@old"), places=3,
        not_mine=("Fred Edwards <fred@corp.example>",) * 3,
    )  # fmt: skip
    text = _screen(lambda console: show_overview(console, seen_, UTC), width)
    assert text.startswith("You are Ed Stone <ed@corp.example>, also ed@old\nnot you: Fred Edwards")
    assert "and 1 more" in " ".join(text.split())
    assert "  1 · Idempotency keys stop double charging" in text
    assert "new capability, fixed an incident" in text
    assert "Left out: 2 bots, 1 revert (treefall why-not)" in text
    assert NEXT + "treefall ask 1" in text
    assert all(len(line) <= width for line in text.splitlines())
    assert len(_content(text)) <= 15
    assert ("more (treefall list)" in text) == (count > 0)


def test_a_defeat_is_a_lesson(shop: Shop) -> None:
    seen_ = overview(shop.record(), Judgement((shop.cache,), ()), shop.period, mine=("Ed",), places=1)
    text = _screen(lambda console: show_overview(console, seen_, UTC))
    assert "reverted after 3 days → a lesson, not a win" in text
    assert "1 repository: 1 commit of yours → 1 piece of work." in text


def test_once_somebody_heard_the_first_line_says_who(shop: Shop) -> None:
    before = shop.record(now=shop.now - timedelta(days=40))
    record = shop.record(told(before, [shop.keys], "Maya"))
    bad = Rejected("git", "/src/shop 4f1c", "no author")
    seen_ = overview(record, shop.judgement, shop.period, mine=("Ed",), places=1, rejected=(bad,))
    text = _screen(lambda console: show_overview(console, seen_, UTC), 120)
    assert text.startswith("Of your 4 pieces of work Maya has heard 1; 2 began since 22 May 2026.")
    assert "  1 ○ Idempotency" in text
    assert "Could not read 1 place or record, the first in /src/shop 4f1c: no author" in text
    assert "Nobody has been told about 3 of the 4." in text
    assert "new since then, in progress" in text


def test_what_went_on_and_what_is_new_are_told_apart(shop: Shop) -> None:
    seen_ = overview(shop.record(), shop.judgement, shop.period, mine=("Ed",), places=1)
    later = replace(seen_, since=NOW, new=frozenset({shop.keys.id}), begun=frozenset({shop.drill.id}))
    text = _screen(lambda console: show_overview(console, later, UTC), 120)
    assert "nobody has heard any; 1 began and 1 went on since 1 Jul 2026." in text
    rows = {line[:3].strip(): line for line in text.splitlines()}
    assert ("went on since then" in rows["1"], "new since then" in rows["2"]) == (True, True)


@pytest.mark.parametrize(
    ("untold", "said"),
    [(4, ["Nobody has been told about any of the 4."]), (3, ["Nobody has been told about 3 of the 4."]), (0, [])],
)
def test_how_many_are_untold_is_a_plain_sentence(shop: Shop, untold: int, said: list[str]) -> None:
    seen_ = replace(
        overview(shop.record(), shop.judgement, shop.period, mine=("Ed",), places=1), untold=untold, tellable=4
    )
    lines = _screen(lambda console: show_overview(console, seen_, UTC)).splitlines()
    assert [line for line in lines if line.startswith("Nobody")] == said


def test_a_single_piece_that_nobody_knows_is_it(shop: Shop) -> None:
    seen_ = overview(shop.record(), Judgement((shop.keys,), ()), shop.period, mine=("Ed",), places=1)
    assert "Nobody has been told about it." in _screen(lambda console: show_overview(console, seen_, UTC))


def test_where_nothing_may_be_told_nobody_is_counted(shop: Shop) -> None:
    seen_ = overview(shop.record(), Judgement((), ()), shop.period, mine=("Ed",), places=0)
    text = _screen(lambda console: show_overview(console, replace(seen_, since=NOW), UTC))
    assert text.startswith(
        "Of this period there is nothing that may be told.\n12 months to 30 Jun 2026: no piece of work."
    )


def test_reasons_are_counted_in_english(shop: Shop) -> None:
    counts = ("merge", 406), ("revert", 15), ("typo", 3), ("lock file", 2), ("formatting", 2), ("by others", 1)
    seen_ = replace(overview(shop.record(), shop.judgement, shop.period, mine=("Ed",), places=1), left_out=counts)
    text = " ".join(_screen(lambda console: show_overview(console, seen_, UTC)).split())
    assert "413 noise, 15 reverts, 1 by others (treefall why-not)" in text


def test_tellings_of_other_times_leave_this_period_unheard(shop: Shop) -> None:
    old = replace(shop.keys, id="old")
    record = shop.record(told(shop.record(), [old], "Maya"))
    seen_ = overview(record, shop.judgement, shop.period, mine=("Ed",), places=1)
    assert "nobody has heard any." in _screen(lambda console: show_overview(console, seen_, UTC))


def test_a_stranger_is_asked_who_they_are(shop: Shop) -> None:
    seen_ = overview(shop.record(), Judgement((), ()), shop.period, mine=(), places=1)
    text = _screen(lambda console: show_overview(console, seen_, UTC))
    assert text.startswith("Nobody here is known to be you.")
    assert NEXT + "treefall --repo PATH --me ADDRESS" in text
    assert "\n\n\n" not in text


@pytest.mark.parametrize("width", [80, 120])
def test_a_listing_has_a_line_for_each_piece(shop: Shop, width: int) -> None:
    text = _screen(
        lambda console: show_listing(console, shop.judgement, shop.period, UTC, {shop.keys.id: Heard.TOLD}), width
    )
    assert text.startswith("5 pieces of work, 12 months to 30 Jun 2026; 3 left out (treefall why-not)")
    assert len([line for line in _content(text) if line[2:3].isdigit()]) == 5
    assert "private" in text
    assert "  1 ○" in text
    assert "  2 ·" in text


def test_a_part_of_a_listing_says_of_how_many(shop: Shop) -> None:
    text = _screen(lambda console: show_listing(console, shop.judgement, shop.period, UTC, total=1_234))
    assert text.startswith("5 of 1,234 pieces of work, 12 months to 30 Jun 2026; 3 left out")


@pytest.mark.parametrize("days", [0, 1])
def test_a_period_never_ends_before_it_starts(days: int) -> None:
    period = Period(NOW, NOW + timedelta(days=days))
    text = _screen(lambda console: show_listing(console, Judgement((), ()), period, UTC))
    assert text.startswith("No piece of work, 1 Jul 2026\n")


def test_where_nothing_is_known_there_is_one_gap(shop: Shop) -> None:
    bare = replace(shop.keys, reasons=(), credited=())
    text = _screen(lambda console: show_work(console, _dossier(shop, bare, _evidence(bare)), UTC))
    assert "\n\n\n" not in text


def test_on_a_phone_the_title_comes_first(shop: Shop) -> None:
    seen_ = overview(shop.record(), shop.judgement, shop.period, mine=("Ed",), places=1)
    for show in (
        lambda console: show_listing(console, shop.judgement, shop.period, UTC),
        lambda console: show_overview(console, seen_, UTC),
    ):
        text = _screen(show, 40)
        assert "  1 · Idempotency keys s… Feb" in text
        assert all(cell_len(line) <= 40 for line in text.splitlines())


def test_an_empty_listing_says_what_to_do(shop: Shop) -> None:
    period = replace(shop.period, start=shop.now - timedelta(days=9))
    text = _screen(lambda console: show_listing(console, Judgement((), ()), period, UTC))
    assert text.startswith("No piece of work, 22 Jun 2026 to 30 Jun 2026")
    assert NEXT + "treefall note" in text


def test_months_of_another_year_are_named(shop: Shop) -> None:
    made = (seen("a", "a", NOW - timedelta(days=240)), seen("b", "b", NOW - timedelta(days=150)))
    old = (seen("c", "c", NOW - timedelta(days=300)), seen("d", "d", NOW - timedelta(days=260)))
    found = Judgement((piece("Long", made, 2.0), piece("Old", old, 1.0)), ())
    text = _screen(lambda console: show_listing(console, found, shop.period, UTC), 120)
    assert "Nov '25\N{EN DASH}Feb" in text
    assert "Sep\N{EN DASH}Oct '25" in text


def test_one_piece_is_shown_with_what_is_known_and_each_proof(shop: Shop) -> None:
    record = shop.record(answered(shop.record(), shop.keys, "change", "14 a week, now none", "Grafana"))
    known = Dossier(
        work=shop.keys,
        accomplishment=replace(accepted(record, shop.keys), concern="charged twice", response="designed it"),
        impact=impact(record, shop.keys),
        evidence=_evidence(shop.keys, "https://forge.example/1"),
        tellings=(Telling(id="t", at=NOW, to="Maya", about=(shop.keys.id,)),),
        questions=(),
    )
    text = _screen(lambda console: show_work(console, known, UTC), 120, piped=True)
    assert text.startswith("Idempotency keys stop double charging\ndone, 19 commits, 3 Feb 2026 to 14 Mar 2026")
    assert "What changed       14 a week, now none (says Grafana; grade D)" in text
    assert "Told               Maya on 1 Jul 2026, 1:1" in text
    assert text.count("https://forge.example/1") == 19
    assert "keys18" in text
    assert NEXT + "treefall  " in text


def test_on_a_terminal_the_proofs_that_do_not_fit_are_counted(shop: Shop) -> None:
    known = _dossier(shop, shop.keys, _evidence(shop.keys))
    text = _screen(lambda console: show_work(console, known, UTC))
    assert len(_content(text)) <= 15
    assert "more (treefall show 27b19eca | less)" in text
    assert NEXT + "treefall ask 27b19eca     3 questions open: concern, change, lesson" in text


def test_what_is_said_and_untold_goes_to_the_next_meeting(shop: Shop) -> None:
    asserted = Impact(id="i", at=NOW, accomplishment=shop.keys.id, words="fewer", attribution=Attribution.ASSERTED)
    known = replace(_dossier(shop, shop.keys, ()), questions=(), impact=asserted)
    text = _screen(lambda console: show_work(console, known, UTC))
    assert NEXT + "treefall 1:1" in text
    assert "fewer (in my own words, not measured; grade F)" in text


def test_what_was_left_out_is_shown_by_reason(shop: Shop) -> None:
    text = _screen(lambda console: show_left_out(console, shop.judgement.left_out, UTC))
    assert text.startswith("3 pieces of evidence left out.")
    assert text.index("bot  2") < text.index("revert  1")
    assert "Bump lodash from 1 to 2" in text


def test_many_reasons_are_cut_on_a_terminal_and_whole_in_a_pipe(shop: Shop) -> None:
    bump = shop.judgement.left_out[0].evidence
    left_out = tuple(LeftOut(bump, f"by person {n}") for n in range(40))
    text = _screen(lambda console: show_left_out(console, left_out, UTC))
    assert len(_content(text)) == 15
    assert "and 26 more reasons" in text
    assert _screen(lambda console: show_left_out(console, left_out, UTC), piped=True).count("Bump") == 40


def test_nothing_left_out_is_said() -> None:
    assert _screen(lambda console: show_left_out(console, (), UTC)).startswith("Nothing was left out.")


@pytest.mark.parametrize("width", [80, 120])
def test_an_episode_is_read_on_one_screen(shop: Shop, width: int) -> None:
    document = episode(shop.record(), shop.judgement, "Maya", zone=UTC, period=shop.period)
    text = _screen(lambda console: show_document(console, document), width)
    assert text.startswith("1:1 with Maya: Idempotency keys stop double charging\n")
    assert len(text.split()) <= 225
    assert len(text.splitlines()) <= 24
    assert "Why it mattered    Open: What worried somebody" in text
    assert text.count("treefall ask 27b19eca") == 1
    assert "Proof: [1] 27b19eca" in text


def test_a_document_without_proofs_has_no_line_about_them() -> None:
    text = _screen(lambda console: show_document(console, Document("Title", ())))
    assert text == "Title\n\n"


def test_hits_of_every_kind_have_their_words(shop: Shop) -> None:
    record = shop.record(answered(shop.record(), shop.keys, "change", "fewer calls"))
    found = (
        *_evidence(shop.cache),
        *record.entries,
        Telling(id="telling1", at=NOW, to="Maya", about=("x",), channel="chat"),
        Identity(id="me", at=NOW, address="ed@corp.example", name="Ed", mine=True),
        Identity(id="notme", at=NOW, address="fred@corp.example", mine=False),
        Withdrawal(id="w", at=NOW, of="x"),
    )
    text = _screen(lambda console: show_hits(console, found, UTC, shop.keys))
    for words in ("7 entries found", "Add a cache layer", "fewer calls", "Maya, chat", "Ed <ed@corp.example>"):
        assert words in text
    assert "not mine" in text
    assert f"{NEXT}{_again(shop.keys)}     {shop.keys.title}\n" in text
    assert NEXT not in _screen(lambda console: show_hits(console, found, UTC))
    assert _screen(lambda console: show_hits(console, (), UTC)).startswith("Nothing was found\n")


HOSTILE = "[bold red]x[/] \x1b[2J\x1b]0;owned\x07 \u202egnirts :smile: \n\r\t end"


def test_foreign_text_is_neither_markup_nor_a_command_to_the_terminal(shop: Shop) -> None:
    evil = replace(shop.keys, title=HOSTILE, reasons=(HOSTILE,), credited=(HOSTILE,))
    found = Judgement((evil,), ())
    entries = told(shop.record(), [evil], HOSTILE)
    shown = (
        lambda c: show_listing(c, found, shop.period, UTC),
        lambda c: show_overview(c, overview(shop.record(), found, shop.period, mine=(HOSTILE,), places=1), UTC),
        lambda c: show_overview(c, overview(shop.record(entries), found, shop.period, mine=("a",), places=1), UTC),
        lambda c: show_work(c, _dossier(shop, evil, _evidence(evil)), UTC),
        lambda c: show_document(c, episode(shop.record(), found, HOSTILE, zone=UTC, period=shop.period)),
        lambda c: show_hits(c, entries, UTC),
    )
    for show in shown:
        text = _screen(show, 200)
        assert "[bold red]x[/]" in text
        assert ":smile:" in text
        assert not {"\x1b", "\x07", "\u202e", "\r"}.intersection(text)


def test_a_terminal_that_knows_only_ascii_gets_ascii(shop: Shop) -> None:
    wide = Judgement((replace(shop.keys, title="Łódź → “Größe”"), shop.drill), ())
    text = _screen(
        lambda console: show_listing(console, wide, shop.period, UTC, {shop.drill.id: Heard.TOLD}), encoding="ascii"
    )
    assert text.isascii()
    assert '  1 . ??d? -> "Gr??e"' in text
    assert "  2 o Restore drill" in text


def test_wide_letters_keep_the_columns(shop: Shop) -> None:
    wide = Judgement((replace(shop.drill, title="請求書の検索" * 9), shop.drill), ())
    lines = _screen(lambda console: show_listing(console, wide, shop.period, UTC)).splitlines()[2:5:2]
    assert cell_len(lines[0].partition("May")[0]) == cell_len(lines[1].partition("May")[0])
