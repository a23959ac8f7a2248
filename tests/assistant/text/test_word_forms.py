"""Forms of many words at once are those of each."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from assistant.text.word_forms import casefolds, folds, indefinites, letters, stems
from assistant.text.words import WORD, fold, indefinite, stem

WORDS = st.lists(st.from_regex(WORD, fullmatch=True), max_size=8)
REAL = "Anna KTH:s Åsas Hanssons’ en et gruppen Gruppernas İstanbul ﬁrman Straße 4,5 ﾞ a\u0307 Ǆ"


@settings(deadline=None)
@given(WORDS)
@example(REAL.split())
@example([])
def test_forms_of_many_words_are_those_of_each(words: list[str]) -> None:
    assert casefolds(words) == [word.casefold() for word in words]
    assert folds(words) == (folded := [fold(word) for word in words])
    assert stems(words) == [stem(word) for word in words]
    assert indefinites(folded) == [indefinite(word) for word in folded]


@given(WORDS)
@example(["ab", "", "ba\x7f", "å"])
def test_words_of_the_same_letters_have_the_same_bits(words: list[str]) -> None:
    told = [{ord(letter) % 64 for letter in word} for word in words]
    assert [{n for n in range(64) if int(bits) >> n & 1} for bits in letters(words)] == told
