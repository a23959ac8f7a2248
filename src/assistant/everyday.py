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
        (r"\b(sitter|satt|står|stod) vid (rodret|ratten|spakarna)( för| i)\b", "leder"),
        (r"\b(is |are |was |were )?(in charge|at the head|at the helm|the boss) of\b", "leads"),
        (
            r"\b(?P<who>vem|vilka|vilke[nt] \w+|som)(?P<of> [^?.!,]{2,40}?)? (har hand om|hade hand om|tar hand om|sköter|rår över)\b",
            r"\g<who>\g<of> ansvarar för",
        ),
        (r"\b(är )?(högst|ytterst) ansvarig[ae]? för\b", "leder"),
        (r"\bför (?P<who>[^?.!]{2,60}?)s? räkning\b", r"från \g<who>"),
        (r"\b(in|on) behalf of\b", "from"),
        (r"\bklippt?(e|er)? (det blågula )?bandet\b|\b(cut|cuts) the ribbon\b", "invigde"),
        (r"\b(för|förde) (?P<who>[^?.!]{2,60}?)s talan\b", r"från \g<who>"),
        (r"\b(deltog|deltar|kom|är|var|satt|sitter|tjänstgjorde|tjänstgör|närvarade|medverkade)( med)? (istället|i stället) för\b", "ersätter"),
        (r"\bhoppa(r|de|t)? in (för|om|i stället för)\b", "ersätter"),
        (r"\b(tar|ta|tog|taken?|takes) över efter\b|\btakes? over from\b", "efterträder"),
        (r"\b(finns|fanns|är|sitter|satt) (med )?(runt|kring) bordet\b", "är med i gruppen"),
        (r"\b(runt|kring) bordet\b", "i gruppen"),
        (r"\b(sit|sits|sat|is|are) (at|around) the table\b", "is a member of the group"),
        (r"\b(själv |personligen )?(på plats|närvarande)\b", "med"),
        (
            r"^\W*(har|hade|fick) (?P<who>[^?.!]{2,60}?)( fått)?( någon| en| sin)? (plats|stol|röst) (vid bordet|(?=i |på ))(?P<rest>[^?.!]*)",
            r"är \g<who> med \g<rest>",
        ),
        (r"\b(har|hade|fått|fick) (någon |en |sin )?(plats|stol|röst) (vid bordet\b|(?P<in>i|på)\b)", r"är med \g<in>"),
        (r"\b(does|do|did) (?P<who>[^?.!,]{2,60}?) have (a |any )?(seat|place|representatives?|voice) (at the table|in the group|(?=in |on )(?=[^?.!]*(group|board|council|committee)))", r"is \g<who> a member "),
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
        (r"(?P<if>^\W*|att )(har|hade) (?P<who>(?-i:[A-ZÅÄÖ])[^?.!]{2,60}?) (någon|några|folk|personal|en person)( med)? i\b", r"\g<if>är \g<who> med i"),
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
            r"|diskutera(de|des|ts)|dryfta\w*|avhandla\w*)( det)?( om)?\b(?=[^?.!]{0,200}(möte|träff))",
            "står på agendan",
        ),
        (
            r"(?<=vad )(ska|skulle|kommer|vill|tänker|tänkte) (de|man|ni|gruppen|deltagarna) (att )?(prata|tala|diskutera|ta upp|samtala)( om)?\b",
            "står på agendan",
        ),
        (r"\bnär (de|man|gruppen) (träffas|träffades|möttes|samlades|sågs)( för)? första gången\b", "vid det första mötet"),
        (r"\bhandla(r|de|t)\b(?P<what>[^?.!]{0,80}?(möte|träff)\w*) om\b", r"står på agendan för\g<what>"),
        (
            r"\b(i vilken månad|vilket år|när) (går|gick|når|nådde) (?P<what>[^?.!]{2,60}?) (i mål|i hamn|ut)(?=\W*$)",
            r"när slutar \g<what>",
        ),
        (r"\bhur långt fram( i tiden)? (sträcker sig|går|löper|varar)\b", "till när pågår"),
        (
            r"\b(är (tanken|meningen|det tänkt) att )?(?P<what>(arbetet|verksamheten|projektet|samarbetet|det|allt|den) )?(ska|kommer) "
            r"((?P<who>[^?.!]{2,40}?) )?(att )?(leva|drivas|löpa|gå) vidare\b",
            r"ska \g<what>\g<who> fortsätta",
        ),
        (
            r"^\W*(läggs|lades|lägger (man|de)) (?P<what>[^?.!]{2,40}?) (ner|ned)\b(?=\W*$| när| efter)",
            r"Vad händer med \g<what>",
        ),
        # Who runs and who pays.
        (r"\b(?P<who>vem|vilka|vilke[nt] \w+)( är det som| som)? (ligger|låg) bakom\b", r"\g<who> driver"),
        (r"\b(varifrån|var) (kommer|kom|får (man|de)|fick (man|de)|tas) (pengarna|medlen|finansieringen)( i?från(?=\W*$))?( till| för| i)?\b", "vem finansierar"),
        (r"\bwhere (does|do|did) the (money|funding)( for (?P<what>[^?.!]{2,40}?))? come from\b", r"who funds \g<what>"),
        (r"^\W*är det (?P<who>(?-i:[A-ZÅÄÖ])[\w-]*?)[- ]?(pengar|medel|stöd|bidrag) (i|bakom|till)( det (här|där))?\b( projektet)?", r"finansieras projektet av \g<who>"),
        (
            r"(?P<asks>^\W*(får|fick|har)\b[^?.!]{2,60}?)\b(?P<who>EU|(?-i:[A-ZÅÄÖ][a-zåäö]+))-(stöd|medel|bidrag|pengar)\b",
            r"\g<asks>pengar från \g<who>",
        ),
        (r"(?<=^what is )(the )?point of\b", "the purpose of"),
        # Names and abbreviations.
        (r"\bhög[- ]?nivå[- ]grupp", "högnivågrupp"),
        (r"\bgrupp(en)? av hög nivå\b", "högnivågruppen"),
        (r"(?<![\w&-])(?-i:(?:[^\W\d_a-zåäö][\w&-]* ){1,6})\((?P<name>[^()]{2,60})\)", r"\g<name>"),
        (r"\bsthlms?\b\.?", "Stockholm"),
        (r"\bgbg\b\.?", "Göteborg"),
        (r"\blänsst\b\.?", "Länsstyrelsen"),
        (r"\bv\.? ?ordf\b\.?", "vice ordförande"),
        (r"\bordf\b\.?", "ordförande"),
        (r"\bgen\.? ?sekr\b\.?", "generalsekreterare"),
        (r"\bsekr\b\.?", "sekreterare"),
        (r"\b(?P<of>[^\W\d_]{2,})\.?dir\b\.?(?!\w)", r"\g<of>direktör"),
        (r"\bproj\b\.?", "projekt"),
        (r"\b(vetenskaps|forsknings)park(en)?\b", "science park"),
        # Without å, ä and ö.
        (r"^nar\b|\bnar (?=slut|start|bor|bör|pa|på|ar|är)", "när"),
        (r"\b(?-i:ar)(?= (med|det|hon|han|den|projekt|medlem|en|i)\b)", "är"),
        (r"\b(?-i:fran)\b", "från"),
        (r"\bvarfor\b", "varför"),
        # Asides.
        (r"(?<=[^\W_]{2}), ?(dvs|d\. ?v\. ?s|det vill säga|alltså|i\.e|that is)\b[^?!]*", ""),
        (r"(?<!\s)\s+(nu igen|nu då|igen|egentligen|numera)(?=\W*$)", ""),
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
