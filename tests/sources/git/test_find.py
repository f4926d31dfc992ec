from collections.abc import Callable
from pathlib import Path

from ledgerless import ME
from shell import ED, FRED, GRACE, Repository

from treefall.sources.git import find, people
from treefall.value.identity import People
from treefall.world import real_world


def test_repositories_are_found_below_folders_and_caches_are_passed_over(
    new_repository: Callable[[str], Repository], tmp_path: Path
) -> None:
    wanted = {new_repository(name).path for name in ("one", "deep/er/two")}
    for name in ("node_modules/x", ".cache/y", "one/inner", "a/b/c/d/e/f/g"):
        new_repository(name)
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / ".git").symlink_to(".git")
    assert set(find([tmp_path])) == wanted
    assert list(find([tmp_path / "one", tmp_path / "one", tmp_path / "gone"])) == [tmp_path / "one"]


def test_bare_repositories_and_submodules_are_found_and_work_trees_once(
    new_repository: Callable[[str], Repository], tmp_path: Path
) -> None:
    shop, library = new_repository("src/shop"), new_repository("library")
    library.commit("Library", {"a": "1\n"})
    shop.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(library.path), "lib")
    shop.commit("Shop", {"b": "1\n"})
    with (shop.path / ".gitmodules").open("a") as file:
        file.write('[submodule "x"]\n\tpath = ../../library\n[submodule "y"]\n\tpath = gone\n')
    shop.git("worktree", "add", "-q", str(tmp_path / "src" / "tree"))
    shop.git("clone", "-q", "--bare", str(shop.path), str(tmp_path / "src" / "bare.git"))
    found = list(find([tmp_path / "src"]))
    assert found == [tmp_path / "src" / "bare.git", shop.path, shop.path / "lib"]


def test_a_work_tree_whose_repository_lies_elsewhere_is_found_only_where_it_is_named(
    new_repository: Callable[[str], Repository], tmp_path: Path
) -> None:
    shop, apart = new_repository("src/shop"), tmp_path / "src" / "apart"
    shop.git("init", "-q", f"--separate-git-dir={tmp_path / 'store'}", str(apart))
    assert list(find([tmp_path / "src"])) == [shop.path]
    assert list(find([apart])) == [apart]


def test_people_are_told_as_written_and_as_the_mail_map_has_them(shop: Repository) -> None:
    old = ("Ed S", "ed.stone@old.example")
    shop.commit("One", {".mailmap": f"Ed Stone <{ME}> <{old[1]}>\n"}, GRACE)
    shop.commit("Two", {"a": "1\n"}, old)
    shop.commit("Three", {"b": "1\n"}, FRED)
    shop.commit("Four", {"c": "1\n"}, FRED)
    assert people(shop.path, real_world()) == People(ED, {GRACE: 1, old: 1, FRED: 2}, {old: ED})


def test_nobody_may_be_configured(shop: Repository) -> None:
    shop.git("config", "--unset", "user.email")
    shop.git("config", "user.email", "")
    assert people(shop.path, real_world()) == People()
