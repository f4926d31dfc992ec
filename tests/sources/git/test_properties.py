"""Random small histories: nothing is credited to the wrong person, lost or doubled, in one go or in many."""

import random
import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from ledgerless import ME, Kept, kept
from shell import ED, FRED, GRACE, Repository

from treefall.model import Evidence, Part, Stand
from treefall.sources.git import ANYBODY
from treefall.value.identity import normal_address
from treefall.value.ties import is_undoing

OLD_ED = ("Ed S", "ed.stone@old.example")
PEOPLE = (ED, OLD_ED, FRED, GRACE)
MINE = (ME, OLD_ED[1])
STEPS = (
    *("commit", "commit", "pair", "branch", "switch", "merge", "squash", "pick"),
    *("revert", "revert", "retract", "rebase", "tag", "drop"),
)


@dataclass
class Story:
    """A history that is written step by step, and what is true of it."""

    shop: Repository
    chance: random.Random
    made: int = 0
    tags: int = 0
    branches: list[str] = field(default_factory=lambda: ["main"])

    def step(self, what: str) -> None:
        """Do one thing; what git refuses is undone."""
        if not getattr(self, what)():
            for undo in ("merge --abort", "cherry-pick --abort", "revert --abort", "rebase --abort"):
                self._try(*undo.split())
            self.shop.git("reset", "-q", "--hard")

    def commit(self) -> bool:
        self.made += 1
        by = self.chance.choice(PEOPLE)
        text = "\n".join(str(self.chance.random()) for _ in range(3))
        self.shop.commit(f"Commit {self.made}", {f"f{self.chance.randrange(6)}": f"{text}\n"}, by)
        return True

    def pair(self) -> bool:
        self.made += 1
        message = f"Pair {self.made}\n\nCo-authored-by: {OLD_ED[0]} <{OLD_ED[1].upper()}>"
        self.shop.commit(message, {f"p{self.made}": "1\n"}, FRED)
        return True

    def branch(self) -> bool:
        self.made += 1
        self.branches.append(f"topic-{self.made}")
        return self._try("checkout", "-q", "-b", self.branches[-1])

    def switch(self) -> bool:
        return self._try("checkout", "-q", self.chance.choice(self.branches))

    def merge(self) -> bool:
        return self._try("merge", "-q", "--no-ff", "--no-edit", self.chance.choice(self.branches))

    def squash(self) -> bool:
        return self._try("merge", "-q", "--squash", self.chance.choice(self.branches)) and self.commit()

    def pick(self) -> bool:
        return self._try("cherry-pick", self.chance.choice(self.shop.shas))

    def revert(self) -> bool:
        every = self.shop.git("log", "--format=%H %p").splitlines()
        sha, *parents = self.chance.choice(every).split()
        side = ("-m", str(self.chance.randint(1, len(parents)))) if len(parents) > 1 else ()
        return self._try("revert", "--no-edit", *side, sha, by=self.chance.choice(PEOPLE))

    def retract(self) -> bool:
        """Revert without naming a sha."""
        subject = self.shop.git("log", "-1", "--format=%s", self.chance.choice(self.shop.shas))
        self.shop.commit(f'Revert "{subject}"', {"back": f"{self.made}\n"}, self.chance.choice(PEOPLE))
        return True

    def rebase(self) -> bool:
        return self._try("rebase", "-q", "main")

    def tag(self) -> bool:
        self.tags += 1
        return self._try("tag", f"v{self.tags}.0")

    def drop(self) -> bool:
        return self._try("reset", "-q", "--hard", "HEAD~1")

    def _try(self, *arguments: str, by: tuple[str, str] = ED) -> bool:
        self.shop.day += 1
        try:
            self.shop.git(*arguments, by=by)
        except Exception as refused:  # noqa: BLE001 - whatever git refuses is one more thing that may happen
            return not isinstance(refused, OSError) and False
        return True

    def truth(self, *revisions: str) -> dict[str, str]:
        """The sha of every commit that `revisions` reach, and its author's address, by git itself."""
        listed = self.shop.git("log", "--format=%H %ae", *revisions).splitlines()
        return dict(line.split(" ", 1) for line in listed)


def stories(seed: int, steps: list[str]) -> Iterator[tuple[Story, int]]:
    """Write a history and yield it after each step."""
    with tempfile.TemporaryDirectory() as folder:
        shop = Repository(Path(folder) / "shop")
        shop.path.mkdir()
        shop.git("init", "-q", "-b", "main")
        shop.git("config", "user.name", ED[0])
        shop.git("config", "user.email", ED[1])
        story = Story(shop, random.Random(seed))  # noqa: S311 - not for secrets
        story.commit()
        yield story, 0
        for number, what in enumerate(steps, 1):
            story.step(what)
            yield story, number


_NAMED = re.compile(r"^This reverts commit (\w+)(?:, reversing\nchanges made to (\w+))?", re.MULTILINE)


def reverts_of_mine(shop: Repository) -> set[str]:
    """The shas of what takes back, itself or through others, what is by me, by what git alone says."""
    listed = shop.git("log", "--all", "-z", "--format=%H%n%ae%n%P%n%B").split("\0")
    reverts: dict[str, set[str]] = {}
    mine = set()
    for sha, address, parents, *lines in (record.split("\n") for record in filter(None, listed)):
        named = _NAMED.findall("\n".join(lines))
        for target, side in named:
            came = shop.git("rev-list", "--no-merges", target, f"^{side}").split() if side else [target]
            reverts.setdefault(sha, set()).update(came)
        if address in MINE and not named and not lines[0].startswith("Revert ") and " " not in parents:
            mine.add(sha)
    found = {sha for sha, targets in reverts.items() if targets & mine}
    while more := {sha for sha, targets in reverts.items() if targets & found} - found:
        found |= more
    return found


histories = given(seed=st.integers(0, 9_999), steps=st.lists(st.sampled_from(STEPS), min_size=3, max_size=14))
few = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@histories
@few
def test_nothing_is_credited_to_the_wrong_person_lost_or_doubled(seed: int, steps: list[str]) -> None:
    for story, number in stories(seed, steps):
        if number == len(steps):
            found = kept(story.shop.path, *MINE).evidence
            truth = story.truth("--all")
            for sha, one in found.items():
                author, *_ = one.roles
                assert (author.part, author.address) == (Part.AUTHOR, truth[sha])
                assert any(normal_address(role.address) in MINE for role in one.roles) or is_undoing(one)
            assert {sha for sha, address in truth.items() if address in MINE} <= set(found)
            assert reverts_of_mine(story.shop) <= set(found)
            pairs = story.shop.git("log", "--all", "--format=%H", "-i", f"--grep=Co-authored-by.*{OLD_ED[1]}").split()
            assert set(pairs) <= set(found)


def own(evidence: Mapping[str, Evidence]) -> dict[str, Evidence]:
    """Return what is not somebody else's revert: one of work that was dropped is told only while that is there."""
    return {
        sha: one
        for sha, one in evidence.items()
        if not is_undoing(one) or any(normal_address(role.address) in MINE for role in one.roles)
    }


@histories
@example(237, ["commit", "commit", "branch", "drop", "drop", "retract"])
@example(189, ["switch", "commit", "drop", "retract"])
@few
def test_reading_in_steps_says_the_same_as_reading_at_once(seed: int, steps: list[str]) -> None:
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    ledger: Kept | None = None
    for story, number in stories(seed, steps):
        ledger = ledger or Kept(story.shop.path, *MINE)
        if chance.random() < 0.4 or number == len(steps):
            ledger.collect()
            assert ledger.collect() == 0
            once = kept(story.shop.path, *MINE)
            reached = story.truth("--all")
            told, mine = own(ledger.evidence), own(once.evidence)
            lost = set(told) - set(mine)
            assert not lost & set(reached)
            assert {sha: told[sha] for sha in mine} == mine
            assert set(ledger.standing(Stand.GONE)) & set(told) == lost
            for stand in (Stand.LANDED, Stand.RELEASED):
                names, at_once = ledger.standing(stand), once.standing(stand)
                assert {sha: names.get(sha) for sha in mine} == {sha: at_once.get(sha) for sha in mine}
            tags = story.shop.git("tag").split()
            landed = story.truth("main", *tags)
            assert set(once.standing(Stand.LANDED)) == set(landed) & set(once.evidence)
            assert all(any(why == said and shas <= more for said, more in ledger.ties) for why, shas in once.ties)


@histories
@few
def test_an_address_that_is_claimed_later_brings_what_it_would_have_brought_at_once(
    seed: int, steps: list[str]
) -> None:
    for story, number in stories(seed, steps):
        if number == len(steps):
            ledger = Kept(story.shop.path, ME)
            ledger.collect()
            ledger.mine = MINE
            ledger.collect()
            assert ledger.true == kept(story.shop.path, *MINE).true
            assert ledger.collect() == 0


@histories
@few
def test_the_lines_of_every_commit_are_those_that_git_counts(seed: int, steps: list[str]) -> None:
    for story, number in stories(seed, steps):
        if number == len(steps):
            told = {
                sha: [[str(change.added), str(change.deleted), change.path] for change in one.files.changes]
                for sha, one in kept(story.shop.path, *ANYBODY).evidence.items()
                if one.files is not None
            }
            log = story.shop.git("log", "--all", "--no-merges", "--numstat", "--format=commit %H")
            by_git = (record.splitlines() for record in log.split("commit ")[1:])
            assert told == {sha: [line.split("\t") for line in lines if line] for sha, *lines in by_git}
