"""A model of the person's own, by the library `llm`: answers, failures, patience, and what happens without it."""

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from treefall.errors import NotFound, WordingError
from treefall.model import Prompt
from treefall.wording.llm import named
from treefall.wording.plain import Plain

pytest.importorskip("llm", reason="the extra llm is not installed")
import llm

ASKED = Prompt("Do it.", "<draft>\nA text.\n</draft>", "A text.")


class Scripted(llm.Model):
    """Says what it was made with, one part after the other; a number is a rest of so many seconds."""

    model_id = "scripted"
    can_stream = True

    def __init__(self, *parts: str | float | BaseException) -> None:
        self.parts = parts
        self.heard: list[tuple[str, str]] = []

    def execute(self, prompt: Any, stream: bool, response: Any, conversation: Any) -> Iterator[str]:  # noqa: ANN401, FBT001
        del stream, response, conversation
        self.heard.append((prompt.system, prompt.prompt))
        for part in self.parts:
            match part:
                case BaseException():
                    raise part
                case float():
                    time.sleep(part)
                case _:
                    yield part


def asked(model: Scripted, patience: float = 20.0) -> str:
    """Register `model` with llm, ask it by its name, and take it away again."""

    class Hook:
        @llm.hookimpl
        def register_models(self, register: Any) -> None:  # noqa: ANN401
            register(model)

    hook = Hook()
    llm.plugins.load_plugins()  # type: ignore[no-untyped-call]  # the library's own
    llm.plugins.pm.register(hook, name="scripted")
    try:
        return named("scripted", patience).reword(ASKED)
    finally:
        llm.plugins.pm.unregister(name="scripted")


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LLM_USER_PATH", str(tmp_path))


def test_the_plain_wording_changes_nothing() -> None:
    assert Plain().reword(ASKED) == "A text."
    assert Plain().name == "plain"


def test_a_model_hears_the_prompt_and_nothing_else() -> None:
    model = Scripted("A ", "text", ".")
    assert asked(model) == "A text."
    assert model.heard == [(ASKED.instructions, ASKED.words)]


def test_what_a_model_fails_with_is_said() -> None:
    with pytest.raises(WordingError, match="could not be asked: no key"):
        asked(Scripted("A", RuntimeError("no key")))


def test_an_answer_that_takes_too_long_is_not_waited_for() -> None:
    with pytest.raises(WordingError, match=r"took longer than 0\.1 seconds"):
        asked(Scripted("A", 2.0, "text."), patience=0.1)


def test_an_answer_without_an_end_is_cut_off() -> None:
    assert len(asked(Scripted(*["word " * 100] * 1_000))) == 20_000


def test_an_unknown_model_is_named() -> None:
    with pytest.raises(NotFound, match="knows no model called 'nosuch'") as caught:
        named("nosuch")
    assert caught.value.hint == "See those it knows: llm models"


def test_without_the_library_one_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "llm", None)
    with pytest.raises(NotFound, match="llm is not installed") as caught:
        named("anything")
    assert caught.value.hint == "pip install 'treefall[llm]'"


def test_a_broken_plug_in_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_name: str) -> None:
        raise ImportError("No module named 'llama_cpp'")

    monkeypatch.setattr(llm, "get_model", broken)
    with pytest.raises(WordingError, match="No module named 'llama_cpp'"):
        named("anything")
