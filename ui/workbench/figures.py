"""The figures of the evaluation: read from its file, as rows and as drawn bars."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

from ui.workbench.rows import Rows

MOST_BYTES = 1_000_000
CONFIDENCE = "right answers by confidence"
_OF = re.compile(r"(\d{1,9}) of (\d{1,9})")
_RANGE = re.compile(r"(0?\.\d{1,3}|[01]\.\d) to ([01]\.\d{1,3})")
WIDE, ROW, LEFT, RIGHT = 640, 26, 150, 110


@dataclass(frozen=True)
class Bar:
    """A share with its name, 0 to 1, what is written beside it, and where it should end."""

    name: str
    share: float
    told: str
    expected: float | None = None


@dataclass(frozen=True)
class Evaluation:
    """What was measured, when and on what."""

    commit: str = ""
    at: str = ""
    figures: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def rows(self) -> Rows:
        """Every figure."""
        return [
            [name, measure, f"{value:.3f}" if isinstance(value, float) else str(value)]
            for name, measured in self.figures.items()
            for measure, value in measured.items()
        ]

    def sets(self) -> list[Bar]:
        """The share of right answers of each set of questions."""
        shares = ((name, _share(measured.get("right"))) for name, measured in self.figures.items())
        return [
            Bar(name, right / count, f"{right} / {count}")
            for name, (right, count) in shares
            if count
        ]

    def calibration(self) -> list[Bar]:
        """The share of right answers by confidence, with the middle of the confidence."""
        bars = []
        for name, told in self.figures.get(CONFIDENCE, {}).items():
            (right, count), found = _share(told), _RANGE.fullmatch(name)
            if count and found:
                middle = (float(found[1]) + float(found[2])) / 2
                low, high = found.groups()
                bars.append(Bar(f"{low}–{high}", right / count, f"{right} / {count}", middle))
        return bars


def read_evaluation(path: Path) -> Evaluation | None:
    """The evaluation in a file; None where there is none that can be read."""
    try:
        with path.open("rb") as file:
            told = json.loads(file.read(MOST_BYTES))
        figures = told["figures"]
        if not all(isinstance(measured, dict) for measured in figures.values()):
            return None
        return Evaluation(str(told["commit"]), str(told["at"]), figures)
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


def drawn(title: str, bars: Sequence[Bar]) -> str:
    """Bars as an element of HTML with a picture; what it shows is told in words as well."""
    words = "; ".join(f"{bar.name}: {bar.told}" for bar in bars)
    image = b64encode(_svg(bars).encode()).decode()
    return (
        f"<div><h3>{escape(title)}</h3>"
        f'<img src="data:image/svg+xml;base64,{image}" alt="{escape(f"{title}. {words}")}"></div>'
    )


def _svg(bars: Sequence[Bar]) -> str:
    height = ROW * len(bars) + 4
    room = WIDE - LEFT - RIGHT
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {height}" width="{WIDE}" '
        f'height="{height}" font-family="system-ui, sans-serif" font-size="14">'
        f'<rect width="{WIDE}" height="{height}" fill="#fff"/>'
    ]
    for number, bar in enumerate(bars):
        top = ROW * number + 4
        middle = top + 15
        parts.append(
            f'<text x="{LEFT - 8}" y="{middle}" text-anchor="end">{escape(bar.name)}</text>'
            f'<rect x="{LEFT}" y="{top}" width="{room}" height="20" fill="#e6e2d8"/>'
            f'<rect x="{LEFT}" y="{top}" width="{room * bar.share:.1f}" height="20" fill="#0f4c5c"/>'
            f'<text x="{LEFT + room + 8}" y="{middle}">{escape(bar.told)}</text>'
        )
        if bar.expected is not None:
            at = LEFT + room * bar.expected
            parts.append(f'<path d="M{at:.1f} {top - 2}v24" stroke="#b3261e" stroke-width="3"/>')
    return "".join(parts) + "</svg>"


def _share(told: object) -> tuple[int, int]:
    """How many of how many; none of none where that is not told."""
    found = _OF.fullmatch(told) if isinstance(told, str) else None
    return (int(found[1]), int(found[2])) if found else (0, 0)
