"""What pictures say that stand in a row and have no words, such as the logos of a network's members."""

from __future__ import annotations

from itertools import islice

from ingest.web.tree import Element, has_words

_LONGEST = 100
"""Characters of a name; a longer text describes a picture."""
_LEVELS = 6
"""Elements around a picture that hold nothing else."""
_MOST_ELEMENTS = 12
_BESIDE = frozenset({"source", "noscript", "br"})
"""What may stand beside a picture and shows nothing else."""


def name_of(picture: Element) -> str:
    """The words that stand for a picture beside others without words; empty for any other picture.

    A picture amid text illustrates it, and one in a card with words has its name there.
    """
    name = _told(picture)
    holder = picture
    for _ in range(_LEVELS if name else 0):
        above = holder.getparent()
        if above is None or _has_own_words(above):
            return ""
        if any(_is_alike(kin, holder, name) for kin in (holder.getprevious(), holder.getnext())):
            return name
        if any(
            each is not holder and each.tag not in _BESIDE for each in islice(above, _MOST_ELEMENTS)
        ):
            return ""
        holder = above
    return ""


def _told(picture: Element) -> str:
    words = " ".join(picture.get("alt", "")[: _LONGEST + 1].split())
    return words if len(words) <= _LONGEST and any(map(str.isalpha, words)) else ""


def _is_alike(element: Element | None, holder: Element, name: str) -> bool:
    """Whether an element is of the same kind as one around a picture, and holds another one alone.

    Pictures of the same name are signs, such as the stars of a mark.
    """
    if element is None or element.tag != holder.tag:
        return False
    kinds, others = ({*each.get("class", "").split()} for each in (element, holder))
    if kinds != others and kinds.isdisjoint(others):  # A list numbers its rows in their classes.
        return False
    inside = list(islice(element.iter("*"), _MOST_ELEMENTS + 1))
    names = {_told(each) for each in inside if each.tag == "img"}
    has_words = any(map(_has_own_words, (each for each in inside if each.tag != "noscript")))
    return (
        len(inside) <= _MOST_ELEMENTS
        and len(names - {"", name}) == len(names) == 1
        and not has_words
    )


def _has_own_words(element: Element) -> bool:
    tails = (each.tail for each in islice(element, _MOST_ELEMENTS))
    return any(map(has_words, (element.text, *tails)))
