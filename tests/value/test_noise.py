from dataclasses import replace

import pytest
from commits import commit, note

from treefall.model import Evidence, FileChange, FileSummary
from treefall.value.noise import noise, unwritten, written


@pytest.mark.parametrize(
    ("title", "files", "why"),
    [
        ("Update lockfile", {"package-lock.json": 6000}, "lock file"),
        ("Update Uv.lock", {"backend/uv.lock": 6, "vendor/x.go": 2}, "lock file"),
        ("Add left-pad", {"package-lock.json": 600, "src/pad.js": 1}, ""),
        ("Regenerate the API client", {"client/api_pb2.py": 8000}, "generated"),
        ("Regenerate the API client", {"client/api_pb2.py": 8000, "Makefile": 3}, "generated"),
        ("Add an order endpoint", {"client/api_pb2.py": 8000, "api.proto": 3}, ""),
        ("Regenerate the session id after login", {"auth/session.py": 2}, ""),
        ("Take the patched parser", {"third_party/parse.c": 300}, "vendored"),
        ("Publish", {"web/dist/app.js": 20, "web/app.min.js": 900}, "generated"),
        ("Squashed 'deps/json/' changes from ea6b3e9..54eaed1", {"src/json.c": 900, "README": 9}, "vendored"),
        ("Squashed the bug", {"src/json.c": 9}, ""),
        ("Add changelog for #12", {"CHANGES.rst": 20}, "changelog"),
        ("Add changelog for 2.0", {"CHANGES.rst": 200}, ""),
        ("Trigger the build", {}, "empty"),
        ("wip", {"pay/charge.py": 1}, "wip or fixup"),
        ("WIP: more work", {"pay/charge.py": 1}, "wip or fixup"),
        ("WIP: retry charges", {"pay/charge.py": 1}, ""),
        ("fixup! Add keys", {"pay/charge.py": 500}, "wip or fixup"),
        ("fix typo", {"README.md": 2}, "typo"),
        ("Fix typos in docs", {"README.md": 200}, "typo"),
        ("Fix typo in the tax rate", {"tax.py": 1}, ""),
        ("Fix typo (#12)", {"tax.py": 1}, ""),
        ("Run black", {"a.py": 2000}, "formatting"),
        ("fix lint", {"a.py": 2}, "formatting"),
        ("Fix formatting of negative amounts", {"a.py": 2}, ""),
        ("update", {"a.py": 2}, "says too little"),
        ("update", {"a.py": 200}, ""),
        ("update", {"yarn.lock": 200, "a.py": 2}, "says too little"),
        ("", {"notes.txt": 1}, "no message"),
        ("", {"notes.py": 300}, ""),
        ("Round half up", {"tax.py": 1}, ""),
        ("Version 0.28.1 (#3445)", {"CHANGELOG.md": 60, "shop/__version__.py": 1}, "version bump"),
        ("chore: prepare `v1.7.0-rc.2` release", {"Cargo.toml": 4}, "version bump"),
        ("v2.34.2", {"shop/__version__.py": 2}, "version bump"),
        ("2.34.2", {"shop/__version__.py": 2}, "version bump"),
        ("Version 2.0.0", {"shop/__version__.py": 1, "shop/charge.py": 400}, ""),
        ("Release the lock before 2.0", {"shop/lock.py": 2}, ""),
        ("Bump retries to 3.5", {"shop/retry.py": 1}, ""),
        ("25.5%", {"shop/tax.py": 2}, "no message"),
        ("Prepare release", {"shop/lock.py": 2}, ""),
        ("四捨五入を直す", {"tax.py": 1}, ""),
    ],
)
def test_consequence_decides_and_not_size(title: str, files: dict[str, int], why: str) -> None:
    assert noise(commit("a1", title, files)) == why


def test_a_merge_makes_no_work_of_its_own() -> None:
    assert noise(commit("a1", "Merge branch 'x'", facts={"parents": 2})) == "merge"
    assert noise(commit("a1", "Merge sort for large baskets", facts={"parents": 0})) == ""


def test_an_explanation_saves_a_message_and_a_sign_off_does_not() -> None:
    files = {"tax.py": 1}
    assert noise(commit("a1", "fix", files, body="Customers were charged twice.")) == ""
    assert noise(commit("a1", "fix", files, body="Signed-off-by: Ed <ed@corp.example>")) == "says too little"


def test_a_note_is_never_noise() -> None:
    assert noise(note("wip")) == ""


def test_a_source_that_cannot_say_what_was_touched_is_believed() -> None:
    assert noise(replace(commit("a1", "Add keys"), files=None)) == ""
    assert noise(replace(commit("a1", "update"), files=None)) == "says too little"


def test_a_change_cut_to_its_largest_files_is_noise_only_if_hardly_a_line_is_hidden() -> None:
    changes = (FileChange(path="yarn.lock", added=900, deleted=0),)
    wide = replace(commit("a1", "Upgrade"), files=FileSummary(count=9, added=1000, deleted=0, changes=changes))
    assert noise(wide) == ""
    unlisted = replace(wide, files=FileSummary(count=9, added=1000, deleted=0))
    assert noise(unlisted) == ""


def test_a_binary_file_counts_as_a_line() -> None:
    logo = FileSummary(count=1, added=0, deleted=0, changes=(FileChange(path="logo.png"),))
    assert noise(replace(commit("a1", "New logo"), files=logo)) == ""
    snapshot = FileSummary(count=1, added=0, deleted=0, changes=(FileChange(path="a/__snapshots__/b.png"),))
    assert noise(replace(commit("a1", "New logo"), files=snapshot)) == "generated"


def test_folders_and_names_say_what_nobody_wrote() -> None:
    assert unwritten("go.sum") == "lock file"
    assert unwritten("a/vendor/b/go.go") == unwritten("deps/lua/lua.c") == "vendored"
    assert unwritten("vendoring.py") == unwritten("src/distance/a.py") == unwritten("deps/Makefile") == ""


def _balanced(count: int, added: int, deleted: int) -> Evidence:
    changes = tuple(
        FileChange(path=f"src/{n}.py", added=added // count, deleted=deleted // count) for n in range(count)
    )
    summary = FileSummary(count=count, added=added, deleted=deleted, changes=changes)
    return replace(commit("a", "Run black over the checkout (#9)"), files=summary)


def test_a_sweep_is_wide_and_leaves_files_as_long_as_they_were() -> None:
    assert noise(_balanced(40, 4_000, 3_900)) == "formatting"
    assert not noise(_balanced(40, 4_000, 40))
    assert not noise(_balanced(3, 300, 290))
    assert not noise(replace(_balanced(40, 4_000, 3_900), title="Rename basket to cart"))
    assert not noise(replace(_balanced(40, 40, 40), files=None))


def test_what_the_source_read_in_the_files_says_who_wrote_them() -> None:
    one = commit("a", "Add an endpoint", {"api/client.go": 900, "api/server.go": 30})
    assert written(replace(one, facts={"generated": "api/client.go\napi/other.go"})) == 30
    both = {"generated": "api/client.go", "vendored": "api/server.go"}
    assert noise(replace(one, facts=both)) == "generated"
    assert noise(replace(one, facts={"vendored": "api/client.go\napi/server.go"})) == "vendored"


def test_a_line_in_the_list_of_changes_is_no_work_and_a_page_of_it_is() -> None:
    assert noise(commit("a", "Note the new endpoint", {"CHANGES.rst": 2})) == "changelog"
    assert not noise(commit("a", "Write the release notes of 2.0", {"CHANGES.rst": 80}))
    assert not noise(commit("a", "Add an endpoint", {"CHANGES.rst": 1, "api.py": 1}))
