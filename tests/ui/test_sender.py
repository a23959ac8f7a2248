"""The name, mark and colour of the sender, and what is refused of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.answering.assistant import Assistant
from assistant.api import build_app
from assistant.errors import SettingsError
from assistant.settings import SenderSettings, Settings, load_settings
from ui.colours import LEAST_CONTRAST, contrast, schemes, weakest
from ui.mount import add_light_pages
from ui.sender import LARGEST_LOGO, read_sender

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><script>alert(1)</script></svg>'
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20 + b"IEND"


def with_sender(settings: Settings, **given: object) -> Settings:
    sender = SenderSettings.model_validate(given)
    return settings.model_copy(update={"sender": sender})


@pytest.mark.parametrize("scheme", schemes())
def test_our_own_colours_can_be_read(scheme: dict[str, str]) -> None:
    assert weakest(scheme, scheme["accent"])[0] >= LEAST_CONTRAST
    for text in ("ink", "quiet", "warn", "bad"):
        for ground in ("card", "ground", "inset"):
            assert contrast(scheme[text], scheme[ground]) >= LEAST_CONTRAST
    assert contrast(scheme["ink"], scheme["mark"]) >= LEAST_CONTRAST
    assert contrast(scheme["edge"], scheme["card"]) >= 3
    assert round(contrast("#000", "#ffffff"), 1) == 21


def test_a_sender_is_named_and_drawn_in_its_colour(
    assistant: Assistant, settings: Settings, tmp_path: Path
) -> None:
    logo = tmp_path / "logo.svg"
    logo.write_bytes(SVG)
    colours = {"accent": "#7a1f4b", "accent_dark": "#f3a6c8"}
    names = {"name": "Nykvarns kommun", "short_name": "Nykvarn"}
    settings = with_sender(settings, logo=str(logo), **names, **colours)
    app = build_app(assistant, settings)
    add_light_pages(app, assistant, settings)
    web = TestClient(app)
    page = web.get("/").text
    assert "<p>Nykvarns kommun</p>" in page
    assert "<p>Nykvarn</p>" in web.get("/embed").text
    image = re.search(r'<img src="([^"]+)" alt="">', page)
    style = re.search(r'stylesheet" href="(/avsandare[^"]+)"', page)
    assert image
    assert style
    sent = web.get(image.group(1))
    assert (sent.content, sent.headers["content-type"]) == (SVG, "image/svg+xml")
    assert "immutable" in sent.headers["cache-control"]
    # Opened by itself, the picture must not run what it holds.
    assert "script-src 'self'" in sent.headers["content-security-policy"]
    tokens = web.get(style.group(1)).text
    assert "--accent: #7a1f4b;" in tokens.partition("@media")[0]
    assert "--accent: #f3a6c8;" in tokens.partition("@media")[2]
    assert "background: #7a1f4b" in web.get("/embed.js").text


def test_without_settings_there_is_neither_file(settings: Settings) -> None:
    sender = read_sender(settings)
    assert (sender.name, sender.logo, sender.style) == ("Region Stockholm", None, None)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"accent": "#9fd0e0"}, r"sender.accent: #9fd0e0 has a contrast of 1\.\d"),
        (
            {"accent": "#0f4c5c"},
            r"sender.accent_dark \(not set, so sender.accent\): #0f4c5c has a ",
        ),
    ],
)
def test_a_colour_that_is_hard_to_read_is_refused_with_one_that_is_not(
    settings: Settings, given: dict[str, str], told: str
) -> None:
    with pytest.raises(SettingsError, match=told) as raised:
        read_sender(with_sender(settings, **given))
    assert "\n" not in str(raised.value)
    better = re.findall(r"#[0-9a-f]{6}", str(raised.value))[-1]
    key = "accent_dark" if "_dark" in str(raised.value) else "accent"
    with_better = {"accent": "#0f4c5c", "accent_dark": "#8ccbd9", key: better}
    assert read_sender(with_sender(settings, **with_better)).style


def test_a_colour_is_written_with_six_digits() -> None:
    assert load_settings(sender={"accent": "#0F4C5C"}).sender.accent == "#0f4c5c"
    for wrong in ("blue", "#04c", "0f4c5c", "#0f4c5c\n"):
        with pytest.raises(
            SettingsError, match=r"sender\.accent: write the colour with six digits"
        ):
            load_settings(sender={"accent": wrong})


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"GIF89a", "neither a whole SVG"),
        (PNG[:-4], "nor a whole PNG"),
        (SVG[:-6], "neither a whole SVG"),
        (SVG.replace(b' xmlns="http://www.w3.org/2000/svg"', b""), "neither a whole SVG"),
        (b"<html><body><svg></svg></body></html>", "neither a whole SVG"),
        (PNG + b"\0" * LARGEST_LOGO, "larger than"),
        (None, "cannot be read"),
    ],
)
def test_a_logo_that_cannot_be_used_is_refused(
    settings: Settings, tmp_path: Path, content: bytes | None, told: str
) -> None:
    logo = tmp_path / "logo.png"
    if content is not None:
        logo.write_bytes(content)
    with pytest.raises(SettingsError, match=told):
        read_sender(with_sender(settings, logo=str(logo)))


def test_a_png_is_known_by_its_signature(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "logo").write_bytes(PNG)
    logo = read_sender(with_sender(settings, logo=str(tmp_path / "logo"))).logo
    assert logo
    assert logo.media_type == "image/png"
