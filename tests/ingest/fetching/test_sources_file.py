"""What a sources file may hold, and what is said of one that cannot be used."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from assistant.errors import SettingsError
from ingest.fetching.sources_file import read_sources

EXAMPLE = Path(__file__).parents[3] / "docs" / "sources.md"


def write(folder: Path, text: str) -> Path:
    path = folder / "sources.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_example_of_the_page_about_it_can_be_read(tmp_path: Path) -> None:
    example = EXAMPLE.read_text("utf-8").split("```toml\n")[1].split("```")[0]
    found = read_sources(write(tmp_path, example))

    assert [len(kind) for kind in (found.folder, found.address, found.sitemap, found.feed)] == [
        1
    ] * 4
    assert found.folder[0].path == tmp_path / "documents"
    assert found.feed[0].interval == timedelta(hours=6)
    assert found.remote[0].told.language == "sv"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "lists nothing"),
        ("[[address]\n", "is not TOML"),
        ("[[page]]\nurl = 'https://a.se'", "there is no key page; docs/sources.md"),
        ("[[address]]\nurl = 'https://a.se'\ntag = 'A'", "there is no key address.1.tag; docs"),
        ("[[address]]\ntitle = 'A'", "address.1.url: Field required"),
        ("[[address]]\nurl = 'file:///etc/passwd'", "address.1.url: .* only http and https"),
        ("[[address]]\nurl = 'https://a:b@a.se'", "user name or password"),
        ("[[address]]\nurl = 'https://a.se'\nevery = 'often'", "'often' is no schedule"),
        ("[[address]]\nurl = 'https://a.se'\nlanguage = '?'", "'\\?' is no language"),
        ("[[address]]\nurl = 'https://a.se'\nlanguage = 'xx'", "'xx' is no language"),
        ("[[address]]\nurl = 'https://a.se'\nwithout = ['..a']", "'..a' is no CSS selector"),
        *(
            (f"[[address]]\nurl = 'https://a.se'\nwithout = ['{each}']", "have no namespace 'svg'")
            for each in ("svg|p", "div > svg|p", "p:not(svg|p)", "div [svg|a=x]")
        ),
        ("[[feed]]\nurl = 'https://a.se'\npages = 0", "feed.1.pages: "),
        ("[[feed]]\nurl = 'https://a.se'\n[[address]]\nurl = 'https://A.se/#b'", "is listed twice"),
        ("\ud800", "is not TOML"),
        ("[[address]]\n#" + "x" * 1_000_001, "is larger than"),
    ],
)
def test_what_cannot_be_used_is_told_in_a_line(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "sources.toml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(SettingsError, match=told) as caught:
        read_sources(path)
    assert str(caught.value).startswith(str(path))
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        read_sources(tmp_path / "none.toml")
