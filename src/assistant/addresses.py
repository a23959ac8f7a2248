"""Addresses that are shown as links: what somebody wrote must lead to a page or to a mailbox."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated

from pydantic import AfterValidator, Field

_NO_MARKS = r"[^\s@,;:?<>()\"]"


def _of_form(pattern: str, told: str) -> Callable[[str], str]:
    form = re.compile(pattern)

    def check(text: str) -> str:
        if text and not form.fullmatch(text):
            raise ValueError(told)
        return text

    return check


_is_page = _of_form(r"https?://[^\s/]+\S*", "write a web address, as https://www.example.se")
_is_mailbox = _of_form(f"{_NO_MARKS}+@{_NO_MARKS}+", "write an e-mail address, as a@example.se")

WebAddress = Annotated[str, Field(max_length=2_000), AfterValidator(_is_page)]
"""Of a page, `http` or `https`; may be empty."""
EmailAddress = Annotated[str, Field(max_length=254), AfterValidator(_is_mailbox)]
"""One mailbox without a name; may be empty."""
