"""Questions asked as the second of a conversation, behind one of the same set about something else.

People ask one thing after the other, and most of what they ask stands alone.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path

from assistant.bootstrap import build_assistant
from assistant.evaluation.files import json_lines
from assistant.evaluation.questions import judge
from assistant.models.answers import Turn
from assistant.settings import Settings

EVERY = 4
"""Of so many questions that begin a conversation one is asked again behind the one before it."""


def run(file: Path, data_dir: Path, settings: Settings) -> Counter[str]:
    """Ask some questions of a file alone, and behind the question before it with its answer.

    Args:
        file: The questions; follow-ups are passed over.
        data_dir: Holds the index of their documents.
        settings: All else.

    Returns:
        How many were asked, and how many answers were right and wrong, alone and behind another.
    """
    assistant = build_assistant(settings.model_copy(update={"data_dir": data_dir}))
    first = [one for one in json_lines(file) if not one["history"]]
    counted: Counter[str] = Counter()
    for before, asked in list(pairwise(first))[::EVERY]:
        said = assistant.ask(before["question"])
        turns = [Turn("user", before["question"]), Turn("assistant", said.text)]
        counted["asked"] += 1
        for name, history in (("alone", []), ("behind another", turns)):
            answer = assistant.ask(asked["question"], None, history)
            is_right = not judge(asked, answer)
            counted[f"right {name}"] += is_right
            counted[f"wrong {name}"] += answer.status.has_evidence and not is_right
    return counted
