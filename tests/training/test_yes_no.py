"""How often yes or no before a quote is wrong, as it is counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from assistant.answering.finder import Finder
from assistant.bootstrap import open_reader
from assistant.clock import Clock
from assistant.settings import load_settings
from training.data import PageQuestion, Sources, own_pages
from training.looking import Query
from training.sites import sites
from training.yes_no import Read, read


def test_each_question_with_an_answer_is_read_as_the_product_reads_it(
    sources: Sources, tmp_path: Path
) -> None:
    settings = load_settings()
    finder = Finder(open_reader, settings, date(2026, 1, 1), Clock())
    ((index, _),) = sites(own_pages(sources.own).training[:1], tmp_path, settings)
    asked = [
        Query("1", "", (), PageQuestion("Ligger kansliet i Umeå?", (), verdict="yes")),
        Query("2", "", (), PageQuestion("Var ligger kansliet?", ())),
    ]
    queries = [replace(query, text=query.asked.text) for query in asked if query.asked]
    (found,) = read(index, queries, finder)
    assert found.truth == "yes"
    assert found.confidence >= settings.answering.threshold
    assert found.yes > found.no


def test_what_is_told_is_right_where_the_page_says_so() -> None:
    told = Read(confidence=0.8, yes=0.01, no=0.98, truth="unsettled")
    assert told.is_told(0.8, 0.98)
    assert not told.is_told(0.9, 0.98)
    assert not told.is_told(0.8, 0.99)
    assert not told.is_right
    assert told._replace(truth="no").is_right
