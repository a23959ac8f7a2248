"""The end of a contender, which runs in a process of its own, maybe in another environment.

    python -m MODULE build SETTINGS     makes the index
    python -m MODULE answer SETTINGS    opens it and answers

SETTINGS is a JSON object. Lines of JSON go both ways: `{"ready": …}` with versions when it is warm, for
each `{"question", "language"}` a `{"shown": [[text, score], …]}`, likeliest first and nothing where it
declines, and at the end `{"peak_mb": …}`. Imports nothing of the product.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

Shown = list[tuple[str, float]]
"""Texts that are shown for a question, with scores, likeliest first."""
Ask = Callable[[str, str], Shown]
"""Takes a question and its language."""
WARM_UP = "Vad handlar det här om?"


def serve(
    build: Callable[[dict[str, Any]], None],
    open_index: Callable[[dict[str, Any]], Ask],
    packages: list[str],
) -> None:
    """Do what the command line says, until standard input ends."""
    step, settings = sys.argv[1], json.loads(sys.argv[2])
    if step == "build":
        build(settings)
    else:
        ask = open_index(settings)
        ask(WARM_UP, "sv")
        _tell(ready={name: version(name) for name in packages})
        for line in sys.stdin:
            asked = json.loads(line)
            _tell(shown=ask(asked["question"], asked["language"]))
    _tell(peak_mb=peak_mb())


def read_corpus(settings: dict[str, Any]) -> list[dict[str, str]]:
    """The documents: `id`, `title`, `language` and `text` of each."""
    documents: list[dict[str, str]] = json.loads(Path(settings["corpus"]).read_text("utf-8"))
    return documents


def _tell(**message: object) -> None:
    print(json.dumps(message), flush=True)


def peak_mb() -> float:
    """The most memory of this process in MB; `getrusage` would count the parent's before `exec`."""
    status = Path("/proc/self/status").read_text("utf-8")
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) / 1000 if found else 0.0
