"""The main job, through the installed command, on a real repository."""

from collections.abc import Callable
from pathlib import Path

import pytest
from shell import GRACE, Person, Repository


def test_one_command_shows_my_own_work_and_the_next_step(ed: Person) -> None:
    shown = ed.runs()
    assert "You are Ed Stone <ed@corp.example>" in shown.out
    assert "Fred Edwards" in shown.out.partition("not you")[2]
    assert "Add idempotency keys to charge retries" in shown.out
    assert "Rewrite the search ranking" not in shown.out
    assert "Next: treefall ask 1" in " ".join(shown.out.split())
    assert max(map(len, shown.out.splitlines())) <= 80


def test_the_second_time_it_only_reads(ed: Person, shop_repository: Repository) -> None:
    ed.runs()
    before = ed.runs("export", "--plain", "-").out
    shop_repository.commit("Add gift cards (#500)", {"gift/card.py": "x = 1\n" * 60})
    assert "gift cards" not in ed.runs().out
    assert ed.runs("export", "--plain", "-").out == before


def test_listing_has_the_published_shape(ed: Person, shop_repository: Repository) -> None:
    ed.runs("collect", "--repo", ".")
    listing = ed.runs("list", "--json", "--since", "2025-01-01").json
    assert (listing["schema"], listing["me"]) == (1, ["ed@corp.example"])
    first = listing["accomplishments"][0]
    assert set(first) == {
        "id",
        "rank",
        "accepted",
        "title",
        "kind",
        "state",
        "start",
        "end",
        "reasons",
        "credited",
        "evidence",
    }
    assert set(first["evidence"][0]) == {"id", "source", "origin", "native", "title", "at", "people"}
    assert [work["rank"] for work in listing["accomplishments"]] == [1, 2, 3]
    (shared,) = [work for work in listing["accomplishments"] if work["credited"]]
    assert shared["credited"] == [GRACE[0]]
    assert listing["left_out"] == [{"why": "wip or fixup", "count": 1}]
    natives = {seen["native"] for work in listing["accomplishments"] for seen in work["evidence"]}
    assert natives == {shop_repository.shas[i] for i in (1, 3, 5)}


def test_collecting_twice_adds_nothing(ed: Person) -> None:
    assert ed.runs("collect", "--repo", ".", "--json").json == {"new": 4, "rejected": []}
    before = ed.runs("export", "--plain", "-").out
    assert ed.runs("collect", "--json").json == {"new": 0, "rejected": []}
    assert ed.runs("export", "--plain", "-").out == before


def test_a_reading_that_broke_off_before_its_end_goes_on(ed: Person) -> None:
    ed.runs("collect", "--repo", ".")
    (ed.home / "treefall.toml").unlink()  # as if it had been killed before the place was remembered
    assert ed.runs("collect", "--repo", ".", "--json").json["new"] == 0
    assert ed.runs("sources", "--json").json["places"][0]["read"]
    (ed.home / "treefall.toml").unlink()
    assert ed.runs("collect", "--json").json["new"] == 0


def test_two_homes_that_read_the_same_hold_the_same(ed: Person, tmp_path: Path) -> None:
    exports = []
    for person in (ed, Person(tmp_path / "other", ed.folder)):
        person.runs("collect", "--repo", ".")
        exports.append(person.runs("export", "--plain", "-").out)
    assert exports[0] == exports[1] != ""


def test_what_is_read_is_acknowledged_once_it_is_durable(ed: Person) -> None:
    ed.variables["TREEFALL_ACK"] = "1"
    acknowledged = [line.removeprefix("ACK ") for line in ed.runs("collect", "--repo", ".").out.splitlines()]
    assert len(acknowledged) == 4
    ed.variables["ACKS"] = ",".join(acknowledged)
    assert ed.runs("doctor", "--porcelain").out == ""
    ed.variables["ACKS"] = "0123456789abcdef"
    assert ed.runs("doctor", "--porcelain").out == "0123456789abcdef: acknowledged evidence lost\n"


def test_me_is_remembered(ed: Person) -> None:
    ed.runs("--me", "Grace@Corp.example")
    assert ed.runs("me", "--json").json == [{"address": "grace@corp.example", "name": "Grace Hopper", "mine": True}]
    assert "Split the checkout into steps" in ed.runs("list").out


def test_who_is_not_me_stays_rejected(ed: Person) -> None:
    ed.runs("me", "--is-not", "ed@corp.example")
    refused = ed.run("collect", "--repo", ".")
    assert (refused.status, refused.err.splitlines()[0]) == (
        1,
        "You said that ed@corp.example is not you, and nobody else is proposed.",
    )
    ed.runs("me", "--is", "ed@corp.example")
    ed.runs("collect", "--repo", ".")
    assert "idempotency" in ed.runs().out


def test_the_same_name_elsewhere_is_proposed_and_not_credited(ed: Person, shop_repository: Repository) -> None:
    shop_repository.commit("Add gift cards (#500)", {"gift/card.py": "x = 1\n" * 60}, ("Ed Stone", "ed@home.example"))
    shown = ed.runs()
    assert "gift cards" not in shown.out
    assert "Perhaps you as well: ed@home.example" in shown.err
    assert "perhaps  Ed Stone <ed@home.example>" in ed.runs("me").out
    ed.runs("me", "--is-not", "ed@home.example")
    assert "Perhaps" not in ed.runs().err
    ed.runs("me", "--is", "ed@home.example")
    ed.runs("collect")
    assert "gift cards" in ed.runs("list").out


def test_a_folder_of_repositories_is_searched_and_remembered(
    ed: Person, new_repository: Callable[[str], Repository]
) -> None:
    new_repository("web").commit("Add a basket page (#7)", {"page.py": "x = 1\n" * 50})
    ed.runs("collect", str(ed.folder.parent))
    places = ed.runs("sources", "--json").json["places"]
    assert [(Path(place["where"]).name, place["read"]) for place in places] == [("shop", True), ("web", True)]
    assert "basket page" in ed.runs("list").out


def test_one_broken_repository_does_not_stop_the_others(
    ed: Person, new_repository: Callable[[str], Repository]
) -> None:
    broken = new_repository("broken")
    broken.commit("Add a basket page (#7)", {"page.py": "x = 1\n" * 50})
    for item in (broken.path / ".git" / "objects").rglob("*"):
        if item.is_file():
            item.unlink()
    done = ed.runs("collect", str(ed.folder.parent), "--json").json
    assert done["new"] == 4
    assert [Path(rejected["where"]).name for rejected in done["rejected"]] == ["broken"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--repo", "nowhere"], "There is no folder nowhere."),
        (["--me", "nobody@else.example"], "Nothing that was read is by nobody@else.example."),
        (["show", "1"], "The last listing has no number 1."),
        (["list", "--since", "2026-05-01", "--until", "2026-04-01"], "2026-05-01 is after 2026-04-01."),
        (["note", "#prevention"], "That is no note: it needs words."),
        (["undo"], "There is nothing to undo."),
        (["search", "xyzzy"], "Nothing holds all of these words."),
    ],
)
def test_bad_input_is_one_sentence_and_what_to_do(ed: Person, arguments: list[str], said: str) -> None:
    done = ed.run(*arguments)
    *_, sentence, hint = done.err.splitlines()
    assert (done.status, done.out, sentence) == (1, "", said)
    assert hint


def test_no_repository_is_said(ed: Person, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    ed.folder = tmp_path / "empty"
    done = ed.run()
    assert (done.status, done.err.splitlines()[0]) == (1, f"There is no git repository in {ed.folder}.")


def test_an_empty_repository_is_said(ed: Person, new_repository: Callable[[str], Repository]) -> None:
    ed.folder = new_repository("fresh").path
    done = ed.run()
    assert done.status == 1
    assert "Traceback" not in done.err


def test_git_that_does_not_know_me_is_said(ed: Person, shop_repository: Repository) -> None:
    shop_repository.git("config", "--unset", "user.email")
    done = ed.run()
    assert done.status == 1
    assert "user.email is not set" in done.err
    assert "--me ADDRESS" in done.err


def test_a_home_that_cannot_be_written_is_said(ed: Person) -> None:
    ed.home.parent.joinpath("file").write_text("")
    ed.home = ed.home.parent / "file" / "home"
    done = ed.run()
    assert done.status == 1
    assert "Traceback" not in done.err


def test_a_damaged_ledger_is_named_and_nothing_is_lost(ed: Person) -> None:
    ed.home.mkdir(mode=0o700)
    (ed.home / "ledger.db").write_bytes(b"this is no database, it is a poem" * 100)
    done = ed.run("list")
    assert done.status == 1
    assert "ledger.db" in done.err
    assert (ed.home / "ledger.db").read_bytes().startswith(b"this is no database")


def test_wrong_settings_name_their_line(ed: Person) -> None:
    ed.home.mkdir(mode=0o700)
    (ed.home / "treefall.toml").write_text("[show]\nzone = 'Mars'\n")
    done = ed.run("list")
    assert done.status == 1
    assert "line 2: show.zone" in done.err


def test_wrong_usage_is_status_2(ed: Person) -> None:
    done = ed.run("lsit")
    assert done.status == 2
    assert "Did you mean 'list'?" in done.err
    assert ed.run("told", "1").status == 2
    assert ed.run("--me", "x@y.example", "list").status == 2
