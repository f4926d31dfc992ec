"""A real Prometheus for the tests, with history of its own, gone when they end."""

import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from urllib.request import urlopen

_READY_AFTER = 30  # seconds at most
_KEEP = "--storage.tsdb.retention.time=100y"


def programs() -> bool:
    """Say whether Prometheus and its tool are installed."""
    return bool(shutil.which("prometheus") and shutil.which("promtool"))


@contextmanager
def prometheus(history: Mapping[str, Mapping[datetime, float]]) -> Iterator[str]:
    """Yield the URL of a server that holds `history`: of each metric, with its labels, its numbers by instant."""
    with tempfile.TemporaryDirectory(prefix="prom", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        _backfill(folder, history)
        (folder / "prometheus.yml").write_text("global: {}\n")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            address = f"127.0.0.1:{free.getsockname()[1]}"
        argv = ["prometheus", f"--config.file={folder}/prometheus.yml", f"--storage.tsdb.path={folder}/data", _KEEP]
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen([*argv, f"--web.listen-address={address}"], stdout=log, stderr=log)
        try:
            _wait(f"http://{address}/-/ready")
            yield f"http://{address}"
        finally:
            server.kill()
            server.wait()


def _backfill(folder: Path, history: Mapping[str, Mapping[datetime, float]]) -> None:
    lines = []
    for metric, numbers in history.items():
        lines.append(f"# TYPE {metric.partition('{')[0]} gauge")
        lines += [f"{metric} {value} {at.timestamp()}" for at, value in numbers.items()]
    (folder / "history").write_text("\n".join([*lines, "# EOF"]) + "\n")
    command = ["promtool", "tsdb", "create-blocks-from", "openmetrics", str(folder / "history"), str(folder / "data")]
    subprocess.run(command, check=True, capture_output=True)


def _wait(url: str) -> None:
    end = time.monotonic() + _READY_AFTER
    while True:
        try:
            with urlopen(url):  # noqa: S310 - our own server
                return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)
