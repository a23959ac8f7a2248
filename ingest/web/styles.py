"""What the style of an element does to its words."""

from __future__ import annotations

from collections.abc import Mapping

from ingest.web.tree import Element, holds_content

_LONGEST = 2_000
"""Characters of a style that are looked at."""
_AWAY = 9_000
"""Pixels to the left or above where nothing waits that is to be seen later, such as a slide."""
_EM = 16
"""Pixels that the height of a letter stands for."""
_LEAST_INSET = 50
"""Per cent that are cut away from each side where nothing is left."""
_SIDES = 4
_FORMS = {
    **{"none": "", "decimal": "1", "lower-alpha": "a", "upper-alpha": "A", "lower-latin": "a"},
    **{"upper-latin": "A", "lower-roman": "i", "upper-roman": "I"},
}
_LONGEST_NUMBER = 12


def is_not_displayed(element: Element) -> bool:
    """Whether nobody finds an element: it is a draft, or a script shows it."""
    style = declared(element.get("style"))
    return style.get("display") == "none" or style.get("visibility") in {"hidden", "collapse"}


def is_only_spoken(element: Element) -> bool:
    """Whether an element is placed or cut so that only screen readers find it.

    Transparent words and closed panels without height are not meant: scripts show them, on most
    pages as soon as they scroll into sight. Nor is the page itself, which a script moves into sight.
    """
    style = declared(element.get("style"))
    if style.get("position") not in {"absolute", "fixed"}:
        return False
    is_away = _is_cut_away(style) or _is_a_dot(style) or _is_far_away(style)
    return is_away and not holds_content(element)


def list_form(element: Element) -> str:
    """How the first number of a list looks: `1`, `a`, `A`, `i`, `I`; empty where it shows none."""
    told = declared(element.get("style"))
    kind = told.get("list-style-type", told.get("list-style", "").partition(" ")[0])
    form = element.get("type")
    return _FORMS.get(kind, form if form in _FORMS.values() else "1")


def declared(style: str | None) -> dict[str, str]:
    """The values of the properties that a style declares, without their importance."""
    if not style:  # As most elements have none.
        return {}
    pairs = (each.partition(":") for each in style[:_LONGEST].lower().split(";"))
    return {name.strip(): value.removesuffix("!important").strip() for name, _, value in pairs}


def _is_cut_away(style: Mapping[str, str]) -> bool:
    """Whether a rectangle without height and width is all that is shown."""
    rectangle, inset = style.get("clip", ""), style.get("clip-path", "")
    if rectangle.startswith("rect("):
        sides = rectangle[len("rect(") :].rstrip(")").replace(",", " ").split()
        lengths = {_number(side) for side in sides}
        return len(sides) == _SIDES and len(lengths) == 1 and None not in lengths
    cuts = [_number(side, unit="%") for side in inset.removeprefix("inset(").rstrip(")").split()]
    return bool(cuts) and all(cut is not None and cut >= _LEAST_INSET for cut in cuts)


def _is_a_dot(style: Mapping[str, str]) -> bool:
    if style.get("overflow") not in {"hidden", "clip"}:
        return False
    sides = [_number(style.get(side, "")) for side in ("width", "height")]
    return all(side is not None and side <= 1 for side in sides)


def _is_far_away(style: Mapping[str, str]) -> bool:
    for stated in (style.get("left", ""), style.get("top", "")):
        length = _number(stated)
        if length is not None and length * (_EM if stated.endswith("em") else 1) <= -_AWAY:
            return True
    return False


def _number(length: str, unit: str = "") -> float | None:
    """A length without its unit, which is any where none is told; none where it is no number."""
    number = length[:_LONGEST_NUMBER].removesuffix(unit)
    if unit and number == length:
        return None
    number = number.rstrip("pxremt")
    try:
        return float(number)
    except ValueError:
        return None
