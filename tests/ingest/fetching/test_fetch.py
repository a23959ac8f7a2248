"""From a sources file over a server to documents, again and again while the site changes."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.errors import StorageError
from assistant.ingesting import ingest
from assistant.settings import IngestSettings, load_settings
from ingest.fetching.cache import Cache
from ingest.fetching.client import Client
from ingest.fetching.exchange import Limits
from ingest.fetching.fetch import Fetched, Fetcher
from ingest.fetching.network import Network
from ingest.fetching.refreshing import Refresher
from ingest.fetching.sources_file import Sources, read_sources
from ingest.pipeline import ReadResult, read_documents
from tests.ingest.fetching.server import Site, redirect, reply, serving_badly

LIMITS = Limits(30_000_000, 10)
START = datetime(2026, 1, 1, tzinfo=UTC)
LONG = "Projektet leds av regionen och pågår i tre år."


def page(text: str, head: str = "") -> str:
    return f"<html lang=sv><head>{head}</head><body><main><h1>{text}</h1><p>{LONG} {text}.</p></main></body></html>"


@dataclass
class Place:
    """A site, and where it is fetched to."""

    site: Site
    folder: Path
    now: datetime = START

    def fetch(self, text: str, *, only_due: bool = False) -> Fetched:
        cache = Cache(self.folder / "data")
        client = Client("test", 0, Network(lambda *_: ["127.0.0.1"], True), lambda _: None)
        fetcher = Fetcher(Refresher(client, cache, lambda: self.now), cache, LIMITS)
        done = fetcher.fetch(self.sources(text), only_due=only_due)
        cache.prune(done.kept)
        return done

    def sources(self, text: str) -> Sources:
        path = self.folder / "sources.toml"
        path.write_text(text.replace("SITE", self.site.base), encoding="utf-8")
        return read_sources(path)

    def read(self, text: str) -> ReadResult:
        return read_documents(self.fetch(text).places, IngestSettings())

    def files(self) -> list[str]:
        return sorted(path.suffix for path in (self.folder / "data" / "fetched").iterdir())


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with serving_badly() as site:
        yield Place(site, tmp_path)


def sitemap(*paths: str, root: str = "urlset", name: str = "url") -> str:
    listed = "".join(f"<{name}><loc>{path}</loc></{name}>" for path in paths)
    return f'<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{listed}</{root}>'


ONE = '[[address]]\nurl = "SITE/a"\n'
MAP = '[[sitemap]]\nurl = "SITE/map.xml"\n'
FEED = '[[feed]]\nurl = "SITE/feed"\n'


def test_a_page_is_read_with_what_is_told_of_it(place: Place) -> None:
    head = '<link rel="canonical" href="/b#top"><title>Sidan</title>'
    content = page("Alfa").replace("</p>", '</p><div class="share">Dela sidan med andra.</div>')
    place.site.answers["/a"] = redirect("/b?utm=1")
    place.site.answers["/b?utm=1"] = reply(content.replace("<head>", f"<head>{head}"))
    told = 'title = "Om oss"\nlanguage = "en"\nwithout = [".share"]\n'

    (read,) = place.read(ONE + told).documents

    document = read.document
    assert (document.title, document.language) == ("Om oss", "en")
    assert document.url == place.site.address("/b")
    assert document.source == place.site.address("/a")
    assert document.id == "b"
    assert "Dela sidan" not in document.text
    assert LONG in document.text


def test_an_unchanged_page_costs_a_conditional_request(place: Place) -> None:
    place.site.answers["/a"] = reply(page("Alfa"), ETag='"1"', Last_Modified="yesterday")
    assert place.fetch(ONE).counts == {"new": 1}
    place.site.answers["/a"] = reply(status="304 Not Modified")
    assert place.fetch(ONE).counts == {"unchanged": 1}
    assert 'If-None-Match: "1"\r\nIf-Modified-Since: yesterday' in place.site.requests[-1]
    place.site.answers["/a"] = reply(page("Beta"))
    assert place.fetch(ONE).counts == {"changed": 1}
    assert "Beta" in place.read(ONE).documents[0].document.text


def test_a_copy_that_was_damaged_is_fetched_anew(place: Place) -> None:
    place.site.answers["/a"] = reply(page("Alfa"), ETag='"1"')
    (copy,) = place.fetch(ONE).places
    copy.path.write_text("broken")
    assert place.fetch(ONE, only_due=True).counts == {"new": 1}
    assert "If-None-Match" not in place.site.requests[-1]


@pytest.mark.parametrize("status", ["500 Oops", "403 Forbidden", "429 Slow down"])
def test_a_site_that_is_down_keeps_its_last_good_copy(place: Place, status: str) -> None:
    place.site.answers["/a"] = reply(page("Alfa"))
    place.fetch(ONE)
    place.site.answers["/a"] = reply(status=status)
    place.now += timedelta(days=1)

    done = place.fetch(ONE)

    assert done.counts == {"failed": 1}
    ((address, told),) = done.notices
    assert address == place.site.address("/a")
    assert str(told).startswith(f"it could not be fetched: the site answers {status[:3]}")
    assert str(told).endswith("; the copy of 2026-01-01 00:00 UTC is read")
    assert "Alfa" in read_documents(done.places, IngestSettings()).documents[0].document.text


def test_what_is_gone_is_removed_and_what_never_came_is_told(place: Place) -> None:
    place.site.answers |= {"/a": reply(page("Alfa")), "/b": reply(page("Beta"))}
    both = ONE + '[[address]]\nurl = "SITE/b"\n'
    place.fetch(both)
    place.site.answers |= {"/a": reply(status="410 Gone"), "/c": reply(status="500 Oops")}

    done = place.fetch(both + '[[address]]\nurl = "SITE/c"\n')

    assert done.counts == {"gone": 1, "unchanged": 1, "failed": 1}
    result = read_documents(done.places, IngestSettings())
    assert [read.document.id for read in result.documents] == ["b"]
    ((failed, reason, known),) = [(f.source, str(f.reason), f.id) for f in result.failures]
    assert (failed, reason, known) == (place.site.address("/c"), "the site answers 500", "c")
    assert ".html" in place.files()
    place.fetch('[[address]]\nurl = "SITE/c"\n')
    assert place.files() == [".json"]


def test_files_behind_addresses_are_read_by_their_media_type(place: Place) -> None:
    place.site.answers |= {
        "/text": reply(f"Rubrik\n\n{LONG}", "text/plain; charset=iso-8859-1"),
        "/data.csv": reply("Namn,Ort\nÅsa,Umeå\nBo,Luleå\n", "application/octet-stream"),
        "/film": reply("x", "video/mp4"),
        "/pdf": reply(b"%PDF-1.4 broken", "application/pdf"),
    }
    listed = "".join(f'[[address]]\nurl = "SITE{path}"\n' for path in place.site.answers)

    result = place.read(listed)

    types = {read.document.url: read.document.media_type for read in result.documents}
    assert types == {
        place.site.address("/text"): "text/plain",
        place.site.address("/data.csv"): "text/csv",
    }
    reasons = {failure.source: str(failure.reason) for failure in result.failures}
    assert reasons[place.site.address("/film")] == (
        "the site says that it is of the type video/mp4, which is not read; save it as a file that is"
    )
    assert "PDF" in reasons[place.site.address("/pdf")]


@pytest.mark.parametrize(
    ("told", "path", "is_read"),
    [
        ("application/force-download", "/a.csv", True),
        ("application/x-download", "/a.csv?version=2", True),
        ("binary/octet-stream", "/a.csv", True),
        ("", "/a.csv", True),
        ("application/force-download", "/a", False),
        ("application/force-download", "/a.exe", False),
        ("image/png", "/a.csv", False),
    ],
)
def test_the_ending_of_an_address_tells_what_a_type_does_not(
    place: Place, told: str, path: str, *, is_read: bool
) -> None:
    place.site.answers[path] = reply("Namn,Ort\nÅsa,Umeå\nBo,Luleå\n", told)
    (found,) = place.fetch(f'[[address]]\nurl = "SITE{path}"\n').places
    assert (found.path.suffix == ".csv") == is_read == (not found.problem)


@pytest.mark.parametrize("charset", ["iso-8859-1", "windows-1252", "utf-8"])
def test_the_header_tells_the_encoding_and_not_the_page(place: Place, charset: str) -> None:
    wrong = "utf-8" if charset != "utf-8" else "iso-8859-1"
    body = page("Åsa är på ön", f'<meta charset="{wrong}">').encode(charset)
    place.site.answers["/a"] = reply(body, f"text/html; charset={charset}")
    assert place.read(ONE).documents[0].document.title == "Åsa är på ön"


def test_a_page_in_utf8_is_read_as_such_whatever_the_server_calls_it(place: Place) -> None:
    place.site.answers["/a"] = reply(page("Åsa är på ön"), "text/html; charset=iso-8859-1")
    assert place.read(ONE).documents[0].document.title == "Åsa är på ön"


def test_a_sitemap_names_itself_others_and_other_sites(place: Place) -> None:
    site = place.site
    inner = gzip.compress(
        sitemap(site.address("/a"), "/b", "http://elsewhere.test/c", "file:///etc").encode()
    )
    site.answers |= {
        "/map.xml": reply(
            sitemap("/map.xml", "/inner.gz", "/map.xml", root="sitemapindex", name="sitemap")
        ),
        "/inner.gz": reply(inner, "application/gzip"),
        "/a": reply(page("Alfa")),
        "/b": reply(page("Beta")),
    }

    done = place.fetch(MAP)

    assert site.asked == ["/map.xml", "/inner.gz", "/a", "/b"]
    assert done.counts == {"new": 2}
    told = "1 of its pages, on elsewhere.test, are not fetched; name these in its hosts"
    unfit = (
        "of what it lists, file:///etc cannot be fetched: only http and https are fetched, not file"
    )
    assert [(source, str(why)) for source, why in done.notices] == [
        (site.address("/map.xml"), told),
        (site.address("/map.xml"), unfit),
    ]


def test_what_a_sitemap_lists_with_a_password_is_named_without(place: Place) -> None:
    place.site.answers |= {
        "/map.xml": reply(sitemap("https://eva:hemlig@a.test/x", "/a")),
        "/a": reply(page("Alfa")),
    }

    [(_, told)] = place.fetch(MAP).notices

    assert "https://…@a.test/x" in str(told)
    assert "hemlig" not in str(told)


def test_a_sitemap_that_breaks_off_removes_nothing(place: Place) -> None:
    whole = sitemap("/a", "/b")
    place.site.answers |= {"/a": reply(page("Alfa")), "/b": reply(page("Beta"))}
    place.site.answers["/map.xml"] = reply(whole)
    place.fetch(MAP)
    for broken in (whole[: whole.index("/b")], page("Fel"), "", status_of("404 Not Found")):
        place.site.answers["/map.xml"] = broken if isinstance(broken, bytes) else reply(broken)
        done = place.fetch(MAP)
        assert done.counts == {"unchanged": 2}
        assert str(done.notices[0][1]).endswith("; the copy of 2026-01-01 00:00 UTC is read")
    place.site.answers["/map.xml"] = reply(sitemap("/b"))
    assert [p.address for p in place.fetch(MAP).places] == [place.site.address("/b")]


def status_of(status: str) -> bytes:
    return reply(status=status)


def test_no_entity_of_a_listing_is_loaded_or_grows(place: Place) -> None:
    grows = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    for declared in ('<!ENTITY e0 SYSTEM "file:///etc/passwd">', f'<!ENTITY e0 "/a">{grows}'):
        listed = f"<!DOCTYPE urlset [{declared}]>" + sitemap("&e0;")
        place.site.answers["/map.xml"] = reply(listed)
        (failed,) = place.fetch(MAP).places
        assert str(failed.problem) == "it declares entities, which no sitemap or feed needs"


def test_a_feed_keeps_pages_that_it_lists_no_longer(place: Place) -> None:
    rss = "<rss><channel><link>/</link><item><link>{}</link></item></channel></rss>"
    atom = '<feed xmlns="http://www.w3.org/2005/Atom"><entry><link rel="self" href="/x"/><link href="{}"/></entry></feed>'
    place.site.answers |= {"/a": reply(page("Alfa")), "/b": reply(page("Beta"))}
    place.site.answers["/feed"] = reply(rss.format("/a"))
    assert place.fetch(FEED).counts == {"new": 1}
    place.site.answers["/feed"] = reply(atom.format("/b"))
    done = place.fetch(FEED)
    assert done.counts == {"new": 1, "unchanged": 1}
    assert len(done.places) == 2
    del place.site.answers["/a"]
    assert place.fetch(FEED).counts == {"unchanged": 1, "gone": 1}
    assert place.fetch(FEED).counts == {"unchanged": 1}


def test_links_of_a_feed_are_told_from_where_it_says(place: Place) -> None:
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="/nyheter/"><entry xml:base="2026/">'
        '<link href="a"/></entry><entry><link href="b?c=1&amp;d=2"/></entry></feed>'
    )
    place.site.answers["/feed"] = reply(feed, "application/atom+xml")
    place.fetch(FEED)
    assert place.site.asked == ["/feed", "/nyheter/2026/a", "/nyheter/b?c=1&d=2"]


def test_a_feed_with_very_many_entries_is_cut(place: Place) -> None:
    items = "".join(f"<item><guid>/p{number}</guid></item>" for number in range(100_000))
    place.site.answers["/feed"] = reply(f"<rss><channel>{items}</channel></rss>")
    place.site.answers |= {f"/p{number}": reply(page(str(number))) for number in range(3)}
    done = place.fetch(FEED + "pages = 2\n")
    assert done.counts == {"new": 2}
    assert str(done.notices[0][1]).startswith("only the first 2 pages are fetched")


def test_links_to_other_sites_push_no_page_of_the_own_out(place: Place) -> None:
    others = [f"http://elsewhere.test/{number}" for number in range(50)]
    place.site.answers |= {"/map.xml": reply(sitemap(*others, "/a", "/b")), "/a": reply(page("A"))}
    place.site.answers["/b"] = reply(page("B"))

    done = place.fetch(MAP + "pages = 2\n")

    assert done.counts == {"new": 2}
    assert [str(why) for _, why in done.notices] == [
        "50 of its pages, on elsewhere.test, are not fetched; name these in its hosts"
    ]


@pytest.mark.parametrize("count", [99, 150])
def test_sitemaps_that_are_not_asked_are_told(place: Place, count: int) -> None:
    names = [f"/{number}.xml" for number in range(count)]
    listed = sitemap("/map.xml", *names, *names, root="sitemapindex", name="sitemap")
    place.site.answers |= {name: reply(sitemap("/a")) for name in names}
    place.site.answers |= {"/map.xml": reply(listed), "/a": reply(page("A"))}

    done = place.fetch(MAP)

    assert place.site.asked == ["/map.xml", *names[:99], "/a"]
    told = ["only its first 100 sitemaps are asked; list the others as sources"]
    assert [str(why) for _, why in done.notices] == (told if count > 99 else [])


def test_an_entry_that_has_an_address_for_its_name_alone_is_fetched(place: Place) -> None:
    entries = ("SITE/a", "urn:uuid:60a76c80", "tag:x,2026:b", "b")
    feed = "".join(f"<entry><id>{each}</id></entry>" for each in entries)
    linked = '<entry><id>SITE/wrong</id><link href="/c"/></entry>'
    place.site.answers["/feed"] = reply(
        f'<feed xmlns="http://www.w3.org/2005/Atom"><id>SITE/f</id>{feed}{linked}</feed>'.replace(
            "SITE", place.site.base
        )
    )
    place.fetch(FEED)
    assert place.site.asked == ["/feed", "/a", "/c"]


def test_pages_that_all_prefer_one_address_stay_apart(place: Place) -> None:
    head = '<link rel="canonical" href="/">'
    place.site.answers |= {f"/{n}": reply(page(n, head)) for n in "abc"}
    place.site.answers["/map.xml"] = reply(sitemap("/a", "/b", "/c"))
    urls = [read.document.url for read in place.read(MAP).documents]
    assert urls == [place.site.address(f"/{name}") for name in "abc"]


def test_sources_are_fetched_again_when_they_are_due(place: Place) -> None:
    place.site.answers |= {"/a": reply(page("Alfa")), "/map.xml": reply(sitemap("/b"))}
    place.site.answers["/b"] = reply(page("Beta"))
    both = ONE + 'every = "30m"\n' + MAP + 'every = "2h"\n'
    asked = []
    for minutes in (0, 29, 2, 100, 30):
        place.now += timedelta(minutes=minutes)
        place.site.asked.clear()
        assert len(place.fetch(both, only_due=True).places) == 2
        asked.append(sorted(place.site.asked))
    every, one = ["/a", "/b", "/map.xml"], ["/a"]
    assert asked == [every, [], one, every, one]


def test_a_second_ingest_leaves_the_copies_alone(tmp_path: Path) -> None:
    settings = load_settings(data_dir=tmp_path / "data")
    (tmp_path / "a.txt").write_text(LONG, "utf-8")
    with Cache(settings.data_dir).alone(), pytest.raises(StorageError, match=r"^Another ingest"):
        ingest([tmp_path / "a.txt"], settings)
