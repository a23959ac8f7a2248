"""What a site tells of how it is."""

from __future__ import annotations

import shutil
from pathlib import Path

from fastapi.testclient import TestClient

from assistant.api.site import Site
from assistant.ports import Away
from assistant.settings import Settings
from tests.vectorstore.test_in_force import flip


def test_a_site_tells_that_another_index_answers_than_the_one_in_force(
    settings: Settings, tmp_path: Path
) -> None:
    shutil.copytree(settings.data_dir, tmp_path / "data")
    own = settings.model_copy(update={"data_dir": tmp_path / "data"})
    site = Site(own)
    assert site.app.state.away() == Away(0)
    site._record.current()
    flip(own.data_dir / "current", 3)
    site._record.current()
    assert site.app.state.away() == Away.INDEX
    client = TestClient(site.app, client=("127.0.0.1", 1))
    assert "\nfordonsdalen_index_away 1.0\n" in client.get("/metrics").text
