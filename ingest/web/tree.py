"""A web page as a tree, whatever its markup is made of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import takewhile
from typing import Any, TypeAlias

from lxml import etree
from lxml.html import defs

from assistant.errors import SourceError
from assistant.reasons import Reason

Element: TypeAlias = Any
"""An element of lxml, which tells no types."""

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BLOCKS = (defs.block_tags - {"del", "ins"}) | frozenset(
    "html body main article section aside header footer nav search hgroup figure figcaption details"
    " summary dialog".split()
)
"""Elements that begin and end a line; all others stand within one."""
_HOLDS_BLOCKS = BLOCKS - HEADINGS - {"p"}
_MOST_ATTRIBUTES = 500
_LOOKED_AT = 500
_TAG = re.compile(r"<(!--|[a-zA-Z][^\s/>]*+)")
_ATTRIBUTE = re.compile(
    r"""[\s/]{0,99}+[^\s/>=]++(?:\s{0,99}+=\s{0,99}+(?:"[^"]*+"|'[^']*+'|[^\s>"']++))?+""",
)
_ENDS = {
    name: re.compile(end, re.IGNORECASE)
    for name, end in {"script": "</script", "style": "</style", "!--": "-->"}.items()
}
"""What ends that in which `<` begins no element, by what begins it."""
_END_OF_PAGE = re.compile(r"</(?:body|html)\s{0,9}>", re.IGNORECASE)
_ANY_TAG = re.compile(r"</?([a-zA-Z][^\s/<>]*+)[^<>]*+>")
_BY_ROLE = {
    **{"list": "ul", "listitem": "li", "table": "table", "rowgroup": "tbody", "row": "tr"},
    **{"cell": "td", "columnheader": "th", "rowheader": "th", "heading": "h2"},
}
"""What an element without a meaning of its own is by its role."""
_NEEDED = frozenset(
    {*HEADINGS, *"html head title meta link script style template body main nav br".split()}
)
"""Tags that are left where a page is nested so deeply that its structure means nothing."""
_OF_HEAD = frozenset("base link meta noscript script style template title".split())


def parse_page(source: str) -> Element:
    """The `html` element of a page, or of a part of one.

    Raises:
        SourceError: there are no elements, or more attributes or levels than anybody writes.
    """
    source = _checked(source)
    # What stands behind a stray end of the page is shown, and would not be read.
    source = _END_OF_PAGE.sub("", source)
    tree, too_deep = _parsed(source)
    if too_deep:
        tree, too_deep = _parsed(_ANY_TAG.sub(_flattened, source))
    if too_deep:
        raise SourceError("its elements are nested too deeply")
    _begin_body(tree)
    _open_frames(tree)
    for element in tree.iter("div", "span"):
        element.tag = _by_role(element)
    return tree


def name_blocks(tree: Element) -> None:
    """Makes blocks of elements that a page names itself, where they stand as blocks do.

    One that holds a block is one, too. No other is where bare words are beside it; nor is, unless it is a
    card, one that parts within a line are beside, or that is alone and holds no element.
    """
    for above in tree.iter("*"):
        own = [each for each in above if "-" in each.tag] if above.tag in _HOLDS_BLOCKS else []
        may_be_blocks = (len(own) > 1 or any(map(len, own))) and not has_own_words(above)
        stand_apart = may_be_blocks and (
            any(map(_is_repeated, own)) or not _has_words_in_line(above)
        )
        for each in own:
            if stand_apart or next(each.iterdescendants(*BLOCKS), None) is not None:
                each.tag = "div"


def _is_repeated(own: Element) -> bool:
    """Whether an element is one of several of its name side by side, or holds several."""
    behind = own.getnext()
    return len(own) > 1 or (behind is not None and behind.tag == own.tag)


def has_words(text: str | None) -> bool:
    """Whether there is a letter or a digit in a text, of which the first characters are looked at."""
    return any(map(str.isalnum, (text or "")[:_LOOKED_AT]))


def has_own_words(above: Element) -> bool:
    """Whether an element has words that stand in none of those that it holds."""
    beside = (above.text, *(each.tail for each in above))
    return any(text and not text.isspace() for text in beside)


def _has_words_in_line(above: Element) -> bool:
    """Whether an element has words in parts that stand within a line."""
    apart = BLOCKS | _OF_HEAD
    within = (each for each in above if "-" not in each.tag and each.tag not in apart)
    return any(text and not text.isspace() for each in within for text in each.itertext())


def holds_content(element: Element) -> bool:
    """Whether an element is or holds the content or the title of the page, and not a part of it."""
    return next(element.iter("main", "article", "h1"), None) is not None


def around(elements: Iterable[Element]) -> set[Element]:
    """What some elements stand in."""
    found: set[Element] = set()
    for element in elements:
        found.update(takewhile(lambda above: above not in found, element.iterancestors()))
    return found


def around_several(elements: Iterable[Element]) -> set[Element]:
    """What at least two of some elements stand in."""
    found, several = set[Element](), set[Element]()
    for element in elements:
        for above in takewhile(lambda above: above not in several, element.iterancestors()):
            (several if above in found else found).add(above)
    return several


def walk(root: Element) -> Iterator[tuple[str, Element, Any]]:
    """Starts and ends of elements in reading order, each with the walker, which can skip one.

    An element that is skipped ends all the same, so that the text behind it is read.
    """
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        yield event, element, walker


def _begin_body(tree: Element) -> None:
    """Puts at the front of the body what the parser takes into the head, of elements younger than it.

    A page may leave out the tags of both, and what follows its title begins the body.
    """
    head, body = tree.find("head"), tree.find("body")
    moved = [each for each in (() if head is None else head) if each.tag not in _OF_HEAD]
    if not moved:
        return
    body = etree.SubElement(tree, "body") if body is None else body
    moved[-1].tail = f"{moved[-1].tail or ''}{body.text or ''}"
    body.text = None
    body[:0] = moved


def _open_frames(tree: Element) -> None:
    """Puts into the place of a frame the page that it shows, where that is written within it."""
    for frame in list(tree.iter("iframe")):
        with suppress(SourceError):
            inner, too_deep = _parsed(_checked(frame.get("srcdoc", "")))
            _begin_body(inner)
            body = inner.find("body")
            if body is not None and not too_deep:
                frame.tag, frame.text = "div", body.text
                frame[:] = body[:]


def _by_role(element: Element) -> str:
    tag = _BY_ROLE.get(element.get("role"), element.tag)
    level = f"h{element.get('aria-level')}" if tag in HEADINGS else tag
    return level if level in HEADINGS else tag


def _parsed(source: str) -> tuple[Element, bool]:
    # The elements of `lxml.html` are looked up by Python code whenever one is met.
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        tree = etree.fromstring(source.encode(errors="replace"), parser)
    except etree.XMLSyntaxError as error:
        raise SourceError("it is not HTML") from error
    if tree is None:
        raise SourceError("it is not HTML")
    return tree, any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)


def _flattened(tag: re.Match[str]) -> str:
    name = tag[1].lower()
    if name in _NEEDED:
        return tag.group()
    return "<br>" if name in BLOCKS else ""


def _attributes(source: str, at: int, known: dict[int, tuple[int, int]]) -> tuple[int, int]:
    """Where the attributes end that begin at a place, and how many they are.

    What was found is kept for each place where one begins: the tags of many scripts can run on into the same.
    """
    begins = []
    while at not in known and (attribute := _ATTRIBUTE.match(source, at)):
        begins.append(at)
        at = attribute.end()
    end, count = known.get(at, (at, 0))
    for begin in reversed(begins):
        count += 1
        known[begin] = end, count
    return end, count


def _checked(source: str) -> str:
    """A page without scripts that could hold the parser up.

    It compares each attribute with all, for hours if there are enough. A script is none of it, unless
    the parser takes it for something else than is done here.

    Raises:
        SourceError: an element has more attributes than anybody writes.
    """
    ends = {name: [end.start() for end in found.finditer(source)] for name, found in _ENDS.items()}
    kept: list[str] = []
    at = begin = 0
    code = code_ends = 0
    """Where the script, style sheet or comment at hand begins and ends."""
    known: dict[int, tuple[int, int]] = {}
    while tag := _TAG.search(source, at):
        at, count = _attributes(source, tag.end(), known)
        if tag.start() < code_ends:
            if count > _MOST_ATTRIBUTES:
                kept.append(source[begin:code])
                begin = code_ends
            at = code_ends if count > _MOST_ATTRIBUTES else min(at, code_ends)
        elif count > _MOST_ATTRIBUTES and tag[1] != "!--":
            raise SourceError(
                Reason("an element has more than {most} attributes", {"most": _MOST_ATTRIBUTES})
            )
        elif (name := tag[1].lower()) in ends:
            at = code = tag.end() if name == "!--" else at
            place = bisect_left(ends[name], at)
            code_ends = ends[name][place] if place < len(ends[name]) else 0
    return "".join([*kept, source[begin:]])
