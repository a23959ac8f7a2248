"""The reader's model at an endpoint: the same numbers as here, or an error in a line and in time."""

from __future__ import annotations

import gzip
import json
import time
from dataclasses import asdict

import numpy as np
import pytest
from pydantic import SecretStr, ValidationError

from assistant.errors import SettingsError, UnavailableError
from assistant.reader.endpoint import MOST_BYTES, EndpointModel
from assistant.reader.onnx import FOLDER, PIECES, OnnxModel, OnnxReader
from assistant.reader.reading import Context
from assistant.reader.tokens import open_pieces
from assistant.settings import ReaderSettings
from tests.assistant.reader import model_server as ways

LONG = "Nämnden beslutade den 3 maj att projektet skulle få 15,7 miljoner kronor, sade Åsa. " * 25
CONTEXTS = [
    Context("Styrgruppen", "Deltagare", "Gruppen leds av Karin Ahlgren.\nDen möts i Umeå."),
    Context("Pengar", "Beslut", LONG, nearest=0.9),
    Context("Väder", "", "Det regnar."),
    Context("", "", ""),
]
PAIRS = open_pieces(FOLDER / PIECES).pairs("Vem leder gruppen?", CONTEXTS[0])


@pytest.fixture(scope="module")
def here() -> OnnxReader:
    return OnnxReader()


def test_it_reads_as_the_model_here_does_to_the_last_bit(
    here: OnnxReader, settings: ReaderSettings
) -> None:
    there = here.with_model(EndpointModel(settings.model_copy(update={"seconds": 60.0})))
    for question in ("Hur mycket pengar fick projektet?", "?"):
        assert asdict(there.read(question, CONTEXTS)) == asdict(here.read(question, CONTEXTS))
        assert there.settle(question, CONTEXTS[0]) == here.settle(question, CONTEXTS[0])
        told = there.weigh(question, CONTEXTS[0], CONTEXTS[1], 2.0)
        assert told == here.weigh(question, CONTEXTS[0], CONTEXTS[1], 2.0)


def test_what_goes_there_are_numbers_of_pieces(
    server: ways.ModelServer, settings: ReaderSettings
) -> None:
    given = {"model": "a-reader", "api_key": SecretStr("secret"), "seconds": 60.0}
    EndpointModel(settings.model_copy(update=given)).logits(PAIRS)
    ((path, headers, body),) = server.asked
    assert path == "/v2/models/a-reader/infer"
    assert headers["Authorization"] == "Bearer secret"
    numbers = PAIRS[0].numbers
    tensor = {"name": "numbers", "shape": [1, len(numbers)], "datatype": "INT64", "data": numbers}
    assert json.loads(body) == {"inputs": [tensor]}
    assert len(body) < 8 * len(numbers) + 100


@pytest.mark.parametrize("key", ["se\ncret", "se\0cret", "nyckel-å"])
def test_a_key_that_no_header_can_hold_is_refused_and_not_told(
    settings: ReaderSettings, key: str
) -> None:
    with pytest.raises(SettingsError) as refused:
        EndpointModel(settings.model_copy(update={"api_key": SecretStr(key)}))
    assert key not in str(refused.value)


def test_a_key_may_end_in_a_line_break(server: ways.ModelServer, settings: ReaderSettings) -> None:
    given = {"api_key": SecretStr("secret\n"), "seconds": 60.0}
    EndpointModel(settings.model_copy(update=given)).logits(PAIRS)
    assert server.asked[0][1]["Authorization"] == "Bearer secret"


def test_an_address_that_holds_a_password_is_refused() -> None:
    with pytest.raises(ValueError, match="url"):
        ReaderSettings(url="http://user:hunter2@host:8000")


def test_what_is_to_be_read_is_sent_at_once(
    server: ways.ModelServer, settings: ReaderSettings
) -> None:
    EndpointModel(settings.model_copy(update={"seconds": 60.0})).logits(PAIRS)
    server.behaviour = ways.slow(0.5 * settings.seconds)
    assert len(EndpointModel(settings).logits(PAIRS * 3)) == 3


def test_tensors_may_be_nested(server: ways.ModelServer, settings: ReaderSettings) -> None:
    server.behaviour = ways.nested
    patient = settings.model_copy(update={"seconds": 60.0})
    ((by_piece, whole),) = EndpointModel(patient).logits(PAIRS)
    ((wanted, wanted_whole),) = OnnxModel().logits(PAIRS)
    assert np.array_equal(by_piece, wanted)
    assert np.array_equal(whole, wanted_whole)


@pytest.mark.parametrize(
    ("behaviour", "told"),
    [
        (ways.fails(503), "status 503"),
        (ways.fails(404), "status 404"),
        (ways.redirects("http://127.0.0.1:1/v2"), "status 307"),
        (ways.says(gzip.compress(b"{}"), Content_Encoding="gzip"), "compressed"),
        (ways.says(b""), "Expecting value"),
        (ways.says(b"{}"), "outputs"),
        (ways.says(b'{"outputs": {}}'), "made_of"),
        (ways.says(b'{"outputs": 7}'), "iterable|subscript"),
        (ways.says(b"[" * 100_000), "recursion"),
        (ways.says(b"9" * 100_000), "digits"),
        (ways.floods, "too long"),
        (ways.says(b" " * (MOST_BYTES + 1)), "too long"),
        (ways.dribbles, "within 2 s|too long"),
        (ways.dribbles_its_head, "within 2 s"),
        (ways.silent, "within 2 s|timed out"),
        (ways.closes, "disconnected"),
        (ways.breaks_off, "closed"),
        (ways.changed("made_of", data=[0] * 32), "another model"),
        (ways.changed("made_of", data=None), "another model"),
        (ways.says(b'{"outputs": [{"name": "pieces"}]}'), "made_of"),
        (ways.changed("pieces", datatype="FP16"), "FP16"),
        (ways.changed("pieces", shape=lambda shape: shape[1:]), "shape"),
        (ways.changed("pieces", data=lambda data: data[:-1]), "reshape"),
        (ways.changed("pieces", data=lambda data: [data, 1.0]), "sequence|inhomogeneous"),
        (ways.changed("pieces", data=lambda data: [float("nan"), *data[1:]]), "no numbers"),
        (ways.changed("pieces", data=lambda data: [None, *data[1:]]), "no numbers"),
        (ways.changed("pieces", data=lambda data: ["x", *data[1:]]), "convert"),
        (ways.changed("pieces", data=lambda data: [10**400, *data[1:]]), "large|no numbers"),
        (ways.changed("whole", data=[float("inf")] * 4), "no numbers"),
        (ways.changed("whole", data={}), "float"),
    ],
)
def test_what_is_no_answer_is_an_error_in_a_line_and_in_time(
    server: ways.ModelServer, settings: ReaderSettings, behaviour: ways.Behaviour, told: str
) -> None:
    EndpointModel(settings.model_copy(update={"seconds": 60.0})).logits(PAIRS)
    server.behaviour = behaviour
    begun = time.monotonic()
    with pytest.raises(UnavailableError, match=told) as raised:
        EndpointModel(settings).logits(PAIRS)
    assert time.monotonic() - begun < 4.0
    assert "\n" not in str(raised.value)
    assert len(str(raised.value)) < 400


def test_where_nobody_listens_it_is_away() -> None:
    with pytest.raises(UnavailableError, match="refused"):
        EndpointModel(ReaderSettings(url="http://127.0.0.1:1")).logits(PAIRS)


def test_it_is_known_by_a_reading(server: ways.ModelServer, settings: ReaderSettings) -> None:
    model = EndpointModel(settings)
    assert model.check() < 0.001
    server.behaviour = ways.changed("whole", data=lambda data: [data[0] + 0.1, *data[1:]])
    with pytest.raises(UnavailableError, match=r"other numbers .* 0\.1 from"):
        model.check()


@pytest.mark.parametrize("url", ["reader:8000", "ftp://reader", "http://reader/", "http://r/?a=b"])
def test_an_address_is_one_of_a_server(url: str) -> None:
    with pytest.raises(ValidationError):
        ReaderSettings(url=url)
