"""Colours: how far two of them stand apart, and what goes with the accent of a sender."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ui.assets import FOLDER

Scheme = Mapping[str, str]
"""Colours by the names of their tokens, as `#0f4c5c`."""
LEAST_CONTRAST = 4.5
"""Of text on what is behind it, WCAG 2.2 (1.4.3)."""
BEHIND_ACCENT = ("card", "ground", "inset", "tint")
"""Where links, buttons and the marks of citations stand."""
_TINTED = 0.13
"""The share of the accent in the ground of a question."""
_TOKEN = re.compile(r"--([a-z-]{1,40}): (#[0-9a-f]{3}(?:[0-9a-f]{3})?)\b")


def schemes() -> tuple[Scheme, Scheme]:
    """The colours of the stylesheet, the only place that names them: light and dark."""
    light, dark = (FOLDER / "page.css").read_text("utf-8").split("prefers-color-scheme: dark", 1)
    return dict(_TOKEN.findall(light)), dict(_TOKEN.findall(dark))


def accented(scheme: Scheme, accent: str) -> Scheme:
    """What a scheme changes for another accent: that, what is written on it, and its tint."""
    on_accent = max("#ffffff", "#000000", key=lambda ink: contrast(ink, accent))
    tint = mixed(scheme["ground"], accent, _TINTED)
    return {"accent": accent, "on-accent": on_accent, "tint": tint}


def weakest(scheme: Scheme, accent: str) -> tuple[float, str]:
    """The least contrast of an accent in a scheme, and what it is with."""
    changed = {**scheme, **accented(scheme, accent)}
    found = [(contrast(accent, changed[name]), name) for name in BEHIND_ACCENT]
    return min([*found, (contrast(accent, changed["on-accent"]), "on-accent")])


def nearest_good(scheme: Scheme, accent: str) -> str:
    """The accent, mixed with as much of the ink as it takes to be read."""
    steps = (mixed(accent, scheme["ink"], share / 20) for share in range(21))
    return next(colour for colour in steps if weakest(scheme, colour)[0] >= LEAST_CONTRAST)


def contrast(one: str, other: str) -> float:
    """The ratio of two luminances as WCAG defines it, 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def mixed(one: str, other: str, share: float) -> str:
    """A colour with a share of another in it."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _luminance(colour: str) -> float:
    parts = [channel / 255 for channel in _channels(colour)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _channels(colour: str) -> tuple[int, ...]:
    digits = colour.removeprefix("#")
    width = len(digits) // 3
    pairs = (digits[place * width : (place + 1) * width] for place in range(3))
    return tuple(int(pair * (3 - width), 16) for pair in pairs)
