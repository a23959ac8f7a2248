"""A draft as it is checked: what its quotes do not carry is dropped, and what loses its core falls.

A draft is checked as it is written, and nothing of it is told before all that the answer in quotes rests
on is. From then on each claim can be told as it passes, and none has to be taken back: whatever comes
behind them, those that were kept are an answer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant.generation.back import Back, unlike
from assistant.generation.claims import LONGEST_CLAIM, MOST_CLAIMS, ended, sentences, split_claims
from assistant.generation.copying import in_quotes
from assistant.generation.evidence import Item
from assistant.generation.gate import Gate
from assistant.generation.leaning import Told, leans
from assistant.generation.prompts import leaks, system
from assistant.messages.answers import NO, YES, YES_DESPITE
from assistant.models.answers import Language
from assistant.models.drafts import Claim, Draft
from assistant.reasons import NO_REASON, Reason
from assistant.text.language import detect_language, may_be_alike
from assistant.text.words import folded, words

Words = tuple[str, ...]
MOST_CITED = 6
"""Quotes by one claim; for each of them the reader is asked whether it does without."""
_FEWEST_WORDS = 3
"""Of a draft's own, by which its language can be told."""
_ANSWERS_YES_OR_NO = frozenset(
    words(frame[language])[0].folded for frame in (YES, YES_DESPITE, NO) for language in frame
)
_ONLY_SURE = Reason("only_sure")
_OTHER_LANGUAGE = Reason("draft_language")


@dataclass
class Checking:
    """A draft as far as it was checked: taken apart while it is written, without what is not carried."""

    gate: Gate
    items: Sequence[Item]
    """What the model was given to cite."""
    language: Language | None
    """That it was asked to write in; None for that of the question."""
    back: Back | None = None
    """Its sentences in a language that can be checked, where they are in another."""
    question: str = ""
    """What it answers, in the language that it has to be in then."""
    claims: list[Claim] = field(default_factory=list)
    """In order, each with what came of it."""
    is_sure: bool = False
    """Whether the claims kept are the answer, whatever comes behind them."""
    before: Told | None = None
    """The sentence that was kept last."""
    _told: defaultdict[Words, set[int]] = field(default_factory=lambda: defaultdict(set))
    """The quotes cited for each sentence that was kept."""
    _ends: int = 0
    _is_behind_handle: bool = False

    @property
    def kept(self) -> list[Claim]:
        """Those that their quotes carry."""
        return [claim for claim in self.claims if not claim.objection]

    def take(self, draft: str) -> None:
        """Check what is whole of a draft: all claims but the last, to which more may belong.

        What stands behind a bracket that is open may be a handle that belongs to the claim before it.
        A draft is not taken apart for each character: only handles and lines end claims.
        """
        ends = draft.count("]") + draft.count("\n")
        if len(self.claims) >= MOST_CLAIMS or (ends == self._ends and not self._is_behind_handle):
            return
        before, _, behind = draft.rpartition("[")
        found = split_claims(draft if "]" in behind else before.rstrip("[") or draft)
        self._take(found[:-1])
        self._ends, self._is_behind_handle = ends, bool(found and found[-1].handles)

    def end(self, draft: str) -> Draft:
        """Check the rest of a draft that is whole."""
        self._take(split_claims(draft))
        return Draft(tuple(self.claims), NO_REASON if self.is_sure else self._doubt())

    def _take(self, claims: Sequence[Claim]) -> None:
        for claim in claims[len(self.claims) : MOST_CLAIMS]:
            checked, last = self._as_told(claim)
            self.claims.append(checked)
            if checked.objection:
                continue
            doubt = self._doubt()
            if self.is_sure and doubt:
                self.claims[-1] = replace(checked, objection=doubt, told="")
                continue
            self.is_sure = self.is_sure or not doubt
            self.before = last
            for sentence in sentences(checked.told):
                self._told[_said(sentence)].update(checked.handles)

    def _doubt(self) -> Reason:
        """Why the claims kept are no answer; none where they are."""
        kept = self.kept
        if leaks(" ".join(claim.text for claim in self.claims), system(self.language)):
            return Reason("leaks")
        if not kept and _OTHER_LANGUAGE in [claim.objection for claim in self.claims]:
            return _OTHER_LANGUAGE
        if not kept:
            return Reason("none_carried")
        if not self._is_in_its_language(" ".join(claim.told for claim in kept)):
            return _OTHER_LANGUAGE
        cited = {handle for claim in kept for handle in claim.handles}
        quoted = {item.words for item in self.items if item.handle in cited}
        if any(item.is_core and item.words not in quoted for item in self.items):
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
        said = " ".join(own)
        is_other = detect_language(said) == "other" and may_be_alike(said, self.question)
        return len(own) < _FEWEST_WORDS or is_other

    def _as_told(self, claim: Claim) -> tuple[Claim, Told | None]:
        """A claim as it is checked, and dropped where it is in another language."""
        checked, last = self._checked(claim)
        own = [word for word in words(checked.told) if not word.is_name]
        if checked.objection or len(own) < _FEWEST_WORDS or self._is_in_its_language(checked.told):
            return checked, last
        return replace(checked, objection=_OTHER_LANGUAGE, told=""), last

    def _checked(self, claim: Claim) -> tuple[Claim, Told | None]:
        """A claim with what came of it, and its last sentence; where it is kept it cites what it tells."""
        by_handle = {item.handle: item for item in self.items}
        if objection := _unusable(claim, by_handle):
            return replace(claim, objection=objection), None
        cited = [by_handle[handle] for handle in dict.fromkeys(claim.handles)]
        core = [item for item in self.items if item.is_core]
        judged: list[Claim] = []
        told_here: set[Words] = set()
        before = self.before
        for sentence in sentences(claim.text):
            one = self._judged(sentence, cited)
            last = Told(one.back or one.told, [by_handle[handle] for handle in one.handles])
            said = _said(one.told)
            if not one.objection and (
                said in told_here or self._told[said].issuperset(one.handles)
            ):
                continue  # Two parts of one sentence are told as that sentence, once.
            told_here.add(said)
            if not one.objection and leans(last, before, core):
                one = replace(one, objection=Reason("leans"))
            judged.append(one)
            before = last
            if one.objection:
                break
        if not judged:
            return replace(claim, objection=Reason("repeated")), None
        objection = judged[-1].objection
        telling = {handle for one in judged for handle in one.handles}
        checked = replace(
            claim,
            handles=claim.handles if objection else tuple(sorted(telling)),
            objection=objection,
            chance=min(one.chance for one in judged),
            told="" if objection else _joined([one.told for one in judged]),
            back=" ".join(one.back for one in judged if one.back),
        )
        return checked, before

    def _judged(self, sentence: str, cited: Sequence[Item]) -> Claim:
        """A sentence of a claim with what came of it, and the handles of what it tells."""
        if _says_yes_or_no(sentence):
            return Claim(sentence, (), _ONLY_SURE)
        back, language = "", self.language
        if self.back is not None:
            back, language = self.back.told.get(sentence, ""), self.back.into
            shown = "\n".join(item.shown for item in cited)
            said = _ONLY_SURE if _says_yes_or_no(back) else NO_REASON
            if objection := said or unlike(sentence, back, shown, self.question):
                return Claim(sentence, (), objection, back=back)
        assert language is not None
        if not back and (found := in_quotes(sentence, cited)):
            whole, item = found
            return Claim(sentence, (item.handle,), chance=1.0, told=whole)
        objection, chance, items = self.gate.told_by(back or sentence, cited, language)
        handles = tuple(item.handle for item in items)
        return Claim(sentence, handles, objection, chance, back, "" if objection else sentence)


def _joined(parts: Sequence[str]) -> str:
    return " ".join([*map(ended, parts[:-1]), parts[-1]])


def _said(text: str) -> Words:
    """The words of a text, by which what is said twice is known."""
    return tuple(word.text.casefold() for word in words(text))


def _says_yes_or_no(text: str) -> bool:
    first = words(text)[:1]
    return bool(first) and first[0].folded in _ANSWERS_YES_OR_NO


def _unusable(claim: Claim, by_handle: Mapping[int, Item]) -> Reason:
    if len(claim.text) > LONGEST_CLAIM:
        return Reason("long")
    if not claim.handles:
        return Reason("uncited")
    if len(set(claim.handles)) > MOST_CITED:
        return Reason("many")
    if invented := [handle for handle in claim.handles if handle not in by_handle]:
        return Reason("no_quote", {"number": invented[0]})
    return NO_REASON if words(claim.text) else Reason("wordless")
