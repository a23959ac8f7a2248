"""Every sentence that an answer has of its own, beside its quotes, in each language."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from assistant.messages import Wording
from assistant.models.answers import Language, Status
from assistant.settings import ContactSettings

STATUSES: Mapping[Status, Wording] = {
    Status.NOT_FOUND: {
        "sv": "Det framgår inte av de dokument som jag svarar utifrån. Jag letade efter svar på "
        "{question} {contact}",
        "en": "The documents that I answer from do not say. I looked for an answer to "
        "{question} {contact}",
    },
    Status.OUT_OF_SCOPE: {
        "sv": "Jag svarar bara på frågor om Fordonsdalen Stockholm. I dokumenten hittar jag "
        "inget om det du frågar. {contact}",
        "en": "I only answer questions about Fordonsdalen Stockholm. In the documents I find "
        "nothing about what you ask. {contact}",
    },
    Status.SMALL_TALK: {
        "sv": "Hej! Fråga mig om Fordonsdalen Stockholm, till exempel vilka som deltar, vad "
        "målen är eller hur länge projektet pågår.",
        "en": "Hello! Ask me about Fordonsdalen Stockholm, for example who takes part, what "
        "the goals are or how long the project runs.",
    },
    Status.REJECTED: {
        "sv": "Frågan ser ut att innehålla personuppgifter, och sådana behandlar jag inte. "
        "Skriv den utan dem.",
        "en": "The question seems to hold personal data, which I do not handle. Please ask it "
        "without them.",
    },
}
NEAR: Wording = {
    "sv": "Jag hittar inget säkert svar i de dokument som jag svarar utifrån, bara sådant som ligger "
    "nära. Jag letade efter svar på {question} {contact}",
    "en": "In the documents that I answer from I find no sure answer, only what comes near. I looked "
    "for an answer to {question} {contact}",
}
"""Stands in the place of `NOT_FOUND` where something may answer, and nothing surely does."""

LONGEST_REPEATED = 160

CHAT_WELCOME: Wording = {
    "sv": "Ställ en fråga om Fordonsdalen Stockholm. En AI svarar med citat ur dokumenten och kan "
    "missa något. Avsluta med en tom rad.",
    "en": "Ask about Fordonsdalen Stockholm. An AI answers with quotes from the documents and may "
    "miss things. End with an empty line.",
}

CURATED: Wording = {
    "sv": "Ansvarig för svaret: {owner}. Det ska ses över senast {day}.",
    "en": "Responsible for this answer: {owner}. It is to be reviewed by {day}.",
}
"""Who answers for an answer that is not made of quotes."""
OVERDUE: Wording = {
    "sv": "Obs! Svaret skulle ha setts över senast {day} och kan vara inaktuellt. Ansvarig för "
    "svaret: {owner}.",
    "en": "Note: this answer should have been reviewed by {day} and may be out of date. "
    "Responsible for it: {owner}.",
}
UNSUPPORTED: Wording = {
    "sv": "Obs! Det som svaret stöder sig på står inte längre i dokumenten.",
    "en": "Note: what this answer rests on no longer stands in the documents.",
}
CURATED_AT: Wording = {"sv": "Källa: {url}", "en": "Source: {url}"}
QUOTED: Wording = {"sv": "”{quote}”", "en": "“{quote}”"}
"""Words of others, as each language marks them."""
THANKED: Wording = {
    "sv": "Varsågod! Fråga gärna mer om Fordonsdalen Stockholm.",
    "en": "You are welcome! Feel free to ask more about Fordonsdalen Stockholm.",
}
LISTED: Mapping[str, Wording] = {
    "leader": {"sv": "De här leder {group}:", "en": "These lead {group}:"},
    "member": {"sv": "De här ingår i {group}:", "en": "These are members of {group}:"},
    "moderator": {"sv": "De här ledde {group}:", "en": "These led {group}:"},
    "panellist": {"sv": "De här deltog i {group}:", "en": "These took part in {group}:"},
    "opener": {"sv": "De här invigde {group}:", "en": "These opened {group}:"},
    "": {"sv": "De här nämns:", "en": "These are named:"},
}
"""Before several people of whom the same is to be said; the empty one is for the rest."""
PEOPLE: Mapping[str, Wording] = {
    "leader": {"sv": "{who}, leder {group}.", "en": "{who}, leads {group}."},
    "member": {"sv": "{who}, ingår i {group}.", "en": "{who}, is a member of {group}."},
    "moderator": {"sv": "{who}, ledde {group}.", "en": "{who}, led {group}."},
    "panellist": {"sv": "{who}, deltog i {group}.", "en": "{who}, took part in {group}."},
    "opener": {"sv": "{who}, invigde {group}.", "en": "{who}, opened {group}."},
    "": {"sv": "{who}.", "en": "{who}."},
}
"""What is said of a person in a capacity; the empty one is for the rest."""
SUCCEEDS: Wording = {"sv": "efterträder {name}", "en": "succeeds {name}"}
SUBSTITUTE: Wording = {"sv": "ersätter {name}", "en": "stands in for {name}"}
MEMBERS: Wording = {
    "sv": "{count} personer ingår i {group}",
    "en": "{count} people are members of {group}",
}
SUBSTITUTES: Wording = {
    "sv": "{count} personer är ersättare i {group}",
    "en": "{count} people are substitutes in {group}",
}
PERSONS: Wording = {"sv": "{count} av dem", "en": "{count} of them"}
"""How many of a group have what is asked for."""
ORGANISATION: Wording = {
    "sv": "De som deltar kommer från en organisation:",
    "en": "Those who take part come from one organisation:",
}
ORGANISATIONS: Wording = {
    "sv": "De som deltar kommer från {count} organisationer:",
    "en": "Those who take part come from {count} organisations:",
}
CONFLICT: Wording = {
    "sv": "Källorna säger olika:",
    "en": "The sources disagree:",
}
CONFLICT_BY_DATE: Wording = {
    "sv": "Källorna säger olika. Den nyaste står först:",
    "en": "The sources disagree. The newest comes first:",
}
"""For sources of which each has its date."""
OLDER_SAYS: Wording = {
    "sv": "En äldre version{published} säger: {quote}",
    "en": "An older version{published} says: {quote}",
}
"""For a document that another one replaces."""
FOLLOWED: Wording = {
    "sv": "Det finns ett senare dokument med titeln {title} ({published}).",
    "en": "There is a later document with the title {title} ({published}).",
}
"""For a document that another one of its title may replace."""
NOT_NOW: Wording = {
    "sv": "De dokument som gäller nu säger inget om det.",
    "en": "The documents that are in force now say nothing about it.",
}
"""Before what only an older version says."""
NO_DATE: Wording = {"sv": "utan datum", "en": "no date"}
YES: Wording = {"sv": "Ja. {answer}", "en": "Yes. {answer}"}
YES_DESPITE: Wording = {"sv": "Jo. {answer}", "en": "Yes. {answer}"}
NO: Wording = {"sv": "Nej. {answer}", "en": "No. {answer}"}
HAS_PASSED: Wording = {"sv": "Datumet har passerat.", "en": "That date has passed."}
CUT: Wording = {
    "sv": "Svaret bröts av här. Dokumenten säger:",
    "en": "The answer was cut off here. The documents say:",
}
"""Between what a language model said before it failed and the answer in quotes."""
DATED: Wording = {"sv": "Källan är från {published}.", "en": "The source is dated {published}."}
ON_DAY: Wording = {
    "sv": "Källan är från {published}, så dagen är {day}.",
    "en": "The source is dated {published}, so the day is {day}.",
}
"""For a day that the source tells by its distance, as `i går`."""
RELATED: Wording = {
    "sv": "Närmast i dokumenten, utan att vara ett svar:",
    "en": "Nearest in the documents, without being an answer:",
}
PART_NOT_FOUND: Wording = {
    "sv": "Om ”{question}” säger dokumenten inget.",
    "en": "The documents do not say anything about “{question}”.",
}
"""For one of several questions; the others are answered."""

CONTACT: Wording = {"sv": "Kontakta gärna {contact}.", "en": "Please contact {contact}."}

LANGUAGES_OF_ANSWERS: tuple[Language, ...] = ("sv", "en")
LANGUAGES: Mapping[Language, Mapping[str, str]] = {
    "sv": {"sv": "svenska", "en": "engelska", "other": "ett annat språk"},
    "en": {"sv": "Swedish", "en": "English", "other": "another language"},
}

QUOTE_FRAME: Wording = {
    "sv": "Så här står det i källan (på {quoted_in}):",
    "en": "The source says (in {quoted_in}):",
}
"""Stands before quotes in another language than that of the answer."""


def status_message(
    status: Status,
    language: Language,
    contact: ContactSettings,
    question: str,
    *,
    comes_near: bool = False,
) -> str:
    """The fixed wording of a status that carries no evidence.

    Args:
        status: One without evidence.
        language: To say it in.
        contact: Whom to ask instead.
        question: What was looked for.
        comes_near: Whether something was found that may answer.
    """
    wording = (NEAR if comes_near and status is Status.NOT_FOUND else STATUSES[status])[language]
    typed = brief(question)
    asked = quoted(typed, language) + ("" if _ends_sentence(typed) else ".")
    told = wording.format(contact=contact_message(language, contact), question=asked)
    return told.strip()


TURNING = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
"""Classes of signs that nobody sees and that turn the direction of what follows (Unicode, annex 9)."""


def brief(question: str) -> str:
    """A question as it is repeated: in a line, not too long, without what looks like a citation."""
    seen = (c for c in question if unicodedata.bidirectional(c) not in TURNING)
    line = " ".join("".join(seen).replace("[", "(").replace("]", ")").split())
    return line if len(line) <= LONGEST_REPEATED else f"{line[: LONGEST_REPEATED - 1]}…"


def _ends_sentence(line: str) -> bool:
    sign = line.rstrip("\"'”’»)")[-1:]
    return sign in ("!", ".", "…") or "QUESTION MARK" in unicodedata.name(sign or " ", "")


def quoted(quote: str, language: Language) -> str:
    """Words of others in the marks of a language."""
    return QUOTED[language].format(quote=quote)


def contact_message(language: Language, contact: ContactSettings) -> str:
    """Whom to ask instead, with the address where one is set."""
    ways = [way for way in (contact.email, contact.url) if way]
    name = f"{contact.name} ({', '.join(ways)})" if ways else contact.name
    return CONTACT[language].format(contact=name)


def quote_frame(language: Language, quoted_in: str) -> str:
    """The line before quotes that are in another language than the answer."""
    return QUOTE_FRAME[language].format(quoted_in=LANGUAGES[language].get(quoted_in, quoted_in))
