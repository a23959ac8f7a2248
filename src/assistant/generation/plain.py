"""Whether a sentence is written so that it reads as its words do.

A letter of another script, a filler or a gap between letters makes a word that people read and code
does not, such as `i n t e`. What the quotes hold themselves may be told so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from assistant.reasons import Reason
from assistant.text.words import words

_SINGLE = 3
"""Letters in a row that stand alone, from which they may be a word."""
_LINK = "]("
_MARKS = ("Pi", "Pf")
"""The categories of quotation marks that open and close."""
_QUOTED = re.compile(r"(?<!\w)'(\w[^']*)'(?!\w)")
"""Of a text whose quotation marks are all one; an apostrophe has letters on both sides, or no second one."""


def disguises_not_in(shown: str, text: str) -> Iterator[Reason]:
    """What a text holds that is written to be read otherwise, and another does not.

    Args:
        shown: What it was made of, such as the quotes that it cites with what they stand under.
        text: A sentence.
    """
    text, shown = (unicodedata.normalize("NFC", one) for one in (text, shown))
    for found in _disguises(text):
        if found not in shown:
            yield Reason("disguise", {"text": found})


def doubts_not_in(shown: str, text: str) -> Iterator[Reason]:
    """What a text sets in quotation marks, of whatever kind, and another does not: `Bo är ”chef”`."""
    held = _with_one_mark(shown)
    for found in _QUOTED.finditer(_with_one_mark(text)):
        if found[0] not in held:
            yield Reason("disguise", {"text": f"”{found[1]}”"})


def _with_one_mark(text: str) -> str:
    return "".join(
        "'" if one == '"' or unicodedata.category(one) in _MARKS else one for one in text
    )


def _disguises(text: str) -> Iterator[str]:
    if _LINK in text:
        yield _LINK
    before = ""
    for character in text:
        is_mark = unicodedata.category(character)[0] == "M" and _has_case(before)
        if is_mark or (character.isalpha() and _stands_for_another(character)):
            yield before + character if is_mark else character
        before = character
    alone: list[str] = []
    for word in words(text):
        scripts = {_script(letter) for letter in word.text if _has_case(letter)}
        if len(scripts) > 1:
            yield word.text
        alone = [*alone, word.text] if len(word.text) == 1 and word.text.isalpha() else []
        if len(alone) == _SINGLE:
            yield text[word.start - 2 * (_SINGLE - 1) : word.end]


def _stands_for_another(letter: str) -> bool:
    return unicodedata.normalize("NFKC", letter) != letter or _is_filler(letter)


def _is_filler(letter: str) -> bool:
    return "FILLER" in unicodedata.name(letter, "")


def _has_case(letter: str) -> bool:
    return letter.lower() != letter.upper()


def _script(letter: str) -> str:
    """`LATIN`, `CYRILLIC`: Unicode names a letter after its script."""
    return unicodedata.name(letter, "").partition(" ")[0]
