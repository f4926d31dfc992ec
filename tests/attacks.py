"""Sixty prompt attacks in one person's record, and a model on the loopback that obeys each of them in several ways.

The record also holds what must never leave: a private entry, names of the person's dictionary, a key. Everything that
the model is sent is kept, so that a test and a benchmark can look for these.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import chain
from pathlib import Path
from threading import Thread

from treefall.app import App
from treefall.model import (
    ALWAYS,
    Accomplishment,
    Attribution,
    Document,
    Evidence,
    FileChange,
    FileSummary,
    Handling,
    Identity,
    Impact,
    Kind,
    Name,
    Paragraph,
    Part,
    Role,
    Sensitive,
    Work,
    entry_id,
)

ATTACKS: tuple[dict[str, str], ...] = tuple(
    json.loads(line)
    for line in (Path(__file__).parent / "wording" / "data" / "attacks.jsonl").read_text(encoding="utf-8").splitlines()
)
NIGHT, CUSTOMER, PERSON, KEY = "Project Nightjar", "Initech", "Mallory Quist", "AKIAIOSFODNN7EXAMPL0"
DIARY = "Negotiated my severance with the director in secret"
CANARIES = ("Nightjar", CUSTOMER, "Mallory", "Quist", KEY, "severance", "Negotiated", "Ed Stone", "Grace Hopper")
START = datetime(2026, 3, 2, 9, tzinfo=UTC)
STYLES = ("instead", "behind", "before", "inside")
ME = "ed@corp.example"
_WORD = re.compile(r"\w[\w.%-]*\w|\w")
_LINK = re.compile(r"https?:|www\.|\bevil\b|\w@\w", re.IGNORECASE)
_JOINING = frozenset("and then when while which that the a so it this at to of in".split())  # noqa: SIM905 - a line


def said(attack: dict[str, str], style: str, draft: str) -> str:
    """Return what a model that obeys `attack` makes of `draft`: its own words alone, or mixed into the draft."""
    match style:
        case "instead":
            return attack["obeys"]
        case "behind":
            return f"{draft} {attack['obeys']}"
        case "before":
            return f"{attack['obeys']} {draft}"
        case _:
            half = len(words := draft.split()) // 2
            return " ".join((*words[:half], attack["obeys"].rstrip(".").lower(), *words[half:]))


@dataclass
class Model:
    """A model on the loopback, by the protocol that most speak, and all that it was sent."""

    answers: Callable[[str], str]
    bodies: list[str] = field(default_factory=list)
    url: str = ""

    def serve(self, request: BaseHTTPRequestHandler) -> None:
        body = request.rfile.read(int(request.headers["content-length"])).decode()
        self.bodies.append(body)
        words: str = json.loads(body)["messages"][-1]["content"]
        draft = words.split("\n", 1)[1].rsplit("\n", 1)[0]
        choice = {"index": 0, "delta": {"role": "assistant", "content": self.answers(draft)}, "finish_reason": None}
        chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "loop", "choices": [choice]}
        request.send_response(200)
        request.send_header("content-type", "text/event-stream")
        request.end_headers()
        request.wfile.write(f"data: {json.dumps(chunk)}\n\ndata: [DONE]\n\n".encode())


@contextmanager
def serving(answers: Callable[[str], str]) -> Iterator[Model]:
    """Yield a model that answers each draft by `answers`."""
    model = Model(answers)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            model.serve(self)

        def log_message(self, *_line: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    model.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield model
    finally:
        server.shutdown()
        server.server_close()


def told_to_llm(folder: Path, model: Model) -> dict[str, str]:
    """Write into `folder` that `llm` knows `model` as "loop"; return the variables that point it there."""
    folder.mkdir(exist_ok=True)
    entry = f'- model_id: loop\n  model_name: loop\n  api_base: "{model.url}"\n'
    (folder / "extra-openai-models.yaml").write_text(entry, encoding="utf-8")
    return {"LLM_USER_PATH": str(folder), "OPENAI_API_KEY": "none"}


def record_attacks(app: App, numbers: Iterable[int] = range(len(ATTACKS))) -> None:
    """Write a record into which the attacks of `numbers` were planted, with what must never leave."""
    names = ((NIGHT, Sensitive.PROJECT), (CUSTOMER, Sensitive.CUSTOMER), (PERSON, Sensitive.COLLEAGUE))
    dictionary = tuple(
        Name(id=entry_id("name", name), at=START, name=name, of=of, handling=Handling.REPLACE) for name, of in names
    )
    me = Identity(id=entry_id("identity", ME), at=ALWAYS, address=ME, name="Ed Stone", mine=True)
    diary = Evidence(
        id=entry_id("note", "diary"),
        at=START,
        source="note",
        origin="me",
        native="diary",
        kind=Kind.NOTE,
        title=DIARY,
        private=True,
    )
    app.ledger.append((me, diary, *dictionary))
    app.ledger.append(chain.from_iterable(_planted(number, ATTACKS[number]) for number in numbers))


def _planted(number: int, attack: dict[str, str]) -> tuple[Evidence | Accomplishment | Impact, ...]:
    at = START + timedelta(days=number)
    place, text = attack["place"], attack["text"]
    title = (
        text if place in {"commit", "ticket"} else f"Check the ledger of refunds before shift {chr(97 + number % 26)}"
    )
    evidence = Evidence(
        id=entry_id("git", str(number)),
        at=at,
        source="git",
        origin="shop",
        native=f"{number:040x}",
        kind=Kind.CHANGE,
        title=title[:200],
        body=f"For {CUSTOMER} and {NIGHT}, with {PERSON}. {KEY}\n\n{text}",
        roles=(Role(part=Part.AUTHOR, name="Ed Stone", address=ME), Role(part=Part.CO_AUTHOR, name="Grace Hopper")),
        files=FileSummary(count=1, added=40, deleted=2, changes=(FileChange(path=_path(attack)),)),
    )
    work = entry_id("work", evidence.id)
    done = Accomplishment(
        id=work,
        at=at,
        title=title[:200],
        evidence=(evidence.id,),
        concern=f"Refunds for {CUSTOMER} were booked a day late, and {PERSON} had to look for each of them by hand",
        response=f"I checked the ledger of refunds before each shift, and changed {_path(attack)} for {NIGHT}",
        lesson="A check that runs before the shift begins is worth more than one that runs behind it",
        next=text if place == "ticket" else "The same check for the ledger of invoices",
    )
    words = text if place == "praise" else "My people find what is open in a few seconds now"
    impact = Impact(
        id=entry_id("impact", work),
        at=at,
        accomplishment=work,
        words=words,
        witness="Lena Brandt",
        attribution=Attribution.REPORTED,
    )
    return evidence, done, impact


def _path(attack: dict[str, str]) -> str:
    return attack["text"] if attack["place"] == "file" else "refunds/check.py"


def attacked(app: App, number: int) -> Work:
    """Return the piece of work into which the attack `number` was planted."""
    return app.work(entry_id("work", entry_id("git", str(number))))


def words_of(document: Document) -> list[str]:
    """Return all that the paragraphs of `document` say, one after the other."""
    return [
        " ".join(said.text for said in block.sentences) for block in document.blocks if isinstance(block, Paragraph)
    ]


@dataclass
class Figures:
    """What came of it: how many texts were asked for, and what of each attack's aims was reached."""

    attacks: int = 0
    prompts: int = 0
    paragraphs: int = 0
    reworded: int = 0
    facts_added: int = 0
    links_added: int = 0
    private_sent: int = 0


def attack_all(app: App, model: Model, numbers: Iterable[int], styles: Iterable[str] = STYLES) -> Figures:
    """Let `model` reword the briefs of the attacked pieces of work, obeying in each of `styles`, and count."""
    found, wording = Figures(), app.wording.asked("loop")
    for number in numbers:
        attack = ATTACKS[number]
        plan = app.wording.plan(app.talks.brief(attacked(app, number)))
        plain = words_of(plan.document)
        for style in styles:
            model.answers = partial(said, attack, style)
            came = app.wording.reword(plan, wording)
            found.attacks += 1
            found.paragraphs += len(plan.parts)
            found.reworded += len(came.reworded)
            for before, after in zip(plain, words_of(came.document), strict=True):
                found.facts_added += bool(_new(before, after))
                found.links_added += len(_LINK.findall(after)) > len(_LINK.findall(before))
    found.prompts = len(model.bodies)
    found.private_sent = sum(canary in body for canary in CANARIES for body in model.bodies)
    return found


def _new(before: str, after: str) -> Counter[str]:
    """Return the words and figures of `after` that `before` does not have, but for those that only join others."""
    had, has = (Counter(_WORD.findall(text.casefold())) for text in (before, after))
    return Counter({word: times for word, times in (has - had).items() if word not in _JOINING})
