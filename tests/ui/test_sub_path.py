"""Everything works under a path of a site, behind a real nginx with the example that ships."""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from assistant import bootstrap
from assistant.api import build_app
from assistant.ingesting import ingest
from assistant.settings import load_settings
from bench.in_thread import serving
from tests.ui.conftest import TOKEN
from tests.ui.hosts import host, page_of, policy, snippet
from ui import mount

ROOT = Path(__file__).parents[2]
ZONES = ROOT / "deploy" / "nginx-zones.conf"
EXAMPLE = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
QUESTION = "Vem företräder Scania?"
AROUND = """user {user}; daemon off; pid {home}/pid; error_log stderr; events {{}}
http {{
  access_log off;
  include {zones};
  client_body_temp_path {home}/body; proxy_temp_path {home}/proxy; fastcgi_temp_path {home}/fastcgi;
  uwsgi_temp_path {home}/uwsgi; scgi_temp_path {home}/scgi;
  server {{ listen 127.0.0.1:{port}; include {home}/example.conf; }}
}}"""


@contextmanager
def nginx(home: Path, upstream: str) -> Iterator[str]:
    """An nginx of our own before a server; gives its address. Missing it fails in CI."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("nginx is not installed.")
        pytest.skip("nginx is not installed: apt-get install nginx")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert "http://127.0.0.1:7860/" in EXAMPLE
    (home / "example.conf").write_text(EXAMPLE.replace("http://127.0.0.1:7860", upstream))
    around = AROUND.format(user=getpass.getuser(), home=home, port=port, zones=ZONES)
    (home / "nginx.conf").write_text(around)
    process = subprocess.Popen([program, "-p", str(home), "-c", str(home / "nginx.conf")])
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert process.poll() is None, "nginx did not start"
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=10)


@pytest.fixture(scope="module")
def proxied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site that has the assistant under /fraga/."""
    workbench = {"token": TOKEN}
    settings = load_settings(data_dir=tmp_path_factory.mktemp("data"), workbench=workbench)
    update = {"frame_ancestors": ("http://localhost:*",), "root_path": "/fraga"}
    server = settings.server.model_copy(update=update)
    settings = settings.model_copy(update={"server": server})
    ingest([ROOT / "documents"], settings)
    service = bootstrap.build_assistant(settings)
    app = build_app(service, settings)
    mount(app, service, settings)
    with (
        serving(app, "/fraga") as upstream,
        nginx(tmp_path_factory.mktemp("nginx"), upstream) as address,
    ):
        yield address


@pytest.fixture
def page(browser: Browser, proxied: str) -> Iterator[Page]:
    """A page that fails the test on whatever is asked for outside of /fraga/, or is not there."""
    context = browser.new_context(locale="sv-SE", viewport={"width": 900, "height": 900})
    page = context.new_page()
    wrong: list[str] = []
    page.on(
        "response",
        lambda response: (
            None
            if response.status < 400
            and (response.url.startswith((f"{proxied}/fraga/", "http://localhost:", "data:")))
            else wrong.append(f"{response.status} {response.url}")
        ),
    )
    # Whoever leaves a page breaks off what it still asks for.
    page.on(
        "requestfailed",
        lambda request: (
            None if request.failure == "net::ERR_ABORTED" else wrong.append(request.url)
        ),
    )
    page.on("pageerror", lambda error: wrong.append(str(error)))
    yield page
    assert wrong == []
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/fraga/", "#question"),
        ("/fraga/en", "#question"),
        ("/fraga/embed", "#question"),
    ],
)
def test_a_question_is_answered_and_leads_to_its_document(
    page: Page, proxied: str, path: str, field: str
) -> None:
    page.goto(proxied + path)
    page.locator(field).fill(QUESTION, timeout=20_000)
    page.keyboard.press("Enter")
    page.locator(".answer a.cite").first.click(timeout=20_000)
    link = page.locator(".sources details a").first.get_attribute("href")
    page.goto(proxied + str(link))
    expect(page.locator("mark#citat")).to_contain_text("Jörnving")


@pytest.mark.browser
def test_every_link_stays_under_the_path(page: Page, proxied: str) -> None:
    waiting, seen = ["/fraga/", "/fraga/embed"], set[str]()
    while waiting:
        path = waiting.pop()
        seen.add(path)
        page.goto(proxied + path)
        expect(page.locator("h1").first).to_be_visible(timeout=20_000)
        links = page.evaluate("Array.from(document.querySelectorAll('a[href]'), (a) => a.href)")
        own = [urlsplit(link) for link in links if link.startswith(proxied)]
        assert all(link.path.startswith("/fraga/") for link in own), links
        # Downloads are no pages, and the orders of a table are all one page.
        shown = [link for link in own if "/api/" not in link.path and "sort=" not in link.query]
        found = {link.path + (f"?{link.query}" if link.query else "") for link in shown}
        waiting += sorted(found - seen - set(waiting))
    pages = {"/fraga/en", "/fraga/dokument?language=sv", "/fraga/integritet?language=en"}
    assert pages <= seen or {"/fraga/en/", *pages} - {"/fraga/en"} <= seen


@pytest.mark.browser
def test_another_site_embeds_it(page: Page, proxied: str) -> None:
    body = snippet(1, f"{proxied}/fraga")
    with host({"/": page_of(body)}, policy(proxied)) as address:
        page.goto(address)
        frame = page.frame_locator("iframe")
        frame.locator("#question").fill(QUESTION)
        frame.locator("#question").press("Enter")
        expect(frame.locator(".answer a.cite").first).to_be_visible(timeout=20_000)


def test_the_api_works_and_names_its_place(proxied: str) -> None:
    with httpx.Client(base_url=proxied) as client:
        reply = client.post("/fraga/api/ask", json={"question": QUESTION}).json()
        assert reply["status"] == "answered"
        assert client.post("/fraga/api/verify", json=reply).json()["verified"] is True
        assert client.get("/fraga/api/documents").json()
        servers = client.get("/fraga/api/openapi.json").json()["servers"]
        assert servers == [{"url": "/fraga"}]
        assert client.get("/fraga").headers["location"] == "/fraga/"
        assert [client.get(f"/fraga/en{end}").status_code for end in ("", "/")] == [200, 200]
        assert (
            "frame-ancestors http://localhost:*"
            in (client.get("/fraga/embed").headers["content-security-policy"])
        )
        too_large = client.post("/fraga/api/ask", json={"question": "x" * 1_500_000})
        assert (too_large.status_code, too_large.json()["instance"]) == (413, "/fraga/api/ask")


@pytest.mark.browser
def test_staff_work_under_the_path_as_well(browser: Browser, proxied: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{proxied}/fraga/personal/?token={TOKEN}")
    field = page.locator("#question textarea")
    expect(field).to_be_visible(timeout=30_000)
    assert page.url == f"{proxied}/fraga/personal/"
    assert [one["path"] for one in context.cookies()] == ["/fraga/personal"]
    field.fill(QUESTION)
    field.press("Enter")
    expect(page.get_by_role("log")).to_contain_text("Jörnving", timeout=30_000)
    assert httpx.get(f"{proxied}/fraga/personal/config").status_code == 401
    context.close()
