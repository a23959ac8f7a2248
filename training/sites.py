"""Pages as sites of a few each, ingested as the product does it, with what is asked about them."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from assistant.ingesting import ingest
from assistant.models.documents import Document
from assistant.ports import SearchIndex
from assistant.settings import Settings
from training.data import Page, Span
from training.looking import SITE, Query, page_queries
from vectorstore.reader import IndexReader

Site = tuple[SearchIndex, list[Query]]
"""An index of some pages, and what is known to be asked about them."""


def sites(pages: Sequence[Page], data_dir: Path, settings: Settings) -> Iterator[Site]:
    """Pages as sites of `SITE` each, as the product ingests them.

    Args:
        pages: Those that nothing was learnt from.
        data_dir: Where their indexes are, or will be.
        settings: How to read.
    """
    shuffled = random.Random(SITE).sample(list(pages), len(pages))
    for number, begin in enumerate(range(0, len(shuffled), SITE)):
        site = shuffled[begin : begin + SITE]
        index = _open_site(site, data_dir / str(number), settings)
        documents = {document.title: document for document in index.documents.values()}
        yield (
            index,
            [
                query
                for page in site
                if page.document.title in documents
                for query in _placed(page, documents[page.document.title])
            ],
        )


def _placed(page: Page, document: Document) -> Iterator[Query]:
    """The questions about a page with their answers where they stand in the document that was read of it."""
    for query in page_queries([page]):
        assert query.asked is not None
        places = [_place(page.document.text, document.text, span) for span in query.asked.answers]
        found = tuple(place for place in places if place)
        if found or not places:
            asked = replace(query.asked, answers=found)
            yield replace(query, asked=asked, page=document.id, site=frozenset())


def _open_site(pages: Sequence[Page], folder: Path, settings: Settings) -> SearchIndex:
    settings = settings.model_copy(update={"data_dir": folder / "index"})
    if not (settings.data_dir / "current").is_file():
        documents = folder / "documents"
        documents.mkdir(parents=True, exist_ok=True)
        for number, page in enumerate(pages):
            title = json.dumps(page.document.title, ensure_ascii=False)
            text = f"---\ntitle: {title}\n---\n\n{page.document.text}"
            (documents / f"{number}.md").write_text(text, "utf-8")
        ingest([documents], settings)
    return IndexReader(settings.data_dir, settings).current()


def _place(text: str, page: str, span: Span) -> Span | None:
    """Where a piece of a page stands in the document that was read of it."""
    start, end = span
    before = text[max(0, start - 25) : start]
    at = page.find(before + text[start:end])
    at = at + len(before) if at >= 0 else page.find(text[start:end])
    return (at, at + end - start) if at >= 0 else None
