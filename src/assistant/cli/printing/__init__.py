"""What the commands print for a person."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from assistant.messages.answers import CHAT_WELCOME, RELATED, quoted
from assistant.messages.dates import human_date
from assistant.messages.interface import INTERFACE, told_outdated
from assistant.messages.reasons import reason_told
from assistant.models.answers import Answer, Citation, Language
from assistant.models.drafts import Draft
from assistant.text.words import single_spaced

if TYPE_CHECKING:
    from assistant.cli.archive import Contents
    from assistant.cli.restoring import Restored
    from assistant.generation.usage import Used
    from assistant.progress import OnProgress
    from vectorstore.in_force import InForce
    from vectorstore.manifest import Manifest

WIDE = 200
"""Columns of a table that goes to a file or another program."""
LONGEST_RELATED = 240
"""Characters of a passage below a refusal."""
OUT = Console(highlight=False, soft_wrap=True, width=None if sys.stdout.isatty() else WIDE)
ERR = Console(stderr=True, highlight=False, soft_wrap=True)


@contextmanager
def progress() -> Iterator[OnProgress]:
    """A bar for each step, on a terminal only."""
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
    )

    columns = (
        TextColumn("{task.description:<24}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=ERR, disable=not ERR.is_terminal) as bars:
        tasks: dict[str, int] = {}

        def on_progress(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(step, total=total)
            bars.update(tasks[step], completed=done, total=total)  # type: ignore[arg-type]

        yield on_progress


def answer(given: Answer) -> None:
    """The answer and below it where each quote stands."""
    OUT.print(escape(given.text))
    if made := given.rephrased:
        told = INTERFACE[given.question.language].rephrased.format(question=made)
        OUT.print(f"[dim]{escape(told)}[/]")
    if old := told_outdated(given.outdated, given.question.language):
        OUT.print(f"[yellow]{escape(old)}[/]")
    for citation in given.citations:
        OUT.print(f"  [dim]\\[{citation.number}] {_place(citation, given.question.language)}[/]")
    if given.related and not given.status.has_evidence:
        OUT.print(f"[dim]{RELATED[given.question.language]}[/]")
        for citation in given.related:
            quote = escape(quoted(_short(citation.quote, LONGEST_RELATED), given.question.language))
            OUT.print(f"  [dim]{quote} {_place(citation, given.question.language)}[/]")


def _place(citation: Citation, language: Language) -> str:
    """Where a quote stands, as markup."""
    document = citation.document
    page = f"page {citation.page}" if citation.page else ""
    published = human_date(document.published, language)
    where = ", ".join(part for part in (page, published, document.url) if part)
    own = [] if document.source == document.url else [document.source]
    sources = [*own, *(a.url or a.source for a in document.also)]
    told = f", {' = '.join(sources)}" if sources else ""
    place = f"{document.title}{f' ({where})' if where else ''}{told}"
    return escape(f"{place} {citation.start}–{citation.end}")


def explanation(given: Answer) -> None:
    """Every step and score of an answer."""
    told, question = given.explanation, given.question
    OUT.print(f"\n[bold]Question[/] {escape(question.standalone)}")
    OUT.print(
        f"asked in {question.asked_in}, answered in {question.language}, asks for: {question.expects}"
    )
    if made := told.rephrasing:
        used = f" ({reason_told(made.objection, 'en')})" if made.objection else ""
        OUT.print(escape(f"rephrased by the model: {made.text}{used}"))
    by = "passage score" if not told.hits or told.hits[0].reranked is None else "reranked"
    hits = Table("", by, "cosine", "nearest", "lexical", "passage", title="Passages")
    for hit in told.hits[:15]:
        hits.add_row(
            "kept" if hit.kept else "",
            f"{hit.score if hit.reranked is None else hit.reranked:.3f}",
            f"{hit.dense:.3f}",
            f"{hit.nearest:.3f}",
            f"{hit.lexical:.3f}",
            escape(f"{hit.passage.document}: {_short(hit.passage.text)}"),
        )
    evidence = Table("", "chance", "sentence", title="Evidence")
    for weighed in told.evidence[:15]:
        mark = "chosen" if weighed.chosen else ""
        evidence.add_row(mark, f"{weighed.score:.2f}", escape(_short(weighed.span.text)))
    OUT.print(*(table for table in (hits, evidence) if table.row_count))
    rejected = max(0, len(told.hits) - 15)
    if rejected:
        OUT.print(f"and {rejected} more passages with lower scores")
    for draft in told.drafts:
        OUT.print(_draft(draft))
    reason = escape(reason_told(told.reason, "en"))
    OUT.print(f"[bold]{given.status.value}[/] {reason} Made of: {given.composed_by}.")
    OUT.print("  ".join(f"{step} {spent:.1f} ms" for step, spent in given.timings_ms.items()))


def _draft(draft: Draft) -> Table:
    """What a language model wrote, claim by claim, and why each was dropped."""
    title = f"Draft of the model (prompt {draft.prompt})"
    table = Table("", "chance", "claim", "cites", "why it was dropped", title=title)
    for claim in draft.claims:
        cites, mark = " ".join(map(str, claim.handles)), "" if claim.objection else "kept"
        chance = f"{claim.chance:.2f}"
        table.add_row(
            mark, chance, escape(claim.explained), cites, escape(reason_told(claim.objection, "en"))
        )
    if ended := draft.fallback or draft.cut:
        before = "Quotes instead" if draft.fallback else "Cut off"
        table.caption = escape(f"{before}: {reason_told(ended, 'en').rstrip('.')}.")
    return table


def usage(days: Sequence[Used], currency: str) -> None:
    """What the calls of a language model came to and took, the newest day first."""
    table = Table("day", "outcome", "times", "tokens", "seconds", currency)
    for one in days:
        took = str(one.times), str(one.tokens), f"{one.seconds:.0f}", f"{one.cost:.2f}"
        table.add_row(one.day, escape(one.outcome), *took)
    OUT.print(table if days else "No language model was asked.")


def _short(text: str, most: int = 90) -> str:
    flat = single_spaced(text)
    return flat if len(flat) <= most else flat[: most - 1] + "…"


def chat_welcome(language: Language) -> None:
    """How to begin and how to end."""
    OUT.print(CHAT_WELCOME[language])


def prompt() -> str:
    """The next question; empty at the end."""
    try:
        return input("\n> " if sys.stdin.isatty() else "").strip()
    except EOFError:
        return ""


def problem(message: str) -> None:
    """An error that does not end the conversation."""
    ERR.print(f"[yellow]{escape(message)}[/]")


def batch_done(count: int, out: Path | None) -> None:
    """Where the replies are."""
    if out is not None:
        ERR.print(f"{count} replies in {out}")


def verified(checked: int, wrong: Sequence[str], changed: Sequence[str]) -> None:
    """The outcome of checking quotes."""
    for reason in changed:
        ERR.print(f"[yellow]changed[/] {escape(reason)}")
    for reason in wrong:
        ERR.print(f"[red]wrong[/] {escape(reason)}")
    if not wrong and not changed:
        OUT.print(f"All {checked} quotes stand in their sources.")


def counted(number: int, thing: str) -> str:
    """`1 document`, `2 documents`."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


def status(
    data_dir: Path,
    found: InForce,
    documents: Sequence[tuple[str, str, str]],
    others: Sequence[Manifest],
) -> None:
    """What is in the index.

    Args:
        data_dir: Where it is.
        found: The generation that answers.
        documents: Id, title and date of each.
        others: The other whole generations, the newest first.
    """
    manifest = found.manifest
    if found.problem:
        problem(found.problem)
    OUT.print(f"Index       {data_dir}, generation {manifest.name}, {_age(manifest)}")
    OUT.print(f"Model       {manifest.model}, {manifest.dimensions} dimensions")
    counts = ", ".join(counted(n, name.removesuffix("s")) for name, n in manifest.counts.items())
    OUT.print(f"Holds       {counts}")
    table = Table("document", "title", "published")
    for name, title, published in documents:
        table.add_row(escape(name), escape(title), human_date(published, "en"))
    OUT.print(table)
    for source, reason in manifest.failures:
        OUT.print(f"[yellow]Not read:[/] {escape(source)}: {escape(str(reason))}")
    for other in others:
        count = other.counts["documents"]
        OUT.print(
            f"Also whole  {other.name}, {counted(count, 'document')}, {_age(other)} (see rollback)"
        )


def checked(problems: Sequence[str]) -> None:
    """The outcome of checking everything; how many were found is told as an error."""
    for found in problems:
        problem(found)
    if not problems:
        OUT.print("Every checksum, span and vector is as it should be, and nothing is left behind.")


def now_in_force(manifest: Manifest) -> None:
    """Which generation answers now."""
    count = manifest.counts["documents"]
    OUT.print(f"In force    {manifest.name}, {counted(count, 'document')}, {_age(manifest)}")


def backed_up(path: Path, contents: Contents) -> None:
    """What is in an archive."""
    packed = sum(file.bytes for file in contents.files.values())
    size = f"{packed / 1e6:.1f} MB"
    OUT.print(f"{escape(str(path))}: generation {contents.generation}, {size} in all")


def restored(done: Restored) -> None:
    """What became of an archive."""
    now_in_force(done.manifest)
    OUT.print(f"It was {done.was} in the archive.")
    for name in done.put_back:
        OUT.print(f"{name} is restored as well.")
    for name in done.left:
        OUT.print(f"{name} is there already and stays; --replace restores the archive's.")


def _age(manifest: Manifest) -> str:
    age = datetime.now(UTC) - datetime.fromisoformat(manifest.created)
    seconds = age.total_seconds()
    for unit, length in (("days", 86_400), ("hours", 3_600), ("minutes", 60)):
        if seconds >= 2 * length:
            return f"{seconds / length:.0f} {unit} old"
    return "new"
