"""Corrections of facts where a document replaces another: both hold at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from assistant import bootstrap
from assistant.staff.corrections import FactCorrection, corrections_file
from tests.assistant.made import ingested

PRESS = """---
title: Fordonsrådet
published: {published}
---
I Fordonsrådet sitter Anna Ek, vd, Elbåtarna, Bo Lund, rektor, KTH, och {third}, chef, Scania.

Elvägen pågår från juli 2021 till oktober 2023. Elvägen har en budget på {budget} miljoner kronor.
"""
NEW = PRESS.format(published="2022-01-01\nreplaces: old", third="Eva Berg", budget="15,7")
OLD = PRESS.format(published="2021-01-01", third="Karin Malm", budget="12,5")


def test_what_staff_corrected_is_not_quoted_from_a_document_that_replaces_another(
    tmp_path: Path,
) -> None:
    settings = ingested(tmp_path, {"new.md": NEW, "old.md": OLD})
    index = bootstrap.build_index(settings)
    fact = next(f for f in index.facts if f.kind == "period" and f.document == "new")
    entry = FactCorrection(
        document="new",
        kind=fact.kind,
        read=dict(fact.fields),
        quote=fact.text,
        corrected={"to": "2024-12"},
        reason="Styrgruppen förlängde",
        owner="Åsa Frisk",
        review_by=date(2099, 1, 31),
    )
    corrections_file(settings.data_dir).change(None, entry)
    assistant = bootstrap.build_assistant(settings)
    for question in ("Vad pågår till oktober 2023?", "Pågår Elvägen till oktober 2023?"):
        answer = assistant.ask(question)
        quotes = [quote.quote for quote in (*answer.citations, *answer.related)]
        assert not any("till oktober 2023" in quote for quote in quotes), question
        assert "december 2024" in answer.text
