"""What all processes that answer have loaded, see `assistant.system.forking`: to import this is to load it.

Nothing here keeps threads, which would not outlive a fork: each process loads the models for itself.
"""

from __future__ import annotations

from assistant.reader.onnx import FOLDER, PIECES
from assistant.reader.tokens import opening_pieces
from assistant.system.collecting import collect_seldom


def _load() -> None:
    with opening_pieces(FOLDER / PIECES):
        # First: it looks through everything that is loaded by then.
        import wordfreq  # noqa: F401, PLC0415

        import vectorstore.chroma  # noqa: F401, PLC0415

        _read_some()


def _read_some() -> None:
    """Load and compile what is else loaded and compiled with the first questions."""
    from assistant.answering.assistant import WARM_UP  # noqa: PLC0415
    from assistant.facts.people_query import PeopleQuery  # noqa: PLC0415
    from assistant.text.kinds import OPEN  # noqa: PLC0415
    from assistant.text.language import detect_language  # noqa: PLC0415
    from assistant.text.personal import holds_personal_data  # noqa: PLC0415

    for text in WARM_UP:
        detect_language(text)
        holds_personal_data(text)
        PeopleQuery.of(text, OPEN)


collect_seldom()
_load()
