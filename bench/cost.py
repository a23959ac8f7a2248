"""What answering costs in money and watts, reckoned from the processor time of a question."""

from __future__ import annotations

from collections.abc import Iterator

from bench.figures import Figure

WATTS_A_CORE = 10.0
"""Of a busy core of a server, with its share of memory, power supply and cooling."""
IDLE_WATTS = 5.0
"""Of two cores' share of a server that only waits."""
SEK_A_KWH = 1.5
SEK_A_MONTH = 300.0
"""For a virtual machine with two cores and 4 GB."""
QUESTIONS_A_MONTH = 30_000
"""Of a region: a thousand a day."""
HOURS_A_MONTH = 730


def reckoned(processor_seconds: float) -> Iterator[Figure]:
    """Energy and money for so much processor time a question."""
    hours = QUESTIONS_A_MONTH * processor_seconds / 3600
    answering = hours * WATTS_A_CORE / 1000
    waiting = HOURS_A_MONTH * IDLE_WATTS / 1000
    yield Figure(
        "processor time of a question with all of the server", processor_seconds * 1000, "ms"
    )
    yield Figure("energy of 1,000 questions", processor_seconds * WATTS_A_CORE / 3.6, "Wh")
    about = f"a month of {QUESTIONS_A_MONTH:,} questions"
    yield Figure(f"{about}: energy for answering", answering, "kWh")
    yield Figure(f"{about}: energy for waiting", waiting, "kWh")
    yield Figure(f"{about}: electricity", (answering + waiting) * SEK_A_KWH, "SEK")
    yield Figure(f"{about}: a question on a rented machine", SEK_A_MONTH / QUESTIONS_A_MONTH, "SEK")
