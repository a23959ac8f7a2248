"""What is fetched, in the index and out of it again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.bootstrap import build_index
from assistant.contract import document_summary
from assistant.errors import SettingsError
from assistant.ingesting import Options, ingest
from assistant.settings import IngestSettings, Settings
from ingest.fetching.cache import FOLDER
from tests.ingest.fetching.server import Site, reply, serving_badly

SOURCES = """
[[folder]]
path = "own"
tags = ["own"]

[[address]]
url = "SITE/a"
tags = ["fetched", "short"]
"""


@pytest.fixture
def site() -> Iterator[Site]:
    with serving_badly() as site:
        site.base = site.base.replace("site.test", "127.0.0.1")
        site.answers["/a"] = reply("<main><h1>Alfa</h1><p>Projektet leds av regionen.</p></main>")
        yield site


def test_a_fetched_page_answers_until_it_is_gone(site: Site, tmp_path: Path) -> None:
    reading = IngestSettings(allow_private_addresses=True, pause_seconds=0)
    settings = Settings(data_dir=tmp_path / "data", ingest=reading)
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "b.txt").write_text("Elvägen byggs i Solna.", encoding="utf-8")
    sources = tmp_path / "sources.toml"
    sources.write_text(SOURCES.replace("SITE", site.base), encoding="utf-8")

    result, _ = ingest([], settings, options=Options(sources))

    assert result.fetched == {"new": 1}
    assert [notice.source for notice in result.notices] == ["settings", "settings"]
    listed = {name: document_summary(d) for name, d in build_index(settings).documents.items()}
    assert {name: d.tags for name, d in listed.items()} == {"b": ["own"], "a": ["fetched", "short"]}
    assert listed["a"].url == site.address("/a")

    del site.answers["/a"]
    ingest([], settings, options=Options(sources))

    assert list(build_index(settings).documents) == ["b"]
    ingest([tmp_path / "own"], settings)
    assert list((settings.data_dir / FOLDER).iterdir()) == []


def test_a_sources_file_that_cannot_be_used_changes_nothing(tmp_path: Path) -> None:
    sources = tmp_path / "sources.toml"
    sources.write_text("[[address]]", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"address\.1\.url"):
        ingest([], Settings(data_dir=tmp_path / "data"), options=Options(sources))
