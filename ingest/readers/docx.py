"""Word documents: the parts of the main text in reading order, with notes behind what refers to them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import groupby, islice

from ingest.readers.archive import Archive, Element, attribute, inner, local, reference
from ingest.readers.charts import Charts
from ingest.readers.heads import told_headed
from ingest.readers.parsed import EMBEDDED, Options, Parsed, assembled, unopened, unseen
from ingest.readers.properties import office_properties
from ingest.readers.rows import cell, tidy_lines
from ingest.readers.word.changes import join_paragraphs
from ingest.readers.word.numbering import Numbering
from ingest.readers.word.styles import Styles
from ingest.readers.word.tables import (
    INNER,
    holds_table,
    inside,
    is_deleted,
    is_layout,
    uncover,
    word_table,
)
from ingest.structure import Parts

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MAIN = "word/document.xml"
_UNSEEN = frozenset(
    "del moveFrom delText instrText rPr pPr sdtPr object rubyPr rt annotationRef".split()
)
"""Elements whose words are not shown: struck out, code of fields, and how words are said."""
_GONE = frozenset({"del", "moveFrom"})
_WRITES = {"tab": " ", "ptab": " ", "cr": "\n", "noBreakHyphen": "-"}
_LONGEST_CODE = 6
_LONGEST_LABEL, _LONGEST_VALUE = 60, 500
"""Characters of a label, and of what stands beside it."""
_HEAD = re.compile(r"word/(?:header|footer)\d{1,4}\.xml")


def read(data: bytes, _: Options) -> Parsed:
    """A document as text.

    Raises:
        SourceError: it is damaged, locked, too large or no such document.
    """
    archive = Archive(data)
    reader = _Reader(archive)
    main = reader.shown(_MAIN)
    reader.read(inner(main, "{*}body"))
    reader.parts.end_lists()
    for words in archive.diagrams(_MAIN):
        reader.parts.put_paragraph(words)
    told = office_properties(archive, "docProps/core.xml", reader.styles.language)
    return assembled(
        reader.parts.all,
        told,
        MEDIA_TYPE,
        len(data),
        (
            *reader.charts.unread,
            *unopened(EMBEDDED, [*archive.embedded(_MAIN), *_chunks(archive, main)]),
            *unseen(archive.pictures(_MAIN)),
        ),
        left_out=[*reader.left_out, *archive.remarks()],
        heads=list(_running_headers(archive, reader)),
    )


def _chunks(archive: Archive, main: Element) -> Iterator[str]:
    """The names of files of other formats that Word would show as a part of the text."""
    relations = archive.relations(_MAIN)
    for chunk in main.iter("{*}altChunk"):
        yield posixpath.basename(relations.get(reference(chunk), ""))


def _running_headers(archive: Archive, reader: _Reader) -> Iterator[str]:
    """What stands over and under the pages."""
    for name in sorted(set(archive.relations(_MAIN).values())):
        if _HEAD.fullmatch(name) and name in archive:
            texts = (_read_paragraph(each).text for each in reader.shown(name).iter("{*}p"))
            yield " ".join(filter(None, texts))


@dataclass
class _Paragraph:
    """The words of a paragraph, and what hangs on it."""

    words: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    charts: list[str] = field(default_factory=list)
    """What refers to them."""

    @property
    def text(self) -> str:
        return tidy_lines("".join(self.words))


class _Reader:
    def __init__(self, archive: Archive) -> None:
        self.parts = Parts()
        self.left_out: list[str] = []
        self.charts = Charts(archive, self.parts)
        self._archive, self._relations = archive, archive.relations(_MAIN)
        self.styles = Styles(archive.xml_if_there("word/styles.xml"))
        self._numbering = Numbering(archive.xml_if_there("word/numbering.xml"))
        self._notes: dict[str, str] = {}
        for kind in ("footnote", "endnote"):
            if (name := f"word/{kind}s.xml") in archive:
                self._notes |= _notes(self.shown(name), kind)

    def shown(self, name: str) -> Element:
        """A part of the document, without what is hidden in it; what changes took away is told."""
        root = self._archive.xml(name)
        for each in list(root.iter("{*}Fallback")):  # The same again, for old programs.
            each.clear()
        self.left_out += [*self.styles.hide(root), *uncover(root)]
        self.styles.raise_numbers(root)
        join_paragraphs(root)
        texts = root.iter("{*}t", "{*}delText")
        self.left_out += [each.text for each in texts if each.text and _is_gone(each)]
        return root

    def read(self, blocks: Element, caption: str = "") -> None:
        """Put down paragraphs and tables, the first of which may have a caption."""
        for block in _blocks(blocks):
            if local(block) == "tbl":
                self._table(block, caption)
            elif caption:
                self.parts.put_paragraph(caption)
            caption = ""
            if local(block) == "p":
                caption = self._paragraph(block)
        if caption:
            self.parts.put_paragraph(caption)

    def _paragraph(self, element: Element) -> str:
        """Puts a paragraph down; one that is a caption is handed back, to stand over its table."""
        paragraph = _read_paragraph(element)
        properties = inner(element, "{*}pPr")
        style = attribute(properties.find("{*}pStyle"), "val")
        text, name = paragraph.text, self.styles.name(style)
        label = self._numbering.label(properties, self.styles.numbering(style)) if text else None
        level = self.styles.level(style, properties)
        caption = ""
        if name.startswith("toc "):
            self.left_out.append(text)
        elif name == "caption" and not paragraph.boxes:
            self.parts.end_lists()
            caption = text
        elif text and level is not None:
            self.parts.end_lists()
            numbered = f"{label.mark} {text}" if label and label.mark != "-" else text
            self.parts.put_heading(numbered, level)
        elif text and label is not None:
            self.parts.put_item(label.level, label.mark, text)
        elif text:
            self.parts.end_lists()
            self.parts.put_paragraph(text)
        self._put_notes(paragraph.notes)
        for box in paragraph.boxes:
            self.parts.end_lists()
            self.read(box)
        for chart in paragraph.charts:
            self.charts.put(self._relations.get(chart, ""))
        return caption

    def _table(self, table: Element, caption: str) -> None:
        self.parts.end_lists()
        rows = [row for row in inside(table, "tr") if not is_deleted(row)]
        grid = [inside(row, "tc") for row in rows]
        if is_layout(grid):
            if caption:
                self.parts.put_paragraph(caption)
            self._layout(table, rows, grid)
            return
        self._rows(table, rows, grid, caption)

    def _layout(
        self, table: Element, rows: Sequence[Element], grid: Sequence[Sequence[Element]]
    ) -> None:
        """The cells of a table one by one, but for rows of labels and values beside tables in others."""
        plain = {at for at, cells in enumerate(grid) if not any(map(holds_table, cells))}
        are_rows = 2 <= len(plain) < len(grid) and all(_is_labelled(grid[at]) for at in plain)
        for is_row, some in groupby(range(len(rows)), lambda at: are_rows and at in plain):
            group = list(some)
            if is_row:
                self._rows(table, [rows[at] for at in group], [grid[at] for at in group], "")
                continue
            for cells in (grid[at] for at in group):
                label = _cell(cells[0]) if are_rows and len(cells) == 2 else ""
                for each in cells[1:] if label else cells:
                    self.read(each, label)
                    self.parts.end_lists()

    def _rows(
        self,
        table: Element,
        rows: Sequence[Element],
        grid: Sequence[Sequence[Element]],
        caption: str,
    ) -> None:
        self.parts.put_table(caption, told_headed(word_table(table, rows, grid, _cell)))
        for row in rows:
            references = row.iter("{*}footnoteReference", "{*}endnoteReference")
            self._put_notes(map(_note_of, references))
            for chart in row.iter("{*}chart"):
                self.charts.put(self._relations.get(reference(chart), ""))

    def _put_notes(self, names: Iterable[str]) -> None:
        for told in filter(None, map(self._notes.get, names)):
            self.parts.put_paragraph(told)


def _blocks(elements: Element | Sequence[Element]) -> Iterator[Element]:
    """Paragraphs and tables, also those inside of fields and tracked insertions."""
    for element in elements:
        if local(element) in {"p", "tbl"}:
            yield element
        elif local(element) in INNER:
            yield from _blocks(element)


def _is_gone(text: Element) -> bool:
    """Whether a tracked change deleted a text, or moved it elsewhere."""
    around = islice(text.iterancestors(), 1, 2)
    return local(text) == "delText" or any(local(each) in _GONE for each in around)


def _read_paragraph(element: Element) -> _Paragraph:
    paragraph = _Paragraph()
    _gather(element, paragraph)
    return paragraph


def _gather(element: Element, into: _Paragraph) -> None:
    for each in element:
        name = local(each)
        if name in _UNSEEN:
            continue
        if name == "t":
            into.words.append(each.text or "")
        elif name == "br":
            into.words.append(
                "\n" if attribute(each, "type", "textWrapping") == "textWrapping" else " "
            )
        elif name in _WRITES:
            into.words.append(_WRITES[name])
        elif name == "sym":
            into.words.append(_sign(attribute(each, "char")))
        elif name in {"footnoteReference", "endnoteReference"}:
            into.notes.append(_note_of(each))
        elif name == "txbxContent":
            into.boxes.append(each)
        elif name == "chart":
            into.charts.append(reference(each))
        else:
            _gather(each, into)


def _sign(code: str) -> str:
    """A sign; a space for one of a font of signs, which does not tell what it shows."""
    with suppress(ValueError):
        sign = chr(int(code[:_LONGEST_CODE], 16))
        return sign if sign.isprintable() else " "
    return " "


def _notes(root: Element, kind: str) -> dict[str, str]:
    """The text of each note of a kind by its name."""
    found = {}
    for note in root:
        texts = (_read_paragraph(each).text for each in note.iter("{*}p"))
        if attribute(note, "type", "normal") == "normal":
            found[f"{kind} {attribute(note, 'id')}"] = " ".join(filter(None, texts))
    return found


def _note_of(reference: Element) -> str:
    """The name of the note that is referred to: its kind and identifier."""
    return f"{local(reference).removesuffix('Reference')} {attribute(reference, 'id')}"


def _is_labelled(cells: Sequence[Element]) -> bool:
    """Whether a row is a short label with what belongs to it, and not text put side by side."""
    told = list(map(_cell, cells))
    return len(told) == 2 and 0 < len(told[0]) <= _LONGEST_LABEL and len(told[1]) <= _LONGEST_VALUE


def _cell(element: Element) -> str:
    return cell(_read_paragraph(each).text for each in element.iter("{*}p"))
