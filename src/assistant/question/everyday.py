"""Puts a question into plainer words, so that the rules for facts need not know everyday phrases.

The reader sees a question as it was typed. Each phrase here wins questions of our own sets that it
does not answer yet (docs/evaluation.md); once it does, the phrase can go.
"""

from __future__ import annotations

import re

PLAINER: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), plain)
    for pattern, plain in (
        # Who leads and who is there.
        (r"\b(sitter|satt|står|stod) vid (rodret|ratten|spakarna)( för| i)\b", "leder"),
        (
            r"\b(?P<who>vem|vilka|vilke[nt] \w+|som)(?P<of> [^?.!,]{2,40}?)? (har hand om|hade hand om|tar hand om|sköter|rår över)\b",
            r"\g<who>\g<of> ansvarar för",
        ),
        (r"\b(deltog|deltar|kom|är|var|satt|sitter|tjänstgjorde|tjänstgör|närvarade|medverkade)( med)? (istället|i stället) för\b", "ersätter"),
        (r"\b(runt|kring) bordet\b", "i gruppen"),
        (r"\b(själv |personligen )?(på plats|närvarande)\b", "med"),
        (r"\bmed på ett hörn\b", "med"),
        (
            r"^\W*(kom|dök|infann sig|närvarade) (?P<who>(?-i:[A-ZÅÄÖ])[^?.!]{2,50}?)( upp)? (på|till|vid) (mötet|träffen|sammanträdet)\b",
            r"Är \g<who> med på mötet",
        ),
        (
            r"(?<=who )(heads|leads|runs|directs|manages|is head of|is in charge of) (the )?(?P<what>research|communications|development"
            r"|finances?|digitali[sz]ation|human resources)\b(?! project| group)",
            r"is head of \g<what>",
        ),
        (r"^(jag|vi|i|we)\b.*\b(behöver|vill ha|söker|letar efter|önskar) (alla )?(namnen|namn) på\b( samtliga| alla)?", "Lista"),
        (
            r"^\W*((kan|får|skulle) (jag|vi|man)\b[^?.!]{0,20}\b(få|ha)|ge mig|visa( mig)?|skicka( mig)?|jag (vill|behöver"
            r"|skulle)\b[^?.!]{0,30}?)\s+(se\s+)?(en\s+)?(lista|listan|förteckning(en)?)\b( (över|på|med))?",
            "Lista",
        ),
        # When it ends.
        (
            r"\b(i vilken månad|vilket år|när) (går|gick|når|nådde) (?P<what>[^?.!]{2,60}?) (i mål|i hamn|ut)(?=\W*$)",
            r"när slutar \g<what>",
        ),
        (r"\bhur långt fram( i tiden)? (sträcker sig|går|löper|varar)\b", "till när pågår"),
        # Who runs and who pays.
        (r"\b(?P<who>vem|vilka|vilke[nt] \w+)( är det som| som)? (ligger|låg) bakom\b", r"\g<who> driver"),
        # Abbreviations, and words without their dots.
        (r"\bsthlms?\b\.?", "Stockholm"),
        (r"\blänsst\b\.?", "Länsstyrelsen"),
        (r"\bgen\.? ?sekr\b\.?", "generalsekreterare"),
        (r"^nar\b|\bnar (?=slut|start|bor|bör|pa|på|ar|är)", "när"),
        # Asides.
        (r"(?<=[^\W_]{2}), ?(dvs|d\. ?v\. ?s|det vill säga|alltså|i\.e|that is)\b[^?!]*", ""),
        (r"(?<!\s)\s+(nu igen|nu då|igen|egentligen|numera)(?=\W*$)", ""),
    )
)  # fmt: skip
"""Phrases in words that the rules know; each works on what those before it left."""


def plainer(text: str) -> str:
    """The same question in plainer words."""
    plain = text
    for phrase, replacement in PLAINER:
        plain = phrase.sub(replacement, plain)
    return " ".join(plain.split()) if plain != text else text
