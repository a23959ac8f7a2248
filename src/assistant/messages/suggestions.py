"""Questions that facts answer, and what they are about in a word."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.messages import Wording
from assistant.models.answers import Language

ASKING: Mapping[str, Wording] = {
    "leader": {"sv": "Vem leder {group}?", "en": "Who leads {group}?"},
    "member": {"sv": "Vilka deltar i {group}?", "en": "Who takes part in {group}?"},
    "goal": {"sv": "Vad är syftet med {subject}?", "en": "What is the purpose of {subject}?"},
    "period": {"sv": "Hur länge pågår {subject}?", "en": "When does {subject} end?"},
    "owner": {"sv": "Vem driver {subject}?", "en": "Who runs {subject}?"},
    "funder": {"sv": "Vem finansierar {subject}?", "en": "Who funds {subject}?"},
    "partner": {"sv": "Vilka samverkar om {subject}?", "en": "Who cooperates on {subject}?"},
    "person": {"sv": "Vem företräder {organisation}?", "en": "Who represents {organisation}?"},
}
"""By the capacity of a person, or the kind of fact; the fields of the fact go in."""
TOPICS: Mapping[str, Wording] = {
    "leader": {"sv": "medlemmar", "en": "members"},
    "member": {"sv": "medlemmar", "en": "members"},
    "person": {"sv": "medlemmar", "en": "members"},
    "goal": {"sv": "mål", "en": "goals"},
    "period": {"sv": "projekttid", "en": "the project period"},
    "owner": {"sv": "ägare", "en": "owners"},
    "funder": {"sv": "finansiering", "en": "funding"},
    "partner": {"sv": "samverkan", "en": "cooperation"},
}
AND: Wording = {"sv": " och ", "en": " and "}


def listed(parts: list[str], language: Language) -> str:
    """Words as one says them in a row: `mål, ägare och finansiering`."""
    *others, last = parts
    return AND[language].join([", ".join(others), last]) if others else last
