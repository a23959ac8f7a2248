"""What is said of facts that staff corrected."""

from __future__ import annotations

from assistant.messages import Wording

CORRECTED: Wording = {"sv": "rättat", "en": "corrected"}
"""Behind one of a list."""
CORRECTION: Wording = {
    "sv": "Rättat av {owner}: {changes}. {reason} {review}",
    "en": "Corrected by {owner}: {changes}. {reason} {review}",
}
"""Who stands behind a fact that is told otherwise than it was read, and why."""
WITHDRAWN: Wording = {
    "sv": "Struket av {owner}: ”{fact}” stämmer inte. {reason} {review}",
    "en": "Withdrawn by {owner}: “{fact}” is not right. {reason} {review}",
}
"""For a fact that is told no longer, where it stands in what is quoted."""
CHANGE: Wording = {
    "sv": "{name}: {now} i stället för {before}",
    "en": "{name}: {now} instead of {before}",
}
ADDED: Wording = {"sv": "{name}: {now}", "en": "{name}: {now}"}
REMOVED: Wording = {"sv": "{name}: inte {before}", "en": "{name}: not {before}"}
REVIEW: Wording = {
    "sv": "Rättelsen ska ses över senast {day}.",
    "en": "The correction is to be reviewed by {day}.",
}
REVIEW_OVERDUE: Wording = {
    "sv": "Obs! Rättelsen skulle ha setts över senast {day} och kan vara inaktuell.",
    "en": "Note: the correction should have been reviewed by {day} and may be out of date.",
}
CORRECTED_AT: Wording = {"sv": " Källa: {url}", "en": " Source: {url}"}
