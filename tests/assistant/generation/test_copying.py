"""What is told in the words of its quote, without the reader, and what only looks as if it were."""

from __future__ import annotations

import pytest

from assistant.generation.back import Back
from assistant.generation.checking import Checking
from assistant.generation.copying import in_quotes, is_copy
from assistant.generation.gate import Gate
from assistant.generation.plain import doubts_not_in
from assistant.reader.reading import Verdict
from tests.assistant.generation.conftest import Believing, items_of


class Doubting(Believing):
    """A reader that takes no quote to carry any claim."""

    settle = staticmethod(lambda *_: Verdict(0.0, 0.0, 1.0, 0.0))


SENTENCE = (
    "Bidraget, som är nytt, täcker hälften (högst 9 kronor), resten betalar bolag som har råd."
)


@pytest.mark.parametrize(
    "claim",
    [
        SENTENCE,
        "Bidraget som är nytt täcker hälften, högst 9 kronor; resten betalar bolag som har råd!",
        "Bidraget täcker hälften",
        "Resten betalar bolag som har råd",
        "Bidraget täcker ”hälften”, resten betalar bolag",
        "Bolagen betalar hälften som bidraget täcker",
        "BIDRAGET, SOM, ÄR NYTT",
        "hälften",
    ],
)
def test_what_holds_nothing_but_words_of_a_sentence_is_told_as_that_sentence(claim: str) -> None:
    items = items_of(f"Nytt är det. {SENTENCE} Det täcker inget.", "Resten betalar bolagen själva.")
    assert in_quotes(claim, items) == (SENTENCE, items[0])
    for draft in (f"{claim} [2] [1].", f"{claim}. {SENTENCE} [1]"):
        (told,) = Checking(Gate(Doubting, 0.5), items, "sv").end(draft).claims
        assert (told.told, told.handles) == (SENTENCE, (1,))


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Bidraget, som är gammalt, täcker hälften", SENTENCE),
        ("Bidraget, bidraget, som är nytt", SENTENCE),
        ("Det täcker hälften av det nya", "Det nya är dyrt. Det täcker hälften av kostnaden."),
        ("Det kostar 5 $ i år", "Det kostar 5 € i år."),
        ("Allt är klart nu?", "Allt är klart nu."),
        ("Det är lägst –5 grader", "Det är lägst 5 grader."),
        ("Stöd ges till små- och stora", "Stöd ges till små och stora bolag."),
        ("A, C, chef på D, leder med", "A, chef på B, C, chef på D, leder."),
        ("...", "Allt är klart nu."),
        ("Ord ord ord ord", " ".join(["Ord"] * 200)),
    ],
)
def test_what_holds_more_than_a_sentence_says_is_not(claim: str, quote: str) -> None:
    assert in_quotes(claim, items_of(quote)) is None


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Det är 5 grader", "Det är -5 grader."),
        ("Det blev 5 grader", "Det blev - 5 grader."),
        ("För 10 249 anställda", "För 10–249 anställda."),
        ("Stöd ges till bolag med 10", "Stöd ges till bolag med 10 – 249 anställda."),
        ("Kvinnor utgör totalt 27", "Kvinnor utgör totalt 27 %."),
        ("Det kostar numera ca", "Det kostar numera ca. 40 kronor."),
        ("Allt är klart nu", "Allt är klart nu?"),
        ("Vi lär ut språket C", "Vi lär ut språket C++."),
        ("De, som söker, får stöd", "De som söker får stöd."),
        ("De som söker får stöd", "De, som söker, får stöd."),
        ("Vi väntar, inte för länge", "Vi väntar inte, för länge."),
        ("Bo är ”chef” på Solna", "Bo är chef på Solna."),
        ("Alla kommuner deltar utom", "Alla kommuner deltar, utom Salem."),
        ("Alla kommuner deltar ju", "Alla kommuner deltar ju så länge pengarna räcker."),
        ("Bolag i Solna får stöd", "Stöd får endast bolag i Solna, Nacka och Täby."),
        ("Projektet har nått alla mål", "Projektet har nått alla mål, säger Bo."),
        ("Stödet gäller företag i Solna", "Stödet gäller inte företag i Solna."),
    ],
)
def test_nothing_is_cut_off_or_put_between_that_changes_a_sentence(claim: str, quote: str) -> None:
    items = items_of(quote)
    (told,) = Checking(Gate(Doubting, 0.5), items, "sv").end(f"{claim} [1].").claims
    assert told.told in ("", quote)
    assert not is_copy(claim, quote)


@pytest.mark.parametrize(
    "text", ["De söker, men får inget.", "de söker,  men får inget", "DE söker, men får inget!"]
)
def test_a_translation_is_a_copy_with_all_marks_of_its_quote(text: str) -> None:
    assert is_copy(text, "Vi hjälper. De söker, men får inget.")
    assert not is_copy(text.replace(",", ""), "Vi hjälper. De söker, men får inget.")


@pytest.mark.parametrize(
    ("sentence", "back", "is_told"),
    [
        ("Anna Berg johtaa Green Portia", "Anna Berg leder Green Port, tills vidare", True),
        ("Anna Berg johtaa Green Portia", "Anna Berg leder Green Port", False),
        ("Anna Berg, Green Port", "Anna Berg, Green Port", False),
    ],
)
def test_of_another_language_only_what_is_translated_whole_needs_no_reader(
    sentence: str, back: str, is_told: bool
) -> None:
    items = items_of("Anna Berg leder Green Port, tills vidare.")
    question = "Kuka johtaa Green Portia?"
    checking = Checking(
        Gate(Doubting, 0.5), items, None, Back("fi", "sv", {sentence: back}), question
    )
    (told,) = checking.end(f"{sentence} [1].").claims
    assert (told.told, bool(told.objection)) == (sentence if is_told else "", not is_told)


def test_the_sentences_of_a_claim_are_told_one_behind_another() -> None:
    items = items_of(
        "Alla kommuner deltar, med undantag för Salem", "Bo Ek leder dem (tills vidare)."
    )
    draft = "Alla kommuner deltar. Bo Ek leder dem [1] [2]."
    (claim,) = Checking(Gate(Doubting, 0.5), items, "sv").end(draft).claims
    assert claim.handles == (1, 2)
    assert claim.told == (
        "Alla kommuner deltar, med undantag för Salem. Bo Ek leder dem (tills vidare)."
    )
    assert claim.explained == f"Alla kommuner deltar. Bo Ek leder dem ({claim.told})"


@pytest.mark.parametrize(
    "said",
    [
        "\U0001d5f6\U0001d5fb\U0001d601\U0001d5f2",
        "\u0456nte",
        "int\u0435",
        "i n t e",
        "i.n.t.e",
        "i-n t-e",
        "in\u0483te",
        "in\u034fte",
        "in\ufe0fte",
        "in\u3164te",
        "in\u2800te",
        "in\u115fte",
        "in\u17b4te",
        "\uff49\uff4e\uff54\uff45",
        "\u0131\u0578\U0001d5cde",
        "in.te",
        "in-te",
    ],
    ids=ascii,
)
def test_no_word_is_told_that_is_only_read(said: str) -> None:
    items = items_of("Stödet gäller företag i Solna.")
    draft = f"Stödet gäller {said} företag i Solna [1]."
    (claim,) = Checking(Gate(Believing, 0.5), items, "sv").end(draft).claims
    assert claim.objection


@pytest.mark.parametrize(
    ("text", "doubts"),
    [
        ("Nu är Bo ”chef” på Solna", "”chef”"),
        ("Nu är Bo 'chef' på Solna", "”chef”"),
        ("Nu är Bo «chef på Solna»", "”chef på Solna”"),
        ("The firms’ and the region’s money", ""),
        ("Nu heter det “Green Port”", ""),
    ],
)
def test_no_word_is_doubted_that_its_quote_does_not_doubt(text: str, doubts: str) -> None:
    found = doubts_not_in("Bo är chef på Solna.\nDen heter ”Green Port”.", text)
    assert [one.values["text"] for one in found] == ([doubts] if doubts else [])


@pytest.mark.parametrize(
    "quote",
    [
        "Klass A B C gäller \ufb01nt",
        "Se bl.a. x.se [här](/a) nu",
        "Den \u0456nte gäller å, é, a\u030a nu",
    ],
)
def test_what_the_quote_itself_holds_is_told(quote: str) -> None:
    checking = Checking(Gate(Believing, 0.5), items_of(quote), "sv")
    checking.end(f"{quote} [1].")
    assert len(checking.kept) == 1
