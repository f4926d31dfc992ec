import pytest
from ledgerless import kept
from shell import FRED, GRACE, Repository, code

from treefall.model import Stand


def fact(shop: Repository, sha: str, name: str) -> object:
    return kept(shop.path).evidence[sha].facts.get(name)


def test_a_folder_that_was_not_there_before_is_opened(shop: Repository) -> None:
    root = shop.commit("Base", {"src/cart/a.py": "1\n", "README": "1\n"})
    more = shop.commit("More", {"src/cart/b.py": "1\n", "NEWS": "1\n"})
    deep = shop.commit("Pay", {"src/pay/x/y.py": "1\n", "src/pay/z.py": "1\n", "doc s/\u00e9.md": "1\n"})
    assert [fact(shop, sha, "opened") for sha in (root, more, deep)] == ["src", None, "doc s\nsrc/pay"]


def test_a_folder_takes_the_place_of_a_file(shop: Repository) -> None:
    shop.commit("Base", {"pay": "1\n"})
    shop.git("rm", "-q", "pay")
    assert fact(shop, shop.commit("Split", {"pay/a.py": "2\n"}), "opened") == "pay"


def test_a_folder_with_a_line_break_in_its_name_is_passed_over(shop: Repository) -> None:
    shop.commit("Base", {"a": "1\n"})
    sha = shop.commit("Odd", {"odd\nname/a": "1\n", "even/a": "1\n"})
    assert fact(shop, sha, "opened") == "even"


def test_only_the_first_folders_are_told(shop: Repository) -> None:
    sha = shop.commit("Base", {f"d{number:02}/a": "1\n" for number in range(12)})
    assert fact(shop, sha, "opened") == "\n".join(f"d{number:02}" for number in range(10))


@pytest.mark.parametrize(
    "path",
    [
        "CHANGELOG.md",
        "CHANGES",
        "docs/changelog.rst",
        "00-RELEASENOTES",
        "CHANGELOG-1.2.md",
        "doc/whats_new/v1.4.rst",
        "NEWS",
        "HISTORY.md",
        "changelog.d/12.fix.md",
        ".changeset/brave-cats-sing.md",
        "news/123.bugfix.rst",
        "CHANGES/77.feature",
    ],
)
def test_lines_of_release_notes_are_counted(shop: Repository, path: str) -> None:
    shop.commit("Base", {"a": "1\n"})
    assert fact(shop, shop.commit("Tell it", {path: "1\n2\n", "a": "2\n"}), "release_notes") == 2


@pytest.mark.parametrize(
    "path", ["src/changes.py", "history.js", "news/index.html", "changelogs/README.md", "release.py"]
)
def test_what_only_sounds_like_release_notes_is_none(shop: Repository, path: str) -> None:
    shop.commit("Base", {"a": "1\n"})
    assert fact(shop, shop.commit("More", {path: "1\n2\n"}), "release_notes") is None


def test_what_is_taken_off_the_main_branches_has_vanished_until_it_is_back(shop: Repository) -> None:
    shop.commit("Base", {"a": "1\n"}, GRACE)
    work = shop.commit("Add the cache", {"lib/cache.py": code("cache", 30), "a": "2\n"})
    grown = shop.commit("Let it expire", {"lib/cache.py": code("expire", 5)})
    kept_work = shop.commit("Add the cart", {"lib/cart.py": code("cart", 30)})
    ledger = kept(shop.path)
    assert ledger.standing(Stand.VANISHED) == {}
    shop.git("mv", "lib", "src")
    shop.commit("Move", {}, FRED)
    ledger.collect()
    assert ledger.standing(Stand.VANISHED) == {}
    shop.git("rm", "-q", "src/cache.py")
    shop.commit("Drop the cache", {}, FRED)
    ledger.collect()
    assert set(ledger.standing(Stand.VANISHED)) == {work, grown}
    assert ledger.standing(Stand.VANISHED) == kept(shop.path).standing(Stand.VANISHED)
    assert ledger.collect() == 0
    shop.git("revert", "--no-edit", "HEAD", by=FRED)
    ledger.collect()
    assert ledger.standing(Stand.VANISHED) == {}
    assert kept_work in ledger.evidence


def test_what_never_landed_has_not_vanished(shop: Repository) -> None:
    base = shop.commit("Base", {"a": "1\n"})
    shop.git("checkout", "-q", "-b", "feature")
    work = shop.commit("Add the cache", {"cache.py": code("cache", 30)})
    ledger = kept(shop.path)
    assert ledger.standing(Stand.VANISHED) == {}
    shop.git("checkout", "-q", "main")
    shop.git("merge", "-q", "--no-ff", "-m", "Merge", "feature")
    shop.git("rm", "-q", "cache.py")
    shop.commit("Drop the cache", {}, FRED)
    ledger.collect()
    assert set(ledger.standing(Stand.VANISHED)) == {work}
    shop.git("reset", "-q", "--hard", base)
    ledger.collect()
    assert ledger.standing(Stand.VANISHED) == {}


def test_it_has_not_vanished_while_another_main_branch_has_it(shop: Repository) -> None:
    shop.commit("Base", {"a": "1\n"}, GRACE)
    shop.git("checkout", "-q", "-b", "develop")
    work = shop.commit("Add the cache", {"cache.py": code("cache", 30)})
    ledger = kept(shop.path)
    assert work in ledger.standing(Stand.LANDED)
    assert ledger.standing(Stand.VANISHED) == {}


def test_what_only_took_away_cannot_vanish(shop: Repository) -> None:
    shop.commit("Base", {"cache.py": code("cache", 30)}, GRACE)
    shop.git("rm", "-q", "cache.py")
    shop.commit("Drop the cache", {})
    assert kept(shop.path).standing(Stand.VANISHED) == {}


def test_what_vanished_is_told_in_lots(shop: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("treefall.sources.git.reading._LOT", 2)
    files = [f"f{number}" for number in range(5)]
    shas = [shop.commit(f"Add {name}", {name: code(name, 5)}) for name in files]
    shop.git("rm", "-q", *files)
    shop.commit("Drop all", {}, FRED)
    ledger = kept(shop.path)
    assert set(ledger.standing(Stand.VANISHED)) == set(shas)
    assert ledger.collect() == 0


def test_counts_are_gits_own(shop: Repository) -> None:
    shop.commit("Base", {"a": code("a", 40), "b/c": code("c", 40), "e": ""})
    shop.git("mv", "b", "d")
    shop.commit("Move and grow", {"d/c": code("more", 4), "a": "x\n"})
    (shop.path / "logo").write_bytes(b"\0\1")
    shop.commit("Logo", {'\u00fc " x': "1\n"})
    (shop.path / "a").write_text(code("a", 10) + "between\n\n" + code("a", 30))
    shop.git("checkout", "-q", "-b", "side")
    shop.commit("Shift", {})
    shop.git("checkout", "-q", "main")
    shop.git("merge", "-q", "--no-ff", "-m", "Merge", "side")
    said = {}
    for sha, one in kept(shop.path).evidence.items():
        for file in one.files.changes if one.files else ():
            counts = tuple("-" if lines is None else str(lines) for lines in (file.added, file.deleted))
            said[sha, file.old, file.path] = counts
    assert said == dict(numstat(shop))


def numstat(shop: Repository) -> list[tuple[tuple[str, str, str], tuple[str, ...]]]:
    found: list[tuple[tuple[str, str, str], tuple[str, ...]]] = []
    for record in shop.git("log", "-z", "--numstat", "-M", "--no-merges", "--format=%x01%H").split("\x01")[1:]:
        sha, *tokens = record.split("\0")
        left = iter(token.strip("\n") for token in tokens)
        for token in left:
            if token:
                added, deleted, path = token.split("\t")
                old, new = ("", path) if path else (next(left), next(left))
                found.append(((sha, old, new), (added, deleted)))
    return found


def by_git(shop: Repository, sha: str) -> list[tuple[str, int | None, int | None]]:
    """The path of every file that `sha` touches, and the lines that it adds and deletes, by git itself."""
    lines = (line.split("\t") for line in shop.git("show", "--numstat", "--format=", sha).splitlines())
    return [(path, int(added), int(deleted)) for added, deleted, path in lines]


def test_a_copy_has_the_counts_of_what_it_is_a_copy_of_and_one_that_was_changed_its_own(shop: Repository) -> None:
    shop.commit("Base", {"a": code("a", 9)})
    shop.git("checkout", "-q", "-b", "topic")
    shop.commit("Other", {"z": code("z", 2)})
    same = shop.commit("Same", {"new/b": code("b", 5)})
    shop.commit("Apart", {"a": code("apart", 3)})
    near = shop.commit("Near", {"a": code("near", 2), "c": code("c", 1)})
    shop.git("checkout", "-q", "main")
    shop.git("cherry-pick", same, "-X", "theirs")
    copy = shop.git("rev-parse", "HEAD")
    shop.git("cherry-pick", near, "-X", "theirs")
    changed = shop.git("rev-parse", "HEAD")
    found = kept(shop.path).evidence
    for sha in (same, copy, near, changed):
        files = found[sha].files
        assert files is not None
        assert [(file.path, file.added, file.deleted) for file in files.changes] == by_git(shop, sha)
    assert [found[sha].facts.get("opened") for sha in (same, copy)] == ["new", "new"]
    assert found[near].files != found[changed].files


@pytest.mark.parametrize("which", [0, 1])
def test_of_two_copies_only_the_one_whose_content_is_there_is_counted(shop: Repository, which: int) -> None:
    shop.commit("Base", {"a": code("a", 9)})
    shop.git("checkout", "-q", "-b", "topic")
    shas = [shop.commit("Same", {"b": code("b", 5)})]
    shop.git("checkout", "-q", "main")
    shop.commit("Else", {"c": code("c", 5)})
    shop.git("cherry-pick", shas[0])
    shas.append(shop.git("rev-parse", "HEAD"))
    tree = shop.git("rev-parse", f"{shas[which]}^{{tree}}")
    (shop.path / ".git" / "objects" / tree[:2] / tree[2:]).unlink()
    found = kept(shop.path).evidence
    assert [found[sha].files is None for sha in shas] == [which == 0, which == 1]
