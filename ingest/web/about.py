"""What a page says about itself: title, address, date, language, and questions it answers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from itertools import islice
from typing import Any

from lxml import html
from trafilatura.metadata import extract_metadata

from assistant.reasons import Reason
from ingest.metadata import Metadata, language_code, metadata
from ingest.web.tree import Element
from ingest.word_count import words_of

_URL = re.compile(r"https?://\S+")
_DATES = {"original_date": True, "extensive_search": False}
"""The date of publication, where the page states it; not whatever date its text mentions."""
_PUBLISHED = "datePublished"
_DATED = (_PUBLISHED, "dateModified", "dateCreated")
_ADDRESS = "://"
_DATA = "application/ld+json"
_MOST, _LONGEST = 200, 50_000
"""Elements that tell of a page, and characters of its data; far more than a page has."""
_DEEPEST = 6
_MOST_BEFORE = 2
"""Words before a date in a line that tells only when a page was published: `Senast publicerad`."""
_SAYS, _IS_TO_COME = "publi", ("ing", "ion")
"""What one of these begins with, in Swedish as in English: before other dates stand other words. Behind
another word it is no noun, as in `Nästa publicering`."""
_FEW = 20


def about(tree: Element) -> tuple[Metadata, tuple[Reason, ...]]:
    """What a page states, and what of it cannot be used.

    Only what states it is looked at: a date in the text or title is not when the page was published.
    """
    told = [*islice(tree.iter("meta", "link"), _MOST), *_data(tree)]
    dated = _metadata((*filter(_may_tell_date, told), *_published(tree)))
    found = _metadata((*told, *islice(tree.iter("title"), _MOST)), _titles(tree))
    return metadata(
        {
            "title": found.title or "",
            "url": found.url if found.url and _URL.fullmatch(found.url) else "",
            "published": dated.date or "",
            "language": language_code(tree.get("lang") or "") or "",
        }
    )


def _metadata(told: Iterable[Element], titles: Iterable[Element] = ()) -> Any:
    """What trafilatura takes from some elements of a head, and titles of the page, alone."""
    page = html.Element("html")
    page.extend([html.Element("head"), html.Element("body")])
    page[0].extend(map(deepcopy, told))
    page[1].extend(titles)
    return extract_metadata(page, date_config=dict(_DATES))


def _may_tell_date(element: Element) -> bool:
    """Whether an element may tell when a page was published: no picture's address, no event's data."""
    if element.tag == "script":
        return any(key in (element.text or "") for key in _DATED)
    return element.tag == "link" or _ADDRESS not in element.get("content", "")


def _titles(tree: Element) -> Iterator[Element]:
    for heading in islice(tree.iter("h1"), 2):
        title = html.Element("h1")
        title.text = " ".join("".join(heading.itertext()).split())
        yield title


def questions(tree: Element) -> Iterator[tuple[str, str]]:
    """Questions with their answers, as HTML, that a page holds as data for search engines."""
    for script in _data(tree):
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        yield from _asked(data, _DEEPEST)


def holds_code(script: Element) -> bool:
    """Whether a script may show something, and is no data for search engines."""
    return bool(script.get("type") != _DATA and (script.get("src") or (script.text or "").strip()))


def _published(tree: Element) -> Iterator[Element]:
    """The date that the page marks as that of publication, or that is all its line below the title says."""
    marked = tree.xpath(f".//time[@pubdate] | .//*[@itemprop='{_PUBLISHED}']")
    for each in islice((*marked, *_below_title(tree)), 1):
        meta = html.Element("meta", itemprop=_PUBLISHED)
        meta.set("content", each.get("datetime") or each.get("content") or "".join(each.itertext()))
        yield meta


def _below_title(tree: Element) -> Iterator[Element]:
    title = next(tree.iter("h1"), None)
    line = None if title is None else title.getnext()
    if line is None:
        return
    words = words_of(" ".join(islice(line.itertext(), _FEW)))
    for each in line.iter("time"):
        before = len(words) - len(date := words_of(each.text))
        # Behind the date of an event stands where it is.
        if (
            words[before:] == date
            and _tells_publication(words[:before])
            and not each.get("itemprop")
        ):
            yield each


def _tells_publication(before: Sequence[str]) -> bool:
    """Whether the words in front of a date say that it is that of publication; there may be none."""
    says = [word.casefold().startswith(_SAYS) for word in before]
    is_done = any(
        each and not word.endswith(_IS_TO_COME) for each, word in zip(says, before, strict=True)
    )
    return len(before) <= _MOST_BEFORE and (is_done or all(says[:1]))


def _data(tree: Element) -> Iterator[Element]:
    for script in islice(tree.iter("script"), _MOST):
        if script.get("type") == _DATA and len(script.text or "") <= _LONGEST:
            yield script


def _asked(data: Any, deepest: int) -> Iterator[tuple[str, str]]:
    if isinstance(data, list) and deepest:
        for each in data:
            yield from _asked(each, deepest - 1)
    elif isinstance(data, Mapping) and deepest:
        name, answer = data.get("name"), data.get("acceptedAnswer")
        if data.get("@type") == "Question" and isinstance(answer, Mapping):
            text = answer.get("text")
            if isinstance(name, str) and isinstance(text, str):
                yield name, text
        for key in ("@graph", "mainEntity"):
            yield from _asked(data.get(key), deepest - 1)
