"""`treefall sources` and `treefall status`: what was read, what was not, and whether that is of late."""

from inside import Inside


def test_a_new_home_is_told_what_to_read(inside: Inside) -> None:
    done = inside.runs("status")
    assert done.out.startswith("Not fresh: nothing is read yet\n")
    assert "Next: treefall collect --repo PATH" in done.out
    assert inside.run("status", "--check").status == 1
    assert "nothing is read yet" in inside.runs("sources").out


def test_a_collected_home_is_fresh_and_says_what_it_cannot_see(inside: Inside) -> None:
    inside.runs("collect", "--repo", ".")
    done = inside.runs("status", "--check")
    assert done.out.startswith("Fresh: 1 place, all read of late\n")
    assert "Not seen  reviews and merges on GitHub; incidents;" in done.out
    assert "Next: treefall ask 1" in done.out
    assert max(map(len, done.out.splitlines())) <= 80


def test_every_place_says_until_when_it_was_read(inside: Inside) -> None:
    inside.runs("collect", "--repo", ".")
    out = inside.runs("sources").out
    assert "shop" in out
    assert "fresh, read " in out
    assert "30 May 2026 – 3 Jun 2026" in out  # noqa: RUF001 - a dash as it is printed
    assert "reviews and merges on GitHub: not connected, though" in out
    assert max(map(len, out.splitlines())) <= 80


def test_work_that_rests_on_a_place_that_was_read_in_part_says_so(inside: Inside) -> None:
    inside.runs("collect", "--repo", ".", "--since", "2026-01-01")
    inside.runs("list")
    assert "which is in part: treefall sources" in inside.runs("show", "1").err


def test_a_place_that_fails_is_named_with_its_reason(inside: Inside) -> None:
    inside.runs("collect", "--repo", ".")
    settings = inside.home / "treefall.toml"
    settings.write_text(settings.read_text().replace("/shop", "/gone"))
    inside.run("collect")
    done = inside.run("status", "--check")
    assert done.status == 1
    assert "Not fresh: 2 places, 1 not up to date" in done.out
    assert "gone" in done.out
    assert "Next: treefall collect" in done.out


def test_all_of_it_is_there_for_programs(inside: Inside) -> None:
    inside.runs("collect", "--repo", ".", "--since", "2026-01-01")
    (inside.home / "spool").write_text("1780000000 /src/shop\n")
    found = inside.run("status", "--json", "--check")
    assert found.status == 1
    assert not found.json["fresh"]
    assert found.json["waiting"]["commits"] == 1
    assert found.json["next"]["command"] == "treefall collect"
    (place,) = inside.runs("sources", "--json").json["places"]
    assert place["condition"] == "in part"
    assert place["since"]
    assert "1 commit waits to be read since" in inside.runs("status").out
    assert "was passed over" in inside.runs("sources").out
