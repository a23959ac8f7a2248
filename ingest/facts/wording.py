"""From the ranges of a mention to the words that stand in the fields of its fact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.models.documents import Document
from ingest.facts import lexicon
from ingest.facts.mentions import Mention
from ingest.facts.organisation_names import Range
from ingest.facts.tokens import Token, phrase, without_genitive


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one unit and how they are written down."""

    document: Document
    words: Sequence[Token]

    def phrase(self, words: Range | None) -> str:
        """The words of a range as they stand; nothing for none."""
        return phrase(self.words[words[0] : words[1]], self.document.text) if words else ""

    def fields(self, mention: Mention, shared: Mention | None = None) -> dict[str, str]:
        """What is told of a person; `shared` has the role of several, who stand behind it."""
        fields = {"name": self.phrase(mention.name)}
        role = mention.role or (shared.role if shared else None)
        if role is not None:
            titled = mention.title is not None and role == mention.title.role
            fields["role"] = self._role(role, titled or mention.role is None)
        if mention.organisation is not None:
            fields["organisation"] = self._organisation(mention)
        if mention.party is not None:
            fields["party"] = self.words[mention.party].text
        if mention.absent is not None:
            fields["substitute_for"] = self.phrase(mention.absent.name)
        return fields

    def _role(self, role: Range, singular: bool) -> str:
        text = self.phrase(role)
        head = self.words[role[1] - 1].text
        if singular and not lexicon.is_role(head) and lexicon.agent_base(head):
            text = text.removesuffix("n")
        elif lexicon.role_base(head) and (singular or head in lexicon.SHORT_ROLES):
            text = text.removesuffix(head) + lexicon.role_base(head)
        opens = singular and role[0] == 0 and text[1:2].islower()
        return text[0].lower() + text[1:] if opens and self.document.language == "sv" else text

    def _organisation(self, mention: Mention) -> str:
        text = self.phrase(mention.organisation)
        title = mention.title
        possessive = title and title.possessive and title.organisation == mention.organisation
        return without_genitive(text) if possessive else text
