from __future__ import annotations

import errno
import os
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
        ('contact.url = "javascript:alert(1)"', "contact.url: write a web address"),
        ('contact.url = "https:///x"', "contact.url: write a web address"),
        ('contact.email = "inte en adress"', "contact.email: write an e-mail address"),
        ('contact.email = "a@example.se?cc=b@example.se"', "contact.email: write an e-mail"),
        ("not toml", "fordonsdalen.toml is not TOML"),
        ("x = " + 3000 * "[" + 3000 * "]", "fordonsdalen.toml is not TOML"),
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


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("sever = 1", "There is no setting sever. Perhaps server was meant."),
        (
            "[server]\nprot = 8000",
            "There is no setting server.prot. Perhaps server.port was meant.",
        ),
        ("[server]\nqqq = 1", "There is no setting server.qqq."),
    ],
)
def test_an_unknown_key_is_told_with_the_nearest_name(config: Path, text: str, told: str) -> None:
    config.write_text(text)
    with pytest.raises(SettingsError) as raised:
        load_settings()
    assert str(raised.value) == told


def test_a_file_that_may_not_be_read_is_told_in_a_line(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config.write_text('language = "en"')

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(config))

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(SettingsError) as raised:
        load_settings()
    assert str(raised.value) == f"{config} cannot be read (Permission denied)."


def test_a_file_that_is_no_utf_8_is_told_with_its_name(config: Path) -> None:
    config.write_bytes(b'[contact]\nname = "V\xe4xj\xf6"')
    with pytest.raises(SettingsError, match=r"fordonsdalen\.toml is not TOML"):
        load_settings()


def test_addresses_for_people_are_taken(config: Path) -> None:
    config.write_text(
        '[contact]\nemail = "fråga.oss+bil@ex-ämpel.se"\nurl = "http://e.se:80/om?a=b"'
    )
    contact = load_settings().contact
    assert (contact.email, contact.url) == ("fråga.oss+bil@ex-ämpel.se", "http://e.se:80/om?a=b")
