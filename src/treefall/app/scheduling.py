"""The schedule: `treefall collect` once a day, by what the system has for that. Shown first, written only if wanted."""

import os
import shlex
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from xml.sax.saxutils import escape

from ..errors import TreefallError
from ..files import replace_file
from ..ports import ProgramFailed
from .book import Book

KINDS = ("systemd", "launchd", "cron")
"""What the system may have for jobs that recur."""

_NAME = "treefall"
_LABEL = "org.treefall.collect"
_MARK = "# treefall: collects once a day"
_SERVICE = """\
[Unit]
Description=Read what is new for Treefall

[Service]
Type=oneshot
ExecStart={command}
Nice=10
"""
_TIMER = """\
[Unit]
Description=Read what is new for Treefall once a day

[Timer]
OnCalendar=*-*-* {at:%H:%M}:00
Persistent=true

[Install]
WantedBy=timers.target
"""
_PLIST = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>Label</key><string>{label}</string>
  <key>ProgramArguments</key>
  <array>
{words}
  </array>
  <key>StartCalendarInterval</key>
  <dict><key>Hour</key><integer>{at.hour}</integer><key>Minute</key><integer>{at.minute}</integer></dict>
  <key>LowPriorityIO</key><true/>
</dict>
</plist>
"""


@dataclass(frozen=True, slots=True)
class Schedule:
    """A job that recurs.

    Attributes:
        kind: one of `KINDS`.
        files: what is written where; of cron none.
        line: cron's line; "" for the others.
    """

    kind: str
    files: tuple[tuple[Path, str], ...] = ()
    line: str = ""


@dataclass(frozen=True, slots=True)
class Scheduling:
    """Lets the system collect once a day.

    Attributes:
        book: the home and the outside.
    """

    book: Book

    def offer(self, program: Path, at: time, kind: str = "") -> Schedule:
        """Return what would be installed; nothing is written.

        Args:
            program: the command `treefall` itself.
            at: when, by the computer's clock.
            kind: one of `KINDS`; "": what this system has.
        """
        words = (str(program), "--home", str(self.book.settings.home.resolve()), "collect")
        if any(character < " " for word in words for character in word):
            raise TreefallError("A name with a line break cannot be scheduled.", hint="Name another --home.")
        match kind or usual():
            case "systemd":
                folder = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "systemd" / "user"
                command = " ".join(map(_for_systemd, words))
                service = folder / f"{_NAME}.service", _SERVICE.format(command=command)
                return Schedule("systemd", (service, (folder / f"{_NAME}.timer", _TIMER.format(at=at))))
            case "launchd":
                strings = "\n".join(f"    <string>{escape(word)}</string>" for word in words)
                path = Path.home() / "Library" / "LaunchAgents" / f"{_LABEL}.plist"
                return Schedule("launchd", ((path, _PLIST.format(label=_LABEL, words=strings, at=at)),))
            case _:
                command = shlex.join(words).replace("%", r"\%")  # which cron takes for the end of a line
                return Schedule("cron", line=f"{at.minute} {at.hour} * * * {command} >/dev/null 2>&1 {_MARK}")

    def install(self, schedule: Schedule) -> None:
        """Write `schedule` and start it; one that was installed before is replaced.

        Raises:
            TreefallError: a file cannot be written, or the system refuses.
        """
        if schedule.kind == "cron":
            self._crontab([*self._others(), schedule.line])
            return
        for path, content in schedule.files:
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                replace_file(path, content.encode())
            except OSError as error:
                raise TreefallError(f"{path} cannot be written: {error.strerror}.", hint="Use --kind cron.") from error
        for argv in _starting(schedule):
            self._run(argv)

    def remove(self, schedule: Schedule) -> bool:
        """Stop `schedule` and take away what was written; say whether there was anything.

        Raises:
            TreefallError: the system refuses.
        """
        if schedule.kind == "cron":
            others, before = self._others(), self._table()
            if len(others) < len(before):
                self._crontab(others)
            return len(others) < len(before)
        if not any(path.exists() for path, _ in schedule.files):
            return False
        for argv in _stopping(schedule):
            self._run(argv)
        for path, _ in schedule.files:
            path.unlink(missing_ok=True)
        return True

    def _table(self) -> list[str]:
        try:
            return b"".join(self.book.world.run(("crontab", "-l"))).decode("utf-8", "surrogateescape").splitlines()
        except ProgramFailed as failed:
            if failed.status is None:
                raise TreefallError("There is no cron on this machine.", hint="Try --kind systemd.") from failed
            return []  # nobody has written a table yet

    def _others(self) -> list[str]:
        return [line for line in self._table() if not line.endswith(_MARK)]

    def _crontab(self, lines: list[str]) -> None:
        content = "".join(f"{line}\n" for line in lines).encode("utf-8", "surrogateescape")
        self._run(("crontab", "-"), content)

    def _run(self, argv: tuple[str, ...], content: bytes = b"") -> None:
        try:
            for _ in self.book.world.run(argv, stdin=(content,) if content else ()):
                pass
        except ProgramFailed as failed:
            raise TreefallError(
                f"{' '.join(argv[:2])} refused: {failed.words}", hint="Where that does not run, use --kind cron."
            ) from failed


def usual() -> str:
    """Return the kind that this system has."""
    if sys.platform == "darwin":
        return "launchd"
    return "systemd" if Path("/run/systemd/system").is_dir() else "cron"


def _starting(schedule: Schedule) -> Iterator[tuple[str, ...]]:
    if schedule.kind == "launchd":
        yield "launchctl", "load", "-w", str(schedule.files[0][0])
    else:
        yield "systemctl", "--user", "daemon-reload"
        yield "systemctl", "--user", "enable", "--now", f"{_NAME}.timer"


def _stopping(schedule: Schedule) -> Iterator[tuple[str, ...]]:
    if schedule.kind == "launchd":
        yield "launchctl", "unload", "-w", str(schedule.files[0][0])
    else:
        yield "systemctl", "--user", "disable", "--now", f"{_NAME}.timer"


def _for_systemd(word: str) -> str:
    """Return `word` as systemd reads it whole: in quotes, its own signs doubled."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{escaped}"'
