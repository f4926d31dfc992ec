"""What leaves is shown first, and a secret or an open name keeps it here."""

import json
from hashlib import sha256
from pathlib import Path

import pytest
from inside import Inside

_SECRET = "ghp_" + "a1B2c3D4e5" * 4


@pytest.fixture
def told(inside: Inside) -> Inside:
    """Return Ed, who collected, and who has a boss."""
    inside.runs("collect", "--repo", ".", "--me", "ed@corp.example")
    inside.runs("people", "Maya", "--as", "boss")
    return inside


def _text(tmp_path: Path, words: str) -> str:
    (tmp_path / "notes.md").write_text(words, encoding="utf-8")
    return str(tmp_path / "notes.md")


def test_a_text_for_outside_is_not_written_while_a_name_is_open(told: Inside, tmp_path: Path) -> None:
    file, target = _text(tmp_path, "Grace Hopper helped Initech.\n"), tmp_path / "out.md"
    done = told.run("redact", file, "--output", str(target))
    assert done.status == 1
    assert "names Grace Hopper, and you have not decided on that name" in done.err
    assert "treefall names 'Grace Hopper' --replace" in done.err
    assert "Grace Hopper (undecided)" in done.out
    assert not target.exists()
    told.runs("names", "Grace Hopper", "--replace")
    told.runs("names", "Initech", "--replace", "--is", "customer")
    shown = told.runs("redact", file, "--output", str(target))
    assert "Grace Hopper → a colleague" in shown.out
    assert target.read_text(encoding="utf-8") == "A colleague helped a customer.\n"
    assert told.runs("redact", file, "--for", "Maya").out == "Grace Hopper helped Initech.\n"


def test_a_secret_is_never_shown_and_stops_what_goes_out(told: Inside, tmp_path: Path) -> None:
    file = _text(tmp_path, f"It had {_SECRET} in it, and {_SECRET[:-1]}9.")
    for arguments in (("redact", file), ("redact", file, "--json")):
        done = told.run(*arguments)
        assert done.status == 1
        assert "there is a secret in it (GitHub token)" in done.err
        assert "D4e5a1B2" not in done.out + done.err
    inside = told.runs("redact", file, "--for", "committee")
    assert inside.out == "It had [GitHub token] in it, and [GitHub token].\n"
    assert "GitHub token → [GitHub token]" in inside.err
    assert "2 times" in inside.err


def test_a_text_without_anything_in_it_stays_as_it_is(told: Inside, tmp_path: Path) -> None:
    done = told.runs("redact", _text(tmp_path, "Nothing here."), "--json", "--for", "public")
    assert done.json == {"for": "public", "text": "Nothing here.", "removals": []}
    assert "nothing is changed" in told.runs("redact", _text(tmp_path, "Nothing here.")).err


def test_a_text_that_cannot_be_read_is_refused(told: Inside, tmp_path: Path) -> None:
    assert "cannot be read" in told.run("redact", str(tmp_path / "none.md")).err
    assert "longer than a million" in told.run("redact", _text(tmp_path, "a" * 1_000_001)).err


def test_the_dictionary_is_shown_with_who_is_open(told: Inside) -> None:
    shown = told.runs("names").out
    assert "0 names decided on" in shown
    assert "Grace Hopper" in shown
    assert "Next: treefall names" in shown
    named = ("names", "Atlas", "--replace", "--is", "system", "--say", "our order system", "--known-to", "Maya")
    assert "outside, our order system stands there; Maya may read it" in told.runs(*named).out
    assert "stays in every text" in told.runs("names", "Kafka", "--keep").out
    assert "stops every text" in told.runs("names", "Zephyr", "--stop", "--is", "project", "--also", "zf").out
    both = told.runs("names", "--json").json
    assert [one["name"] for one in both["names"]] == ["Kafka", "Zephyr", "Atlas"]
    assert {one["name"] for one in both["undecided"]} == {"Grace Hopper", "Maya"}
    for one in both["undecided"]:
        told.runs("names", one["name"], "--keep")
    assert "for what no repository knows" in told.runs("names").out
    assert told.runs("names", "kaf").out.startswith("1 name decided on, 0 not yet.")
    assert "Take it back" in told.runs("names", "Kafka", "--stop").err
    assert told.runs("undo").status == 0


def test_a_name_that_nobody_knows_can_be_decided_on(told: Inside) -> None:
    shown = told.runs("names", "Initech").out
    assert "Initech is on no record" in shown
    assert "treefall names Initech --replace --is customer" in shown


def test_a_long_dictionary_ends_in_where_the_rest_is(told: Inside, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(14):
        told.runs("note", f"With @Person{chr(97 + number) * 3}")
    assert len([line for line in told.runs("names").out.splitlines() if "@" not in line and "Person" in line]) >= 14
    monkeypatch.setattr("treefall.cli.lines.Paper.is_piped", False)
    assert "and 4 more (treefall names | less)" in told.runs("names").out


def test_a_text_that_names_what_must_not_leave_says_so(told: Inside, tmp_path: Path) -> None:
    told.runs("names", "Zephyr", "--stop", "--is", "project")
    done = told.run("redact", _text(tmp_path, "Zephyr, and Hooli pays; Zefyr is late"), "--for", "boss")
    assert "it names Zephyr, which must not leave" in done.err
    hint = told.run("redact", _text(tmp_path, "we saw Zephir and Hooli"), "--for", "public").err
    assert "it names Zephir, which looks like Zephyr, and you have not decided on that name" in hint
    asked = told.runs("redact", _text(tmp_path, "we saw Hooli"), "--for", "public").err
    assert "Written like names, and in no dictionary: Hooli. Are they anybody's? treefall names Hooli" in asked


def test_a_name_is_needed_to_decide_on_one(told: Inside) -> None:
    assert told.run("names", "--keep").status == 2
    assert told.run("names", "Maya", "--is", "nothing").status == 2


def test_who_decided_can_decide_again_and_keeps_what_was_said(told: Inside) -> None:
    told.runs("names", "Initech", "--is", "customer", "--also", "IT Corp")
    again = told.runs("names", "initech", "--stop", "--json").json
    assert (again["of"], again["handling"], again["forms"]) == ("customer", "stop", ["IT Corp"])


def test_the_profiles_can_be_read_as_a_table(told: Inside) -> None:
    rows = told.runs("profiles").out.splitlines()
    assert next(row for row in rows if row.startswith("secret")).split() == [
        *("secret", "replace", "replace", "stop", "stop", "replace")
    ]
    assert told.runs("profiles", "--json").json["public"]["undecided name"] == "stop"


def test_what_was_handed_over_is_known_by_its_bytes(told: Inside, tmp_path: Path) -> None:
    file = _text(tmp_path, "the very bytes")
    assert "Nothing was handed over" in told.runs("shared").out
    one, again = (told.runs("shared", file, "--to", "Maya", "--for", "boss", "--json").json for _ in range(2))
    assert one == again
    assert one["digest"] == sha256(b"the very bytes").hexdigest()
    told.runs("list")
    told.runs("shared", _text(tmp_path, "other"), "--to", "Maya", "--work", "1")
    (second, first) = told.runs("shared", "--json").json
    assert (first["profile"], first["about"]) == ("boss", [])
    assert len(second["about"]) == 1
    shown = told.runs("shared").out
    assert "2 files handed over." in shown
    assert "as it was" in shown
    file = _text(tmp_path, "the very bytes")
    assert "○ Maya has notes.md" in told.runs("shared", file, "--to", "Maya").out
    assert told.run("shared", file).status == 2
    assert "told" in told.runs("visibility", "Maya").out
    assert told.runs("search", "Maya").out


def test_a_file_for_somebody_says_who_may_read_what(told: Inside, tmp_path: Path) -> None:
    for role, expected in (("peer", "[host]"), ("other", "[host]"), ("boss", "db.internal")):
        told.runs("people", "Nadia", "--as", role)
        assert told.runs("redact", _text(tmp_path, "on db.internal"), "--for", "Nadia").out == f"on {expected}\n"
    assert told.run("redact", _text(tmp_path, "x"), "--for", "Nobody At All").status == 1


def test_a_boss_who_left_reads_what_anybody_outside_does(told: Inside, tmp_path: Path) -> None:
    file = _text(tmp_path, "on db.internal")
    assert told.runs("redact", file, "--for", "Maya").out == "on db.internal\n"
    told.runs("people", "Olga", "--follows", "Maya")
    assert told.runs("redact", file, "--for", "Maya").out == "on [host]\n"


def test_who_leaves_takes_their_own_words_along_and_nothing_else(told: Inside, tmp_path: Path) -> None:
    work = told.runs("list", "--json").json["accomplishments"][0]["id"]
    told.runs("told", work, "--to", "Maya")
    told.runs("edit", work, "concern", "Initech was charged twice, said Grace")
    told.runs("learned", "Idempotency keys")
    target = tmp_path / "mine.json"
    assert told.run("export", "--portable", str(target)).status == 1
    assert not target.exists()
    told.runs("names", "Initech", "--replace", "--is", "customer")
    told.runs("names", "Grace Hopper", "--replace")
    done = told.runs("export", "--portable", str(target))
    assert "2 entries written, redacted for outside in" in done.out + done.err
    found = json.loads(target.read_bytes())
    assert {one["kind"] for one in found["taken"]} == {"accomplishment", "learning"}
    (mine,) = [one for one in found["taken"] if one["kind"] == "accomplishment"]
    assert mine["words"]["concern"] == "A customer was charged twice, said a colleague"
    assert mine["removed"]["customer"] == mine["removed"]["colleague"] == 1
    lines = told.runs("export", "--plain", "-").out.encode().splitlines(keepends=True)
    assert mine["sha256"] in {sha256(line).hexdigest() for line in lines}
    assert sum(one["count"] for one in found["left"]) + len(found["taken"]) == len(lines)
    words = target.read_text(encoding="utf-8")
    assert not any(name in words for name in ("Initech", "Grace", "Hopper", "Maya", "corp.example"))
    assert told.run("export").status == 2


def test_no_secret_stands_instead_of_a_name(told: Inside) -> None:
    secret = "key ghp_1234567890abcdefghijklmnopqrstuvwxyz1A"
    refused = told.run("names", "Zorg", "--replace", "--is", "customer", "--say", secret)
    assert refused.status == 1
    assert "cannot be a secret" in refused.err
    told.runs("names", "Zorg", "--replace", "--is", "customer", "--say", "our largest customer")
