"""A figure with its target, if there is one, as `docs/performance.md` shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.evaluation.files import table


@dataclass(frozen=True)
class Figure:
    """One measured number."""

    what: str
    value: float
    unit: str
    most: float | None = None
    """What it should not exceed."""
    least: float | None = None
    """What it should reach."""

    @property
    def is_met(self) -> bool | None:
        """Whether it is as it should be; None where nothing was aimed at."""
        if self.most is None and self.least is None:
            return None
        return (self.most is None or self.value <= self.most) and (
            self.least is None or self.value >= self.least
        )

    @property
    def row(self) -> tuple[str, str, str, str]:
        """What, how much, what was aimed at, and whether that is met."""
        bounds = [("at most", self.most), ("at least", self.least)]
        target = ", ".join(f"{word} {bound:g}" for word, bound in bounds if bound is not None)
        verdict = {None: "", True: "met", False: "**missed**"}[self.is_met]
        return self.what, shown(self.value, self.unit), target, verdict


def shown(value: float, unit: str) -> str:
    """A number with three digits or all before the point, and its unit."""
    digits = f"{value:,.0f}" if abs(value) >= 100 or value.is_integer() else f"{value:.3g}"
    return f"{digits} {unit}".strip()


def figure_table(figures: Iterable[Figure]) -> str:
    """Figures as a table in Markdown."""
    return table(("what", "measured", "target", ""), (figure.row for figure in figures))
