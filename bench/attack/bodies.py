"""The worst that one request can hold, as far as we know."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Any

MOST = 2000
"""Characters of a question."""
Body = dict[str, Any]


def worst_bodies() -> dict[str, Body]:
    """Bodies for `POST /api/ask` by what is bad about them; all are within the limits or refused."""
    made = random.Random(1)

    def letters(least: int, most: int) -> str:
        return "".join(made.choices("abcdefghijklmnoprstuvyåäö", k=made.randint(least, most)))

    def filled(piece: Callable[[], str], between: str = " ", end: str = "?") -> str:
        text = ""
        while len(text) < MOST:
            text += piece() + between
        return text[: MOST - len(end)] + end

    questions = {
        "unknown words": filled(lambda: letters(5, 12)),
        "unknown names": filled(lambda: letters(5, 12).capitalize()),
        "short words": filled(lambda: letters(1, 2)),
        "one long word": "x" * (MOST - 1) + "?",
        "och and blanks": "och" + " " * 1900 + "a?b",
        "och again and again": filled(lambda: "och"),
        "commas": filled(lambda: ",", between=""),
        "questions": filled(lambda: f"Vem är {letters(4, 7)}?"),
        "question marks": filled(lambda: "a?", between=""),
        "brackets": "(" * 999 + ")" * 999 + "a?",
        "digits": filled(lambda: str(made.randint(0, 10**9))),
        "phone numbers": filled(lambda: f"0{made.randint(10**7, 10**8)}"),
        "at signs": filled(lambda: "a@", between=""),
        "combining marks": "a" + "\u0301" * (MOST - 2) + "?",
        "emoji": filled(lambda: "🚗", between=""),
        "mixed scripts": filled(lambda: made.choice(["привет", "مرحبا", "你好", "hej", "γεια"])),
        "signs that become many": filled(lambda: "\ufdfa", between=""),
        "letters of two": filled(lambda: made.choice("\u01c5\u01c8\u01cb\u01f2"), between=""),
        "cuneiform": filled(lambda: chr(made.randint(0x12000, 0x12399)), between=""),
        "rare Chinese": filled(lambda: chr(made.randint(0x4E00, 0x9FFF)), between=""),
        "dots": "." * (MOST - 2) + "a?",
        "hyphens": filled(lambda: letters(3, 6), between="-"),
        "dates": filled(lambda: f"den {made.randint(1, 28)} maj {made.randint(1990, 2030)}"),
        "known words": filled(
            lambda: made.choice("vem leder gruppen Fordonsdalen Stockholm Scania projektet".split())
        ),
    }
    bodies: dict[str, Body] = {name: {"question": text} for name, text in questions.items()}
    names = filled(lambda: f"{letters(4, 8).capitalize()} {letters(4, 8).capitalize()}", ", ")
    turn = {"role": "user", "content": filled(lambda: letters(5, 12))}
    told = {"role": "assistant", "content": names}
    for name, history in {
        "ten full turns": [turn, told] * 5,
        "2,000 short turns": [{"role": "user", "content": "och?"}] * 2000,
        "one turn of 90 kB": [{"role": "user", "content": "Anna Ek och " * 7500}],
    }.items():
        bodies[name] = {"question": "och" + " " * 400 + "a?b", "history": history}
        bodies[f"{name}, long"] = {"question": questions["unknown words"], "history": history}
    bodies["pronoun after ten turns"] = {
        "question": filled(lambda: "han hon den det där hennes"),
        "history": [turn, told] * 5,
    }
    return bodies


def varied_questions(count: int) -> Iterator[str]:
    """Questions of every length, with words that are seen once and never again."""
    made = random.Random(2)
    starts = (
        "Vem är",
        "Vad gör",
        "När börjar",
        "Vilka är med i",
        "Who leads",
        "Hur många",
        "Varför",
    )
    for number in range(count):
        words = ("".join(made.choices("abcdefghijklmnoprstuvyåäö", k=7)) for _ in range(number % 9))
        yield f"{made.choice(starts)} {' '.join(words)} {number}?"
