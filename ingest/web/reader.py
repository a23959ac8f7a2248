"""Reads the content of a page in reading order, element by element."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from ingest.structure import Part, Parts
from ingest.web import tables
from ingest.web.boxes import Boxes
from ingest.web.cards import heads_below
from ingest.web.content import Content
from ingest.web.drawn import draw
from ingest.web.lines import Line, lines_of
from ingest.web.panels import headed, question_of
from ingest.web.passed import words_passed
from ingest.web.seen import is_button
from ingest.web.styles import list_form
from ingest.web.tabs import tabs_of
from ingest.web.tree import BLOCKS, HEADINGS, Element, name_blocks, walk
from ingest.word_count import count_words

_LISTS = frozenset({"ul", "ol", "menu", "dir", "dl"})
_ITEMS = frozenset({"li", "dd"})
_FEW = 50
"""Elements around or inside of one that are looked at."""


class Reader:
    """Reads the parts of a page, and the running words around them that are left out."""

    def __init__(self, tree: Element, *, whole: bool = False) -> None:
        """Read a page; `whole` tells that nothing stands around its content."""
        draw(tree)
        name_blocks(tree)
        self.parts = Parts()
        self.left_out: list[str] = []
        self._content = Content(tree, whole=whole)
        self._boxes = Boxes(self._content)
        self._roots = set(self._content.roots)
        self._inside = self._outside = self._behind = 0
        self._line = Line()
        self._heading: Element = None
        """The element whose words are a heading."""
        self._terms: list[str] = []
        """Terms that stand together above their definitions."""
        self._ends: dict[Element | str, Part] = {}
        """Headings by the elements, or their names, with whose end they end."""
        self._told: Element = None
        """An element that was put down with the one before it."""
        self._tabs = tabs_of(tree, self._content.seen)
        body = tree.find("body")
        self._cards = {} if body is None else heads_below(body, self._content)
        """Headings that stand below other words of their card, by the card."""
        self._headings = set(self._cards.values())
        if body is not None:
            self._read(body)

    def _read(self, body: Element) -> None:
        skipped: Element = None
        for event, element, walker in walk(body):
            if event == "start":
                self._enter(element)
                if self._passes_over(element):
                    self._tell_left_out(element)
                    walker.skip_subtree()
                    skipped = element
                elif self._within and self._tells_whole(element):
                    walker.skip_subtree()
                    skipped = element
                elif self._within:
                    self._start(element)
                else:
                    self._leave_out(element.text)
                continue
            if self._within and element is not skipped:
                self._end(element)
            self._leave(element)
            if element is body:
                break
            if self._within:
                self._line.text(element.getparent(), element.tail)
            else:
                self._leave_out(element.tail)

    @property
    def _within(self) -> bool:
        """Whether the elements at hand are content, and not around or amid it."""
        return self._inside > 0 and self._outside == 0

    def _enter(self, element: Element) -> None:
        self._inside += element in self._roots
        for key in (element, element.get("id")) if self._ends else ():
            if heading := self._ends.get(key):
                self.parts.begin_below(heading)
        if self._content.is_around(element):
            if element.tag in BLOCKS:
                self._flush()
            self._outside += 1
            self._behind += self._content.is_behind(element)

    def _leave(self, element: Element) -> None:
        for key in (element, element.get("id")) if self._ends else ():
            if heading := self._ends.pop(key, None):
                self._flush()
                self.parts.end_heading(heading)
        if element in self._roots:
            self._flush()
            self._inside -= 1
        self._outside -= self._content.is_around(element)
        self._behind -= self._content.is_behind(element)

    def _passes_over(self, element: Element) -> bool:
        if self._content.seen.hides(element) or self._content.steers(element):
            return True
        if element is self._told:
            return True
        return not self._within and (element.tag == "a" or is_button(element))

    def _tell_left_out(self, passed: Element) -> None:
        if passed is self._told:
            return
        is_amid = self._inside > 0 and self._outside == self._content.is_around(passed)
        is_beside = not (self._inside or self._outside) or 0 < self._behind == self._outside
        for text in words_passed(passed, self._content, is_amid=is_amid, is_beside=is_beside):
            self._leave_out(text)

    def _leave_out(self, text: str | None) -> None:
        if text and count_words(text):
            self.left_out.append(" ".join(text.split()))

    def _tells_whole(self, element: Element) -> bool:
        """Puts down an element whose words belong together; whether it was such a one."""
        seen, tag = self._content.seen, element.tag
        if tag == "table" and not tables.is_layout(element):
            self._flush()
            self._told = tables.caption(element)
            above = [] if self._told is None else lines_of(self._told, seen)
            title, rows = tables.told(element, seen)
            self.parts.put_table(" ".join(filter(None, (*above, title))), rows)
            return True
        if tag == "dt":
            self._flush()
            self._tell_term(element)
            return True
        if element in self._headings:
            self._flush()
            return True
        if self._heading is None and (cells := self._row(element)):
            self._flush()
            self.parts.put_table("", [cells])
            return True
        return tag == "dd" and self.parts.meanings == "said"

    def _row(self, element: Element) -> list[str]:
        """The cells of a box that reads as a row; the element is all of it, or its first line."""
        if cells := self._boxes.cells(element):
            return cells
        cells, below = self._boxes.labelled(element)
        self._told = below if cells else self._told
        return cells

    def _tell_term(self, term: Element) -> None:
        seen = self._content.seen
        self._terms.append(" ".join(lines_of(term, seen)).rstrip(":"))
        meanings, behind = list(_meanings(term)), term.getnext()
        if meanings or behind is None or behind.tag != "dt":
            lines = lines_of(meanings[0], seen) if _is_plain(meanings) else []
            self._put_terms(lines[0] if len(lines) == 1 else "")

    def _put_terms(self, meaning: str = "") -> None:
        """Terms that stand together, with the one line that defines them, or above what does."""
        name, self._terms = " / ".join(filter(None, self._terms)), []
        if name or meaning:
            self.parts.put_term(name, meaning)

    def _start(self, element: Element) -> None:
        tag = element.tag
        heads = tag in HEADINGS or (self._heading is None and self._is_heading(element))
        if tag in BLOCKS or heads:
            self._flush()
        if heads:
            self._heading = element
        elif element in self._tabs:
            self._put_tab(element)
        if tag in _LISTS:
            self._open_list(element)
        elif tag == "li":
            self.parts.open_item(_number(element.get("value"), None))
        elif tag == "dd":
            self._put_terms()
            self.parts.open_meaning()
        if element in self._cards:
            self._put_first(self._cards[element])
        self._line.start(element)

    def _put_first(self, heading: Element) -> None:
        """The heading of a card that begins, over the words of the card that stand above it."""
        self._flush()
        if lines := lines_of(heading, self._content.seen):
            self.parts.put_heading(" ".join(lines), int(heading.tag[1]))

    def _open_list(self, element: Element) -> None:
        """A list begins, with numbers as the browser would show them."""
        form = list_form(element) if element.tag == "ol" else ""
        if not form:
            self.parts.open_list(None)
            return
        backwards = element.get("reversed") is not None
        first = len(element.findall("li")) if backwards else 1
        start = _number(element.get("start"), first)
        self.parts.open_list(start, form, -1 if backwards else 1)

    def _is_heading(self, element: Element) -> bool:
        """Whether the words of an element head what follows, though it is no heading."""
        return self._content.seen.opens(element) or question_of(element) is not None

    def _end(self, element: Element) -> None:
        tag = element.tag
        if tag in BLOCKS or element is self._heading:
            self._flush()
        self._line.end(element)
        if element is self._heading:
            self._heading = None
        elif tag in _LISTS:
            self._put_terms()
            self.parts.close_list()
        elif tag in _ITEMS:
            self.parts.close_item()

    def _flush(self) -> None:
        """Ends the line at hand and puts down what it is."""
        heading = self._heading
        for text in self._line.paragraphs(pressed=heading is not None):
            if heading is None:
                self.parts.put_paragraph(text)
            else:
                level = int(heading.tag[1]) if heading.tag in HEADINGS else None
                part = self.parts.put_heading(text, level)
                self._head(part, frozenset(headed(heading, self._content.seen)))

    def _head(self, part: Part, ends: frozenset[Element | str]) -> None:
        """A heading ends with some elements, which may be open; of several in one, all end with the first."""
        is_around = bool(ends) and not ends.isdisjoint(self._heading.iterancestors())
        for each in ends:
            self._ends[each] = self._ends.get(each, part) if is_around else part
        if is_around:
            self.parts.begin_below(part)

    def _put_tab(self, panel: Element) -> None:
        """The words of the tab that shows a panel."""
        if lines := lines_of(self._tabs[panel], self._content.seen):
            self._ends[panel] = self.parts.put_heading(" ".join(lines))
            self.parts.begin_below(self._ends[panel])


def _meanings(term: Element) -> Iterator[Element]:
    """The definitions that follow a term, up to the next one."""
    for behind in term.itersiblings():
        if behind.tag == "dt":
            return
        if behind.tag == "dd":
            yield behind


def _is_plain(meanings: list[Element]) -> bool:
    """Whether there is one definition, without paragraphs and lists of its own."""
    if len(meanings) != 1:
        return False
    inner = list(islice(meanings[0].iterdescendants(), _FEW + 1))
    return len(inner) <= _FEW and not any(each.tag in BLOCKS for each in inner)


def _number(value: str | None, other: int | None) -> int | None:
    return int(value) if value and value.isdecimal() and len(value) < 4 else other
