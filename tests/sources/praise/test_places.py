"""Places on this machine where others' words lie: mail folders, Slack's export, pages of kudos."""

import json
import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mails import ME, THANKS, mail

from treefall.errors import SettingsError, SourceError
from treefall.model import Evidence, Rejected
from treefall.sources.praise import Form, Praise, sources
from treefall.sources.praise.archive import Unfit
from treefall.sources.praise.folders import letters
from treefall.sources.praise.kudos import page
from treefall.sources.praise.making import Me
from treefall.sources.praise.slack import export
from treefall.world import real_world

ED = Me((ME,), ("Ed Stone", "Ed"))
USERS = [
    {"id": "U1", "name": "ed", "profile": {"email": "Ed@corp.example", "real_name": "Ed Stone"}},
    {"id": "U2", "name": "grace", "profile": {"email": "grace@corp.example", "real_name": "Grace Hopper"}},
    {"id": "U3", "name": "deploybot", "is_bot": True},
    {"id": "U4"},
    "nobody",
]
DMS = [{"id": "D1", "members": ["U1", "U2"]}, {"id": "D2", "members": ["U2", "U4"]}, {"id": "D3"}]


def _read(source: Praise) -> tuple[list[Evidence], list[Rejected]]:
    found = list(source.fetch(None, real_world()))
    entries = [one for batch in found for one in batch.entries if isinstance(one, Evidence)]
    return entries, [one for batch in found for one in batch.rejected]


def _said(text: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever Slack writes
    return {"type": "message", "user": "U2", "text": text, "ts": "1778569500.000200", **more}


def _zip(path: Path, files: Mapping[str, object], users: object = USERS) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {"users.json": users, "dms.json": DMS, **files}.items():
            archive.writestr(name, content if isinstance(content, bytes) else json.dumps(content))
    return path


def _words(path: Path, me: Me = ED) -> list[str]:
    return [one.body for one in export(path, me) if isinstance(one, Evidence)]


# --- mail folders


def test_an_mbox_is_read_mail_by_mail(tmp_path: Path) -> None:
    box = tmp_path / "inbox.mbox"
    second = mail("Great work on the release.\n\n>From the log: all green.", message_id="<2@corp.example>")
    mails = (mail(), second, b"no mail at all\n", mail("Lunch?", message_id="<3@corp.example>"))
    box.write_bytes(b"".join(b"From grace Tue May 12 09:05:00 2026\n" + one + b"\n" for one in mails))
    found, rejected = _read(Praise(str(box), Form.MAIL, ED))
    assert [one.body for one in found] == [THANKS, "Great work on the release."]
    assert rejected == [Rejected("praise", "inbox.mbox, mail 3", "says not who wrote it")]


def test_a_maildir_and_those_below_it_are_read_and_nothing_in_them_changes(tmp_path: Path) -> None:
    for folder, name, number in (
        ("box/cur", "1:2,S", 1),
        ("box/new", "2", 2),
        ("box/.Sent/cur", "3", 3),
        ("box/tmp", "4", 4),
    ):
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
        (tmp_path / folder / name).write_bytes(mail(message_id=f"<{number}@corp.example>"))
    (tmp_path / "box" / "cur" / "5").symlink_to(tmp_path / "box" / "new" / "2")
    (tmp_path / "box" / "papers").mkdir()
    before = sorted(path.as_posix() for path in tmp_path.rglob("*"))
    found, rejected = _read(Praise(str(tmp_path / "box"), Form.MAIL, ED))
    assert [one.native for one in found] == ["1@corp.example", "2@corp.example", "3@corp.example"]
    assert rejected == []
    assert sorted(path.as_posix() for path in tmp_path.rglob("*")) == before


def test_mails_that_were_saved_one_by_one_are_read_and_outlooks_own_form_is_told(tmp_path: Path) -> None:
    (tmp_path / "2026" / "May").mkdir(parents=True)
    (tmp_path / ".hidden").mkdir()
    for name, number in (("b.eml", 1), ("2026/May/A.EML", 2), (".hidden/c.eml", 3), ("d.txt", 4)):
        (tmp_path / name).write_bytes(mail(message_id=f"<{number}@corp.example>"))
    (tmp_path / "link.eml").symlink_to(tmp_path / "d.txt")
    (tmp_path / "e.msg").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504)
    found, rejected = _read(Praise(str(tmp_path), Form.MAIL, ED))
    assert [one.native for one in found] == ["2@corp.example", "1@corp.example"]
    assert rejected == [Rejected("praise", "e.msg", "is in Outlook's own form (.msg): save it as .eml")]
    (one,), _ = _read(Praise(str(tmp_path / "b.eml"), Form.MAIL, ED))
    assert one.native == "1@corp.example"


def test_a_huge_mail_is_read_from_its_beginning_and_the_next_is_whole(tmp_path: Path) -> None:
    box = tmp_path / "inbox"
    huge = mail() + b"x" * (2 << 20) + b"\nFrom x\n" + b"y" * (1 << 17) + b"\n\n"
    box.write_bytes(b"From a\n" + huge + b"From b\n" + mail(message_id="<2@corp.example>"))
    found = list(letters(box))
    assert len(found) == 2
    assert all(len(content) < 700 << 10 for _, content in found)
    assert b"<2@corp.example>" in found[1][1]


def test_what_is_no_mbox_holds_no_mail(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Great work, Ed.\n")
    assert _read(Praise(str(tmp_path / "notes.txt"), Form.MAIL, ED)) == ([], [])


def test_a_place_that_is_gone_is_told(tmp_path: Path) -> None:
    for form in Form:
        with pytest.raises(SourceError, match="cannot be read"):
            _read(Praise(str(tmp_path / "gone"), form, ED))


def test_what_is_older_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "k.md").write_text(
        "- 2025-01-02 Grace: Great drill.\n- 2026-01-02 Grace: Great release.\n- Grace: Great.\n"
    )
    (source,) = sources({"kudos": [str(tmp_path / "k.md")], "since": _day("2026-01-01")}, (ME,), real_world())
    assert isinstance(source, Praise)
    found, rejected = _read(source)
    assert ([one.body for one in found], len(rejected)) == (["Great release."], 1)


def _day(text: str) -> object:
    from datetime import date  # noqa: PLC0415

    return date.fromisoformat(text)


# --- Slack


def test_thanks_in_an_export_are_found_where_they_are_to_the_person(tmp_path: Path) -> None:
    days = {
        "payments/2026-05-12.json": [
            _said("Great work on the drill, <@U1>! See <https://corp.example/x|the notes> &amp; <#C9|ops>"),
            _said("Great work on the drill, <@U4>!", ts="2.0"),
            _said("Great work on the drill.", ts="3.0", parent_user_id="U1"),
            _said("Great work, Ed Stone.\n&gt; what he said\nReally.", ts="4.0"),
            _said("Great work, me, says <@U1>!", user="U1", ts="5.0"),
            _said("Great work, <@U1>!", user="U3", ts="6.0"),
            _said("Great work, <@U1>!", bot_id="B1", ts="7.0"),
            _said("Great work, <@U1>!", subtype="channel_join", ts="8.0"),
            {"type": "file"},
            "nothing",
        ],
        "D1/2026-05-13.json": [_said("You saved our weekend!", ts="9.0"), _said("<@U9> <!here> lunch?", ts="10.0")],
        "D2/2026-05-13.json": [_said("You saved our weekend!", ts="11.0")],
        "../../etc/2026-05-13.json": [_said("Great work, <@U1>!", ts="12.0")],
    }
    found = [one for one in export(_zip(tmp_path / "e.zip", days), ED) if isinstance(one, Evidence)]
    assert [one.body for one in found] == [
        "You saved our weekend!",
        "Great work on the drill, @Ed Stone! See the notes & #ops",
        "Great work on the drill.",
        "Great work, Ed Stone. Really.",
    ]
    assert [one.facts["place"] for one in found] == ["Slack", *["Slack, #payments"] * 3]
    assert found[1].roles[0].name == "Grace Hopper"
    assert all(one.private for one in found)
    assert not (tmp_path.parent / "etc").exists()


def test_a_message_or_a_file_that_cannot_be_read_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    days = {
        "a/2026-05-12.json": b"{ cut",
        "a/2026-05-13.json": {"no": "list"},
        "a/2026-05-14.json": [_said("Great work, <@U1>!", ts="soon"), _said("Great work, <@U1>!")],
        "a/2026-05-15.json": b"[" + b" " * (5 << 20) + b"]",
        "a/notes.txt": b"Great work",
    }
    found = list(export(_zip(tmp_path / "e.zip", days), ED))
    assert [one.where for one in found if isinstance(one, Rejected)] == [
        "e.zip, a/2026-05-12.json",
        "e.zip, a/2026-05-13.json",
        "e.zip, a/2026-05-14.json, message 1",
        "e.zip, a/2026-05-15.json",
    ]
    assert sum(isinstance(one, Evidence) for one in found) == 1


def test_a_file_that_is_larger_than_it_says_is_not_read(tmp_path: Path) -> None:
    path = _zip(tmp_path / "e.zip", {"a/2026-05-12.json": [_said("Great work, <@U1>!")]})
    content = bytearray(path.read_bytes())
    place = content.rfind(b"a/2026-05-12.json") - 46
    content[place + 24 : place + 28] = struct.pack("<L", 4)  # the size that its list of files claims
    path.write_bytes(content)
    (told,) = export(path, ED)
    assert told == Rejected("praise", "e.zip, a/2026-05-12.json", "cannot be read")


@pytest.mark.parametrize(
    ("files", "users", "why"),
    [
        ({}, [], "does not know you"),
        ({}, {"no": "list"}, "does not know you"),
        ({"users.json": b"["}, None, "does not know you"),
    ],
)
def test_an_export_that_does_not_know_the_person_is_refused(
    files: Mapping[str, object], users: object, why: str, tmp_path: Path
) -> None:
    with pytest.raises(SourceError, match=why):
        _read(Praise(str(_zip(tmp_path / "e.zip", files, users)), Form.SLACK, ED))


def test_what_is_no_export_is_refused(tmp_path: Path) -> None:
    (tmp_path / "text.zip").write_text("no zip")
    whole = _zip(tmp_path / "whole.zip", {}).read_bytes()
    (tmp_path / "cut.zip").write_bytes(whole.replace(b"PK\x01\x02", b"PK\x07\x02"))
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("a.txt", "x")
    (tmp_path / "long.zip").write_bytes(struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 9, 9, 1 << 30, 0, 0))
    for name, why in (
        ("text", "is no zip"),
        ("cut", "is no zip"),
        ("other", "no users.json"),
        ("long", "more files than"),
    ):
        with pytest.raises(Unfit, match=why):
            list(export(tmp_path / f"{name}.zip", ED))


@given(content=st.binary(max_size=300))
def test_any_bytes_are_refused_or_read(content: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("zip") / "e.zip"
    path.write_bytes(content + b"PK\x05\x06" + bytes(18))
    with pytest.raises(Unfit):
        list(export(path, ED))


# --- kudos

KUDOS = """\
# Kudos

## Grace Hopper, 12 May 2026
> The drill saved
> our weekend.

Some words of my own.

- 2026-03-01 Maya Lind: "Finally charges that I can trust."
- "Best review I ever had" — Fred Edwards, 3 April 2026
- From Olga <olga@corp.example> (April 4th, 2026): a joy to work with

## 2026-06-01
> Without you no launch.
> — Tomás Ruiz

- 2026-06-02 Ed: I was great
- What a release!
"""


def test_a_page_of_kudos_says_who_said_what_and_when() -> None:
    found = list(page("kudos.md", KUDOS, ED))
    told = [(one.roles[0].name, f"{one.at:%Y-%m-%d}", one.body) for one in found if isinstance(one, Evidence)]
    assert told == [
        ("Grace Hopper", "2026-05-12", "The drill saved\nour weekend."),
        ("Maya Lind", "2026-03-01", "Finally charges that I can trust."),
        ("Fred Edwards", "2026-04-03", "Best review I ever had"),
        ("Olga", "2026-04-04", "a joy to work with"),
        ("Tomás Ruiz", "2026-06-01", "Without you no launch."),
    ]
    assert [one for one in found if isinstance(one, Rejected)] == [
        Rejected("praise", "kudos.md, line 18", "does not say who said it, such as: - 2026-05-12 Grace: …")
    ]


def test_kudos_without_a_day_are_told_and_a_page_that_is_no_text() -> None:
    (told,) = page("k.md", "- Grace: great", ED)
    assert told == Rejected("praise", "k.md, line 1", "does not say when, such as: - 2026-05-12 Grace: …")
    assert list(page("k.md", None, ED)) == [Rejected("praise", "k.md", "is no text in UTF-8 of at most 1 MiB")]


@given(st.text(max_size=300))
def test_no_page_stops_the_reading(text: str) -> None:
    assert all(isinstance(one, Evidence | Rejected) for one in page("k.md", text, ED))


# --- the settings


def test_every_place_of_the_settings_is_a_source() -> None:
    section = {
        "mail": ["a", "b"],
        "slack": ["c.zip"],
        "kudos": ["d.md"],
        "as": ["Ed"],
        "imap.corp.example": {"user": "ed"},
    }
    found = list(sources(section, ("Ed@corp.example",), real_world()))
    assert [one.place.startswith("praise:") for one in found] == [True] * 5
    assert found[-1].place == "praise:ed on imap.corp.example"
    assert found[0].me == Me((ME,), ("Ed",))


@pytest.mark.parametrize(
    "section",
    [
        {"mails": ["a"]},
        {"mail": "a"},
        {"as": "Ed"},
        {"since": "soon"},
        {"imap.corp.example": {}},
        {"imap.corp.example": {"user": "ed", "box": "a"}},
        {"no host": {"user": "ed"}},
    ],
)
def test_a_section_that_says_something_else_is_refused(section: Mapping[str, object]) -> None:
    with pytest.raises(SettingsError):
        list(sources(section, (ME,), real_world()))


def test_parse_is_pure() -> None:
    assert [one.body for one in Praise("x", Form.MAIL, ED).parse(mail(), "here") if isinstance(one, Evidence)] == [
        THANKS
    ]
    assert Praise("x", Form.MAIL, ED).parse(mail("Lunch?"), "here") == ()
    assert len(Praise("x", Form.KUDOS, ED).parse(b"- 2026-05-12 Grace: great", "k.md")) == 1
