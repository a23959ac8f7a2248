from __future__ import annotations

from pathlib import Path

import pytest

from assistant.settings import IngestSettings
from ingest.metadata import Metadata, front_matter, metadata, sidecar
from ingest.pipeline import read_documents


def test_front_matter_and_where_the_text_begins() -> None:
    text = (
        "---\r\ntitle: Nytt projekt\r\nurl: https://x.se/a\r\npublished: 2021-04-19\r\n"
        "language: sv\r\ntags: [a, b]\r\n---\r\nText."
    )

    told, start, problems = front_matter(text)

    assert problems == ()
    assert told == Metadata("Nytt projekt", "https://x.se/a", "2021-04-19", "sv")
    assert text[start:] == "Text."


def test_the_date_and_language_of_a_page_for_a_site_generator_count() -> None:
    page = "---\ndate: 2024-05-03T10:00:00+02:00\nlang: sv-SE\n---\n"
    assert front_matter(page)[0] == Metadata(published="2024-05-03", language="sv")
    assert front_matter(page.replace("lang:", "utkast\nlang:"))[0].language == "sv"
    own = page.replace("lang:", "published: 2021\nlanguage: en\nlang:")
    assert front_matter(own)[0] == Metadata(published="2021", language="en")


def test_a_colon_in_a_title_needs_no_quotes() -> None:
    told, *_ = front_matter("---\ntitle: Fordonsdalen: Bo's arena\nlanguage: en\n---\n")

    assert told == Metadata(title="Fordonsdalen: Bo's arena", language="en")


@pytest.mark.parametrize(
    "text",
    [
        "Ingen början\n---\ntitle: x\n---\n",
        "---\ntitle: x\nutan slut",
        "---\nBara en text mellan linjer\n---\nMer.",
        "---\n- a\n b: c: d\n---\nMer.",
        "---\nMötet hölls i Kista.\n\nPlats: Kista\nVi beslutade att bygga. Det kostar 5 kr.\n\n---\nMer.",
        "----\ntitle: x\n----\n",
        "",
    ],
)
def test_what_is_no_front_matter(text: str) -> None:
    assert front_matter(text) == (Metadata(), 0, ())


@pytest.mark.parametrize(
    ("yaml", "reason"),
    [
        ("title: [a", "not valid YAML in line"),
        ("title: 'a", "not valid YAML"),
        ("title:\n  a: b", "title must be a single value"),
        ("published: förra året", "published must be like 2021, 2021-04 or 2021-04-19"),
        ("published: 2021-02-30", "published must be like"),
        ("published: 2021-4", "published must be like"),
        ("url: javascript:alert(1)", "url must be an address"),
        ('url: "https://[gammal]/x"', "url must be an address"),
        ("url: https://a.se:port/x", "url must be an address"),
        ("language: på svenska", "language must be a code"),
    ],
)
def test_a_value_that_cannot_be_used_is_lost_and_named(yaml: str, reason: str) -> None:
    text = f"---\ntags: [a, b]\n{yaml}\n---\nText."
    told, start, problems = front_matter(text)

    assert told == Metadata()
    assert text[start:] == "Text."
    (problem,) = map(str, problems)
    assert reason in problem
    assert "\n" not in problem


def test_the_values_beside_a_broken_one_are_kept() -> None:
    yaml = "title: [Nytt\npublished: 2021-04\ntags: {a\nlanguage: sv"

    told, _, problems = front_matter(f"---\n{yaml}\n---\nText.")

    assert told == Metadata(published="2021-04", language="sv")
    assert len(problems) == 1
    assert str(problems[0]).startswith("title cannot be read")


NOT_YAML = "its metadata is not valid YAML in line "
NO_ENTRY = ": it must hold lines such as `title: …`"


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        ("published 2021", f"{NOT_YAML}3{NO_ENTRY}"),
        ("url:https://a.se", f"{NOT_YAML}3{NO_ENTRY}"),
        ("url = x", f"{NOT_YAML}3{NO_ENTRY}"),
        ("\tpublished: 2021", f"{NOT_YAML}3: found character"),
        ("  published: 2021", f"{NOT_YAML}3: mapping values"),
        ("url: [x", f"url cannot be read: {NOT_YAML}3: expected"),
        ("url: '\n# Mer", f"url cannot be read: {NOT_YAML}4: found unexpected end"),
        ("url: @x", f"url cannot be read: {NOT_YAML}3: found character '@'"),
    ],
)
def test_a_broken_line_costs_no_other_and_is_named(tmp_path: Path, lines: str, line: str) -> None:
    yaml = f"title: A\n{lines}\nlanguage: sv\n"
    (tmp_path / "a.yaml").write_text(f"# Om\n{yaml}", "utf-8")

    told, problems = sidecar(tmp_path / "a.txt")
    assert told == Metadata(title="A", language="sv")
    assert [str(problem).startswith(line) for problem in problems] == [True]

    told, _, problems = front_matter(f"---\n{yaml}---\nText.")
    assert told == Metadata(title="A", language="sv")
    assert [str(problem).startswith(line) for problem in problems] == [True]


def test_a_sidecar_may_stand_between_rules(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("---\ntitle: A\nlanguage: sv\n---\n", "utf-8")

    assert sidecar(tmp_path / "a.txt") == (Metadata(title="A", language="sv"), ())


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("2021", "2021"),
        ("2021-04", "2021-04"),
        ("2021-04-19", "2021-04-19"),
        ("2021-04-19T08:00:00+01:00", "2021-04-19"),
        ("2021-04-19 08:00", "2021-04-19"),
        ("", None),
        ("null", None),
        ("0001-01-01T00:00:00Z", None),
        ("9999-12-31", None),
    ],
)
def test_dates_stay_as_exact_as_they_are_known(given: str, expected: str | None) -> None:
    told, *_ = front_matter(f"---\npublished: {given}\n---\n")

    assert told.published == expected


@pytest.mark.parametrize(
    ("given", "expected"), [("sv-SE", "sv"), ("EN", "en"), ("no", "no"), ("fin", "fin")]
)
def test_languages_lose_their_region(given: str, expected: str) -> None:
    assert metadata({"language": given})[0].language == expected


def test_a_sidecar_tells_what_a_file_lacks(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text('title: Å\npublished: "2021-04"\n', encoding="cp1252")

    assert sidecar(tmp_path / "a.txt") == (Metadata(title="Å", published="2021-04"), ())
    assert sidecar(tmp_path / "b.txt") == (Metadata(), ())


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("titel: Fel", "unknown key titel; known are title, url, published, language"),
        ("bara text", "must hold lines such as"),
        ("- title", "must hold lines such as"),
        ("#" * 20_001, "longer than 20,000 characters"),
    ],
)
def test_a_bad_sidecar_is_told_with_its_name(tmp_path: Path, content: str, reason: str) -> None:
    (tmp_path / "a.yaml").write_text(content, encoding="utf-8")

    told, (problem,) = sidecar(tmp_path / "a.txt")

    assert told == Metadata()
    assert reason in str(problem)
    assert "a.yaml" in str(problem)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("title: [", "title cannot be read: its metadata is not valid YAML in line"),
        ("language: sv", "language stands twice, and the first is left out"),
        ("published: i fjol", "published must be like 2021, 2021-04 or 2021-04-19, not i fjol"),
    ],
)
def test_a_value_of_a_sidecar_that_cannot_be_used_costs_nothing_else(
    tmp_path: Path, line: str, reason: str
) -> None:
    (tmp_path / "a.yaml").write_text(f"{line}\nlanguage: fi\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text("Nätet bildades av tolv kommuner.", encoding="utf-8")

    read = read_documents([tmp_path], IngestSettings())

    assert not read.failures
    assert [each.document.language for each in read.documents] == ["fi"]
    (notice,) = read.notices
    assert notice.warns
    assert str(notice.told).startswith(reason)
    assert str(notice.told).endswith(" (in a.yaml); it is read without that")


def test_one_account_over_another() -> None:
    assert Metadata(title="A").over(Metadata(title="B", language="sv")) == Metadata(
        title="A", language="sv"
    )


def test_front_matter_in_toml() -> None:
    text = '+++\ntitle = "Ny bro"\ndate = 2024-05-03T10:00:00Z\ntags = ["bro"]\n[params]\nx = 1\n+++\nText.\n'

    told, start, problems = front_matter(text)

    assert told == Metadata(title="Ny bro", published="2024-05-03")
    assert (text[start:], problems) == ("Text.\n", ())


@pytest.mark.parametrize(
    "between",
    [
        "Välkommen till oss",
        "",
        "draft = true",
        "title = Utan citattecken",
        "title = 1e",
        "date = 2024-13-45",
        f"title = {'[' * 5000}",
        f"title = {'9' * 5000}",
    ],
)
def test_rules_of_plus_signs_around_a_text_are_no_front_matter(between: str) -> None:
    assert front_matter(f"+++\n{between}\n+++\nText.\n") == (Metadata(), 0, ())


def test_a_list_in_toml_is_no_title() -> None:
    told, _, problems = front_matter('+++\ntitle = ["a"]\nlang = "sv"\n+++\n')

    assert told == Metadata(language="sv")
    assert list(map(str, problems)) == ["title must be a single value"]
