"""The numbers that Word shows in front of list items and headings, which stand in no text."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from ingest.list_numbers import numeral
from ingest.readers.archive import Element, attribute, whole_number

BULLET = "-"
_PLACE = re.compile(r"%([1-9])")
_FORMS = {"lowerLetter": "aa", "upperLetter": "AA", "lowerRoman": "i", "upperRoman": "I"}


@dataclass(frozen=True)
class Label:
    """How deep a paragraph stands in lists, 0 for the outermost, and what stands in front of it."""

    level: int
    mark: str


@dataclass(frozen=True)
class _Level:
    """How one level of a list is numbered."""

    form: str
    shown: str
    start: int


class Numbering:
    """Counts the items of each list as they come."""

    def __init__(self, root: Element) -> None:
        """Take the lists of a document, if it has any."""
        self._levels: dict[str, list[_Level]] = {}
        self._starts: dict[str, dict[str, int]] = {}
        """Where the levels of a list begin that shares these with another."""
        self._counts: defaultdict[str, list[int]] = defaultdict(list)
        abstract = {
            attribute(each, "abstractNumId"): list(map(_level, each.iterfind("{*}lvl")))
            for each in root.findall("{*}abstractNum")
        }
        for each in root.findall("{*}num"):
            name = attribute(each.find("{*}abstractNumId"), "val")
            self._levels[attribute(each, "numId")] = abstract.get(name, [])
            starts = {
                attribute(level, "ilvl"): _start(level, "startOverride")
                for level in each.findall("{*}lvlOverride")
                if level.find("{*}startOverride") is not None
            }
            self._starts[attribute(each, "numId")] = starts

    def label(self, properties: Element, inherited: Element | None) -> Label | None:
        """What stands in front of a paragraph; None where it is in no list. Counts it."""
        own = properties.find("{*}numPr")
        told = [each for each in (own, inherited) if each is not None]
        name = _first(told, "numId")
        levels = self._levels.get(name, [])
        level = whole_number(_first(told, "ilvl"), 0, 1)
        if level >= len(levels):
            return None
        form = levels[level].form
        if form == "none":
            return None
        counts = self._counts[name]
        starts = self._starts.get(name, {})
        counts += [
            starts.get(str(place), levels[place].start) - 1
            for place in range(len(counts), level + 1)
        ]
        counts[level] += 1
        del counts[level + 1 :]
        if form == "bullet":
            return Label(level, BULLET)
        shown = levels[level].shown
        mark = _PLACE.sub(lambda place: _shown(levels, counts, int(place[1]) - 1), shown).strip()
        return Label(level, mark or BULLET)


def _first(elements: list[Element], name: str) -> str:
    found = (attribute(each.find(f"{{*}}{name}"), "val") for each in elements)
    return next(filter(None, found), "")


def _start(level: Element, name: str) -> int:
    return whole_number(attribute(level.find(f"{{*}}{name}"), "val"), 1, 5)


def _level(element: Element) -> _Level:
    form, shown = (attribute(element.find(f"{{*}}{name}"), "val") for name in ("numFmt", "lvlText"))
    return _Level(form or "decimal", shown, _start(element, "start"))


def _shown(levels: list[_Level], counts: list[int], place: int) -> str:
    if place >= len(counts):
        return ""
    return numeral(counts[place], _FORMS.get(levels[place].form, "1"))
