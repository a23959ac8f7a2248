"""Cards whose heading stands below other words of theirs, as a date does above what happens then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from ingest.web.content import Content
from ingest.web.panels import question_of
from ingest.web.seen import Visibility, is_pressed
from ingest.web.tree import HEADINGS, Element, walk

_ITEMS = frozenset({"li", "article"})
"""What holds all of a card, by its meaning."""
_LONGEST = 60
"""Characters above the heading of a card, as a date or a role has; more are a text of their own."""
_SENTENCE = (".", "!", "?", ":")
_HOLD_CONTROLS = frozenset({"summary", "button", "dt"})
_LEVELS = 3
_FEW = 50
"""Elements around or inside of a heading that are looked at."""


@dataclass(slots=True)
class _Held:
    """What an element holds as far as it was read."""

    element: Element
    begins: int
    """Characters of the page in front of it."""
    heading: Element = None
    """The first one."""
    headed: int = 0
    """Characters of the page in front of that."""
    levels: list[int] = field(default_factory=lambda: [0] * len(HEADINGS))
    """How many headings there are of each level."""

    def add(self, other: _Held) -> None:
        """Take in what an element inside of it holds."""
        if other.heading is None:
            return
        if self.heading is None:
            self.heading, self.headed = other.heading, other.headed
        self.levels = [own + more for own, more in zip(self.levels, other.levels, strict=True)]

    @property
    def is_headed(self) -> bool:
        """Whether a heading is the only one of its level or above."""
        return self.heading is not None and sum(self.levels[: _level(self.heading)]) == 1


def heads_below(body: Element, content: Content) -> dict[Element, Element]:
    """The heading of each card that has words above it, by the card.

    A card has one heading of its level, and stands beside another one with such a heading and words
    above it. These are short, no sentence, and in elements of their own: a date, a role. It is the
    outermost such element up to the item of a list.
    """
    headed = {held.element: held for held in _headed(body, content)}
    cards: dict[Element, Element] = {}
    """By their headings."""
    ended = set[Element]()
    for element, held in headed.items():  # What is inside comes first.
        is_item = element.tag in _ITEMS
        if held.heading in ended:
            continue
        if 0 < held.headed - held.begins <= _LONGEST and _is_card(held, headed):
            cards[held.heading] = element
        if is_item and element.getparent().tag not in _ITEMS:
            ended.add(held.heading)
    return {
        card: heading
        for heading, card in cards.items()
        if _is_plain(heading, content.seen) and _is_labelled(card, heading)
    }


def _headed(body: Element, content: Content) -> Iterator[_Held]:
    """The elements of which one heading heads all, each behind those that it holds."""
    open_ones: list[_Held] = []
    at = 0
    for event, element, walker in walk(body):
        if event == "start":
            open_ones.append(_Held(element, at))
            if _is_passed_over(element, content):
                walker.skip_subtree()
                continue
            if element.tag in HEADINGS:
                open_ones[-1].heading, open_ones[-1].headed = element, at
                open_ones[-1].levels[_level(element) - 1] = 1
            at += _length(element.text)
            continue
        held = open_ones.pop()
        if held.is_headed:
            yield held
        if open_ones:
            open_ones[-1].add(held)
            at += _length(element.tail)


def _is_passed_over(element: Element, content: Content) -> bool:
    return content.seen.hides(element) or content.steers(element) or content.is_around(element)


def _is_card(held: _Held, headed: dict[Element, _Held]) -> bool:
    element, level = held.element, _level(held.heading)
    for kin in (element.getnext(), element.getprevious()):
        other = headed.get(kin)
        if other is None or other.headed == other.begins or _level(other.heading) != level:
            continue
        if _is_alike(kin, element):
            return True
    return False


def _is_labelled(card: Element, heading: Element) -> bool:
    """Whether what stands above the heading of a card is no sentence, and no words right beside it."""
    before, above = heading.getprevious(), heading.getparent()
    if _length(above.text if before is None else before.tail):
        return False
    for event, element, _ in islice(walk(card), 2 * _FEW):
        text = (element.text if event == "start" else element.tail) or ""
        if element is heading:
            return True
        if text.strip().endswith(_SENTENCE) or (element is card and _length(text)):
            return False
    return False


def _is_alike(one: Element, other: Element) -> bool:
    """Whether elements are of one kind, though a class may tell of one that it stands out."""
    kinds, others = ({*each.get("class", "").split()} for each in (one, other))
    return one.tag == other.tag and (kinds == others or not kinds.isdisjoint(others))


def _is_plain(heading: Element, seen: Visibility) -> bool:
    """Whether a heading opens nothing, and is not that of a question which ends with its answer."""
    if seen.opens(heading) or question_of(heading) is not None:
        return False
    if any(each.tag in _HOLD_CONTROLS for each in islice(heading.iterancestors(), _LEVELS)):
        return False
    return not any(map(is_pressed, islice(heading.iter("*"), _FEW)))


def _level(heading: Element) -> int:
    return int(heading.tag[1])


def _length(text: str | None) -> int:
    """The characters of a text that says something."""
    return len(text.strip()) if text and any(map(str.isalnum, text)) else 0
