"""A real calendar server on loopback: Radicale, started for a test, and calendars as programs write them."""

import socket
import subprocess
import sys
import time
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import Request, urlopen

PASSWORD = "hedge-4k"
_CONFIGURATION = """\
[server]
hosts = 127.0.0.1:{port}
[auth]
type = htpasswd
htpasswd_filename = {home}/users
htpasswd_encryption = plain
[storage]
filesystem_folder = {home}/calendars
"""
_MADE = (
    '<c:mkcalendar xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:set><d:prop>'
    '<d:displayname>{name}</d:displayname><c:supported-calendar-component-set><c:comp name="{what}"/>'
    "</c:supported-calendar-component-set></d:prop></d:set></c:mkcalendar>"
)


@dataclass(frozen=True)
class CalendarServer:
    """A calendar server that runs, with a person called ed.

    Attributes:
        host: with its port.
    """

    host: str

    def calendar(self, path: str, name: str = "Work", what: str = "VEVENT") -> None:
        """Make a calendar at `path` ("ed/team")."""
        self._asked("MKCALENDAR", f"{path}/", _MADE.format(name=name, what=what).encode())

    def put(self, path: str, event: str) -> None:
        """Put an event at `path` ("ed/team/a.ics")."""
        self._asked("PUT", path, calendar(event), "text/calendar")

    def _asked(self, method: str, path: str, body: bytes, kind: str = "application/xml") -> None:
        sign = b64encode(f"ed:{PASSWORD}".encode()).decode()
        headers = {"Authorization": f"Basic {sign}", "Content-Type": kind}
        asked = Request(f"http://{self.host}/{path}", body, headers, method=method)
        with urlopen(asked, timeout=20) as answer:  # noqa: S310
            answer.read()


@contextmanager
def calendar_server(home: Path) -> Iterator[CalendarServer]:
    """Start Radicale in `home`, and end it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (home / "radicale.conf").write_text(_CONFIGURATION.format(port=port, home=home))
    (home / "users").write_text(f"ed:{PASSWORD}\n")
    command = [sys.executable, "-m", "radicale", "--config", str(home / "radicale.conf")]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(300):
            with socket.socket() as line:
                if line.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield CalendarServer(f"127.0.0.1:{port}")
    finally:
        running.terminate()
        running.wait(timeout=20)


def event(uid: str, summary: str, start: str = "20260305T140000Z", **lines: str) -> str:
    """Return an event as a program writes it; `lines` are more of it, by their names in small letters with "_"."""
    said = {"dtstart": start, "dtstamp": "20260101T000000Z", "summary": summary} | lines
    more = (
        value
        if value.startswith(("ATTENDEE", "ORGANIZER", "EX", "RD", "DT"))
        else f"{name.upper().replace('_', '-')}:{value}"
        for name, value in said.items()
        if value
    )
    whole = [line for each in more for line in each.split("\n")]
    days = [
        line.replace("DTSTART:", "DTSTART;VALUE=DATE:").replace("DTEND:", "DTEND;VALUE=DATE:")
        if line.startswith(("DTSTART:", "DTEND:")) and "T" not in line.partition(":")[2]
        else line
        for line in whole
    ]
    return "\n".join(["BEGIN:VEVENT", f"UID:{uid}", *days, "END:VEVENT"])


def guests(*addresses: str, host: str = "", declined: str = "") -> str:
    """Return who is invited, as lines of an event."""
    lines = [f"ATTENDEE;PARTSTAT={'DECLINED' if one == declined else 'ACCEPTED'}:mailto:{one}" for one in addresses]
    return "\n".join([*([f"ORGANIZER:mailto:{host}"] if host else []), *lines])


def calendar(*events: str, more: str = "") -> bytes:
    """Return a calendar of these events."""
    lines = "\n".join(
        ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Test//EN", *filter(None, [more]), *events, "END:VCALENDAR", ""]
    )
    return lines.replace("\n", "\r\n").encode()
