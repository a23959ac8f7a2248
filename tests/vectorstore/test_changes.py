"""What is embedded again, what is taken over, and what is left of what is gone."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import SourceError
from assistant.models.documents import EarlierVersion, ReadDocument
from assistant.settings import IngestSettings, Settings
from tests.vectorstore.fakes import GROUP, PROJECT, RecordingEmbeddings, many, read_document
from vectorstore import checkpoint
from vectorstore.changes import Changes
from vectorstore.checking import index_problems, record_problems
from vectorstore.checkpoint import FILE, Checkpoint
from vectorstore.generations import generation_folder, generation_names, writing
from vectorstore.index import open_index
from vectorstore.leftovers import leftovers
from vectorstore.lexical import LexicalIndex
from vectorstore.manifest import RECORD, describe, read_manifest
from vectorstore.record import read_history
from vectorstore.safeguards import Missing
from vectorstore.writer import WriteReport, write_generation

ROOT = Path(__file__).parents[2]
KILLED_AT = 5
WRITER = f"""
import os, signal, sys
from pathlib import Path
from assistant.settings import Settings
from tests.vectorstore.fakes import RecordingEmbeddings, many
from vectorstore.writer import write_generation
embeddings, batches = RecordingEmbeddings(), []
encode = embeddings.recorder.passages
def passages(texts):
    batches.append(texts)
    if len(batches) == {KILLED_AT}:
        os.kill(os.getpid(), signal.SIGKILL)
    for text in texts:
        print(text.encode().hex(), flush=True)
    return encode(texts)
embeddings.recorder.passages = passages
settings = Settings(data_dir=Path(sys.argv[1]))
write_generation(settings.data_dir, many(30, "new"), [], embeddings, settings)
"""


def write(
    settings: Settings, *documents: ReadDocument, embeddings: RecordingEmbeddings | None = None
) -> WriteReport:
    embeddings = embeddings or RecordingEmbeddings()
    return write_generation(settings.data_dir, documents, [], embeddings, settings)


def killed(settings: Settings) -> list[str]:
    """What a writer had embedded, up to the batch before the one that it was killed over."""
    command = [sys.executable, "-c", WRITER, str(settings.data_dir)]
    ended = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert ended.returncode == -9, ended.stderr
    return [bytes.fromhex(line).decode() for line in ended.stdout.split()]


def holds(settings: Settings, words: str) -> list[str]:
    """The files of the data directory in which some words stand."""
    paths = [path for path in settings.data_dir.rglob("*") if path.is_file()]
    return [path.name for path in paths if words.encode() in path.read_bytes()]


def test_what_was_embedded_before_a_kill_is_not_embedded_again(settings: Settings) -> None:
    old = RecordingEmbeddings()
    write(settings, *many(3, "old"), embeddings=old)
    before = killed(settings)
    assert len(before) == 32 * (KILLED_AT - 2) + 90 % 32  # Full batches, and the end of a step.
    embeddings = RecordingEmbeddings()
    report = write(settings, *many(30, "new"), embeddings=embeddings)
    assert report.resumed == len(before)
    assert report.embedded == len(embeddings.texts) > 0
    everything = RecordingEmbeddings()
    write(Settings(data_dir=settings.data_dir / "other"), *many(30, "new"), embeddings=everything)
    # None of it twice.
    assert sorted([*before, *embeddings.texts]) == sorted(set(everything.texts) - set(old.texts))
    assert not (settings.data_dir / FILE).exists()
    index = open_index(settings.data_dir, settings, embeddings)
    fresh = embeddings.passages([passage.text for passage in index.passages])
    assert abs(index.passage_vectors(range(len(fresh))) - fresh).max() < 1e-6


def test_another_model_does_not_go_on_where_the_first_was(settings: Settings) -> None:
    killed(settings)
    other = RecordingEmbeddings("other")
    report = write(settings, *many(30, "new"), embeddings=other)
    assert report.resumed == 0
    assert report.embedded == len(other.texts)


@pytest.mark.parametrize("damage", ["cut", "flip", "empty", "foreign"])
def test_a_damaged_checkpoint_is_used_as_far_as_it_is_whole(
    settings: Settings, damage: str
) -> None:
    before = killed(settings)
    path = settings.data_dir / FILE
    content = bytearray(path.read_bytes())
    if damage == "flip":
        content[len(content) // 2] ^= 1
    kept = {
        "cut": bytes(content[:-5]),
        "flip": bytes(content),
        "empty": b"",
        "foreign": b"\0" * 1000,
    }[damage]
    path.write_bytes(kept)
    embeddings = RecordingEmbeddings()
    report = write(settings, *many(30, "new"), embeddings=embeddings)
    least, most = {"cut": (32, len(before) - 1), "flip": (1, len(before) - 1)}.get(damage, (0, 0))
    assert least <= report.resumed <= most
    assert report.embedded == len(embeddings.texts)
    index = open_index(settings.data_dir, settings, embeddings)
    fresh = embeddings.passages([passage.text for passage in index.passages])
    assert abs(index.passage_vectors(range(len(fresh))) - fresh).max() < 1e-6


def test_a_checkpoint_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkpoint, "MOST_BYTES", 1_000)
    saved = Checkpoint(tmp_path, "fake")
    vectors = RecordingEmbeddings().passages(["ett", "två"])
    for number in range(100):
        saved.save("step", [f"ett {number}", f"två {number}"], vectors)
    saved.close()
    assert 500 < (tmp_path / FILE).stat().st_size <= 1_000
    again = Checkpoint(tmp_path, "fake")
    assert 2 <= len(again) < 10
    assert list(again.known("step", ["två 0", "två 99"])) == ["två 0"]
    assert not again.known("another step", ["två 0"])
    again.close()


def test_changes_are_counted_by_document(settings: Settings) -> None:
    assert write(settings, GROUP, PROJECT).changes == Changes(added=2)
    assert write(settings, GROUP, PROJECT).changes == Changes(unchanged=2)
    renamed = replace(GROUP, document=replace(GROUP.document, title="Ny"))
    assert write(settings, renamed, *many(1)).changes == Changes(added=1, changed=1, removed=1)


def test_a_changed_document_embeds_only_what_changed(settings: Settings) -> None:
    write(settings, *many(3), read_document("page", "Först ett. Sedan två.", "Till sist tre."))
    embeddings = RecordingEmbeddings()
    changed = read_document("page", "Först ett. Sedan nio.", "Till sist tre.")
    report = write(settings, *many(3), changed, embeddings=embeddings)
    assert sorted(embeddings.texts) == ["Först ett. Sedan nio.", "Titel, Titel §: Sedan nio."]
    assert (report.embedded, report.changes) == (2, Changes(changed=1, unchanged=3))


def test_of_a_removed_document_nothing_is_left(settings: Settings) -> None:
    write(settings, GROUP, PROJECT)
    changed = read_document("group", "Åsa Öbergsdotter leder gruppen. Hon är ny.")
    write(settings, changed, PROJECT)
    assert holds(settings, "Öbergsdotter")
    report = write(settings, PROJECT)
    assert len(report.forgotten) == 2 - 1  # The first had gone before.
    assert generation_names(settings.data_dir) == [report.manifest.name]
    for words in ("Öbergsdotter", "gruppen", "Åsa leder"):
        assert holds(settings, words) == []


def test_removed_documents_stay_where_the_settings_say_so(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, ingest=IngestSettings(keep_removed=True))
    first = write(settings, GROUP, PROJECT).manifest.name
    report = write(settings, PROJECT)
    assert report.forgotten == ()
    assert generation_names(tmp_path) == [first, report.manifest.name]
    (kept,) = read_history(generation_folder(tmp_path, report.manifest.name) / RECORD).earlier
    assert (kept.document, kept.text) == ("group", GROUP.document.text)


def test_a_document_with_another_name_is_not_removed(settings: Settings) -> None:
    write(settings, GROUP, PROJECT)
    moved = replace(GROUP.document, id="moved")
    passages = [
        replace(p, document="moved", sentences=tuple(replace(s, document="moved") for s in p.sentences))
        for p in GROUP.passages
    ]  # fmt: skip
    report = write(settings, replace(GROUP, document=moved, passages=tuple(passages), facts=()), PROJECT)  # fmt: skip
    assert report.forgotten == ()
    assert report.embedded == 0


def test_a_document_that_cannot_be_read_this_time_is_not_forgotten(settings: Settings) -> None:
    def write_project(unread: Sequence[str]) -> WriteReport:
        return write_generation(
            settings.data_dir,
            [PROJECT],
            [],
            RecordingEmbeddings(),
            settings,
            missing=Missing(unread=frozenset(unread)),
        )

    write(settings, GROUP, PROJECT)
    for _ in range(2):
        report = write_project(["group"])
        assert (report.changes.removed, report.forgotten) == (0, ())
        assert history(settings, report) == [("group", GROUP.document.text)]
        assert found(settings) == []
    assert list(open_index(settings.data_dir, settings, RecordingEmbeddings()).documents) == ["project"]  # fmt: skip
    assert history(settings, write(settings, GROUP, PROJECT)) == []
    write_project(["group"])
    write_project([])
    assert holds(settings, "Åsa") == []


def history(settings: Settings, report: WriteReport) -> Sequence[tuple[str, str]]:
    path = generation_folder(settings.data_dir, report.manifest.name) / RECORD
    return [(version.document, version.text) for version in read_history(path).earlier]


def test_so_many_earlier_texts_are_kept(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, ingest=IngestSettings(earlier_versions=2))
    for number in range(4):
        report = write(settings, read_document("page", f"Version {number}."), PROJECT)
    assert history(settings, report) == [("page", "Version 2."), ("page", "Version 1.")]
    again = write(settings, read_document("page", "Version 3."), PROJECT)
    assert again.manifest == report.manifest
    back = write(settings, read_document("page", "Version 2."), PROJECT)
    assert history(settings, back) == [("page", "Version 3."), ("page", "Version 1.")]
    fewer = Settings(data_dir=tmp_path, ingest=IngestSettings(earlier_versions=0))
    held = f"{back.manifest.name}: it holds 2 earlier texts of page. Run fordonsdalen ingest again."
    assert found(fewer)[-1] == held
    assert history(fewer, write(fewer, read_document("page", "Version 2."), PROJECT)) == []


def test_the_earlier_texts_of_a_document_are_read_alone(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        write(settings, *(read_document(name, f"{name} {number}.") for name in ("ett", "två")))
    made: list[str] = []

    def noting(*given: str) -> EarlierVersion:
        made.append(given[0])
        return EarlierVersion(*given)

    monkeypatch.setattr("vectorstore.record.EarlierVersion", noting)
    index = open_index(settings.data_dir, settings, RecordingEmbeddings())
    assert [version.text for version in index.earlier("ett")] == ["ett 1.", "ett 0."]
    assert made == ["ett", "ett"]
    assert not index.earlier("tre")


def test_an_index_is_emptied_only_when_that_is_asked_for(settings: Settings) -> None:
    write(settings, GROUP, PROJECT)
    with pytest.raises(SourceError, match="--allow-empty"):
        write(settings)
    index = open_index(settings.data_dir, settings, RecordingEmbeddings())
    assert list(index.documents) == ["group", "project"]
    emptied = write_generation(
        settings.data_dir, [], [], RecordingEmbeddings(), settings,
        missing=Missing(most=False, everything=True),
    )  # fmt: skip
    assert emptied.changes == Changes(removed=2)
    index = open_index(settings.data_dir, settings, RecordingEmbeddings())
    index.warm()
    assert (list(index.documents), index.dense(index.embed_query("Åsa"), 5)) == ([], [])
    assert index.lexical("Åsa leder").shape == (0,)
    assert write(settings, GROUP).changes == Changes(added=1)


def found(settings: Settings) -> list[str]:
    manifest = read_manifest(settings.data_dir)
    folder = generation_folder(settings.data_dir, manifest.name)
    return [
        *record_problems(folder, manifest),
        *index_problems(folder, manifest, settings),
        *leftovers(settings.data_dir, manifest, settings),
    ]


def test_the_check_looks_for_what_is_left(settings: Settings) -> None:
    keeping = settings.model_copy(update={"ingest": IngestSettings(keep_removed=True)})
    write(keeping, GROUP, PROJECT)
    older = generation_names(settings.data_dir)[-1]
    write(keeping, PROJECT)
    newest = generation_names(settings.data_dir)[-1]
    (settings.data_dir / "generations" / ".deleted-x").mkdir()
    assert found(keeping) == [
        ".deleted-x is left of a writer that was killed. Run fordonsdalen ingest again."
    ]
    assert found(settings)[1:] == [
        f"{older}: it holds 1 texts of removed documents. Run fordonsdalen ingest again.",
        f"{newest}: it holds earlier texts of group, which was removed. "
        "Run fordonsdalen ingest again.",
    ]
    with writing(settings.data_dir):
        assert found(keeping) == []
    write(settings, PROJECT)
    assert found(settings) == []
    assert holds(settings, "Åsa") == []


@pytest.mark.parametrize(
    ("table", "change", "told"),
    [
        (
            "passage",
            "update passage set document = 'gone' where row = 2",
            "1 passages belong to no",
        ),
        ("fact", "update fact set document = 'gone'", "2 facts belong to no document"),
        (
            "document",
            "update document set text = text || ' ' where id = 'group'",
            "The text of gro",
        ),
        ("earlier", "update earlier set text = text || ' '", "The earlier text of group"),
    ],
)
def test_the_check_compares_the_record_with_itself(
    settings: Settings, table: str, change: str, told: str
) -> None:
    write(settings, read_document("group", "Åsa ledde gruppen."), PROJECT)
    write(settings, GROUP, PROJECT)
    manifest = read_manifest(settings.data_dir)
    folder = generation_folder(settings.data_dir, manifest.name)
    with closing(sqlite3.connect(folder / RECORD)) as database, database:
        assert database.execute(change).rowcount > 0
    files = manifest.files | {RECORD: describe(folder / RECORD)}
    changed = manifest.model_copy(update={"files": files})
    assert [line for line in record_problems(folder, changed) if line.startswith(told)]


def test_the_check_sees_a_lexical_index_of_other_passages(settings: Settings) -> None:
    write(settings, GROUP, PROJECT)
    manifest = read_manifest(settings.data_dir)
    folder = generation_folder(settings.data_dir, manifest.name)
    index = folder / "index-1"
    LexicalIndex.build(["Något annat.", "Två.", "Tre."]).save(index / "lexical")
    files = json.loads((index / "files.json").read_bytes())
    sealed = {name: describe(index / name).model_dump() for name in files}
    (index / "files.json").write_text(json.dumps(sealed))
    assert found(settings) == ["The lexical index holds other words than the passages."]
