"""Settings are read with their reasons, and written without losing a comment."""

import os
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from treefall.errors import SettingsError
from treefall.settings import NAME, Assistants, Settings, remember_places, remember_table
from treefall.settings import read_settings as read

WHOLE = """
[ledger]
url = "postgresql://ed:s3cret@db.example/treefall"

[show]
zone = "Europe/Berlin"
now = 2026-06-30T14:00:00+02:00

[git]
repositories = ["~/src/shop"]
"""


def read_settings(home: Path) -> Settings:
    return read(home, lambda _names: ["git"])


@pytest.mark.parametrize(
    ("url", "place"), [("book.db", "{home}/book.db"), ("~/book.db", "{user}/book.db"), ("/b.db", "/b.db")]
)
def test_a_ledgers_path_is_seen_from_the_home(tmp_path: Path, url: str, place: str) -> None:
    (tmp_path / NAME).write_text(f"[ledger]\nurl = '{url}'")
    assert read_settings(tmp_path).ledger == place.format(home=tmp_path, user=Path.home())


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    settings = read_settings(tmp_path)
    assert settings.ledger == str(tmp_path / "ledger.db")
    assert (settings.zone, settings.now, settings.sections) == (None, None, {})


def test_every_setting_is_read(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text(WHOLE)
    settings = read_settings(tmp_path)
    assert settings.ledger == "postgresql://ed:s3cret@db.example/treefall"
    assert settings.zone == ZoneInfo("Europe/Berlin")
    assert settings.now == datetime(2026, 6, 30, 12, tzinfo=UTC)
    assert settings.sections == {"git": {"repositories": ["~/src/shop"]}}


def test_what_models_and_assistants_may_is_read(tmp_path: Path) -> None:
    assert read_settings(tmp_path).model == ""
    assert read_settings(tmp_path).assistants == Assistants()
    lines = (
        "[wording]\nmodel = 'loop'\n[assistants]\nread = ['change']\nsince = 2026-01-31\nprivate = true\ntell = true"
    )
    (tmp_path / NAME).write_text(lines)
    settings = read_settings(tmp_path)
    assert settings.model == "loop"
    assert settings.assistants == Assistants(("change",), date(2026, 1, 31), private=True, tell=True)


def test_a_password_is_never_in_what_is_printed(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text(WHOLE)
    assert "s3cret" not in repr(read_settings(tmp_path))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[show]\nzone = 'Mars/Olympus'", "line 2: show.zone 'Mars/Olympus' is not a time zone"),
        ("# mine\n[show]\n\ncolour = 'red'", "line 4: show.colour is not a setting; there are: zone, now"),
        ("[show]\nzone = 7", "line 2: show.zone must be a text in quotes"),
        ("[show]\nnow = 2026-06-30T14:00:00", "line 2: show.now must be a date and time with its zone"),
        ("[show]\nnow = 'noon'", "line 2: show.now must be a date and time with its zone"),
        (
            "\n[gitt]\nrepositories = []",
            "line 2: [gitt] is no section; there are: assistants, git, ledger, show, wording",
        ),
        ("[assistants]\nsince = 'May'", "line 2: assistants.since must be a day, such as 2026-05-12"),
        ("[assistants]\nsince = 2026-05-12T12:00:00Z", "line 2: assistants.since must be a day"),
        ("[assistants]\nread = 'change'", "line 2: assistants.read must be a list of texts in quotes"),
        ("[assistants]\ntell = 'yes'", "line 2: assistants.tell must be true or false"),
        ("zone = 'Europe/Berlin'", "line 1: zone stands outside any [section]"),
        ("ledger.url = 7", "line 1: ledger.url must be a text in quotes"),
        ("[show\nzone", "is not valid TOML"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / NAME).write_text(text)
    with pytest.raises(SettingsError) as caught:
        read_settings(tmp_path)
    assert said in str(caught.value)
    assert caught.value.hint


def test_a_home_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingsError, match="Not a directory") as caught:
        read_settings(tmp_path / "file")
    assert "--home" in caught.value.hint


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"\xff\xfe")
    with pytest.raises(SettingsError, match="cannot be read"):
        read_settings(tmp_path)


def test_places_are_added_once_and_comments_stay(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("# mine\n[show]\nzone = 'UTC'  # always\n")
    remember_places(tmp_path, "git", "repositories", ("/src/shop", "/src/web"))
    remember_places(tmp_path, "git", "repositories", ("/src/web", "/src/db"))
    text = (tmp_path / NAME).read_text()
    assert "# mine" in text
    assert "# always" in text
    assert read_settings(tmp_path).sections == {"git": {"repositories": ["/src/shop", "/src/web", "/src/db"]}}


def test_remembering_what_is_known_writes_nothing(tmp_path: Path) -> None:
    remember_places(tmp_path, "git", "repositories", ("/src/shop",))
    before = (tmp_path / NAME).stat()
    remember_places(tmp_path, "git", "repositories", ("/src/shop",))
    assert (tmp_path / NAME).stat().st_ino == before.st_ino


def test_a_table_is_put_beside_the_others_and_comments_stay(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("[git.'git.corp.example']  # the company's\nlogin = 'estone'\nsince = 2026-01-01\n")
    remember_table(tmp_path, "git", "github.com", {"login": "ed-stone", "only": ("shop", "corp/pay")})
    remember_table(tmp_path, "git", "git.corp.example", {"login": "ed.stone", "only": ()})
    text = (tmp_path / NAME).read_text()
    assert "# the company's" in text
    assert read_settings(tmp_path).sections["git"] == {
        "git.corp.example": {"login": "ed.stone", "since": date(2026, 1, 1)},
        "github.com": {"login": "ed-stone", "only": ["shop", "corp/pay"]},
    }


def test_what_a_table_no_longer_says_goes(tmp_path: Path) -> None:
    remember_table(tmp_path, "git", "github.com", {"login": "ed-stone", "only": ("shop",)})
    remember_table(tmp_path, "git", "github.com", {"login": "ed-stone", "only": ()})
    assert read_settings(tmp_path).sections == {"git": {"github.com": {"login": "ed-stone"}}}


def test_a_home_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    missing = tmp_path / "gone"
    with pytest.raises(SettingsError, match="cannot be written") as caught:
        remember_places(missing, "git", "repositories", ("/src/shop",))
    assert "--home" in caught.value.hint
    assert os.listdir(tmp_path) == []  # noqa: PTH208 - names are enough
