"""Verbs by which people are chosen for roles."""

from __future__ import annotations

APPOINTS = frozenset(
    "valde valt väljer utser utsåg utsett utnämnde utnämnt anställer anställde anställt rekryterade"
    " rekryterat förordnade förordnat appoints appointed elects elected hired".split()
)
PROPOSES = frozenset("föreslår föreslog föreslagit nominerar nominerade proposes proposed".split())
"""Whoever is proposed has no role yet."""
