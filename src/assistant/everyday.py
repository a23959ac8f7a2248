"""Puts a question into plainer words: everyday phrases and abbreviations, so that no rule need know them."""

from __future__ import annotations

import re

from rapidfuzz.distance import OSA

from assistant.words import weight, words

_GAP = r"(?P<what>[^?.!]{0,80}?)"
PLAINER: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), plain)
    for pattern, plain in (
        # Who leads and who is there.
        (r"\b(det är som |som )?(håller|höll) i (trådarna|taktpinnen|klubban)( för)?", "leder"),
        (r"\b(står |är )?i spetsen( för)?\b", "leder"),
        (r"\b(basar|bestämmer|styr|chefar) över\b|\b(är )?(bas|boss) (för|över)\b", "leder"),
        (r"\b(is |are )?(in charge|at the head|at the helm) of\b", "leads"),
        (r"\bför (?P<who>[^?.!]{2,60}?)s? räkning\b", r"från \g<who>"),
        (r"\b(in|on) behalf of\b", "from"),
        (r"\bklippt?(e|er)? (det blågula )?bandet\b|\b(cut|cuts) the ribbon\b", "invigde"),
        (r"\b(för|förde) (?P<who>[^?.!]{2,60}?)s talan\b", r"från \g<who>"),
        (r"\b(deltog|deltar|kom|är|var|satt|sitter)( med)? (istället|i stället) för\b", "ersätter"),
        (r"\bhoppa(r|de|t)? in (för|om|i stället för)\b", "ersätter"),
        (r"\b(tar|ta|tog|taken?|takes) över efter\b|\btakes? over from\b", "efterträder"),
        (r"\b(finns|fanns|är|sitter|satt) (med )?(runt|kring) bordet\b", "är med i gruppen"),
        (r"\b(runt|kring) bordet\b", "i gruppen"),
        (r"\b(sit|sits|sat|is|are) (at|around) the table\b", "is a member of the group"),
        (r"\b(själv |personligen )?(på plats|närvarande)\b", "med"),
        (r"\b(involverad|inblandad|engagerad)(e|t)?\b( i\b)?", "med i"),
        (r"\b(?P<be>is|are|was|were)\b" + _GAP + r"\b(involved|on board)\b", r"\g<be>\g<what> member"),
        (
            r"^\W*((kan|får|skulle) (jag|vi|man)\b[^?.!]{0,20}\b(få|ha)|ge mig|visa( mig)?|skicka( mig)?|jag (vill|behöver"
            r"|skulle)\b[^?.!]{0,30}?)\s+(se\s+)?(en\s+)?(lista|listan|förteckning(en)?)\b( (över|på|med))?",
            "Lista",
        ),
        (r"\b(deltagar|medlems|ledamots|närvaro|namn)(lista|listan|förteckning(en)?)\b", "lista deltagare"),
        (r"\b(list of (the )?(participants|members|attendees)|(participant|member|attendance) list)\b", "list members"),
        # When it begins and ends, and what a meeting is about.
        (rf"\b(drar|drog|drogs|kom|sätts|sattes|körde|kördes|kickade)\b{_GAP}\bi ?gång\b", r"startade\g<what>"),
        (rf"\b(got|get|gets|getting) (off the ground|going|under way|underway)\b{_GAP}", r"started\g<what>"),
        (
            r"\b(togs|tas|tar (man|de)|tog (man|de)|ska (man|de)?\s?ta) upp\b|\b(pratas?|prata(de|des)|talas|talade(s)?|diskuteras?"
            r"|diskutera(de|des|ts)|dryfta\w*|avhandla\w*)( det)?( om)?\b(?=[^?.!]*(möte|träff))",
            "står på agendan",
        ),
        (r"\bhandla(r|de|t)\b(?P<what>[^?.!]*?(möte|träff)\w*) om\b", r"står på agendan för\g<what>"),
        # Names and abbreviations.
        (r"\bhög[- ]?nivå[- ]grupp", "högnivågrupp"),
        (r"\bgrupp(en)? av hög nivå\b", "högnivågruppen"),
        (r"(?-i:(?:[^\W\d_a-zåäö][\w&-]* )+)\((?P<name>[^()]{2,60})\)", r"\g<name>"),
        (r"\bsthlms?\b\.?", "Stockholm"),
        (r"\bgbg\b\.?", "Göteborg"),
        (r"\blänsst\b\.?", "Länsstyrelsen"),
        (r"\bv\.? ?ordf\b\.?", "vice ordförande"),
        (r"\bordf\b\.?", "ordförande"),
        (r"\bgen\.? ?sekr\b\.?", "generalsekreterare"),
        (r"\bsekr\b\.?", "sekreterare"),
        (r"\b(?P<of>[^\W\d_]{2,})\.?dir\b\.?(?!\w)", r"\g<of>direktör"),
        (r"\bproj\b\.?", "projekt"),
        # Asides.
        (r"(?<=[^\W_]{2}), ?(dvs|d\. ?v\. ?s|det vill säga|alltså|i\.e|that is)\b[^?!]*", ""),
        (r"\s+(nu igen|nu då|igen|egentligen|numera)(?=\W*$)", ""),
        (
            r"^(?P<who>[^,?:]{2,60}), (?P<asks>(vem|vad|who|what) (är|var|is|was)) (det|den|han|hon|de|that|it|he|she)"
            r"( (nu|då|för någon|egentligen))?\W*$",
            r"\g<asks> \g<who>?",
        ),
    )
)  # fmt: skip
"""Phrases in words that the rules know; each works on what those before it left."""


def plainer(text: str) -> str:
    """The same question in plainer words."""
    plain = text
    for phrase, replacement in PLAINER:
        plain = phrase.sub(replacement, plain)
    return " ".join(plain.split()) if plain != text else text


CUES = (
    "titel befattning organisation företag myndighet kommun procent andel budget kostnad kostar finansiering"
    " syftet målet period slutar startar började pågår varför vilken vilket vilka representerar deltagare"
    " purpose budget position organisation company percent representative which where"
).split()
"""Words by which the kind of a question is told."""
_SHORTEST, _LONG = 5, 8


def respelt(text: str) -> str:
    """The text with misspelt words that tell what is asked for put right (`tittel`)."""
    right = text
    for word in reversed(words(text)):
        if len(word.text) >= _SHORTEST and weight(word.text) == 1.0:
            slips = 2 if len(word.text) >= _LONG else 1
            near = [cue for cue in CUES if OSA.distance(word.folded, cue) <= slips]
            if near:
                right = right[: word.start] + near[0] + right[word.end :]
    return right
