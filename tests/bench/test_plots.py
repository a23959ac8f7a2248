"""Pictures of figures."""

from __future__ import annotations

from pathlib import Path

from bench.figures import Figure
from bench.plots import RED, draw_growth, draw_targets

MET = Figure("memory", 300, "MB", most=450)
MISSED = Figure("share", 0.7, "", least=0.8)
NO_TARGET = Figure("disk", 3, "GB")
SIZES = {
    size: dict.fromkeys(("passages", "median ms", "95 % ms", "search ms"), float(size))
    | dict.fromkeys(("memory bytes", "mapped bytes", "disk bytes"), size * 1e6)
    for size in (1_000, 10_000)
}


def test_what_misses_its_target_is_seen(tmp_path: Path) -> None:
    draw_targets([MET, NO_TARGET], tmp_path / "met.svg")
    draw_targets([MET, MISSED, NO_TARGET], tmp_path / "missed.svg")
    assert RED not in (tmp_path / "met.svg").read_text("utf-8")
    assert RED in (tmp_path / "missed.svg").read_text("utf-8")


def test_the_same_figures_give_the_same_picture(tmp_path: Path) -> None:
    path, again = tmp_path / "a" / "growth.svg", tmp_path / "b" / "growth.svg"
    for each in (path, again):
        draw_growth(SIZES, each)
    assert path.read_bytes() == again.read_bytes()
