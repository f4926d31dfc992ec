import pytest

from treefall.model import Part
from treefall.sources.git.history import Commit
from treefall.sources.git.trailers import roles


def commit(message: str, committer: tuple[str, str] = ("Ed", "ed@corp.example")) -> Commit:
    return Commit("a" * 40, (), "Ed", "ed@corp.example", "0 +0000", *committer, message)


def parts(message: str) -> list[tuple[Part, str, str]]:
    return [(role.part, role.name, role.address) for role in roles(commit(message))[1:]]


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("Co-authored-by: Grace Hopper <grace@navy.example>", Part.CO_AUTHOR),
        ("CO-AUTHORED-BY:Grace Hopper<grace@navy.example>", Part.CO_AUTHOR),
        ("Co-authored-by: Grace Hopper\n  <grace@navy.example>", Part.CO_AUTHOR),
        ("Co-developed-by: Grace Hopper <grace@navy.example>", Part.CO_AUTHOR),
        ("Reviewed-by: Grace Hopper <grace@navy.example>", Part.REVIEWER),
        ("acked-by: Grace Hopper <grace@navy.example>", Part.REVIEWER),
        ("Tested-by: Grace Hopper <grace@navy.example>", Part.REVIEWER),
        ("Reported-by: Grace Hopper <grace@navy.example>", Part.REPORTER),
        ("Signed-off-by: Grace Hopper <grace@navy.example>", Part.MENTIONED),
        ("Suggested-by: Grace Hopper <grace@navy.example>", Part.MENTIONED),
        ('Thanks-to: "Grace Hopper" <grace@navy.example>', Part.MENTIONED),
    ],
)
def test_a_trailer_says_how_somebody_took_part(line: str, part: Part) -> None:
    assert parts(f"Subject\n\n{line}\n") == [(part, "Grace Hopper", "grace@navy.example")]


def test_a_squashed_message_carries_trailers_in_its_middle() -> None:
    message = (
        "Feature (#3)\n\n* one\n\nCo-authored-by: G <g@x>\n\n* two\n\nCo-authored-by: G <G@X>\nReviewed-by: G <g@x>"
    )
    assert parts(message) == [(Part.CO_AUTHOR, "G", "g@x"), (Part.REVIEWER, "G", "g@x")]


def test_several_people_may_share_a_line() -> None:
    assert parts("S\n\nReviewed-by: A <a@x>, B <b@x>") == [(Part.REVIEWER, "A", "a@x"), (Part.REVIEWER, "B", "b@x")]


@pytest.mark.parametrize(
    "line",
    [
        "Co-authored-by: not an address",
        "  Co-authored-by: Quoted <q@x>",
        "Cc: Somebody <s@x>",
        "Fixes: 3 <x@y>",
        "Co-authored-by: Ed <ED@corp.example>",
    ],
)
def test_what_is_no_trailer_of_somebody_else_names_nobody(line: str) -> None:
    assert parts(f"Subject\n\n{line}\n") == []


def test_a_bare_address_is_enough() -> None:
    assert parts("S\n\nReviewed-by: g@x.example") == [(Part.REVIEWER, "", "g@x.example")]


@pytest.mark.parametrize(
    "line",
    [
        "Co-authored-by: Claude <noreply@anthropic.com>",
        "Co-Authored-By: Claude Opus 4.1 <noreply@anthropic.com>",
        "Co-authored-by: Copilot <198982749+Copilot@users.noreply.github.com>",
        "Co-authored-by: Cursor <cursoragent@cursor.com>",
        "Co-authored-by: aider (gpt-4o) <aider@aider.chat>",
        "Co-authored-by: devin-ai-integration[bot] <158243242+devin-ai-integration[bot]@users.noreply.github.com>",
        "Co-authored-by: Codex <codex@openai.com>",
        "Co-authored-by: Copilot",
        "Generated with [Claude Code](https://claude.com/claude-code)",
    ],
)
def test_an_agent_is_a_tool(line: str) -> None:
    assert [part for part, _, _ in parts(f"S\n\n{line}\n")] == [Part.TOOL]


def test_a_person_may_be_called_like_an_agent() -> None:
    assert parts("S\n\nCo-authored-by: Claude <claude@monet.example>")[0][0] is Part.CO_AUTHOR
    assert parts("S\n\nGenerated with Love\n") == []


def test_a_committer_counts_unless_it_is_the_author_or_a_web_page() -> None:
    grace = roles(commit("S", ("Grace", "grace@navy.example")))
    assert [role.part for role in grace] == [Part.AUTHOR, Part.COMMITTER]
    for same in (("Ed S", "<Ed@corp.example>"), ("GitHub", "noreply@github.com")):
        assert len(roles(commit("S", same))) == 1


def test_a_long_message_is_read_at_once() -> None:
    bait = "a-by: " + "<" * 50_000 + "\n" + " x\n" * 400_000 + "Co-authored-by: G <g@x>"
    assert parts(bait) == [(Part.CO_AUTHOR, "G", "g@x")]
