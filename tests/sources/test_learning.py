"""Certificates: Open Badges and the lists that learning sites export."""

import json
from pathlib import Path

import pytest

from treefall.errors import SettingsError, SourceError
from treefall.model import Evidence, Kind, Rejected
from treefall.sources.learning import Learning, sources
from treefall.world import real_world

OLD = {
    "@context": "https://w3id.org/openbadges/v2",
    "type": "Assertion",
    "id": "https://badges.example/assertions/1",
    "issuedOn": "2026-05-12T10:00:00+02:00",
    "expires": "2029-05-12T10:00:00+02:00",
    "badge": {
        "id": "https://badges.example/badges/7",
        "name": "Kubernetes administrator",
        "description": "Runs a cluster.",
        "issuer": {"name": "Cloud Guild"},
    },
}
NEW = {
    "type": ["VerifiableCredential", "OpenBadgeCredential"],
    "id": "urn:uuid:2",
    "validFrom": "2026-06-01T00:00:00Z",
    "issuer": {"id": "did:example:guild", "name": "Cloud Guild"},
    "credentialSubject": {"achievement": {"id": "https://badges.example/8", "name": "Incident commander"}},
}


def read(folder: Path, **files: str) -> tuple[list[Evidence], list[tuple[str, str]]]:
    """Write files, "name_json" as name.json, and return what is read of them."""
    for name, content in files.items():
        (folder / ".".join(name.rsplit("_", 1))).write_text(content)
    (batch,) = Learning(str(folder), "certificates").fetch(None, real_world())
    return (
        [one for one in batch.entries if isinstance(one, Evidence)],
        [(one.where, one.why) for one in batch.rejected],
    )


def test_badges_of_both_versions_are_read(tmp_path: Path) -> None:
    (old, new), rejected = read(tmp_path, old_json=json.dumps(OLD), wallet_json=json.dumps([NEW]))
    assert rejected == []
    assert (old.kind, old.title, old.body) == (Kind.LEARNING, "Kubernetes administrator", "Runs a cluster.")
    assert (old.at.isoformat(), old.offset) == ("2026-05-12T08:00:00+00:00", 120)
    assert (old.url, old.facts["issuer"], old.facts["expires"]) == (OLD["id"], "Cloud Guild", OLD["expires"])
    assert (new.title, new.native, new.url, new.facts) == (
        "Incident commander",
        "urn:uuid:2",
        None,
        {"issuer": "Cloud Guild"},
    )


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("[", "is no JSON"),
        ("[" * 100_000, "is no JSON"),
        ("7", "is no badge"),
        (json.dumps({**OLD, "badge": "https://badges.example/badges/7"}), "is no badge that says what for"),
        (json.dumps({**OLD, "badge": []}), "is no badge that says what for"),
        (json.dumps({**OLD, "issuedOn": 7}), "says no day"),
        (json.dumps({**OLD, "badge": {"name": " ", "issuer": "https://guild.example"}}), "has no name"),
    ],
)
def test_what_is_no_badge_is_named_and_hides_no_other(tmp_path: Path, content: str, why: str) -> None:
    found, rejected = read(tmp_path, a_json=content, b_json=json.dumps(NEW))
    assert [one.title for one in found] == ["Incident commander"]
    ((where, said),) = rejected
    assert where == "certificates/a.json"
    assert said.startswith(why)


def test_a_list_of_badges_names_the_place_of_a_bad_one(tmp_path: Path) -> None:
    found, rejected = read(tmp_path, wallet_json=json.dumps([NEW, 7]))
    assert len(found) == 1
    assert rejected == [("certificates/wallet.json, badge 2", "is no badge")]


def test_a_list_of_certificates_is_read_as_linkedin_exports_it(tmp_path: Path) -> None:
    rows = (
        "Name,Url,Authority,Started On,Finished On,License Number\n"
        'Queues,"https://learn.example/1",Guild,Mar 2026,,A-1\n'
        "Caches,javascript:alert(1),Guild,Jan 2026,Feb 2026,A-2\n"
    )
    found, rejected = read(tmp_path, Certifications_csv=rows)
    assert [(one.title, one.at.date().isoformat(), one.url) for one in found] == [("Caches", "2026-02-01", None)]
    assert rejected == [("certificates/Certifications.csv, row 1", "says no day, such as 2026-05-12")]


def test_an_unfinished_course_is_passed_over(tmp_path: Path) -> None:
    rows = "Content Title;Content Completed At (if completed)\nQueues;2026-05-12 10:00 UTC\nCaches;N/A\n;\n\n"
    found, rejected = read(tmp_path, Learning_csv=rows)
    assert [one.title for one in found] == ["Queues"]
    assert rejected == []


@pytest.mark.parametrize(
    ("content", "where", "why"),
    [
        ("", "", "has no columns"),
        ("Name,When\nQueues,2026-05-12\n", "", "has no columns"),
        ("Name,Date\n" + "Q,2026-05-12\n" * 20_001, ", row 20,001 and on", "is one of too many"),
        ('Name,Date\n"' + "x" * 140_000 + '",2026-05-12\n', "", "is no CSV"),
    ],
    ids=("empty", "no day", "too many", "a long cell"),
)
def test_what_is_no_list_of_courses_is_named(tmp_path: Path, content: str, where: str, why: str) -> None:
    _, rejected = read(tmp_path, a_csv=content)
    assert rejected[-1][0] == f"certificates/a.csv{where}"
    assert rejected[-1][1].startswith(why)


def test_the_same_certificate_in_two_lists_is_one(tmp_path: Path) -> None:
    rows = "Title,Date,Provider\nQueues,2026-05-12,Guild\n"
    found, _ = read(tmp_path, a_csv=rows, b_csv=rows)
    assert len(found) == 1


def test_what_is_no_text_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b"\xff")
    assert read(tmp_path)[1] == [("certificates/a.json", "is no text in UTF-8 of at most 1 MiB")]


def test_a_folder_that_is_gone_is_said(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        list(Learning(str(tmp_path / "gone"), "gone").fetch(None, real_world()))


def test_the_section_says_which_folders(tmp_path: Path) -> None:
    (one,) = sources({"folders": [str(tmp_path)]}, (), real_world())
    assert (one.path, one.name) == (str(tmp_path), tmp_path.name)
    with pytest.raises(SettingsError, match=r"learning\.folder is no setting"):
        list(sources({"folder": "x"}, (), real_world()))


def test_a_certificate_is_somebodys_own_work_of_its_own_kind(tmp_path: Path) -> None:
    found = Learning(str(tmp_path), "certificates").parse("a.json", json.dumps(OLD))
    assert all(not isinstance(one, Rejected) and one.roles == () for one in found)
