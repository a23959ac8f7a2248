"""Documents in the workbench: dropped, looked at, put in force, taken out again."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import gradio as gr
import httpx
import pytest
from playwright.sync_api import Dialog, Page, expect

from assistant.errors import BusyError
from assistant.messages.library import LIBRARY
from assistant.ports import AnsweringService
from assistant.settings import WorkbenchSettings
from assistant.staff.documents import Library, Work
from tests.ui.conftest import TOKEN, violations
from ui.workbench.documents import DocumentsTab

T = LIBRARY["sv"]
PAGE = """<html lang="sv"><body><nav>Hem Kontakt</nav><main><h1>Elbåten</h1>
<p>Elbåten <b>drivs</b> av fordonsklubben &lt;img src=x onerror=alert(1)&gt;.</p></main>
<footer>Om kakor</footer></body></html>"""
TEXT = "# Elbåten\n\nElbåten drivs av fordonsklubben <img src=x onerror=alert(1)>."
MOST = WorkbenchSettings().most_upload_megabytes
SLOW = 90_000
"""Milliseconds for what starts a process and ingests."""


def test_only_staff_upload_and_no_more_than_is_set(site: str) -> None:
    address = f"{site}/personal/gradio_api/upload"
    bearer = {"Authorization": f"Bearer {TOKEN}"}
    large = {"files": ("a.txt", b"x" * 2_000_000)}
    assert httpx.post(address, files=large).status_code == 401
    assert httpx.post(address, files=large, headers=bearer).status_code == 200
    huge = {"files": ("a.txt", b"x" * 20_000_000)}
    assert httpx.post(address, files=huge, headers=bearer).status_code == 413
    elsewhere = httpx.post(f"{site}/personal/gradio_api/run/ask", content=b"x" * 2_000_000)
    assert elsewhere.status_code == 413


DROPPED = """(target, size) => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([new Uint8Array(size)], "bok.txt"));
  target.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
}"""


@pytest.mark.browser
def test_a_file_that_is_too_large_is_refused_in_the_language_of_the_page(
    desk: Page, tmp_path: Path
) -> None:
    """By choice and by drop, before any of it is sent; one that is not too large goes on."""
    told: list[str] = []

    def read(dialog: Dialog) -> None:
        told.append(dialog.message)
        dialog.accept()

    desk.on("dialog", read)
    sent: list[str] = []
    desk.on("request", lambda request: sent.append(request.url))
    desk.get_by_role("tab", name="Dokument").click()
    field = desk.locator("#files input[type=file]")
    for name, size in (("bok.txt", MOST * 1_000_000 + 1), ("brev.txt", 20)):
        (tmp_path / name).write_bytes(b"x" * size)
    field.set_input_files([str(tmp_path / "bok.txt"), str(tmp_path / "brev.txt")])
    button = desk.locator("#files button").first
    button.evaluate(DROPPED, MOST * 1_000_000 + 1)
    assert told == [T.too_large.format(names="bok.txt", most=MOST)] * 2
    assert not [url for url in sent if url.endswith("/upload") or "/upload?" in url]
    expect(desk.get_by_text("exceed")).to_have_count(0)
    field.set_input_files(str(tmp_path / "brev.txt"))
    outcome = desk.locator("#documents-outcome")
    expect(outcome).to_contain_text("brev.txt väntar på att granskas.", timeout=SLOW)
    desk.get_by_role("button", name=T.discard).click()
    expect(outcome).to_have_text("brev.txt är kastad.")


@pytest.mark.browser
def test_files_of_one_drop_do_not_take_the_place_of_each_other(desk: Page, tmp_path: Path) -> None:
    """Not even two that a browser may not send by their own names."""
    names = ["Möte å.md", "Mote a.md", "北京.md", "東京.md", "plan.md", "plan?.md"]
    for name in names:
        (tmp_path / name).write_text(f"Det här står i {name}.", "utf-8")
    desk.get_by_role("tab", name="Dokument").click()
    field = desk.locator("#files input[type=file]")
    field.set_input_files([str(tmp_path / name) for name in names])
    outcome = desk.locator("#documents-outcome")
    kept = [*names[:-1], "plan (2).md"]
    told = [T.taken.format(name=name) for name in kept]
    expect(outcome).to_have_text("".join(told), timeout=SLOW)
    field.set_input_files(str(tmp_path / "plan.md"))
    expect(outcome).to_have_text(T.taken_again.format(name="plan.md"), timeout=SLOW)
    for _ in kept:
        name = desk.locator("#waiting input").input_value()
        desk.get_by_role("button", name=T.discard).click()
        expect(outcome).to_have_text(T.discarded.format(name=name))


@pytest.mark.browser
def test_no_press_takes_another_file_than_the_one_that_was_chosen(
    desk: Page, tmp_path: Path
) -> None:
    for name in ("a.md", "b.md", "bild.png"):
        (tmp_path / name).write_text(f"Det här står i {name}.", "utf-8")
    desk.get_by_role("tab", name="Dokument").click()
    field, waiting = desk.locator("#files input[type=file]"), desk.locator("#waiting input")
    outcome = desk.locator("#documents-outcome")
    admit = desk.get_by_role("button", name=T.admit)
    field.set_input_files([str(tmp_path / "a.md"), str(tmp_path / "b.md")])
    expect(waiting).to_have_value("b.md", timeout=SLOW)
    field.set_input_files(str(tmp_path / "bild.png"))
    expect(outcome).to_contain_text("bild.png: ", timeout=SLOW)
    expect(waiting).to_have_value("b.md")
    desk.locator("#address textarea, #address input").first.fill("http://127.0.0.1:9/a")
    desk.get_by_role("button", name=T.fetch).click()
    expect(outcome).to_contain_text("Det gick inte: ", timeout=SLOW)
    expect(outcome).not_to_contain_text("robots")
    expect(waiting).to_have_value("")
    admit.click()
    expect(outcome).to_have_text(T.nothing_named)
    for name in ("a.md", "b.md"):
        waiting.click()
        desk.get_by_role("option", name=name).click()
        desk.get_by_role("button", name=T.discard).click()
        expect(outcome).to_have_text(T.discarded.format(name=name))


class Busy:
    """A library that is at something else."""

    def admit(self, _: str) -> None:
        raise BusyError("Something else is being done. Please wait until that is done.")

    def work(self) -> Work:
        return Work("fetch", "https://e.se", step="fetch", running=True)


@pytest.mark.usefixtures("browser")  # It brings an event loop.
def test_what_stands_in_the_way_is_told_and_the_work_is_looked_at_further() -> None:
    with gr.Blocks() as blocks:
        tab = DocumentsTab(cast("Library", Busy()), cast("AnsweringService", None), "sv", blocks, 1)
        chosen, told, timer = tab._admit("a.md")
    assert chosen == gr.skip()
    assert "Något annat pågår." in told
    assert timer.active


@pytest.mark.browser
def test_a_dropped_page_is_read_looked_at_and_put_in_force(desk: Page, tmp_path: Path) -> None:
    for name, data in (("elbåten.html", PAGE), ("bild.png", "x")):
        (tmp_path / name).write_text(data, "utf-8")
    desk.get_by_role("tab", name="Dokument").click()
    outcome = desk.locator("#documents-outcome")
    expect(desk.locator("#documents-age")).to_contain_text("Indexet är från", timeout=SLOW)
    chosen = [str(tmp_path / "elbåten.html"), str(tmp_path / "bild.png")]
    desk.locator("#files input[type=file]").set_input_files(chosen)
    expect(outcome).to_contain_text("elbåten.html väntar på att granskas.", timeout=SLOW)
    expect(outcome).to_contain_text("bild.png: bilder läses inte; skriv det som står på dem")
    read = desk.locator("#preview-read textarea")
    expect(read).to_have_value(TEXT, timeout=SLOW)
    expect(desk.locator("#preview-left textarea")).to_have_value("Om kakor")
    expect(desk.locator("#preview-summary")).to_contain_text("Stycken: 1.")
    assert violations(desk) <= {"color-contrast"}  # Of a part of Gradio's own.
    desk.get_by_role("button", name=T.admit).click()
    expect(outcome).to_have_text("elbåten.html är i kraft.", timeout=SLOW)
    rows = desk.get_by_role("grid", name="Dokument", exact=True).get_by_role("gridcell")
    expect(rows.filter(has_text="elbåten").first).to_be_visible(timeout=SLOW)
    expect(rows.filter(has_text=T.in_force)).to_have_count(2)
    told = "Lästa: 2, varav nya 1, ändrade 0, oförändrade 1. Borttagna: 0. Ej lästa: 0."
    expect(desk.locator("#documents-age")).to_contain_text(told)
    desk.get_by_label("Dokument", exact=True).last.click()
    desk.get_by_role("option", name="Elbåten").click()
    expect(desk.locator("#text textarea")).to_have_value(TEXT)
    desk.get_by_role("button", name=T.withdraw).click()
    expect(outcome).to_have_text("elbåten.html är ur kraft och väntar igen.", timeout=SLOW)
    expect(rows.filter(has_text="elbåten")).to_have_count(0)
    expect(desk.locator("#waiting input")).to_have_value("elbåten.html")
    desk.get_by_role("button", name=T.discard).click()
    expect(outcome).to_have_text("elbåten.html är kastad.")
