"""Looks for input that fails or takes long, led by which code it reaches: `python -m bench.attack.fuzz`.

    python -m bench.attack.fuzz questions --seconds 60
    python -m bench.attack.fuzz documents --seconds 60

Ends with an error and a file crash-… at the first input that raises what nobody foresaw, whose
quotes are not in place, or that costs more processor time than its length allows. What else is given
goes to libFuzzer: `-seed=1 -runs=100`.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import atheris

with atheris.instrument_imports(include=["assistant", "ingest", "vectorstore"]):
    from assistant import bootstrap
    from assistant.errors import InvalidInputError, SourceError
    from assistant.ingesting import ingest
    from assistant.models.answers import Turn
    from assistant.settings import IngestSettings, load_settings
    from assistant.verification import check_quote, spans_of, wrong_spans
    from ingest.pipeline import read_document
    from ingest.sources import READERS, Source

_SECONDS = 5.0
"""Instrumented code is some five times slower than without."""
_SECONDS_A_CHARACTER = 1e-3
_LONGEST = 50_000
"""Bytes of an input."""
_MEGABYTES = 6_000
"""Of memory, of which we take 240. Linux tells libFuzzer the peak of whoever started us as our own, and
a process that has run half of the tests holds more than the 2,048 that are allowed by default."""
Target = Callable[[bytes], None]


def questions(folder: Path) -> Target:
    """Asks the documents that ship."""
    settings = load_settings(data_dir=folder / "data")
    ingest([Path("documents")], settings)
    assistant = bootstrap.build_assistant(settings)
    assistant.warm_up()

    def ask(data: bytes) -> None:
        given = atheris.FuzzedDataProvider(data)
        turns = [
            Turn("user" if number % 2 else "assistant", _text(given, 300))
            for number in range(given.ConsumeIntInRange(0, 4))
        ]
        question = _text(given, 2000)
        try:
            answer = assistant.ask(question, None, turns)
        except InvalidInputError:
            return
        for citation in (*answer.citations, *answer.related):
            one = citation.document
            if reason := check_quote(one, citation.start, citation.end, citation.quote):
                raise AssertionError(reason)

    return ask


def documents(folder: Path) -> Target:
    """Reads files of every kind."""
    path = folder / "read"
    path.mkdir()

    def read(data: bytes) -> None:
        given = atheris.FuzzedDataProvider(data)
        suffix = given.PickValueInList(sorted(READERS))
        file = path / f"file{suffix}"
        file.write_bytes(given.ConsumeBytes(_LONGEST))
        try:
            one = read_document(Source(file, "file"), IngestSettings())
        except SourceError:
            return
        finally:
            file.unlink()
        for told in wrong_spans({one.document.id: one.document}, spans_of(one.passages, one.facts)):
            raise AssertionError(told)

    return read


def timed(target: Target) -> Target:
    """Fails where an input costs more than its length allows."""

    def run(data: bytes) -> None:
        begun = time.process_time()
        target(data)
        spent = time.process_time() - begun
        if spent > _SECONDS + _SECONDS_A_CHARACTER * len(data):
            raise AssertionError(f"{spent:.1f} s for {len(data)} bytes")

    return run


def _seeds(folder: Path) -> Path:
    """Something to begin with: texts of the question sets, in pieces, and a file of each format."""
    folder.mkdir()
    for number, path in enumerate(sorted(Path("tests/data/questions").rglob("*.*"))):
        (folder / str(number)).write_bytes(path.read_bytes()[:3000])
    endings = sorted(READERS)
    for path in Path("tests/data/formats").iterdir():
        # An input tells with its last byte of which format it is.
        data = path.read_bytes()[: _LONGEST - 1]
        (folder / path.name).write_bytes(data + bytes([endings.index(path.suffix)]))
    return folder


def _text(given: Any, most: int) -> str:
    return str(given.ConsumeUnicodeNoSurrogates(given.ConsumeIntInRange(0, most)))


def main() -> None:
    """Fuzz what the first argument names for the seconds of the third."""
    what, _, seconds, *more = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        target = timed({"questions": questions, "documents": documents}[what](Path(folder)))
        bounds = [f"-max_len={_LONGEST}", f"-rss_limit_mb={_MEGABYTES}"]
        limits = [f"-max_total_time={seconds}", *bounds, "-verbosity=1", *more]
        arguments = [sys.argv[0], *limits, str(_seeds(Path(folder) / "seeds"))]
        atheris.Setup(arguments, target)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
