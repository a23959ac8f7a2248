"""What is built of an index to look things up in, for as long as the index is there."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, cast

from assistant.ports import SearchIndex, View


class KeepsViews:
    """What of an `assistant.ports.SearchIndex` keeps its views. Safe to use from several threads."""

    def __init__(self) -> None:
        """Begin without any."""
        self._views: dict[Callable[[SearchIndex], Any], Any] = {}
        self._building = threading.RLock()

    def view(self, build: Callable[[SearchIndex], View]) -> View:
        """What is built of the index once, with the first call, and goes when the index goes."""
        with self._building:
            if build not in self._views:
                self._views[build] = build(cast(SearchIndex, self))
            view: View = self._views[build]
            return view


class StandsOn(KeepsViews):
    """What an `assistant.ports.SearchIndex` takes unchanged from the one that it stands on."""

    def __init__(self, index: SearchIndex) -> None:
        """Take it, and begin without views."""
        super().__init__()
        self.generation = index.generation
        self.passages = index.passages
        self.earlier = index.earlier
        self.embed_query = index.embed_query
        self.away = index.away
        self.passage_vectors = index.passage_vectors
        self.sentence_vectors = index.sentence_vectors
        self.rerank = index.rerank
