"""Any executor reads: the processes of this machine, or a cluster's."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from pathlib import Path

import pytest
from shell import FRED, Repository, code

from treefall.app import open_app


@contextmanager
def cluster() -> Iterator[Executor]:
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as workers,
        distributed.Client(workers) as client,
    ):
        yield client.get_executor()


def export(home: Path, repositories: list[Path], executor: Executor | None) -> bytes:
    home.mkdir()
    written = b""
    for named, me, new in ((repositories, ["ed@corp.example"], 7), ([], [], 0)):
        with closing(open_app(home, executor=executor)) as app:
            found = app.collect(repositories=named, me=me)
            assert (found.new, found.rejected) == (new, ())
            written = b"".join(app.export())
    return written


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_processes_and_a_cluster_find_what_two_threads_find(
    new_repository: Callable[[str], Repository], tmp_path: Path
) -> None:
    shops = [new_repository(name) for name in ("one", "two", "three")]
    for number, shop in enumerate(shops, 1):
        for commit in range(number):
            shop.commit(f"Commit {commit}", {f"f{commit}": code(shop.path.name, 9)})
    shops[0].git("revert", "--no-edit", "HEAD", by=FRED)
    hands: dict[str, AbstractContextManager[Executor | None]] = {
        "threads": nullcontext(),
        "processes": ProcessPoolExecutor(2),
        "cluster": cluster(),
    }
    exports = {}
    for name, opened in hands.items():
        with opened as executor:
            exports[name] = export(tmp_path / f"home-{name}", [shop.path for shop in shops], executor)
    assert exports["threads"] == exports["processes"] == exports["cluster"] != b""
