"""What the forms of the workbench have in common: when to review, how to change, why not."""

from __future__ import annotations

from datetime import timedelta

import gradio as gr
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from assistant.clock import today
from assistant.messages.correcting import CorrectingWords
from assistant.messages.curation import CurationWords
from assistant.messages.editing import EditingWords
from assistant.messages.quality import QualityWords
from assistant.staff.entries import ChangedMeanwhileError, ClashError, EntriesFile, Entry

REVIEWED_AFTER = timedelta(days=182)
"""Until something new is to be reviewed, unless somebody sets another date."""


class RefusedError(Exception):
    """What was typed cannot be kept; the message says what to change."""


def next_review() -> str:
    """The day on which something new is to be reviewed."""
    return (today() + REVIEWED_AFTER).isoformat()


def change(
    file: EntriesFile[Entry],
    before: str,
    after: Entry | None,
    t: CurationWords | CorrectingWords | QualityWords,
) -> None:
    """Put an entry in the place of one as JSON; empty where it is new, and None to delete that one.

    Raises:
        RefusedError: somebody else has changed it, or there is such a one.
        StorageError: the file cannot be used or written.
    """
    try:
        file.change(file.entry.model_validate_json(before) if before else None, after)
    except (ChangedMeanwhileError, ValidationError) as error:  # Nobody wrote what is no entry.
        raise RefusedError(t.changed) from error
    except ClashError as error:
        raise RefusedError(t.twice) from error


def refusal(error: ErrorDetails, name: str, shown: str, t: EditingWords) -> str:
    """What is wrong with a field, by its name and as it is shown."""
    if error["type"] in ("string_too_long", "too_long"):
        return t.too_long.format(field=shown)
    special = {"review_by": t.no_date, "url": t.no_address}
    return special.get(name, t.lacking.format(field=shown.lower()))


def signature(t: EditingWords, prefix: str) -> list[gr.Textbox]:
    """Who answers for something, until when, and a note."""
    with gr.Row():
        return [
            gr.Textbox(label=t.owner, info=t.owner_hint, elem_id=f"{prefix}-owner"),
            gr.Textbox(label=t.review_by, info=t.review_by_hint, elem_id=f"{prefix}-review_by"),
            gr.Textbox(label=t.note, elem_id=f"{prefix}-note"),
        ]
