"""Documents that staff add: looked at, put in force, taken out, and there after every ingest."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant import bootstrap
from assistant.errors import BusyError, SourceError, UnavailableError
from assistant.ingesting import ingest
from assistant.library import LocalLibrary
from assistant.messages.failures import failure_told
from assistant.messages.library import LIBRARY
from assistant.progress import OnProgress
from assistant.reasons import Reason
from assistant.settings import IngestSettings, Settings
from assistant.staff.documents import Work
from assistant.system import apart
from tests.ingest.fetching.server import reply, serving_badly

PAGE = """<html lang="sv"><body><nav>Hem Kontakt</nav><main><h1>Elbåten</h1>
<p>Elbåten leds av regionen.</p></main><footer>Om kakor</footer></body></html>"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """An index of one text."""
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "a.txt").write_text("Elvägen byggs i Solna.", "utf-8")
    reading = IngestSettings(allow_private_addresses=True, pause_seconds=0)
    settings = Settings(data_dir=tmp_path / "data", ingest=reading)
    ingest([tmp_path / "own"], settings)
    return settings


@pytest.fixture
def library(settings: Settings) -> LocalLibrary:
    return LocalLibrary(settings)


def stage(library: LocalLibrary, folder: Path, name: str = "b.html", text: str = PAGE) -> str:
    file = folder / "dropped"
    file.write_text(text, "utf-8")
    return library.stage(file, name)


def finished(library: LocalLibrary, begin: Callable[[str], None], name: str) -> Work:
    begin(name)
    with pytest.raises(BusyError):
        begin(name)
    until = time.monotonic() + 60
    while library.work().running:
        assert time.monotonic() < until
        time.sleep(0.05)
    return library.work()


def held(settings: Settings) -> set[str]:
    return set(bootstrap.build_index(settings).documents)


def test_a_file_is_looked_at_put_in_force_and_taken_out(
    settings: Settings, library: LocalLibrary, tmp_path: Path
) -> None:
    assert stage(library, tmp_path) == "b.html"
    seen = library.preview("b.html")
    assert seen.title == "Elbåten"
    assert "Elbåten leds av regionen." in seen.text
    assert "kakor" not in seen.text
    assert "kakor" in seen.left_out
    assert 0 < seen.kept < 1
    assert held(settings) == {"a"}
    done = finished(library, library.admit, "b.html")
    assert not done.failure
    assert done.step
    assert held(settings) == {"a", "b"}
    assert (library.staged(), library.added()) == ([], ["b.html"])
    # An ingest from the command line reads it as well.
    (tmp_path / "own" / "c.pdf").write_text("no PDF", "utf-8")
    ingest([tmp_path / "own"], settings)
    told = library.age().ingested
    assert told
    assert (told.read, told.added, told.unchanged, told.failed) == (2, 0, 2, 1)
    assert held(settings) == {"a", "b"}
    assert not finished(library, library.withdraw, "b.html").failure
    assert held(settings) == {"a"}
    library.discard("b.html")
    assert library.staged() == []


def test_what_cannot_be_read_stays_out_and_says_why(
    settings: Settings, library: LocalLibrary, tmp_path: Path
) -> None:
    name = stage(library, tmp_path, "b.pdf", "no PDF")
    with pytest.raises(SourceError, match="PDF") as caught:
        library.preview(name)
    told = "den är skadad, eller ingen PDF; spara eller exportera den på nytt"
    assert failure_told(caught.value.reason, "sv") == told
    (tmp_path / "own" / "a.txt").unlink()
    done = finished(library, library.admit, name)
    assert done.failure
    assert (library.staged(), library.added()) == ([name], [])
    assert held(settings) == {"a"}
    assert library.age().problem
    assert (ran := library.age().ingested)
    assert ran.read == 1, "Of the last one that is done."
    with pytest.raises(SourceError, match=r"save it as one of .docx"):
        stage(library, tmp_path, "b.doc")


def test_a_page_is_fetched_to_be_looked_at(library: LocalLibrary) -> None:
    with serving_badly() as site:
        site.base = site.base.replace("site.test", "127.0.0.1")
        site.answers["/om/baten"] = reply(PAGE)
        assert not finished(library, library.fetch, site.address("/om/baten")).failure
        place = site.base.partition("://")[2]
        name = f"{place}-om-baten.html"
        assert library.staged() == [name] == [library.work().file]
        assert library.preview(name).url == site.address("/om/baten")
        site.answers["/en/baten?id=2"] = reply(PAGE)
        assert not finished(library, library.fetch, site.address("/en/baten?id=2")).failure
        assert library.staged() == [f"{place}-en-baten?id=2.html", name]
        nowhere = finished(library, library.fetch, site.address("/nowhere"))
        assert nowhere.failure.values["why"] == Reason("there is nothing there")
    failure = finished(library, library.fetch, "file:///etc/passwd").failure
    assert failure_told(failure, "sv").endswith(" är ingen adress som kan hämtas.")


def test_every_step_of_an_ingest_has_words_in_each_language(
    settings: Settings, tmp_path: Path
) -> None:
    steps = set[str]()
    (tmp_path / "own" / "b.txt").write_text("Elbåten leds av regionen.", "utf-8")
    ingest([tmp_path / "own"], settings, lambda step, *_: steps.add(step))
    assert {"read", "build the indexes"} <= steps
    for words in LIBRARY.values():
        assert steps <= words.steps.keys()


def test_the_age_of_index_and_sources(library: LocalLibrary, tmp_path: Path) -> None:
    source = str(tmp_path / "own" / "a.txt")
    age = library.age()
    assert age.made
    assert age.ingested
    assert age.ingested.seconds > 0
    assert (age.ingested.read, age.ingested.added, age.ingested.failed) == (1, 1, 0)
    assert list(library.changed([source, str(tmp_path / "gone.txt"), "x\0y"])) == [source]


def _sleep(seconds: float, _: OnProgress) -> None:
    time.sleep(seconds)


def _die(_: OnProgress) -> None:
    raise SystemExit(3)


def test_work_that_hangs_or_dies_is_given_up() -> None:
    begun = time.monotonic()
    with pytest.raises(UnavailableError, match="given up"):
        apart.run_apart(_sleep, 60.0, seconds=0.5)
    assert time.monotonic() - begun < 20
    with pytest.raises(UnavailableError, match="ended"):
        apart.run_apart(_die, seconds=30)


def test_a_source_named_by_a_relative_path_is_found_from_another_folder(
    settings: Settings, library: LocalLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ingest([Path("own")], settings)
    monkeypatch.chdir("/")
    source = bootstrap.build_index(settings).documents["a"].source
    assert source == "own/a.txt"
    assert list(library.changed([source])) == [source]
