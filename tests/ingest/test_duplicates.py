"""Sources with the same text, and documents that replace others."""

import time
from pathlib import Path

import pytest

from assistant.models.documents import Document
from assistant.settings import IngestSettings
from ingest.pipeline import ReadResult, read_documents
from ingest.versions import succession
from tests.ingest.version_pairs import DOUBTFUL, FORM, SIBLINGS, VERSIONS

BODY = "# Alfa\n\nProjektet Alfa leds av Anna Ek. Det pågår till december 2022.\n"
LATER = BODY.replace("Anna Ek", "Bo Alm").replace("december 2022", "juni 2025")
OTHER = (
    "# Alfa\n\nI går samlades femtio personer på Campus för att fira att den nya hallen invigs.\n"
)


def read(folder: Path, **pages: str) -> ReadResult:
    for name, page in pages.items():
        path = folder / f"{name.replace('__', '/')}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(page, "utf-8")
    return read_documents([folder], IngestSettings())


def by_id(result: ReadResult) -> dict[str, Document]:
    return {each.document.id: each.document for each in result.documents}


def page(body: str, **told: str) -> str:
    return "".join(["---\n", *(f"{key}: {value}\n" for key, value in told.items()), "---\n", body])


def test_the_same_text_at_two_addresses_is_one_document(tmp_path: Path) -> None:
    spaced = BODY.replace(" ", "  ").replace(". ", ".\n")
    result = read(
        tmp_path,
        a=page(BODY, title="Kopia"),
        b=page(spaced, url="https://a.se/alfa", published="2022"),
        c=page(BODY, url="https://b.se/alfa"),
        d=page(BODY.replace("Ek", "Al"), url="https://c.se/alfa"),
    )
    documents = by_id(result)
    assert list(documents) == ["b", "d"]
    assert [(a.id, a.title, a.url) for a in documents["b"].also] == [
        ("a", "Kopia", None),
        ("c", "Alfa", "https://b.se/alfa"),
    ]
    assert documents["b"].ids == ("b", "a", "c")
    told = {Path(notice.source).name: str(notice.told) for notice in result.notices}
    assert told["a.md"] == f"it holds the same text as {tmp_path / 'b.md'}"
    assert not any(notice.warns for notice in result.notices)


def test_a_document_says_what_it_replaces(tmp_path: Path) -> None:
    result = read(
        tmp_path,
        first=page(OTHER, url="https://a.se/x/", published="2020"),
        second=page(BODY, replaces="http://A.se/x#top", published="2021"),
        third=page(LATER, replaces="second"),
        fourth=page(BODY + "Mer.", title="Fyra", replaces="gone"),
    )
    newer = {name: document.replaced_by for name, document in by_id(result).items()}
    assert newer == {"first": "second", "fourth": None, "second": "third", "third": None}
    told = {Path(notice.source).name: str(notice.told) for notice in result.notices}
    assert told["fourth.md"] == "it replaces gone, which is not among the documents"
    assert told["second.md"] == f"it is an older version of {tmp_path / 'third.md'}"


def test_a_claim_in_brackets_is_told_and_stops_nothing(tmp_path: Path) -> None:
    result = read(tmp_path, a=page(BODY, replaces='"https://[gammal policy]"'))
    assert [str(notice.told) for notice in result.notices] == [
        "it replaces https://[gammal policy], which is not among the documents"
    ]


def test_documents_that_replace_each_other_are_told(tmp_path: Path) -> None:
    result = read(tmp_path, a=page(BODY, replaces="b", published="2021"), b=page(LATER, replaces="a"))  # fmt: skip
    newer = {name: document.replaced_by for name, document in by_id(result).items()}
    assert newer == {"a": None, "b": "a"}
    assert [told for n in result.notices if "replaces it" in (told := str(n.told))] == [
        "it replaces a, which replaces it"
    ]
    alone = read(tmp_path / "alone", c=page(OTHER, replaces="c"))
    assert by_id(alone)["c"].replaced_by is None


def test_a_long_row_of_versions_takes_little_time() -> None:
    documents = [Document(f"d{n}", f"T{n}", "a", "a.md", "text/plain") for n in range(6_000)]
    claims = {f"d{n}": f"d{n - 1}" for n in range(1, len(documents))}
    begun = time.process_time()
    for told in (claims, dict(reversed(claims.items()))):
        found = succession(documents, str, told)
        assert found.newer == {older: newer for newer, older in claims.items()}
        assert found.remarks == []
    assert time.process_time() - begun < 1


@pytest.mark.parametrize(
    ("older", "newer", "is_version"),
    [
        (page(BODY, published="2021"), page(LATER, published="2022-03"), True),
        (page(BODY, published="2021-04-01"), page(LATER, published="2021-04-02"), True),
        (page(BODY, published="2021-04"), page(LATER, published="2021-04-02"), False),
        (page(BODY, published="2021-04-01"), page(LATER, published="2021-04-01"), False),
        (page(BODY, published="2021"), page(LATER), False),
        (page(BODY, published="2021"), page(OTHER, published="2022"), False),
        (page(BODY, published="2021"), page(LATER, published="2022", title="Beta"), False),
    ],
)
def test_a_later_one_of_the_same_title_that_repeats_it_is_a_newer_version(
    tmp_path: Path, older: str, newer: str, is_version: bool
) -> None:
    documents = by_id(read(tmp_path, one=older, two=newer))
    assert documents["one"].replaced_by == ("two" if is_version else None)
    assert documents["two"].replaced_by is None


@pytest.mark.parametrize("name", VERSIONS)
def test_a_new_version_says_all_that_the_one_before_said(tmp_path: Path, name: str) -> None:
    assert replaced(tmp_path, *VERSIONS[name]) == {"d0": "d1", "d1": None}


@pytest.mark.parametrize("name", SIBLINGS | DOUBTFUL)
def test_others_of_a_series_and_what_may_be_one_are_all_in_force(tmp_path: Path, name: str) -> None:
    texts = (SIBLINGS | DOUBTFUL)[name]
    assert replaced(tmp_path, *texts) == {"d0": None, "d1": None}


def test_minutes_in_one_folder_are_all_in_force(tmp_path: Path) -> None:
    decisions = (
        "Båten säljs till kommunen.",
        "Avgiften höjs till 500 kronor.",
        "Anna Ek anställs.",
    )
    texts = (FORM.format(decisions=each) for each in decisions)
    assert set(replaced(tmp_path, *texts).values()) == {None}


def replaced(folder: Path, *texts: str) -> dict[str, str | None]:
    days = ("2021-03-03", "2024-05-12", "2024-08-20")
    pages = {f"d{n}": page(text, published=days[n]) for n, text in enumerate(texts)}
    return {name: document.replaced_by for name, document in by_id(read(folder, **pages)).items()}


def test_the_same_title_elsewhere_is_another_document(tmp_path: Path) -> None:
    documents = by_id(
        read(
            tmp_path,
            a__one=page(BODY, published="2021"),
            b__two=page(LATER, published="2022"),
            c__three=page(BODY + "År 1.", published="2022", url="https://a.se/1"),
            c__four=page(LATER + "År 1.", published="2023", url="https://b.se/1"),
            c__five=page(LATER + "År 2.", published="2024", url="https://a.se/5"),
        )
    )
    newer = {name: document.replaced_by for name, document in documents.items()}
    assert newer == {"one": None, "two": None, "three": "five", "four": None, "five": None}


def test_each_version_is_followed_by_the_next(tmp_path: Path) -> None:
    pages = {f"v{year}": page(BODY + f"Version {year - 2020}.", published=str(year)) for year in (2021, 2023, 2022)}  # fmt: skip
    documents = by_id(read(tmp_path, **pages))
    newer = {name: document.replaced_by for name, document in documents.items()}
    assert newer == {"v2021": "v2022", "v2022": "v2023", "v2023": None}


TWICE = {
    "one": page(BODY, published="2021"),
    "two": page(OTHER, published="2022"),
    "three": page(OTHER.replace("femtio", "sextio"), published="2023"),
}
ALSO = OTHER + "Och.\n"
SOLD = "# Alfa\n\nHallen är såld.\n"


@pytest.mark.parametrize(
    ("more", "later"),
    [
        ({}, {"one": "three"}),
        ({"four": page(ALSO, published="2024", title="Beta", replaces="three")}, {"one": "four"}),
        ({"four": page(ALSO, title="Beta", replaces="three")}, {}),
        ({"four": page(ALSO, published="2024", title="Beta", replaces="one")}, {}),
        ({"four": page(SOLD, published="2024")}, {"one": "four", "three": "four"}),
        ({"four": page(SOLD, published="2023")}, {"one": "three"}),
    ],
    ids=[
        "alone",
        "replaced by another",
        "replaced by one without a date",
        "has a newer version",
        "three in force",
        "two of a year",
    ],
)
def test_of_those_of_a_title_in_force_the_last_is_told_of(
    tmp_path: Path, more: dict[str, str], later: dict[str, str]
) -> None:
    result = read(tmp_path, **TWICE, **more)
    followed = {name: document.followed_by for name, document in by_id(result).items()}
    assert followed == dict.fromkeys(followed) | later
    told = [str(notice.told) for notice in result.notices if "of its title" in str(notice.told)]
    assert told == [
        f"older documents of its title stay in force ({len(later)}); name what one replaces with replaces"
    ] * bool(later)


@pytest.mark.parametrize(
    ("first", "second", "is_told"),
    [
        ("https://a.se/styrelsen/protokoll-1", "https://a.se/styrelsen/protokoll-2", True),
        ("https://a.se/2021/protokoll", "https://a.se/2024/protokoll", True),
        ("https://a.se/uploads/2021/01/p.pdf", "https://a.se/uploads/2024/11/p.pdf", True),
        ("https://a.se/download/18.5e/1700/p", "https://a.se/download/18.77/1730/p", True),
        ("https://a.se/v1/protokoll", "https://a.se/v2/protokoll", True),
        ("https://a.se/2021/styrelsen/p", "https://a.se/2024/n%C3%A4mnden/p", False),
        ("https://a.se/n%C3%A4mnden/p", "https://a.se/r%C3%A5det/p", False),
        ("https://a.se:443/protokoll", "https://A.se/protokoll-2", True),
        ("https://a.se:8443/protokoll", "https://a.se/protokoll-2", False),
        ("https://a.se/styrelsen/protokoll", "https://a.se/valberedningen/protokoll", False),
        ("https://a.se/protokoll", "https://b.se/protokoll", False),
    ],
)
def test_only_what_lies_in_one_folder_of_a_site_is_of_one_series(
    tmp_path: Path, first: str, second: str, is_told: bool
) -> None:
    documents = by_id(
        read(
            tmp_path,
            one=page(BODY, published="2021", url=first),
            two=page(OTHER, published="2024", url=second),
        )
    )
    assert documents["one"].followed_by == ("two" if is_told else None)


def test_a_translation_is_no_later_document(tmp_path: Path) -> None:
    english = "# Alfa\n\nAnna Ek leads the project, which goes on until the end of the year.\n"
    documents = by_id(
        read(tmp_path, one=page(BODY, published="2021"), two=page(english, published="2022"))
    )
    assert [each.language for each in documents.values()] == ["sv", "en"]
    assert documents["one"].followed_by is None
