"""Questions about what no text names: in ours a compound name is swapped for another of its kind.

`Vem leder Tågkraft?` becomes `Vem leder Norrkraft?`. What is answered is said of something else.
"""

from __future__ import annotations

from pathlib import Path

from assistant.bootstrap import build_assistant
from assistant.evaluation.files import json_lines
from assistant.settings import Settings
from assistant.text.words import is_known, words

STEMS = ("Norr", "Söder")
"""What a name begins with instead; the second where it begins with the first."""
SHORTEST_STEM, SHORTEST_END = 2, 4
"""Letters of the two parts that a name has at least."""


def run(file: Path, data_dir: Path, settings: Settings) -> tuple[int, int]:
    """Ask the questions of a file that documents answer, each with a name swapped.

    Args:
        file: The questions; follow-ups, and what has no compound name, are passed over.
        data_dir: Holds the index of their documents.
        settings: All else.

    Returns:
        How many were asked, and how many of these were answered.
    """
    assistant = build_assistant(settings.model_copy(update={"data_dir": data_dir}))
    told = " ".join(document.text for document in assistant.snapshot().documents.values())
    asked = json_lines(file)
    alone = [one["question"] for one in asked if one["status"] == "answered" and not one["history"]]
    swaps = [swap for question in alone if (swap := swapped(question)) and swap[1] not in told]
    answers = [assistant.ask(question) for question, _ in swaps]
    return len(swaps), sum(answer.status.has_evidence for answer in answers)


def swapped(question: str) -> tuple[str, str] | None:
    """A question with the first of its compound names swapped, and the new name; None without one.

    The first word of a question has a capital anyway, and is left.
    """
    for word in words(question)[1:]:
        if word.text[0].isupper() and (end := _end(word.text)):
            stem = next(stem for stem in STEMS if not word.text.startswith(stem))
            return f"{question[: word.start]}{stem}{end}{question[word.end :]}", stem + end
    return None


def _end(name: str) -> str:
    """The longest end of a name that is a word by itself, in whichever form; empty where none is."""
    bare = name.removesuffix("s")
    starts = range(SHORTEST_STEM, len(bare) - SHORTEST_END + 1)
    return next((name[at:] for at in starts if is_known(bare[at:])), "")
