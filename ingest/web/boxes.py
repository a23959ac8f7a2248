"""Boxes of a few short lines that belong together: a label with its value, a person with a role.

A page that is laid out without tables puts them into elements of their own. How these stand to each
other tells such boxes, which are read as rows of a table. What stands under a heading has one already.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from ingest.web.content import Content
from ingest.web.lines import lines_of
from ingest.web.seen import opens_panel
from ingest.web.tree import BLOCKS, Element, has_own_words

_BOXES = frozenset("div li section article aside p a figure address".split())
_BOLD = frozenset({"b", "strong"})
_PICTURES = frozenset({"img", "picture", "svg"})
_INLINE = _BOLD | frozenset("span label em i small output data time".split())
_PARTS = _INLINE | frozenset("div p a address br img picture source figure".split())
"""What boxes are made of."""
_MOST_ELEMENTS = 30
_MOST_LINES = 6
_LEVELS, _FEW = 3, 3
"""Elements around a box that hold nothing else but pictures, and how many of these."""
_LONGEST_LABEL, _LONGEST = 60, 120
_SPACES = (" ", "\N{NO-BREAK SPACE}")
_SENTENCE = re.compile(r"[.!?…][\"'”’»)\]]*$")
_WORD = re.compile(r"\w")


class Boxes:
    """Finds the boxes of a page; what an element costs does not depend on how much it holds."""

    def __init__(self, content: Content) -> None:
        """Of a page; `content` tells what of it is hidden or only steers."""
        self._content = content
        self._roots = frozenset(content.roots)

    def cells(self, element: Element) -> list[str]:
        """The lines of a box; none where an element is no such box.

        Two lines are one, of which the first is no longer than a label. More lines are, or lines
        that could be a list or a menu, where the element stands among others of its kind.
        """
        if not (element.tag in _BOXES or _is_inline_box(element)) or element in self._roots:
            return []
        children = self._children(element)
        lines = self._lines(children) if len(children) > 1 else self._broken(element)
        if not _are_short(lines) or not _stand_apart(children, lines):
            return []
        if _needs_kin(element, children) and not _has_kin(element):
            return []
        if any(map(self.cells, children)):
            return []
        return _row(lines)

    def labelled(self, element: Element) -> tuple[list[str], Element]:
        """The cells of a line in bold with the one line below it, and the element of that."""
        behind = element.getnext()
        if not _is_bold(element) or behind is None or behind.tag != element.tag:
            return [], None
        following = behind.getnext()
        if _is_bold(behind) or (following is not None and not _is_bold(following)):
            return [], None
        lines = self._lines([element, behind])
        return (_row(lines), behind) if _are_short(lines) else ([], None)

    def _children(self, element: Element) -> Sequence[Element]:
        """What the lines of an element stand in; nothing where it is not made of such alone."""
        if _is_large(element) or not all(map(self._is_part, element.iterdescendants())):
            return []
        if _WORD.search(element.text or ""):
            return []
        if any(map(_reads_on, element)):
            return []
        children = [child for child in element if not self._content.seen.hides(child)]
        told = [child for child in children if any(map(_WORD.search, child.itertext()))]
        return told if len(told) <= _MOST_LINES else []

    def _broken(self, element: Element) -> list[str]:
        """The two lines of a paragraph of which the first is in bold."""
        if len(element) < 2 or element[0].tag not in _BOLD or element[1].tag != "br":
            return []
        if _is_large(element) or any(
            _WORD.search(text or "") for text in (element.text, element[0].tail)
        ):
            return []
        lines = lines_of(element, self._content.seen, pressed=False)
        return lines if len(lines) == 2 else []

    def _is_part(self, element: Element) -> bool:
        if self._content.seen.hides(element):
            return True
        return element.tag in _PARTS and not (self._content.steers(element) or opens_panel(element))

    def _lines(self, elements: Sequence[Element]) -> list[str]:
        """The line of each element; nothing where one has several, or words to press alone."""
        lines = [lines_of(each, self._content.seen, pressed=False) for each in elements]
        return [line for (line,) in lines] if all(len(each) == 1 for each in lines) else []


def _is_inline_box(element: Element) -> bool:
    """Whether an element within a line has others of its kind right beside it, each of elements alone."""
    if (
        not (element.tag == "span" or "-" in element.tag)
        or len(element) < 2
        or has_own_words(element)
    ):
        return False
    before, behind = element.getprevious(), element.getnext()
    pairs = ((before, before), (element, behind))
    return any(
        kin is not None
        and _kind(kin) == _kind(element)
        and not has_own_words(kin)
        and not (first.tail or "").strip()
        for first, kin in pairs
    )


def _is_large(element: Element) -> bool:
    return len(list(islice(element.iterdescendants(), _MOST_ELEMENTS + 1))) > _MOST_ELEMENTS


def _reads_on(child: Element) -> bool:
    """Whether what stands behind an element joins it with what follows: words or, within a line, any sign."""
    behind = (child.tail or "").strip()
    return bool(behind if child.tag in _INLINE else _WORD.search(behind))


def _row(lines: Sequence[str]) -> list[str]:
    """The lines as cells; bars would end one."""
    return [line.replace("|", "/") for line in (lines[0].rstrip(": "), *lines[1:])]


def _are_short(lines: Sequence[str]) -> bool:
    return (
        len(lines) > 1
        and len(lines[0]) <= _LONGEST_LABEL
        and all(len(line) <= _LONGEST and not _SENTENCE.search(line) for line in lines)
    )


def _needs_kin(element: Element, children: Sequence[Element]) -> bool:
    """Whether what stands in an element may as well be a menu, a list, or an item of one."""
    if element.tag == "li" or len(children) > 2:
        return True
    tags = {child.tag for child in children}
    classes = {child.get("class") for child in children}
    return tags == {"a"} or len(classes - {None}) == len(classes) == 1


def _stand_apart(children: Sequence[Element], lines: Sequence[str]) -> bool:
    """Whether elements stand on lines of their own, or begin as if they did."""
    return all(
        above.tag in BLOCKS
        or child.tag in BLOCKS
        or (above.tag in _INLINE and child.tag in _INLINE and not _runs_on(above, child, line))
        for above, child, line in zip(children, children[1:], lines[1:], strict=False)
    )


def _runs_on(above: Element, child: Element, line: str) -> bool:
    """Whether the words of an element go on with those in front, of which an export cut them."""
    ends, begins = "".join(above.itertext()), next(child.itertext())
    return line[0].islower() or ends.endswith(_SPACES) or begins.startswith(_SPACES)


def _is_bold(element: Element) -> bool:
    """Whether all words of a paragraph are in bold."""
    if element.tag not in {"p", "div"} or len(element) != 1 or element[0].tag not in _BOLD:
        return False
    return not _WORD.search(element.text or "") and not _WORD.search(element[0].tail or "")


def _has_kin(element: Element) -> bool:
    """Whether an element of the same kind stands beside one, or beside what holds nothing else."""
    for each in _holders(element):
        for kin in (each.getnext(), each.getprevious()):
            if kin is not None and _kind(kin) == _kind(each):
                return True
    return False


def _holders(element: Element) -> Iterator[Element]:
    for _ in range(_LEVELS):
        yield element
        above = element.getparent()
        if (
            above is None
            or len(above) > _FEW
            or any(each.tag not in _PICTURES for each in above if each is not element)
        ):
            return
        element = above


def _kind(element: Element) -> tuple[str, str, int]:
    return element.tag, element.get("class", ""), len(element)
