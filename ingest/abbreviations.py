"""Abbreviations that are written with a full stop, Swedish and English, by what the stop tells.

Keys are lower case, without the last stop and without spaces (`bl. a.` is looked up as `bl.a`).
"""

from __future__ import annotations

JOINING = frozenset(
    "t.ex bl.a s.k sk d.v.s dvs d.ä fr.o.m f.o.m t.o.m p.g.a pga m.a.o m.h.a m.t.p f.d fd f.n i.s.f"
    " i.st.f ist.f o.s.a t.v ca cirka kl jfr enl ang avs bitr tf kungl tekn civ.ing fil.dr fil.kand"
    " fil.lic med.dr tekn.dr jur.kand v.ordf prof dr doc e.g i.e vs cf viz mr mrs ms messrs mme gov"
    " capt sgt lt mt approx".split()
)
"""More of the sentence always follows, be it a name or a number."""

LEANING = frozenset(
    "ordf jr sr inc ltd co corp bros resp inkl exkl exl tel mob max min avd red övers utg univ adm al dept"
    " est ev forts gm kap ff sekr sthlm".split()
)
"""More of the sentence follows, unless the next word is one that typically begins a sentence."""

NUMBERED = frozenset(
    "no nr b c d f s sid p pp kap bil art fig vol v vers tab avs mom st tel ca kl max min jan feb febr mar"
    " apr jun jul aug sep sept okt oct nov dec".split()
)
"""A number that follows belongs to it; before anything else it may be an ordinary word."""

CLOSING = frozenset("m.m m.fl o.s.v o.d o.dyl e.d e.dyl f.kr e.kr a.m p.m f.m e.m b.c a.d".split())
"""May well be the last word of a sentence, so that a capital letter behind it begins the next."""

MONTHS = frozenset(
    "januari februari mars april maj juni juli augusti september oktober november december january"
    " february march may june july august october".split()
)

FIRST_WORDS = frozenset(
    "det den de detta denna dessa där då här han hon hen vi jag ni man en ett i på av för med till från under"
    " efter före innan när om som så men och eller vid över enligt sedan idag nu nya både alla många några"
    " varje även också dock därför samtidigt dessutom genom inom mellan mot utan trots hur vad vem vilka"
    " vilken varför var min mitt mina vår vårt våra deras dess hans hennes sin första andra flera"
    " the this that these those it he she they we you a an in on at for from with to by after before when"
    " while if but and or however as there here our their his her its all many some what who how why where"
    " then since although during".split()
)
"""Words that typically begin a sentence, lower case."""
