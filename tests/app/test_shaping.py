"""The desk at which pieces of work are shaped, on a real ledger."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from shell import ED, Repository, code

from treefall.app import App, open_app
from treefall.errors import NotFound, TreefallError
from treefall.model import Work


@pytest.fixture
def app(new_repository: Callable[[str], Repository], tmp_path: Path) -> Iterator[App]:
    shop = new_repository("shop")
    shop.commit("Add idempotency keys (#3)", {"pay/keys.py": code("keys", 40)})
    shop.commit("Test idempotency keys (#3)", {"tests/keys.py": code("test", 20)})
    shop.commit("Log refunds", {"log/refund.py": code("log", 30)})
    shop.commit("fix typo", {"log/refund.py": "# typo\n"})
    with closing(open_app(tmp_path / "home")) as opened:
        opened.collect(repositories=[shop.path], me=[ED[1]])
        yield opened


def _work(app: App, title: str) -> Work:
    return next(work for work in app.judgement().works if any(seen.title.startswith(title) for seen in work.evidence))


def _sizes(app: App) -> list[int]:
    return sorted(len(work.evidence) for work in app.judgement().works)


def test_joining_and_undoing_it(app: App) -> None:
    joined = app.shaping.join([_work(app, "Log"), _work(app, "Add")])
    assert (len(joined.evidence), _sizes(app)) == (3, [3])
    app.undo()
    assert _sizes(app) == [1, 2]
    app.undo()
    assert _sizes(app) == [3]


def test_splitting_and_undoing_it(app: App) -> None:
    work = app.shaping.accept(_work(app, "Add"))
    whole = _work(app, "Add")
    stays, goes = app.shaping.split(whole, app.shaping.proofs(whole, [whole.evidence[1].native[:8]]))
    assert (stays.id, stays.accepted, len(stays.evidence)) == (work.id, True, 1)
    assert (goes.accepted, len(goes.evidence)) == (False, 1)
    app.undo()
    assert _work(app, "Add") == whole


def test_dropping_and_bringing_back(app: App) -> None:
    work = _work(app, "Add")
    app.shaping.drop(work)
    assert _sizes(app) == [1]
    ids = app.shaping.left_out([seen.id for seen in work.evidence])
    (back,) = app.shaping.bring_back(ids)
    assert back.evidence == work.evidence
    app.undo()
    assert _sizes(app) == [1]
    app.undo()
    app.undo()
    assert _sizes(app) == [1]


def test_noise_that_is_brought_back_is_work(app: App) -> None:
    (typo,) = (out.evidence for out in app.judgement().left_out if out.why == "typo")
    (work,) = app.shaping.bring_back(app.shaping.left_out([typo.native[:10]]))
    assert typo.id in {seen.id for seen in work.evidence}
    assert not app.judgement().left_out


def test_renaming_accepts(app: App) -> None:
    done = app.shaping.rename(_work(app, "Add"), " Nobody pays twice ")
    work = _work(app, "Add")
    assert (done.title, work.title, work.accepted) == ("Nobody pays twice", "Nobody pays twice", True)
    app.undo()
    assert not _work(app, "Add").accepted


def test_what_cannot_be_is_refused_and_changes_nothing(app: App) -> None:
    work, other = _work(app, "Add"), _work(app, "Log")
    before = app.judgement()
    shape = app.shaping
    with pytest.raises(TreefallError, match="two"):
        shape.join([work, work])
    with pytest.raises(TreefallError, match="title"):
        shape.rename(work, "  ")
    for ids in ((), [seen.id for seen in work.evidence]):
        with pytest.raises(TreefallError, match="either side"):
            shape.split(work, ids)
    with pytest.raises(NotFound, match="no evidence"):
        shape.split(work, [other.evidence[0].id])
    with pytest.raises(NotFound, match="not left out"):
        shape.bring_back([work.evidence[0].id])
    with pytest.raises(NotFound, match="none of it"):
        shape.proofs(work, ["nothing"])
    with pytest.raises(NotFound, match="could be"):
        shape.proofs(work, [""])
    assert app.judgement() == before
