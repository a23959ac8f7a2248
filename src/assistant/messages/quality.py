"""The words of the workbench about quality."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.models.answers import Language


@dataclass(frozen=True)
class QualityWords:
    """What is said in one language."""

    title: str
    own: str
    own_lead: str
    outcomes: str
    outcomes_columns: tuple[str, ...]
    """Question, outcome, what changed, what is wrong, answer."""
    right: str
    wrong: str
    not_run: str
    faults: Mapping[str, str]
    """`status` by what was expected; `lacks` with what the answer lacks."""
    changes: Mapping[str, str]
    choose: str
    new: str
    question: str
    expected: str
    statuses: Mapping[str, str]
    holds: str
    holds_hint: str
    save: str
    delete: str
    run: str
    saved: str
    deleted: str
    lacking: str
    twice: str
    changed: str
    result: str
    """Time, right and all; what was mended, broken and answered in other words."""
    after_ingest: str
    """For a run that an ingest made."""
    stale: str
    broken: str
    none_yet: str
    evaluation: str
    evaluation_lead: str
    """The commit and the time of the evaluation."""
    no_evaluation: str
    sets: str
    calibration: str
    calibration_lead: str
    figures: str
    figures_columns: tuple[str, ...]


QUALITY: Mapping[Language, QualityWords] = {
    "sv": QualityWords(
        title="Kvalitet",
        own="Egna testfrågor",
        own_lead="Frågor som ska fortsätta att få goda svar. De ställs av sig själva när en inläsning, "
        "en rättelse eller ett eget svar har ändrat något, och räknas inte som ställda frågor.",
        outcomes="Testfrågor",
        outcomes_columns=("Fråga", "Utfall", "Ändrat", "Fel", "Svar"),
        right="rätt",
        wrong="fel",
        not_run="inte kört",
        faults={
            "answered": "fick inget svar",
            "unanswered": "fick ett svar",
            "lacks": "saknar ”{part}”",
        },
        changes={
            "mended": "rätt nu",
            "broken": "fel nu",
            "other": "annat svar",
            "added": "ny",
            "": "",
        },
        choose="Fråga att ändra",
        new="Ny fråga",
        question="Testfråga",
        expected="Ska den få ett svar?",
        statuses={"answered": "ja", "unanswered": "nej, det står inte i dokumenten"},
        holds="Svaret ska innehålla",
        holds_hint="En sak på varje rad. Stora bokstäver och prickar spelar ingen roll.",
        save="Spara frågan",
        delete="Ta bort frågan",
        run="Kör alla",
        saved="Sparad. Kör frågorna för att se utfallet.",
        deleted="Borttagen.",
        lacking="Skriv en fråga med minst ett ord, och högst tjugo saker som svaret ska innehålla.",
        twice="Frågan finns redan.",
        changed="Någon annan har ändrat frågan under tiden. Välj den på nytt.",
        result="{at}: {right} av {count} rätt. Sedan förra gången: {mended} rätt nu, {broken} fel "
        "nu, {other} med annat svar.",
        after_ingest="Frågorna ställdes efter inläsningen.",
        stale="Indexet, frågorna, rättelserna eller de egna svaren har ändrats sedan dess. Kör frågorna igen.",
        broken="Fel nu: {question}",
        none_yet="Frågorna har inte körts än.",
        evaluation="Utvärdering",
        evaluation_lead="Mätt på versionen {commit}, {at}. docs/evaluation.md berättar hur.",
        no_evaluation="Ingen utvärdering finns i {path}.",
        sets="Rätt svar på varje frågesamling",
        calibration="Hur ofta svaren är rätt, efter hur säkert assistenten bedömer dem",
        calibration_lead="Linjen visar var staplarna slutar om säkerheten stämmer.",
        figures="Alla mått",
        figures_columns=("Samling", "Mått", "Värde"),
    ),
    "en": QualityWords(
        title="Quality",
        own="Own test questions",
        own_lead="Questions that are to go on getting good answers. They are asked by themselves when an "
        "ingest, a correction or a curated answer has changed something, and do not count as asked.",
        outcomes="Test questions",
        outcomes_columns=("Question", "Outcome", "Changed", "Fault", "Answer"),
        right="right",
        wrong="wrong",
        not_run="not run",
        faults={
            "answered": "got no answer",
            "unanswered": "got an answer",
            "lacks": "lacks “{part}”",
        },
        changes={
            "mended": "right now",
            "broken": "wrong now",
            "other": "another answer",
            "added": "new",
            "": "",
        },
        choose="Question to change",
        new="New question",
        question="Test question",
        expected="Is it to get an answer?",
        statuses={"answered": "yes", "unanswered": "no, the documents do not say"},
        holds="The answer is to hold",
        holds_hint="One thing a line. Capitals and accents do not matter.",
        save="Save the question",
        delete="Delete the question",
        run="Run all",
        saved="Saved. Run the questions to see the outcome.",
        deleted="Deleted.",
        lacking="Write a question of a word at least, and at most twenty things for the answer to hold.",
        twice="The question is there already.",
        changed="Somebody else has changed the question meanwhile. Choose it anew.",
        result="{at}: {right} of {count} right. Since the last time: {mended} right now, {broken} "
        "wrong now, {other} with another answer.",
        after_ingest="The questions were asked after the ingest.",
        stale="The index, the questions, the corrections or the curated answers have changed since. Run the questions again.",
        broken="Wrong now: {question}",
        none_yet="The questions have not been run yet.",
        evaluation="Evaluation",
        evaluation_lead="Measured on version {commit}, {at}. docs/evaluation.md tells how.",
        no_evaluation="There is no evaluation in {path}.",
        sets="Right answers to each set of questions",
        calibration="How often answers are right, by how sure the assistant is of them",
        calibration_lead="The line shows where the bars end if the confidence is right.",
        figures="All figures",
        figures_columns=("Set", "Measure", "Value"),
    ),
}
