"""Which quotes a sentence tells, and whether it may stand behind the one before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from assistant.generation.checking import MOST_CITED, Checking
from assistant.generation.claims import sentences
from assistant.generation.evidence import Item
from assistant.generation.gate import Gate
from assistant.models.answers import Citation, Turn
from assistant.models.documents import Document
from assistant.reader.reading import Context, Verdict
from tests.assistant.generation.conftest import Believing, items_of

ANNA = items_of("Anna Berg leder Green Port.", "Bo Ek är på KTH.", "Eva Ö är sjuk.")


@pytest.mark.parametrize("cited", ["[1, 2]", "[2] [1]", "[2, 1]", "[1] [2, 3]"])
def test_a_copy_tells_only_what_it_copies(cited: str) -> None:
    draft = Checking(Gate(Believing, 0.5), ANNA, "sv").end(f"Bo Ek är på KTH {cited}.")
    assert [claim.handles for claim in draft.claims] == [(2,)]
    assert draft.fallback.key == "core_missing"


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("Green Port har en ledare som heter Anna Berg", (1,)),
        ("Eva Ö mår just nu dåligt", (3,)),
        ("Green Port har Anna Berg, medan Eva Ö mår dåligt", (1, 3)),
    ],
)
def test_a_quote_without_which_a_claim_is_carried_is_not_told_by_it(
    text: str, tells: tuple[int, ...]
) -> None:
    for cited in ("[1, 3]", "[3] [1]"):
        (claim,) = Checking(Gate(Believing, 0.5), ANNA, "sv").end(f"{text} {cited}.").claims
        assert (claim.objection.key, claim.handles) == ("", tells)


OF_REACT = items_of(
    "Anna Berg leder React.", "Hon är på KTH.", "Bo Ek är jurist.", "Han är åtalad.", title="React"
)
OF_PORT = [
    replace(item, citation=replace(item.citation, number=item.handle + 4), is_core=False)
    for item in items_of(
        "Bo Ek är chef.", "Han är sjuk.", "Reacts hamn ersätts av Green Port.", title="Green Port"
    )
]
OF_PORT = [
    replace(
        item, citation=replace(item.citation, document=replace(item.citation.document, id="port"))
    )
    for item in OF_PORT
]


@pytest.mark.parametrize(
    ("draft", "told"),
    [
        ("Anna Berg leder React [1]. Hon är på KTH [2].", [1, 2]),
        ("Anna Berg leder React. Hon är på KTH [1] [2].", [1, 2]),
        ("Anna Berg leder React [1]. Han är åtalad [4].", [1]),
        ("Anna Berg leder React. Han är åtalad [1, 4].", []),
        ("Anna Berg leder React [1]. Bo Ek är jurist [3]. Han är åtalad [4].", [1, 3, 4]),
        ("Hon är på KTH [2]. Anna Berg leder React [1].", [1]),
        ("Bo Ek är jurist [3]. Anna Berg leder React [1]. Han är åtalad [4].", [3, 1]),
        ("Ledare för React är Anna Berg [1]. Hon är på KTH [2].", [1]),
        ("Anna Berg leder React [1]. Bo Ek är chef [5]. Han är sjuk [6].", [1]),
        ("Anna Berg leder React [1]. Reacts hamn ersätts av Green Port [7].", [1, 7]),
        ("Bo Ek är chef [5]. Anna Berg leder React [1].", [1]),
    ],
)
def test_a_sentence_stands_where_it_stood_or_says_what_it_is_about(
    draft: str, told: list[int]
) -> None:
    checking = Checking(Gate(Believing, 0.5), [*OF_REACT, *OF_PORT], "sv")
    checking.end(draft)
    assert sorted(h for claim in checking.kept for h in claim.handles) == sorted(told)


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("Projektet betalas av Fordonsdalen", False),
        ("Målet för Solna betalas av Fordonsdalen", True),
        ("Fordonsdalen betalar målet", True),
        ("Styrgruppen betalar målet", False),
        ("Målet för Region Solna är högt", False),
        ("Region Solna betalar målet", False),
    ],
)
def test_a_sentence_of_another_document_needs_a_name_that_tells_both_apart(
    text: str, is_told: bool
) -> None:
    (react,) = items_of("Anna Berg leder React.", title="Fordonsdalen React")
    document = Document("o", "Fordonsdalen Solna", f"{text}.", "o.txt")
    above = "Styrgruppen > Möten"
    other = Item(Citation(2, document, 0, len(text), text), above, is_core=False)
    checking = Checking(Gate(Believing, 0.5), [react, other], "sv")
    checking.end(f"Anna Berg leder React [1]. {text} [2].")
    assert (len(checking.kept) == 2) is is_told


@pytest.mark.parametrize(
    ("draft", "told"),
    [
        ("Anna Berg leder React. Anna leder React! [1] Anna Berg leder React [1].", [True, False]),
        ("Anna Berg leder React [1]. Anna Berg leder, React! [1]", [True, False]),
        ("Anna Berg leder React [1]. Bo Ek är jurist. Bo Ek är jurist [3].", [True, True]),
        ("Anna Berg leder React [1]. Anna leder React. Hon är på KTH [1, 2].", [True, True]),
    ],
)
def test_no_sentence_is_told_twice(draft: str, told: list[bool]) -> None:
    checking = Checking(Gate(Believing, 0.5), OF_REACT, "sv")
    checking.end(draft)
    assert [claim.objection.key for claim in checking.claims] == [
        "" if is_told else "repeated" for is_told in told
    ]
    said = sentences(" ".join(f"{claim.told.rstrip('.')}." for claim in checking.kept))
    assert len(said) == len(set(said)) == 1 + all(told)


def test_quotes_carry_a_claim_in_either_order_or_not_at_all() -> None:
    class Following(Believing):
        """A reader that believes what it reads in the order of the text."""

        @staticmethod
        def settle(asked: str, quote: Context, history: Sequence[Turn] = ()) -> Verdict:  # noqa: ARG004
            return Verdict(float(quote.text.startswith("Anna")), 0.0, 0.0, 0.0)

    for cited in (ANNA[::2], ANNA[:3:2][::-1]):
        assert Gate(Following, 0.5).carries("Nu mår Anna Berg dåligt", cited, "sv")[1] == 0.0


def test_a_claim_cites_no_more_quotes_than_can_be_tried_one_by_one() -> None:
    items = items_of(*(f"Bolag {number} betalar." for number in range(1, 9)), title="Green Port")
    told = [
        Checking(Gate(Believing, 0.5), items, "sv").end(
            f"Green Port har bolag som betalar {''.join(f'[{n}]' for n in range(1, most + 1))}"
        )
        for most in (MOST_CITED, MOST_CITED + 1)
    ]
    assert [draft.claims[0].objection.key for draft in told] == ["", "many"]
