import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from treefall.model import FileChange
from treefall.value.deed import first_word, labels, said
from treefall.value.lexicon import LABELS, TOPICS, VERBS
from treefall.value.paths import Place, Places, Role
from treefall.value.rank import Sketch, signs_of, weigh
from treefall.value.signs import closed_issue
from treefall.value.weights import WEIGHTS

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def change(path: str, added: int | None = 20, deleted: int | None = 2) -> FileChange:
    return FileChange(path=path, added=added, deleted=deleted)


def sketch(subject: str, *files: FileChange, name: str = "", day: int = 0, body: str = "", pull: str = "") -> Sketch:
    return Sketch(
        id=name or subject,
        at=NOON + timedelta(days=day),
        pull=pull,
        subject=subject,
        body=body,
        files=files,
        count=len(files),
        added=sum(file.added or 0 for file in files),
        deleted=sum(file.deleted or 0 for file in files),
    )


FEATURE = sketch(
    "Add idempotency keys to charges",
    change("billing/keys.py", 120, 0),
    change("billing/charge.py", 30, 4),
    change("tests/test_keys.py", 90, 0),
    change("docs/api.md", 12, 0),
    body="Closes #390. Users can now pass `key`.",
)
TYPO = sketch("Fix typo in comment", change("billing/charge.py", 1, 1))
PIPELINE = sketch("ci: bump runner image", change(".github/workflows/test.yml", 2, 2))
REFORMATTED = sketch("Reformat everything with black", *(change(f"billing/part{n}.py", 40, 40) for n in range(30)))


def place(path: str) -> Place:
    return Places()[path]


def reasons(*sketches: Sketch) -> tuple[str, ...]:
    """Return the reasons of the last of `sketches`."""
    return weigh(sketches)[-1].reasons


def texts() -> st.SearchStrategy[str]:
    words = st.sampled_from(
        ["add", "Fix", "remove", "[MRG]", "ENH:", "feat(x)!:", "crash", "#12", "`a_b`", "_own", "\n- "]
    )
    return st.lists(words | st.text(max_size=8), max_size=8).map(" ".join)


def sketches() -> st.SearchStrategy[list[Sketch]]:
    paths = st.sampled_from(["a/b.py", "src/api/x.go", "tests/t.py", "docs/api/y.md", "x", "ci/z.sh", "new/one.rs"])
    lines = st.none() | st.integers(0, 500)
    files = st.lists(st.tuples(paths, lines, lines), max_size=4)
    made = st.tuples(st.integers(0, 1000), texts(), texts(), files, st.sampled_from(["", "12", "7"]))
    return st.lists(made, max_size=7).map(
        lambda some: [
            sketch(subject, *(change(*file) for file in files), name=f"n{place}", day=day, body=body, pull=pull)
            for place, (day, subject, body, files, pull) in enumerate(some)
        ]
    )


def test_a_new_capability_weighs_more_than_its_surroundings() -> None:
    feature, *others = weigh([FEATURE, TYPO, PIPELINE, REFORMATTED])
    assert feature.weight > max(other.weight for other in others)


def test_nothing_weighs_nothing() -> None:
    assert weigh([]) == ()


@given(sketches(), st.data())
def test_the_order_of_the_sketches_has_no_say(some: list[Sketch], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(some))
    before = dict(zip([one.id for one in some], weigh(some), strict=True))
    assert dict(zip([one.id for one in shuffled], weigh(shuffled), strict=True)) == before


@given(sketches())
def test_weights_stay_in_range_and_reasons_are_few(some: list[Sketch]) -> None:
    for found in weigh(some):
        assert 0 <= found.weight <= 7
        assert len(found.reasons) <= 3
        assert all(found.reasons)


@given(sketches(), st.integers(-4, 4))
def test_the_year_has_no_say(some: list[Sketch], years: int) -> None:
    moved = [
        replace(one, at=one.at.replace(year=one.at.year + years))
        for one in some
        if (one.at.month, one.at.day) != (2, 29)
    ]
    still = [one for one in some if (one.at.month, one.at.day) != (2, 29)]
    assert weigh(moved) == weigh(still)


def test_a_sketch_without_words_or_files_is_weighed_too() -> None:
    assert weigh([sketch("", name="empty")])[0].reasons == ()


def test_other_half_years_do_not_change_a_weight() -> None:
    alone = weigh([FEATURE, TYPO])
    longer = weigh([FEATURE, TYPO, replace(REFORMATTED, at=NOON + timedelta(days=400))])
    assert [found.weight for found in longer[:2]] == [found.weight for found in alone]


def test_words_of_another_language_do_no_harm() -> None:
    strange = replace(FEATURE, id="x", subject="Schlüssel gegen doppelte Abbuchung", body="よろしく")
    assert weigh([strange, PIPELINE])[0].weight > weigh([strange, PIPELINE])[1].weight


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (FEATURE, "new capability"),
        (FEATURE, "closes #390"),
        (sketch("Fix lost rows", change("a/b.py"), body="Fixes #12"), "fixes #12"),
        (sketch("fix: reject expired TLS certificates", change("a/b.py")), "security"),
        (sketch("Avoid deadlock on shutdown", change("a/b.py")), 'about "deadlock"'),
        (sketch("PERF: join without copies", change("a/b.py")), "about speed or memory"),
        (sketch("Deprecate the old client", change("a/b.py")), "takes away or retires something"),
        (sketch("Rework", *(change(f"a{n}/b/c.py") for n in range(6))), "touches 6 areas"),
        (sketch("Rework", change("src/api.py"), change("tests/test_api.py")), "changes a public interface"),
        (sketch("Rework", change("a/b.py"), change("docs/reference/b.md")), "changes code and its user documentation"),
        (sketch("Rework", change("a/b.py"), body="With a changelog entry."), "mentions the release notes"),
        (sketch("Rework the changelog reader", change("a/b.py")), "mentions the release notes"),
        (sketch("Add a narrower door", change("a/b.py"), change("tests/test_b.py")), "an addition with its tests"),
        (sketch("Add a command that lists", change("a/b.py"), change("tests/test_b.py")), "new capability"),
        (sketch("Rework", change("a/b.py"), change("tests/test_b.py")), "changes 1 source file, with tests"),
        (sketch("Rework", change("a/b.py"), change("a/c.py")), "changes 2 source files"),
        (sketch("Rework", change("docs/why.md"), change("docs/how.md")), "changes 2 files"),
        (replace(sketch("Rework", change("a/b.py")), count=90), "changes 90 files"),
        (sketch("Fix rounding", change("a/b.py"), change("tests/test_b.py")), "a fix with its test"),
        (
            sketch("Rework", change("a/b.py"), change("tests/test_b.py"), change("docs/why.md")),
            "comes with tests and documentation",
        ),
    ],
)
def test_a_reason_is_said_where_it_is_true(one: Sketch, said: str) -> None:
    assert said in reasons(one)


def test_what_the_table_does_not_know_weighs_nothing() -> None:
    assert weigh([FEATURE], {"always": (0.0, 0.0, 0.0)})[0].weight == 3.5


def test_where_nothing_better_can_be_said_its_extent_is() -> None:
    assert reasons(TYPO) == ("changes 1 source file",)
    assert reasons(sketch("Describe a crash", change("docs/faq.md"))) == ("changes 1 file",)
    assert not any(reason.startswith("changes 1") for reason in reasons(FEATURE))


def test_types_that_are_only_declared_are_no_code() -> None:
    assert place("pay/core.pyi").role is Role.OTHER
    assert place("pay/core.pyi").product
    assert place("pay/core.py").role is Role.CODE


def test_first_work_in_a_folder_needs_earlier_work_elsewhere() -> None:
    later = sketch("Rework", change("billing/x/y.py"), change("billing/x/z.py"), day=3)
    assert "first work in billing/x/" not in reasons(later)
    assert "first work in billing/x/" in reasons(TYPO, later)
    assert "first work in billing/x/" not in reasons(replace(later, id="before", at=NOON), later)


def test_being_cited_is_a_reason_and_citing_oneself_is_not() -> None:
    cited = sketch("Rework", change("a/b.py"), name="cited", pull="#41", body="This is #41.")
    once = sketch("Go on", name="once", day=1, pull="#42", body="After #41.")
    twice = sketch("Go further", name="twice", day=2, pull="43", body="See gh-41 and #42.")
    assert "cited in another change" in reasons(once, cited)
    assert "cited in 2 other changes" in reasons(once, twice, cited)
    assert not any("cited" in reason for reason in reasons(cited))


def test_what_builds_on_something_new_is_seen() -> None:
    _, after = signs_of([FEATURE, sketch("Fix keys", change("billing/keys.py", 3, 1), day=1)])
    assert after["touches what is new"]


def test_a_removed_file_is_seen() -> None:
    assert signs_of([sketch("Drop it", change("a/b.py", 0, 300))])[0]["gone code"]


@pytest.mark.parametrize(
    ("subject", "sorts", "rest"),
    [
        ("ENH: add keys", ("feature",), "add keys"),
        ("feat(cli)!: add keys", ("feature", "interface"), "add keys"),
        ("[MRG+1] FIX Rounding of sums", ("fix",), "Rounding of sums"),
        ("BUG, MAINT: both", ("fix", "upkeep"), "both"),
        ("storage/remote: resend", ("scope",), "resend"),
        ("HTTP servers answer", (), "HTTP servers answer"),
        ("a: b: c: d: e", ("scope",) * 3, "d: e"),
    ],
)
def test_labels_are_told_from_the_words_after_them(subject: str, sorts: tuple[str, ...], rest: str) -> None:
    assert labels(subject) == (sorts, rest)


def test_a_subject_that_only_shouts_is_read_to_its_end() -> None:
    assert labels("W" * 5_000) == ((), "W" * 5_000)
    assert labels("AB " * 5_000)[0] == ()


def test_the_closed_issue_is_read_from_subject_and_body() -> None:
    assert closed_issue(sketch("Fixes #7")) == "7"
    assert closed_issue(sketch("Rework", body="resolves gh-8")) == "8"
    assert closed_issue(sketch("Rework of #9")) == ""


def test_a_word_is_found_by_its_topic() -> None:
    assert first_word("Avoid panic", "severe") == "panic"
    assert first_word("Avoid work", "severe") == ""


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("vendor/x/y.go", Role.FOREIGN),
        ("Cargo.lock", Role.FOREIGN),
        (".github/workflows/a.yml", Role.SERVICE),
        (".travis.yml", Role.SERVICE),
        ("asv_bench/benchmarks/io.py", Role.BENCH),
        ("pkg/io_test.go", Role.TEST),
        ("src/test/java/A.java", Role.TEST),
        ("examples/first.py", Role.EXAMPLE),
        ("tools/gen.py", Role.BUILD),
        ("pyproject.toml", Role.BUILD),
        ("docs/index.html", Role.DOC),
        ("README.md", Role.DOC),
        ("src/main.rs", Role.CODE),
        ("py", Role.OTHER),
        ("data.bin", Role.OTHER),
    ],
)
def test_a_path_tells_what_a_file_is_for(path: str, what: Role) -> None:
    assert place(path).role is what


def test_a_path_tells_who_meets_the_file() -> None:
    assert "public" in place("src/lib.rs").marks
    assert "public" in place("pkg/API/x.py").marks
    assert "public" not in place("pkg/sums.py").marks
    assert "public" not in place("tests/api.py").marks
    assert "entry" in signs_of([sketch("Rework", change("src/cli.py"))])[0]
    assert "entry" in place("cmd/tool/run.go").marks
    assert "entry" not in place("pkg/sums.go").marks
    assert place("pkg/_sums.py").private
    assert not place("pkg/__init__.py").private
    assert place("docs/configuration.md").reference
    assert not place("docs/why.md").reference


def test_a_path_tells_where_the_file_lies() -> None:
    deep, top = place("a/b/c/d/e.py"), place("e.py")
    assert (deep.folder, deep.area) == ("a/b", "a/b/c")
    assert (top.folder, top.area) == ("", "")


def test_files_of_a_kind_are_told_alike_wherever_they_are_asked_for() -> None:
    places = Places()
    first, again = places["src/api/x.py"], places["src/api/x.py"]
    assert first is again
    assert places["src/api/y.py"] == first
    assert places["src/api/y.md"].role is Role.DOC
    assert places["docs/api/y.md"].role is Role.DOC


def test_a_path_tells_for_whom_the_file_is() -> None:
    assert place("pkg/utils/sums.py").shared
    assert "screen" in place("web/page.css").marks
    assert "stubs" in place("pkg/sums.pyi").marks
    assert place("docs/contributing.md").makers
    assert not place("docs/tutorial.md").makers
    assert not place("pkg/sums.py").shared


@pytest.mark.parametrize(
    ("subject", "deed"),
    [
        ("Add idempotency keys", "add"),
        ("Add tests for keys", "test"),
        ("Fix typo in docstring", "document"),
        ("Remove unused imports", "tidy"),
        ("Remove deprecated client", "retire"),
        ("Add helper for paths", "rebuild"),
        ("Deprecate the old client", "deprecate"),
        ("docs: say how to pay", "document"),
        ("DOC: deprecate the old client", "deprecate"),
        ("ENH: keys", "add"),
        ("fix(cli): colours", "fix"),
        ("storage: colours", "none"),
        ("Colours", "none"),
    ],
)
def test_the_object_decides_over_the_verb_what_was_done(subject: str, deed: str) -> None:
    assert said(subject).deed == deed


@pytest.mark.parametrize(
    ("path", "deed"),
    [
        ("tests/test_keys.py", "test"),
        ("docs/keys.md", "document"),
        (".github/workflows/x.yml", "build"),
        ("vendor/a/b.go", "update"),
        ("billing/keys.py", "add"),
    ],
)
def test_the_subject_is_read_against_the_files(path: str, deed: str) -> None:
    assert f"deed {deed}" in signs_of([sketch("Add keys", change(path))])[0]


def test_work_on_no_product_file_is_done_aside() -> None:
    found = signs_of([sketch("Add keys", change("tests/test_keys.py"), change("docs/keys.md"))])[0]
    assert "deed aside" in found


def test_the_second_part_of_a_larger_change_is_seen() -> None:
    files = (change("billing/keys.py", 200, 0),)
    first = sketch("Add idempotency keys", *files, name="first")
    second = sketch("Polish idempotency keys", change("billing/keys.py", 3, 1), name="second", day=1)
    other = sketch("Fix rounding", change("billing/sums.py"), name="other", day=2)
    _, after, apart = signs_of([first, second, other])
    assert after["follows a larger"]
    assert "like an earlier one" not in apart
    twin = sketch("Add idempotency keys", change("billing/lock.py", 300, 0), name="twin", day=1)
    assert "follows a larger" not in signs_of([first, twin, other])[1]
    assert "like an earlier one" in signs_of([first, twin, other])[1]


def test_a_fix_to_something_new_is_told_from_other_work_on_it() -> None:
    fix = sketch("Fix keys", change("billing/keys.py", 3, 1), name="fix", day=1)
    grow = sketch("Let keys expire", change("billing/keys.py", 30, 1), name="grow", day=2)
    _, mended, grown = signs_of([FEATURE, fix, grow])
    assert mended["mends what is new"]
    assert "mends what is new" not in grown


@pytest.mark.parametrize(
    ("files", "sign"),
    [
        ((change("a/b.py", 60, 58),), "as much out as in"),
        (tuple(change(f"a/b{n}.py", 1, 1) for n in range(9)), "sweep"),
        ((change("a/b.py", 2, 1),), "tiny code"),
        ((change("a/b.py", 10, 0), change("tests/t.py", 90, 0)), "mostly tests"),
        ((change("a/b.py", 50, 0), change("tests/t.py", 40, 0)), "well tested"),
        ((change("docs/contributing.md"),), "docs for makers"),
    ],
)
def test_the_shape_of_a_change_is_seen(files: tuple[FileChange, ...], sign: str) -> None:
    assert sign in signs_of([sketch("Rework", *files)])[0]


def test_a_name_for_insiders_is_seen() -> None:
    assert "names insides" in signs_of([sketch("Speed up _joined", change("a/b.py"))])[0]
    assert "names insides" not in signs_of([sketch("Speed up left_join", change("a/b.py"))])[0]


def test_the_rounds_that_a_change_went_through_are_seen() -> None:
    rounds = signs_of([sketch("Rework", body="Address review comments, fix lint.")])[0]["rounds"]
    assert rounds > signs_of([sketch("Rework", body="Fix lint.")])[0]["rounds"] > 0
    assert "rounds" not in signs_of([sketch("Rework", body="Because of the audit.")])[0]


def test_files_beyond_those_listed_are_seen() -> None:
    assert "more files" in signs_of([replace(FEATURE, count=9)])[0]


def test_the_tables_are_fixed_and_plain() -> None:
    assert "always" in WEIGHTS
    assert json.loads(json.dumps(dict(WEIGHTS))).keys() == WEIGHTS.keys()
    for table in (LABELS, VERBS, TOPICS):
        assert all(word == word.lower() for word in table)
        with pytest.raises(TypeError):
            table["word"] = "sort"  # type: ignore[index]
