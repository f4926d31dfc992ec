"""What reading says of its places, on narrow lines."""

from collections.abc import Callable

from shell import GRACE, Person, Repository

from treefall.cli.progress import names


def test_a_place_is_called_by_its_last_part_unless_two_share_it() -> None:
    places = ["git:~/src/shop", "git:~/src/play/web", "git:~/src/job/web", "git:/", "github:corp"]
    called = ["shop", "play/web", "job/web", "git:/", "corp"]
    assert names(places) == dict(zip(places, called, strict=True))


def test_a_hostile_name_is_shown_made_safe() -> None:
    (shown,) = names(["git:~/src/[red]\x1b[31m"]).values()
    assert "\x1b" not in shown


def test_new_places_are_told_before_they_are_read_and_whom_git_means_once(
    ed: Person, new_repository: Callable[[str], Repository]
) -> None:
    for name in ("one", "two"):
        other = new_repository(name)
        other.git("config", "user.email", "grace@corp.example")
        other.commit("Theirs", {"a": "1\n"}, GRACE)
    new_repository("void")
    told = ed.runs("collect", "..", "--me", "ed@corp.example").err.splitlines()
    whose = {line.split("  ")[0].rpartition("/")[2]: line.split("  ")[1] for line in told if "  " in line.strip()}
    assert whose["one"] == "0 of 1 commit yours; git says you are grace@corp.example"
    assert (whose["two"], whose["void"]) == ("0 of 1 commit yours", "no commits yet")
    assert whose["shop"].endswith("yours")
