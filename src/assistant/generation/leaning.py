"""Whether a sentence says behind the one before it in an answer what it says in its document.

`He is charged with bribery` tells of whoever was named before. A quote that is true where it stands
is false behind a sentence of another place, and no reader sees that who is shown one sentence at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.generation.copying import place_in
from assistant.generation.evidence import Item
from assistant.generation.literal import COMMON, MERE_GRAMMAR, is_among
from assistant.text.words import Word, folded, in_runs, weight, words


@dataclass(frozen=True)
class Told:
    """A sentence of an answer, in the language of its quotes, with the quotes that it tells."""

    text: str
    items: Sequence[Item]

    @property
    def is_whole(self) -> bool:
        """Whether it is a sentence of its quotes, word for word."""
        return all(place_in(self.text, item.citation.quote) for item in self.items)


def leans(sentence: Told, before: Told | None, core: Sequence[Item]) -> bool:
    """Whether a sentence may be understood of something else than in its document.

    It may not where it follows the sentence that it follows there, where it begins the answer or goes
    on in it as the answer in quotes does, and where it says itself what it is about.

    Args:
        sentence: The sentence.
        before: The one before it in the answer; none where it is the first.
        core: The quotes that the answer rests on, in the order of the answer in quotes.
    """
    if _goes_on_as_in_quotes(sentence, before, core):
        return False
    if before and before.is_whole and _follows(sentence, before):
        return False
    near = before.items if before else core[:1]
    return not all(_names_itself(sentence.text, item, near) for item in sentence.items)


def _goes_on_as_in_quotes(sentence: Told, before: Told | None, core: Sequence[Item]) -> bool:
    places = [at for at, item in enumerate(core) if item in sentence.items]
    if before is None:
        return 0 in places
    return before.is_whole and any(at > 0 and core[at - 1] in before.items for at in places)


def _follows(sentence: Told, before: Told) -> bool:
    """Whether each quote of a sentence goes on where one of the sentence before ends."""
    return all(
        any(_is_next(sentence.text, item, before.text, other) for other in before.items)
        for item in sentence.items
    )


def _is_next(text: str, item: Item, text_before: str, before: Item) -> bool:
    place, _ = place_in(text, item.citation.quote) or (1, 1)
    place_before, of_before = place_in(text_before, before.citation.quote) or (0, 0)
    if item == before:
        return place == place_before + 1
    one, other = before.citation, item.citation
    if one.document.id != other.document.id or place > 1 or place_before < of_before:
        return False
    return one.end <= other.start and not words(one.document.text[one.end : other.start])


def _names_itself(text: str, item: Item, near: Sequence[Item]) -> bool:
    """Whether a sentence begins with a name, near others of its section, or holds one of its headings.

    A name that the headings of what is near hold too tells those apart only as what it begins with, and
    one that is a part of a longer name, such as that of a region, is none.
    """
    said = words(text)
    own, others = _headed(item), frozenset().union(*map(_headed, near))
    is_near = any(
        (one.citation.document.id, one.above) == (item.citation.document.id, item.above)
        for one in near
    )
    names = in_runs(word for word in said if word.text[0].isupper())
    held = [run for run in names if all(is_among(word, own) for word in run)]
    if _begins_with_name(said, own) and (is_near or any(run[0] is said[0] for run in held)):
        return True
    inside = [run for run in held if len(run) > 1 or run[0] is not said[0]]
    return any(is_near or not all(is_among(word, others) for word in run) for run in inside)


def _headed(item: Item) -> frozenset[str]:
    """The names that an item stands under.

    The first word of a heading has a capital anyway: it is a name where that goes on, or is the title.
    """
    title, above = item.shown_under
    found = {title} if len(words(title)) == 1 else set()
    for heading in (title, *above.split(" > ")):
        own = words(heading)
        inside = [word.text for word in own[1:] if word.text[0].isupper()]
        goes_on = len(own) > 1 and own[1].text[0].isupper()
        found.update([own[0].text, *inside] if goes_on else inside)
    return folded("\n".join(found))


def _begins_with_name(said: Sequence[Word], headed: frozenset[str]) -> bool:
    """Whether a capital goes on or stands inside of the first word, or it is a rare one of the headings."""
    first = said[0]
    if not first.text[0].isupper():
        return False
    goes_on = len(said) > 1 and said[1].text[0].isupper() and said[1].start == first.end + 1
    is_name = not first.text[1:].islower() and len(first.text) > 1
    is_headed = weight(first.text) > COMMON and is_among(first, headed)
    return is_name or is_headed or (goes_on and weight(first.text) > MERE_GRAMMAR)
