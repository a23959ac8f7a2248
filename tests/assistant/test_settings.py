from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import SettingsError
from assistant.settings import load_settings


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "fordonsdalen.toml"
    monkeypatch.setenv("FORDONSDALEN_CONFIG", str(path))
    return path


def test_the_environment_goes_over_the_file(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config.write_text('language = "en"\n[server]\nport = 8000\nhost = "0.0.0.0"\n')
    monkeypatch.setenv("FORDONSDALEN_SERVER__PORT", "9000")
    settings = load_settings()
    assert (settings.language, settings.server.port, settings.server.host) == (
        "en",
        9000,
        "0.0.0.0",
    )


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[server]\nprot = 8000\n", "server.prot"),
        ("nonsense = 1\n", "nonsense"),
        ('[server]\nport = "many"\n', "server.port"),
        (
            '[server]\nframe_ancestors = ["example.se/path; script-src *"]\n',
            "server.frame_ancestors",
        ),
        ("not toml", ""),
    ],
)
def test_what_cannot_be_used_is_named_in_a_line(config: Path, text: str, named: str) -> None:
    config.write_text(text)
    with pytest.raises(SettingsError) as raised:
        load_settings()
    assert named in str(raised.value)
    assert "\n" not in str(raised.value)


def test_an_unknown_variable_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORDONSDALEN_SERVRE__PORT", "9000")
    with pytest.raises(SettingsError, match="FORDONSDALEN_SERVRE__PORT"):
        load_settings()


def test_a_named_file_has_to_be_there(config: Path) -> None:
    with pytest.raises(SettingsError, match=config.name):
        load_settings()
