"""The packet: its first page stands alone, figures lead to the appendix, and what is private stays out."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, timedelta

import pytest
from papers import finding, measured
from rubrics import LADDER, at_level, links
from shop import NOW, PERIOD, Shop, seen
from talks import ago, all_sorts, changed, criticism, done, expects, learned, vouches

from treefall.model import (
    Block,
    Case,
    Chart,
    Document,
    Entry,
    Heading,
    Judgement,
    Kind,
    LeftOut,
    Matrix,
    OpenSlot,
    Outcome,
    Paragraph,
    Rubric,
    Sentence,
    Strength,
    Table,
)
from treefall.value.case import case
from treefall.value.coverage import coverage
from treefall.value.faithful import check_sentence, ground_of
from treefall.value.packet import MOST_WORDS, OF_THE_RECORD, packet, picked
from treefall.value.packet.appendix import with_proofs
from treefall.value.packet.known import NOTHING, Knowledge
from treefall.value.packet.pieces import words
from treefall.value.story.voice import Voice
from treefall.value.visit import Visit

SHOP = Shop()
CONCERN = "Retries charged some customers twice"
BOARD = "11 double charges a week before, none since"


def case_of(*entries: Entry, rubric: Rubric = LADDER, shop: Shop = SHOP) -> Case:
    return case(shop.record((at_level(), *entries)), shop.judgement, rubric, PERIOD, zone=UTC)


def made(
    *entries: Entry, of: Case | None = None, judgement: Judgement = SHOP.judgement, subject: str = "Ed Stone"
) -> Document:
    said = SHOP.record((at_level(), *entries) if of else entries)
    return packet(said, judgement, subject=subject, zone=UTC, period=PERIOD, case=of)


def under(document: Document, heading: str) -> tuple[Block, ...]:
    """Return the blocks under the section called `heading`."""
    found: list[Block] = []
    inside = False
    for block in document.blocks:
        if isinstance(block, Heading) and block.depth == 1:
            inside = block.text == heading
        elif inside:
            found.append(block)
    return tuple(found)


def said(blocks: Iterable[Block]) -> str:
    return " ".join(one.text for one in Document("", tuple(blocks)).sentences())


def table(blocks: Iterable[Block]) -> list[list[str]]:
    (found,) = [block for block in blocks if isinstance(block, Table)]
    return [[" ".join(one.text for one in cell) for cell in row] for row in found.rows]


def headings(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Heading) and block.depth == 1]


def slots(document: Document) -> list[str]:
    return [block.label for block in document.blocks if isinstance(block, OpenSlot)]


def test_without_a_level_the_packet_says_what_is_missing_and_still_stands() -> None:
    document = made(done(SHOP.keys, concern=CONCERN), changed(SHOP.keys, BOARD, "the billing board"))
    assert document.title == "Ed Stone: what was done, and what it changed"
    assert document.author == "Ed Stone"
    assert document.period == "1 July 2025 to 30 June 2026"
    assert slots(document)[0] == "The level"
    assert "Idempotency keys stop double charging" in said(under(document, "Pieces of work"))
    assert document.lead is not None
    assert [one.text for one in document.lead.sentences] == [
        "It tells of “Idempotency keys stop double charging” and “Restore drill for billing backups”."
    ]
    assert made(subject="").title == "What was done, and what it changed"


def test_of_an_empty_ledger_only_questions_are_left() -> None:
    document = packet(SHOP.record(), Judgement((), ()), subject="", zone=UTC, period=PERIOD)
    assert slots(document) == ["The level", "The work", "Growth", "A defeat", "Witnesses", "What was agreed", "Next"]
    assert list(document.handed_in().sentences()) == []


def test_what_is_asked_on_an_empty_ledger_can_be_answered_there() -> None:
    document = packet(SHOP.record(), Judgement((), ()), subject="", zone=UTC, period=PERIOD)
    commands = {block.label: block.command for block in document.blocks if isinstance(block, OpenSlot)}
    assert commands["Next"] == 'treefall expects NAME "…"'
    assert commands["A defeat"] == 'treefall note "…"'


def test_a_document_without_an_appendix_names_its_proofs_at_its_end() -> None:
    told = Paragraph("", (Sentence("It stands.", (SHOP.keys.id, "nobody knows")),))
    knowledge = Knowledge(Voice(SHOP.record(), UTC, 30), SHOP.judgement)
    document = with_proofs(Document("Brief", (told,)), knowledge)
    assert table(document.blocks) == [
        [
            "Idempotency keys stop double charging: 19 changes, the last commit keys18",
            "3 February 2026 to 14 March 2026",
        ]
    ]
    assert list(document.unexplained()) == ["nobody knows"]
    assert with_proofs(document, knowledge) == document


def test_the_claim_says_the_level_what_is_shown_and_what_carries_it() -> None:
    entries = (*links("prevents", SHOP.drill), changed(SHOP.drill, "2 hours instead of 9", "Grace Hopper"))
    document = made(*entries, of=case_of(*entries))
    assert document.title == "Ed Stone: the case for L2"
    assert document.lead is not None
    assert [one.text for one in document.lead.sentences] == [
        (
            "I have been at L1 since 1 July 2025; this is my case for L2 (works alone): "
            "of its 3 criteria 1 is strong and 2 are open."
        ),
        "“Restore drill for billing backups” carries it.",
    ]
    both = (*entries, *links("measures", SHOP.keys))
    document = made(*both, of=case_of(*both))
    assert document.lead is not None
    assert document.lead.sentences[1].text == (
        "“Restore drill for billing backups” and “Idempotency keys stop double charging” carry it."
    )


def test_a_day_that_nobody_named_is_asked_for_and_never_told() -> None:
    found = case(SHOP.record((replace(at_level(), dated=False),)), SHOP.judgement, LADDER, PERIOD, zone=UTC)
    document = made(of=found)
    assert document.lead is not None
    assert document.lead.sentences[0].text == (
        "I am at L1; this is my case for L2 (works alone): none of its 3 criteria is shown yet."
    )
    assert slots(document)[0] == "Since when"
    assert "Since when" not in slots(made(of=case_of()))


def test_one_criterion_and_one_piece_of_work_are_said_as_one() -> None:
    narrow = replace(LADDER, criteria=LADDER.criteria[:1])
    alone = Judgement((SHOP.drill,), ())
    found = case(SHOP.record((at_level(), *links("measures", SHOP.drill))), alone, narrow, PERIOD, zone=UTC)
    document = made(*links("measures", SHOP.drill), of=found, judgement=alone)
    assert document.lead is not None
    assert document.lead.sentences[0].text.endswith("of its 1 criterion 1 rests on one voice.")
    assert document.lead.sentences[1].text == "“Restore drill for billing backups” carries it."
    assert "The largest gap" not in [label for label, _ in document.labelled()]


def test_the_rubric_names_what_shows_a_criterion_and_the_largest_gap() -> None:
    entries = (
        *links("prevents", SHOP.drill),
        changed(SHOP.drill, "2 hours instead of 9", "Grace Hopper"),
        expects("Mentors somebody of support until they work alone", due=NOW + timedelta(days=9)),
    )
    blocks = under(made(*entries, of=case_of(*entries)), "What L2 asks")
    assert table(blocks) == [
        ["Results", "Measures what changed for customers.", "–", "open"],  # noqa: RUF001 - a dash as it is printed
        [
            "Results",
            "Prevents failures.",
            "Restore drill for billing backups.",
            "strong: somebody's words and what was made",
        ],
        ["People", "Mentors somebody until they work alone.", "–", "open"],  # noqa: RUF001 - as above
    ]
    gap = blocks[-1]
    assert isinstance(gap, Paragraph)
    assert gap.label == "The largest gap"
    texts = [one.text for one in gap.sentences]
    assert texts[0] == "Nothing is on record yet for “Mentors somebody until they work alone”."
    assert texts[1] == (
        "Ahead: Maya expects by 10 July 2026: “Mentors somebody of support until they work alone”; "
        "noted by me, not confirmed yet."
    )
    assert texts[-1] == "1 more is open."


def test_a_long_rubric_stands_by_topic_first_and_by_criterion_later() -> None:
    criteria = tuple(replace(LADDER.criteria[n % 3], id=f"c{n}") for n in range(9))
    ladder = replace(LADDER, criteria=criteria)
    entries = links("c1", SHOP.drill)
    document = made(*entries, of=case_of(*entries, rubric=ladder))
    assert table(under(document, "What L2 asks")) == [
        ["Results", "Restore drill for billing backups.", "1 on one voice, 5 open"],
        ["People", "–", "3 open"],  # noqa: RUF001 - a dash as it is printed
    ]
    assert len(table(under(document, "L2, criterion by criterion"))) == 9
    assert "8 are open" in next(document.sentences()).text


def test_a_long_rubric_is_drawn_too_and_its_numbers_are_those_of_the_table() -> None:
    criteria = tuple(replace(LADDER.criteria[n % 3], id=f"c{n}") for n in range(9))
    entries = (*links("c1", SHOP.drill), changed(SHOP.drill, "2 hours instead of 9", "Grace Hopper"))
    found = case_of(*entries, rubric=replace(LADDER, criteria=criteria))
    blocks = under(made(*entries, of=found), "L2, criterion by criterion")
    (picture,) = [block for block in blocks if isinstance(block, Matrix)]
    assert picture.said.text == "L2: of 9 criteria 1 strong and 8 open."
    strong = [number for number, row in enumerate(picture.rows, 1) if row.strength is Strength.STRONG]
    assert [row[0] for row in table(blocks) if row[3].startswith("strong")] == [f"{n} Results" for n in strong]


def test_months_without_a_record_are_told_and_why_they_were_is_not() -> None:
    assert "Nothing is on record in April 2026." in said(made().blocks)
    note = replace(seen("leave", "On parental leave", NOW.replace(month=4, day=15), source="note"), private=True)
    told = said(made(judgement=Judgement(SHOP.works, (LeftOut(note, "dropped"),))).blocks)
    assert "Nothing is on record in April 2026; I can say why for April 2026." in told
    assert "parental" not in told
    late = replace(SHOP.drill, id="late", start=NOW, end=NOW, evidence=(seen("late", "Late", NOW),))
    gone = said(made(judgement=Judgement((SHOP.keys, late), ())).blocks)
    assert "Nothing is on record in April 2026 to June 2026." in gone


def test_what_was_measured_comes_before_what_was_said_and_figures_before_words() -> None:
    entries = (*measured(SHOP.drill), changed(SHOP.keys, "Nobody calls about it any more", "Grace Hopper"))
    document = made(*entries)
    assert table(under(document, "Results")) == [
        [
            "Restore drill for billing backups",
            "p95 of the checkout fell by 38 %, from 420 ms to 260 ms.",
            "B: measured before and after",
        ],
        [
            "Idempotency keys stop double charging",
            "“Nobody calls about it any more”, says Grace Hopper.",
            "D: reported by a witness",
        ],
    ]


def test_the_strongest_three_are_told_and_more_only_with_a_change_that_can_be_said() -> None:
    days = [NOW - timedelta(days=9 + n) for n in range(8)]
    many = tuple(
        replace(SHOP.drill, id=f"w{n}", title=f"Work {n}", evidence=(seen(f"w{n}", f"Work {n}", day),))
        for n, day in enumerate(days)
    )
    judgement = Judgement(many, ())
    assert [work.id for work in picked(SHOP.record(), judgement, PERIOD)] == ["w0", "w1", "w2"]
    told = tuple(changed(work, f"{n} calls fewer", "Maya") for n, work in enumerate(many[2:], 2))
    assert [work.id for work in picked(SHOP.record(told), judgement, PERIOD)] == ["w2", "w3", "w4", "w5", "w6"]


def test_what_cannot_be_said_is_not_in_it() -> None:
    entries = (done(SHOP.diary, concern="My pay"), changed(SHOP.keys, "9 charges fewer"))
    document = made(*entries)
    assert "My pay" not in said(document.blocks)
    assert "9 charges fewer" not in said(document.blocks)
    assert SHOP.diary.id not in document.cites()


def test_a_piece_of_work_takes_at_most_120_words() -> None:
    long = " ".join(["word"] * 300)
    entries = (
        done(SHOP.keys, concern=long, response=long, lesson=long, cause=long),
        changed(SHOP.keys, f"11 before, none since {long}", "the board"),
        vouches(long, SHOP.keys, audiences=("committee",)),
    )
    blocks = under(made(*entries), "The work")
    first = tuple(b for b in blocks if isinstance(b, Heading | Paragraph))
    until = next((n for n, block in enumerate(first[1:], 1) if isinstance(block, Heading)), len(first))
    assert 20 < words(first[:until]) <= MOST_WORDS


def test_a_piece_of_work_says_why_who_when_what_changed_and_what_it_taught() -> None:
    entries = (
        done(SHOP.keys, concern=CONCERN, lesson="Ask support first"),
        changed(SHOP.keys, BOARD, "the billing board"),
        vouches("I sleep again", SHOP.keys, audiences=("committee",)),
    )
    blocks = under(made(*entries), "The work")
    told = {block.label: said((block,)) for block in blocks[:5] if isinstance(block, Paragraph)}
    assert told == {
        "Why it mattered": f"{CONCERN}.",
        "What I did": "I wrote 17 of the 19 changes and co-wrote 2 with Grace Hopper. "
        "Done between 3 February and 14 March; in place since then.",
        "What changed": f"“{BOARD}”, says the billing board. “I sleep again”, says Grace Hopper.",
        "What I learned": "Ask support first.",
    }


def test_when_it_was_done_is_said_as_far_as_it_is_known() -> None:
    note = replace(
        SHOP.drill, evidence=(seen("n", "Paired with Grace", ago(9), source="note"),), start=ago(9), end=ago(9)
    )
    late = replace(SHOP.keys, end=NOW - timedelta(days=2))
    told = said(under(made(judgement=Judgement((note, late), ())), "The work"))
    assert "From my own note of 22 June. On 22 June." in told
    assert "Done between 3 February and 29 June; in place since 14 March." in told


def test_nobody_speaks_who_did_not_allow_a_committee_to_read_it() -> None:
    entries = (
        vouches("For the boss alone", SHOP.keys, audiences=("boss",)),
        replace(vouches("Taken back", SHOP.keys, audiences=("committee",)), consent=False),
        replace(vouches("I sleep again", SHOP.keys, audiences=("committee",)), place="mail"),
    )
    document = made(*entries)
    whole = said(document.blocks)
    assert "For the boss alone" not in whole
    assert "Taken back" not in whole
    assert said(under(document, "Witnesses")) == "“I sleep again” (22 May 2026, mail)"
    plain = made(vouches("I sleep again", SHOP.keys, audiences=("committee",)))
    assert said(under(plain, "Witnesses")) == "“I sleep again” (22 May 2026)"


def test_the_work_that_does_not_show_is_shown() -> None:
    review = replace(
        SHOP.drill,
        id="r",
        title="Reviewed: Split the checkout into steps, so that each can be tried alone; and more",
        kind=Kind.REVIEW,
        reasons=("review", "asked for changes in 2"),
        evidence=(replace(seen("r", "Review", ago(20), source="github"), native="#9 review"),),
        start=ago(20),
        end=ago(20),
    )
    note = replace(
        SHOP.drill,
        id="n",
        title="Paired with Grace",
        kind=Kind.MENTORING,
        evidence=(seen("n", "Paired with Grace", ago(9), source="note"),),
        start=ago(9),
        end=ago(9),
    )
    shown = tuple(replace(SHOP.keys, id=f"k{n}") for n in range(3))
    judgement = Judgement((*shown, SHOP.drill, review, note), ())
    entries = (done(SHOP.drill, concern="The backup lacked the refunds"), *(done(one, concern="x") for one in shown))
    assert table(under(made(*entries, judgement=judgement), "The work that does not show")) == [
        ["Restore drill for billing backups", "Prevention between 3 and 13 May. The backup lacked the refunds."],
        ["Paired with Grace", "On 22 June: Paired with Grace."],
        [
            "Reviewed: Split the checkout into steps, so that each can…",
            "Review on 11 June: asked for changes in 2.",
        ],
    ]
    assert "The work that does not show" not in headings(made(judgement=Judgement(shown, ())))


def test_criticism_is_told_with_what_changed_and_who_confirms_it() -> None:
    confirmed = replace(
        criticism("You tell me late", change="I write within the hour"), confirmer="Maya", confirmed=ago(9)
    )
    entries = (
        criticism("You talk too fast", change="I pause", days=40),
        confirmed,
        criticism("Never answered"),
        learned("Queues hide failures", origin="a book", outcome=Outcome.ADOPTED, consequence="One queue"),
        learned("Flags cost", outcome=Outcome.DECIDED_AGAINST, consequence="Too dear"),
        learned("Still open"),
    )
    blocks = under(made(*entries), "Growth")
    assert table(blocks[:1]) == [
        ["Maya, 12 April 2026", "“You tell me late”", "I write within the hour.", "Maya, 22 June 2026"],
        ["Maya, 22 May 2026", "“You talk too fast”", "I pause.", "Not confirmed yet"],
    ]
    assert said(blocks[1:]) == (
        "Queues hide failures (a book), adopted: One queue. Flags cost, decided against: Too dear."
    )


@pytest.mark.parametrize("concern", ["", "The catalogue is slow"])
def test_a_defeat_is_told_with_its_lesson(concern: str) -> None:
    document = made(done(SHOP.cache, concern=concern, lesson="Measure before you cache"))
    blocks = under(document, "A defeat, and its lesson")
    wanted = f"{concern}. " if concern else ""
    assert said(blocks) == f"{wanted}1 change on 3 June, then reverted after 3 days. Measure before you cache."
    assert ("What was wanted" in slots(document)) is not bool(concern)


def test_what_i_caused_is_a_defeat_too_but_what_was_undone_comes_first() -> None:
    own = done(SHOP.keys, lesson="A timeout says nothing", cause="My retry")
    assert "The cause was mine: My retry." in said(under(made(own), "A defeat, and its lesson"))
    both = made(own, done(SHOP.cache, lesson="Measure first"))
    assert "Measure first." in said(under(both, "A defeat, and its lesson"))
    assert "A defeat" in slots(made(done(SHOP.keys, lesson="No defeat")))


def test_only_what_was_confirmed_counts_as_agreed() -> None:
    met = replace(expects("Backups that restore", confirmed=ago(60)), closed=ago(9), met=True)
    entries = (
        met,
        replace(met, id="b", words="A second queue", met=False, due=ago(20)),
        expects("Open still", confirmed=ago(60)),
        expects("Only said"),
    )
    assert table(under(made(*entries), "What was agreed")) == [
        ["Maya", "“Backups that restore”", "no day named", "Met, 22 June 2026"],
        ["Maya", "“A second queue”", "11 June 2026", "Dropped, 22 June 2026"],
        ["Maya", "“Open still”", "no day named", "Open"],
    ]


def test_what_comes_next_are_plans_that_still_lie_ahead_what_is_expected_and_what_closes_a_gap() -> None:
    entries = (
        done(SHOP.keys, concern="x", next="Refunds are next"),
        done(SHOP.drill, concern="x", next="The shop's database is next"),
        expects("Measures what changed for customers of the shop", due=NOW + timedelta(days=9)),
        done(SHOP.search, concern="x", next="Mentors somebody new until they work alone"),
    )
    document = made(*entries, of=case_of(*entries))
    told = said(under(document, "What I will do at L2"))
    assert told.startswith("Refunds are next. The shop's database is next. Maya expects by 10 July 2026: “Measures")
    old = made(*entries[:1], judgement=Judgement((replace(SHOP.keys, end=ago(200), start=ago(220)),), ()))
    assert "Next" in slots(old)
    assert told.count("Mentors somebody new") == told.count("“Measures") == 1
    assert "you said" not in told


def test_what_is_expected_is_agreed_only_once_it_was_confirmed() -> None:
    noted_ = expects("More", due=NOW + timedelta(days=9))
    agreed = replace(noted_, confirmed=NOW)
    for one, told in {
        expects("More"): "Maya expects: “More”; noted by me, not confirmed yet.",
        noted_: "Maya expects by 10 July 2026: “More”; noted by me, not confirmed yet.",
        agreed: "Agreed with Maya for 10 July 2026: “More”.",
        replace(agreed, due=None): "Agreed with Maya: “More”.",
    }.items():
        assert said(under(made(one), "What I will do next")) == told


def test_every_proof_has_a_row_and_every_figure_its_source_date_formula_attribution_and_interval() -> None:
    claim, impact = measured(SHOP.drill)
    entries = (claim, impact, *all_sorts(SHOP), *links("prevents", SHOP.drill))
    document = packet(
        SHOP.record((at_level(), *entries)),
        SHOP.judgement,
        subject="Ed Stone",
        zone=UTC,
        period=PERIOD,
        case=case_of(*entries),
        findings={claim.id: finding(), "another": finding()},
    )
    assert document.unexplained() == {}
    figures, others = (block for block in document.blocks if isinstance(block, Table) and block.proves)
    assert figures.head == ("Figure", "Source", "Date", "Formula", "Attribution", "Interval")
    assert all(one.text for table in (figures, others) for row in table.rows for cell in row for one in cell)
    row = figures.rows[figures.proves.index(impact.id)]
    assert [cell[0].text for cell in row][1:] == [
        "p95 of the checkout, 6 points before and 6 after",
        "14 March 2026; measured on 11 June 2026",
        "seen ÷ expected without the work - 1, by test 1; none of 300 other dates moved as much",
        "B: measured before and after",
        "95 %: -41 % to -35 %",
    ]
    (picture,) = [block for block in document.blocks if isinstance(block, Chart)]
    assert picture.said.text == "p95 of the checkout fell by 38 %, from 420 ms to 260 ms."


def test_the_record_says_what_it_covers_and_what_was_left_out() -> None:
    document = made()
    blocks = document.blocks[[b.text for b in document.blocks if isinstance(b, Heading)].index("Appendix") :]
    covered = said(blocks)
    assert "git" in covered
    assert "Left out, with why: bot (2), revert (1)." in covered
    assert "Nothing is on record in April 2026." in covered
    assert "The record begins in February 2026." in covered
    quiet = Judgement((SHOP.drill,), ())
    assert "Left out" not in said(made(judgement=quiet).blocks)
    since = replace(PERIOD, start=SHOP.drill.start)
    document = packet(SHOP.record(), quiet, subject="", zone=UTC, period=since)
    assert "The record begins" not in said(document.blocks)


@pytest.mark.parametrize(
    ("visit", "until", "doubt"),
    [
        (Visit(whole=NOW, origins=("shop",)), "1 July 2026", ""),
        (Visit(whole=ago(20), origins=("shop",)), "11 June 2026", "; its source was last read on 11 June 2026"),
        (
            Visit(why="Gone.", origins=("shop",)),
            "not on record; 1 of 1 in part only",
            "; its source was not read whole",
        ),
        (
            Visit(whole=NOW, refused=2, origins=("shop",)),
            "1 July 2026; 1 of 1 in part only",
            "; its source was read in part",
        ),
    ],
    ids=("fresh", "stale", "failed", "in part"),
)
def test_the_appendix_says_until_when_was_read_and_proofs_from_a_stale_source_say_so(
    visit: Visit, until: str, doubt: str
) -> None:
    known = coverage([("git", "/src/shop")], {"git:/src/shop": visit}, SHOP.judgement, NOW)
    document = packet(SHOP.record(), SHOP.judgement, subject="", zone=UTC, period=PERIOD, covered=known)
    tables = [block for block in document.blocks if isinstance(block, Table)]
    (covers,) = [table for table in tables if table.head[-1:] == ("Read until",)]
    assert [row[-1][0].text for row in covers.rows if row[0][0].text == "git"] == [until]
    (figures,) = [table for table in tables if table.caption == "Figures"]
    assert {row[4][0].text.removeprefix("as the source shows it") for row in figures.rows} == {doubt}
    assert "Not seen: reviews given; incidents" in said(document.blocks)


def test_a_source_that_no_place_is_known_of_has_no_day() -> None:
    known = coverage([], {}, SHOP.judgement, NOW)
    document = packet(SHOP.record(), SHOP.judgement, subject="", zone=UTC, period=PERIOD, covered=known)
    (covers,) = [block for block in document.blocks if isinstance(block, Table) and block.head[-1:] == ("Read until",)]
    assert {row[-1][0].text for row in covers.rows} == {NOTHING}


def test_every_sentence_about_the_work_says_only_what_is_on_record() -> None:
    entries = (*all_sorts(SHOP), at_level(), *links("prevents", SHOP.drill))
    document = made(*entries, of=case_of(*entries))
    ground = ground_of(SHOP.record(entries).entries, SHOP.works)
    doubts = [
        (label, one.text, doubt.says)
        for label, one in document.labelled()
        if label not in OF_THE_RECORD and at_level().id not in one.cites
        for doubt in check_sentence(one.text, one.cites, ground, label).doubts
    ]
    assert doubts == []


def test_the_first_page_ends_before_the_work() -> None:
    assert [block.text for block in made().blocks if isinstance(block, Heading) and block.turns] == ["The work"]
