"""Whatever is asked and whatever is read: an answer or a foreseen error, and every quote in place."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from assistant.answering.assistant import Assistant
from assistant.errors import InvalidInputError, SourceError
from assistant.models.answers import Turn
from assistant.settings import IngestSettings
from assistant.verification import check_quote, spans_of, wrong_spans
from ingest.pipeline import UNFORESEEN, read_documents

PATIENT = examples(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
PIECES = st.sampled_from(
    "och |Vem |är |Scania|Fordonsdalen |leder |(|)|[1]|„|”|–|- |…|?|! |. |, |: |; |\n|\n\n|\r\n|\t"
    "|    |# |## |* |• |1. | \u2028|\u00ad|\u200b|\ufeff|@|www.|0701234567|2021-04-19|den 3 maj 2024"
    "|38 888 951 kr|%|Anna Ek|Ö|é|🚗|\u0301|<b>|</div>|<!--|&amp;|---\n|title: |{{|}}|\\|'|\"|`"
    "".split("|")
)
TEXT = st.lists(PIECES | st.text(st.characters(exclude_categories=["Cs"]), max_size=8)).map("".join)
TURNS = st.lists(st.builds(Turn, st.sampled_from(["user", "assistant"]), TEXT), max_size=12)
NAMES = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="/\0"), min_size=1, max_size=60
).filter(lambda name: name not in (".", ".."))


@given(question=TEXT, history=TURNS)
@PATIENT
def test_any_question_is_answered_or_refused(
    assistant: Assistant, question: str, history: list[Turn]
) -> None:
    try:
        answer = assistant.ask(question, None, history)
    except InvalidInputError:
        return
    for citation in (*answer.citations, *answer.related):
        one = citation.document
        assert check_quote(one, citation.start, citation.end, citation.quote) is None


@given(
    name=NAMES,
    suffix=st.sampled_from([".txt", ".md", ".html", ".yaml", ".pdf", ""]),
    content=TEXT.map(str.encode) | st.binary(max_size=200),
)
@PATIENT
def test_any_file_is_read_or_named(name: str, suffix: str, content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        try:
            (Path(folder) / (name + suffix)).write_bytes(content)
        except OSError:
            return  # The file system takes no such name.
        try:
            result = read_documents([Path(folder)], IngestSettings())
        except SourceError as error:
            if UNFORESEEN in str(error):
                raise
            return
    assert not any(failure.reason.key == UNFORESEEN for failure in result.failures)
    for read in result.documents:
        spans = spans_of(read.passages, read.facts)
        assert list(wrong_spans({read.document.id: read.document}, spans)) == []
