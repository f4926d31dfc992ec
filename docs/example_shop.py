"""The repository that the documentation is about: a fictional shop, and a year in which Ed Stone worked on it.

    python docs/example_shop.py FOLDER      builds FOLDER/shop, the same commits every time

Its people and events are invented. `docs/pictures/remake.py` takes its pictures of it, and every console block of the
documentation is run on it by `tests/docs`.
"""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

NOW = "2026-06-30T12:00:00Z"
"""The present of the documentation: its pictures and examples show this day."""

Author = tuple[str, str]

ED: Author = ("Ed Stone", "ed@corp.example")
ED_BEFORE: Author = ("Ed Stone", "ed.stone@old.example")
FRED: Author = ("Fred Edwards", "fred@corp.example")
GRACE: Author = ("Grace Hopper", "grace@corp.example")
ROBOT: Author = ("dependabot[bot]", "49699333+dependabot[bot]@users.noreply.github.com")

_WITH_GRACE = "\n\nCo-authored-by: Grace Hopper <grace@corp.example>"
_DOUBLE = "\n\nA customer was charged twice when the gateway timed out and we retried.\n\nFixes: #390"
_YEAR: tuple[tuple[str, Author, str, str, int], ...] = (
    ("2025-09-01", GRACE, "Start the shop", "shop/app.py", 120),
    ("2025-09-22", FRED, "Sell gift cards (#350)", "shop/gifts.py", 90),
    ("2025-10-06", ED_BEFORE, "Move the invoice job off the request path (#377)", "jobs/invoice.py", 60),
    ("2025-10-08", ED_BEFORE, "Retry an invoice that could not be sent (#379)", "jobs/invoice.py", 24),
    ("2025-11-17", FRED, "Rewrite the search ranking (#383)", "search/rank.py", 140),
    ("2025-12-01", ROBOT, "Bump lodash from 4.17.20 to 4.17.21 (#385)", "package-lock.json", 400),
    ("2026-01-12", ROBOT, "Bump urllib3 from 2.2.1 to 2.2.2 (#388)", "poetry.lock", 300),
    ("2026-02-03", ED, "Add a table for idempotency keys (#412)", "pay/keys.py", 45),
    ("2026-02-05", ED, f"Add idempotency keys to charge retries (#412){_DOUBLE}", "pay/charge.py", 80),
    ("2026-02-06", ED, "Refuse a replayed charge with the first answer (#412)", "pay/charge.py", 38),
    ("2026-02-09", ED, "wip", "pay/charge.py", 2),
    ("2026-02-16", FRED, "Tune the connection pool (#420)", "db/pool.py", 30),
    ("2026-03-02", ED, f"Expire idempotency keys after a day (#431){_WITH_GRACE}", "pay/keys.py", 33),
    ("2026-03-04", ED, f"Answer a replayed charge as the first time (#431){_WITH_GRACE}", "pay/charge.py", 44),
    ("2026-03-16", ED, "Load a basket in one query: faster checkout (#436)", "checkout/basket.py", 41),
    ("2026-03-17", ED, "fix typo", "README.md", 1),
    ("2026-04-07", ED, "Time out stuck reservations after ten minutes (#440)", "stock/reserve.py", 40),
    ("2026-04-20", ROBOT, "Bump cryptography from 42.0.5 to 42.0.8 (#443)", "poetry.lock", 200),
    ("2026-05-11", ED, "Restore drill for billing backups (#447)", "drill/restore.py", 70),
    ("2026-05-12", ED, "Compare the restored billing totals with the ledger (#447)", "drill/compare.py", 55),
    ("2026-05-14", ED, "Run the restore drill every Monday and page on a difference (#447)", "drill/schedule.py", 22),
    ("2026-05-18", GRACE, "Split the checkout into steps (#450)", "checkout/steps.py", 90),
    ("2026-06-08", ED, "Add a cache in front of the catalogue (#455)", "catalogue/cache.py", 120),
)
_REVERTED, _UNFINISHED = "2026-06-11", "2026-06-23"


class _Repository:
    """A git repository that is written commit by commit, each on its day."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.mkdir(parents=True)
        self.git("init", "-q", "-b", "main")
        self.git("config", "user.name", ED[0])
        self.git("config", "user.email", ED[1])

    def git(self, *arguments: str, day: str = NOW[:10], by: Author = ED) -> str:
        when = f"{datetime.fromisoformat(day).replace(hour=9, tzinfo=UTC).timestamp():.0f} +0100"
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.path.parent),
            "GIT_CONFIG_NOSYSTEM": "1",
            **{
                f"GIT_{part}_{what}": value
                for part in ("AUTHOR", "COMMITTER")
                for what, value in (("NAME", by[0]), ("EMAIL", by[1]), ("DATE", when))
            },
        }
        done = subprocess.run(
            ["git", *arguments], cwd=self.path, env=environment, check=True, capture_output=True, text=True
        )
        return done.stdout.strip()

    def commit(self, day: str, by: Author, message: str, name: str, lines: int) -> None:
        file = self.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("a", encoding="utf-8") as text:
            text.writelines(f"{day} {file.stem} {number}\n" for number in range(lines))
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message, day=day, by=by)


def build_shop(folder: Path) -> Path:
    """Build the repository `folder`/shop and return its path; the same commits, with the same ids, every time."""
    shop = _Repository(folder / "shop")
    (shop.path / ".mailmap").write_text("Ed Stone <ed@corp.example> <ed.stone@old.example>\n", encoding="utf-8")
    for day, by, message, name, lines in _YEAR:
        shop.commit(day, by, message, name, lines)
        if "replayed charge as" in message:
            shop.git("tag", "-a", "v1.8", "-m", "v1.8: retried charges are safe", day=day)
    shop.git("revert", "--no-edit", "HEAD", day=_REVERTED)
    shop.git("checkout", "-q", "-b", "invoice-search")
    shop.commit(_UNFINISHED, ED, "Find an invoice by its number", "search/invoice.py", 65)
    shop.git("checkout", "-q", "main")
    return shop.path


if __name__ == "__main__":
    build_shop(Path(sys.argv[1]))
