"""No file takes more than linear time or stack to be read, whatever it is made of."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from assistant.errors import SourceError
from assistant.settings import IngestSettings
from ingest.pipeline import read_documents
from ingest.reading import read_source
from ingest.sources import Source

SIZE, TIMES = 8_000, 4
TRIES = 4
MOST_GROWTH = 8
"""How much longer a file takes that is 4 times as long: 4 times where time is linear, 16 where it is
quadratic."""
FLOOR = 0.2
"""Seconds; below, nothing is measured well, and a quadratic step of this size takes longer."""
SLOWEST = 100e-6
"""Seconds a character; pages of ordinary text take 5 to 10 millionths."""


def repeated(part: str) -> Callable[[int], str]:
    return lambda size: part * (size // len(part))


def paragraphs(part: str) -> Callable[[int], str]:
    """Sentences just short enough for facts to be looked for in them."""
    return lambda size: (part * (3_900 // len(part)) + "\n\n") * (size // 3_900)


RUNS = (
    "a",
    "1",
    "1 ",
    "1,",
    ",",
    "(",
    "[",
    "A",
    "Aa ",
    "•",
    ". ",
    "! ",
    '"',
    "*",
    "_a ",
    "`",
    "<",
    "é😀 ",
)
LINES = (
    "- a\n",
    "| a | b |\n",
    "| a | b |\n|---|---|\n",
    "# A\n",
    "A\n",
    "a\n\n",
    "> a\n",
    "Anna Ek, vd, Scania\n",
    "---\n",
    "[a]: b\n",
)
DENSE = (
    *(
        "1 ",
        "5 kr ",
        "2020-01-01 ",
        "från 2020 till 2021, ",
        "t.ex. ",
        "J. ",
        "Anna Ek, ",
        "| 5 kr ",
        "stad ",
    ),
    *(
        "Anna Ek och Bo Alm ",
        "som drivs av KTH ",
        "KTH driver Alfa, ",
        "tre av fyra företag ",
        "gruppen ",
    ),
    *(
        "Anna Ek (för Bo Alm ",
        "säger Anna Ek, vd på Scania, ",
        "40 procent av företagen ",
        "(",
        "AA ",
        ", ",
    ),
)
TEXTS = {
    **{f"{part!r} again and again": repeated(part) for part in (*RUNS, *LINES)},
    **{f"paragraphs of {part!r}": paragraphs(part) for part in DENSE},
    "blanks between two letters": lambda size: f"a{' ' * size}b",
    "a heading as long as the text below it": lambda size: (
        f"# {'gruppen ' * (size // 16)}\n\n" + "Anna Ek leder gruppen.\n\n" * (size // 48)
    ),
    "a long line over short ones": lambda size: "a " * (size // 4) + "\n" + "b\n" * (size // 4),
    "front matter": lambda size: "---\n" + "a: b\n" * (size // 5) + "---\nText.",
    "nested front matter": lambda size: "---\na: " + "[" * size + "\n---\nText.",
    "names of many things": lambda size: "".join(
        f"Alfa{number} och beta är klara. " for number in range(size // 28)
    ),
    "bullets below bullets": lambda size: "".join(
        "  " * (number % 200) + "- a\n" for number in range(size // 200)
    ),
}
PAGES = {
    "attributes": lambda size: "<p " + "".join(f"a{n}=1 " for n in range(size // 7)) + ">Text.</p>",
    "attributes behind a script in a comment": lambda size: (
        "<p>Text.</p><!-- <script> --><p "
        + "".join(f"a{n}=1 " for n in range(size // 7))
        + ">Text.</p></script>"
    ),
    "attributes behind a quote in a script": lambda size: (
        '<p>Text.</p><script>a<b c="</script><p '
        + "".join(f"a{n}=1 " for n in range(size // 7))
        + '>Text.</p>"'
    ),
    "scripts whose tags run on into each other": lambda size: (
        "<p>Text.</p><script>" + '<b z="</script>" y="<script>" ' * (size // 30)
    ),
    "scripts without an end": repeated("<script>"),
    "cells of a row": lambda size: f"<table><tr>{'<td>a</td>' * (size // 10)}</tr></table>",
    "rows": lambda size: f"<table>{'<tr><td>a</td></tr>' * (size // 19)}</table>",
    "nested elements": lambda size: "<div>" * (size // 11) + "Text." + "</div>" * (size // 11),
    "open elements": repeated("<p><b>a "),
    "a long paragraph": lambda size: f"<p>{'a ' * (size // 2)}</p>",
    "lists inside of lists": repeated("<ul><li>a "),
    "terms": lambda size: f"<dl>{'<dt>a<dd>b' * (size // 10)}</dl>",
    "terms without an end": repeated("<dt>a<dd>b"),
    "cells that span rows and columns": lambda size: (
        "<table>" + "<tr><td rowspan=50 colspan=20>1<td>2" * (size // 36)
    ),
    "definitions inside of each other": repeated("<dl><dt>a<dd>"),
    "tables inside of each other": repeated("<table><tr><td>a<td>"),
    "cells that span rows": lambda size: (
        "<table>"
        + f"<tr>{'<td rowspan=99>abcdefgh' * 99}</tr>{'<tr><td>a' * 99}" * (size // 3_300 + 1)
        + "</table>"
    ),
    "end tags of nothing": lambda size: "a" + "<b>" * (size // 7) + "</i>" * (size // 7),
    "parts of a page without a body": lambda size: (
        f"<title>a</title>{'<aside>a</aside>' * (size // 16)}"
    ),
    "elements of its own": repeated("<a-b><a-c>a</a-c>"),
    "words of a drawing": lambda size: (
        f"<main>a<svg>{'<text>a<tspan>b' * (size // 15)}</svg></main>"
    ),
    "panels inside of each other": repeated("<details><summary>a</summary>b"),
    "questions in front of panels": repeated(
        "<h3><button aria-controls=a>a</button></h3><p id=a>b</p>"
    ),
    "buttons deep inside": lambda size: "<div>" * 1_000 + "<p>a?<button>b</button>" * (size // 23),
    "titles deep inside": lambda size: "<div>" * 1_000 + "<h1>a</h1>" * (size // 10),
    "hidden words": lambda size: "<b hidden>a</b>b " * (size // 17),
    "panels of one tab": lambda size: (
        f"<p role=tab id=a>{'b ' * (size // 4)}</p>"
        + "<p role=tabpanel aria-labelledby=a>c</p>" * (size // 80)
    ),
    "line breaks": repeated("a<br>"),
    "boxes": repeated("<div><div>a</div><div>b</div></div>"),
    "boxes inside of each other": repeated("<div><div>a</div><div>"),
    "broken lines inside of each other": lambda size: (
        "<div><b>a</b><br>" * (size // 40) + "b " * (size // 4)
    ),
    "labels in bold": repeated("<p><b>a</b></p><p>b</p>"),
    "a broken line in bold": lambda size: f"<p><b>a</b><br>{'<i>b</i><br>' * (size // 12)}</p>",
}


def seconds(path: Path, text: str) -> float:
    path.write_text(text, "utf-8")
    begun = time.process_time()
    with suppress(SourceError):  # What holds no text is refused, which must not take long either.
        read_documents([path], IngestSettings())
    return time.process_time() - begun


def assert_linear(path: Path, made: Callable[[int], str]) -> None:
    """In the best of some tries: others that use the processor make any one of them slower."""
    tried = []
    for _ in range(TRIES):
        longer = seconds(path, made(SIZE * TIMES))
        if longer < FLOOR:
            return
        once = seconds(path, made(SIZE))
        if longer < min(SLOWEST * SIZE * TIMES, MOST_GROWTH * once):
            return
        tried.append((once, longer))
    pytest.fail(f"seconds for {SIZE} and {SIZE * TIMES} characters: {tried}")


@pytest.mark.parametrize("made", TEXTS.values(), ids=TEXTS)
def test_reading_markdown_takes_linear_time(made: Callable[[int], str], tmp_path: Path) -> None:
    assert_linear(tmp_path / "a.md", made)


@pytest.mark.parametrize("line", LINES)
def test_reading_lines_of_plain_text_takes_linear_time(line: str, tmp_path: Path) -> None:
    assert_linear(tmp_path / "a.txt", repeated(line))


@pytest.mark.parametrize("made", PAGES.values(), ids=PAGES)
def test_reading_a_page_takes_linear_time(made: Callable[[int], str], tmp_path: Path) -> None:
    assert_linear(tmp_path / "a.html", made)


def test_many_parts_with_content_cost_no_more_than_one(tmp_path: Path) -> None:
    """What compares each element with all parts takes 3 times as long; at best of some tries."""
    page, count = tmp_path / "a.html", 16_000
    for _ in range(TRIES):
        many = seconds(page, "<main><p>a</p></main>" * count)
        if many < 2 * seconds(page, f"<main>{'<div><p>a</p></div>' * count}</main>"):
            return
    pytest.fail("a page of many parts takes longer than one of as many elements")


def test_an_element_with_too_many_attributes_is_refused(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text(f"<p {' '.join(f'a{n}' for n in range(600))}>Anna Ek är vd.</p>", "utf-8")
    with pytest.raises(SourceError, match="attributes"):
        read_documents([page], IngestSettings())


def test_a_long_script_is_no_element_with_many_attributes(tmp_path: Path) -> None:
    script = f"for(var n=0;n<total;n++){' x = n '.join('y' * 400)}"
    page = tmp_path / "a.html"
    page.write_text(f"<main><script>{script}</script><p>Anna Ek är vd.</p></main>", "utf-8")

    assert read_source(Source(page, "a"), IngestSettings()).document.text == "Anna Ek är vd."


@pytest.mark.parametrize("tags", [("<div>", "</div>"), ("<b>", ""), ("<b>", "</b>")])
def test_the_words_of_a_page_that_is_nested_too_deeply_are_read(
    tmp_path: Path, tags: tuple[str, str]
) -> None:
    page = tmp_path / "a.html"
    page.write_text(f"{tags[0] * 50_000}Anna Ek är vd.{tags[1] * 50_000}", "utf-8")
    (document,) = read_documents([page], IngestSettings()).documents
    assert document.document.text == "Anna Ek är vd."


def test_a_row_of_very_many_cells_is_read(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    cells = "<td>a</td>" * 600
    page.write_text(f"<p>Anna Ek är vd.</p><table><tr>{cells}</tr></table>", "utf-8")
    (document,) = read_documents([page], IngestSettings()).documents
    assert document.document.text == f"Anna Ek är vd.\n\n| {'a | ' * 600}".rstrip()


def test_a_sentence_that_is_no_sentence_has_no_facts(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("Projektet kostar 5 miljoner kronor, " * 200, "utf-8")
    (document,) = read_documents([text], IngestSettings()).documents
    assert all(fact.end - fact.start <= 4_000 for fact in document.facts)
    assert len(document.facts) < 200
