"""Reads pages that are pictures of text by tesseract, a program of its own."""

from __future__ import annotations

import shutil
import subprocess
from collections import defaultdict
from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any

from assistant.errors import SourceError
from assistant.reasons import Reason
from ingest.readers.pdf.page import Page
from ingest.readers.pdf.words import Word

_PROGRAM = "tesseract"
_MISSING = (
    "ingest.ocr is set, and tesseract is not installed; install it (on Debian `apt-get install"
    " tesseract-ocr tesseract-ocr-swe`), or turn that off"
)
_SCALE = 300 / 72
"""Dots a point: what tesseract reads best."""
_MOST_DOTS = 6_000
"""Of each side of a picture."""
_LONGEST = 120
"""Seconds for one page."""
_LEAST_SURE = 20
"""Percent; what tesseract is less sure of is rather a stain than a word."""
_LARGER = 1.3
"""How much higher than most the words of a heading are; less is a matter of their letters."""


def read_pictures(document: Any, pages: Sequence[Page], languages: str) -> None:
    """Put the words of pages that are pictures into them.

    Raises:
        SourceError: tesseract is missing, fails or takes too long.
    """
    program = shutil.which(_PROGRAM)
    if program is None:
        raise SourceError(_MISSING)
    for page in pages:
        scale = min(_SCALE, _MOST_DOTS / max(page.width, page.height, 1))
        told = _recognised(program, _picture(document[page.number - 1], scale), languages)
        page.words = list(_words(told, scale))


def _picture(page: Any, scale: float) -> bytes:
    """A page as a picture in shades of grey, in the format PGM."""
    dots = page.render(scale=scale, grayscale=True).to_numpy()
    height, width = dots.shape[:2]
    return b"P5 %d %d 255\n" % (width, height) + bytes(dots.tobytes())


def _recognised(program: str, picture: bytes, languages: str) -> str:
    command = [program, "stdin", "stdout", "-l", languages, "tsv"]
    try:
        done = subprocess.run(
            command, input=picture, capture_output=True, timeout=_LONGEST, check=True
        )
    except subprocess.TimeoutExpired as error:
        told = "tesseract takes longer than {seconds} s for a page of it"
        raise SourceError(Reason(told, {"seconds": _LONGEST})) from error
    except (subprocess.CalledProcessError, OSError) as error:
        lines = (getattr(error, "stderr", b"") or b"").decode(errors="replace").splitlines()
        told = lines[0][:200] if lines else str(error)
        raise SourceError(Reason("tesseract fails: {told}", {"told": told})) from error
    return done.stdout.decode(errors="replace")


def _words(told: str, scale: float) -> Iterator[Word]:
    """The words of tesseract's table, each on the line that it stands on."""
    lines: defaultdict[tuple[str, ...], list[tuple[float, float, float, float, str]]]
    lines = defaultdict(list)
    for row in told.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) == 12 and cells[11].strip() and float(cells[10]) >= _LEAST_SURE:
            left, top, width, height = (float(cell) / scale for cell in cells[6:10])
            lines[tuple(cells[2:5])].append((left, left + width, top, height, cells[11].strip()))
    heights = [height for words in lines.values() for _, _, _, height, _ in words]
    usual = median(heights) if heights else 1.0
    for words in lines.values():
        height = median(each[3] for each in words)
        size = height if height > _LARGER * usual else usual
        foot = median(top + height for _, _, top, height, _ in words)
        for left, right, _, _, text in words:
            yield Word(text, left, right, foot, size)
