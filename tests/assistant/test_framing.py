from __future__ import annotations

import pytest

from assistant.framing import frame_ancestors


@pytest.mark.parametrize(
    ("entry", "kept"),
    [
        ("'self'", "'self'"),
        ("https://www.example.se", "https://www.example.se"),
        ("HTTPS://Www.Example.se:443", "https://www.example.se"),
        ("https://*.example.se", "https://*.example.se"),
        ("http://localhost:*", "http://localhost:*"),
        ("https://example.se:8443", "https://example.se:8443"),
    ],
)
def test_origins_are_kept_as_browsers_compare_them(entry: str, kept: str) -> None:
    assert frame_ancestors([entry]) == (kept,)


@pytest.mark.parametrize(
    "entry",
    [
        "*",
        "https://*",
        "https://*.se:*/x",
        "example.se",
        "self",
        "https://example.se/path",
        "https://example.se/",
        "https://example.se:99999",
        "https://example.se; script-src *",
        "https://åäö.se",
        "ftp://example.se",
        "",
    ],
)
def test_anything_else_is_refused_by_name(entry: str) -> None:
    with pytest.raises(ValueError, match=r"'self'|xn--"):
        frame_ancestors(["https://www.example.se", entry])


def test_none_stands_alone_and_an_empty_list_means_none() -> None:
    assert frame_ancestors([]) == ("'none'",)
    with pytest.raises(ValueError, match="nothing may stand beside it"):
        frame_ancestors(["'none'", "'self'"])
