"""Which parts of a page are its content: told by what elements are, not by what they are called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice

from ingest.web.comments import answered_comments, typed_comments
from ingest.web.dialogs import ENTRIES, asked_questions, asking_dialogs, is_dialog
from ingest.web.forms import is_filled_in, pages_in_forms
from ingest.web.seen import Visibility, is_button, names_opened, names_told
from ingest.web.tree import BLOCKS, HEADINGS, Element, around, walk
from ingest.word_count import count_words

_PARTS = ("main", "article", "h1", "heading", "td")
_STEERS = frozenset({"nav", "form", "search", "dialog"})
_STEERING_ROLES = frozenset(
    "navigation search dialog alertdialog menu menubar toolbar tablist form".split()
)
_AROUND = {"header": "banner", "footer": "contentinfo"}
"""Elements around the content of a page, with the roles that say the same."""
_MOST_OF = 0.7
"""Share of the running words of a page that its innermost part with content holds."""
_NOTICE_WORDS = 60
"""How long a notice is at most that asks for a button to be pressed, such as one about cookies."""
_LISTED = 2
_LEVELS = 4
"""Elements around a paragraph, of which one may be a link as a whole."""


class Content:
    """Where the content of a page is, and what in and around it is none."""

    def __init__(self, tree: Element, *, whole: bool = False) -> None:
        """Look a page through; `whole` tells that nothing stands around its content."""
        self.seen = Visibility(tree)
        self._questions = set(asked_questions(tree))
        self._pages = set(pages_in_forms(tree))
        self._typed = set(typed_comments(tree))
        self._comments = self._typed | set(answered_comments(tree))
        self._running: Counter[Element] = Counter()
        self._linked: Counter[Element] = Counter()
        self._around: set[Element] = set()
        self._behind: set[Element] = set()
        body = tree.find("body")
        self._asking = set(asking_dialogs(tree))
        # An element that is a dialog by its role has nothing that says whether it is open.
        self._opened = {
            each for each in tree.iter("dialog") if each.get("open") is not None
        } - self._asking
        self.roots = [body] if whole and body is not None else self._found(body)
        if self._typed and not whole and self._is_about_comments(body):
            self._read_comments(body)
        self._open_dialogs(tree)

    def steers(self, element: Element) -> bool:
        """Whether an element serves to find or to answer something, or holds what readers answered."""
        if element in self._questions or element in self._comments:
            return True
        if element.tag not in _STEERS and element.get("role") not in _STEERING_ROLES:
            return False
        if element.tag == "form":
            return element not in self._pages and is_filled_in(element)
        return element not in self._opened

    def is_told(self, element: Element) -> bool:
        """Whether the running words of an element that is left out are told: it is no menu or script."""
        is_form = element.tag == "form" or element in self._comments or is_dialog(element)
        is_hidden = element.tag in BLOCKS and self.seen.puts_away(element)
        return is_form or is_hidden or self.seen.is_away(element)

    def is_told_anywhere(self, element: Element) -> bool:
        """Whether an element that is left out may tell of the content wherever it stands.

        A dialog does that a script may open and that asks for nothing, such as an answer about cookies.
        """
        return is_dialog(element) and element not in self._asking

    def is_around(self, element: Element) -> bool:
        """Whether an element stands around the content: a header, a list of links, a notice."""
        return element in self._around

    def is_behind(self, element: Element) -> bool:
        """Whether an element around the content is a list of links, or a notice, behind its words."""
        return element in self._behind

    def _is_about_comments(self, body: Element | None) -> bool:
        """Whether typed comments are what a page is for, as a forum or consultation says little else."""
        others = sum(self._running[root] + self._linked[root] for root in self.roots)
        if body is None or others > _NOTICE_WORDS:
            return False
        words = 0
        for event, element, walker in walk(body):
            if event == "start" and element in self._typed:
                words += count_words(" ".join(element.itertext()))
                walker.skip_subtree()
        return words > others

    def _read_comments(self, body: Element) -> None:
        """Look for the content again, with the typed comments as a part of it."""
        self._comments -= self._typed
        self._running.clear()
        self._linked.clear()
        self._around.clear()
        self._behind.clear()
        self.roots = self._found(body)

    def _open_dialogs(self, tree: Element) -> None:
        """Count among the content, wherever they stand, the dialogs that it opens to tell, and not to ask.

        What opens them around the content asks about the whole site, such as for cookies.
        """
        dialogs = [each for each in tree.iter("*") if is_dialog(each) and each.get("id")]
        if not dialogs:
            return
        contained, asking = list(self._contained()), around(tree.iter(*ENTRIES))
        names = {*names_opened(contained), *names_told(contained)}
        opened = {each for each in dialogs if each.get("id") in names} - asking
        self._opened |= opened
        self._around -= opened
        self.roots += opened

    def _contained(self) -> Iterator[Element]:
        """The elements of the content, without those that are no content amid it."""
        for root in self.roots:
            for event, element, walker in walk(root):
                if event == "start" and (
                    self.is_around(element) or self.seen.hides(element) or self.steers(element)
                ):
                    walker.skip_subtree()
                elif event == "start":
                    yield element

    def _found(self, body: Element | None) -> list[Element]:
        if body is None:
            return []
        parts = self._counted(body)
        articles = sum(self._running[article] for article in parts["article"])
        for roots in (
            parts["main"],
            parts["article"] if 2 * articles > self._running[body] else [],
        ):
            if any(self._running[root] + self._linked[root] for root in roots):
                return [*self._title_above(parts["h1"], roots), *roots]
        wide = [cell for cell in parts["td"] if self._holds_most(cell, body)]
        for anchor in (parts["h1"] or parts["heading"] or wide)[:1]:
            self._leave_out_around(body, anchor)
        return [body]

    def _counted(self, body: Element) -> dict[str, list[Element]]:
        """Counts the words seen in each element, those of links apart, and finds the outermost parts."""
        parts: dict[str, list[Element]] = {name: [] for name in _PARTS}
        inside: Counter[str] = Counter()
        for event, element, walker in walk(body):
            if event == "start" and self._is_no_content(element, inside):
                walker.skip_subtree()
                self._around.add(element)
            elif event == "start":
                for name in _names(element):
                    if name in parts and not inside[name]:
                        parts[name].append(element)
                    inside[name] += 1
                self._count(element, element.text, _leads(inside))
            else:
                if element not in self._around:
                    for name in _names(element):
                        inside[name] -= 1
                if element is not body:
                    self._add_up(element, _leads(inside))
        return parts

    def _is_no_content(self, element: Element, inside: Counter[str]) -> bool:
        if self.seen.hides(element) or self.steers(element):
            return True
        sections = inside["main"] + inside["article"] + inside["section"]
        return not sections and _is_outer(element)

    def _add_up(self, element: Element, leads: bool) -> None:
        above = element.getparent()
        self._running[above] += self._running[element]
        self._linked[above] += self._linked[element]
        self._count(above, element.tail, leads)

    def _count(self, element: Element, text: str | None, leads: bool) -> None:
        (self._linked if leads else self._running)[element] += count_words(text)

    def _holds_most(self, element: Element, body: Element) -> bool:
        return self._running[element] >= _MOST_OF * self._running[body]

    def _title_above(self, titles: list[Element], roots: list[Element]) -> list[Element]:
        """The title of a page that has it above its content, with what it stands in.

        That is a header, or what else holds it without content, in few words and fewer links.
        """
        inside = set(roots)
        if len(titles) != 1 or any(above in inside for above in titles[0].iterancestors()):
            return []
        header = next(titles[0].iterancestors("header"), None)
        holder = titles[0].getparent() if header is None else header
        is_title = self._running[holder] <= _NOTICE_WORDS and not self._is_menu_or_notice(holder)
        return (
            [holder] if header is not None or (is_title and holder not in around(roots)) else titles
        )

    def _leave_out_around(self, body: Element, anchor: Element) -> None:
        """On a page that does not mark its content, leave out menus and notices beside it.

        They stand outside of the innermost element that holds most words and the anchor, which is
        the title or, on a page laid out as a table without titles, a cell; or before the anchor.
        """
        path = [anchor, *anchor.iterancestors()]
        holders = (each for each in path if each.tag in BLOCKS - HEADINGS)
        inner = next(each for each in holders if each is body or self._holds_most(each, body))
        within = True
        for element in path[: path.index(body)]:
            within = within and element is not inner
            beside = element.itersiblings(preceding=True)
            self._around.update(filter(self._is_menu_or_notice, beside))
            if not within:
                behind = filter(self._is_menu_or_notice, element.itersiblings())
                unlisted = (each for each in behind if not self._is_listed(each, inner))
                self._behind.update(each for each in unlisted if each not in self._around)
        self._around |= self._behind

    def _is_listed(self, element: Element, inner: Element) -> bool:
        """Whether links behind the words of a page are what it lists, such as the members of a network.

        They are at least half as many words. Headings tell nothing, since menus have them too.
        """
        return 0 < self._running[inner] <= _LISTED * self._linked[element]

    def _is_menu_or_notice(self, element: Element) -> bool:
        links, running = self._linked[element], self._running[element]
        if links and links >= running:
            return True
        return running <= _NOTICE_WORDS and any(map(is_button, element.iter()))


def _is_outer(element: Element) -> bool:
    """Whether an element is a header or footer, without a title or the content in it."""
    is_one = element.tag in _AROUND or element.get("role") in _AROUND.values()
    return is_one and next(element.iter("h1", "main"), None) is None


def _leads(inside: Mapping[str, int]) -> bool:
    """Whether words are those of a link, and no paragraph of a card that is a link as a whole."""
    return inside["a"] > 0 and not inside["told"]


def _names(element: Element) -> Iterator[str]:
    """What an element tells of the structure of the page."""
    for name in ("main", "article", "section", "a", "td"):
        if name in (element.tag, element.get("role")):
            yield name
    if element.tag in HEADINGS:
        yield "heading"
    if element.tag == "h1":
        yield "h1"
    if element.tag == "p" and any(
        each.tag == "a" for each in islice(element.iterancestors(), _LEVELS)
    ):
        yield "told"
