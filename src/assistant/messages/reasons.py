"""Why there is an answer, or none, for staff who ask; and the words for what else they see of it."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.messages import Wording
from assistant.models.answers import Language, Status
from assistant.reasons import Reason

REASONS: Mapping[str, Wording] = {
    "": {"sv": "", "en": ""},
    "curated": {
        "sv": "{owner} har skrivit ett eget svar på just den här frågan.",
        "en": "A curated answer of {owner} to this very question.",
    },
    "people": {
        "sv": "Personer uppfyller alla villkor i frågan.",
        "en": "People meet every condition of the question.",
    },
    "statements": {
        "sv": "En uppgift uppfyller alla villkor i frågan.",
        "en": "A fact meets every condition of the question.",
    },
    "without_passages": {
        "sv": "{why} Läsaren bedömer sannolikheten till {chance:.2f} att det är svaret. "
        "Inga ställen behövdes.",
        "en": "{why} The reader puts the probability that this is the answer at {chance:.2f}. "
        "No passages were needed.",
    },
    "beside_passages": {
        "sv": "{why} Läsaren bedömer sannolikheten till {alone:.2f} att det är svaret; "
        "jämfört med ställena till {chance:.2f}.",
        "en": "{why} The reader puts the probability that this is the answer at {alone:.2f}; "
        "compared with the passages, at {chance:.2f}.",
    },
    "sources_disagree": {"sv": "{why} Källorna säger olika.", "en": "{why} Sources disagree."},
    "facts_doubted": {
        "sv": "Fakta hittades, men deras säkerhet {chance:.2f} är under {threshold:.2f}. {why}",
        "en": "Facts were found, but their confidence {chance:.2f} is below {threshold:.2f}. {why}",
    },
    "withdrawn": {
        "sv": "Det som dokumenten säger om saken stämmer inte, enligt personalen.",
        "en": "What the documents say of it is wrong, as staff say.",
    },
    "personal_data": {
        "sv": "Frågan innehåller personuppgifter.",
        "en": "The question holds personal data.",
    },
    "small_talk": {
        "sv": "En hälsning, ett tack eller en fråga om assistenten.",
        "en": "A greeting, thanks or a question about the assistant.",
    },
    "no_documents": {"sv": "Det finns inga dokument.", "en": "There are no documents."},
    "no_passage": {"sv": "Inget ställe hittades.", "en": "No passage was found."},
    "below": {
        "sv": "Säkerheten {confidence:.2f} är under {threshold:.2f}.",
        "en": "The confidence {confidence:.2f} is below {threshold:.2f}.",
    },
    "reaches": {
        "sv": "Säkerheten {confidence:.2f} når {threshold:.2f}.",
        "en": "The confidence {confidence:.2f} reaches {threshold:.2f}.",
    },
    "lacks": {"sv": "I citatet står inte {what}.", "en": "The quote does not hold {what}."},
    "unsaid": {"sv": "Ingen har sagt {what}.", "en": "Nobody said {what}."},
    "address": {"sv": "adressen {text}", "en": "the address {text}"},
    "sign": {"sv": "tecknet {text}", "en": "the sign {text}"},
    "disguise": {"sv": "skrivsättet {text}", "en": "the spelling {text}"},
    "number": {"sv": "talet {text}", "en": "the number {text}"},
    "calendar": {"sv": "månaden eller dagen {text}", "en": "the month or day {text}"},
    "name": {"sv": "namnet {text}", "en": "the name {text}"},
    "unit": {"sv": "enheten {text}", "en": "the unit {text}"},
    "denies": {
        "sv": "Påståendet och citatet är inte överens: bara det ena är nekande.",
        "en": "Claim and quote do not agree: only one of them denies something.",
    },
    "denies_one": {
        "sv": "Frågorna är inte överens: bara den ena är nekande.",
        "en": "The questions do not agree: only one of them denies something.",
    },
    "differs": {
        "sv": "Påstående och citat skiljer sig i ordet {word}.",
        "en": "Claim and quote differ in the word {word}.",
    },
    "of_another": {
        "sv": "Citatet säger {what} om någon annan än {person}.",
        "en": "The quote tells {what} of another than {person}.",
    },
    "doubted": {
        "sv": "Läsaren bedömer sannolikheten till {chance:.2f} att citatet bär det.",
        "en": "The reader puts the probability that the quote carries it at {chance:.2f}.",
    },
    "only_sure": {
        "sv": "Ja och nej sägs bara där läsaren är säker.",
        "en": "Yes and no are said only where the reader is sure.",
    },
    "leaks": {
        "sv": "Utkastet upprepar sina instruktioner.",
        "en": "The draft repeats its instructions.",
    },
    "none_carried": {
        "sv": "Inget påstående i utkastet bärs av citaten.",
        "en": "No claim of the draft is carried.",
    },
    "repeated": {"sv": "Det är sagt redan.", "en": "It is said already."},
    "draft_language": {
        "sv": "Utkastet är på ett annat språk.",
        "en": "The draft is in another language.",
    },
    "core_missing": {
        "sv": "Ett citat som svaret vilar på kommer inte med.",
        "en": "A quote that the answer rests on is not told.",
    },
    "leans": {
        "sv": "Det säger inte självt vad det handlar om, och stod inte efter det som sagts före.",
        "en": "It does not say itself what it is about, and did not stand behind what was said before.",
    },
    "not_in_both": {
        "sv": "Bara en av mening och översättning har {what}.",
        "en": "Only one of sentence and translation holds {what}.",
    },
    "not_back": {"sv": "Det översattes inte tillbaka.", "en": "It was not translated back."},
    "long": {"sv": "Det är för långt.", "en": "It is too long."},
    "uncited": {"sv": "Det anger inget citat.", "en": "It cites nothing."},
    "many": {"sv": "Det anger för många citat.", "en": "It cites too many quotes."},
    "no_quote": {
        "sv": "Det finns inget citat {number}.",
        "en": "There is no quote {number}.",
    },
    "wordless": {"sv": "Det säger ingenting.", "en": "It says nothing."},
    "turns_personal": {
        "sv": "Samtalet innehåller personuppgifter.",
        "en": "The turns hold personal data.",
    },
    "no_question": {"sv": "Det är ingen fråga.", "en": "It is no question."},
    "nothing_surer": {
        "sv": "Inget säkrare hittades för den.",
        "en": "Nothing surer is found for it.",
    },
    "other_language": {
        "sv": "Den är på ett annat språk.",
        "en": "It is in another language.",
    },
    "no_draft": {"sv": "Inget utkast: {why}.", "en": "No draft: {why}."},
    "too long": {"sv": "för långt", "en": "too long"},
    "not whole": {"sv": "ofullständigt", "en": "not whole"},
    "too slow": {"sv": "för långsamt", "en": "too slow"},
    "empty": {"sv": "tomt", "en": "empty"},
    "broken off": {"sv": "avbrutet", "en": "broken off"},
    "refused": {"sv": "modellen vägrade", "en": "refused"},
    "others wait for it": {"sv": "andra väntar på modellen", "en": "others wait for it"},
    "rate-limited": {"sv": "för många anrop", "en": "rate-limited"},
    "no time left": {"sv": "ingen tid kvar", "en": "no time left"},
    "left alone after failures": {
        "sv": "får vila efter flera fel",
        "en": "left alone after failures",
    },
    "budget unknown": {"sv": "budgeten går inte att läsa", "en": "budget unknown"},
    "budget of the day used up": {
        "sv": "dagens budget är slut",
        "en": "budget of the day used up",
    },
    "unreachable or malformed": {
        "sv": "går inte att nå, eller svarar fel",
        "en": "unreachable or malformed",
    },
    "time": {
        "sv": "Det tog längre tid än det får ta.",
        "en": "It ran into its time limit.",
    },
}
STATUS_WORDS: Mapping[Status, Wording] = {
    Status.ANSWERED: {"sv": "besvarad", "en": "answered"},
    Status.CONFLICTING: {"sv": "källorna säger olika", "en": "sources disagree"},
    Status.NOT_FOUND: {"sv": "framgår inte", "en": "not found"},
    Status.OUT_OF_SCOPE: {"sv": "utanför ämnet", "en": "out of scope"},
    Status.SMALL_TALK: {"sv": "småprat", "en": "small talk"},
    Status.REJECTED: {"sv": "avvisad", "en": "rejected"},
}
COMPOSED: Mapping[str, Wording] = {
    "quotes": {"sv": "citat", "en": "quotes"},
    "model": {
        "sv": "en språkmodells ord, prövade mot citat",
        "en": "words of a language model",
    },
    "curated": {"sv": "ett eget svar", "en": "a curated answer"},
    "fixed": {"sv": "fast formulering", "en": "fixed wording"},
}
EXPECTED: Mapping[str, Wording] = {
    "contact": {"sv": "kontaktuppgift", "en": "contact details"},
    "share": {"sv": "andel", "en": "share"},
    "amount": {"sv": "belopp", "en": "amount"},
    "role": {"sv": "roll", "en": "role"},
    "count": {"sv": "antal", "en": "number"},
    "date": {"sv": "tid", "en": "time"},
    "person": {"sv": "person", "en": "person"},
    "reason": {"sv": "skäl", "en": "reason"},
    "place": {"sv": "plats", "en": "place"},
    "quantity": {"sv": "mängd", "en": "quantity"},
    "how": {"sv": "hur något går till", "en": "how something is done"},
    "list": {"sv": "uppräkning", "en": "list"},
    "yes_no": {"sv": "ja eller nej", "en": "yes or no"},
    "definition": {"sv": "vad något är", "en": "what something is"},
    "party": {"sv": "parti", "en": "party"},
    "organisation": {"sv": "organisation", "en": "organisation"},
    "open": {"sv": "något annat", "en": "anything else"},
}
"""What a question asks for."""
STEPS: Mapping[str, Wording] = {
    "total": {"sv": "allt", "en": "total"},
    "understand": {"sv": "tolka frågan", "en": "understand"},
    "open": {"sv": "öppna index", "en": "open"},
    "embed": {"sv": "räkna om frågan till en vektor", "en": "embed"},
    "retrieve": {"sv": "söka ställen", "en": "retrieve"},
    "look up": {"sv": "slå upp fakta", "en": "look up"},
    "weigh": {"sv": "väga fakta", "en": "weigh"},
    "read": {"sv": "läsa ställena", "en": "read"},
    "compose": {"sv": "sätta ihop svaret", "en": "compose"},
    "word": {"sv": "formulera (språkmodell)", "en": "word"},
    "rephrase": {"sv": "skriva om frågan (språkmodell)", "en": "rephrase"},
    "verify": {"sv": "pröva citaten", "en": "verify"},
    "other": {"sv": "övrigt", "en": "other"},
}
"""Of the way of a question, that take time."""


def reason_told(reason: Reason, language: Language) -> str:
    """A reason in words; empty where there is none, and its key where that is all there is to say."""
    values = {
        name: reason_told(value, language) if isinstance(value, Reason) else value
        for name, value in reason.values.items()
    }
    told = REASONS.get(reason.key)
    return told[language].format(**values) if told else reason.key
