"""Tables that are made to take long: four times the size takes about four times as long."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

import pytest

from ingest.readers import delimited, docx, odt, pptx, rtf
from ingest.readers.parsed import Options, Parsed
from tests.ingest.readers import files

Read = Callable[[bytes, Options], Parsed]
SMALL, LARGE = 250, 1_000
TRIES = 3
MOST = 10
"""Times as long, for a file of four times the size; 16 where work grows with its square."""
SPAN = '<w:tc><w:tcPr><w:gridSpan w:val="999"/><w:vMerge/></w:tcPr><w:p/></w:tc>'
TALL = "<table-cell number-rows-spanned='9999' number-columns-spanned='999'><p>ab</p></table-cell>"
WIDE = "<tc gridSpan='999' rowSpan='999'><txBody><p><r><t>x</t></r></p></txBody></tc>"


def ends(count: int, width: int = 900) -> bytes:
    return b"\\trowd" + b"".join(b"\\cellx%d" % (width * n + width) for n in range(count))


def separated(head: str, row: str, size: int) -> bytes:
    return f"{head * 10 * size}\n{row * 10 * size}".encode()


def open_text(size: int) -> bytes:
    rows = f"<table-row>{TALL * 20}</table-row>" * size
    return files.archive({"content.xml": f"<a><body><text><table>{rows}</table></text></body></a>"})


def slides(size: int) -> bytes:
    rows = f"<tr>{WIDE * 20}</tr>" * size
    return files.slides(f"<graphicFrame><tbl>{rows}</tbl></graphicFrame>")


def stacked(size: int) -> bytes:
    """Shapes that lie below each other."""
    place = "<spPr><xfrm><off x='0' y='{}'/><ext cx='9' cy='9'/></xfrm></spPr>"
    shapes = (f"<sp>{place.format(20 * n)}<p><t>x</t></p></sp>" for n in range(20 * size))
    return files.slides("".join(shapes))


def word(size: int) -> bytes:
    return files.docx(f"<w:tbl>{f'<w:tr>{SPAN * 20}</w:tr>' * size}</w:tbl>")


CASES: dict[str, tuple[Read, Callable[[int], bytes]]] = {
    "empty columns": (delimited.read, lambda n: separated("a;b;;", "1;2;;\n1;", n)),
    "heads of columns that few rows have": (delimited.read, lambda n: separated("b;", "a;b\n", n)),
    "years": (delimited.read, lambda n: separated("2023;", "a;2020\n", n)),
    "words below numbers": (
        delimited.read,
        lambda n: separated("B;", "1;", n) + b"\n" + b"a;Ord\n" * 10 * n,
    ),
    "tables between lines": (delimited.read, lambda n: b"a;b;c\n1;2;3\nx\n" * 10 * n),
    "one layout for many rows": (
        rtf.read,
        lambda n: b"{\\rtf1 " + ends(5 * n) + b" a\\cell\\row" * 10 * n + b"}",
    ),
    "rows over all columns": (
        rtf.read,
        lambda n: (
            b"{\\rtf1 " + ends(5 * n) + b" a\\cell" * 5 * n + b"\\row"
            b"" + ends(1, 5 * n * 900) + b" a\\cell\\row" * 10 * n + b"}"
        ),
    ),
    "rows at the end of all columns": (
        rtf.read,
        lambda n: (
            b"{\\rtf1 " + ends(5 * n) + b" a\\cell" * 5 * n + b"\\row"
            b"\\trowd\\trleft%d\\cellx%d"
            % (4_500 * n - 900, 4_500 * n)
            + b" a\\cell\\row" * 10 * n
            + b"}"
        ),
    ),
    "wide cells of Word": (docx.read, word),
    "wide and tall cells of OpenDocument": (odt.read, open_text),
    "wide and tall cells of PowerPoint": (pptx.read, slides),
    "shapes of PowerPoint below each other": (pptx.read, stacked),
}


def seconds(read: Read, data: bytes) -> float:
    """Of processor time; what else the process holds is not swept meanwhile."""
    gc.collect()
    gc.disable()
    try:
        start = time.process_time()
        read(data, Options())
        return time.process_time() - start
    finally:
        gc.enable()


@pytest.mark.parametrize("name", CASES)
def test_time_grows_as_the_size(name: str) -> None:
    """At best of some tries each: others that use the processor make any one of them slower."""
    read, made = CASES[name]
    small, large = made(SMALL), made(LARGE)
    most = MOST * max(min(seconds(read, small) for _ in range(TRIES)), 0.01)
    assert any(seconds(read, large) < most for _ in range(TRIES))
