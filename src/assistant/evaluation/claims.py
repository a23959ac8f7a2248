"""`python -m assistant.evaluation.claims`: what the gate of drafts lets pass, by kind of claim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any

import typer
import yaml

from assistant.bootstrap import open_reader
from assistant.evaluation.citing import cited
from assistant.evaluation.files import fill, table
from assistant.evaluation.joined import joined_figures
from assistant.generation.copying import in_quotes
from assistant.generation.evidence import Item, people_in
from assistant.generation.gate import Gate
from assistant.generation.literal import signs_not_in
from assistant.messages.reasons import reason_told
from assistant.reader.reading import Context
from assistant.reasons import NO_REASON, Reason
from assistant.settings import IngestSettings, load_settings
from assistant.text.language import detect_language
from ingest.pipeline import read_documents

LEAST = (0.0, 0.3, 0.5, 0.7, 0.9, 0.95, 0.98)
"""Chances from which a quote is tried as carrying a claim; at 0 code alone decides."""
TRUE = ("carried", "carried, translated")
"""The kinds of claims that are to pass."""
OTHER = "other"
"""The folder of claims in languages that are neither Swedish nor English, a file for each."""
OTHER_LEAST = (0.7, 0.9, 0.95)
"""Chances at which these are tried."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim with what the gate makes of it."""

    kind: str
    claim: str
    objection: Reason
    """What code has against it; none where it sees nothing."""
    chance: float
    """That the quote carries it, by the reader."""
    is_quoted: bool = False
    """Whether the sentence of the quote that it is, or was cut out of, is told in its place."""

    def passes(self, least: float) -> bool:
        """Whether it would be told in its own words."""
        return not self.is_quoted and not self.objection and self.chance >= least


def main(
    claims: Annotated[Path, typer.Argument(help="A folder of claims.")] = Path("tests/data/claims"),
    page: Annotated[Path, typer.Option(help="Where the tables go.")] = Path("docs/claims.md"),
    *,
    show: Annotated[bool, typer.Option("--show", help="Print each claim too.")] = False,
) -> None:
    """Judge every claim and write the figures into the page."""
    gate = Gate(open_reader, least_carried=0.0)
    judged = [one for file in sorted(claims.glob("*.yaml")) for one in judge(file, gate)]
    if show:
        for one in judged:
            made = reason_told(one.objection, "en") or ("quoted" if one.is_quoted else "")
            print(f"{one.chance:.2f}  {one.kind}: {one.claim}  {made}")
    told = figures(judged, load_settings().generation.least_carried)
    told += "\n\n" + other_figures(sorted((claims / OTHER).glob("*.yaml")), gate)
    in_force = replace(gate, least_carried=load_settings().generation.least_carried)
    told += "\n\n" + joined_figures(claims, in_force)
    print(told)
    fill(page, "figures", told)


def judge(file: Path, gate: Gate) -> Iterator[Judged]:
    """Judge the claims of a file.

    Raises:
        SourceError: a quote does not stand in its document.
    """
    for kind, claim, item in _claims(file):
        if in_quotes(claim, [item]):
            yield Judged(kind, claim, NO_REASON, 1.0, is_quoted=True)
        else:
            yield _judged(kind, claim, item, gate)


def _judged(kind: str, claim: str, item: Item, gate: Gate) -> Judged:
    language = detect_language(claim)
    objection, chance = gate.carries(claim, [item], "en" if language == "en" else "sv")
    return Judged(kind, claim, objection, chance)


def _claims(file: Path) -> Iterator[tuple[str, Any, Item]]:
    """The kind of each claim of a file, itself, and what it cites.

    Raises:
        SourceError: a quote does not stand in its document.
    """
    for told in yaml.safe_load_all(file.read_text("utf-8")):
        (read,) = read_documents([Path(told["document"])], IngestSettings()).documents
        document = read.document
        for entry in told["quotes"]:
            citation = cited(document, entry.pop("quote"), 1, file)
            people = people_in(citation, read.facts)
            item = Item(citation, document.title, is_core=True, people=people)
            for kind, claims in entry.items():
                yield from ((kind, claim, item) for claim in claims)


def other_figures(files: Sequence[Path], gate: Gate) -> str:
    """How claims in other languages fare, true and false ones, as a table in Markdown.

    Those of a file are judged as they stand, by the reader and what is written alike everywhere, and
    those that have a translation by that one.
    """
    columns = [f"{which} at {least:g}" for least in OTHER_LEAST for which in ("true", "false")]
    rows: list[list[object]] = []
    for file in files:
        stand, back = [], []
        for kind, claim, item in _claims(file):
            text = claim if isinstance(claim, str) else claim["claim"]
            stand.append(_as_it_stands(kind, text, item, gate))
            if text is not claim:
                back.append(_judged(kind, claim["back"], item, gate))
        rows.append(_other_row(f"`{file.stem}`, as they stand", stand))
        if back:
            rows.append(_other_row(f"`{file.stem}`, translated back", back))
    return table(["claims", "true", "false", *columns], rows)


def _as_it_stands(kind: str, claim: str, item: Item, gate: Gate) -> Judged:
    quote = item.citation.quote
    objection = next(signs_not_in(f"{item.above}\n{quote}", claim), NO_REASON)
    chance = gate.open_reader().settle(claim, Context(item.above, item.above, quote)).yes
    return Judged(kind, claim, objection, chance)


def _other_row(name: str, judged: Sequence[Judged]) -> list[object]:
    true = [one for one in judged if one.kind in TRUE]
    false = [one for one in judged if one.kind not in TRUE]
    passing = [
        sum(one.passes(least) for one in some) for least in OTHER_LEAST for some in (true, false)
    ]
    return [name, len(true), len(false), *passing]


def figures(judged: Sequence[Judged], in_force: float) -> str:
    """The share of each kind that is told as its quote has it, and that passes, as a table in Markdown."""
    kinds = dict.fromkeys(one.kind for one in judged)
    columns = [f"{least:g}" if least else "code alone" for least in LEAST]
    true = [one for one in judged if one.kind in TRUE]
    false = [one for one in judged if one.kind not in TRUE]
    rows = [
        *(_row(kind, [one for one in judged if one.kind == kind]) for kind in kinds),
        _row("**all true**, to pass", true),
        _row("**all false**, to be stopped", false),
    ]
    told = table(["kind", "claims", "told as quoted", *columns], rows)
    return f"{told}\n\nIn force by default: {in_force:g}."


def _row(name: str, some: Sequence[Judged]) -> list[object]:
    passing = (sum(one.passes(least) for one in some) for least in LEAST)
    counts = (sum(one.is_quoted for one in some), *passing)
    return [name, len(some), *(f"{count / len(some):.0%}" for count in counts)]


if __name__ == "__main__":
    typer.run(main)
