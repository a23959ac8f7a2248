"""Verbs by which people take roles, have them and leave them, and where the role stands behind them."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.facts.tokens import Token

LEAVES = frozenset("slutar slutade lämnar lämnade avgår avgick steps stepped leaves left".split())
APPOINTS = frozenset(
    "valde valt väljer utser utsåg utsett utnämnde utnämnt anställer anställde anställt rekryterade"
    " rekryterat förordnade förordnat appoints appointed elects elected hired".split()
)
PROPOSES = frozenset("föreslår föreslog föreslagit nominerar nominerade proposes proposed".split())
"""Whoever is proposed has no role yet."""
_TAKES = frozenset("tar tog takes took".split())
_SERVES = frozenset(
    "joined joins serves served acts acted tjänstgör började tillträder tillträdde".split()
)
_OVER = frozenset(["över", "over"])
_AS = frozenset(["som", "as"])
_FARTHEST = 6


def role_of_change(words: Sequence[Token], at: int, limit: int) -> int:
    """Index of the role behind the verb at `at`: `lämnar posten som vd`, `tar snart över som vd`.

    0 where no such verb stands there.
    """
    takes = words[at].low in _TAKES
    if not takes and words[at].low not in LEAVES | _SERVES:
        return 0
    for here in range(at + 1, min(at + _FARTHEST, limit - 1)):
        if words[here].low in _AS and (not takes or words[here - 1].low in _OVER):
            return here + 1
    return 0
