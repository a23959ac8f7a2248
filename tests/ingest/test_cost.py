"""Whatever a file is made of, reading it costs no more than its size explains.

A few pieces that mean something to a reader, a splitter or a finder of facts, again and again: what is
quadratic in any of them costs a multiple of the bound at this size.
"""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from assistant.errors import SourceError
from assistant.settings import IngestSettings
from ingest.pipeline import read_documents

SIZE = 30_000
"""Bytes of a file."""
MOST = 50e-6
"""Seconds of processor time a byte; ordinary text takes 5 to 10 millionths, most of what is here less
than 15."""
TRIES = 3
BOUNDED = examples(
    max_examples=12,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
FORMATS = {
    ".txt": "{}",
    ".md": "{}",
    ".html": "{}",
    ".csv": "{}",
    ".rtf": "{{\\rtf1 {}",
    ".eml": "Subject: a\n\n{}",
}
PIECES = st.sampled_from(
    "och |är |av |för |leds av |Anna Ek|Scania |KTH driver |gruppen |den 3 maj 2024|38 888 951 kr|40 %"
    "|2021-04-19|t.ex. |(|)|[|]|„|”|–|- |…|?|! |. |, |: |; |\n|\n\n|\r\n|\t|    |a|1|Ö|é|🚗|\u00ad|\u0301"
    "|# |* |• |1. |> |`|**|_|~~~\n|---\n|[a](b)|[^1]|\n[^1]: |<|&amp;|<!--|<b>|<p>|</p>|<div>|</div>|<li>"
    "|<ul>|<td>|<tr>|<table>|<dl><dt>|<dd>|<span>|<br>|<p><b>a</b></p>|<button>|\\par |\\'e5|{|}|\"|="
    "".split("|")
)


def seconds(path: Path, text: str) -> float:
    path.write_text(text, "utf-8")
    begun = time.process_time()
    with suppress(SourceError):
        read_documents([path], IngestSettings())
    return time.process_time() - begun


@pytest.mark.parametrize("ending", FORMATS)
@given(opening=st.lists(PIECES, max_size=3), turn=st.lists(PIECES, min_size=1, max_size=5))
@BOUNDED
def test_reading_costs_what_the_size_explains(
    tmp_path_factory: pytest.TempPathFactory, ending: str, opening: list[str], turn: list[str]
) -> None:
    once = "".join(turn)
    body = "".join(opening) + once * (SIZE // len(once.encode()))
    path = tmp_path_factory.getbasetemp() / f"cost{ending}"
    # Others that use the processor make any one try slower; what is quadratic is slow in all.
    assert min(_tries(path, FORMATS[ending].format(body))) < MOST * SIZE


def _tries(path: Path, text: str) -> list[float]:
    tried: list[float] = []
    while len(tried) < TRIES and not (tried and tried[-1] < MOST * SIZE):
        tried.append(seconds(path, text))
    return tried
