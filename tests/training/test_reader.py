"""A reader that was hardly trained, as it runs: its bounds hold whatever it has learnt."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.errors import SettingsError
from assistant.models.answers import Turn
from assistant.reader.decoding import Candidate
from assistant.reader.onnx import CARD, MODEL, OnnxReader
from assistant.reader.reading import Context, Verdict

PAGE = (
    "Följande personer ingår i gruppen:\n- Karin Ahlgren, Region Sörmland\n- Per-Ola Niia, Boliden\n"
    "- Aida Begić, Scania\n\nGruppen möts fyra gånger om året – nästa gång den 4 juni i Umeå."
)
CONTEXT = Context("En ny styrgrupp", "Deltagare", PAGE)
OTHER = Context(
    "Snöröjning", "När plogar ni?", "Villagator får vänta tills det ligger åtta centimeter."
)
STRANGE = [
    "",
    " \n\t ",
    "?",
    "\x00\ufffd\u202e",
    "👩‍👩‍👧‍👦 e\u0301 ﬁ ½ \u00ad",
    "كم مرة تجتمع المجموعة؟",
    "|" * 300,
]


@pytest.fixture(scope="module")
def reader(exported: Path) -> OnnxReader:
    return OnnxReader(exported)


def test_every_span_is_a_slice_of_its_passage(reader: OnnxReader) -> None:
    reading = reader.read("Hur ofta möts gruppen?", [OTHER, CONTEXT])
    texts = [OTHER.text, PAGE]
    for span in reading.spans:
        said = texts[span.context][span.start : span.end]
        assert said == said.strip() != ""
        assert 0.0 <= span.chance <= 1.0


def test_chances_are_chances(reader: OnnxReader) -> None:
    reading = reader.read("Möts gruppen i Umeå?", [CONTEXT])
    told = reading.verdict
    assert told.yes + told.no + told.unsettled + told.open == pytest.approx(1.0, abs=1e-5)


def test_the_same_is_read_the_same(reader: OnnxReader) -> None:
    once, again = (reader.read("Vem är från Boliden?", [CONTEXT, OTHER]) for _ in range(2))
    assert once == again


def test_without_passages_there_is_no_answer(reader: OnnxReader) -> None:
    assert reader.read("Vem är från Boliden?", []).spans == ()


def test_what_stands_further_down_is_read_only_where_the_first_two_do_not_answer(
    reader: OnnxReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    contexts = [CONTEXT, OTHER, OTHER, OTHER]
    whole = reader.read("Vem är från Boliden?", contexts)
    seen: list[Context] = []
    look = reader.look_at_all

    def noted(asked: str, contexts: Sequence[Context]) -> list[tuple[Candidate | None, Verdict]]:
        seen.extend(contexts)
        return look(asked, contexts)

    monkeypatch.setattr(reader, "look_at_all", noted)
    assert reader.read("Vem är från Boliden?", contexts, enough=1.01) == whole
    assert seen == contexts
    seen.clear()
    first = reader.read("Vem är från Boliden?", contexts, enough=0.0)
    assert seen == contexts[:2]
    assert {span.context for span in first.spans} <= {0, 1}


@pytest.mark.parametrize("strange", STRANGE)
def test_strange_text_is_read_within_its_bounds(reader: OnnxReader, strange: str) -> None:
    for reading, text in (
        (reader.read(strange, [CONTEXT], [Turn("user", strange)]), PAGE),
        (reader.read("Vem?", [Context(strange, strange, strange)]), strange),
    ):
        assert all(0 <= span.start <= span.end <= len(text) for span in reading.spans)
    assert 0.0 <= reader.settle(strange, Context(strange, strange, strange)).yes <= 1.0


def test_work_is_bounded_whatever_comes_in(reader: OnnxReader) -> None:
    long = "ord och bild " * 400
    started = time.perf_counter()
    reader.read(long, [Context("T", "H", long)], [Turn("user", long)])
    full = time.perf_counter() - started
    huge = long * 500
    started = time.perf_counter()
    reading = reader.read(huge, [Context("T", "H", huge)], [Turn("user", huge)])
    assert time.perf_counter() - started < 10 * full + 1
    assert all(span.end <= 4000 for span in reading.spans)


def test_a_missing_or_foreign_model_is_told_in_a_line(exported: Path, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="make train-reader"):
        OnnxReader(tmp_path)
    (tmp_path / MODEL).write_bytes((exported / MODEL).read_bytes())
    (tmp_path / CARD).write_text('{"format": 99}', "utf-8")
    with pytest.raises(SettingsError, match="format 99"):
        OnnxReader(tmp_path)
