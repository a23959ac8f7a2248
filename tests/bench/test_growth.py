"""The measurement of growth, on an index that is small enough for a test."""

from __future__ import annotations

from pathlib import Path

from bench.growth import HEADS, ask, build, row, slopes, verdicts


def test_a_small_index_is_made_asked_searched_and_switched(tmp_path: Path) -> None:
    figures = build(50, tmp_path) | ask(tmp_path)
    assert figures["passages"] >= 50
    assert figures["facts"] > 100
    assert figures["recall@10"] == 1
    assert 0 < figures["median ms"] <= figures["95 % ms"]
    assert figures["peak bytes"] > figures["memory bytes"] > 0
    assert len(row(figures)) == len(HEADS)
    assert "**missed**" in verdicts({100_000: figures | {"95 % ms": 61.0}})
    assert "missed" not in verdicts({100_000: figures | {"95 % ms": 60.0}})
    more = {"passages": 1000, "memory bytes": 5_000_000, "disk bytes": 7_000_000}
    larger = figures | {name: figures[name] + value for name, value in more.items()}
    told = slopes({50: figures, 1050: larger})
    assert told == "A passage adds 5.0 kB of memory of its own and 7.0 kB on disk."
    assert slopes({50: figures}) == ""
