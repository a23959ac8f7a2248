"""Makes the pictures of the documentation anew: `python -m bench.pictures [FOLDER]`.

The folder is docs/pictures by default. Those for editors are states of `bench.shots`; those for staff are
the workbench of the same site, with two test questions and the figures of `docs/evaluation.json`.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, ViewportSize, expect

from assistant.messages.quality import QUALITY
from bench.chromium import chromium
from bench.shots import TOKEN, grow, shown, site

STATES: Mapping[str, tuple[int, int]] = {
    "first": (1440, 800),
    "answer": (360, 300),
    "open": (360, 300),
    "conflict": (768, 560),
}
"""By the width of the screen and that of the picture, in pixels."""
DESK: ViewportSize = {"width": 1280, "height": 1000}
TRIALS = (("Vem leder högnivågruppen?", "Hemming"), ("Vem företräder Scania?", "Jörnving"))
PATIENCE = 60_000  # Milliseconds.


def asked(page: Page) -> None:
    """An answer, with how it came about beside it."""
    page.locator("#question textarea").fill("Vad siktar Sverige på att bli?")
    page.keyboard.press("Enter")
    expect(page.locator("#email textarea")).to_have_value(
        re.compile("välfärdsländer"), timeout=PATIENCE
    )
    expect(
        page.get_by_role("grid", name="Tid", exact=True).get_by_role("gridcell").first
    ).to_be_visible()


def chosen(page: Page) -> None:
    """A fact in the form in which it is corrected."""
    page.get_by_role("tab", name="Fakta").click()
    page.get_by_label("Ord").fill("Scania")
    cells = page.get_by_role("gridcell")
    expect(cells.filter(has_text="Anton Västberg")).to_have_count(0, timeout=PATIENCE)
    cells.filter(has_text="Jörnving").first.click()
    expect(page.locator("#fact-read textarea")).to_have_value(
        re.compile("Jörnving"), timeout=PATIENCE
    )


def tried(page: Page) -> None:
    """Test questions with how they went, and the figures of the evaluation."""
    words = QUALITY["sv"]
    page.get_by_role("tab", name=words.title).click()
    outcome = page.locator("#trials-outcome")
    for question, holds in TRIALS:
        page.locator("#trial-question textarea").fill(question, timeout=PATIENCE)
        page.locator("#trial-holds textarea").fill(holds)
        page.get_by_role("button", name=words.save).click()
        expect(outcome).to_contain_text(words.saved, timeout=PATIENCE)
        expect(page.locator("#trial-question textarea")).to_have_value("")
    page.get_by_role("button", name=words.run).click()
    expect(outcome).to_contain_text("2 av 2", timeout=PATIENCE)


TABS: Mapping[str, Callable[[Page], None]] = {
    "staff-ask": asked,
    "staff-facts": chosen,
    "staff-quality": tried,
}


def keep(page: Page, path: Path, width: int) -> None:
    """Take a picture in a palette, which is a third as large and looks the same."""
    picture = Image.open(io.BytesIO(page.screenshot(full_page=True))).convert("RGB")
    height = round(picture.height * width / picture.width)
    small = picture.resize((width, height), Image.Resampling.LANCZOS)
    small.quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)


def main() -> None:
    """Make all pictures."""
    folder = Path(sys.argv[1] if sys.argv[1:] else "docs/pictures")
    folder.mkdir(parents=True, exist_ok=True)
    with site() as address, chromium() as browser:
        for name, (screen, width) in STATES.items():
            with shown(browser, address, name, viewport={"width": screen, "height": 800}) as page:
                grow(page)
                keep(page, folder / f"{name}.png", width)
        page = browser.new_page(viewport=DESK, locale="sv-SE")
        for name, show in TABS.items():
            page.goto(f"{address}/personal/?token={TOKEN}")
            expect(page.locator("#question textarea")).to_be_visible(timeout=PATIENCE)
            show(page)
            page.mouse.move(0, 0)
            page.wait_for_timeout(500)
            keep(page, folder / f"{name}.png", DESK["width"])


if __name__ == "__main__":
    main()
