from shell import Person


def test_joining_splitting_dropping_and_renaming_at_the_shell(ed: Person) -> None:
    ed.runs()
    before = ed.runs("list", "--json").json["accomplishments"]
    joined = ed.runs("join", "1", "2").out
    assert "(2 proofs)" in joined
    sha = before[0]["evidence"][0]["native"][:10]
    assert len(ed.runs("split", joined.split()[0], sha).out.splitlines()) == 2
    assert ed.runs("rename", sha, "Nobody pays twice").out.endswith("Nobody pays twice\n")
    ed.runs("list")
    assert ed.runs("drop", "1").out.startswith("Left out: ")
    after = ed.runs("list", "--json").json
    assert {"why": "dropped", "count": 1} in after["left_out"]
    assert len(after["accomplishments"]) == len(before) - 1


def test_what_was_left_out_comes_back(ed: Person) -> None:
    ed.runs()
    (wip,) = (out for out in ed.runs("why-not", "--json").json if out["why"] == "wip or fixup")
    assert ed.runs("why-not", "--bring-back", wip["native"][:8]).out
    shown = ed.runs("list", "--json").json
    assert wip["id"] in {seen["id"] for work in shown["accomplishments"] for seen in work["evidence"]}


def test_undo_says_what_it_took_back(ed: Person) -> None:
    ed.runs()
    ed.runs("join", "1", "2")
    assert "Taken back: together" in ed.runs("undo").out


def test_what_cannot_be_shaped_is_said(ed: Person) -> None:
    ed.runs()
    assert ed.run("join", "1").status == 1
    assert ed.run("drop", "99").status == 1
    assert ed.run("why-not", "--bring-back", "zzzz").status == 1
