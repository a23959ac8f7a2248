"""Personal data in a text, so that it is neither answered, nor kept, nor shown.

Numbers are judged by those who keep their rules: python-stdnum for check digits and birth dates,
phonenumbers for the plans of all countries. What is done here is to find which digits somebody may
have meant as one number. The text is folded first, so that it does not matter which dashes, spaces or
digits a keyboard or a word processor made. Then each run of digit groups, with no more than a few
signs between two of them, is read from every group on, as far as the longest number goes. The work
grows with the length of the text and no faster; how long a text may be is for the caller to say.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from itertools import accumulate, takewhile

from assistant.clock import today

MASK = "[…]"
"""Stands where personal data stood."""
LONGEST = 19
"""Digits of the longest number, that of a card."""
SHORTEST = 7
"""Digits of the shortest number, that of a telephone."""
_GAP = re.compile(r"(?:[^\w,;%=?!]|_){1,4}")
"""What may stand between two groups of one number: any signs but those that end a thing."""
_CHAIN = re.compile(r"(?<![+\d])\d+(?:([ .])\d+(?:\1\d+)*)?")
"""Groups that are set apart in one way."""
_BRACKETED = r" ?[(\[{<] ?(?:%s) ?[)\]}>] ?"
_AT = re.compile(
    r" @ |@ ?|%40|"
    + _BRACKETED % "@|at|a|snabel[- ]?a"
    + r"| snabel[- ]?a | at (?=[\w-]{1,63} dot )"
)
_DOT = r"(?:\.| \. |" + _BRACKETED % r"\.|dot|punkt" + "| (?:dot|punkt) )"
_DOMAIN = re.compile(rf"(?:[^\W_][\w-]{{0,62}}{_DOT}){{1,8}}[^\W\d_]{{2,24}}")
"""Bounded in each part, so that it is read in one go from each at sign on."""
EARLIEST = date(1850, 1, 1)
"""Nobody alive when personal identity numbers came was born before."""
Span = tuple[int, int]
"""Where something begins and ends in a text."""


def holds_personal_data(text: str) -> bool:
    """Whether a text holds something that `find_personal_data` finds."""
    return bool(find_personal_data(text))


def find_personal_data(text: str) -> list[Span]:
    """Where personal identity and coordination numbers, card and phone numbers and e-mail addresses stand.

    Numbers of people and cards count only when their check digits are right, phone numbers only
    when the plan of their country has them.
    """
    folded, origins = _fold(text)
    spans = sorted([*_addresses(folded), *_numbers(folded)])
    return [(origins[start], origins[end - 1] + 1) for start, end in spans]


def mask(text: str) -> str:
    """The text with a sign in place of what is personal."""
    parts, done = [], 0
    for start, end in find_personal_data(text):
        if start >= done:
            parts += [text[done:start], MASK]
        done = max(done, end)
    return "".join([*parts, text[done:]])


@lru_cache(4096)
def _fold_character(character: str) -> str:
    """Plain digits, spaces and hyphens for all signs that are read as such; nothing for the invisible."""
    folded = ""
    for part in unicodedata.normalize("NFKC", character):
        category = unicodedata.category(part)
        if category == "Nd":
            folded += str(unicodedata.decimal(part))
        elif category == "Pd" or part == "\N{MINUS SIGN}":
            folded += "-"
        elif category[0] == "Z" or category == "Cc":
            folded += " "
        elif category not in ("Cf", "Mn", "Me"):
            folded += part
    return folded.casefold()


def _fold(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the place in the text that it comes from."""
    parts = [_fold_character(character) for character in text]
    origins = [place for place, part in enumerate(parts) for _ in part]
    return "".join(parts), origins


def _addresses(text: str) -> Iterator[Span]:
    for at in _AT.finditer(text):
        before = at.start()
        named = text[max(0, before - 1) : before]
        domain = _DOMAIN.match(text, at.end())
        if domain and (named.isalnum() or named in tuple("._+-'\"%&=~")):
            yield _word_start(text, before), domain.end()


def _word_start(text: str, end: int) -> int:
    """Where the word that ends here begins, as far as a name before an at sign may be long."""
    return end - len(re.split(r"[\s,;:<>()\"]", text[max(0, end - 64) : end])[-1])


@dataclass
class _Written:
    """Groups of digits that stand side by side, as somebody wrote them."""

    groups: Sequence[str]
    gaps: Sequence[str]
    """What stands between them, one less than the groups."""
    has_plus: bool
    """Whether a plus sign stands before."""

    @cached_property
    def digits(self) -> str:
        return "".join(self.groups)

    @cached_property
    def sizes(self) -> list[int]:
        return [len(group) for group in self.groups]

    @property
    def is_even(self) -> bool:
        """Whether all digits stand one by one, or two by two, with the same between them."""
        return set(self.sizes) in ({1}, {2}) and len(set(self.gaps)) == 1


def _numbers(text: str) -> Iterator[Span]:
    groups = [match.span() for match in re.finditer(r"\d+", text)]
    amounts = _amounts(text)
    first, end_of_found = 0, 0
    while first < len(groups):
        may_ring = groups[first][0] not in amounts
        numbers = [
            last
            for last, written in _windows(text, groups, first, end_of_found)
            if _is_identity(written) or _is_card(written) or (may_ring and _is_phone(written))
        ]
        if numbers:
            end_of_found = groups[numbers[-1]][1]
            yield groups[first][0], end_of_found
        first = numbers[-1] + 1 if numbers else first + 1


def _windows(
    text: str, groups: Sequence[Span], first: int, end_of_found: int
) -> Iterator[tuple[int, _Written]]:
    """All that may be one number from a group on, with the place of its last group."""
    start = groups[first][0]
    begins = first == 0 or groups[first - 1][1] == end_of_found
    before = "" if begins else text[groups[first - 1][1] : start]
    if before in (".", ",") and groups[first - 1][1] - groups[first - 1][0] <= 4:
        return  # A decimal fraction.
    has_plus = text[max(0, start - 2) : start].rstrip("( ").endswith("+")
    written: list[str] = []
    gaps: list[str] = []
    length = 0
    for last in range(first, len(groups)):
        begin, end = groups[last]
        if last > first:
            gaps.append(text[groups[last - 1][1] : begin])
            if not _GAP.fullmatch(gaps[-1]):
                return
        written.append(text[begin:end])
        length += end - begin
        if length > LONGEST:
            return
        if length < SHORTEST:
            continue
        after = text[end : groups[last + 1][0]] if last + 1 < len(groups) else ""
        if text[max(0, start - 1) : start].isalpha() and text[end : end + 1].isalpha():
            continue  # Within a code, such as a checksum.
        # A sign that stands both inside and at an edge tells that more belongs to it.
        if not any(edge in gaps and " " not in edge for edge in (before, after)):
            yield last, _Written(tuple(written), tuple(gaps), has_plus)


def _amounts(text: str) -> set[int]:
    """Where the groups of numbers begin whose thousands are set apart, such as 38 888 951."""
    found: set[int] = set()
    for chain in _CHAIN.finditer(text):
        groups = list(re.finditer(r"\d+", chain.group()))
        thousands = list(takewhile(lambda group: len(group.group()) == 3, reversed(groups)))
        lead = groups[: len(groups) - len(thousands)][-1:]
        if lead and len(lead[0].group()) < 3:
            thousands += lead
        begins = thousands[-1] if thousands else chain
        if len(thousands) > 1 and not begins.group().startswith("0"):
            found.update(chain.start() + group.start() for group in thousands)
    return found


def _is_identity(number: _Written) -> bool:
    """Whether it is a personal identity number, or a coordination number, whose day is 60 higher."""
    digits = number.digits
    birth = digits[:-4]
    if len(birth) not in (6, 8) or not (number.is_even or _parts_are_whole(number)):
        return False
    from stdnum import luhn  # noqa: PLC0415 - only for the rare text with a long number
    from stdnum.exceptions import ValidationError  # noqa: PLC0415
    from stdnum.se import personnummer  # noqa: PLC0415

    day = int(birth[-2:])
    plain = f"{birth[:-2]}{day - 60 if day > 60 else day:02}"
    try:
        born = personnummer.get_birth_date(f"{plain}-{digits[-4:]}")
    except ValidationError:
        return False
    return EARLIEST <= born <= today() and luhn.is_valid(digits[-10:])


def _parts_are_whole(number: _Written) -> bool:
    """Whether it is written with breaks only between year, month, day and what follows.

    A date with breaks and then, after a space, a year is just that.
    """
    *before, last = accumulate(number.sizes)
    year_follows = number.groups[-1][:2] in ("19", "20") and number.sizes[-1] == 4
    if len(before) > 1 and year_follows and " " in number.gaps[-1]:
        return False
    return all(cut % 2 == 0 and cut <= last - 4 for cut in before)


def _is_card(number: _Written) -> bool:
    """Whether it is a payment card, in one piece or in the groups that are printed on it."""
    if len(number.digits) < 14:
        return False
    from stdnum import luhn  # noqa: PLC0415

    *groups, last = number.sizes
    in_fours = set(groups) <= {4} and (not groups or last <= 4)
    in_three = number.sizes in ([4, 6, 5], [4, 6, 4])
    # The first digits that payment networks have; others are of airlines, ISBN and so on.
    issued = number.digits[0] in "3456" or "22" <= number.digits[:2] <= "27"
    return (in_fours or in_three) and issued and luhn.is_valid(number.digits)


def _is_phone(number: _Written) -> bool:
    """Whether the plan of Sweden, or after a plus sign or 00 that of any country, has the number."""
    digits = number.digits
    abroad = number.has_plus or number.groups[0].startswith("00")
    if len(digits) > 17 or not (abroad or _looks_domestic(number)):
        return False
    signs = "".join(number.gaps)
    _, _, behind_point = signs.partition(".")
    if "+" in signs or ":" in signs or "-" in behind_point:  # As in 08:15 or 08.15-16.30.
        return False
    return _is_in_plan(("+" if number.has_plus else "") + digits)


def _looks_domestic(number: _Written) -> bool:
    """Whether it begins as Swedish numbers do: with an area code in one piece, or with 46."""
    if number.sizes[:3] == [2, 2, 4] and number.groups[2][:2] in ("19", "20"):
        return False  # Day, month and year.
    area = number.groups[0]
    if area == "46" or (len(number.sizes) == 1 and area.startswith("46")):
        return len(number.digits) == 11 and number.digits[2] == "7"
    mobile = number.digits.startswith("07") and len(number.digits) == 10
    return mobile or (area.startswith("0") and (len(area) > 2 or area == "08"))


def _is_in_plan(number: str) -> bool:
    from phonenumbers import NumberParseException, is_valid_number, parse  # noqa: PLC0415 - slow

    try:
        return is_valid_number(parse(number, "SE"))
    except NumberParseException:
        return False
