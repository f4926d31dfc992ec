"""A real PostgreSQL server for the tests, in a folder of its own, gone when they end."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_SETTINGS = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c listen_addresses="


def programs() -> Path | None:
    """Return the folder of PostgreSQL's server programs, or None where it is not installed."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    found = debian[-1] if debian else shutil.which("initdb")
    return Path(found).parent if found else None


@contextmanager
def postgresql(bin_: Path) -> Iterator[str]:
    """Yield the URL of a server that listens on a socket in its own folder only."""
    with tempfile.TemporaryDirectory(prefix="pg", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        as_user: list[str] = []
        if os.geteuid() == 0:  # it refuses to run as root
            shutil.chown(folder, "postgres", "postgres")
            as_user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        data, server = str(folder / "data"), [*as_user, str(bin_ / "pg_ctl"), "-w", "-D", str(folder / "data")]
        _run(*as_user, str(bin_ / "initdb"), "-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8", "--no-sync")
        _run(*server, "start", "-l", str(folder / "log"), "-o", f"-k {folder} {_SETTINGS}")
        try:
            yield f"postgresql://tester@/postgres?host={folder}"
        finally:
            _run(*server, "stop", "-m", "immediate")


def _run(*argv: str) -> None:
    subprocess.run(argv, cwd="/", check=True, capture_output=True)
