from __future__ import annotations

from assistant.facts.text_words import OPENING, TextWords, text_words
from assistant.models.documents import Document


def _texts(*texts: str) -> TextWords:
    documents = [Document(str(n), "", text, f"{n}.txt") for n, text in enumerate(texts)]
    return TextWords(text_words(dict(enumerate(documents)), len(documents)))


def test_documents_are_found_by_a_word_however_it_is_written() -> None:
    texts = _texts("Möte i Åmål.", "", "ÅMÅL:s möte")
    assert sorted(texts.holding("amal")) == [0, 2]
    assert sorted(texts.holding("i")) == [0]
    assert not texts.holding("eksjo").size


def test_a_document_is_about_the_names_that_it_opens_with_and_comes_back_to() -> None:
    behind = f"Epiroc och Åmål och möte {'x ' * OPENING} EPIROC, åmål, möte och Gävle, Gävle"
    assert _texts("Eksjö", behind).opening_names(but=()) == {1: ["Epiroc"]}
    assert _texts(behind).opening_names(but={"epiroc"}) == {}


def test_a_name_in_another_document_is_no_coming_back() -> None:
    assert _texts("Epiroc.", "Epiroc.").opening_names(but=()) == {}


def test_a_name_at_the_end_of_the_opening_is_read_to_its_end() -> None:
    name = "Fordonsdalen"
    text = f"{'x' * (OPENING - 3)} {name} och {name}"
    assert _texts(text).opening_names(but=()) == {0: [name]}
