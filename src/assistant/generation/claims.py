"""Takes the draft of a language model apart into claims, each with the handles that it cites."""

from __future__ import annotations

import re

from assistant.models.drafts import Claim

MOST_CLAIMS = 20
"""Of a draft; it was asked for five, and each takes the reader some milliseconds."""
LONGEST_CLAIM = 600
"""Characters."""
_CITED = re.compile(r"(?<!\[)\[++(\d{1,3}(?:\s?[,;]\s?\d{1,3}){0,9})\]++")
_BETWEEN = " \t,;.:*#`_•–-"
"""What stands between a handle and the next claim."""
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-zåäö])")


def split_claims(draft: str) -> list[Claim]:
    """The claims of a draft in order: what stands before handles, or before the end of a line."""
    claims: list[Claim] = []
    for line in draft.splitlines():
        begin = 0
        for cited in _CITED.finditer(line):
            text = line[begin : cited.start()].replace("**", "").strip(_BETWEEN)
            handles = tuple(int(handle) for handle in re.findall(r"\d+", cited[1]))
            begin = cited.end()
            if text:
                claims.append(Claim(text, handles))
            elif claims:  # `[1] [2]` and `[1][2]` cite for the same claim.
                claims[-1] = Claim(claims[-1].text, (*claims[-1].handles, *handles))
        if rest := line[begin:].strip(_BETWEEN):
            claims.append(Claim(rest, ()))
    return claims


def sentences(claim: str) -> list[str]:
    """The sentences of a claim, each of which its quotes have to carry."""
    return _SENTENCE_END.split(claim)


def ended(text: str) -> str:
    """A sentence with a full stop, where it does not end with a mark."""
    return text if text.rstrip("”’»\"')")[-1:] in tuple(".!?…") else f"{text}."
