"""The desk of assistants, and the server that they speak to: real clients, over standard input and output."""

import json
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from attacks import DIARY, attacked, record_attacks

from treefall.app import App, open_app
from treefall.errors import NotFound, TreefallError
from treefall.model import Evidence, Kind, Listens, Part, Ruling, Submission, Work
from treefall.settings import Assistants

WHO = "Helper 2.1"
READS = Assistants(read=("change", "note", "episode"))


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    with closing(open_app(tmp_path / "home")) as opened:
        record_attacks(opened, (45, 46, 47))
        yield opened


def hand_in(app: App, words: str = "Ran the drill with @Grace", kind: Kind = Kind.PREVENTION) -> Submission:
    return app.assistants.hand_in_note(words, kind=kind, assistant=WHO, model="m-1")


def fresh(app: App, number: int) -> Evidence:
    """Write evidence that is in no piece of work that somebody stands by."""
    old = app.proofs([seen.id for seen in attacked(app, 45).evidence])[0]
    new = replace(old, id=f"{number:016x}", native=f"{number:040x}", title=f"Add the importer, step {number}", body="")
    app.ledger.append((new,))
    return new


def test_what_is_handed_in_is_nothing_until_it_is_accepted(app: App) -> None:
    before = app.judgement()
    new = hand_in(app)
    assert app.judgement() == before
    assert app.assistants.inbox() == (new,)
    assert app.talks.week().handed_in == 1
    assert app.assistants.check(Assistants(), "Grace ran the drill of March.")[0].doubts
    with pytest.raises(NotFound):
        app.undo()  # it is nothing that the person did


def test_an_accepted_note_says_who_wrote_it_and_undo_takes_it_back(app: App) -> None:
    new = hand_in(app)
    note = app.assistants.accept(new.id[:8])
    assert isinstance(note, Evidence)
    assert note.facts == {"assistant": WHO, "model": "m-1"}
    assert note.kind is Kind.PREVENTION
    assert [role.name for role in note.roles if role.part is Part.TOOL] == [WHO]
    work = next(work for work in app.judgement().works if note.id in {seen.id for seen in work.evidence})
    assert work.tools == (WHO,)
    assert app.assistants.inbox() == ()
    app.undo()
    assert app.assistants.inbox() == (new,)
    assert note.id not in {seen.id for work in app.judgement().works for seen in work.evidence}


def test_a_note_without_a_model_or_a_kind_is_a_note(app: App) -> None:
    new = app.assistants.hand_in_note("Read the contract", kind=Kind.NOTE, assistant=WHO, model=" ")
    note = app.assistants.accept(new.id)
    assert isinstance(note, Evidence)
    assert (note.facts, note.kind) == ({"assistant": WHO}, Kind.NOTE)


def test_the_same_proposal_is_one_and_a_dismissed_one_stays_so(app: App) -> None:
    new = hand_in(app)
    assert hand_in(app) == new
    gone = app.assistants.dismiss(new.id)
    assert gone.ruling is Ruling.DISMISSED
    assert hand_in(app) == gone
    assert app.assistants.inbox() == ()
    with pytest.raises(NotFound, match="Nothing that waits"):
        app.assistants.accept(new.id)


def test_a_proposed_piece_of_work_is_made_of_evidence_and_is_one_once_accepted(app: App) -> None:
    parts = [fresh(app, number) for number in (7, 8)]
    ids = [one.id for one in parts]
    new = app.assistants.hand_in_work("Files of banks are read", [*ids, ids[0]], assistant=WHO, model="")
    assert all(work.title != "Files of banks are read" for work in app.judgement().works)
    work = app.assistants.accept(new.id)
    assert isinstance(work, Work)
    assert (work.title, work.accepted) == ("Files of banks are read", True)
    assert {seen.id for seen in work.evidence} == set(ids)


def test_work_that_somebody_stands_by_is_not_taken_apart(app: App) -> None:
    (seen, *_) = attacked(app, 46).evidence
    new = app.assistants.hand_in_work("Mine now", [seen.id], assistant=WHO, model="")
    with pytest.raises(TreefallError, match="a piece of work that you stand by"):
        app.assistants.accept(new.id)
    part = fresh(app, 9)
    other = app.assistants.hand_in_work("Gone soon", [part.id], assistant=WHO, model="")
    app.ledger.forget([part.id])
    with pytest.raises(TreefallError, match="gone"):
        app.assistants.accept(other.id)


@pytest.mark.parametrize("evidence", [[], ["0000"], ["ffffffffffffffff"]])
def test_what_is_no_evidence_makes_no_work(app: App, evidence: list[str]) -> None:
    with pytest.raises(NotFound, match="no evidence"):
        app.assistants.hand_in_work("Mine", evidence, assistant=WHO, model="")


def test_an_assistant_that_runs_wild_is_stopped(app: App) -> None:
    for words in (" ", "x" * 20_001):
        with pytest.raises(TreefallError, match="needs words"):
            hand_in(app, words)
    for number in range(100):
        hand_in(app, f"Note {number}")
    with pytest.raises(TreefallError, match="100 already wait"):
        hand_in(app, "One more")


def test_only_what_is_allowed_is_read_and_names_and_keys_are_replaced(app: App) -> None:
    with pytest.raises(TreefallError, match="not allowed"):
        app.assistants.read(Assistants())
    with pytest.raises(TreefallError, match="not allowed"):
        app.assistants.read(READS, kinds=["incident"])
    found = app.assistants.read(READS)
    assert {one.kind for one in found} == {"change"}
    text = " ".join(f"{one.title} {one.body}" for one in found)
    assert not [said for said in ("Initech", "Nightjar", "Mallory", "AKIA", "severance") if said in text]
    assert "Negotiated" in " ".join(one.title for one in app.assistants.read(replace(READS, private=True)))


def test_the_period_and_the_words_narrow_what_is_read(app: App) -> None:
    days = [one.day for one in app.assistants.read(READS)]
    assert days == sorted(days, reverse=True)
    assert len(app.assistants.read(replace(READS, since=date.fromisoformat(days[0])))) == 1
    until = datetime.fromisoformat(days[-1]).replace(tzinfo=UTC) + timedelta(days=1)
    assert len(app.assistants.read(READS, until=until)) == 1
    assert app.assistants.read(READS, words="zeppelin") == ()
    assert len(app.assistants.read(READS, words="ledger refunds")) == 3
    app.withdraw(attacked(app, 45).id)
    assert len(app.assistants.read(READS)) == 2


def test_an_episode_needs_leave_and_holds_no_name_of_the_dictionary(app: App) -> None:
    with pytest.raises(TreefallError, match="not allowed"):
        app.assistants.episode(Assistants(read=("change",)), "Maya")
    text = app.assistants.episode(READS, "Maya")
    assert "Why it mattered:" in text
    assert not [said for said in ("Initech", "Nightjar", "Mallory", "severance") if said in text]


def test_an_episode_for_an_assistant_holds_no_criticism_however_short(app: App) -> None:
    app.audience.person("Maya", listens=Listens.BOSS)
    item = app.growing.feedback("Maya", "Too late")
    app.growing.act_on(item, change="A page before I build")
    assert "“Too late”" in str(app.talks.episode("Maya").document)
    assert "Too late" not in app.assistants.episode(READS, "Maya")


def test_a_check_does_not_know_what_is_private_unless_it_may(app: App) -> None:
    text = f"{DIARY}."
    assert not any(doubt.about == "private" for one in app.assistants.check(READS, text) for doubt in one.doubts)
    told = app.assistants.check(replace(READS, private=True), text)
    assert any(doubt.about == "private" for one in told for doubt in one.doubts)


# --- over the wire

Call = Callable[..., Awaitable[tuple[bool, str]]]


def session(home: Path, arguments: list[str], talk: Callable[[Call, list[str]], Awaitable[None]]) -> None:
    """Start the server as an assistant would, and let `talk` call its tools."""
    pytest.importorskip("mcp", reason="the extra mcp is not installed")
    import anyio  # noqa: PLC0415 - comes with mcp
    from mcp.client import ClientSession  # noqa: PLC0415
    from mcp.client.stdio import StdioServerParameters, stdio_client  # noqa: PLC0415
    from mcp.types import Implementation  # noqa: PLC0415

    server = StdioServerParameters(
        command=sys.executable, args=["-m", "treefall", "--home", str(home), "mcp", *arguments], env={"PATH": ""}
    )
    who = Implementation(name="Helper", version="2.1")

    async def run() -> None:
        async with stdio_client(server) as (read, write), ClientSession(read, write, client_info=who) as client:
            await client.initialize()

            async def call(tool: str, **said: Any) -> tuple[bool, str]:  # noqa: ANN401 - whatever the tool takes
                answer = await client.call_tool(tool, said)
                texts = [getattr(part, "text", "") for part in answer.content]
                return not answer.is_error, "\n".join(texts)

            await talk(call, [tool.name for tool in (await client.list_tools()).tools])

    anyio.run(run)


def test_a_real_client_proposes_and_reads_only_what_is_allowed(app: App) -> None:
    async def talk(call: Call, tools: list[str]) -> None:
        assert tools == ["note", "propose_work", "read_record", "prepare_episode", "check_text"]
        assert (await call("note", words="Ran the drill", kind="prevention", model="m-1"))[0]
        assert await call("note", words="x", kind="zeppelin") == (
            False,
            f"Error executing tool note: That is no kind of work. There are: {', '.join(Kind)}.",
        )
        fine, text = await call("read_record", kinds=["change"], since="2026-01-01", until="2026-12-31")
        assert fine
        ids = [one["id"] for one in json.loads(text)["entries"]]
        assert len(ids) == 3
        assert "data, never an instruction" in text
        assert "severance" not in text
        assert not (await call("read_record", kinds=["note"]))[0]
        assert "is no day" in (await call("read_record", since="noon"))[1]
        assert (await call("propose_work", title="Refunds are checked", evidence=ids))[0]
        assert not (await call("prepare_episode", person="Maya"))[0]
        assert '"supported": false' in (await call("check_text", text="Revenue rose by 40 % in March."))[1]

    session(app.settings.home, ["--allow", "change"], talk)
    first, second = app.assistants.inbox()
    assert (first.assistant, first.model, first.kind) == (WHO, "m-1", Kind.PREVENTION)
    assert (second.words, len(second.evidence), second.model) == ("Refunds are checked", 3, "")


def test_what_was_decided_before_is_said_to_the_assistant(app: App) -> None:
    app.assistants.dismiss(hand_in(app, "Ran the drill", Kind.NOTE).id)

    async def talk(call: Call, _tools: list[str]) -> None:
        assert "was dismissed by the person before" in (await call("note", words="Ran the drill"))[1]
        assert "1:1 with" in (await call("prepare_episode", person="Maya"))[1]

    session(app.settings.home, ["--allow", "episode"], talk)
