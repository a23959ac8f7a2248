"""The page of facts: a form whose state is the address, and the tables that meet it."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import FastAPI, Query
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, ValidationError

from assistant.errors import FordonsdalenError
from assistant.facts.selection import FactFilter, candidates, forgiven, select
from assistant.messages.facts_page import FACTS, KINDS
from ui.exchange import told
from ui.fact_tables import SECTIONS, Order, Table, tables
from ui.pages import Pages
from ui.routes import LanguageQuery
from ui.timeline import timeline

NARROWING = ("organisation", "group", "role")
"""Filters that the form has a field for, beside search, kind and document."""


class FactsAddress(BaseModel):
    """What the address of the page says; unknown values are no error to a person, they do nothing."""

    q: str = ""
    kind: str = ""
    organisation: str = ""
    group: str = ""
    role: str = ""
    document: str = ""
    sort: str = ""
    """Section and column, `people.name`; with a minus in front, `-people.name`, falling."""

    @property
    def wanted(self) -> FactFilter:
        """The same filter as that of the API.

        Raises:
            ValidationError: a part of it is longer than any fact.
        """
        given = {"text": self.q, **{name: [value] for name, value in self._lists().items()}}
        return FactFilter.model_validate(given)

    @property
    def order(self) -> Order:
        """How a section is sorted."""
        section, _, column = self.sort.removeprefix("-").partition(".")
        if column not in SECTIONS.get(section, ()):
            return Order()
        return Order(section, column, self.sort.startswith("-"))

    def query(self, **changes: str) -> str:
        """This state with changes, for a link; nothing that is empty."""
        state = {**self.model_dump(), **changes}
        return urlencode({name: value for name, value in state.items() if value})

    def download(self, form: str, **others: str) -> str:
        """The query by which the API gives the same facts."""
        text = {"text": self.q} if self.q.strip() else {}
        return urlencode({**text, **self._lists(), "format": form, **others})

    def _lists(self) -> dict[str, str]:
        values = {"kind": self.kind if self.kind in KINDS else ""}
        values |= {name: getattr(self, name) for name in (*NARROWING, "document")}
        return {name: value.strip() for name, value in values.items() if value.strip()}

    def sorting(self, table: Table, column: str) -> str:
        """The value of `sort` behind the heading of a column: rising, or falling if it was rising."""
        risen = self.order == Order(table.key, column)
        return f"{'-' if risen else ''}{table.key}.{column}"


def add_facts_page(app: FastAPI, pages: Pages) -> None:
    """Serve `/fakta`."""
    service, settings = pages.service, pages.settings

    @app.get("/fakta", include_in_schema=False)
    def facts_page(
        address: Annotated[FactsAddress, Query()], language: LanguageQuery = None
    ) -> HTMLResponse:
        chosen = language or settings.language
        try:
            wanted = address.wanted
        except ValidationError:
            return pages.trouble(422, FACTS[chosen].too_long, language)
        try:
            known = service.snapshot()
            documents = known.documents
            everything = candidates(known.facts, documents, wanted)
            facts = select(everything, wanted)
            corrected = "" if facts else forgiven(known.facts, wanted)
            if corrected:
                facts = select(everything, wanted.model_copy(update={"text": corrected}))
            shown = tables(facts, documents, chosen, settings.server.root_path, address.order)
            return pages.render(
                "fakta.html",
                language,
                words=FACTS[chosen],
                kinds={kind: names[chosen] for kind, names in KINDS.items()},
                documents=documents.values(),
                narrowing=NARROWING,
                address=address,
                corrected=corrected,
                timeline=timeline(facts, documents, chosen),
                tables=shown,
                total=sum(table.total for table in shown),
                cut=any(table.total > len(table.rows) for table in shown),
                kept=f"{address.query()}&" if address.query() else "",
            )
        except FordonsdalenError as error:
            return pages.trouble(503, told(error, chosen), language)
