"""Web pages: their main content as Markdown, and what a page says about itself."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from trafilatura import bare_extraction, load_html
from trafilatura.settings import DEFAULT_CONFIG
from trafilatura.settings import Document as Page

from assistant.errors import SourceError
from ingest.metadata import Metadata, language_code, metadata

_EMPHASIS = ("b", "strong", "em", "i", "u", "mark", "font")
"""Taken off before the extraction, which would put asterisks into the text that is quoted."""
_FRAMES = ("main", "article", "section", "div")
_AROUND = ("nav", "header", "footer", "aside", "script", "style", "form")
_DATES = {"original_date": True, "extensive_search": False}
"""The date of publication, where the page states it; not whatever date its text mentions."""
_MOST_ATTRIBUTES, _MOST_CELLS = 500, 500
_URL = re.compile(r"https?://\S+")
_TAG = re.compile(r"<[a-zA-Z][^\s/>]*+")
_ATTRIBUTE = re.compile(
    r"""[\s/]{0,99}+[^\s/>=]++(?:\s{0,99}+=\s{0,99}+(?:"[^"]*+"|'[^']*+'|[^\s>"']++))?+""",
)
_BODY = re.compile(r"<(?:html|body)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class WebPage:
    """What is kept of a page."""

    text: str
    """Markdown: headings, paragraphs, lists and tables of the main content."""
    metadata: Metadata


def read_page(source: str) -> WebPage:
    """The main content of a page, without menus, headers and footers.

    Raises:
        SourceError: there is no content, for example as a script would have to load it first.
    """
    _check(source)
    tree = load_html(source if _BODY.search(source) else f"<html><body>{source}</body></html>")
    if tree is None:
        raise SourceError("it is not HTML")
    language = language_code(tree.get("lang") or "") or ""
    _prepare(tree)
    page = bare_extraction(
        tree,
        include_formatting=True,
        include_comments=False,
        with_metadata=True,
        date_extraction_params=dict(_DATES),
        config=_config(),
    )
    if not isinstance(page, Page) or not (text := (page.text or "").strip()):
        raise SourceError("no main text was found in the page; save what it shows as text")
    told = {
        "title": page.title or "",
        "url": _address(page.url),
        "published": page.date or "",
        "language": language,
    }
    return WebPage(text, metadata(told))


def _check(source: str) -> None:
    """Refuse a page that the parser would read for hours, as it compares each attribute with all."""
    at = 0
    while tag := _TAG.search(source, at):
        at, count = tag.end(), 0
        while attribute := _ATTRIBUTE.match(source, at):
            at, count = attribute.end(), count + 1
        if count > _MOST_ATTRIBUTES:
            raise SourceError(f"an element has more than {_MOST_ATTRIBUTES} attributes")


def _prepare(tree: Any) -> None:
    """Take emphasis off, join terms with what they stand for, and frame a bare page.

    A row of more cells than anybody reads is left out: the extraction counts them for each.

    Main content is known by its frame, without which lists and tables would be lost.
    """
    for element in list(tree.iter(*_EMPHASIS)):
        element.drop_tag()
    for row in list(tree.iter("tr")):
        if len(row) > _MOST_CELLS:
            row.drop_tree()
    for term in list(tree.iter("dt")):
        meaning = term.getnext()
        if meaning is not None and meaning.tag == "dd":
            meaning.text = f"{term.text_content().strip().rstrip(':')}: {meaning.text or ''}"
            term.drop_tree()
    body = tree.find("body")
    if body is None or any(tree.find(f".//{frame}") is not None for frame in _FRAMES):
        return
    main = body.makeelement("main")
    main.text, body.text = body.text, None
    main.extend([element for element in body if element.tag not in _AROUND])
    body.append(main)


def _config() -> Any:
    """Trafilatura's settings but for one: short pages are not read again with their menus."""
    config = deepcopy(DEFAULT_CONFIG)
    config["DEFAULT"]["MIN_EXTRACTED_SIZE"] = "0"
    return config


def _address(url: str | None) -> str:
    return url if url and _URL.fullmatch(url) else ""
