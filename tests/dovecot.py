"""A real mail server on loopback: Dovecot as whoever runs the tests, or as nobody where that is root."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PROGRAM = "/usr/sbin/dovecot"
PASSWORD = "orchard-7b"
_CONFIGURATION = """\
base_dir = {home}/run
state_dir = {home}/state
log_path = {home}/log
protocols = imap
listen = 127.0.0.1
default_login_user = {user}
default_internal_user = {user}
default_internal_group = {group}
first_valid_uid = 1
first_valid_gid = 1
ssl = required
ssl_cert = <{home}/cert.pem
ssl_key = <{home}/key.pem
mail_location = maildir:{home}/mail/%u
mail_uid = {user}
mail_gid = {group}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={home}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    port = {port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
namespace inbox {{
  inbox = yes
}}
"""


@dataclass(frozen=True)
class MailServer:
    """A mail server that runs.

    Attributes:
        port: on which it speaks TLS.
        home: where its files lie.
        certificate: that shows that it is "localhost".
    """

    port: int
    home: Path
    certificate: Path

    def deliver(self, content: bytes, user: str, folder: str = "", name: str = "") -> Path:
        """Put a mail into the inbox of `user`, or into a folder, and return where it lies."""
        box = self.home / "mail" / user / (f".{folder}" if folder else "")
        for part in ("cur", "new", "tmp"):
            (box / part).mkdir(parents=True, exist_ok=True)
        mail = box / "new" / (name or f"{time.time_ns()}.test")
        mail.write_bytes(content)
        _hand_over(self.home / "mail")
        return mail


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """Start Dovecot in a folder of its own, and end it with all that it started."""
    with tempfile.TemporaryDirectory(prefix="dovecot-") as name:
        home = Path(name)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        user = pwd.getpwuid(os.getuid()).pw_name if os.getuid() else "nobody"
        group = "nogroup" if user == "nobody" else _group()
        settings = _CONFIGURATION.format(home=home, port=port, user=user, group=group, password=PASSWORD)
        (home / "dovecot.conf").write_text(settings)
        subject = ("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost")
        made = ("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *subject)
        subprocess.run([*made, "-keyout", home / "key.pem", "-out", home / "cert.pem"], check=True, capture_output=True)
        home.chmod(0o755)
        _hand_over(home)
        as_whom = {"user": user, "group": group, "extra_groups": []} if not os.getuid() else {}
        running = subprocess.Popen([PROGRAM, "-F", "-c", home / "dovecot.conf"], stderr=subprocess.PIPE, **as_whom)  # type: ignore[call-overload]
        try:
            _await(running, port, home)
            yield MailServer(port, home, home / "cert.pem")
        finally:
            running.terminate()
            running.communicate(timeout=20)


def missing() -> str:
    """Return what is needed to start one and is not there; "" where all is."""
    if not Path(PROGRAM).exists():
        return "no Dovecot: install dovecot-imapd"
    return "" if shutil.which("openssl") else "no openssl"


def _await(running: "subprocess.Popen[bytes]", port: int, home: Path) -> None:
    for _ in range(300):
        with socket.socket() as line:
            if line.connect_ex(("127.0.0.1", port)) == 0:
                return
        if running.poll() is not None:
            break
        time.sleep(0.1)
    said = running.stderr.read().decode() if running.poll() is not None and running.stderr else ""
    log = home / "log"
    raise RuntimeError(f"Dovecot does not answer: {said} {log.read_text() if log.exists() else ''}")


def _group() -> str:
    import grp  # noqa: PLC0415

    return grp.getgrgid(os.getgid()).gr_name


def _hand_over(folder: Path) -> None:
    """Let all below `folder` be nobody's, where the server runs as that."""
    if not os.getuid():
        nobody = pwd.getpwnam("nobody")
        for path in (folder, *folder.rglob("*")):
            os.chown(path, nobody.pw_uid, nobody.pw_gid)
