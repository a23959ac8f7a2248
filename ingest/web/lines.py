"""The words of inline elements as lines, put together as a browser shows them."""

from __future__ import annotations

import re

from ingest.plain import raised
from ingest.web.pictures import name_of
from ingest.web.seen import Visibility, is_button
from ingest.web.tree import BLOCKS, HEADINGS, Element, walk

_FORMATS = frozenset(
    "b strong i em u mark font small big sup sub abbr acronym dfn cite code kbd samp var tt bdi bdo"
    " ins wbr ruby rt rb".split()
)
"""Elements that may change the look of a part of a word."""
_WRITES = {"br": "\n", "q": "”"}
"""What an element itself shows."""
_FEW = 3
"""Pieces, of which all but one are spaces between pictures, and characters that end one."""
_SPACE = re.compile(r"[\s\ue000-\uf8ff]+")
"""White space, and signs of fonts of signs, which say nothing without these."""
_BLANKS = re.compile(r"[^\S\n]+")
_EMPTY_LINES = re.compile(r"\n\n++")
_CLOSING = frozenset(".,;:!?)")
_RUNNING = frozenset({"p", "li", "td", "th", *HEADINGS})
"""Elements of running text, in which an export cuts words into spans of their own."""

_CELLS = frozenset({"td", "th", "dt", "dd", "caption"})


class Line:
    """Text as it is gathered from elements until one begins that stands on a line of its own."""

    def __init__(self) -> None:
        self._pressing = 0
        """How many buttons the elements at hand stand in."""
        self._ended: Element = None
        """An element that has just ended, without words behind it."""
        self._clear()

    def start(self, element: Element) -> None:
        """An element begins; two inline ones that stand side by side are shown apart.

        Such are made to stand on their own by style, except spans that go on with a word. Those with
        a class are labels, values or tags, whose look a style sheet tells. Where one only tells the
        look of words, a capital behind a small letter begins another word.
        """
        self._pressing += is_button(element)
        if element.tag in _WRITES:
            self._add(_WRITES[element.tag])
        elif element.tag not in _FORMATS and self._stands_alone(self._ended):
            self._gap = " "
            self._cut = element.getparent().tag in _RUNNING and all(
                each.tag == "span" and not each.get("class") for each in (element, self._ended)
            )
        elif self._ended is not None and self._ended.tag not in _WRITES and not self._gap:
            self._gap, self._looks = " ", True
        if element.tag == "img" and self._begins and (name := name_of(element)):
            self._add(f"{name}\n")
        self.text(element, element.text)

    def end(self, element: Element) -> None:
        """An element ends."""
        self._pressing -= is_button(element)
        if element.tag == "q":
            self._add(_WRITES["q"])
        self._ended = element

    def text(self, element: Element, text: str | None) -> None:
        """Words directly inside of an element."""
        if not text:
            return
        if element.tag == "pre":
            self._add(_BLANKS.sub(" ", text))
        elif "sup" in (element.tag, getattr(element.getparent(), "tag", None)):
            self._add(raised(_SPACE.sub(" ", text)))
        else:
            self._add(_SPACE.sub(" ", text))

    def paragraphs(self, *, pressed: bool = False) -> list[str]:
        """What was gathered, with line breaks, cut where a line is empty; nothing is left.

        The words of buttons are left out where no others stand around them, unless they head
        something and `pressed` says so.
        """
        lines = "".join(self._parts).split("\n") if pressed or self._told else []
        self._clear()
        text = "\n".join(" ".join(line.split()) for line in lines)
        return [part.strip() for part in _EMPTY_LINES.split(text) if part.strip()]

    @property
    def _begins(self) -> bool:
        """Whether there are no words on the line at hand."""
        ends = "".join(part[-_FEW:] for part in self._parts[-_FEW:])
        return not self._told or ends.rstrip(" ").endswith("\n")

    def _clear(self) -> None:
        self._parts: list[str] = []
        self._told = False
        """Whether there are words outside of buttons."""
        self._ended = None
        self._gap = ""
        """What stands between that and the words of the next one, unless they go on."""
        self._cut = False
        """Whether a word may go on in the next one."""
        self._looks = False
        """Whether only its look may change there: it goes on, unless that would put a capital in it."""

    def _add(self, text: str) -> None:
        if self._gap and not self._goes_on(text):
            self._parts.append(self._gap)
        self._parts.append(text)
        self._gap, self._ended, self._looks = "", None, False
        self._told = self._told or not (self._pressing or text.isspace())

    @staticmethod
    def _stands_alone(ended: Element | None) -> bool:
        return ended is not None and ended.tag not in _FORMATS and ended.tag not in _WRITES

    def _goes_on(self, text: str) -> bool:
        """Whether words behind the end of an element belong to what stands in front of it."""
        before = "".join(self._parts[-1:])[-1:]
        if self._looks:
            return not (before.islower() and text[0].isupper())
        return text[0] in _CLOSING or (self._cut and text[0].islower() and before.isalpha())


def lines_of(root: Element, seen: Visibility, *, pressed: bool = True) -> list[str]:
    """The lines of a cell, caption or term, whatever they are made of.

    Args:
        root: The cell, caption or term.
        seen: Tells what in it is hidden.
        pressed: Whether lines that are only words of buttons are among them.
    """
    if len(root) == 0 and root.tag in _CELLS and not is_button(root):  # As most are.
        words = "" if seen.hides(root) else _SPACE.sub(" ", root.text or "").strip()
        return [words] if words else []
    line, found = Line(), list[str]()
    skipped: Element = None
    for event, element, walker in walk(root):
        if event == "start" and seen.hides(element):
            walker.skip_subtree()
            skipped = element
            continue
        if element.tag in BLOCKS:
            found += line.paragraphs(pressed=pressed)
        if event == "start":
            line.start(element)
        else:
            if element is not skipped:
                line.end(element)
            if element is not root:
                line.text(element.getparent(), element.tail)
    found += line.paragraphs(pressed=pressed)
    return [each for paragraph in found for each in paragraph.split("\n")]
