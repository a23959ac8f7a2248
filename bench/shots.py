"""Takes pictures of every state of the pages: `python -m bench.shots FOLDER [STATE …]` (`-h` lists them).

Each state at 360, 768 and 1440 px, in light, dark, forced colours, with text of 200 %, and with both of
the last; axe looks at all of them, and what it finds is printed. Each state is printed on A4 as well, its
sheets below each other. With names of states, only those are taken.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pypdfium2
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, PdfMargins

from assistant import bootstrap
from assistant.api import build_app
from assistant.ingesting import ingest
from assistant.library import LocalLibrary
from assistant.settings import load_settings
from assistant.staff.tools import StaffTools
from assistant.staff.trials import Trials
from assistant.suggestions import Suggestions
from bench.chromium import chromium
from bench.in_thread import serving
from ui import mount

WIDTHS = (360, 768, 1440)
HIGHEST = 4000
"""Of a picture, in pixels."""
MODES: Mapping[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active"},
    "200": {"color_scheme": "light"},
    "200-forced": {"forced_colors": "active"},
}
SHEET_SCALE = 1.25
"""Pixels of a printed sheet to a point."""
MARGIN: PdfMargins = {"top": "10mm", "right": "10mm", "bottom": "10mm", "left": "10mm"}
TWICE = "--blink-settings=defaultFontSize=32"
"""For the modes of 200 %. Readers set the size of text in the browser, which counts for `em` in media
queries as well."""
SECOND = """---
title: Fordonsdalen Stockholm får ett år till
published: 2022-10-12
language: sv
---
# Fordonsdalen Stockholm får ett år till

Projektet Fordonsdalen Stockholm pågår till december 2023.

## Så används tiden

- Fler företag får pröva ny teknik.
- Resultaten sprids till hela Mälardalen.

| Del | Slut |
| --- | --- |
| Kurser | juni 2023 |
| Rapport | december 2023 |
"""
ANSWER = "**/embed/answer"
TOKEN = "that-opens-the-workbench-of-the-pictures"
State = Callable[[Page], None]


def asked(path: str, question: str, then: State | None = None) -> State:
    """A page on which a question was answered."""

    def show(page: Page) -> None:
        page.goto(path)
        page.fill("#question", question)
        page.press("#question", "Enter")
        page.wait_for_selector(".answer:not(.waiting)")
        if then:
            then(page)

    return show


def plain(path: str) -> State:
    """A page as it comes."""

    def show(page: Page) -> None:
        page.goto(path)

    return show


def held(page: Page) -> None:
    """A question that is being answered."""
    page.goto("/")
    page.evaluate("void (window.fetch = () => new Promise(() => {}))")
    page.fill("#question", "Hur länge pågår projektet?")
    page.press("#question", "Enter")
    page.wait_for_selector(".waiting")


def failed(page: Page) -> None:
    """A question that met no server."""
    page.goto("/")
    page.route(ANSWER, lambda route: route.abort())
    page.fill("#question", "Hur länge pågår projektet?")
    page.press("#question", "Enter")
    page.wait_for_selector(".answer.error")


def empty(page: Page) -> None:
    """A field that was sent empty."""
    page.goto("/")
    page.press("#question", "Enter")


def opened(page: Page) -> None:
    """The first quote in its place."""
    page.locator("a.cite").first.click()


def original(page: Page) -> None:
    """The document that the first quote stands in."""
    page.goto(page.locator(".sources details a").first.get_attribute("href") or "")


def unhelpful(page: Page) -> None:
    """The field for the words of an opinion."""
    page.get_by_role("button", name="Nej").last.click()


def thanked(page: Page) -> None:
    """An opinion that was kept."""
    page.get_by_role("button", name="Ja").last.click()


LEADER, MEMBERS = "Vem företräder KTH?", "Vilka deltar i högnivågruppen?"
STATES: Mapping[str, State] = {
    "first": plain("/"),
    "english": plain("/en"),
    "answer": asked("/", LEADER),
    "open": asked("/", LEADER, opened),
    "list": asked("/", MEMBERS, unhelpful),
    "conflict": asked("/", "När slutar projektet Fordonsdalen Stockholm?", thanked),
    "refusal": asked("/", "Vad har Anton Vestberg för telefonnummer?"),
    "thanks": asked("/", "Tack så mycket!"),
    "waiting": held,
    "error": failed,
    "field": empty,
    "embed": plain("/embed"),
    "embed-answer": asked("/embed", LEADER, opened),
    "facts": plain("/fakta"),
    "documents": plain("/dokument"),
    "document": asked("/", LEADER, original),
    "blocks": plain("/dokument/second"),
    "english-answer": asked("/en", "When does the project Fordonsdalen Stockholm end?", opened),
    "privacy": plain("/integritet"),
    "accessibility": plain("/tillganglighet"),
    "opinion": plain("/omdome"),
    "lost": plain("/nope"),
    "api": plain("/api/docs"),
}


@contextmanager
def site() -> Iterator[str]:
    """The whole site on the documents that ship, and one that contradicts them."""
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings(data_dir=Path(folder, "data"), workbench={"token": TOKEN})
        second = Path(folder, "second.md")
        second.write_text(SECOND, "utf-8")
        ingest([Path("documents"), second], settings)
        service = bootstrap.build_assistant(settings)
        journal = bootstrap.build_journal(settings)
        suggestions = Suggestions(service)
        suggestions.refresh()
        tools = StaffTools(
            LocalLibrary(settings),
            bootstrap.build_inbox(settings, journal),
            Trials(settings.data_dir, service),
            bootstrap.build_desk(settings),
        )
        app = build_app(service, settings)
        mount(app, service, settings, journal, suggestions, bootstrap.outline, lambda: tools)
        with serving(app) as address:
            yield address


@contextmanager
def shown(browser: Browser, address: str, name: str, **of: Any) -> Iterator[Page]:
    """A state in a context of its own, which is told what it is like."""
    context: BrowserContext = browser.new_context(base_url=address, locale="sv-SE", **of)
    page = context.new_page()
    STATES[name](page)
    page.wait_for_timeout(150)
    yield page
    context.close()


def grow(page: Page) -> None:
    """Make the window as high as all of it, so that the field does not lie on what it would scroll over."""
    size = page.viewport_size
    assert size
    height = page.evaluate("document.scrollingElement.scrollHeight")
    page.set_viewport_size({**size, "height": min(max(height, size["height"]), HIGHEST)})


def shoot(browser: Browser, address: str, folder: Path, name: str, mode: str) -> list[str]:
    """Take a state in all widths; gives what axe found."""
    found = []
    for width in WIDTHS:
        size = {"width": width, "height": 800}
        with shown(browser, address, name, viewport=size, **MODES[mode]) as page:
            if page.evaluate("document.scrollingElement.scrollWidth > innerWidth"):
                found.append(f"{name} {width} {mode}: scrolls sideways")
            for violation in Axe().run(page).response["violations"]:
                node = json.dumps(violation["nodes"][0]["html"][:100])
                found.append(f"{name} {width} {mode}: {violation['id']} {node}")
            grow(page)
            page.screenshot(path=folder / f"{name}-{width}-{mode}.png")
    return found


def print_out(browser: Browser, address: str, folder: Path, name: str) -> None:
    """Print a state, with the margins of browsers, and take a picture of the sheets."""
    with shown(browser, address, name) as page:
        printed = page.pdf(format="A4", margin=MARGIN)
    sheets = [sheet.render(scale=SHEET_SCALE).to_pil() for sheet in pypdfium2.PdfDocument(printed)]
    width = max(sheet.width for sheet in sheets)
    picture = Image.new("RGB", (width, sum(sheet.height + 8 for sheet in sheets)), "gray")
    top = 0
    for sheet in sheets:
        picture.paste(sheet, (0, top))
        top += sheet.height + 8
    picture.save(folder / f"{name}-print.png")


def main() -> None:
    """Take all pictures and tell what axe found."""
    parser = argparse.ArgumentParser(
        description="Takes pictures of the pages, and tells what axe finds."
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("states", nargs="*", metavar="state", help=", ".join(STATES))
    given = parser.parse_args()
    folder, chosen = given.folder, given.states or list(STATES)
    if unknown := set(chosen) - set(STATES):
        parser.error(f"no such state: {', '.join(sorted(unknown))}")
    folder.mkdir(parents=True, exist_ok=True)
    found = []
    with site() as address:
        for mode in MODES:
            with chromium(*([TWICE] if mode.startswith("200") else [])) as browser:
                for name in chosen:
                    found += shoot(browser, address, folder, name, mode)
                    if mode == "light":
                        print_out(browser, address, folder, name)
    print("\n".join(found) or f"{len(chosen)} states; axe finds nothing, and nothing scrolls.")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
