"""Sites that misbehave: each costs little, and is told in a line."""

from __future__ import annotations

import gzip
import socket
import time
import zlib
from collections.abc import Callable, Collection, Iterator

import pytest

from ingest.fetching.client import Client, Wish
from ingest.fetching.errors import FetchError, GoneError
from ingest.fetching.exchange import Limits
from ingest.fetching.network import Network
from tests.ingest.fetching.server import Answer, Site, drip, redirect, reply, serving_badly

LIMITS = Limits(bytes=200_000, seconds=10)
SHORT = Limits(bytes=200_000, seconds=0.4)
PAGE = b"<p>Text.</p>"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


@pytest.fixture
def site() -> Iterator[Site]:
    with serving_badly() as site:
        site.answers["/"] = reply(PAGE)
        yield site


def make_client(
    *, private: bool = True, pause: float = 0.0, network: Network | None = None
) -> tuple[Client, list[float]]:
    slept: list[float] = []
    network = network or Network(lambda *_: ["127.0.0.1"], private)
    return Client("fordonsdalen/test", pause, network, slept.append), slept


def get(
    site: Site, path: str = "/", limits: Limits = LIMITS, sites: Collection[str] | None = None
) -> bytes:
    client, _ = make_client()
    return client.get(Wish(site.address(path), limits, sites)).body


def bomb(opening: bytes = b"") -> bytes:
    packed = gzip.compress(opening + b"\0" * 50_000_000)
    assert len(packed) < LIMITS.bytes
    return packed


def hang(connection: socket.socket, _: str) -> None:
    time.sleep(1.5)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (drip(HEAD + b"\r\n", b"x" * 10_000), "larger than the 0.2 MB"),
        (
            drip(
                HEAD + b"Transfer-Encoding: chunked\r\n\r\n",
                (b"3E8\r\n" + b"x" * 1_000 + b"\r\n") * 9,
            ),
            "larger than",
        ),
        (drip(HEAD + b"Content-Length: 999\r\n\r\n", b"x", 0.05), "within 0.4 s"),
        (drip(HEAD, b"X-Y: z\r\n", 0.05), "within 0.4 s"),
        (drip(HEAD, b"X-Y: " + b"z" * 9_000 + b"\r\n"), "did not answer properly"),
        (drip(b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\n", 0.01), "within"),
        (hang, "within 0.4 s"),
        (HEAD + b"Content-Length: 999\r\n\r\nshort", "did not answer properly"),
        (HEAD + b"Content-Length: 99999999999999999\r\n\r\n", "larger than"),
        (HEAD + b"Content-Length: -5\r\n\r\n", "did not answer properly"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n", "did not answer properly"),
        (b"", "did not answer properly"),
        (b"SSH-2.0-OpenSSH_9.6\r\n", "did not answer properly"),
        (b"\x15\x03\x01\x00\x02\x02\x28", "did not answer properly"),
        (reply(bomb(), Content_Encoding="gzip"), "larger than"),
        (reply(gzip.compress(PAGE)[:-9], Content_Encoding="gzip"), "ends too early"),
        (reply(PAGE, Content_Encoding="gzip"), "packed and damaged"),
        (reply(zlib.compress(PAGE), Content_Encoding="br"), "packed by br"),
        (reply(status="500 Internal Server Error"), "the site answers 500"),
        (reply(status="304 Not Modified"), "the site answers 304"),
        (redirect("/bad"), "more than 5 times"),
        (redirect("file:///etc/passwd"), "only http and https"),
        (redirect("http://user:secret@site.test/"), "user name or password"),
        (redirect("http://[::1"), "it is no address"),
        (reply(status="301 Moved Permanently"), "the site answers 301"),
    ],
)
def test_a_reply_that_is_bad_is_told(site: Site, answer: Answer, told: str) -> None:
    site.answers["/bad"] = answer
    before = time.monotonic()
    with pytest.raises(FetchError, match=told) as caught:
        get(site, "/bad", SHORT if "within" in told else LIMITS)
    assert "\n" not in str(caught.value)
    assert time.monotonic() - before < 5


def test_what_is_good_is_taken_packed_or_not(site: Site) -> None:
    site.answers["/packed"] = reply(gzip.compress(PAGE * 99), Content_Encoding="gzip")
    site.answers["/chunked"] = HEAD + b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"
    site.answers["/open"] = HEAD + b"\r\n" + PAGE
    assert get(site) == PAGE
    assert get(site, "/packed") == PAGE * 99
    assert get(site, "/chunked") == b"abc"
    assert get(site, "/open") == PAGE


def test_it_says_who_it_is_and_keeps_no_cookies(site: Site) -> None:
    site.answers["/cookie"] = reply(status="302 Found", Location="/", Set_Cookie="a=b")
    client, _ = make_client()
    reply_ = client.get(Wish(site.address("/cookie"), LIMITS))
    assert reply_.address == site.address("/")
    assert all("User-Agent: fordonsdalen/test\r\n" in request for request in site.requests)
    assert not any("cookie:" in request.lower() for request in site.requests)


@pytest.mark.parametrize("status", ["404 Not Found", "410 Gone"])
def test_what_is_gone_is_told_apart(site: Site, status: str) -> None:
    site.answers["/bad"] = reply(status=status)
    with pytest.raises(GoneError):
        get(site, "/bad")


def test_no_machine_of_the_own_network_is_asked(site: Site) -> None:
    client, _ = make_client(private=False)
    with pytest.raises(
        FetchError, match=r"^site\.test is not on the public network \(127\.0\.0\.1\)"
    ):
        client.get(Wish(site.address("/"), LIMITS))
    assert site.requests == []


def test_a_redirect_to_a_private_address_is_not_followed(site: Site) -> None:
    """The first host is this machine under the name of a public one; only what it names is not."""
    asked: list[str] = []

    def resolver(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if host == "site.test" else ["169.254.169.254"]

    client, _ = make_client(network=Network(resolver, True))
    site.answers["/bad"] = redirect("http://metadata.test/latest")
    with pytest.raises(
        FetchError, match=r"metadata\.test is not on the public network \(169\.254\.169\.254\)"
    ):
        client.get(Wish(site.address("/bad"), LIMITS))
    assert asked.count("metadata.test") == 1


def test_a_name_that_changes_is_looked_up_and_checked_for_each_request(site: Site) -> None:
    """Each connection goes to the very addresses that were checked for it."""
    answers = [["127.0.0.1"], ["127.0.0.1"], ["169.254.169.254"]]
    client, _ = make_client(network=Network(lambda *_: answers.pop(0), True))
    assert client.get(Wish(site.address("/"), LIMITS)).body == PAGE
    with pytest.raises(FetchError, match=r"169\.254\.169\.254"):
        client.get(Wish(site.address("/"), LIMITS))
    assert site.asked == ["/"]


def test_only_known_sites_where_these_are_told(site: Site) -> None:
    site.answers["/bad"] = redirect("http://elsewhere.test/")
    with pytest.raises(FetchError, match=r"leads to another site, elsewhere\.test"):
        get(site, "/bad", sites={"site.test"})


def test_a_copy_that_is_known_costs_a_line(site: Site) -> None:
    site.answers["/moved"] = redirect("/page")
    site.answers["/page"] = reply(status="304 Not Modified")
    known = {site.address("/page"): {"If-None-Match": '"1"'}}
    client, _ = make_client()
    assert client.get(Wish(site.address("/moved"), LIMITS, known=known)).status == 304
    assert ["If-None-Match" in request for request in site.requests] == [False, False, True]


def test_what_follows_a_304_is_not_read(site: Site) -> None:
    site.answers["/"] = drip(b"HTTP/1.1 304 Not Modified\r\n\r\n", b"x" * 10_000)
    known = {site.address("/"): {"If-None-Match": '"1"'}}
    client, _ = make_client()
    found = client.get(Wish(site.address("/"), LIMITS, known=known))
    assert (found.status, found.body) == (304, b"")


@pytest.mark.parametrize(
    ("robots", "told"),
    [
        (reply("User-agent: *\nDisallow: /", "text/plain"), "robots.txt forbids it"),
        (reply("\ufeffUser-Agent: Fordonsdalen\nDisallow: /*.html$\n", "text/plain"), "forbids"),
        (drip(HEAD + b"\r\nUser-agent: *\nDisallow: /\n", b"# more and more\n" * 999), "forbids"),
        (
            drip(HEAD + b"\r\nUser-agent: *\nDisallow: /\n", bytes(range(256)) * 40),
            "robots.txt forbids it",
        ),
        (
            reply(b"User-agent: *\nDisallow: /*" + b"a*" * 20_000 + b"\nDisallow: /a"),
            "robots.txt forbids it",
        ),
        (
            reply(bomb(b"User-agent: *\nDisallow: /\n"), Content_Encoding="gzip"),
            "robots.txt forbids it",
        ),
        (hang, "robots.txt cannot be read: it did not answer whole within 0.4 s"),
        (
            reply(status="503 Service Unavailable"),
            "robots.txt cannot be read: the site answers 503",
        ),
        (redirect("/robots.txt"), "robots.txt cannot be read: it leads on more than 5 times"),
    ],
)
def test_a_robots_txt_is_obeyed(
    site: Site, robots: Answer, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds = 0.4 if "within" in told else 10
    monkeypatch.setattr("ingest.fetching.robots.LIMITS", Limits(100_000, seconds, cut=True))
    site.answers["/robots.txt"], site.answers["/a.html"] = robots, reply(PAGE)
    with pytest.raises(FetchError, match=told):
        get(site, "/a.html")
    assert site.asked == []


def test_a_robots_txt_that_allows_or_is_none_is_asked_once(site: Site) -> None:
    rules = "User-agent: *\nDisallow: /\n\nUser-agent: fordonsdalen\nDisallow: /b\nCrawl-delay: 7\n"
    for robots in (reply(rules, "text/plain"), reply(status="403 Forbidden")):
        site.answers["/robots.txt"] = robots
        client, _ = make_client()
        for _ in range(2):
            assert client.get(Wish(site.address("/"), LIMITS)).body == PAGE
    assert sum("GET /robots.txt" in request for request in site.requests) == 2


def test_a_host_is_asked_with_pauses_as_long_as_it_wants(site: Site) -> None:
    site.answers["/robots.txt"] = reply("User-agent: *\nCrawl-delay: 7\n", "text/plain")
    client, slept = make_client(pause=2)
    for _ in range(2):
        client.get(Wish(site.address("/"), LIMITS))
    assert [round(seconds) for seconds in slept] == [7, 7]


def flaky(first: bytes) -> tuple[Callable[[socket.socket, str], None], list[int]]:
    count = [0]

    def write(connection: socket.socket, _: str) -> None:
        count[0] += 1
        connection.sendall(first if count[0] == 1 else reply(PAGE))

    return write, count


def test_who_asks_to_come_back_soon_is_asked_again(site: Site) -> None:
    site.answers["/busy"], _ = flaky(reply(status="429 Too Many Requests", Retry_After="3"))
    client, slept = make_client()
    assert client.get(Wish(site.address("/busy"), LIMITS)).body == PAGE
    assert slept == [3.0]


@pytest.mark.parametrize("after", ["99999", "Fri, 31 Dec 2100 23:59:59 GMT", "soon", ""])
def test_who_asks_to_come_back_later_is_left_alone(site: Site, after: str) -> None:
    site.answers["/busy"] = reply(status="429 Too Many Requests", Retry_After=after)
    client, slept = make_client()
    with pytest.raises(FetchError, match="answers 429"):
        client.get(Wish(site.address("/busy"), LIMITS))
    with pytest.raises(FetchError, match="left alone for now"):
        client.get(Wish(site.address("/"), LIMITS))
    assert site.asked == ["/busy"]
    assert slept == []


def test_a_site_that_is_down_is_not_asked_for_every_page(site: Site) -> None:
    site.answers |= {f"/{number}": b"" for number in range(9)}
    client, _ = make_client()
    for number in range(9):
        with pytest.raises(FetchError):
            client.get(Wish(site.address(f"/{number}"), LIMITS))
    assert len(site.asked) == 3


def test_no_one_listens() -> None:
    client, _ = make_client()
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with pytest.raises(FetchError, match="did not answer properly"):
        client.get(Wish(f"http://site.test:{port}/", LIMITS))
