"""Which addresses and machines are asked at all."""

from __future__ import annotations

import time

import pytest

from ingest.fetching.addresses import address, may_be_asked, resolved
from ingest.fetching.errors import FetchError, SiteError


@pytest.mark.parametrize(
    ("text", "base", "found"),
    [
        ("HTTP://Example.SE:80/a b?q=å#c", "", "http://example.se/a%20b?q=%C3%A5"),
        ("https://åre.se", "", "https://xn--re-xia.se/"),
        ("../c?x", "https://example.se:8443/a/b/", "https://example.se:8443/a/c?x"),
        ("//other.se/", "https://example.se/", "https://other.se/"),
        ("http://[::1]:8080/", "", "http://[::1]:8080/"),
        ("http://example.se./%C3%A5", "", "http://example.se/%C3%A5"),
    ],
)
def test_one_form_for_each_address(text: str, base: str, found: str) -> None:
    assert address(text, base) == found
    assert address(found) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "file:///etc/passwd",
        "ftp://example.se/",
        "javascript:alert(1)",
        "/only/a/path",
        "http://",
        "http://user:secret@example.se/",
        "http://user@example.se/",
        "http://good.se\\@bad.se/",
        "http://example.se/\nHost: bad.se",
        "http://example.se:99999/",
        "http://exa mple.se/",
        "http://[::1/",
        "http://-/",
        "http://example.se/" + "a" * 2_000,
    ],
)
def test_what_is_no_address_of_the_web(text: str) -> None:
    with pytest.raises(FetchError):
        address(text)


@pytest.mark.parametrize("ip", ["93.184.215.14", "2606:2800:21f::1", "64:ff9b::5db8:d70e"])
def test_public_addresses_are_asked(ip: str) -> None:
    assert may_be_asked(ip)


NEVER = [
    "169.254.169.254",
    "168.63.129.16",
    "100.100.100.200",
    "fd00:ec2::254",
    "169.254.1.1",
    "fe80::1",
    "fe80::1%eth0",
    "224.0.0.1",
    "ff02::1",
    "0.0.0.0",
    "::",
    "100.64.0.1",
    "::ffff:169.254.169.254",
    "2002:a9fe:a9fe::",
    "64:ff9b::a9fe:a9fe",
    "no address",
]
OWN = ["127.0.0.1", "127.9.9.9", "10.0.0.1", "172.16.0.1", "192.168.1.1", "::1", "fd12::1"]
WRAPPED = ["::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::"]
OTHER = [
    "::7f00:1",
    "192.0.2.1",
    "198.18.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "2001:db8::1",
    "2001::1",
]


@pytest.mark.parametrize("ip", NEVER + OWN + WRAPPED + OTHER)
def test_other_addresses_are_not(ip: str) -> None:
    assert not may_be_asked(ip)


def test_those_of_the_own_network_are_where_that_is_allowed() -> None:
    assert all(may_be_asked(ip, private=True) for ip in OWN)
    assert not any(may_be_asked(ip, private=True) for ip in NEVER)


def test_one_address_that_is_not_public_spoils_a_name() -> None:
    with pytest.raises(FetchError, match=r"^x\.se is not on the public network \(10\.0\.0\.1\)"):
        resolved("x.se", 80, lambda *_: ["93.184.215.14", "10.0.0.1"], 1)
    with pytest.raises(SiteError, match="cannot be looked up"):
        resolved("x.se", 80, lambda *_: [], 1)


def test_a_resolver_that_hangs_is_not_waited_for() -> None:
    def hang(host: str, port: int) -> list[str]:
        time.sleep(2)
        return ["93.184.215.14"]

    before = time.monotonic()
    with pytest.raises(SiteError, match="within the time allowed"):
        resolved("x.se", 80, hang, 0.05)
    assert time.monotonic() - before < 1
