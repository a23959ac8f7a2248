"""Writes what the style sheets of a page say of its elements into these, as if each stated it itself.

Only rules of one name or one tag are followed, in the order that style sheets prescribe. Where any
other rule might show what such a one hides, or a script of the page names it, nothing is hidden:
words that a reader may see are read.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import NamedTuple

from ingest.web.sheets import LONGEST, Rule, rules
from ingest.web.styles import LOOKED_AT, hides
from ingest.web.tree import RUNNING, Element

_MOST_SHEETS = 100
_MOST_CLASSES = 20
_MOST_ASKED = 100
"""Names that are looked for in scripts; of more, each is taken for one that stands there."""
_HELD_APART = ("template", "noscript", "svg")
"""Elements whose style sheets are not in force."""
_MOVES = ("display", "position", "float", "margin", "padding", "border", "width", "content")
"""How the properties begin that set the words of an element apart from those beside it."""
_LOOKS = frozenset({"font-weight", "vertical-align"})
_TAGS = {
    **{"super": "sup", "sub": "sub"},
    **dict.fromkeys(("bold", "bolder", "600", "700", "800", "900"), "b"),
}
"""What a span is by the look of its letters."""


class _Rank(NamedTuple):
    """By what one rule wins over another."""

    is_important: bool
    specificity: tuple[int, int, int]
    place: int


class _Stated(NamedTuple):
    """What the strongest rule of a name or tag says."""

    rank: _Rank
    value: str
    name: str
    """As `.class` or `#id`; empty where the rule is of a tag."""


class _Sheet:
    """All rules of a page by what they are of."""

    def __init__(self) -> None:
        self._stated: dict[tuple[str, str], dict[str, _Stated]] = {}
        """By tag and name, of which one may be empty, and by property."""
        self._doubts: dict[tuple[str, str], _Rank] = {}
        """By name or tag, and property: the strongest rule that may show an element with it."""
        self._of_letters: set[str] = set()
        self._of_more: set[str] = set()
        """Names of which rules tell nothing but the look of letters, and all others."""

    def add(self, rule: Rule, place: int) -> None:
        """Takes in the next rule."""
        moves = any(each.startswith(_MOVES) for each in rule.declared)
        of_letters = rule.is_single and not rule.is_upon and not moves
        (self._of_letters if of_letters else self._of_more).update(rule.names)
        if rule.is_upon:
            return
        for about in LOOKED_AT & rule.declared.keys():
            told = rule.declared[about]
            value = told.removesuffix("!important").strip()
            rank = _Rank(value != told, rule.specificity, place)
            if rule.is_single:
                stated = _Stated(rank, value, "".join(rule.names))
                of_key = self._stated.setdefault((rule.tag, stated.name), {})
                of_key[about] = max(of_key.get(about, stated), stated)
            elif not hides(about, value):
                for name in rule.names or (rule.tag,):
                    doubt = (name, about)
                    self._doubts[doubt] = max(self._doubts.get(doubt, rank), rank)

    def of(self, element: Element) -> dict[str, _Stated]:
        """What rules say of an element beyond doubt, by property."""
        names = _names(element)
        keys = [(element.tag, ""), *((tag, name) for name in names for tag in ("", element.tag))]
        found: dict[str, _Stated] = {}
        for key in keys:
            for about, stated in self._stated.get(key, {}).items():
                found[about] = max(found.get(about, stated), stated)
        asked = [*names, element.tag, ""]
        return {
            about: stated
            for about, stated in found.items()
            if not any(self._doubts.get((each, about), stated.rank) > stated.rank for each in asked)
        }

    def runs(self, element: Element) -> bool:
        """Whether classes within running text are all there for the look of letters alone."""
        if element.tag not in RUNNING or self._is_laid_out(element):
            return False
        classes = (each.get("class", "").split() for each in element.iterchildren("span"))
        names = {f".{name}" for several in classes for name in several}
        return bool(names) and names <= self._of_letters and not names & self._of_more

    def _is_laid_out(self, element: Element) -> bool:
        keys = [*_names(element), element.tag, ""]
        return "display" in self.of(element) or any(
            (key, "display") in self._doubts for key in keys
        )


class _Scripts:
    """Tells which names stand in the scripts of a page, which may then show what has them."""

    def __init__(self, tree: Element) -> None:
        scripts = list(tree.iter("script"))
        self._text = "\n".join(each.text or "" for each in scripts)[:LONGEST]
        # What stands in a file of its own is not known, and may show anything.
        self._unknown = any(each.get("src") for each in scripts)
        self._asked: dict[str, bool] = {}

    def hold(self, name: str) -> bool:
        """Whether a class or name, as `.class` or `#id`, stands anywhere in them."""
        if self._unknown:
            return True
        if name not in self._asked and len(self._asked) < _MOST_ASKED:
            self._asked[name] = name[1:] in self._text
        return self._asked.get(name, True)


def state_styles(tree: Element) -> None:
    """Make what the style sheets of a page say of its elements a style of their own.

    Spans in text whose classes are there for the look of letters alone become `b`, `sup`, `sub` or
    `font`: no space is shown between them.
    """
    body, sheet = tree.find("body"), _read(tree)
    if body is None or sheet is None:
        return
    holders, scripts = _holders_of_content(tree), _Scripts(tree)
    has_others = any("stylesheet" in each.get("rel", "").lower() for each in tree.iter("link"))
    for element in body.iterdescendants("*"):
        stated = sheet.of(element)
        if not has_others and sheet.runs(element):
            for span in element.iterchildren("span"):
                span.tag = _tag(sheet.of(span))
        told = {
            about: each
            for about, each in stated.items()
            if not hides(about, each.value)
            or not (element in holders or (each.name and scripts.hold(each.name)))
        }
        if told:
            element.set("style", _written(told, element.get("style", "")))


def _read(tree: Element) -> _Sheet | None:
    """The style sheets of a page; none where one is missing or cannot be read."""
    sheet, place, length = _Sheet(), 0, 0
    for style in tree.iter("style"):
        source = style.text or ""
        if next(style.iterancestors(*_HELD_APART), None) is not None:
            continue
        place, length = place + 1, length + len(source)
        if place > _MOST_SHEETS or length > LONGEST:
            return None
        try:
            found = rules(source, style.get("media", ""))
        except ValueError:
            return None
        for number, rule in enumerate(found):
            sheet.add(rule, place * LONGEST + number)
    return sheet if place else None


def _tag(stated: Mapping[str, _Stated]) -> str:
    looks = {stated[about].value for about in _LOOKS & stated.keys()}
    return next((tag for look, tag in _TAGS.items() if look in looks), "font")


def _names(element: Element) -> list[str]:
    classes = islice(element.get("class", "").split(), _MOST_CLASSES)
    name = element.get("id")
    return [*(f".{each}" for each in classes), *([f"#{name}"] if name else [])]


def _holders_of_content(tree: Element) -> set[Element]:
    """What is or holds the content or the title of the page: a script shows it when it is ready."""
    found: set[Element] = set()
    for part in tree.iter("main", "article", "h1"):
        for each in (part, *part.iterancestors()):
            if each in found:
                break
            found.add(each)
    return found


def _written(stated: dict[str, _Stated], own: str) -> str:
    """A style with the rules that it wins over in front of what an element states, and others behind."""
    parts: list[list[str]] = [[], []]
    for about, each in stated.items():
        parts[each.rank.is_important].append(f"{about}:{each.value}")
    return ";".join([*parts[False], own, *parts[True]])
