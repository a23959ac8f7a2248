"""Numbers of a workbook as their formats show them."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest

from ingest.readers import xlsx
from ingest.readers.parsed import Options

ACCOUNTS = '_-* #,##0\\ "kr"_-;\\-* #,##0\\ "kr"_-;_-* "-"??\\ "kr"_-;_-@_-'


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (1234567.5, "#,##0.00", "1 234 567,50"),
        (-340, "0", "−340"),
        (0.475, "0.0%", "47,5 %"),
        (1500, '#,##0\\ "kr"', "1 500 kr"),
        (12.25, "General", "12,25"),
        (True, "General", "ja"),
        (-1200, '# ##0;[Red]-# ##0;"–"', "−1 200"),
        (0, '# ##0;[Red]-# ##0;"–"', "–"),
        (-1200, "# ##0;[Red]# ##0", "−1 200"),
        (-1200, "#,##0_);(#,##0)", "(1 200)"),
        (-1500, ACCOUNTS, "−1 500 kr"),
        (0, ACCOUNTS, "- kr"),
        (5, '0 "i plus";0 "i minus"', "5 i plus"),
        (-5, '0 "i plus";0 "i minus"', "5 i minus"),
        (0.05, "+0%;-0%;0%", "+5 %"),
        (5, '0.0"%"', "5,0 %"),
        (3, "0\\k\\g", "3 kg"),
        (3, '"a;b" 0', "3 a;b"),
        (0.5, "# ?/?", "0,5"),
        (0.00012, "0.00E+00", "0,00012"),
        (4, '"fyra"', "fyra"),
    ],
)
def test_numbers_as_a_swedish_sheet_shows_them(value: float, form: str, shown: str) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Detta är en rad om hur mycket det kostar att bygga i staden", value])
    sheet["B1"].number_format = form
    data = BytesIO()
    book.save(data)

    assert xlsx.read(data.getvalue(), Options()).text.endswith(f" | {shown} |")
