"""What is said of facts that staff corrected."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from assistant.models.answers import Language

CORRECTED: Mapping[Language, str] = MappingProxyType({"sv": "rättat", "en": "corrected"})
"""Behind one of a list."""
CORRECTION: Mapping[Language, str] = MappingProxyType(
    {
        "sv": "Rättat av {owner}: {changes}. {reason} {review}",
        "en": "Corrected by {owner}: {changes}. {reason} {review}",
    }
)
"""Who stands behind a fact that is told otherwise than it was read, and why."""
WITHDRAWN: Mapping[Language, str] = MappingProxyType(
    {
        "sv": "Struket av {owner}: ”{fact}” stämmer inte. {reason} {review}",
        "en": "Withdrawn by {owner}: “{fact}” is not right. {reason} {review}",
    }
)
"""For a fact that is told no longer, where it stands in what is quoted."""
CHANGE: Mapping[Language, str] = MappingProxyType(
    {
        "sv": "{name}: {now} i stället för {before}",
        "en": "{name}: {now} instead of {before}",
    }
)
ADDED: Mapping[Language, str] = MappingProxyType({"sv": "{name}: {now}", "en": "{name}: {now}"})
REMOVED: Mapping[Language, str] = MappingProxyType(
    {"sv": "{name}: inte {before}", "en": "{name}: not {before}"}
)
REVIEW: Mapping[Language, str] = MappingProxyType(
    {
        "sv": "Rättelsen ska ses över senast {day}.",
        "en": "The correction is to be reviewed by {day}.",
    }
)
REVIEW_OVERDUE: Mapping[Language, str] = MappingProxyType(
    {
        "sv": "Obs! Rättelsen skulle ha setts över senast {day} och kan vara inaktuell.",
        "en": "Note: the correction should have been reviewed by {day} and may be out of date.",
    }
)
CORRECTED_AT: Mapping[Language, str] = MappingProxyType(
    {"sv": " Källa: {url}", "en": " Source: {url}"}
)
