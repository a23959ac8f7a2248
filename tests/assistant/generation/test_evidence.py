"""How much of the passages a model is shown beside the quotes of an answer."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest
from langchain_core.documents import Document as Retrieved

from assistant.generation.asked import Asked
from assistant.generation.evidence import MOST_CHARACTERS, MOST_ITEMS, number
from assistant.models.answers import Citation
from assistant.models.documents import Document


@pytest.mark.parametrize(
    ("length", "core", "shown"),
    [
        (20, 1, MOST_ITEMS),
        (MOST_CHARACTERS // 4, 1, 4),
        (MOST_CHARACTERS // 4 + 1, 1, 3),
        (MOST_CHARACTERS, 2, 2),
    ],
)
def test_a_model_is_shown_so_many_quotes_and_characters_and_all_that_answers(
    length: int, core: int, shown: int
) -> None:
    count = MOST_ITEMS + 5
    document = Document("d", "Titel", "a" * length * count, "d.txt")
    places = [(at * length, (at + 1) * length) for at in range(count)]
    cited = [
        Citation(at, document, *place, document.text[slice(*place)])
        for at, place in enumerate(places[:core], start=1)
    ]
    index = SimpleNamespace(
        documents={"d": document}, facts=SimpleNamespace(of=lambda _: (), all=())
    )
    asked = SimpleNamespace(response=SimpleNamespace(citations=cited), index=index)
    told = {"document": "d", "sentences": places, "above": "Titel"}
    items = number(cast("Asked", asked), [Retrieved("", metadata=told)])
    assert [item.handle for item in items] == list(range(1, shown + 1))
    assert [item.is_core for item in items] == [at < core for at in range(shown)]
