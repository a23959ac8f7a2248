"""`python -m training.yes_no SHARED`: how often the yes or no before a quote is wrong.

Questions about pages that the reader did not learn from are asked of sites of ten, so that the right page
has to be found and the right sentence chosen before it can be read as a yes or a no.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, NamedTuple

import typer
from rich.console import Console
from rich.table import Table

from assistant.answering.finder import Finder
from assistant.bootstrap import open_reader
from assistant.clock import Clock, today
from assistant.evidence.choosing import SURE_QUOTE, SURE_VERDICT
from assistant.ports import SearchIndex
from assistant.question.understanding import understand
from assistant.settings import load_settings
from training.data import Sources, VerdictName, own_pages
from training.looking import Query
from training.prepared import WORK
from training.sites import sites

CONFIDENCES = (0.0, 0.7, SURE_QUOTE, 0.9)
VERDICTS = (0.97, SURE_VERDICT, 0.984)


class Read(NamedTuple):
    """What the reader made of a question for yes or no that it found an answer to."""

    confidence: float
    """That the quote answers, 0 to 1."""
    yes: float
    no: float
    """The chances that the quote says so."""
    truth: VerdictName
    """What the page says."""

    def is_told(self, confidence: float, verdict: float) -> bool:
        """Whether yes or no would be said from these chances on."""
        return self.confidence >= confidence and max(self.yes, self.no) >= verdict

    @property
    def is_right(self) -> bool:
        """Whether yes or no, as likelier, is what the page says."""
        return self.truth == ("yes" if self.yes > self.no else "no")


def main(
    shared: Annotated[Path, typer.Argument(help="The folder with training/ and evaluation/.")],
    work: Annotated[Path, typer.Option(help="Where the indexes are kept.")] = WORK,
    unlearnt: Annotated[
        str, typer.Option(help="Files of pages that came after the reader: ww,xx,yy")
    ] = "",
) -> None:
    """Print how many would be told, and how many of them wrong, from several chances on."""
    own = own_pages(Sources.of(shared).own)
    later = [page for page in own.training if page.source in unlearnt.split(",")]
    settings = load_settings()
    pages = (*own.validation, *later)
    finder = Finder(open_reader, settings, today(), Clock())
    found = [one for site in sites(pages, work / "sites", settings) for one in read(*site, finder)]
    console = Console()
    console.print(f"{len(found)} questions with an answer from what was read")
    table = Table("quote from", *(f"verdict from {verdict}" for verdict in VERDICTS))
    for confidence in CONFIDENCES:
        told = [[one for one in found if one.is_told(confidence, least)] for least in VERDICTS]
        cells = (f"{len(some)}, {sum(not one.is_right for one in some)} wrong" for some in told)
        table.add_row(str(confidence or settings.answering.threshold), *cells)
    console.print(table)


def read(index: SearchIndex, queries: Sequence[Query], finder: Finder) -> Iterator[Read]:
    """What the reader makes of those of the questions that ask for yes or no, and that it answers."""
    for query in queries:
        asked = query.asked
        if asked is None or asked.verdict is None or query.history:
            continue
        question = understand(query.text, None, (), default="sv", maximum=2000)
        findings, _ = finder.find(index, question, first=1)
        if findings.answers and not findings.from_facts:
            verdict = findings.choice.verdict
            yield Read(findings.confidence, verdict.yes, verdict.no, asked.verdict)


if __name__ == "__main__":
    typer.run(main)
