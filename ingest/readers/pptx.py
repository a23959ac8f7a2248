"""PowerPoint presentations: slide by slide, each shape in reading order, with the speaker's notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from assistant.reasons import Reason
from ingest.headings import LONGEST
from ingest.plain import is_raised, raised
from ingest.readers.archive import (
    Archive,
    Element,
    attribute,
    inner,
    is_on,
    local,
    reference,
    whole_number,
)
from ingest.readers.charts import Charts
from ingest.readers.columns import Cell, edges_of, laid_out
from ingest.readers.heads import told_headed
from ingest.readers.parsed import EMBEDDED, Options, Parsed, assembled, unopened, unseen
from ingest.readers.properties import office_properties
from ingest.readers.rows import cell, tidy_lines
from ingest.readers.slides import extent, in_order
from ingest.readers.tables import Table
from ingest.structure import PAGE, Parts

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_LEAST_RAISED = 10
"""Per cent of the height of letters."""
_MAIN = "ppt/presentation.xml"
_TITLES = frozenset({"title", "ctrTitle"})
_LISTED = frozenset({"body", "obj", ""})
"""Kinds of places on a slide whose paragraphs have bullets unless they say otherwise."""
_FURNITURE = frozenset({"dt", "ftr", "sldNum", "hdr", "sldImg"})
"""Kinds of places that hold the date, the number and the foot of a slide."""
_MOST_SLIDES = 1_000


def read(data: bytes, _: Options) -> Parsed:
    """A presentation as text; each slide is a page.

    Raises:
        SourceError: it is damaged, locked, too large or no such presentation.
    """
    archive = Archive(data)
    relations = archive.relations(_MAIN)
    listed = (relations.get(reference(each), "") for each in archive.xml(_MAIN).iter("{*}sldId"))
    slides = [name for name in listed if name in archive]
    parts, language, left_out = Parts(), None, archive.remarks()
    charts, embedded, begin = Charts(archive, parts), list[str](), ""
    pictures, feet = set[str](), list[str]()
    for name in slides[:_MOST_SLIDES]:
        slide = archive.xml(name)
        begin += PAGE
        if not is_on(slide, "show", "1"):
            left_out += [_text(each) for each in slide.iter("{*}p")]
            continue
        first = next(slide.iter("{*}rPr"), None)
        language = language or attribute(first, "lang") or None
        left_out += _hide(slide)
        embedded += archive.embedded(name)
        pictures |= archive.pictures(name)
        feet += _feet(slide)
        _put_slide(slide, parts, begin)
        begin = ""
        shown = archive.relations(name)
        for chart in slide.iter("{*}chart"):
            charts.put(shown.get(reference(chart), ""))
        for words in archive.diagrams(name):
            parts.put_paragraph(words)
        for note in _notes(archive, name):
            parts.put_paragraph(note)
    told = office_properties(archive, "docProps/core.xml", language)
    unread = (*charts.unread, *unopened(EMBEDDED, embedded), *unseen(pictures))
    if len(slides) > _MOST_SLIDES:
        told_of = "its slides behind number {most} are not read; split it"
        unread += (Reason(told_of, {"most": _MOST_SLIDES}),)
    return assembled(parts.all, told, MEDIA_TYPE, len(data), unread, left_out, feet)


def _put_slide(slide: Element, parts: Parts, begin: str) -> None:
    """Put down what a slide shows; it begins a page, as the hidden ones before it did."""
    units = list(_units(inner(slide, "{*}cSld/{*}spTree")))
    told = [[each for each in _shapes([unit]) if _is_told(each)] for unit in units]
    places = [extent(unit) for unit, shapes in zip(units, told, strict=True) if shapes]
    told = list(filter(None, told))
    shapes = [shape for place in in_order(places) for shape in told[place]]
    title = _title(shapes)
    if title is None:
        parts.put_paragraph(begin)
    else:
        words = " ".join(filter(None, map(_text, title.iter("{*}p"))))
        parts.put_heading(f"{begin}{words}", 2 if parts.all else 1)
    for shape in shapes:
        if shape is not title:
            _put_shape(shape, parts)


def _hide(slide: Element) -> list[str]:
    """Empties what a slide does not show, as shapes and cells below merged ones; returns its words."""
    hidden: list[str] = []
    for each in slide.iter("{*}tc"):
        if is_on(each, "hMerge") or is_on(each, "vMerge"):
            hidden += filter(None, map(_text, each.iter("{*}p")))
            del each[:]
    for about in list(slide.iter("{*}cNvPr")):
        if is_on(about, "hidden"):
            shape = about.getparent().getparent()
            hidden += filter(None, map(_text, shape.iter("{*}p")))
            shape.clear()
    return hidden


def _units(tree: Element) -> Iterator[Element]:
    """What lies on a slide, with groups as one, in the order in which a screen reader tells it."""
    for each in tree:
        if local(each) in {"AlternateContent", "Choice"}:
            yield from _units(each)
        else:
            yield each


def _shapes(tree: Iterable[Element]) -> Iterator[Element]:
    """Shapes with text and frames with tables."""
    for each in tree:
        if local(each) in {"sp", "graphicFrame"}:
            yield each
        elif local(each) in {"grpSp", "AlternateContent", "Choice"}:
            yield from _shapes(each)


def _is_told(shape: Element) -> bool:
    return _place(shape) not in _FURNITURE and any(map(_text, shape.iter("{*}p")))


def _feet(slide: Element) -> Iterator[str]:
    """What stands in the same places of slides."""
    for shape in _shapes(slide.iterfind("{*}cSld/{*}spTree/{*}sp")):
        if _place(shape) in _FURNITURE:
            yield from map(_text, shape.iter("{*}p"))


def _place(shape: Element) -> str | None:
    """The kind of the place on the slide that a shape fills; None for a box of its own."""
    place = shape.find("{*}nvSpPr/{*}nvPr/{*}ph")
    return None if place is None else attribute(place, "type")


def _title(shapes: list[Element]) -> Element | None:
    """The title of a slide: what fills that place or, where nothing does, a short first line."""
    for shape in shapes:
        if _place(shape) in _TITLES:
            return shape
    for shape in shapes[:1]:
        told = list(filter(None, map(_text, shape.iter("{*}p"))))
        if local(shape) == "sp" and len(told) == 1 and len(told[0]) <= LONGEST:
            return shape
    return None


def _put_shape(shape: Element, parts: Parts) -> None:
    table = next(shape.iter("{*}tbl"), None)
    if table is not None:
        parts.put_table("", told_headed(_laid_out(table)))
        return
    listed = _place(shape) in _LISTED
    for paragraph in shape.iter("{*}p"):
        text, properties = _text(paragraph), paragraph.find("{*}pPr")
        if text and _is_item(properties, listed=listed):
            parts.put_item(whole_number(attribute(properties, "lvl"), 0, 4), "-", text)
        elif text:
            parts.end_lists()
            parts.put_paragraph(text)
    parts.end_lists()


def _is_item(properties: Element | None, *, listed: bool) -> bool:
    if properties is None:
        return listed
    if properties.find("{*}buNone") is not None:
        return False
    marks = (properties.find(f"{{*}}{name}") for name in ("buChar", "buAutoNum", "buBlip"))
    return listed or any(mark is not None for mark in marks)


def _laid_out(table: Element) -> Table:
    """The cells of a table in columns."""
    rows = list(table.iterchildren("{*}tr"))
    marked = is_on(table.find("{*}tblPr"), "firstRow")
    grid = table.iterfind("{*}tblGrid/{*}gridCol")
    widths = [whole_number(attribute(each, "w"), 0, 11) for each in grid]
    count = max((len(row.findall("{*}tc")) for row in rows), default=0)
    edges = edges_of(widths, count)
    return laid_out([list(_cells(row, edges)) for row in rows], int(marked))


def _cells(row: Element, edges: list[int]) -> Iterator[Cell]:
    """The cells of a row, each with those beside it that it covers."""
    cells = row.findall("{*}tc")
    begins = [at for at, each in enumerate(cells) if not at or not is_on(each, "hMerge")]
    for begin, end in pairwise([*begins, len(cells)]):
        text = cell(_text(p) for each in cells[begin:end] for p in each.iter("{*}p"))
        goes_on = is_on(cells[begin], "vMerge")
        yield Cell(text, edges[begin], edges[end], goes_on)


def _text(paragraph: Element) -> str:
    pieces: list[str] = []
    run, stands_above = None, False
    for each in paragraph.iter("{*}t", "{*}br", "{*}tab"):
        if each.getparent() is not run:  # One may hold any number of texts and breaks.
            run = each.getparent()
            stands_above = _is_raised(run)
        text = {"br": "\n", "tab": " "}.get(local(each)) or each.text or ""
        pieces.append(raised(text) if stands_above else text)
    return tidy_lines("".join(pieces))


def _is_raised(run: Element) -> bool:
    """Whether a run stands above the line, by a share of its height: `30000` or, in other files, `30%`."""
    told = attribute(run.find("{*}rPr"), "baseline")
    height = told.removesuffix("%")
    return is_raised(height, _LEAST_RAISED if height != told else 1000 * _LEAST_RAISED)


def _notes(archive: Archive, slide: str) -> Iterator[str]:
    """What the speaker is to say."""
    for name in archive.relations(slide).values():
        if "/notesSlide" in name and name in archive:
            for shape in archive.xml(name).iter("{*}sp"):
                if _place(shape) not in _FURNITURE:
                    yield from filter(None, map(_text, shape.iter("{*}p")))
