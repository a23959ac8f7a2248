"""The comments of readers below a page, which its publisher does not say."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from urllib.parse import urlsplit

from ingest.web.tree import HEADINGS, Element, around

_TYPE = "Comment"
"""Of schema.org and of SIOC, which content management systems mark comments with."""
_TYPED = ("itemtype", "typeof")
_LEVELS = 8
"""Elements between a comment and a link in it, or between a form and the element that a link names."""
_LONGEST = 500
"""Characters of an attribute that are looked at."""
_FEW = 10
"""Elements of a link that are looked at, or pieces of its words."""
_LEAST_NUMBERS = 4
"""Of a moment: a day, a year, an hour and a minute at least, since months may be words."""
_MOST_ELEMENTS = 200
"""Elements of a comment that are looked at for a heading, which none has."""


def typed_comments(tree: Element) -> Iterator[Element]:
    """The elements that a page marks as comments by their type."""
    for element in tree.iter("*"):
        if element.keys() and any(_TYPE in _parts(element.get(name, "")) for name in _TYPED):
            yield element


def answered_comments(tree: Element) -> Iterator[Element]:
    """The elements that hold comments which a form on the same page answers, or a list of such.

    One has a link to itself, which is the moment when it was written, and one that tells a form for
    text which comment it answers. Members, decisions and questions tell a form their number too, but
    link to themselves by a name or a sign.
    """
    forms = [form for form in tree.iter("form") if next(form.iter("textarea"), None) is not None]
    names = {name for form in forms for name in _names(form)}
    if not names:
        return
    links = [(link, _place(link)) for link in tree.iter("a")]
    moments = ((link, place) for link, place in links if place and _is_moment(link))
    marked = {each for link, place in moments for each in _holders(link, place)}
    holders = around(forms)
    for link, place in links:
        if place in names:
            told = {part for value in _told(link) for part in _parts(value)}
            for element in islice(link.iterancestors(), _LEVELS):
                is_one = element in marked and element not in holders and _number(element) in told
                if is_one and not _has_heading(element):
                    yield element
                    if element.tag == "li" and element.getparent() not in holders:
                        yield element.getparent()


def _names(form: Element) -> Iterator[str]:
    """The names of a form and of what it stands in."""
    for element in (form, *islice(form.iterancestors(), _LEVELS)):
        if element.get("id"):
            yield element.get("id")


def _place(link: Element) -> str:
    """The name of the place on a page that a link leads to."""
    try:
        return urlsplit(str(link.get("href", ""))).fragment
    except ValueError:
        return ""


def _holders(link: Element, name: str) -> Iterator[Element]:
    """The element of a name, where a link stands in it."""
    for element in islice(link.iterancestors(), _LEVELS):
        if element.get("id") == name:
            yield element


def _is_moment(link: Element) -> bool:
    """Whether the words of a link are a day with its time, as numbers or as the element for them."""
    pieces = list(islice(link.itertext(), _FEW))
    is_marked = any(each.tag == "time" for each in islice(link.iter(), _FEW))
    return is_marked or sum(map(str.isdecimal, _parts(" ".join(pieces)))) >= _LEAST_NUMBERS


def _told(link: Element) -> Iterator[str]:
    """What a link tells beside the place that it leads to."""
    for name, value in link.items():
        yield value.partition("#")[0] if name == "href" else value


def _number(element: Element) -> str:
    """The number that ends the name of an element; a mark that no link tells where there is none."""
    number = "".join(_parts(element.get("id"))[-1:])
    return number if number.isdecimal() else "#"


def _parts(text: str) -> list[str]:
    """The words and numbers of an address or a name."""
    return "".join(each if each.isalnum() else " " for each in text[:_LONGEST]).split()


def _has_heading(element: Element) -> bool:
    return any(each.tag in HEADINGS for each in islice(element.iter(), _MOST_ELEMENTS))
