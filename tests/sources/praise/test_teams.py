"""Microsoft Teams' export: who thanked the person, in a chat of two, in an answer to them, or by their name."""

import io
import json
import tarfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mails import ME
from teams_chats import GRACE, MINE, ROOM, teams_export, teams_message

from treefall.model import Evidence, Kind, Rejected
from treefall.sources.praise import Form, Praise, teams
from treefall.sources.praise.archive import Unfit
from treefall.sources.praise.making import Me
from treefall.sources.praise.teams import export
from treefall.world import real_world

ED = Me((ME,), ("Ed Stone", "Ed"))
THANKS = "Great work on the restore drill."
NAMED = '<span itemscope itemtype="http://schema.skype.com/Mention" itemid="0">Ed Stone</span>'


def _found(path: Path, said: object, me: Me = ED) -> tuple[list[Evidence], list[Rejected]]:
    (path / "messages.json").write_text(json.dumps(said))
    found = list(export(path / "messages.json", me))
    return [one for one in found if isinstance(one, Evidence)], [one for one in found if isinstance(one, Rejected)]


def _words(path: Path, *messages: object, key: str = ROOM, me: Me = ED) -> list[str]:
    return [one.body for one in _found(path, teams_export(messages, key=key, name="payments"), me)[0]]


def test_thanks_in_a_chat_of_two_are_found(tmp_path: Path) -> None:
    (one,), rejected = _found(tmp_path, teams_export([teams_message(f"Hi!</p><p>{THANKS}")]))
    assert (one.body, one.kind, one.private) == (THANKS, Kind.PRAISE, True)
    assert (f"{one.at:%Y-%m-%d %H:%M}", one.roles[0].name, one.facts["place"]) == (
        "2026-05-12 07:05",
        "Grace Hopper",
        "Teams",
    )
    assert not rejected


def test_in_a_room_only_what_names_or_answers_the_person_counts(tmp_path: Path) -> None:
    quoted = f'<strong itemprop="mri" itemid="{MINE}">Ed</strong>Great work, Fred'
    answer = f'<blockquote itemtype="http://schema.skype.com/Reply" itemid="1">{quoted}</blockquote>'
    found = _words(
        tmp_path,
        teams_message(THANKS, id="1"),
        teams_message(f"{NAMED} great work on the drill &amp; more", id="2"),
        teams_message("", id="3", content=f"{answer}<p>Well done, it works!</p>"),
        teams_message("Great work, Edward", id="4"),
    )
    assert found == ["Ed Stone great work on the drill & more", "Well done, it works!"]


def test_what_the_person_a_program_or_nobody_wrote_is_no_praise(tmp_path: Path) -> None:
    own = teams_message("Ed: great work, me", displayName="E. Stone", **{"from": f"https://teams.example/v1/{MINE}"})
    found = _words(
        tmp_path,
        own,
        teams_message("Great work on it, E. Stone", id="2"),
        teams_message(f"{NAMED} great work", id="3", **{"from": "28:bot"}),
        teams_message(f"{NAMED} great work", id="4", messagetype="Event/Call"),
        teams_message(f"{NAMED} great work", id="5", **{"from": None}),
        teams_message(f"{NAMED} great work", id="6", displayName="Ed"),
        teams_message("", id="7", messagetype="Text", content="Ed, great work &lt;3"),
        "nothing",
    )
    assert found == ["Great work on it, E. Stone", "Ed, great work <3"]


def test_who_is_not_named_is_the_other_of_two_else_told(tmp_path: Path) -> None:
    (one,), _ = _found(tmp_path, teams_export([teams_message(THANKS, displayName=None)]))
    assert one.roles[0].name == "Grace Hopper"
    unnamed = teams_message(f"{NAMED} great work", displayName=None)
    undated = teams_message(f"{NAMED} great work", originalarrivaltime="soon")
    found, rejected = _found(tmp_path, teams_export([unnamed, undated], key=ROOM, name=None))
    assert found == []
    assert [one.why for one in rejected] == ["does not say who wrote it", "does not say when it was written"]
    (one,), _ = _found(tmp_path, teams_export([teams_message(f"{NAMED} great work")], key=ROOM, name=None))
    assert one.facts["place"] == "Teams"


def test_it_is_read_from_the_archive_in_which_it_comes(tmp_path: Path) -> None:
    said = json.dumps(teams_export([teams_message(THANKS)])).encode()
    with tarfile.open(tmp_path / "export.tar", "w") as tar:
        for name in ("media/1.jpg", "messages.json"):
            about = tarfile.TarInfo(name)
            about.size = len(said)
            tar.addfile(about, io.BytesIO(said))
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        archive.writestr("export/messages.json", said)
    (tmp_path / "export.json").write_bytes(b"\xef\xbb\xbf" + said)
    for name in ("export.tar", "export.zip", "export.json"):
        source = Praise(str(tmp_path / name), Form.TEAMS, ED)
        found = [one for batch in source.fetch(None, real_world()) for one in batch.entries]
        assert [one.body for one in found if isinstance(one, Evidence)] == [THANKS]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"{}", "does not say whose"),
        (b'{"userId": "8:x"}', "no conversations"),
        (b"{", "cannot be read"),
        (b'{"a":' * 5_000 + b"1" + b"}" * 5_000, "cannot be read"),
        (b"no tar", "neither a tar"),
        (b"", "neither a tar"),
        (b"\0" * 10_240, "is not there"),
        (b"PK\x03\x04", "is no zip"),
    ],
)
def test_what_is_no_export_is_said(content: bytes, why: str, tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(content)
    with pytest.raises(Unfit, match=why):
        list(export(tmp_path / "x", ED))


def test_no_more_is_read_than_its_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(teams, "_MOST_MESSAGES", 3)
    said = teams_export([teams_message(THANKS, id=str(number)) for number in range(9)])
    assert len(_found(tmp_path, said)[0]) == 3
    monkeypatch.setattr(teams, "_MOST_BYTES", 100)
    with pytest.raises(Unfit, match="larger"):
        _found(tmp_path, said)


_VALUE = st.none() | st.integers() | st.text() | st.lists(st.text()) | st.just(GRACE) | st.just("Text")


@given(st.dictionaries(st.sampled_from(sorted(teams_message(""))), _VALUE))
def test_whatever_a_message_holds_is_evidence_or_told(
    tmp_path_factory: pytest.TempPathFactory, odd: dict[str, object]
) -> None:
    found, rejected = _found(tmp_path_factory.getbasetemp(), teams_export([teams_message(THANKS) | odd]))
    assert len(found) + len(rejected) <= 1
