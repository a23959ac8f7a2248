"""The words of the workbench about curated answers."""

from __future__ import annotations

from assistant.messages import Each, in_each
from assistant.messages.editing import EditingWords


class CurationWords(EditingWords):
    """What is said in one language."""

    title = Each(sv="Egna svar", en="Curated answers")
    lead = Each(
        sv="Ett eget svar ges på precis den fråga som står här, före det som lästs ur dokumenten. "
        "Det säger vem som står bakom det och när det ska ses över, och det ligger kvar när "
        "dokumenten läses in på nytt.",
        en="A curated answer is given to exactly the question that stands here, before anything read "
        "from the documents. It says who answers for it and when it is to be reviewed, and stays "
        "when documents are read anew.",
    )
    table = Each(sv="Egna svar", en="Curated answers")
    columns = Each(
        sv=("Fråga", "Svar", "Ansvarig", "Ses över", "Läge"),
        en=("Question", "Answer", "Owner", "Review by", "State"),
    )
    """Question, answer, owner, date of review, state."""
    choose = Each(sv="Svar att ändra", en="Answer to change")
    new = Each(sv="Nytt svar", en="New answer")
    question = Each(sv="Fråga", en="Question")
    variants = Each(sv="Samma fråga med andra ord", en="The same question in other words")
    variants_hint = Each(
        sv="En på varje rad. Stora bokstäver, skiljetecken och prickar spelar ingen roll.",
        en="One a line. Capitals, punctuation and accents do not matter.",
    )
    answer = Each(sv="Svar", en="Answer")
    document = Each(sv="Källa: dokument", en="Source: document")
    no_document = Each(sv="Inget dokument", en="No document")
    quote = Each(sv="Citat ur dokumentet", en="Quote from the document")
    quote_hint = Each(sv="Ord för ord som i dokumentet", en="Word for word as in the document")
    save = Each(sv="Spara", en="Save")
    delete = Each(sv="Ta bort", en="Delete")
    attempt = Each(sv="Prova frågan", en="Try the question")
    saved = Each(
        sv="Sparat. Svaret gäller från nästa fråga.",
        en="Saved. The answer holds from the next question on.",
    )
    deleted = Each(
        sv="Borttaget. Frågan besvaras ur dokumenten igen.",
        en="Deleted. The question is answered from the documents again.",
    )
    in_force = Each(sv="gäller", en="in force")
    overdue = Each(sv="ska ses över", en="to be reviewed")
    unsupported = Each(sv="citatet finns inte längre", en="its quote is gone")
    no_source = Each(
        sv="Ange en källa: ett dokument med citat, eller en adress.",
        en="Name a source: a document with a quote, or an address.",
    )
    not_quoted = Each(
        sv="Citatet står inte så i dokumentet. Kopiera det därifrån.",
        en="The quote does not stand so in the document. Copy it from there.",
    )
    changed = Each(
        sv="Någon annan har ändrat svaret under tiden. Välj det på nytt.",
        en="Somebody else has changed the answer meanwhile. Choose it anew.",
    )
    twice = Each(
        sv="Ett annat svar gäller redan den frågan.",
        en="Another answer is there for that question.",
    )


CURATION = in_each(CurationWords)
