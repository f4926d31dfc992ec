"""The schedule: shown before it is written, one of each kind, and taken away without a trace of it."""

import plistlib
import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import time
from pathlib import Path

import pytest

from treefall.app import App, open_app
from treefall.app.scheduling import KINDS, usual
from treefall.errors import TreefallError
from treefall.ports import ProgramFailed

PROGRAM, AT = Path("/opt/treefall's %bin/treefall"), time(17, 5)
THEIRS = "0 3 * * * backup\n"


@dataclass
class System:
    """The programs that keep timers: a table for cron, and what the others were asked."""

    table: bytes | None = THEIRS.encode()
    asked: list[str] = field(default_factory=list)
    refuses: str = ""

    def run(
        self, argv: Sequence[str], *, stdin: Iterable[bytes] = (), environment: Mapping[str, str] | None = None
    ) -> Iterator[bytes]:
        del environment
        self.asked.append(shlex.join(argv))
        if self.refuses and self.refuses in self.asked[-1]:
            raise ProgramFailed(None if self.refuses == "crontab -l" else 1, "it said no")
        if argv == ("crontab", "-l"):
            if self.table is None:
                raise ProgramFailed(1, "no crontab for ed")
            yield self.table
        elif argv == ("crontab", "-"):
            self.table = b"".join(stdin)


@pytest.fixture
def system() -> System:
    return System()


@pytest.fixture
def app(tmp_path: Path, system: System, monkeypatch: pytest.MonkeyPatch) -> App:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    opened = open_app(tmp_path / "home")
    return App(opened.ledger, replace(opened.world, run=system.run), opened.settings)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_written_before_it_is_installed(app: App, system: System, tmp_path: Path, kind: str) -> None:
    offered = app.scheduling.offer(PROGRAM, AT, kind)
    assert not any(path.exists() for path, _ in offered.files)
    assert system.asked == []
    assert not app.scheduling.remove(offered)
    assert (tmp_path / "home").exists()


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_installed_can_be_taken_away(app: App, system: System, kind: str) -> None:
    offered = app.scheduling.offer(PROGRAM, AT, kind)
    app.scheduling.install(offered)
    app.scheduling.install(offered)
    assert all(path.read_text() == content for path, content in offered.files)
    assert system.table is not None
    assert system.table.count(b"treefall: collects") == (kind == "cron")
    assert app.scheduling.remove(offered)
    assert not any(path.exists() for path, _ in offered.files)
    assert system.table == THEIRS.encode()


def test_a_timer_is_started_and_stopped(app: App, system: System) -> None:
    offered = app.scheduling.offer(PROGRAM, AT, "systemd")
    app.scheduling.install(offered)
    app.scheduling.remove(offered)
    assert system.asked == [
        "systemctl --user daemon-reload",
        "systemctl --user enable --now treefall.timer",
        "systemctl --user disable --now treefall.timer",
    ]
    service, timer = (content for _, content in offered.files)
    assert 'ExecStart="/opt/treefall\'s %%bin/treefall" "--home"' in service
    assert "OnCalendar=*-*-* 17:05:00" in timer


def test_an_agent_of_launchd_is_a_property_list(app: App, system: System) -> None:
    offered = app.scheduling.offer(PROGRAM, AT, "launchd")
    ((path, content),) = offered.files
    said = plistlib.loads(content.encode())
    assert said["ProgramArguments"] == [str(PROGRAM), "--home", str(app.settings.home), "collect"]
    assert said["StartCalendarInterval"] == {"Hour": 17, "Minute": 5}
    app.scheduling.install(offered)
    app.scheduling.remove(offered)
    assert system.asked == [f"launchctl load -w {path}", f"launchctl unload -w {path}"]


def test_a_line_of_cron_is_read_whole_by_cron_and_shell(app: App) -> None:
    line = app.scheduling.offer(PROGRAM, AT, "cron").line
    assert line.startswith("5 17 * * * ")
    command = line.split(maxsplit=5)[5].replace(r"\%", "%")
    assert shlex.split(command, comments=True)[:4] == [str(PROGRAM), "--home", str(app.settings.home), "collect"]


def test_the_first_line_of_a_table_is_written_too(app: App, system: System) -> None:
    system.table = None
    app.scheduling.install(app.scheduling.offer(PROGRAM, AT, "cron"))
    assert system.table
    assert system.table.count(b"\n") == 1


@pytest.mark.parametrize(("kind", "refuses"), [("systemd", "enable"), ("cron", "crontab -l"), ("cron", "crontab -")])
def test_a_system_that_refuses_is_named(app: App, system: System, kind: str, refuses: str) -> None:
    system.refuses = refuses
    with pytest.raises(TreefallError) as refused:
        app.scheduling.install(app.scheduling.offer(PROGRAM, AT, kind))
    assert "--kind" in refused.value.hint


def test_a_folder_that_cannot_be_written_is_named(app: App, tmp_path: Path) -> None:
    (tmp_path / ".config").write_text("no folder")
    with pytest.raises(TreefallError, match="cannot be written"):
        app.scheduling.install(app.scheduling.offer(PROGRAM, AT, "systemd"))


def test_a_name_that_would_end_a_line_is_refused(app: App) -> None:
    with pytest.raises(TreefallError, match="line break"):
        app.scheduling.offer(Path("/opt/a\nb"), AT, "cron")


def test_the_usual_kind_is_one_of_them(app: App) -> None:
    assert app.scheduling.offer(PROGRAM, AT).kind == usual()
