"""The words of the workbench about quality."""

from __future__ import annotations

from assistant.messages import Each, Words, in_each


class QualityWords(Words):
    """What is said in one language."""

    title = Each(sv="Kvalitet", en="Quality")
    own = Each(sv="Egna testfrågor", en="Own test questions")
    own_lead = Each(
        sv="Frågor som ska fortsätta att få goda svar. De ställs av sig själva när en inläsning, "
        "en rättelse eller ett eget svar har ändrat något, och räknas inte som ställda frågor.",
        en="Questions that are to go on getting good answers. They are asked by themselves when an "
        "ingest, a correction or a curated answer has changed something, and do not count as asked.",
    )
    outcomes = Each(sv="Testfrågor", en="Test questions")
    outcomes_columns = Each(
        sv=("Fråga", "Utfall", "Ändrat", "Fel", "Svar"),
        en=("Question", "Outcome", "Changed", "Fault", "Answer"),
    )
    """Question, outcome, what changed, what is wrong, answer."""
    right = Each(sv="rätt", en="right")
    wrong = Each(sv="fel", en="wrong")
    not_run = Each(sv="inte kört", en="not run")
    faults = Each(
        sv={
            "answered": "fick inget svar",
            "unanswered": "fick ett svar",
            "lacks": "saknar ”{part}”",
        },
        en={
            "answered": "got no answer",
            "unanswered": "got an answer",
            "lacks": "lacks “{part}”",
        },
    )
    """`status` by what was expected; `lacks` with what the answer lacks."""
    changes = Each(
        sv={
            "mended": "rätt nu",
            "broken": "fel nu",
            "other": "annat svar",
            "added": "ny",
            "": "",
        },
        en={
            "mended": "right now",
            "broken": "wrong now",
            "other": "another answer",
            "added": "new",
            "": "",
        },
    )
    choose = Each(sv="Fråga att ändra", en="Question to change")
    new = Each(sv="Ny fråga", en="New question")
    question = Each(sv="Testfråga", en="Test question")
    expected = Each(sv="Ska den få ett svar?", en="Is it to get an answer?")
    statuses = Each(
        sv={"answered": "ja", "unanswered": "nej, det står inte i dokumenten"},
        en={"answered": "yes", "unanswered": "no, the documents do not say"},
    )
    holds = Each(sv="Svaret ska innehålla", en="The answer is to hold")
    holds_hint = Each(
        sv="En sak på varje rad. Stora bokstäver och prickar spelar ingen roll.",
        en="One thing a line. Capitals and accents do not matter.",
    )
    save = Each(sv="Spara frågan", en="Save the question")
    delete = Each(sv="Ta bort frågan", en="Delete the question")
    run = Each(sv="Kör alla", en="Run all")
    saved = Each(
        sv="Sparad. Kör frågorna för att se utfallet.",
        en="Saved. Run the questions to see the outcome.",
    )
    deleted = Each(sv="Borttagen.", en="Deleted.")
    lacking = Each(
        sv="Skriv en fråga med minst ett ord, och högst tjugo saker som svaret ska innehålla.",
        en="Write a question of a word at least, and at most twenty things for the answer to hold.",
    )
    twice = Each(sv="Frågan finns redan.", en="The question is there already.")
    changed = Each(
        sv="Någon annan har ändrat frågan under tiden. Välj den på nytt.",
        en="Somebody else has changed the question meanwhile. Choose it anew.",
    )
    result = Each(
        sv="{at}: {right} av {count} rätt. Sedan förra gången: {mended} rätt nu, {broken} fel "
        "nu, {other} med annat svar.",
        en="{at}: {right} of {count} right. Since the last time: {mended} right now, {broken} "
        "wrong now, {other} with another answer.",
    )
    """Time, right and all; what was mended, broken and answered in other words."""
    after_ingest = Each(
        sv="Frågorna ställdes efter inläsningen.", en="The questions were asked after the ingest."
    )
    """For a run that an ingest made."""
    stale = Each(
        sv="Indexet, frågorna, rättelserna eller de egna svaren har ändrats sedan dess. Kör frågorna igen.",
        en="The index, the questions, the corrections or the curated answers have changed since. Run the questions again.",
    )
    broken = Each(sv="Fel nu: {question}", en="Wrong now: {question}")
    none_yet = Each(sv="Frågorna har inte körts än.", en="The questions have not been run yet.")
    evaluation = Each(sv="Utvärdering", en="Evaluation")
    evaluation_lead = Each(
        sv="Mätt på versionen {commit}, {at}. docs/evaluation.md berättar hur.",
        en="Measured on version {commit}, {at}. docs/evaluation.md tells how.",
    )
    """The commit and the time of the evaluation."""
    no_evaluation = Each(
        sv="Ingen utvärdering finns i {path}.", en="There is no evaluation in {path}."
    )
    sets = Each(sv="Rätt svar på varje frågesamling", en="Right answers to each set of questions")
    calibration = Each(
        sv="Hur ofta svaren är rätt, efter hur säkert assistenten bedömer dem",
        en="How often answers are right, by how sure the assistant is of them",
    )
    calibration_lead = Each(
        sv="Linjen visar var staplarna slutar om säkerheten stämmer.",
        en="The line shows where the bars end if the confidence is right.",
    )
    figures = Each(sv="Alla mått", en="All figures")
    figures_columns = Each(sv=("Samling", "Mått", "Värde"), en=("Set", "Measure", "Value"))


QUALITY = in_each(QualityWords)
