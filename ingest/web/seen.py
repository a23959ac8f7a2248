"""What of a page a reader can see, at once or by pressing a button.

Style sheets are not known, not even those within the page: what one hides, another one or a script shows,
and these lie at other addresses.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from string import punctuation

from ingest.web.drawn import is_shadow
from ingest.web.labels import labels_of
from ingest.web.notes import Notes
from ingest.web.styles import is_not_displayed, is_only_spoken
from ingest.web.tree import BLOCKS, HEADINGS, Element, has_words, holds_content

_UNSEEN = frozenset(
    "head script style template noscript svg iframe object embed canvas audio video select datalist"
    " input textarea progress meter map rp rt del s strike annotation annotation-xml".split()
)
"""What shows no text of the page, or text that was struck out, or how a word is said."""
_TARGETS = ("aria-controls", "data-target", "data-bs-target", "popovertarget", "href")
_STATES = ("aria-expanded", "aria-controls", "data-toggle", "data-bs-toggle")
_LEVELS = 3
"""Elements between a button and the neighbour of the panel that it opens."""
_LONGEST_LOOKED_AT = 500
"""Characters of what an element does, or of words in front of others."""
_WORDS = {ord(each): " " for each in punctuation if each not in "-_"}
_MOST_PARTS = 20
"""Elements of a button that are looked at."""
_HEADS = HEADINGS | frozenset({"div", "span", "button", "dt"})
_NOWHERE = frozenset({"#", "javascript:void(0)", "javascript:;"})
"""Addresses of links that a script acts on."""


def is_button(element: Element) -> bool:
    """Whether an element is there to be pressed."""
    return element.tag == "button" or element.get("role") in {"button", "tab"}


def opens_panel(element: Element) -> bool:
    """Whether an element shows and hides other content, which its words then head."""
    if element.tag == "summary":
        return True
    return is_button(element) and (
        any(element.get(state) is not None for state in _STATES)
        or element.getparent().tag in {*HEADINGS, "dt"}
        or _is_hidden(element.getnext())
    )


class Visibility:
    """Tells what is hidden for good from the panels that somebody can open."""

    def __init__(self, tree: Element) -> None:
        self._notes = Notes(tree)
        self._names = set(names_opened(tree.iter("*")))
        self._ids = {element.get("id") for element in tree.iter("*")}
        self.labels = labels_of(tree)
        """Links in lists of such, by the panels that they label."""
        repeated = set(_repeated(tree))
        self._panels = {*repeated, *self.labels}
        self._heads = {each.getprevious() for each in repeated} | set(_heading_buttons(tree))
        for element in tree.iter("*"):
            if is_button(element) or _leads_nowhere(element):
                self._panels.update(_rest_before(element))
            if is_pressed(element):
                self._panels.update(_panel_behind(element))
            elif (heading := _acting_heading(element)) is not None:
                self._panels.update(_panel_behind(heading))

    def hides(self, element: Element) -> bool:
        """Whether an element shows nothing: a script, a draft, what nothing on the page opens."""
        return self.shows_nothing(element) or self.puts_away(element)

    def shows_nothing(self, element: Element) -> bool:
        """Whether an element is a script, a draft, a mark of a note or the like."""
        is_unseen = element.tag in _UNSEEN and not is_shadow(element)
        return is_unseen or self._notes.marks(element)

    def has(self, name: str) -> bool:
        """Whether an element has a name."""
        return name in self._ids

    def is_panel(self, element: Element) -> bool:
        """Whether an element is hidden or shown by what stands in front of it."""
        return element in self._panels

    def is_away(self, element: Element) -> bool:
        """Whether nobody sees an element until a script shows it, which none is known to do."""
        return _is_put_away(element) and self.puts_away(element)

    def opens(self, element: Element) -> bool:
        """Whether an element opens a panel, also as one of several of its kind in front of such."""
        return element in self._heads or opens_panel(element)

    def puts_away(self, element: Element) -> bool:
        """Whether an element is hidden by its style or its attributes, and nothing opens it."""
        return _is_hidden(element) and not (
            element in self._panels
            or element.get("id") in self._names
            or element.get("role") == "tabpanel"
        )


def names_opened(elements: Iterable[Element]) -> Iterator[str]:
    """The names of what elements show when they are pressed, among the words of what they do then."""
    for element in elements:
        if is_pressed(element):
            yield from named_targets(element)
        for key, told in element.items():
            if key.startswith("on"):
                yield from told[:_LONGEST_LOOKED_AT].translate(_WORDS).split()


def names_told(elements: Iterable[Element]) -> Iterator[str]:
    """What the attributes of elements tell but their own names, among it the names of what they open.

    Each program has an attribute of its own by which a button opens a dialog.
    """
    for element in elements:
        for key, told in element.items():
            if key != "id":
                yield told[:_LONGEST_LOOKED_AT].strip().removeprefix("#")


def is_pressed(element: Element) -> bool:
    """Whether an element is a button, or tells that it opens something."""
    return is_button(element) or any(element.get(state) is not None for state in _STATES)


def _acting_heading(element: Element) -> Element | None:
    """The heading that an element is, or is all of, on which a script acts; none where it is none."""
    if not _leads_nowhere(element) and element.get("onclick") is None:
        return None
    if element.tag in HEADINGS:
        return element
    above = element.getparent()
    if above is None or above.tag not in HEADINGS or len(above) > 1:
        return None
    return None if f"{above.text or ''}{element.tail or ''}".strip() else above


def _leads_nowhere(element: Element) -> bool:
    """Whether an element is a link on which a script acts."""
    return element.tag == "a" and element.get("href", "").strip() in _NOWHERE


def _is_hidden(element: Element | None) -> bool:
    if element is None or element.tag == "body":  # Which scripts hide until the page is ready.
        return False
    if not element.keys():  # Only attributes hide, and most elements have none.
        return False
    if _is_put_away(element):
        return True
    if _is_unspoken(element):  # Decoration, or the page itself while a dialog is open.
        return element.tag != "figcaption" and not holds_content(element)
    return is_only_spoken(element) and not _speaks_for_neighbour(element)


def _is_put_away(element: Element) -> bool:
    """Whether nobody sees an element until a script shows it, or until they point at a word beside it."""
    if element.get("role") == "tooltip" and element.tag not in BLOCKS:
        return True
    if element.get("popover") is not None:
        return True
    return element.get("hidden", "until-found") != "until-found" or is_not_displayed(element)


def _is_unspoken(element: Element | None) -> bool:
    return element is not None and element.get("aria-hidden") == "true"


def _speaks_for_neighbour(element: Element) -> bool:
    """Whether an element says in words what one beside it shows, which is not read."""
    return _is_unspoken(element.getprevious()) or _is_unspoken(element.getnext())


def named_targets(control: Element) -> Iterator[str]:
    """The names of the elements that a button or the like shows."""
    for attribute in _TARGETS:
        for name in control.get(attribute, "").split():
            yield name.removeprefix("#")


def _repeated(tree: Element) -> Iterator[Element]:
    """What is hidden behind elements of one kind, several times over: answers, which a script opens.

    Drafts are not written in pairs. What stands in front has a class, by which a script finds it.
    """
    pairs: defaultdict[tuple[str, ...], list[Element]] = defaultdict(list)
    for panel in tree.iter(*BLOCKS):
        head = panel.getprevious()
        if head is None or head.tag not in _HEADS or not head.get("class"):
            continue
        if _is_put_away(panel) and not _is_put_away(head):
            kind = (head.tag, head.get("class"), panel.tag, panel.get("class", ""))
            pairs[kind].append(panel)
    for panels in pairs.values():
        if len(panels) > 1:
            yield from panels


def _heading_buttons(tree: Element) -> Iterator[Element]:
    """Buttons of one kind in front of blocks of one kind, each with words of its own, as questions have.

    Sheets and scripts of other addresses open what is behind them. Buttons to share or print repeat.
    """
    pairs: defaultdict[tuple[str, str, str], dict[str, Element]] = defaultdict(dict)
    several = set[tuple[str, str, str]]()
    for button in tree.iter("button"):
        behind = button.getnext()
        if behind is None or behind.tag not in BLOCKS or not behind.get("class"):
            continue
        kind = (button.get("class", ""), behind.tag, behind.get("class"))
        words = " ".join(_first_words(button))
        if not words or words in pairs[kind]:
            several.add(kind)
        pairs[kind][words] = button
    for alike, buttons in pairs.items():
        if alike not in several and len(buttons) > 1:
            yield from buttons.values()


def _first_words(button: Element) -> Iterator[str]:
    """The words of the first elements in a button: a page may hold buttons within each other."""
    yield from (button.text or "").split()
    for each in islice(button.iterdescendants(), _MOST_PARTS):
        yield from f"{each.text or ''} {each.tail or ''}".split()


def _rest_before(control: Element) -> Iterator[Element]:
    """What a button shows of the sentences in front of it: words hidden behind others that are not."""
    before = control.getprevious()
    for each in () if before is None else (before, *before[-1:]):
        holder = each.getparent()
        shown = (holder.text, *(sibling.tail for sibling in islice(holder, _MOST_PARTS)))
        if each.tag not in BLOCKS and _is_put_away(each) and any(map(has_words, shown)):
            yield each


def _panel_behind(control: Element) -> Iterator[Element]:
    """What stands right behind a button, or behind the heading or the like that only holds it."""
    for holder in (control, *islice(control.iterancestors(), _LEVELS)):
        behind = holder.getnext()
        if behind is not None:
            heads = holder is control or holder.tag in HEADINGS or opens_panel(control)
            if heads and _is_hidden(behind):
                yield behind
            return
