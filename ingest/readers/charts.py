"""Charts of Office files: their titles, and what they draw as a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby
from math import isfinite

from assistant.reasons import Reason
from ingest.readers.archive import (
    NOTHING,
    Archive,
    Element,
    attribute,
    inner,
    local,
    whole_number,
)
from ingest.readers.numbers import date_codes, has_commas, language_beside, shown_number
from ingest.readers.rows import LEAST_COLUMNS, cell, named
from ingest.structure import Parts

_CHART = re.compile(r"(?:word|ppt|xl)/charts/chart(?:Ex)?\d{1,4}\.xml")
_MOST_CELLS = 5_000
"""Of one chart; what has more is a curve, and no table that is read."""
_TOO_MANY = Reason(
    "the points of a chart with more than {most} are not read", {"most": _MOST_CELLS}
)
_EPOCH = date(1899, 12, 30)
"""Day zero of Excel."""
_MOST_DAYS = 2_000_000
Points = dict[int, str]


@dataclass(frozen=True, slots=True)
class _Series:
    name: str
    labels: Points
    values: Points


class Charts:
    """Puts the charts of a document down."""

    def __init__(self, archive: Archive, parts: Parts, *, commas: bool | None = None) -> None:
        """Put them down behind what is there of the document.

        `commas` tells whether its numbers have some; by default, what stands before the first chart does.
        """
        self._archive, self._parts, self._commas = archive, parts, commas
        self.unread: tuple[Reason, ...] = ()
        """What of them is not read, each a clause."""

    @cached_property
    def _has_commas(self) -> bool:
        if self._commas is None:
            return has_commas(language_beside(part.text for part in self._parts.all))
        return self._commas

    def put(self, name: str) -> None:
        """Put down the title of a chart, what its axes say, and a row for each of its categories."""
        if not _CHART.fullmatch(name) or name not in self._archive:
            return
        root, parts = self._archive.xml(name), self._parts
        title, (across, *along) = _title(inner(root, "{*}chart/{*}title")), _axes(root)
        parts.end_lists()
        if title:
            parts.put_heading(title)
        for words in along:
            parts.put_paragraph(words)
        for _, group in groupby(self._series(root), lambda each: each.labels):
            series = list(group)
            places = sorted({place for each in series for place in (*each.labels, *each.values)})
            if len(places) * (len(series) + 1) > _MOST_CELLS:
                self.unread = (_TOO_MANY,)
            elif places:
                header = [across, *(each.name for each in series)]
                parts.put_table("", _told(header, list(filter(any, _rows(series, places)))))

    def _series(self, root: Element) -> Iterator[_Series]:
        for each in root.iter("{*}ser"):
            labels = next(each.iterchildren("{*}cat", "{*}xVal"), NOTHING)
            values = next(each.iterchildren("{*}val", "{*}yVal"), NOTHING)
            name = _title(inner(each, "{*}tx"))
            yield _Series(name, self._points(labels), self._points(values))
        data = {attribute(each, "id"): each for each in root.iterfind("{*}chartData/{*}data")}
        for each in root.iter("{*}series"):
            told = data.get(attribute(each.find("{*}dataId"), "val"))
            if told is not None:
                yield _Series(
                    _title(inner(each, "{*}tx")),
                    self._points(inner(told, "{*}strDim")),
                    self._points(inner(told, "{*}numDim")),
                )

    def _points(self, told: Element) -> Points:
        """What each point is called or worth; names of several levels one behind the other."""
        levels = list(told.iter("{*}lvl")) or [told]
        points = self._of_level(levels[0])
        for level in levels[1:]:
            outer, current = self._of_level(level), ""
            for place in sorted(points):
                current = outer.get(place, current)
                points[place] = " ".join(filter(None, (current, points[place])))
        return points

    def _of_level(self, level: Element) -> Points:
        usual = inner(level, ".//{*}formatCode").text or attribute(level, "formatCode", "General")
        holders = (*level.iter("{*}numCache", "{*}numLit"), *level.iterancestors("{*}numDim"))
        points: Points = {}
        for each in level.iter("{*}pt"):
            place, own = (
                whole_number(attribute(each, "idx"), -1, 6),
                attribute(each, "formatCode", usual),
            )
            value = each.find("{*}v")
            words = (value.text if value is not None else each.text) or ""
            if place >= 0:
                shown = _shown(words, own, commas=self._has_commas) if holders else words
                points[place] = cell(shown.splitlines())
        return points


def _rows(series: Sequence[_Series], places: Sequence[int]) -> list[list[str]]:
    """What each category is called and worth; numbers from 1 are the names where there are none."""
    labels = series[0].labels or {place: str(place + 1) for place in places}
    return [
        [labels.get(place, ""), *(each.values.get(place, "") for each in series)]
        for place in places
    ]


def _told(header: list[str], rows: list[list[str]]) -> list[list[str]]:
    """The rows below what heads their columns, if anything does, each number behind its head."""
    if not any(header):
        return rows
    if len(header) < LEAST_COLUMNS:
        return [header, *rows]
    return [header, *([row[0], *map(named, row[1:], header[1:])] for row in rows)]


def _axes(root: Element) -> list[str]:
    """What stands along the axis of the categories, or nothing, and then along the others."""
    axes = [each for each in root.iterfind("{*}chart/{*}plotArea/*") if _is_axis(each)]
    # The newest charts tell no kind of axis, and the first is that of the categories.
    first = next((each for each in axes if local(each) != "valAx"), None)
    told = [_title(inner(each, "{*}title")) for each in axes if each is not first]
    return ["" if first is None else _title(inner(first, "{*}title")), *filter(None, told)]


def _is_axis(element: Element) -> bool:
    return local(element).endswith(("Ax", "axis"))


def _title(title: Element) -> str:
    """The words of a title, typed or taken from a cell."""
    return " ".join("".join(each.text or "" for each in title.iter("{*}t", "{*}v")).split())


def _shown(words: str, form: str, *, commas: bool) -> str:
    try:
        value = float(words)
    except ValueError:
        return words
    if not isfinite(value):
        return ""
    codes = date_codes(form)
    if ("y" in codes or "d" in codes) and 0 <= value < _MOST_DAYS:
        return (_EPOCH + timedelta(days=int(value))).isoformat()
    return shown_number(value, form, commas=commas)
