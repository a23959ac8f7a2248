"""Prints how well each format is read: `python -m bench.formats`. LibreOffice makes the files."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path

from assistant.evaluation.files import table
from assistant.settings import IngestSettings
from bench.formats import flat, texts
from ingest.reading import read_source
from ingest.sources import Source

TEXTS = {
    "protokoll": texts.MINUTES,
    "beslut": texts.DECISION,
    "kort": texts.CARD,
    "nyhetsbrev": texts.NEWSLETTER,
    "budget": texts.BUDGET,
    "bilder": texts.SLIDES,
}
HEADS = ("format", "files", "words kept", "added", "paragraphs whole", "rows whole", "ms a file")
ENDINGS = ("pdf", "docx", "odt", "rtf", "pptx", "xlsx", "csv", "epub", "eml")
_WORD = re.compile(r"\w+")
_NOTE = re.compile(r"\(\^([^)]*)\)")
_SHARE = re.compile(r"\b0\.\d+")
_ASIDE = re.compile(r" \([^)]*\)")
"""A note as it stands in a message, amid its sentence."""
_MARK = re.compile(r"^\s*(?:#+|-|\d+\.) ")


@dataclass
class Figures:
    """What was found in the files of one format."""

    words: list[float] = field(default_factory=list)
    added: int = 0
    paragraphs: list[bool] = field(default_factory=list)
    rows: list[bool] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)


def main() -> None:
    """Make the files, in a folder that is named or a new one, read them and print a table."""
    if shutil.which("soffice") is None:
        sys.exit("LibreOffice is missing: apt-get install libreoffice-writer -calc -impress")
    with tempfile.TemporaryDirectory() as new:
        folder = Path(sys.argv[1] if sys.argv[1:] else new)
        make_files(folder)
        print(table(HEADS, (row(ending, measured(folder, ending)) for ending in ENDINGS)))


def make_files(folder: Path) -> None:
    """Every text in the formats that its kind is kept in."""
    for name in ("protokoll", "beslut", "kort", "nyhetsbrev"):
        document = flat.text_document(
            TEXTS[name], columns=2 if name == "nyhetsbrev" else 1, ruled=name != "kort"
        )
        (folder / f"{name}.fodt").write_text(document, "utf-8")
    (folder / "budget.fods").write_text(flat.spreadsheet(texts.BUDGET), "utf-8")
    (folder / "bilder.fodp").write_text(flat.presentation(texts.SLIDES), "utf-8")
    for kind, endings in {
        "fodt": ("odt", "docx", "rtf", "epub", "pdf"),
        "fods": ("xlsx", "csv", "pdf"),
        "fodp": ("pptx", "pdf"),
    }.items():
        for ending in endings:
            convert(folder, sorted(folder.glob(f"*.{kind}")), ending)
    for name in ("protokoll", "beslut"):
        message = EmailMessage()
        message["From"], message["Subject"] = "Sekreteraren <s@example.se>", name
        message.set_content(_NOTE.sub(r" (\1)", TEXTS[name]))
        (folder / f"{name}.eml").write_bytes(bytes(message))


def convert(folder: Path, files: list[Path], ending: str) -> None:
    """Let LibreOffice write files in another format."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", ending]
    command += ["--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True)


def measured(folder: Path, ending: str) -> Figures:
    """The figures of all files that end so, read as the product reads them."""
    figures = Figures()
    for path in sorted(folder.glob(f"*.{ending}")):
        source = TEXTS[path.stem]
        if ending == "csv":  # LibreOffice writes the first sheet alone.
            source = source[: source.index("# Finansiärer")].removeprefix("# Budget 2024\n")
        read_source(Source(path, "warm"), IngestSettings())
        start = time.process_time()
        text = read_source(Source(path, path.stem), IngestSettings()).document.text
        figures.milliseconds.append((time.process_time() - start) * 1000)
        compare(source, text, figures)
    return figures


def compare(source: str, text: str, figures: Figures) -> None:
    """Compare what was read with what the file was made from."""
    plain = _NOTE.sub(r" \1 ", "\n".join(_MARK.sub("", line) for line in source.splitlines()))
    plain = _SHARE.sub(lambda share: shown(share.group()), plain)
    written, found = (Counter(words(each)) for each in (plain, text))
    figures.words.append((written & found).total() / written.total())
    figures.added += (found - written).total()
    lines = [" ".join(_MARK.sub("", line).split()) for line in text.splitlines()]
    lines += [_ASIDE.sub("", line) for line in lines]
    for line in filter(None, _NOTE.sub("", source).splitlines()):
        if flat.kind(line) == "row":
            figures.rows.append(holds_row(line, lines))
        else:
            told = _MARK.sub("", line).removeprefix("Tabell: ")
            figures.paragraphs.append(any(told in each for each in lines))


def words(text: str) -> Iterator[str]:
    """Words and numbers, however numbers are grouped and shares are written."""
    for word in _WORD.findall(re.sub(r"(?<=\d)[ ,](?=\d{3}\b)", "", text)):
        yield word.casefold()


def holds_row(line: str, lines: list[str]) -> bool:
    """Whether the words of all cells of a row stand on one line."""
    cells = {word for cell in flat.cells(line) for word in words(shown(cell))}
    return any(cells <= set(words(each)) for each in lines)


def shown(cell: str) -> str:
    """A share as it is shown."""
    return f"{100 * float(cell):g}".replace(".", ",") if _SHARE.fullmatch(cell) else cell


def row(ending: str, figures: Figures) -> tuple[str, ...]:
    """A row of the table."""
    kept = sum(figures.words) / len(figures.words)
    return (
        ending,
        str(len(figures.words)),
        f"{kept:.1%}",
        str(figures.added),
        f"{sum(figures.paragraphs)} of {len(figures.paragraphs)}",
        f"{sum(figures.rows)} of {len(figures.rows)}" if figures.rows else "",
        f"{sum(figures.milliseconds) / len(figures.milliseconds):.0f}",
    )


if __name__ == "__main__":
    main()
