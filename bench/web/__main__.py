"""Prints how well twenty web pages are read, and by whom: `python -m bench.web`.

readability-lxml and docling are compared where they are installed; `FOLDER` as an argument gets the
pages, to be looked at.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

from lxml import html

from assistant.evaluation.files import table
from bench.web.contents import CONTENTS, STYLES
from bench.web.sites import SITES

_WORD = re.compile(r"\w+")
_UNSEEN = ("script", "style", "template", "title", "textarea")
Read = Callable[[str], str]


def pages() -> Iterator[tuple[str, str, str, str]]:
    """The site, the kind, the page and its content, of each page."""
    for site, shell in SITES.items():
        for kind, make in CONTENTS.items():
            content = make(STYLES[site])
            title = html.fromstring(f"<div>{content}</div>").findtext(".//h1")
            yield site, kind, shell.replace("{title}", title).replace("{content}", content), content


def by_us(page: str) -> str:
    """The reader of the product."""
    return str(import_module("ingest.readers.webpage").read_page(page).text)


def by_trafilatura(page: str) -> str:
    """Set to lose as little as it can."""
    found = import_module("trafilatura").extract(page, favor_recall=True, include_tables=True)
    return found or ""


def by_readability(page: str) -> str:
    """The article, without its markup."""
    summary = import_module("readability").Document(page).summary()
    return " ".join(html.fromstring(summary).itertext())


def by_docling(page: str) -> str:
    """The whole page: docling looks for no main content."""
    backend: Any = import_module("docling.backend.html_backend").HTMLDocumentBackend
    document: Any = import_module("docling.datamodel.document").InputDocument
    html_format: Any = import_module("docling.datamodel.base_models").InputFormat.HTML
    stream = BytesIO(page.encode())
    given = document(
        path_or_stream=stream, format=html_format, backend=backend, filename="page.html"
    )
    return str(backend(in_doc=given, path_or_stream=stream).convert().export_to_text())


READERS: dict[str, tuple[str, Read]] = {
    "ours": ("ingest.readers.webpage", by_us),
    "trafilatura": ("trafilatura", by_trafilatura),
    "readability": ("readability", by_readability),
    "docling": ("docling.backend.html_backend", by_docling),
}


def words(text: str) -> Counter[str]:
    """The words and numbers of a text."""
    return Counter(_WORD.findall(text.casefold()))


def words_of(page: str) -> Counter[str]:
    """The words that a page shows, with those that a button opens."""
    tree = html.fromstring(f"<div>{page}</div>")
    for each in list(tree.iter(*_UNSEEN)):
        each.drop_tree()
    return words(" ".join(tree.itertext()))


def installed(module: str) -> bool:
    """Whether a library can be compared with."""
    try:
        import_module(module)
    except ImportError:
        return False
    return True


def main() -> None:
    """Print a table with a row for each kind of page and one for each kind of site."""
    made = list(pages())
    if sys.argv[1:]:
        for site, kind, page, _ in made:
            (Path(sys.argv[1]) / f"{site}-{kind}.html").write_text(page, "utf-8")
    readers = {name: read for name, (module, read) in READERS.items() if installed(module)}
    kept: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    around: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for site, kind, page, content in made:
        told = words_of(content)
        for name, read in readers.items():
            found = words(read(page))
            for row in (kind, site, "all"):
                kept[row, name].append((found & told).total() / told.total())
                around[row, name].append((found - told).total())
    rows = []
    for row in (*CONTENTS, *SITES, "all"):
        cells = (
            f"{sum(kept[row, name]) / len(kept[row, name]):.0%}, {sum(around[row, name])}"
            for name in readers
        )
        rows.append([row, *cells])
    print(table(["pages", *readers], rows))


if __name__ == "__main__":
    main()
