"""What is known as personal data, in all the ways that people write it, and what is not.

The tables are not lists of what the code happens to know: each is every number of a kind in every
way of writing of that kind, or every character of a class that Unicode defines. Identity numbers are
those that Skatteverket publishes for tests, Swedish phone numbers those that PTS keeps for fiction,
foreign ones the examples that phonenumbers has for each country.
"""

from __future__ import annotations

import sys
import time
import unicodedata
from datetime import date, timedelta
from random import Random

import phonenumbers
import pytest
from stdnum import luhn

from assistant.text.personal import MASK, find_personal_data, holds_personal_data, mask

CHARACTERS = [chr(code) for code in range(sys.maxunicode + 1)]
DASHES = [c for c in CHARACTERS if unicodedata.category(c) == "Pd"] + ["\N{MINUS SIGN}"]
SPACES = [c for c in CHARACTERS if unicodedata.category(c) == "Zs"] + ["\t", "\n"]
INVISIBLE = ["\N{ZERO WIDTH SPACE}", "\N{SOFT HYPHEN}", "\N{WORD JOINER}", "\N{RIGHT-TO-LEFT MARK}"]
ZEROS = [c for c in CHARACTERS if unicodedata.decimal(c, None) == 0]

IDENTITY_NUMBERS = ["198112189876", "191212121212", "197010632391"]
IDENTITY_FORMS = [
    "{0}{1}{2}{3}{4}",
    "{1}{2}{3}-{4}",
    "{1}{2}{3} {4}",
    "{0}{1}{2}{3}-{4}",
    "{0}{1}{2}{3} {4}",
    "{1}{2}{3} - {4}",
    "{1}{2}{3}+{4}",
    "{1}-{2}-{3}-{4}",
    "{0}{1}-{2}-{3}-{4}",
    "{0}{1} {2} {3} {4}",
    "{0}{1}.{2}.{3}-{4}",
    "{0} {1}{2}{3}-{4}",
    "Mitt personnummer:{1}{2}{3}-{4}.",
    "pnr{0}{1}{2}{3}{4}",
    "{1}{2}{3}–{4}",
    "{1}{2}{3}:{4}",
    "{1}{2}{3}•{4}",
    "{1} {2} {3} - {4}",
]
IDENTITIES = [
    form.format(n[:2], n[2:4], n[4:6], n[6:8], n[8:])
    for n in IDENTITY_NUMBERS
    for form in IDENTITY_FORMS
]
PHONE_FORMS = [
    "{}{}{}{}",
    "{}-{} {} {}",
    "{} {} {} {}",
    "{}.{}.{}.{}",
    "{}/{} {} {}",
    "({}) {} {} {}",
    "{}-{}-{}-{}",
]
PHONES = [
    form.format(area, "174", "06", "05")
    for form in PHONE_FORMS
    for area in ("070", "+46 70", "+46 (0)70", "0046 70", "0046-(0)70")
] + [
    "08-465 004 00",
    "08/46500400",
    "46701740605",
    "0 7 0 1 7 4 0 6 0 5",
    "07 01 74 06 05",
    "tel:+46-70-1740605",
]
CARDS = [
    "4111111111111111",
    "4111 1111 1111 1111",
    "5555-5555-5555-4444",
    "3782 822463 10005",
    "4111.1111.1111.1111",
]
ADDRESSES = [
    f"Skriv till {name}{at}example{dot}se"
    for name in ("anna", "anna.ek+nytt", "åsa_ek")
    for at, dot in (
        ("@", "."),
        ("＠", "."),
        ("﹫", "．"),
        (" @ ", " . "),
        ("%40", "."),
        ("@ ", "."),
        ("(at)", "."),
        (" [at] ", "."),
        (" (a) ", "."),
        ("{snabel-a}", "[punkt]"),
        (" snabel-a ", " punkt "),
        (" snabel a ", "."),
        (" at ", " dot "),
        ("(at)", "(dot)"),
    )
]
PERSONAL = [*IDENTITIES, *PHONES, *CARDS, *ADDRESSES]
NOT_PERSONAL = [
    *("2020", "2020–2023", "2020-2023", "2019/20 2020/21 2021/22", "2021 2022 2023 2024", "åren 2020, 2021 och 2022"),
    *("38 888 951 kr", "38.888.951 kronor", "1 038 888 951 kr", "1 070 174 060 kr", "15,7 miljoner", "+1 500 000 kr"),
    *("2023 38 888 951", "400 000 000 000 000 kr", "12 000 000 000 kr", "0,5–0,7", "12,5 %", "100%"),
    *("RS 2021-0456", "HSN 2019-1234", "dnr 2021-12345", "Dnr: TRN 2022/0812", "SFS 2018:1937", "2021-0456-12"),
    *("556703-7485", "5567037485", "16556703-7485", "165567037485", "SE556703748501", "232100-0016", "212000-0142"),
    *("114 55 Stockholm", "SE-171 76", "11455", "Box 1024, 164 21 Kista", "104 22", "Bankgiro 5051-6822"),
    *("2020-06-01", "2020-06-01–2023-05-31", "2020-06-01 – 2023-05-31", "2020-06-01/2023-05-31", "20200601-20230531"),
    *("2020-06-01 2023-05-31", "2020-06-01 - 2023", "08.12.2021", "08-12-2021", "8/12 2021", "01/02/2021–03/04/2022"),
    *("kl. 08.00–16.00", "08:15-16:30", "08.15 - 16.30", "kl 8–17", "08–17", "21-03-04 15:30", "2021-03-04 15:30", "2021-03-04T15:30:59"),
    *("112", "90000", "1177", "Rum 0456", "avsnitt 3.2.1", "10.0.1.123", "127.0.0.1:7860", "sidorna 12-18"),
    *("59.3293, 18.0686", "59.0812345, 18.0812345", "3.14159265358979", "0,0812345678", "§ 12 kap. 3", "E4", "150 kW"),
    *("978-91-1234567-8", "ISSN 1234-5678", "10.1016/j.jbusres.2021.01.012", "550e8400-e29b-41d4-a716-446655440000"),
    *("5729e2316aef0514001550c4", "Euro 6, 2014–2020", "400–800 V", "1000 anställda 2021", "01 02 03 04 05", "1, 2, 3, 4, 5, 6, 7"),
    *("@scania", "Följ @region.stockholm", "Who works at example.se", "5 @ 20 kr", "https://example.se/a", "a.b.c"),
    *("811218-9875", "198112189875", "811318-9876", "811278-9876", "2 070-0", "4111 1111 1111 1112", "070-12"),
]  # fmt: skip


@pytest.mark.parametrize("text", PERSONAL)
def test_every_way_of_writing_is_found(text: str) -> None:
    for around in ("{}", "Hej, {} är det.", "Vem är det ({})?", "{0} {0}", "2020–2023: {}"):
        assert holds_personal_data(around.format(text)), around


@pytest.mark.parametrize("text", NOT_PERSONAL)
def test_ordinary_numbers_are_left_alone(text: str) -> None:
    for around in ("{}", "Hej, {} är det.", "Vem är det ({})?", "{0}, {0}"):
        assert not holds_personal_data(around.format(text)), mask(around.format(text))


def test_the_tables_are_long() -> None:
    assert len(set(PERSONAL)) >= 80
    assert len(set(NOT_PERSONAL)) >= 80


@pytest.mark.parametrize("sign", [*DASHES, *SPACES], ids=ascii)
def test_every_dash_and_space_parts_a_number(sign: str) -> None:
    assert holds_personal_data(f"811218{sign}9876")
    assert holds_personal_data(f"070{sign}174{sign}06{sign}05")


@pytest.mark.parametrize("sign", INVISIBLE, ids=ascii)
def test_what_cannot_be_seen_hides_nothing(sign: str) -> None:
    for text in ("811218-9876", "0701740605", "anna@example.se", "4111111111111111"):
        assert holds_personal_data(sign.join(text))


@pytest.mark.parametrize("zero", ZEROS, ids=ascii)
def test_digits_of_every_script_are_digits(zero: str) -> None:
    digits = str.maketrans({str(value): chr(ord(zero) + value) for value in range(10)})
    assert holds_personal_data("0701740605".translate(digits))


@pytest.mark.parametrize("region", sorted(phonenumbers.SUPPORTED_REGIONS))
def test_numbers_of_every_country_are_found(region: str) -> None:
    example = phonenumbers.example_number(region)
    assert example
    form = phonenumbers.PhoneNumberFormat
    for way in (form.INTERNATIONAL, form.E164, form.RFC3966):
        written = phonenumbers.format_number(example, way)
        assert holds_personal_data(written), written
        assert holds_personal_data(written.replace("+", "00")), written


def test_no_sum_date_or_company_is_taken_for_a_person() -> None:
    random = Random(0)
    first = date(1990, 1, 1)
    for _ in range(3000):
        begins, ends = (first + timedelta(random.randrange(15_000)) for _ in range(2))
        for dash in ("-", "–", " – ", "/", " ", " till "):
            assert not holds_personal_data(f"{begins}{dash}{ends}"), (begins, dash, ends)
        amount = f"{random.randrange(10 ** random.randint(4, 13)):,}".replace(",", " ")
        assert not holds_personal_data(f"Det kostar {amount} kr"), amount
        company = f"{random.choice('256789')}{random.randrange(10)}{random.choice('23456789')}{random.randrange(10**6):06}"
        company += luhn.calc_check_digit(company)
        for form in (company, f"{company[:6]}-{company[6:]}", f"16{company}"):
            assert not holds_personal_data(f"Organisationsnummer {form}"), form


def test_a_mask_leaves_the_rest_as_it_was() -> None:
    text = "Jag, Åsa Ek, 811218–9876 / 070‑174 06 05, åsa＠example.se, undrar om 2020–2023."
    assert mask(text) == f"Jag, Åsa Ek, {MASK} / {MASK}, {MASK}, undrar om 2020–2023."
    assert mask("ﬁnns 38 888 951 kr?") == "ﬁnns 38 888 951 kr?"
    assert mask("ﬁnns 0701740605 ﬁnns") == f"ﬁnns {MASK} ﬁnns"
    assert mask("anna.0701740605@example.se") == MASK
    assert mask("") == ""


@pytest.mark.parametrize(
    "hard",
    ["0 ", "00 1 ", "070 ", "+1 ", "123 ", "08-", "1", "0", "@", "a@", "a.", "a ", "a@a.", "81 12 ", "(at)", "\N{SOFT HYPHEN}", "ﷺ"],
)  # fmt: skip
def test_the_work_grows_with_the_text_and_no_faster(hard: str) -> None:
    def seconds(length: int) -> float:
        text = (hard * length)[:length]
        start = time.process_time()
        find_personal_data(text)
        return time.process_time() - start

    seconds(500)
    assert seconds(16_000) < 8 * 4 * max(seconds(2_000), 0.01)
