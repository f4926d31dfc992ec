"""Everything is read once, then only what is new, wherever it was broken off."""

import tomllib
from datetime import UTC, datetime

import pytest
from forge_reader import Reader
from loopback_github import LOGIN, Forge, discussion, issue, nodes, pull, release, reviewed, stamp

from treefall.errors import SettingsError, SourceError
from treefall.model import Evidence, Kind
from treefall.ports import RequestFailed, World
from treefall.sources.github import GitHub, sources
from treefall.sources.github.host import Host, host
from treefall.world import now, real_world, run


def full(forge: Forge) -> Forge:
    forge.records = {
        "pull requests": [pull(10 + n) for n in range(120)],
        "reviews": [reviewed(3_000 + n) for n in range(3)],
        "issues": [issue(5_000)],
        "discussions": [discussion(7_000)],
    }
    forge.releases = {"shop/pay": [release("v2", "Charges once (#12)", at=9_000), release("v1", "Others", at=1)]}
    return forge


def test_every_kind_is_read(forge: Forge) -> None:
    reader = Reader(full(forge))
    reader.collect()
    kinds = [entry.kind for entry in reader.entries.values() if isinstance(entry, Evidence)]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        Kind.CHANGE: 120,
        Kind.REVIEW: 3,
        Kind.NOTE: 1,
        Kind.MENTORING: 1,
        Kind.DOCUMENT: 1,
    }


def test_a_second_reading_adds_nothing_and_asks_little(forge: Forge) -> None:
    reader = Reader(full(forge))
    reader.collect()
    before, reader.lines = len(forge.seen), 0
    reader.collect()
    assert reader.lines == 0
    assert len(forge.seen) - before == len(("pull requests", "reviews", "issues", "discussions", "releases"))


def test_a_reading_goes_on_after_every_page(forge: Forge) -> None:
    whole, broken = Reader(full(forge)), Reader(forge)
    whole.collect()
    for batches in range(1, 12):
        broken.collect(stop_after=batches)
    assert broken.entries == whole.entries
    assert broken.lines == len(whole.entries)  # nothing was ever yielded in two forms


def test_what_was_touched_since_is_read_again(forge: Forge) -> None:
    reader = Reader(full(forge))
    reader.collect()
    forge.records["pull requests"][5] |= {"title": "Charge nobody twice", "updated_at": stamp(30_000)}
    reader.lines = 0
    reader.collect()
    assert reader.lines == 1
    assert any(isinstance(one, Evidence) and one.title == "Charge nobody twice" for one in reader.entries.values())


def test_what_the_index_may_not_have_in_order_yet_is_read_again(forge: Forge) -> None:
    forge.date = "Sun, 25 Jan 2026 00:00:00 GMT"  # as the last of them are touched
    late = [pull(10 + n, touched=24 * 24 * 60 - 130 + n) for n in range(130)]
    forge.records = {"pull requests": late[:-20]}
    reader = Reader(forge)
    reader.collect()
    forge.records = {"pull requests": late}
    reader.collect()
    assert len([one for one in reader.entries.values() if isinstance(one, Evidence)]) == 130


def test_many_touched_in_one_second_are_all_read(forge: Forge) -> None:
    forge.records = {"pull requests": [pull(10 + n, touched=1_000) for n in range(170)] + [pull(500, touched=1_001)]}
    reader = Reader(forge)
    reader.collect()
    assert len([one for one in reader.entries.values() if isinstance(one, Evidence)]) == 171
    assert not reader.rejected


def test_more_in_one_second_than_can_be_listed_is_said(forge: Forge) -> None:
    forge.records = {
        "pull requests": [pull(10 + n, touched=1_000) for n in range(1_060)] + [pull(9_000, touched=1_001)]
    }
    reader = Reader(forge)
    reader.collect()
    natives = {one.native for one in reader.entries.values() if isinstance(one, Evidence)}
    assert "#9000" in natives
    assert len(natives) == 1_001
    assert [one.why for one in reader.rejected] == ["more was touched in one second than can be listed"]


def test_a_page_that_moves_while_one_second_is_read_loses_nothing(forge: Forge) -> None:
    records = [pull(10 + n, touched=1_000) for n in range(170)]
    forge.records = {"pull requests": records}

    def touch(handler: object, body: bytes) -> bytes:
        said = forge.right(handler, body)  # type: ignore[arg-type]
        for one in records[:30]:
            one["updated_at"] = stamp(2_000)
        return said

    forge.faults = {2: touch}
    reader = Reader(forge)
    reader.collect()
    assert len([one for one in reader.entries.values() if isinstance(one, Evidence)]) == 170


def test_a_broken_record_is_rejected_by_its_name_and_the_others_are_kept(forge: Forge) -> None:
    forge.records = {"pull requests": [pull(12), pull(13, created_at="yesterday"), pull(14)]}
    reader = Reader(forge)
    reader.collect()
    assert [(one.where, one.why) for one in reader.rejected] == [
        ("http://forge.example/shop/pay/pull/13", "it does not say when it was opened")
    ]
    assert {one.native for one in reader.entries.values() if isinstance(one, Evidence)} == {"#12", "#14"}


def test_what_the_server_does_not_know_is_rejected_and_the_rest_goes_on(forge: Forge) -> None:
    full(forge)
    refused = b'{"errors": [{"message": "Field \'discussionCount\' doesn\'t exist"}]}'
    number = len(_asked(forge)) - 1  # before the releases
    forge.faults = {number: lambda _handler, _body: refused}
    reader = Reader(forge)
    reader.collect()
    assert [one.where.split(" ", 1)[1] for one in reader.rejected] == ["discussions"]
    assert any(isinstance(one, Evidence) and one.native == "v2" for one in reader.entries.values())


def _asked(forge: Forge) -> list[str]:
    Reader(forge).collect()
    streams = [search.split(" updated:")[0] for search in forge.searches if "repo:" not in search]
    forge.seen.clear()
    forge.searches.clear()
    return [*streams, "releases"]


def test_what_is_closed_to_the_token_is_said_and_the_rest_is_kept(forge: Forge) -> None:
    forge.records = {"pull requests": [pull(12)]}

    def partly(handler: object, body: bytes) -> bytes:
        said = forge.right(handler, body)  # type: ignore[arg-type]
        return said[:-1] + b', "errors": [{"type": "FORBIDDEN", "message": "Resource protected by SAML"}]}'

    forge.faults = {1: partly}
    reader = Reader(forge)
    reader.collect()
    assert reader.rejected[0].why == "Resource protected by SAML"
    assert len([one for one in reader.entries.values() if isinstance(one, Evidence)]) == 1


def test_releases_that_cannot_be_read_are_said_and_asked_for_again(forge: Forge) -> None:
    forge.records = {"pull requests": [pull(12)]}
    forge.closed = {"shop/pay"}
    reader = Reader(forge)
    reader.collect()
    assert reader.rejected[0].where == "http://forge.example/shop/pay/releases"
    forge.closed, forge.releases = set(), {"shop/pay": [release("v1", "#12")]}
    reader.collect()
    assert any(isinstance(one, Evidence) and one.native == "v1" for one in reader.entries.values())


def test_a_new_release_is_found(forge: Forge) -> None:
    forge.records = {"pull requests": [pull(12)]}
    forge.releases = {"shop/pay": [release("v1", "Others")]}
    reader = Reader(forge)
    reader.collect()
    forge.releases["shop/pay"].insert(0, release("v2", "Charges once (#12)"))
    reader.collect()
    assert any(isinstance(one, Evidence) and one.native == "v2" for one in reader.entries.values())


def test_all_pages_of_releases_are_read_the_first_time(forge: Forge) -> None:
    forge.records = {"pull requests": [pull(12)]}
    forge.releases = {"shop/pay": [release(f"v{n}", "#12", at=n) for n in range(250)]}
    reader = Reader(forge)
    reader.collect()
    assert sum(isinstance(one, Evidence) for one in reader.entries.values()) == 251


def test_a_broken_release_is_rejected(forge: Forge) -> None:
    forge.records = {"pull requests": [pull(12)]}
    forge.releases = {"shop/pay": [{**release("v1", "#12"), "node_id": None}]}
    reader = Reader(forge)
    reader.collect()
    assert [one.why for one in reader.rejected] == ["it has no node_id"]


@pytest.mark.parametrize(("merged_before", "first"), [(0, True), (3, None)])
def test_the_author_of_a_first_merged_pull_request_was_a_newcomer(
    forge: Forge, merged_before: int, first: object
) -> None:
    forge.records = {"reviews": [reviewed(12, author_association="CONTRIBUTOR")]}
    forge.before = {"fred": merged_before}
    reader = Reader(forge)
    reader.collect()
    (found,) = (one for one in reader.entries.values() if isinstance(one, Evidence))
    assert found.facts.get("first_time") == first


def test_only_what_was_approved_is_searched(forge: Forge) -> None:
    Reader(forge, only=("corp/pay", "shop")).collect()
    assert forge.searches
    assert all(" repo:corp/pay user:shop updated:" in search for search in forge.searches)


def test_since_begins_the_search(forge: Forge) -> None:
    source = GitHub(host(forge.url), LOGIN, confirmed=True, since=datetime(2026, 1, 2, tzinfo=UTC))
    list(source.fetch(None, Reader(forge).world))
    assert all("updated:>=2026-01-02T00:00:00Z" in search for search in forge.searches)


def test_since_for_once_neither_forgets_where_it_was_nor_what_was_before(forge: Forge) -> None:
    reader = Reader(full(forge))
    reader.collect()
    reader.since = datetime(2026, 1, 5, tzinfo=UTC)
    forge.searches.clear()
    reader.collect()
    assert "updated:>=2026-01-01T" in forge.searches[0]  # on from where it was
    late = Reader(forge, since=datetime(2026, 6, 1, tzinfo=UTC))
    late.collect()
    assert not late.entries
    late.since = None
    late.collect()
    assert late.entries == reader.entries


def test_another_scope_is_read_from_its_beginning(forge: Forge) -> None:
    reader = Reader(full(forge), only=("shop",))
    reader.collect()
    forge.searches.clear()
    reader.only = ()
    reader.collect()
    assert "updated:>=2007" in forge.searches[0]


def test_a_cursor_that_nobody_understands_is_as_none(forge: Forge) -> None:
    reader = Reader(full(forge))
    reader.cursor = "{not ours"
    reader.collect()
    assert "updated:>=2007" in forge.searches[0]


def test_a_login_that_nobody_confirmed_is_not_read(forge: Forge) -> None:
    with pytest.raises(SourceError, match="Nobody said that ed-stone on") as caught:
        list(GitHub(host(forge.url), LOGIN, confirmed=False).fetch(None, Reader(forge).world))
    assert caught.value.hint == "Say so: treefall connect github"
    assert not forge.seen


def test_without_the_network_nothing_is_asked(forge: Forge) -> None:
    world = World(now=now, run=run, secret=Reader(forge).world.secret)
    with pytest.raises(SourceError, match="the network is switched off"):
        list(GitHub(host(forge.url), LOGIN, confirmed=True).fetch(None, world))
    assert not forge.seen


def test_without_a_token_nothing_is_asked(forge: Forge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(SourceError, match="There is no token") as caught:
        Reader(forge, tokens=[]).collect()
    assert "gh auth login" in caught.value.hint
    assert not forge.seen


def source(section: dict[str, object], *me: str) -> GitHub:
    (found,) = sources(section, me, real_world())
    return found


def test_settings_name_the_hosts() -> None:
    found = source({"github.com": {"login": "ed-stone", "only": ["shop"]}}, "1+Ed-Stone@users.noreply.github.com")
    assert found == GitHub(Host("github.com"), "ed-stone", confirmed=True, only=("shop",))
    assert found.place == "github:github.com/ed-stone"


def test_a_login_is_mine_only_where_it_was_confirmed() -> None:
    assert not source({"github.com": {"login": "ed-stone"}}, "ed-stone@users.noreply.git.corp.example").confirmed


@pytest.mark.parametrize("since", ["2026-01-31", "2026-01-31 00:00:00", "2026-01-31 01:00:00+01:00"])
def test_since_is_a_day_or_an_instant(since: str) -> None:
    said = tomllib.loads(f"since = {since}")
    assert source({"github.com": {"login": "ed"}, **said}).since == datetime(2026, 1, 31, tzinfo=UTC)


@pytest.mark.parametrize(
    ("section", "why"),
    [
        ({"token": "ghp_secret"}, "github.token is no setting"),
        ({"since": "soon"}, "github.since is no date"),
        ({"github.com": {}}, "github.github.com.login is no login"),
        ({"github.com": {"login": "ed is:private"}}, "login is no login"),
        ({"github.com": {"login": "ed", "only": "shop"}}, "names something else"),
        ({"github.com": {"login": "ed", "only": ["shop user:x"]}}, "names something else"),
        ({"https://": {"login": "ed"}}, "no host"),
        ({"http://git.corp.example": {"login": "ed"}}, "without encryption"),
    ],
)
def test_settings_that_are_wrong_say_so(section: dict[str, object], why: str) -> None:
    with pytest.raises(SettingsError, match=why):
        source(section)


def test_what_ends_for_good_says_why(forge: Forge) -> None:
    def ask(*_: object, **__: object) -> None:
        raise RequestFailed("the network is far away", final=False)

    reader = Reader(forge, ask=ask)  # type: ignore[arg-type]  # it never answers
    with pytest.raises(SourceError, match="cannot be reached: the network is far away"):
        reader.collect()
    assert len(reader.rested) == 5
    assert reader.rested == sorted(reader.rested)


def test_nobody_waits_longer_than_two_minutes(forge: Forge) -> None:
    def limited(handler: object, _body: bytes) -> bytes:
        handler.status = 429  # type: ignore[attr-defined]
        handler.more["Retry-After"] = "1800"  # type: ignore[attr-defined]
        return b"{}"

    forge.faults = {1: limited}
    reader = Reader(forge)
    with pytest.raises(SourceError, match=r"allows no more requests until 08:30 UTC") as caught:
        reader.collect()
    assert caught.value.hint == "What came is kept. Go on then: treefall collect"
    assert not reader.rested


def test_reviews_of_nobody_are_none(forge: Forge) -> None:
    forge.records = {"reviews": [reviewed(12, reviews=nodes())]}
    reader = Reader(forge)
    reader.collect()
    assert not reader.entries
