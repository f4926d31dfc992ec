"""Time collecting twenty thousand pull requests with their reviews beside fetching the same pages alone.

    python bench/forge.py [--pulls 20000] [--pause 0.1] [--pairs 3]

A synthetic GitHub listens on loopback, in a process of its own, and takes `--pause` seconds for each page, which real
ones exceed. Prints {"ratio", "cpu_ratio", "fetch_seconds", "collect_seconds", "fetch_cpu_seconds",
"collect_cpu_seconds", "mb", "requests", "pulls", "evidence", "resumed": {"kills", "same"}}.

"ratio" is the wall time of `treefall collect` into an empty home over that of asking for the same pages, one after the
other, through the same connection and dropping the answers: the median of so many pairs, each measured in turn.
"cpu_ratio" is the same of waiting for the pages plus processor time: what a quiet machine shows where nothing is done
while a page is waited for. "mb" is the largest memory of the command; "same" says whether a collection that was killed
again and again ends in the same ledger, to the byte.
"""

import argparse
import json
import os
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from typing import Any

from treefall.world import request

_LOGIN = "ed-stone"
_TOKEN = "ghp_bench"  # noqa: S105 - nobody's
_KILLED_AFTER = (0.15, 0.35, 0.6)  # shares of the time that a whole collection takes


def pull(number: int) -> dict[str, Any]:
    """Return a merged pull request as an answer bears it, with a description, files, commits and three reviews."""
    day, minute = divmod(number * 7, 24 * 60)
    at = f"20{10 + day // 336:02}-{day // 28 % 12 + 1:02}-{day % 28 + 1:02}T{minute // 60:02}:{minute % 60:02}:00Z"
    me, other = (
        {"type": "User", "login": _LOGIN, "name": "Ed Stone"},
        {"type": "User", "login": f"colleague-{number % 40}"},
    )
    author = {"name": "Ed Stone", "email": "ed@corp.example", "user": {"login": _LOGIN}}
    return {
        "node_id": f"PR_{number}",
        "number": number,
        "title": f"Let order {number} be charged once however often its client asks",
        "body": f"Customers of tenant {number % 300} were charged again when a request was repeated.\n\n" * 6,
        "html_url": f"https://forge.example/shop/service-{number % 30}/pull/{number}",
        "created_at": at,
        "updated_at": at,
        "user": me,
        "state": "MERGED",
        "draft": False,
        "merged_at": at,
        "closed_at": at,
        "labels": {"nodes": [{"name": "payments"}, {"name": "bug"}]},
        "milestone": {"title": f"{number // 500}.0"},
        "base_ref": "main",
        "head_ref": f"once-{number}",
        "head_sha": f"{number:040x}",
        "merge": {"sha": f"{number + 10**7:040x}"},
        "additions": 120,
        "deletions": 30,
        "changed_files": 6,
        "comments": {"total": 4},
        "files": {"nodes": [{"filename": f"pay/{n}/charge.py", "additions": 20, "deletions": 5} for n in range(6)]},
        "commits": {
            "total": 4,
            "nodes": [
                {"commit": {"sha": f"{number + n * 10**8:040x}", "authors": {"nodes": [author]}}} for n in range(4)
            ],
        },
        "reviews": {
            "nodes": [
                {"state": state, "submitted_at": at, "user": other}
                for state in ("CHANGES_REQUESTED", "COMMENTED", "APPROVED")
            ]
        },
        "review_comments": {"total": 5},
        "closes": {
            "nodes": [
                {
                    "number": number + 10**6,
                    "title": "Charged twice",
                    "html_url": f"https://forge.example/shop/service-{number % 30}/issues/{number + 10**6}",
                    "labels": {"nodes": [{"name": "incident"}]},
                }
            ]
        },
        "mentions": {"nodes": []},
    }


def serve(pulls: int, pause: float) -> None:
    """Answer on a port that is printed, until killed."""
    records = [pull(number) for number in range(1, pulls + 1)]
    marks = [one["updated_at"] for one in records]
    packed = [json.dumps(one).encode() for one in records]

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = 1 << 16

        def do_GET(self) -> None:
            self.say(b"[]")

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            asked = json.loads(body)["variables"]
            mine = "is:pr author" in asked["search"]
            mark = (re.search(r"updated:>=(\S+)", asked["search"]) or ["", ""])[1]
            begin = next((n for n, at in enumerate(marks) if at >= mark), pulls) if mine else pulls
            begin += int(asked.get("after") or "0")
            end = min(begin + asked["first"], pulls)
            time.sleep(pause)
            more = f'{{"hasNextPage": {str(end < pulls).lower()}, "endCursor": "{asked["first"]}"}}'
            head = f'{{"data": {{"search": {{"total": {pulls - begin}, "more": {more}, "nodes": ['
            self.say(head.encode() + b",".join(packed[begin:end]) + b"]}}}")

        def say(self, said: bytes) -> None:
            self.send_response_only(200)
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)
            self.wfile.flush()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name in the base
            """Say nothing."""

        def handle(self) -> None:
            with suppress(ConnectionError, ValueError):  # whoever asked was killed
                super().handle()

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    print(server.server_port, flush=True)
    server.serve_forever()


@contextmanager
def forge(pulls: int, pause: float) -> Iterator[str]:
    argv = [sys.executable, __file__, "--serve", "--pulls", str(pulls), "--pause", str(pause)]
    with subprocess.Popen(argv, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield f"http://127.0.0.1:{(process.stdout.readline() if process.stdout else '').strip()}"
        finally:
            process.kill()


def command(home: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "treefall", "--home", str(home), *arguments]


def prepared(folder: Path, name: str, url: str) -> Path:
    """Return a new home that is connected to the forge."""
    home = folder / name
    home.mkdir()
    (home / "treefall.toml").write_text(f'[github."{url}"]\nlogin = "{_LOGIN}"\n', encoding="utf-8")
    address = f"{_LOGIN}@users.noreply.{url.removeprefix('http://')}"
    subprocess.run(command(home, "me", "--is", address), check=True, capture_output=True)
    return home


def fetched(url: str, pulls: int) -> tuple[float, float, int]:
    """Return the wall and processor seconds of asking for every page, one after the other, and how many there are."""
    bodies = list(asked(url, pulls))
    headers = {"authorization": f"Bearer {_TOKEN}", "content-type": "application/json"}
    start, before = time.perf_counter(), time.process_time()
    for body in bodies:
        request("POST", f"{url}/api/graphql", headers=headers, body=body, inside=True)
    return time.perf_counter() - start, time.process_time() - before, len(bodies)


def asked(url: str, pulls: int) -> Iterator[bytes]:
    """Yield the requests that a collection sends: each begins where the last page ended."""
    from treefall.sources.github.queries import PULLS  # noqa: PLC0415 - not in the process that serves

    del url
    marks = [pull(number)["updated_at"] for number in range(1, pulls + 1)]
    begin, mark = 0, "2007-10-20T00:00:00Z"
    while True:
        words = f"is:pr author:{_LOGIN} updated:>={mark} sort:updated-asc"
        yield json.dumps({"query": PULLS, "variables": {"search": words, "first": 50, "after": None}}).encode()
        if begin + 50 >= pulls:
            return
        begin += 49
        mark = marks[begin]


def collected(home: Path) -> tuple[float, float, float]:
    """Return the wall and processor seconds of a collection, and its largest memory in megabytes."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED, *command(home, "collect", "--json")[2:]],
        env=_environment(),
        check=True,
        capture_output=True,
    )
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, cpu, float(done.stderr.decode().split()[-1])


_MEASURED = (
    "import atexit, resource, sys; sys.argv = sys.argv[1:];"
    "atexit.register(lambda: print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, file=sys.stderr));"
    "from treefall.cli import main; main(sys.argv[1:])"
)


def _environment() -> dict[str, str]:
    return {**os.environ, "GH_ENTERPRISE_TOKEN": _TOKEN}


def pair(folder: Path, name: str, url: str, pulls: int) -> dict[str, float]:
    """Return what fetching alone and collecting take, measured in turn."""
    seconds, fetch_cpu, requests = fetched(url, pulls)
    wall, cpu, megabytes = collected(prepared(folder, name, url))
    return {
        "ratio": wall / seconds,
        "fetch_seconds": seconds,
        "collect_seconds": wall,
        "fetch_cpu_seconds": fetch_cpu,
        "collect_cpu_seconds": cpu,
        "mb": megabytes,
        "requests": requests,
    }


def quiet(one: dict[str, float], pause: float) -> float:
    """Return the ratio of both on a quiet machine, where nothing is done while a page is waited for."""
    waited = one["requests"] * pause
    return (waited + one["collect_cpu_seconds"]) / (waited + one["fetch_cpu_seconds"])


def killed(home: Path, seconds: float) -> None:
    with subprocess.Popen(command(home, "collect"), env=_environment(), stderr=subprocess.DEVNULL) as process:
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)


def ledger(home: Path) -> Sequence[bytes]:
    exported = subprocess.run(command(home, "export", "--plain", "-"), check=True, capture_output=True).stdout
    return [line for line in exported.splitlines() if b'"identity"' not in line]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pulls", type=int, default=20_000)
    parser.add_argument("--pause", type=float, default=0.1)
    parser.add_argument("--pairs", type=int, default=3)
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.serve:
        serve(given.pulls, given.pause)
        return
    with forge(given.pulls, given.pause) as url, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pairs = [pair(folder, f"home-{number}", url, given.pulls) for number in range(given.pairs)]
        whole, wall = folder / "home-0", median(one["collect_seconds"] for one in pairs)
        broken = prepared(folder, "broken", url)
        for share in _KILLED_AFTER:
            killed(broken, wall * share)
        collected(broken)
        lines = ledger(whole)
        said = {
            **{name: round(median(one[name] for one in pairs), 3) for name in pairs[0]},
            "cpu_ratio": round(median(quiet(one, given.pause) for one in pairs), 3),
            "pulls": given.pulls,
            "evidence": sum(b'"evidence"' in line.partition(b",")[0] or b'"kind":"evidence"' in line for line in lines),
            "resumed": {"kills": len(_KILLED_AFTER), "same": lines == ledger(broken)},
        }
    print(json.dumps(said))


if __name__ == "__main__":
    main()
