"""Whatever the text, facts are quotes of it, and reading it takes time in proportion to it."""

import unicodedata

from hypothesis import example, given, settings
from hypothesis import strategies as st

from assistant.models.documents import Document, Passage, Sentence
from ingest.facts import extract_facts

from .conftest import read

_WORDS = st.sampled_from(
    "Anna Ek Region Ö vd på i och , . : ; ( ) | - – * ** # \n är leds av drivs Deltagare ersätter"
    " säger 2021 1 200 miljoner kronor procent en tredjedel till från januari KTH:s Syftet med att"
    " Ek- tillväxt- (S) av 31 den 2.0 \u00a0 å̈ 🚌 '' rektor tidigare".split(" ")
)


@settings(max_examples=300, deadline=None)
@given(st.lists(_WORDS, max_size=40).map(" ".join))
@example("31 kronor \xa0 , Anna")
@example("Hos oss är rektor Anna Ek,")
@example("Hos oss är rektor Anna Ek –")
def test_facts_are_quotes(text: str) -> None:
    read(text, published="2022")


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    read(text)


def test_no_sentences_no_facts() -> None:
    assert extract_facts(Document("d", "", "", "d.txt"), []) == ()


def test_overlapping_passages_give_each_fact_once() -> None:
    text = "Eva Ek leder rådet."
    sentence = Sentence("d", 0, len(text), text)
    passage = Passage("d", 0, len(text), text, "", "", (sentence,))
    facts = extract_facts(Document("d", "", text, "d.txt"), [passage, passage])
    assert len(facts) == 1


def test_long_dumps_are_read() -> None:
    for piece in ("A", "Anna Ek, vd, ", "mellan 2020 och ", "(", "1 ", "a-, ", "Syftet med "):
        text = piece * (100_000 // len(piece))
        sentence = Sentence("d", 0, len(text), text)
        passage = Passage("d", 0, len(text), text, "", "", (sentence,))
        for fact in extract_facts(Document("d", "", text, "d.txt"), [passage]):
            assert text[fact.start : fact.end] == fact.text


def test_letters_in_two_signs_are_read_and_quoted_as_written() -> None:
    whole = "# Rådet\n\nÅsa Öst är ordförande i rådet för båtar.\n"
    apart = unicodedata.normalize("NFD", whole).replace("rdfo", "rd\u00adfo")

    assert [fact.fields for fact in read(apart)] == [fact.fields for fact in read(whole)] != []
