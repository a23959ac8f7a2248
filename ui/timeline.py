"""Periods and days as a drawing: where each bar stands, and how it reads in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from assistant.composition.fact_text import period_text
from assistant.composition.notices import as_read
from assistant.facts.statement_index import is_day
from assistant.models.answers import Language
from assistant.models.documents import Document, Fact
from ui.fact_groups import grouped

WIDTH, ROW, TOP, SCALE = 720, 44, 24, 26
"""Of the drawing, in its own units: its width, a row, what is above the first and below the last."""
MOST_BARS = 12
_MARGIN = 28
_MOST_LABELS = 8


@dataclass(frozen=True)
class Bar:
    """One period or day, and where it is drawn."""

    name: str
    language: str
    told: str
    start: float
    length: float
    top: int
    is_day: bool
    is_open: bool
    """Whether the source tells only one of its ends."""

    @property
    def at_end(self) -> bool:
        """Whether its name stands before its end, for want of room behind its start."""
        return self.start > WIDTH / 2

    @property
    def label_at(self) -> float:
        """Where its name begins, or ends."""
        return min(self.start + self.length, WIDTH - _MARGIN) if self.at_end else self.start


@dataclass(frozen=True)
class Year:
    """A line of the scale."""

    at: float
    text: str


@dataclass(frozen=True)
class Timeline:
    """The whole drawing."""

    bars: tuple[Bar, ...]
    years: tuple[Year, ...]
    height: int
    width: int = WIDTH


def timeline(
    facts: Iterable[Fact], documents: Mapping[str, Document], language: Language
) -> Timeline | None:
    """The periods among facts, the earliest first; None where there are none to be drawn."""
    periods = [group[0] for group in grouped(f for f in facts if f.kind == "period")]
    spans = sorted(
        ((ends, fact) for fact in periods if (ends := _ends(fact))),
        key=lambda one: (min(end for end in one[0] if end), one[1].document),
    )[:MOST_BARS]
    if not spans:
        return None
    known = [end for ends, _ in spans for end in ends if end]
    first, last = int(min(known)), int(max(known)) + 1
    first -= any(start is None for (start, _), _ in spans)
    last += any(end is None for (_, end), _ in spans)
    scale = (WIDTH - 2 * _MARGIN) / (last - first)

    def at(year: float) -> float:
        return round(_MARGIN + (year - first) * scale, 1)

    bars = []
    for row, ((start, end), fact) in enumerate(spans):
        left, right = at(start or first), at(end or last)
        bars.append(
            Bar(
                name=fact.fields.get("subject") or as_read(fact).text,
                language=documents[fact.document].language,
                told=period_text(fact, language),
                start=left,
                length=max(4.0, round(right - left, 1)),
                top=TOP + row * ROW,
                is_day=is_day(fact),
                is_open=start is None or end is None,
            )
        )
    step = -(-(last - first) // _MOST_LABELS)
    years = tuple(Year(at(year), str(year)) for year in range(first, last + 1, step))
    return Timeline(tuple(bars), years, TOP + len(bars) * ROW + SCALE)


def _ends(fact: Fact) -> tuple[float | None, float | None] | None:
    """Beginning and end in years with their fractions; None where neither is a date."""
    start, end = (_years(fact.fields.get(name, "")) for name in ("from", "to"))
    if start is None and end is None:
        return None
    return (start[0] if start else None), (end[1] if end else None)


def _years(text: str) -> tuple[float, float] | None:
    """Where a date begins and ends on a scale of years, as exactly as it is known."""
    try:
        year, month, day = [*(int(part) for part in text.split("-")), 0, 0][:3]
        known = date(year, month or 1, day or 1)
    except ValueError:
        return None
    begins = year + (known.month - 1) / 12 + (known.day - 1) / 366
    return begins, begins + (1 / 366 if day else 1 / 12 if month else 1)
