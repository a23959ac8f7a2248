"""From files to documents, for every type of file and for what goes wrong."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import SourceError
from assistant.models.documents import ReadDocument
from assistant.reasons import Reason
from assistant.settings import IngestSettings
from ingest.pipeline import Failure, read_documents
from ingest.readers import markdown
from ingest.readers.parsed import Options, Parsed
from tests.ingest.readers import files

SETTINGS = IngestSettings()
DOCUMENTS = Path(__file__).parents[2] / "documents"
TEXT = "Bästa rubriken\n\nGruppen leds av Åsa Öberg. Den möts kl. 9.30."


def read_one(path: Path, content: bytes | str) -> ReadDocument:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    (document,) = read_documents([path], SETTINGS).documents
    return document


def sentences(read: ReadDocument) -> list[str]:
    for passage in read.passages:
        for sentence in passage.sentences:
            assert read.document.text[sentence.start : sentence.end] == sentence.text
    return [sentence.text for passage in read.passages for sentence in passage.sentences]


def test_the_press_release_that_ships() -> None:
    (read,) = read_documents([DOCUMENTS], SETTINGS).documents

    assert (read.document.id, read.document.published) == ("hognivagruppen", "2021-04")
    assert read.document.text == (DOCUMENTS / "hognivagruppen.txt").read_text(encoding="utf-8")
    found = sentences(read)
    assert len(found) == 20
    assert found[0].startswith("Idag samlar Gustav Hemming, tillväxt-, samhällsplanerings-")
    assert found[2].startswith("Vi ser ett behov")
    assert found[-3].startswith("Projektet pågår till december 2022")
    assert found[-1] == "Tillbaka till nyhetslistan regional utveckling"
    assert [p.heading for p in read.passages][-1] == "Fakta Fordonsdalen Stockholm"
    assert any(fact.fields.get("name") == "Gustav Hemming" for fact in read.facts)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252"])
def test_text_in_any_encoding_is_kept_as_it_is(tmp_path: Path, encoding: str) -> None:
    text = TEXT.replace("\n", "\r\n")

    read = read_one(tmp_path / "a.txt", text.encode(encoding))

    assert read.document.text == text
    assert read.document.title == "Bästa rubriken"
    assert read.document.media_type == "text/plain"
    assert read.document.source == str(tmp_path / "a.txt")
    assert sentences(read) == ["Gruppen leds av Åsa Öberg.", "Den möts kl. 9.30."]


def test_markdown_with_front_matter(tmp_path: Path) -> None:
    text = "---\ntitle: A: b\nurl: https://x.se/\npublished: 2021\n---\n\n# Rubrik\n\nThe text is here."

    read = read_one(tmp_path / "a.md", text)

    document = read.document
    assert document.text == "# Rubrik\n\nThe text is here."
    assert (document.title, document.url, document.published) == ("A: b", "https://x.se/", "2021")
    assert (document.language, document.media_type) == ("en", "text/markdown")
    assert sentences(read) == ["The text is here."]


@pytest.mark.parametrize(
    ("name", "content", "title"),
    [
        ("a.md", "Text först.\n\n# Rubriken\n\nText.", "Rubriken"),
        ("min-fil.md", "Bara text.", "min-fil"),
        ("min-fil.md", "Vätgas får stöd\n\nDet startar i år.", "Vätgas får stöd"),
        ("a.txt", "En kort rad.\n\nMer text.", "En kort rad."),
        ("min fil.txt", "Ett långt stycke som går på. " * 10, "min fil"),
        ("a.html", "<html><head><title>Sidan</title></head><body><p>Text.</p></body>", "Sidan"),
        ("b.html", "<html><body><main><h1>Rubriken</h1><p>Text.</p></main></body>", "Rubriken"),
        ("min-sida.htm", "<p>Bara en text.</p>", "min-sida"),
    ],
)
def test_titles(tmp_path: Path, name: str, content: str, title: str) -> None:
    assert read_one(tmp_path / name, content).document.title == title


def test_html_in_windows_1252(tmp_path: Path) -> None:
    page = (
        '<html lang="sv"><head><meta charset="windows-1252"><title>Öppet</title></head>'
        "<body><main><p>Åsö är öppet – kl. 9.30.</p></main></body></html>"
    )

    read = read_one(tmp_path / "a.html", page.encode("cp1252"))

    assert read.document.title == "Öppet"
    assert read.document.text == "Åsö är öppet – kl. 9.30."
    assert read.document.media_type == "text/html"


def test_a_sidecar_has_the_last_word(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("title: Sidovagn\nlanguage: fi\n", encoding="utf-8")

    document = read_one(tmp_path / "a.md", "---\ntitle: A\npublished: 2020\n---\nText.").document

    assert (document.title, document.language, document.published) == ("Sidovagn", "fi", "2020")


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf-8")
    bad = {
        "a-empty.txt": b"",
        "b-blank.md": b" \n\n",
        "c-binary.txt": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 9,
        "e-code.md": b"# Kod\n\n```\nkod\n```\n",
        "f-script.html": b"<html><body><script>x()</script></body></html>",
        "g-front.md": b"---\ntitle: A\n---\n",
        "h-blank.html": b" ",
    }
    for name, data in bad.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "j-link.txt").symlink_to(tmp_path / "gone.txt")

    result = read_documents([tmp_path], SETTINGS)

    assert [read.document.id for read in result.documents] == ["good"]
    reasons = {Path(failure.source).name: str(failure.reason) for failure in result.failures}
    assert reasons == {
        "a-empty.txt": "it holds no text",
        "b-blank.md": "it holds no text",
        "c-binary.txt": "it is not a text but binary data",
        "e-code.md": "it holds nothing but headings, code or links to other pages",
        "f-script.html": "no main text was found in the page; save what it shows as text",
        "g-front.md": "it holds no text",
        "h-blank.html": "it holds no text",
        "j-link.txt": "it is not a file",
    }


def test_a_file_whose_name_is_not_utf_8_is_read_beside_others(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf-8")
    bad = Path(os.fsdecode(os.fsencode(tmp_path) + b"/a\xff.txt"))
    bad.write_text("Lo Dahl målade bryggorna gula.", encoding="utf-8")
    bad.with_suffix(".png").write_bytes(b"")

    result = read_documents([tmp_path], SETTINGS)

    assert [read.document.source for read in result.documents] == [
        f"{tmp_path}/a?.txt",
        f"{tmp_path}/good.txt",
    ]
    for notice in result.notices:
        assert f"{notice.source}: {notice.told}".encode()


def test_no_cycles_are_looked_for_while_a_file_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[bool] = []
    read = markdown.read

    def noting(data: bytes, options: Options) -> Parsed:
        looked.append(gc.isenabled())
        return read(data, options)

    monkeypatch.setattr("ingest.readers.markdown.read", noting)
    read_one(tmp_path / "a.md", TEXT)

    assert looked == [False]
    assert gc.isenabled()


def test_a_reader_that_fails_does_not_stop_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("division\nby zero")

    monkeypatch.setattr("ingest.readers.markdown.read", fail)
    for name in ("a.md", "b.txt"):
        (tmp_path / name).write_text(TEXT, "utf-8")

    result = read_documents([tmp_path], SETTINGS)

    assert [read.document.id for read in result.documents] == ["b"]
    assert [str(failure.reason) for failure in result.failures] == [
        "its reader failed by a fault of this program (ZeroDivisionError: division by zero); report it"
    ]
    assert "ZeroDivisionError" in caplog.text


def test_a_text_that_no_file_can_hold_does_not_stop_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = markdown.read
    monkeypatch.setattr(
        "ingest.readers.markdown.read",
        lambda data, options: replace(read(data, options), text="\ud83d" + TEXT),
    )
    for name in ("a.md", "b.txt"):
        (tmp_path / name).write_text(TEXT, "utf-8")

    result = read_documents([tmp_path], SETTINGS)

    assert [read.document.id for read in result.documents] == ["b"]
    assert "UnicodeEncodeError" in str(result.failures[0].reason)


def emoji() -> bytes:
    """A PDF whose letter A is a sign that pdfium tells in two halves."""
    table = (
        b"/CIDInit/ProcSet findresource begin 12 dict begin begincmap/CMapName/X def/CMapType 2 def "
        b"1 begincodespacerange<00><FF>endcodespacerange 1 beginbfchar<41><D83DDE00>endbfchar endcmap"
    )
    table = b"9 0 obj\n<</Length %d>>stream\n%s\nendstream\nendobj\nxref\n" % (len(table), table)
    page = files.pdf([[(50, 700, 11, "Hej A alla.")]])
    font = b"/Encoding/WinAnsiEncoding"
    return page.replace(font, font + b"/ToUnicode 9 0 R").replace(b"xref\n", table, 1)


QUESTION = (
    "<body><p>Välkommen hit.</p><script type='application/ld+json'>"
    '{"@type": "Question", "name": "Har ni \\ud83d?", "acceptedAnswer": {"text": "Ja, hej alla."}}'
    "</script>"
).encode()


@pytest.mark.parametrize(
    ("name", "data", "shown"),
    [
        (
            "a.rtf",
            b"{\\rtf1 Hej \\u-10179?\\u-8704? alla.{\\v dolt \\u-10179?\\u-8704?}\\par}",
            "Hej 😀 alla.",
        ),
        ("b.rtf", b"{\\rtf1 Hej \\u-10179? alla.\\par}", "Hej � alla."),
        ("c.pdf", emoji(), "Hej 😀 alla."),
        ("d.md", b'---\ntitle: "A \\ud83d b"\n---\nHej alla.', "Hej alla."),
        ("e.html", QUESTION, "Välkommen hit.\n\n## Har ni �?\n\nJa, hej alla."),
        ("f.html", b"<meta charset='utf-7'><body><p>Hej +2D0- alla.</p>", "Hej � alla."),
        ("g\udce5.txt", b"Hej alla.", "Hej alla."),
    ],
)
def test_halves_of_signs_are_put_together(
    tmp_path: Path, name: str, data: bytes, shown: str
) -> None:
    (tmp_path / name).write_bytes(data)

    result = read_documents([tmp_path], SETTINGS)

    document = result.documents[0].document
    assert document.text == shown
    f"{document.title}{document.source}{result.notices}".encode()


def test_front_matter_that_cannot_be_read_does_not_cost_the_document(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\ntitle: [a\npublished: igår\nlanguage: en\n---\nText.", encoding="utf-8")

    result = read_documents([path], SETTINGS)

    document = result.documents[0].document
    assert (document.title, document.published, document.language) == ("a", None, "en")
    assert [(notice.source, notice.warns) for notice in result.notices] == [(str(path), True)] * 2
    assert str(result.notices[0].told).startswith("title cannot be read: ")
    assert str(result.notices[1].told).startswith("published must be like 2021")


def test_nothing_readable_at_all(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number}.txt").write_bytes(b"")
    (tmp_path / "a.pdf").write_bytes(b"%PDF")

    with pytest.raises(
        SourceError, match=r"^No document could be read\. .*0\.txt: it holds no text;"
    ):
        read_documents([tmp_path], SETTINGS)
    with pytest.raises(SourceError, match="and 3 more") as caught:
        read_documents([tmp_path], SETTINGS)
    assert "\n" not in str(caught.value)
    (tmp_path / "a.exe").write_bytes(b"MZ")
    with pytest.raises(SourceError, match=r"a\.exe: this type of file is not read; those that end"):
        read_documents([tmp_path / "a.exe"], SETTINGS)


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("closed.txt", "open.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    read_bytes = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "closed.txt":
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)  # the tests may run as root, who reads all

    result = read_documents([tmp_path], SETTINGS)

    assert result.failures == (
        Failure(str(tmp_path / "closed.txt"), Reason("permission denied; let this user read it")),
    )


def test_a_pipe_that_is_named_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")

    with pytest.raises(SourceError, match="it is not a file"):
        read_documents([tmp_path / "a.txt"], SETTINGS)


def test_a_pipe_in_a_folder_is_named_and_does_not_hang(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    for name in ("b.txt", "c.html", "d"):
        os.mkfifo(tmp_path / name)

    result = read_documents([tmp_path], SETTINGS)

    assert [each.document.id for each in result.documents] == ["a"]
    why = Reason("it is not a file")
    assert result.failures == tuple(
        Failure(str(tmp_path / name), why) for name in ("b.txt", "c.html")
    )
    (notice,) = result.notices
    assert str(notice.told).startswith("d is not read: ")


def test_tells_its_progress(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    told: list[tuple[str, int, int]] = []

    read_documents([tmp_path], SETTINGS, lambda *step: told.append(step))

    assert told == [("read", 0, 2), ("read", 1, 2), ("read", 2, 2)]


def test_passages_are_as_long_as_the_settings_say(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Det här är en mening om bussar. " * 60, encoding="utf-8")

    short = read_documents([path], IngestSettings(passage_characters=100)).documents[0]
    long = read_documents([path], IngestSettings(passage_characters=1000)).documents[0]

    assert max(len(p.text) for p in short.passages) <= 150
    assert len(long.passages) == 2


def test_reading_text_does_not_load_what_only_web_pages_need() -> None:
    code = (
        "import sys, ingest.pipeline; print('trafilatura' in sys.modules, 'torch' in sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.split() == ["False", "False"]
