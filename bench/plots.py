"""Draws figures that people would rather look at than read, as SVG files beside the pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from bench.figures import Figure
from bench.writing import DOCS

PICTURES = DOCS / "pictures"
GREEN, PALE, GREY, RED = "#0f6b52", "#9fcdbd", "#d9d9d9", "#b3392f"


def draw(
    path: Path, size: tuple[float, float], fill: Callable[[Any], None], columns: int = 1
) -> None:
    """Draw an SVG file, the same bytes for the same figures.

    Args:
        path: Of the file; its folder is made.
        size: Width and height in inches.
        fill: Draws on the axes of matplotlib that it is given, an array where there are several.
        columns: Of axes beside each other.
    """
    import matplotlib as mpl  # noqa: PLC0415 - slow, and only plots need it

    mpl.use("agg")
    mpl.rcParams["svg.hashsalt"] = path.stem
    import matplotlib.pyplot as plt  # noqa: PLC0415

    figure, axes = plt.subplots(1, columns, figsize=size, layout="constrained")
    fill(axes)
    path.parent.mkdir(exist_ok=True)
    figure.savefig(path, metadata={"Date": None})
    plt.close(figure)


def draw_targets(figures: Iterable[Figure], path: Path = PICTURES / "targets.svg") -> None:
    """Draw how much each figure that has a target takes of what it may take."""
    shares: dict[str, float] = {}
    for one in figures:
        if one.most:
            shares[one.what] = one.value / one.most
        elif one.least and one.value:
            shares[one.what] = one.least / one.value

    def fill(axes: Any) -> None:
        colours = [GREEN if share <= 1 else RED for share in shares.values()]
        axes.barh(list(shares), list(shares.values()), color=colours)
        axes.axvline(1, color="black", linewidth=1)
        axes.invert_yaxis()
        axes.set(xlabel="share of what is allowed, up to the line")

    draw(path, (10, 0.4 * len(shares) + 1), fill)


def draw_growth(
    of: Mapping[int, Mapping[str, float]], path: Path = PICTURES / "growth.svg"
) -> None:
    """Draw what answers and memory cost by the number of passages."""
    sizes = [of[size]["passages"] for size in of]

    def fill(axes: Any) -> None:
        times, memory = axes
        for key, label, colour in (
            ("95 % ms", "an answer beyond embedding and reading, 95 %", GREEN),
            ("median ms", "the same, median", PALE),
            ("search ms", "a search by Chroma", GREY),
        ):
            times.loglog(sizes, [of[size][key] for size in of], "o-", color=colour, label=label)
        times.set(xlabel="passages", ylabel="ms")
        for key, label, colour in (
            ("memory bytes", "memory of a process", GREEN),
            ("mapped bytes", "pages of files that it shares", PALE),
            ("disk bytes", "disk", GREY),
        ):
            told = [of[size][key] / 1e6 for size in of]
            memory.loglog(sizes, told, "o-", color=colour, label=label)
        memory.set(xlabel="passages", ylabel="MB")
        for each in axes:
            each.legend(frameon=False, fontsize="small")

    draw(path, (10, 4), fill, columns=2)
