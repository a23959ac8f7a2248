"""What is kept of views answers as what is made at opening, and damage to it is found."""

from __future__ import annotations

import hashlib
import logging
import random
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant.answering.versions import Versions
from assistant.facts import kept, people_index, rewording, statement_index
from assistant.facts.fields import fields_met, phrases_met, with_occasion
from assistant.facts.people_index import PeopleIndex, names_told
from assistant.facts.people_query import PeopleQuery
from assistant.facts.requests import REQUESTS
from assistant.facts.rewording import KnownNames
from assistant.facts.statement_index import StatementIndex
from assistant.models.documents import Document, Fact, Passage, ReadDocument, Sentence
from assistant.ports import SearchIndex
from assistant.settings import Settings, VectorsSettings
from assistant.tables import NO_TABLES
from assistant.text.kinds import OPEN
from assistant.views.corrected import CorrectedIndex
from tests.vectorstore.fakes import RecordingEmbeddings
from vectorstore import indexes
from vectorstore import seal as seals
from vectorstore import table_files as files
from vectorstore.checking import index_problems
from vectorstore.faults import BrokenIndexError
from vectorstore.generations import generation_folder
from vectorstore.index import OpenIndex, open_index
from vectorstore.manifest import read_manifest
from vectorstore.writer import write_generation

NAMES = "Åsa Öberg|Åsa Ôberg|Bo Alm|Lars-Henrik Jörnving|Vera Ek|Bo\nAlm|李 雷|Emoji 🚗|Ek".split(
    "|"
)
ROLES = "vd|forskningschef|lärare|vice President|ordförande för gruppen|".split("|")
PLACES = (
    "KTH|Kungliga Tekniska Högskolan|Movebybike|Region Stockholm|Scania:s|AB Volvo & Co|".split("|")
)
PROSE = (
    "Kungliga Tekniska Högskolan (KTH) leder arbetet.",
    "Epiroc provar bussar, och Epiroc bygger i Örebro.",
    "Högnivågruppen möts i Åmål.",
    "Åmål, Åmål och åter ÅMÅL:s hamn.",
    "",
)
STATED: Sequence[tuple[str, dict[str, str]]] = (
    ("period", {"subject": "Epiroc", "from": "2020", "to": "2023-10"}),
    ("period", {"from": "2024-05-02", "to": "2024-05-02"}),
    ("amount", {"subject": "Budget: projektet", "value": "4000000", "unit": "SEK"}),
    ("goal", {"goal": "bättre bussar"}),
)
QUESTIONS = [
    *(f"Vem är {name}?" for name in NAMES),
    *(f"Vilka kommer från {place}?" for place in PLACES),
    "Vem är ersättare för Vera i gruppen?",
    "Vem är forskningschefn på move by bike?",
    "Vem leder högnivågrupen i Åmål?",
    "Vem företräder kungliga tekniska högskolan?",
    "Vilka möts i Örebro?",
]


def corpus(seed: int) -> list[ReadDocument]:
    """Some documents that tell of people, and some that others replace."""
    draw = random.Random(seed)
    documents = [_document(draw, f"d{number}") for number in range(draw.randrange(1, 9))]
    if len(documents) > 2 and seed % 2:
        older = replace(documents[0].document, replaced_by=documents[1].document.id)
        documents[0] = replace(documents[0], document=older)
    return documents


def _document(draw: random.Random, name: str) -> ReadDocument:
    told = [("person", _fields(draw)) for _ in range(draw.randrange(5))]
    told += [(kind, fields) for kind, fields in STATED if draw.random() < 0.5]
    lines = [", ".join(fields.values()) for _, fields in told]
    lines += draw.sample(PROSE, draw.randrange(len(PROSE))) or ["Text."]
    text, start, facts, sentences = "\n\n".join(lines), 0, [], []
    for number, line in enumerate(lines):
        end = start + len(line)
        if line:
            sentences.append(Sentence(name, start, end, line))
        if number < len(told):
            facts.append(Fact(name, start, end, line, *told[number]))
        start = end + 2
    document = Document(name, f"Sida om {draw.choice(PLACES)}", text, f"{name}.txt")
    passage = Passage(name, 0, len(text), text, "Rubrik", "Rubrik", tuple(sentences))
    return ReadDocument(document, (passage,), tuple(facts))


def _fields(draw: random.Random) -> dict[str, str]:
    fields = {
        "name": draw.choice(NAMES),
        "role": draw.choice(ROLES),
        "organisation": draw.choice(PLACES),
        "group": draw.choice(["Högnivågruppen", "styrgruppen", ""]),
        "party": draw.choice(["M", "S", ""]),
        "capacity": draw.choice(["leader", "member", "opener", ""]),
        "substitute_for": draw.choice(["Vera Ek", ""]),
    }
    return {field: value for field, value in fields.items() if value}


def written(settings: Settings, documents: list[ReadDocument]) -> OpenIndex:
    write_generation(settings.data_dir, documents, [], RecordingEmbeddings(), settings)
    return opened(settings)


def opened(settings: Settings) -> OpenIndex:
    return open_index(settings.data_dir, settings, RecordingEmbeddings())


def folder(settings: Settings) -> Path:
    name = read_manifest(settings.data_dir).name
    return generation_folder(settings.data_dir, name)


def seal(index: Path) -> None:
    """Let the files of an index be as they should be."""
    (index / "files.json").unlink()
    seals.seal(index, seals.described(index, index))


def parts(index: SearchIndex) -> Iterator[SearchIndex]:
    """The parts that are asked, of the index as it is and with the first fact withdrawn."""
    for each in (index, CorrectedIndex(index, index.facts[1:], index.facts[:1])):
        versions = Versions(each)
        yield from filter(None, (versions.current, versions.older))


def found(index: SearchIndex) -> list[Any]:
    """All that questions look up in what is kept."""
    held: list[Any] = []
    for part in parts(index):
        people, names = part.view(PeopleIndex), part.view(KnownNames)
        held += [list(people.facts), list(people.words.words), people.person.tolist()]
        held += [list(part.view(names_told)), *stated(part)]
        for question in QUESTIONS:
            asked = PeopleQuery.of(question, OPEN)
            met = fields_met(part, asked)
            held += [met.tolist(), with_occasion(people, asked, met).tolist()]
            held += [phrases_met(people, asked).tolist(), names.acronyms_in(question)]
            held.append([*rewording.rewordings(part, question)])
    return held


def stated(part: SearchIndex) -> Iterator[Any]:
    """What is looked up of statements."""
    found = part.view(StatementIndex)
    yield [found.statement(row) for row in range(len(found))]
    yield [list(found.told), list(found.words.words), found.document.tolist()]
    for request in REQUESTS:
        yield found.rows(request.kinds, request.needs).tolist()
    for word in ("pågår", "epiroc", "2023", "rubrik"):
        like = [found.words.near(word).numbers]
        yield [found.met(column, like).tolist() for column in (found.own, found.around, found.page)]
    masks = (found.is_day, found.by_label, found.is_general, found.of_membership, found.of_total)
    yield [mask.tolist() for mask in masks]


@pytest.mark.parametrize("seed", range(8))
def test_what_is_kept_finds_what_is_found_by_what_is_made(settings: Settings, seed: int) -> None:
    index = written(settings, corpus(seed))
    assert index.tables
    made = opened(settings)
    made.tables = NO_TABLES
    assert found(index) == found(made)


@pytest.mark.parametrize("seed", [2, 3])
def test_opening_cuts_no_text_again(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    def cut(*_: object) -> None:
        raise AssertionError

    versions = Versions(written(settings, corpus(seed)))
    for module, name in (
        (people_index, "people_tables"),
        (people_index, "text_words"),
        (people_index, "told_names"),
        (rewording, "joined_names"),
        (rewording, "acronyms"),
        (statement_index, "statement_tables"),
    ):
        monkeypatch.setattr(module, name, cut)
    for part in filter(None, (versions.current, versions.older)):
        for view in (PeopleIndex, KnownNames, names_told, StatementIndex):
            part.view(view)


@pytest.mark.parametrize("file", ["tables.bin", "tables.json"])
@pytest.mark.parametrize("place", [0, 0.3, 0.7, 0.999])
def test_a_changed_bit_is_found_and_told_in_one_line(
    settings: Settings, caplog: pytest.LogCaptureFixture, file: str, place: float
) -> None:
    before = found(written(settings, corpus(4)))
    path = folder(settings) / "index-1" / indexes.VIEWS / file
    content = bytearray(path.read_bytes())
    content[int(place * len(content))] ^= 4
    path.write_bytes(content)
    with caplog.at_level(logging.WARNING):
        assert found(opened(settings)) == before
    told = [each.getMessage() for each in caplog.records if each.levelno >= logging.WARNING]
    assert told == [f"The search index of {folder(settings).name} is rebuilt from the record."]


def test_a_generation_without_any_is_opened_as_it_is(settings: Settings) -> None:
    before = found(written(settings, corpus(4)))
    index = folder(settings) / "index-1"
    shutil.rmtree(index / indexes.VIEWS)
    seal(index)
    assert found(opened(settings)) == before
    assert index.is_dir()


def test_what_another_version_made_is_not_used(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as earlier:
        earlier.setattr(indexes, "FORMAT", "0")
        before = found(written(settings, corpus(4)))
    index = opened(settings)
    assert not index.tables
    assert found(index) == before
    assert (folder(settings) / "index-1").is_dir()


def test_what_a_sentence_states_is_found_without_looking_for_others(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    twice = [
        replace(read, facts=tuple(fact for fact in read.facts for _ in range(2)))
        for read in corpus(4)
    ]
    stated = written(settings, twice).view(StatementIndex)
    every = [stated.statement(row) for row in range(len(stated))]
    assert len({statement.sentence for statement in every}) < len(every)
    wanted = {one.sentence: [s.fact for s in every if s.sentence == one.sentence] for one in every}
    monkeypatch.delattr(stated, "_places")
    assert {sentence: list(stated.stated_by(sentence)) for sentence in wanted} == wanted


@pytest.fixture
def outdated(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The index of a generation that an earlier version wrote."""
    with monkeypatch.context() as earlier:
        earlier.setattr(indexes, "FORMAT", "0")
        earlier.setattr(indexes, "VIEWS", "views")
        written(settings, corpus(4))
    return folder(settings) / "index-1"


def times(index: Path) -> dict[str, int]:
    """When the files of an index were written last."""
    paths = [path for path in index.rglob("*") if path.is_file()]
    return {str(path): path.stat().st_mtime_ns for path in paths}


def test_an_ingest_of_the_same_makes_what_another_version_kept_anew_and_nothing_else(
    settings: Settings, outdated: Path
) -> None:
    before, made = found(opened(settings)), times(outdated)
    # Chroma's server would be asked for nothing: nobody answers there.
    away = settings.model_copy(update={"vectors": VectorsSettings(url="http://127.0.0.1:9")})
    written(away, corpus(4))
    index = opened(settings)
    assert index.tables
    assert found(index) == before
    after = times(outdated)
    changed = {path for path, when in made.items() if after[path] != when}
    assert {Path(path).name for path in changed} <= {"files.json", "chroma.sqlite3"}


def test_an_ingest_of_the_same_goes_on_where_that_cannot_be_written(
    settings: Settings,
    outdated: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(indexes, "write_tables", fail)
        assert not written(settings, corpus(4)).tables
    assert "No space left on device" in caplog.text
    # What was not written to its end is not taken for whole, nor for damage.
    (outdated / indexes.VIEWS).mkdir()
    assert not opened(settings).tables
    assert outdated.is_dir()
    assert written(settings, corpus(4)).tables


def test_damage_is_not_sealed_as_what_should_be(settings: Settings, outdated: Path) -> None:
    path = next((outdated / "lexical").iterdir())
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    write_generation(settings.data_dir, corpus(4), [], RecordingEmbeddings(), settings)
    assert (outdated / indexes.VIEWS).is_dir()
    with pytest.raises(BrokenIndexError):
        seals.check_seal(outdated)


def test_those_of_another_record_are_not_used(settings: Settings, tmp_path: Path) -> None:
    before = found(written(settings, corpus(4)))
    other = settings.model_copy(update={"data_dir": tmp_path / "other"})
    written(other, corpus(5))
    shutil.rmtree(folder(settings) / "index-1" / indexes.VIEWS)
    shutil.copytree(
        folder(other) / "index-1" / indexes.VIEWS, folder(settings) / "index-1" / indexes.VIEWS
    )
    seal(folder(settings) / "index-1")
    index = opened(settings)
    assert not index.tables
    assert found(index) == before


def test_tables_of_something_else_are_noticed(settings: Settings) -> None:
    index = written(settings, corpus(4))
    assert not index_problems(folder(settings), read_manifest(settings.data_dir), settings)
    wrong = {**index.tables, "people/leads": ~index.tables["people/leads"]}
    path = folder(settings) / "index-1"
    shutil.rmtree(path / indexes.VIEWS)
    made_by = files.made_by(kept.FORMAT, read_manifest(settings.data_dir))
    files.write_tables(path / indexes.VIEWS, made_by, wrong)
    seal(path)
    assert index_problems(folder(settings), read_manifest(settings.data_dir), settings) == [
        "What is looked up of people holds something else than the documents."
    ]


def test_only_numbers_are_read(tmp_path: Path) -> None:
    files.write_tables(
        tmp_path / indexes.VIEWS, "1", {"one": np.arange(3), "none": np.zeros((0, 2))}
    )
    read = files.read_tables(tmp_path / indexes.VIEWS, "1")
    assert read["one"].tolist() == [0, 1, 2]
    assert read["none"].shape == (0, 2)
    told = tmp_path / indexes.VIEWS / "tables.json"
    told.write_text(told.read_text("utf-8").replace("<i8", "|O"), "utf-8")
    with pytest.raises(ValueError, match="no kind of number"):
        files.read_tables(tmp_path / indexes.VIEWS, "1")


def _digest(tables: Mapping[str, np.ndarray[Any, Any]]) -> str:
    digest = hashlib.sha256()
    for name in sorted(tables):
        digest.update(f"{name} {tables[name].dtype.str} {tables[name].shape}".encode())
        digest.update(np.ascontiguousarray(tables[name]).data)
    return digest.hexdigest()[:12]


def test_what_is_kept_changes_with_the_number_of_its_format_only() -> None:
    tables = kept.kept_tables(corpus(4))
    told = "Let the first number of FORMAT go up, and put the new checksum here."
    assert (kept.FORMAT.partition(",")[0], _digest(tables)) == ("5", "479e68fea3cb"), told
