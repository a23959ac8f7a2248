"""The gate of a draft: what its quotes do not carry is dropped, and what loses its core falls.

A draft is checked as it is written, and nothing of it is told before all that the answer in quotes rests
on is. From then on each claim can be told as it passes, and none has to be taken back: whatever comes
behind them, those that were kept are an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from assistant.generation.back import Back
from assistant.generation.belonging import of_another
from assistant.generation.claims import MOST_CLAIMS, sentences, split_claims
from assistant.generation.copying import Copy, copied
from assistant.generation.evidence import Item
from assistant.generation.literal import capitals_not_in, objection, signs_not_in
from assistant.generation.prompts import leaks, system
from assistant.messages.answers import NO, YES, YES_DESPITE
from assistant.models.answers import Language
from assistant.models.drafts import Claim, Draft
from assistant.reader.reading import Context, Reader
from assistant.reasons import NO_REASON, Reason
from assistant.text.language import detect_language, may_be_alike
from assistant.text.words import folded, words

LONGEST_CLAIM = 600
"""Characters."""
_FEWEST_WORDS = 3
"""Of a draft's own, by which its language can be told."""
_ANSWERS_YES_OR_NO = frozenset(
    words(frame[language])[0].folded for frame in (YES, YES_DESPITE, NO) for language in frame
)
_ONLY_SURE = Reason("only_sure")
_OTHER_LANGUAGE = Reason("draft_language")


@dataclass(frozen=True)
class Gate:
    """Checks drafts against the quotes that they cite."""

    open_reader: Callable[[], Reader]
    least_carried: float
    """The chance from which a quote counts as carrying a claim."""

    def checking(
        self,
        items: Sequence[Item],
        language: Language | None,
        back: Back | None = None,
        question: str = "",
    ) -> Checking:
        """What takes a draft apart while it is written, and drops what is not carried.

        Args:
            items: What the model was given to cite.
            language: The language that it was asked to write in; None for that of the question.
            back: The draft's sentences in a language that can be checked, where they are in another.
            question: What it answers, in the language that it has to be in then.
        """
        return Checking(self, items, language, back, question)

    def carries(
        self, claim: str, items: Sequence[Item], language: Language
    ) -> tuple[Reason, float]:
        """What speaks against quotes carrying a claim between them, and the chance that they do.

        Args:
            claim: One sentence.
            items: The quotes that it cites, one at least.
            language: The language of the claim.
        """
        copies = {copied(claim, item.citation.quote) for item in items}
        if Copy.WHOLE in copies:
            return NO_REASON, 1.0
        quote = "\n".join(item.citation.quote for item in items)
        above = " > ".join(dict.fromkeys(item.above for item in items))
        title = items[0].citation.document.title
        same = all(item.citation.document.language == language for item in items)
        people = [fact for item in items for fact in item.people]
        told = objection(claim, quote, f"{title}\n{above}", same_language=same)
        if told := told or of_another(claim, quote, people):
            return told, 0.0
        if Copy.CUT in copies:
            return NO_REASON, 1.0
        chance = self.open_reader().settle(claim, Context(title, above, quote)).yes
        doubt = Reason("doubted", {"chance": chance})
        return NO_REASON if chance >= self.least_carried else doubt, chance


@dataclass
class Checking:
    """A draft as far as it was checked."""

    gate: Gate
    items: Sequence[Item]
    language: Language | None
    back: Back | None
    question: str
    claims: list[Claim] = field(default_factory=list)
    """In order, each with what came of it."""
    is_sure: bool = False
    """Whether the claims kept are the answer, whatever comes behind them."""

    @property
    def kept(self) -> list[Claim]:
        """Those that their quotes carry."""
        return [claim for claim in self.claims if not claim.objection]

    def take(self, draft: str) -> None:
        """Check what is whole of a draft: all claims but the last, to which more may belong.

        What stands behind a bracket that is open may be a handle that belongs to the claim before it.
        """
        before, _, behind = draft.rpartition("[")
        self._take(split_claims(draft if "]" in behind else before.rstrip("[") or draft)[:-1])

    def end(self, draft: str) -> Draft:
        """Check the rest of a draft that is whole."""
        self._take(split_claims(draft))
        return Draft(tuple(self.claims), NO_REASON if self.is_sure else self._doubt())

    def _take(self, claims: Sequence[Claim]) -> None:
        for claim in claims[len(self.claims) : MOST_CLAIMS]:
            self.claims.append(self._as_told(claim))
            if self.claims[-1].objection:
                continue
            doubt = self._doubt()
            if self.is_sure and doubt:
                self.claims[-1] = replace(self.claims[-1], objection=doubt)
            self.is_sure = self.is_sure or not doubt

    def _doubt(self) -> Reason:
        """Why the claims kept are no answer; none where they are."""
        kept = self.kept
        if leaks(" ".join(claim.text for claim in self.claims), system(self.language)):
            return Reason("leaks")
        if not kept and _OTHER_LANGUAGE in [claim.objection for claim in self.claims]:
            return _OTHER_LANGUAGE
        if not kept:
            return Reason("none_carried")
        if not self._is_in_its_language(" ".join(claim.text for claim in kept)):
            return _OTHER_LANGUAGE
        cited = {handle for claim in kept for handle in claim.handles}
        told = {item.words for item in self.items if item.handle in cited}
        if any(item.is_core and item.words not in told for item in self.items):
            return Reason("core_missing")
        return NO_REASON

    def _is_in_its_language(self, text: str) -> bool:
        """Whether a text is in the language that was asked for.

        Names and words of the quotes tell nothing of a language that is neither Swedish nor English;
        where there is hardly anything else, the model's word has to do.
        """
        if self.language is not None or self.back is None:
            return detect_language(text) == self.language
        if self.back.tag.partition("-")[0] in ("sv", "en"):
            return False
        quoted = folded(" ".join(item.citation.quote for item in self.items))
        own = [word.text for word in words(text) if word.folded not in quoted and not word.is_name]
        told = " ".join(own)
        is_other = detect_language(told) == "other" and may_be_alike(told, self.question)
        return len(own) < _FEWEST_WORDS or is_other

    def _as_told(self, claim: Claim) -> Claim:
        """A claim as it is checked, and dropped where it is told before or in another language."""
        told = {handle for one in self.kept if one.text == claim.text for handle in one.handles}
        if told and told >= set(claim.handles):
            return replace(claim, objection=Reason("repeated"))
        checked = self._checked(claim)
        own = [word for word in words(claim.text) if not word.is_name]
        if checked.objection or len(own) < _FEWEST_WORDS or self._is_in_its_language(claim.text):
            return checked
        return replace(checked, objection=_OTHER_LANGUAGE)

    def _checked(self, claim: Claim) -> Claim:
        by_handle = {item.handle: item for item in self.items}
        if told := _unusable(claim, by_handle):
            return replace(claim, objection=told)
        cited = [by_handle[handle] for handle in dict.fromkeys(claim.handles)]
        judged: list[Claim] = []
        for sentence in sentences(claim.text):
            judged.append(self._judged(sentence, cited))
            if judged[-1].objection:
                break
        return replace(
            claim,
            objection=judged[-1].objection,
            chance=min(one.chance for one in judged),
            back=" ".join(one.back for one in judged if one.back),
        )

    def _judged(self, sentence: str, cited: Sequence[Item]) -> Claim:
        """A sentence of a claim with what came of it."""
        if _says_yes_or_no(sentence):
            return Claim(sentence, (), _ONLY_SURE)
        if self.back is None:
            assert self.language is not None
            told, chance = self.gate.carries(sentence, cited, self.language)
            return Claim(sentence, (), told, chance)
        back = self.back.told.get(sentence, "")
        if told := _unlike(sentence, back, cited, self.question):
            return Claim(sentence, (), told, back=back)
        told, chance = self.gate.carries(back, cited, self.back.into)
        return Claim(sentence, (), told, chance, back)


def _unlike(sentence: str, back: str, cited: Sequence[Item], question: str) -> Reason:
    """What speaks against a sentence in another language, before what it says is looked at."""
    if not back:
        return Reason("not_back")
    if _says_yes_or_no(back):
        return _ONLY_SURE
    shown = [text for item in cited for text in (item.citation.quote, item.above)]
    title = cited[0].citation.document.title
    told = "\n".join([title, *shown])
    brought = capitals_not_in(f"{told}\n{question}", sentence)
    what = next(chain(signs_not_in(told, sentence), brought), NO_REASON)
    return Reason("lacks", {"what": what}) if what else NO_REASON


def _says_yes_or_no(text: str) -> bool:
    first = words(text)[:1]
    return bool(first) and first[0].folded in _ANSWERS_YES_OR_NO


def _unusable(claim: Claim, by_handle: Mapping[int, Item]) -> Reason:
    if len(claim.text) > LONGEST_CLAIM:
        return Reason("long")
    if not claim.handles:
        return Reason("uncited")
    if invented := [handle for handle in claim.handles if handle not in by_handle]:
        return Reason("no_quote", {"number": invented[0]})
    return NO_REASON if words(claim.text) else Reason("wordless")
