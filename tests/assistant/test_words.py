"""What is said, of which each language says the same."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from inspect import getattr_static
from string import Formatter
from typing import Any

import pytest

from assistant import messages
from assistant.messages import Each, Words, in_each

MODULES = [module.name for module in pkgutil.iter_modules(messages.__path__)]


def pairs(value: Any, where: str) -> Iterator[tuple[str, Any, Any]]:
    """What a constant says in Swedish and in English, with where that stands."""
    if not isinstance(value, Mapping):
        return
    if set(value) != {"sv", "en"}:
        for name, one in value.items():
            yield from pairs(one, f"{where}.{name}")
    elif isinstance(value["sv"], Words):
        for name in dir(value["sv"]):
            if isinstance(getattr_static(value["sv"], name), Each):
                yield f"{where}.{name}", *(getattr(value[language], name) for language in value)
    else:
        yield where, value["sv"], value["en"]


def shape(value: Any) -> Any:
    """What translations have in common: the names in braces, the keys, and how many there are."""
    if isinstance(value, str):
        return {name for _, name, _, _ in Formatter().parse(value) if name is not None}
    if isinstance(value, Mapping):
        return {key: shape(one) for key, one in value.items()}
    return [shape(one) for one in value] if isinstance(value, tuple) else None


@pytest.mark.parametrize("module", MODULES)
def test_both_languages_fill_in_the_same(module: str) -> None:
    held = vars(importlib.import_module(f"{messages.__name__}.{module}"))
    for name, value in held.items():
        for where, swedish, english in pairs(value, name):
            assert shape(swedish) == shape(english), where


def test_the_words_of_a_page_are_said_in_its_language_and_may_be_said_more_exactly() -> None:
    class Form(Words):
        owner = Each(sv="Ansvarig", en="Owner")
        days = Each(sv=("måndag",), en=("Monday",))

    class Correcting(Form):
        owner = Each(sv="Ansvarig för rättelsen", en="Owner of the correction")

    form, correcting = in_each(Form), in_each(Correcting)
    assert (form["sv"].owner, form["en"].days) == ("Ansvarig", ("Monday",))
    assert (correcting["en"].owner, correcting["sv"].days) == (
        "Owner of the correction",
        ("måndag",),
    )
