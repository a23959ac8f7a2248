"""A document that another replaces, and one text at two addresses."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from assistant import bootstrap, ingesting
from assistant.answering import assistant
from assistant.answering.assistant import Assistant
from assistant.answering.noticing import with_followers
from assistant.answering.versions import Versions
from assistant.api.app import build_app
from assistant.composition.response import Response
from assistant.contract import reply
from assistant.models.answers import Answer, Citation, Status
from assistant.models.documents import Document
from assistant.ports import SearchIndex
from assistant.settings import Settings, load_settings
from ui.pages import Pages
from ui.routes import add_pages

OLD = """---
title: Elbåtarna
published: 2021-03-03
---
Elbåtarna provar eldrivna pendelbåtar i skärgården. Projektledare är Anna Ek.

Projektet pågår till december 2023. Kaptenen på den första båten heter Måns Holm.
"""
NEW = """---
title: Elbåtarna
published: 2024-02-01
replaces: old
---
Elbåtarna provar eldrivna pendelbåtar i skärgården. Projektledare är Bo Alm.

Projektet pågår till augusti 2027. Båtarna byggs i Västervik.
"""
COPY = """---
title: Kopian
url: https://b.se/kopia
---
Konstnären Lo Dahl har målat alla bryggor gula.
"""
Ingest = Callable[..., Settings]


@pytest.fixture(scope="module")
def ingest(tmp_path_factory: pytest.TempPathFactory) -> Ingest:
    def ingest(settings: Settings | None = None, **pages: str) -> Settings:
        folder = tmp_path_factory.mktemp("pages")
        for name, page in pages.items():
            (folder / f"{name}.md").write_text(page, "utf-8")
        settings = settings or load_settings(data_dir=folder / "data")
        ingesting.ingest([folder], settings)
        return settings

    return ingest


@pytest.fixture(scope="module")
def boats(ingest: Ingest) -> Assistant:
    original = COPY.replace("Kopian", "Bryggorna").replace("b.se/kopia", "a.se/bryggor")
    spaced = original.replace("målat alla", "målat\nalla")
    return bootstrap.build_assistant(ingest(old=OLD, new=NEW, piers=spaced, copy=COPY))


def told(answer: Answer) -> tuple[Status, list[str]]:
    return answer.status, [citation.document.id for citation in answer.citations]


@pytest.mark.parametrize(
    ("question", "now", "before"),
    [
        ("När slutar Elbåtarna?", "augusti 2027", "december 2023"),
        ("Vem är projektledare för Elbåtarna?", "Bo Alm", "Anna Ek"),
    ],
)
def test_the_newer_version_answers_and_the_older_is_told(
    boats: Assistant, question: str, now: str, before: str
) -> None:
    answer = boats.ask(question)
    assert told(answer) == (Status.ANSWERED, ["new", "old"])
    assert [citation.number for citation in answer.citations] == [1, 2]
    above, below = answer.text.split("\n")
    assert now in above
    assert before not in above
    assert below.startswith("En äldre version (3 mars 2021) säger: ”")
    assert before in below
    assert below.endswith("” [2]")
    assert reply(answer).citations[1].replaced_by == "new"


def test_what_both_versions_say_is_told_once(boats: Assistant) -> None:
    answer = boats.ask("Vad provar Elbåtarna?")
    assert told(answer) == (Status.ANSWERED, ["new"])


def test_what_only_the_older_version_says_is_told_as_such(boats: Assistant) -> None:
    answer = boats.ask("Vad heter kaptenen på den första båten?")
    assert told(answer) == (Status.ANSWERED, ["old"])
    first, second = answer.text.split("\n")
    assert first == "De dokument som gäller nu säger inget om det."
    assert second.startswith("En äldre version (3 mars 2021) säger: ”")
    assert "Måns Holm" in second


def test_no_question_builds_what_it_is_looked_up_in(
    ingest: Ingest, monkeypatch: pytest.MonkeyPatch
) -> None:
    built: list[set[str]] = []

    def view(part: SearchIndex) -> None:
        built.append(set(part.documents))

    monkeypatch.setattr("assistant.answering.versions.VIEWS", [view])
    monkeypatch.setattr(assistant, "WARM_UP", [])
    reader = bootstrap.build_reader(ingest(old=OLD, new=NEW, copy=COPY))
    index = reader.current()
    bootstrap.build_assistant(load_settings(), reader).warm_up()
    assert built == [{"new", "copy"}, {"old"}]
    versions = index.view(Versions)
    assert versions.older_than({"new"}) is versions.older_than({"new", "copy"}) is not None
    assert versions.older_than({"copy"}) is None


def test_one_text_at_two_addresses_answers_once_and_tells_both(boats: Assistant) -> None:
    answer = boats.ask("Vem har målat bryggorna?")
    assert told(answer) == (Status.ANSWERED, ["copy"])
    (citation,) = reply(answer).citations
    assert [a.model_dump() for a in citation.also] == [
        {"document": "piers", "title": "Bryggorna", "url": "https://a.se/bryggor"}
    ]


def test_pages_and_the_api_tell_addresses_and_versions(boats: Assistant) -> None:
    settings = load_settings()
    app = build_app(boats, settings)
    add_pages(app, Pages(boats, settings))
    client = TestClient(app)
    page = client.get("/dokument/piers").text
    for address in ("https://a.se/bryggor", "https://b.se/kopia"):
        assert f'href="{address}"' in page
    assert "/dokument/new?" in client.get("/dokument/old").text
    assert client.get("/api/documents/piers").json()["id"] == "copy"
    listed = {document["id"]: document for document in client.get("/api/documents").json()}
    assert (listed["old"]["replaced_by"], listed["new"]["replaced_by"]) == ("new", None)
    asked = client.post("/embed/answer", json={"question": "Vem har målat bryggorna?"}).json()
    assert 'href="https://a.se/bryggor"' in json.dumps(asked, ensure_ascii=False).replace("\\", "")


def test_facts_of_an_older_version_are_not_listed(boats: Assistant) -> None:
    client = TestClient(build_app(boats, load_settings()))
    listed = {fact["citation"]["document"] for fact in client.get("/api/facts").json()}
    assert "new" in listed
    assert "old" not in listed


def test_an_old_quote_is_checked_against_the_version_that_it_stood_in(ingest: Ingest) -> None:
    settings = ingest(page=OLD, other=COPY)
    citation = reply(bootstrap.build_assistant(settings).ask("När slutar Elbåtarna?")).citations[0]
    claims = [claim := citation.model_dump(), claim | {"sha256": None}, claim | {"quote": "x"}]
    ingest(settings, page=NEW, other=COPY)
    client = TestClient(build_app(bootstrap.build_assistant(settings), settings))

    def verdicts() -> list[dict[str, object]]:
        found = client.post("/api/verify", json={"citations": claims}).json()["citations"]
        return [verdict | {"number": None} for verdict in found]

    first, second, third = verdicts()
    assert (first["verified"], first["reason"]) == (
        False,
        "True of the version of 3 March 2021; the document has changed since, and these words no "
        "longer stand in it.",
    )
    version = first["earlier_version"]
    assert isinstance(version, dict)
    assert (version["sha256"], version["published"]) == (citation.sha256, "2021-03-03")
    assert second == first
    assert (third["verified"], third["earlier_version"]) == (False, None)
    # Once it is removed, nobody can tell.
    ingest(settings, other=COPY)
    assert verdicts()[0]["reason"] == "The document is not in the index."


def test_a_later_document_of_the_same_title_is_told_below_the_answer(ingest: Ingest) -> None:
    anew = (
        "---\ntitle: Elbåtarna\npublished: 2025-05-02\n---\n"
        "Nu är alla båtar sålda, och verksamheten flyttar till Gotland.\n"
    )
    answers = bootstrap.build_assistant(ingest(old=NEW, new=anew))

    answer = answers.ask("Vem är projektledare för Elbåtarna?")
    line = "Det finns ett senare dokument med titeln Elbåtarna (2 maj 2025)."
    assert told(answer) == (Status.ANSWERED, ["old"])
    assert answer.text.split("\n")[1:] == [line]
    assert line not in answers.ask("Vart flyttar verksamheten med båtar?").text


@pytest.mark.parametrize(
    ("quoted", "is_told"), [(("old",), True), (("old", "new"), True), (("new", "old"), False)]
)
def test_a_later_document_is_told_of_unless_it_is_quoted_first(
    quoted: tuple[str, ...], is_told: bool
) -> None:
    documents = {
        "old": Document(
            "old", "Båtar", "Två båtar.", "old.md", published="2021", followed_by="new"
        ),
        "new": Document("new", "Båtar", "Tre båtar.", "new.md", published="2024"),
    }
    cited = tuple(Citation(at, documents[name], 0, 10, "") for at, name in enumerate(quoted, 1))
    response = with_followers(Response(Status.ANSWERED, "Svar", cited), documents, "sv")
    line = "\nDet finns ett senare dokument med titeln Båtar (2024)."
    assert response.text == "Svar" + line * is_told


def test_of_a_long_row_of_versions_each_is_looked_at_once(
    ingest: Ingest, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = {
        f"v{n}": f"---\ntitle: Elbåtarna\nreplaces: v{n - 1}\n---\n\nI etapp {n} leder Anna Ek.\n"
        for n in range(1, 12)
    }
    index = bootstrap.build_reader(ingest(v0="# Elbåtarna\n\nBo Alm leder.\n", **pages)).current()
    looked_at = []

    class Watched(dict[str, str]):
        def __getitem__(self, name: str) -> str:
            looked_at.append(name)
            return super().__getitem__(name)

    monkeypatch.setattr(index, "replaced", Watched(index.replaced))
    versions = Versions(index)
    assert (older := versions.older_than(["v11"])) is not None
    assert len(older.documents) == 11
    assert versions.older_than(["v3"]) is None
    assert sorted(looked_at) == sorted(f"v{n}" for n in range(11))
