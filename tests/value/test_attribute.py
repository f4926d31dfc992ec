import pytest
from commits import BOT, ED, FRED, GRACE, MINE, commit, note

from treefall.model import Evidence, Kind, Part, Role
from treefall.value.attribute import credited, led, makers, why_left_out, why_not_mine


def _as(part: Part, role: Role = ED) -> Role:
    return Role(part=part, name=role.name, address=role.address)


@pytest.mark.parametrize(
    ("roles", "why"),
    [
        ((ED,), ""),
        ((Role(part=Part.AUTHOR, name="E", address="Ed@CORP.example"),), ""),
        ((GRACE, _as(Part.CO_AUTHOR)), ""),
        ((BOT, _as(Part.CO_AUTHOR)), ""),
        ((FRED, _as(Part.COMMITTER)), "by others"),
        ((FRED, _as(Part.REPORTER)), "by others"),
        ((FRED, _as(Part.REVIEWER)), "reviewed for others"),
        ((BOT, _as(Part.COMMITTER)), "bot"),
        ((Role(part=Part.AUTHOR, name="Ed Stone", address="ed@other.example"),), "by others"),
        ((Role(part=Part.AUTHOR, name="renovate", address="bot@renovateapp.com"),), "bot"),
        ((Role(part=Part.AUTHOR, name="Jan Bot", address="jan@corp.example"),), "by others"),
        ((Role(part=Part.AUTHOR, name="Mike", address="mike.bot@corp.example"),), "by others"),
        ((Role(part=Part.AUTHOR, name="Bot", address="bot@corp.example"),), "by others"),
        ((Role(part=Part.AUTHOR, name="Renovate", address="ren@corp.example"),), "by others"),
        ((Role(part=Part.AUTHOR, name="helper[bot]", address="h@corp.example"),), "bot"),
        ((Role(part=Part.AUTHOR, name="", address="Dependabot"),), "bot"),
        ((Role(part=Part.AUTHOR, name="", address="12+Snyk-Bot@users.noreply.github.com"),), "bot"),
        ((Role(part=Part.AUTHOR, name="Bob Abbot", address="abbot@corp.example"),), "by others"),
    ],
)
def test_only_who_made_it_owns_it(roles: tuple[Role, ...], why: str) -> None:
    assert why_not_mine(commit("a1", "Add keys", roles=roles), MINE) == why


def test_what_names_no_maker_is_the_persons_own() -> None:
    assert why_not_mine(note("Drill went fine", people=(Role(part=Part.MENTIONED, name="Grace"),)), MINE) == ""


def test_a_review_is_made_by_its_reviewer() -> None:
    review = commit("r1", "Review of #3", roles=(FRED, _as(Part.REVIEWER)), kind=Kind.REVIEW)
    assert why_not_mine(review, MINE) == ""
    assert makers(review) == ("Ed Stone",)


def test_noise_is_named_after_whose_it_is() -> None:
    assert why_left_out(commit("a1", "wip"), MINE) == ""
    assert why_left_out(commit("a1", "wip", {"a.py": 1}), MINE) == "wip or fixup"
    assert why_left_out(commit("a1", "wip", {"a.py": 1}, roles=(FRED,)), MINE) == "by others"


def test_others_are_credited_once_and_tools_and_bots_never() -> None:
    tool = Role(part=Part.TOOL, name="Helpful Machine", address="machine@tool.example")
    again = Role(part=Part.CO_AUTHOR, name="G. Hopper", address="GRACE@corp.example")
    evidence = [commit("a1", "One", roles=(ED, again, tool, BOT)), commit("a2", "Two", roles=(GRACE, FRED, ED))]
    assert credited(evidence, MINE) == ("G. Hopper", "Fred Edwards")


@pytest.mark.parametrize(
    ("role", "shown"),
    [
        (Role(part=Part.AUTHOR, address="olga@corp.example"), ("olga",)),
        (Role(part=Part.AUTHOR, name="Ol\x1bga"), ("Ol\ufffdga",)),
        (Role(part=Part.AUTHOR), ()),
    ],
)
def test_names_are_safe_to_show(role: Role, shown: tuple[str, ...]) -> None:
    evidence: Evidence = commit("a1", "One", roles=(role,))
    assert makers(evidence) == shown
    assert credited([evidence], MINE) == shown


def test_who_only_co_authored_did_not_lead() -> None:
    shared = commit("a", "Split the checkout", roles=(GRACE, _as(Part.CO_AUTHOR)))
    own = commit("b", "Add keys", roles=(ED, _as(Part.CO_AUTHOR, GRACE)))
    assert not led([shared], MINE)
    assert led([shared, own], MINE)
    assert led([note("Restore drill", Kind.PREVENTION)], MINE)
