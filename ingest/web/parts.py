"""The content of a page in reading order: headings, paragraphs, list items and rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from ingest.blocks import Kind
from ingest.web import tables
from ingest.web.content import Content, count_words
from ingest.web.lines import Line, lines_of
from ingest.web.seen import is_button, opens_panel
from ingest.web.tree import BLOCKS, HEADINGS, Element, walk

_LISTS = frozenset({"ul", "ol", "menu", "dir", "dl"})
_DEEPEST = 5
"""Lists inside of each other that are told apart by their indentation."""
_LAST_NUMBER = 999
_LEVELS = 6
_FEW = 50
"""Elements around or inside of one that are looked at."""


@dataclass(frozen=True, slots=True)
class Part:
    """One heading, paragraph, list item or table row."""

    kind: Kind
    mark: str
    """What shows the kind in front of it: `## `, `- `, `| `."""
    text: str
    whole: int
    """The number of the list or table that it belongs to, or its own."""


@dataclass(slots=True)
class _Item:
    """A list item that is open; what follows its first line is indented like that."""

    mark: str
    fresh: bool = True
    under_heading: bool = False


class Reader:
    """Reads the parts of a page and keeps the running text around them that is left out."""

    def __init__(self, tree: Element) -> None:
        self.parts: list[Part] = []
        self.left_out: list[str] = []
        self._content = Content(tree)
        self._roots = set(self._content.roots)
        self._line = Line()
        self._inside = self._outside = 0
        self._items: list[_Item] = []
        self._numbers: list[int | None] = []
        """The next number of each open list; None where its items have none."""
        self._whole = 0
        self._level, self._heading = 1, 0
        """Of the heading before, and of the one at hand."""
        self._terms: list[str] = []
        self._told_of: str = ""
        """How the definitions of the last term are told: `said`, `asked`, `listed`."""
        self._tabs = {tab.get("id"): tab for tab in tree.iter() if tab.get("role") == "tab"}
        body = tree.find("body")
        if body is not None:
            self._read(body)

    def _read(self, body: Element) -> None:
        skipped: Element = None
        for event, element, walker in walk(body):
            if event == "start":
                self._enter(element)
                if self._passes_over(element) or (self._within and self._tells_whole(element)):
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
        self._flush()

    def _enter(self, element: Element) -> None:
        """Counts the content that begins with an element, less what is around or amid it."""
        if element in self._roots:
            self._inside += 1
        if self._content.is_around(element):
            if element.tag in BLOCKS:
                self._flush()
            self._outside += 1

    def _leave(self, element: Element) -> None:
        if element in self._roots:
            self._flush()
            self._inside -= 1
        if self._content.is_around(element):
            self._outside -= 1

    @property
    def _within(self) -> bool:
        return self._inside > 0 and self._outside == 0

    def _passes_over(self, element: Element) -> bool:
        if self._content.seen.hides(element) or self._content.steers(element):
            return True
        return not self._within and (element.tag == "a" or is_button(element))

    def _leave_out(self, text: str | None) -> None:
        if text and count_words(text):
            self.left_out.append(" ".join(text.split()))

    def _tells_whole(self, element: Element) -> bool:
        """Tells an element at once whose parts belong together, and whether it was such a one."""
        seen, tag = self._content.seen, element.tag
        if tag == "table" and not tables.is_layout(element):
            self._flush()
            self._whole += not self._numbers
            if over := tables.caption(element, seen):
                self._put(Kind.ROW, "", over, alone=False)
            for cells in tables.rows(element, seen):
                self._put(Kind.ROW, "| ", " | ".join(cells), alone=False)
            return True
        if tag == "dt":
            self._flush()
            self._tell_term(element)
            return True
        return tag == "dd" and self._told_of == "said"

    def _tell_term(self, term: Element) -> None:
        """A term with its definition on one line, or above several; a question as a heading."""
        self._terms += [" ".join(lines_of(term, self._content.seen)).rstrip(":")]
        meanings = list(_meanings(term))
        if not meanings:
            return
        name, self._terms = " / ".join(filter(None, self._terms)), []
        if name.endswith("?"):
            self._told_of = "asked"
            self._put_heading(name)
            return
        lines = lines_of(meanings[0], self._content.seen) if _is_plain(meanings) else []
        self._told_of = "said" if len(lines) == 1 else "listed"
        self._put(Kind.ITEM, f"{self._indent(0)}- ", f"{name}: {''.join(lines)}".strip())

    def _start(self, element: Element) -> None:
        if element.tag in BLOCKS or opens_panel(element) or _asks(element):
            self._flush()
        self._open(element)
        self._line.start(element)

    def _open(self, element: Element) -> None:
        tag = element.tag
        if tag in HEADINGS:
            self._level = self._heading = int(tag[1])
        elif not self._heading and (opens_panel(element) or _asks(element)):
            self._heading = min(self._level + 1, _LEVELS)
        elif element.get("role") == "tabpanel":
            self._put_heading(self._tab_of(element))
        elif tag in _LISTS:
            self._whole += not self._numbers
            self._numbers.append(_number(element.get("start")) if tag == "ol" else None)
            self._told_of = ""
        elif tag == "li":
            self._items.append(_Item(self._next_mark()))
        elif tag == "dd" and self._told_of != "asked":
            self._items.append(_Item(f"{self._indent(1)}- "))

    def _end(self, element: Element) -> None:
        tag = element.tag
        if tag in BLOCKS or opens_panel(element) or _asks(element):
            self._flush()
        self._line.end(element)
        if tag in HEADINGS or opens_panel(element) or _asks(element):
            self._heading = 0
        elif tag in _LISTS and self._numbers:
            self._numbers.pop()
            self._told_of = "listed" if self._items and element.getparent().tag == "dd" else ""
        elif self._items and (tag == "li" or (tag == "dd" and self._told_of != "asked")):
            self._items.pop()

    def _flush(self) -> None:
        """Ends the line at hand and tells what it is."""
        for text in self._line.paragraphs(pressed=self._heading > 0):
            if self._heading:
                self._put_heading(text.replace("\n", " "), self._heading)
            elif not self._items or self._items[-1].under_heading:
                self._put(Kind.TEXT, "", text)
            else:
                item = self._items[-1]
                mark = item.mark if item.fresh else " " * len(item.mark)
                item.fresh = False
                self._put(Kind.ITEM, mark, text.replace("\n", "\n" + " " * len(mark)))

    def _put_heading(self, text: str, level: int = 0) -> None:
        level = level or min(self._level + 1, _LEVELS)
        if self._items:
            self._items[-1].under_heading = True
        if text:
            self._put(Kind.HEADING, "#" * level + " ", text)

    def _put(self, kind: Kind, mark: str, text: str, *, alone: bool = True) -> None:
        if alone and not self._numbers:
            self._whole += 1
        self.parts.append(Part(kind, mark, text, self._whole))

    def _next_mark(self) -> str:
        number = self._numbers[-1] if self._numbers else None
        if number is None or number > _LAST_NUMBER:
            return f"{self._indent(0)}- "
        self._numbers[-1] = number + 1
        return f"{self._indent(0)}{number}. "

    def _indent(self, deeper: int) -> str:
        return "  " * max(0, min(len(self._numbers) - 1 + deeper, _DEEPEST))

    def _tab_of(self, panel: Element) -> str:
        """The words of the tab that shows a panel."""
        tab = self._tabs.pop(panel.get("aria-labelledby"), None)
        return "" if tab is None else " ".join(lines_of(tab, self._content.seen))


def _meanings(term: Element) -> Iterator[Element]:
    """The definitions that follow a term, up to the next one."""
    for behind in term.itersiblings():
        if behind.tag == "dt":
            return
        if behind.tag == "dd":
            yield behind


def _is_plain(meanings: list[Element]) -> bool:
    """Whether there is one definition, without paragraphs and lists of its own."""
    if len(meanings) > 1:
        return False
    inner = list(islice(meanings[0].iterdescendants(), _FEW + 1))
    return len(inner) <= _FEW and not any(each.tag in BLOCKS for each in inner)


def _asks(element: Element) -> bool:
    """Whether an element is marked as the words of a question that the page answers."""
    if element.get("itemprop") != "name":
        return False
    about = next(
        (each for each in islice(element.iterancestors(), _FEW) if each.get("itemtype")), None
    )
    return about is not None and about.get("itemtype").rstrip("/").endswith("/Question")


def _number(value: str | None) -> int:
    return int(value) if value and value.isdecimal() and len(value) < 4 else 1
