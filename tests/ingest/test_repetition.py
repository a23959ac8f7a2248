"""What most pages of a site share is not what any of them is about."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.settings import IngestSettings
from ingest.pipeline import Notice, ReadResult, read_documents

NEWS = (
    "Elvägen förlängs med 800 meter under hösten enligt nämnden.",
    "Bron stängs för renovering hela våren och öppnar i juni.",
    "Skolan får nya lokaler vid torget när huset är byggt.",
    "Badhuset öppnar igen i augusti efter två års arbete.",
)
CONTACT = "<div><h2>Kontakta oss</h2><p>Växel 0999-100 00</p></div>"


def read(folder: Path, contents: Sequence[str], head: str = "") -> ReadResult:
    for number, content in enumerate(contents):
        page = f"<html><head>{head}</head><body><main>{content}</main></body></html>"
        (folder / f"{number}.html").write_text(page, encoding="utf-8")
    return read_documents([folder], IngestSettings())


def texts(result: ReadResult) -> list[str]:
    return [read.document.text for read in result.documents]


def test_what_most_pages_share_is_left_out_and_told(tmp_path: Path) -> None:
    result = read(tmp_path, [f"<p>{news}</p>{CONTACT}" for news in NEWS])

    assert texts(result) == list(NEWS)
    notice = result.notices[0]
    assert notice == Notice(str(tmp_path / "0.html"), notice.told, warns=False)
    assert str(notice.told) == (
        "60% of the visible words kept, menus aside; without: Kontakta oss Växel 0999-100 00"
    )


def test_headings_and_tables_of_the_same_form_stay(tmp_path: Path) -> None:
    contents = [
        f"<h2>Bakgrund</h2><p>{news}</p><dl><dt>Ägare</dt><dd>Norrby</dd><dt>Nummer</dt><dd>{number}</dd></dl>"
        for number, news in enumerate(NEWS)
    ]

    for number, text in enumerate(texts(read(tmp_path, contents))):
        assert text.startswith("## Bakgrund\n\n")
        assert text.endswith(f"- Ägare: Norrby\n- Nummer: {number}")


def test_few_pages_have_nothing_in_common_by_rule(tmp_path: Path) -> None:
    result = read(tmp_path, [f"<p>{news}</p>{CONTACT}" for news in NEWS[:3]])

    assert all("Växel" in text for text in texts(result))


def test_pages_that_are_versions_of_each_other_stay_whole(tmp_path: Path) -> None:
    result = read(tmp_path, [f"<p>{NEWS[0]}</p><p>Utgåva {number}</p>" for number in range(5)])

    assert texts(result) == [f"{NEWS[0]}\n\nUtgåva {number}" for number in range(5)]


def test_pages_of_one_host_are_one_site_wherever_they_lie(tmp_path: Path) -> None:
    link = '<link rel="canonical" href="https://norrby.example/nyhet">'
    for half, news in (("a", NEWS[:2]), ("b", NEWS[2:])):
        (tmp_path / half).mkdir()
        read(tmp_path / half, [f"<p>{each}</p>{CONTACT}" for each in news], link)

    assert texts(read_documents([tmp_path], IngestSettings())) == list(NEWS)


def test_a_page_of_which_little_is_kept_is_worth_a_look(tmp_path: Path) -> None:
    page = f"<html><body><main><p>Kort.</p></main><section><p>{NEWS[0]}</p></section></body></html>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")

    (notice,) = read_documents([tmp_path], IngestSettings()).notices

    assert notice.warns
    assert str(notice.told).startswith("10% of the visible words")
    assert str(notice.told).endswith(f"without: {NEWS[0]}")


@pytest.mark.parametrize(
    ("stated", "text", "language"),
    [
        ("en", NEWS[0] + " " + NEWS[1], "sv"),
        ("sv", "The road is closed for the whole spring and opens in June for all.", "en"),
        ("en", "Badhuset är öppet.", "en"),
        (
            "fi",
            "Tie on suljettu koko kevään ajan ja se avataan kesäkuussa kaikille autoille.",
            "fi",
        ),
    ],
)
def test_a_language_that_contradicts_the_text_is_corrected(
    tmp_path: Path, stated: str, text: str, language: str
) -> None:
    path = tmp_path / "a.html"
    path.write_text(f"<html lang={stated}><body><main><p>{text}</p></main></body></html>", "utf-8")

    (found,) = read_documents([path], IngestSettings()).documents

    assert found.document.language == language
