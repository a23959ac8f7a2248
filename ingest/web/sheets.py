"""What the style sheets that stand in a page say of its elements, as far as it hides their words.

Only selectors of classes, names and a tag are known, and no external sheet. What anything else in the
page may show again stays: another rule, one for a medium, or a script.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from string import punctuation

from ingest.web.styles import declared
from ingest.web.tree import Element

_LONGEST = 500_000
"""Characters of sheets, and of scripts, that are looked at."""
_LONGEST_CLASS = 2_000
_LONGEST_HANDLER = 500
_MOST_RULES = 5
"""That ask for one name."""
_TURNS = "data-takes-turns"
"""Set on elements that a sheet hides and something else in the page may show."""
_CUTS = frozenset({"clip", "clip-path"})
_SHOWS = frozenset({"display", "position"})
_NAMED = {ord(each): "x" for each in "-_.#"}
_APART = {ord(each): " " for each in punctuation if each not in "-_.#"}
_WORDS = {ord(each): " " for each in punctuation if each not in "-_"}


@dataclass(frozen=True, slots=True)
class _Rule:
    """What holds of elements that have a tag, or any, and all of some classes and names."""

    tag: str
    names: frozenset[str]
    """Classes behind a stop, names behind a hash."""
    style: str
    is_important: bool


def write_styles(tree: Element) -> None:
    """Write into elements what sheets say that hides them, in front of their own style."""
    sheets = [each for each in tree.iter("style") if each.get("media", "all") in {"all", "screen"}]
    rules, shown = _rules("\n".join(each.text or "" for each in sheets)[:_LONGEST])
    if not rules:
        return
    shown |= _acted_on(tree)
    content = set(_around_content(tree))
    for element in tree.iter("*"):
        names = _names_of(element)
        hiding = [rule for name in sorted(names & rules.keys()) for rule in rules[name]]
        hiding = [each for each in hiding if _holds(each, element, names)]
        found = [each for each in hiding if not each.names & shown]
        if len(found) < len(hiding):
            element.set(_TURNS, "")
        is_sure = not names & shown or any(each.is_important for each in found)
        if found and is_sure and element not in content:
            element.set(
                "style", ";".join([*(each.style for each in found), element.get("style", "")])
            )


def takes_turns(element: Element) -> bool:
    """Whether a sheet hides an element and something else may show it, as it does with an answer."""
    return element.get(_TURNS) is not None


def _holds(rule: _Rule, element: Element, names: frozenset[str]) -> bool:
    return rule.tag in {"", element.tag} and rule.names <= names


def _around_content(tree: Element) -> Iterator[Element]:
    """What is or holds the content or the title of the page, which a script shows when it is ready."""
    seen = set[Element]()
    for part in tree.iter("main", "article", "h1"):
        for each in (part, *part.iterancestors()):
            if each in seen:
                break
            seen.add(each)
            yield each


def _rules(sheet: str) -> tuple[dict[str, list[_Rule]], set[str]]:
    """The rules that hide something, by a name that they ask for, and the names that others show."""
    found: defaultdict[str, list[_Rule]] = defaultdict(list)
    shown: set[str] = set()
    for selectors, style, is_outermost in _blocks(_without_comments(sheet)):
        told = declared(style)
        if told.get("display") != "none" and not _CUTS & told.keys():
            shown |= _mentioned(selectors) if _SHOWS & told.keys() else set()
            continue
        for selector in selectors.split(",") if is_outermost else ():
            tag, names = _simple(selector.strip())
            if names and len(found[min(names)]) < _MOST_RULES:
                rule = _Rule(tag, names, style, is_important="!important" in style)
                found[min(names)].append(rule)
    return dict(found), shown


def _without_comments(sheet: str) -> str:
    first, *rest = sheet.split("/*")
    return " ".join([first, *(each.partition("*/")[2] for each in rest)])


def _blocks(sheet: str) -> Iterator[tuple[str, str, bool]]:
    """The selectors of each rule, what it declares, and whether it stands in nothing else."""
    opened: list[str] = []
    at = begin = 0
    is_innermost = False
    while (end := sheet.find("}", at)) >= 0:
        if begin < at or not at:
            begin = sheet.find("{", at) % (len(sheet) + 1)
        if begin < end:
            opened.append(sheet[at:begin].rpartition(";")[2].strip())
            at, is_innermost = begin + 1, True
            continue
        if opened:
            selectors = opened.pop()
            if is_innermost:
                yield selectors, sheet[at:end], not opened
        at, is_innermost = end + 1, False


def _simple(selector: str) -> tuple[str, frozenset[str]]:
    """The tag and the names of a selector of one element; no names where it asks for more."""
    if not selector.translate(_NAMED).isalnum():
        return "", frozenset()
    tag, *names = _parted(selector)
    return tag, frozenset(names)


def _mentioned(selectors: str) -> set[str]:
    return {name for word in selectors.translate(_APART).split() for name in _parted(word)[1:]}


def _parted(selector: str) -> list[str]:
    """`div.box#first` as `div`, `.box` and `#first`."""
    return selector.replace(".", "\n.").replace("#", "\n#").split("\n")


def _names_of(element: Element) -> frozenset[str]:
    classes = (f".{each}" for each in element.get("class", "")[:_LONGEST_CLASS].split())
    return frozenset((*classes, f"#{element.get('id', '')}"))


def _acted_on(tree: Element) -> set[str]:
    """The names that scripts hold, which may show what bears them."""
    scripts = [each.text or "" for each in tree.iter("script")]
    words = [*acted_on(tree), *"\n".join(scripts)[:_LONGEST].translate(_WORDS).split()]
    return {f"{kind}{word}" for word in words for kind in ".#"}


def acted_on(tree: Element) -> Iterator[str]:
    """The words of what elements do when they are pressed, which may name what they show."""
    for element in tree.iter("*"):
        for key, told in element.items():
            if key.startswith("on"):
                yield from told[:_LONGEST_HANDLER].translate(_WORDS).split()
