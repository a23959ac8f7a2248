"""What the style that an element states itself does to its words."""

from __future__ import annotations

from collections.abc import Mapping

from ingest.web.tree import Element

_LONGEST = 2_000
"""Characters of a style that are looked at."""
_AWAY = 999
"""Pixels to the left or above from which on nothing is seen of an element."""
_LEAST_INSET = 50
"""Per cent that are cut away from each side where nothing is left."""
_LONGEST_NUMBER = 12


def is_unseen(element: Element) -> bool:
    """Whether an element is not displayed, or only screen readers are to find it.

    Transparent words and closed panels without height are not meant: scripts show them, on most
    pages as soon as they scroll into sight.
    """
    stated = element.get("style")
    if not stated:
        return False
    style = _declared(stated[:_LONGEST].lower())
    if style.get("display") == "none" or style.get("visibility") in {"hidden", "collapse"}:
        return True
    return style.get("position") in {"absolute", "fixed"} and (
        _is_cut_away(style) or _is_a_dot(style) or _is_far_away(style)
    )


def _declared(style: str) -> dict[str, str]:
    pairs = (each.partition(":") for each in style.split(";"))
    return {name.strip(): value.removesuffix("!important").strip() for name, _, value in pairs}


def _is_cut_away(style: Mapping[str, str]) -> bool:
    """Whether a rectangle without height and width is all that is shown."""
    rectangle, inset = style.get("clip", ""), style.get("clip-path", "")
    if rectangle.startswith("rect("):
        sides = rectangle[len("rect(") :].rstrip(")").replace(",", " ").split()
        return len({_number(side) for side in sides} - {None}) == 1
    cut = _number(inset.removeprefix("inset(").split(" ")[0].rstrip(")"), unit="%")
    return cut is not None and cut >= _LEAST_INSET


def _is_a_dot(style: Mapping[str, str]) -> bool:
    if style.get("overflow") not in {"hidden", "clip"}:
        return False
    sides = [_number(style.get(side, "")) for side in ("width", "height")]
    return all(side is not None and side <= 1 for side in sides)


def _is_far_away(style: Mapping[str, str]) -> bool:
    sides = [_number(style.get(side, "")) for side in ("left", "top")]
    return any(side is not None and side <= -_AWAY for side in sides)


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
