import pickle
import sys
import time
from collections.abc import Iterator
from datetime import UTC
from itertools import repeat
from pathlib import Path

import pytest

from treefall.ports import ProgramFailed
from treefall.world import now, real_world, run


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


ECHO = python("import shutil, sys; shutil.copyfileobj(sys.stdin.buffer, sys.stdout.buffer)")


def test_the_clock_is_in_utc_and_goes_on() -> None:
    first = now()
    assert first.tzinfo is UTC
    assert now() >= first


def test_the_world_travels_to_workers() -> None:
    assert pickle.loads(pickle.dumps(real_world())) == real_world()  # noqa: S301 - our own bytes


def test_a_program_reads_while_it_writes() -> None:
    chunk = bytes(range(256)) * 4_096
    assert b"".join(run(ECHO, stdin=repeat(chunk, 8))) == chunk * 8


def test_a_program_without_input_reads_nothing() -> None:
    assert b"".join(run(ECHO)) == b""


def test_output_comes_before_the_program_ends() -> None:
    asked: list[bytes] = []

    def lines() -> Iterator[bytes]:
        yield b"one\n"
        while not asked:
            time.sleep(0.001)
        yield b"two\n"

    answers = run(python("import sys\nfor line in sys.stdin: print(line, end='', flush=True)"), stdin=lines())
    asked.append(next(answers))
    assert asked == [b"one\n"]
    assert b"".join(answers) == b"two\n"


def test_a_bad_end_is_raised_after_all_output_with_the_last_words() -> None:
    answers = run(python("import sys; print('out'); sys.stderr.write('x' * 9000 + 'why'); sys.exit(3)"))
    assert next(answers).strip() == b"out"
    with pytest.raises(ProgramFailed) as failed:
        list(answers)
    assert failed.value.status == 3
    assert failed.value.words.endswith("why")
    assert len(failed.value.words) <= 4_000


def test_a_program_that_is_not_there_says_so() -> None:
    with pytest.raises(ProgramFailed) as failed:
        list(run(["no-such-program-anywhere"]))
    assert failed.value.status is None


def test_a_program_is_ended_when_nobody_listens_any_more(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    code = f"import pathlib, time; print('up', flush=True); time.sleep(30); pathlib.Path({str(mark)!r}).touch()"
    answers = run(python(code))
    next(answers)
    start = time.monotonic()
    answers.close()  # type: ignore[attr-defined]  # a generator
    assert time.monotonic() - start < 25
    assert not mark.exists()


def test_a_program_may_stop_reading_early() -> None:
    assert b"".join(run(python("print('enough')"), stdin=repeat(b"x" * 100_000, 50))).strip() == b"enough"


def test_what_the_input_raises_is_raised() -> None:
    def broken() -> Iterator[bytes]:
        yield b"begin"
        raise ProgramFailed(7, "upstream")

    with pytest.raises(ProgramFailed, match="upstream"):
        list(run(ECHO, stdin=broken()))


def test_one_program_can_feed_another() -> None:
    assert b"".join(run(ECHO, stdin=run(python("print('through')")))).strip() == b"through"


def test_git_variables_of_the_person_do_not_reach_a_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_DIR", "/elsewhere")
    monkeypatch.setenv("OTHER", "kept")
    code = "import os; print(os.environ.get('GIT_DIR'), os.environ.get('GIT_PAGER'), os.environ['OTHER'])"
    assert b"".join(run(python(code), environment={"GIT_PAGER": "cat"})).split() == [b"None", b"cat", b"kept"]
