"""The rules of a style sheet that stands in a page, as far as they tell what is shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from cssselect import Selector, SelectorError, parse
from cssselect.parser import CombinedSelector, tokenize

LONGEST = 200_000
"""Characters of the style sheets of a page; where there are more, none is read."""
_LONGEST_SELECTOR, _MOST_PARENTS = 2_000, 3
_GROUPS = ("@media", "@supports", "@layer", "@container")
"""Blocks of rules that may be in force."""
_ALWAYS = frozenset({"", "all", "screen"})
_POINTED_AT = frozenset({"hover", "active", "focus", "focus-visible", "focus-within"})
"""What happens to an element alone that is shown already, or that a key leads to."""


class Rule(NamedTuple):
    """What is declared for the elements that one selector names."""

    names: tuple[str, ...]
    """Their classes and names, as `.class` and `#id`."""
    tag: str
    """In small letters; empty where it may be any."""
    is_single: bool
    """Whether one name, one tag or one of each is all that the selector asks for, at any time."""
    is_upon: bool
    """Whether it is about what stands in front of them or behind, or happens to them."""
    specificity: tuple[int, int, int]
    declared: Mapping[str, str]
    """Values by property, all in small letters."""


@lru_cache(maxsize=64)
def rules(source: str, media: str) -> tuple[Rule, ...]:
    """The rules of a style sheet in their order, without those for paper.

    Args:
        source: The text of a `style` element, no longer than `LONGEST`.
        media: What that says it is for.

    Raises:
        ValueError: it is none.
    """
    try:
        return tuple(
            rule
            for within, declared in _blocks(source.replace("<!--", "").replace("-->", ""))
            for rule in _told([media, *within[:-1]], within[-1], declared)
        )
    except (SelectorError, RecursionError) as error:
        raise ValueError("it is no style sheet") from error


def _blocks(source: str) -> Iterator[tuple[list[str], Mapping[str, str]]]:
    """What stands in front of each block and of the two around it, and what it declares."""
    within: list[tuple[str, dict[str, str]]] = []
    start: int | None = None
    for token in tokenize(source):
        if token.type == "DELIM" and token.value in {"{", "}", ";"}:
            said = "" if start is None else source[start : token.pos].strip()
            start = None
            if token.value == "{":
                within.append((said, {}))
                continue
            if within:
                name, _, value = said.partition(":")
                within[-1][1][name.strip().lower()] = value.partition("/*")[0].strip().lower()
            if token.value == "}" and within:
                yield [prelude for prelude, _ in within[-3:]], within.pop()[1]
        elif start is None and token.type != "S":
            start = token.pos


def _told(around: Sequence[str], prelude: str, declared: Mapping[str, str]) -> Iterator[Rule]:
    if prelude.startswith("@") or any(map(_is_never, around)):
        return
    is_sure = all(map(_is_always, around))
    for selector in _selectors(prelude, around[-1]):
        yield _rule(selector, declared, is_sure=is_sure)


def _is_never(condition: str) -> bool:
    """Whether what stands in a block is no rule, or only for paper."""
    told = condition.lower()
    return (told.startswith("@") and not told.startswith(_GROUPS)) or _medium(told) == "print"


def _is_always(condition: str) -> bool:
    told = condition.lower()
    return told.startswith("@layer") or _medium(told) in _ALWAYS


def _medium(condition: str) -> str:
    return condition.removeprefix("@media").strip().removeprefix("only ").strip()


def _selectors(prelude: str, above: str) -> list[Selector]:
    """The selectors of a block; `&` is what stands above it."""
    if len(prelude) > _LONGEST_SELECTOR or len(above) > _LONGEST_SELECTOR:
        return []
    try:
        return parse(prelude.replace("&", above, _MOST_PARENTS))
    except SelectorError:  # Newer than the parser, or wrong.
        return []


def _rule(selector: Selector, declared: Mapping[str, str], *, is_sure: bool) -> Rule:
    tree: Any = selector.parsed_tree
    is_single, is_upon = is_sure, selector.pseudo_element is not None
    if isinstance(tree, CombinedSelector):
        tree, is_single = tree.subselector, False
    names: list[str] = []
    while (inner := getattr(tree, "selector", None)) is not None:
        if (name := getattr(tree, "class_name", None)) is not None:
            names.append(f".{name}")
        elif (name := getattr(tree, "id", None)) is not None:
            names.append(f"#{name}")
        else:
            is_single = False
            is_upon = is_upon or getattr(tree, "ident", "") in _POINTED_AT
        tree = inner
    tag = (tree.element or "").lower()
    is_single = is_single and len(names) < 2 and bool(names or tag)
    return Rule(tuple(names), tag, is_single, is_upon, selector.specificity(), declared)
