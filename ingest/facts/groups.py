"""Bodies that people sit in: how their names end, and where a text names them."""

from __future__ import annotations

import re
from functools import lru_cache

_GROUP = re.compile(
    r"^\w*(grupp(en)?|styrelse[n]?|panel(en)?|nämnd(en)?|kommitté(n)?|råd(et)?|nätverk(et)?"
    r"|jury(n)?|delegation(en)?|utskott(et)?|board|panel|committee|council|team(et)?"
    r"|group|network|kommission(en)?|beredning(en)?|ledningsgrupp(en)?)$"
)
_NO_GROUP = re.compile(
    r"(regionråd|kommunalråd|länsråd|borgarråd|landstingsråd|oppositionsråd)(et)?$"
    r"|^(läns|polis|social|transport|kriminalvårds|strålsäkerhets|skol)styrelse[n]?$"
)
"""Employees and authorities whose names end like those of groups."""

_KINDS_OF_GROUP = frozenset(
    "steering advisory reference working high-level expert project executive management programme"
    " program".split()
)


_GROUP_OR_OWNER = re.compile(
    r"(?P<word>(?P<owner>[\w-]+)s(?=\s(?:ordinarie\s)?(?:ledam|medlem|deltag|sammansättn|ordför))|[\w-]+)"
)


def groups(text: str) -> list[str]:
    """The bodies that a text names; English ones with what sort they are (`steering committee`)."""
    found: list[str] = []
    before = ""
    for match in _GROUP_OR_OWNER.finditer(text):
        body = match["owner"] or match["word"]
        if is_group(body):
            found.append(f"{before} {body}" if before.lower() in _KINDS_OF_GROUP else body)
        before = match["word"]
    return found


@lru_cache(maxsize=10_000)
def is_group(word: str) -> bool:
    """Whether the word names a body that people sit in (`högnivågruppen`, `board`)."""
    low = word.lower()
    return bool(_GROUP.match(low)) and not _NO_GROUP.search(low)


_ENGLISH = re.compile(r"\b(?:board|panel|committee|council|team|group|network)$", re.IGNORECASE)


def whole_group(text: str, group: str) -> str:
    """A group with the words of its name around it: `Rådet för Ekby`, `Batterirådet Mälardalen`."""
    # In English what sort it is comes first; in Swedish that is another word of a heading.
    before = r"(?:[^\W\d_a-zåäö][\w&-]*\s)*" if _ENGLISH.search(group) else ""
    name = re.search(
        rf"{before}{re.escape(group)}"
        r"(?:\s(?:\d+|[^\W\d_a-zåäö][\w&-]*)|\s(?:för|of|for)\s[\w&-]+(?:\s(?!på\b|i\b|den\b|under\b)[\w&-]+){0,2}\W*$"
        r"|\s(?:för|of|for|i|in|on|på)\s[\w&-]+(?:,?\s(?:och|and)\s[\w-]+)*)*",
        text,
    )
    return name.group().rstrip(" .,:;*_#") if name else group
