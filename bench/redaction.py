"""Are planted secrets and names found, is ordinary prose left alone, and what does bait cost?

Planted: made up by chance (`tests/planted.py`), of every kind, with other seeds than the tests draw. Ordinary prose:
the pages of the repositories at `--repo` and the messages of their newest commits, none of which holds a secret that
its authors would not publish. Bait: 50,000 characters that make a careless pattern read them again and again.
"""

import argparse
import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from gettext import GNUTranslations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from planted import Planter, leaked_names, leaked_secrets, name_forms

from treefall.model import Name, Profile, Record, Sensitive
from treefall.value.redaction import Policy, policy_for, redact, traces

_NOW = datetime(2026, 7, 1, tzinfo=UTC)
_FIRST_NAMES = (*("Priya", "Tomás", "Zoë", "Anders", "Chiara", "Jürgen", "Wei", "Olumide", "Yuki", "Saoirse"),)
_LAST_NAMES = (
    *("Raman", "Lindqvist", "Müller", "Okonkwo", "Bianchi", "Nakamura", "Fitzgerald", "Øster", "Petrov", "Castellanos"),
)
_FIRMS = (
    *(
        "Initech",
        "Globex",
        "Hooli",
        "Vandelay",
        "Nordlicht",
        "Kestrel",
        "Quillfeather",
        "Brambleton",
        "Ostrava",
        "Marlowe",
    ),
)
_WRITTEN_OTHERWISE = (
    *(
        "李雷",
        "韩梅梅",
        "山田太郎",
        "이서연",
        "สมชาย ใจดี",
        "प्रिया रमन",
        "প্রিয়া রায়",
        "தமிழ்ச்செல்வி",
        "محمد صالح",
        "דוד כהן",
    ),
    *("Ελένη Νίκος", "Иван Петров", "Հայկ Պետրոսյան", "მარიამ ბერიძე", "ዮሐንስ ተስፋዬ", "မောင် ကျော်"),
)
_LANGUAGES = "ar bn el fa he hi hy ja ka ko mr my ru ta te th zh_CN zh_TW".split()  # noqa: SIM905 - a line
_MOST_MESSAGES = 6000
_LENGTH = 50_000
_BAIT = (
    *(
        "a",
        "1",
        "1 ",
        "AKIA",
        "eyJ",
        "-eyJ",
        "password ",
        "tokenkey",
        "://",
        "http://a",
        "a@",
        "a.",
        "a@a.",
        "-N",
        "+1 ",
    ),
    *(
        "-----BEGIN PRIVATE KEY-----",
        "GB82",
        "A1",
        "corp.",
        "Ab",
        "\n",
        " ",
        ".",
        "é",
        "#",
        "AB-1-",
        "api key = ",
        "1:AA",
    ),
    *(
        "initec",
        "she wants to ",
        "xoxb-",
        "sk-",
        "sig=",
        "password=",
        "a1Q~",
        "$1,",
        "kestr",
        "Initech",
        "x@initech.io ",
    ),
)
_SHARE, _MOST = 1000, 20_000


def main() -> None:
    """Print what was found."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--repo", action="append", type=Path, default=[], help="ordinary prose is read from here")
    options.add_argument("--locale", type=Path, help="a folder of programs' messages in other languages")
    options.add_argument("--seeds", type=int, default=200)
    given = options.parse_args()
    policy = policy_for(_record(), Profile.OUTSIDE)
    found = _planted(policy, given.seeds) | _prose(policy, given.repo) | _messages(policy, given.locale) | _bait(policy)
    print(json.dumps(found, indent=1))


def _names() -> tuple[str, ...]:
    people = (f"{first} {last}" for first, last in zip(_FIRST_NAMES, _LAST_NAMES, strict=True))
    return (*people, *_WRITTEN_OTHERWISE, *_FIRMS)


def _record() -> Record:
    of = {name: Sensitive.CUSTOMER if name in _FIRMS else Sensitive.COLLEAGUE for name in _names()}
    return Record(tuple(Name(id=name, at=_NOW, name=name, of=of[name]) for name in _names()), _NOW)


def _planted(policy: Policy, seeds: int) -> dict[str, object]:
    def redacted(text: str) -> str:
        return redact(text, policy).content

    kinds = Planter(0).secrets()
    missed = Counter(leaked_secrets(redacted, seeds))
    forms = [form for name in _names() for form in name_forms(name)]
    leaked = list(leaked_names(redacted, _names()))
    total = len(kinds) * seeds
    return {
        "secrets": {
            "kinds": len(kinds),
            "planted": total,
            "found": round(1 - missed.total() / total, 5),
            "missed": missed,
        },
        "names": {
            "names": len(_names()),
            "forms": len(forms),
            "found": round(1 - len(leaked) / len(forms), 5),
            "missed": leaked,
        },
    }


def _prose(policy: Policy, repositories: list[Path]) -> dict[str, object]:
    texts, alarmed, kinds, shown = 0, 0, Counter[str](), []
    for text in (text for repository in repositories for text in _texts(repository)):
        found = [one for one in traces(text, policy) if one.what is Sensitive.SECRET]
        texts, alarmed = texts + 1, alarmed + bool(found)
        kinds.update(one.rule for one in found)
        shown += [text[max(0, one.start - 40) : one.end + 10] for one in found]
    share = round(alarmed / texts, 5) if texts else None
    return {
        "prose": {"texts": texts, "with_an_alarm": alarmed, "share": share, "kinds": kinds, "alarms": shown[:_SHARE]}
    }


def _messages(policy: Policy, folder: Path | None) -> dict[str, object]:
    """Count messages of programs, of which none names anybody, in which a name is found nevertheless."""
    shares: dict[str, tuple[int, int]] = {}
    for language in _LANGUAGES if folder else ():
        texts: set[str] = set()
        for place in sorted((Path(folder or ".") / language).glob("LC_MESSAGES/[!i]*.mo")):  # iso-codes are names
            with place.open("rb") as file:
                texts.update(text for text in vars(GNUTranslations(file))["_catalog"].values() if not text.isascii())
        read = sorted(texts)[:_MOST_MESSAGES]
        named = sum(any(one.name for one in traces(text, policy)) for text in read)
        shares[language] = (named, len(read))
    return {"messages with a name that nobody has, of all": shares}


def _texts(repository: Path) -> Iterator[str]:
    """Yield the paragraphs of the pages of a repository, and its newest commit messages."""
    git = ("git", "-C", str(repository))
    listed = subprocess.run((*git, "log", f"-{_MOST}", "--format=%B%x00"), capture_output=True, check=True).stdout
    yield from filter(str.strip, listed.decode("utf-8", "replace").split("\0"))
    names = subprocess.run((*git, "ls-tree", "-r", "--name-only", "HEAD"), capture_output=True, check=True).stdout
    for name in names.decode("utf-8", "replace").splitlines():
        if name.lower().endswith((".md", ".rst", ".txt", ".adoc")):
            page = subprocess.run((*git, "show", f"HEAD:{name}"), capture_output=True, check=False).stdout
            yield from filter(str.strip, page.decode("utf-8", "replace").split("\n\n"))


def _bait(policy: Policy) -> dict[str, object]:
    """Return the processor time of each bait, in milliseconds, and of twice as much bait as a ratio: 2 is linear."""
    took = {}
    for bait in _BAIT:
        text = (bait * (2 * _LENGTH))[: 2 * _LENGTH]
        once, twice = _time(text[:_LENGTH], policy), _time(text, policy)
        took[bait] = (round(once * 1000, 1), round(twice / once, 1))
    worst = max(took, key=lambda bait: took[bait][0])
    steepest = max(took, key=lambda bait: took[bait][1])
    return {"bait": {"baits": len(took), "worst": [worst, *took[worst]], "steepest": [steepest, *took[steepest]]}}


def _time(text: str, policy: Policy) -> float:
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        redact(text, policy)
        best = min(best, time.process_time() - start)
    return best


if __name__ == "__main__":
    main()
