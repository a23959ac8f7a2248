"""Numbers of a workbook as their formats show them."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import openpyxl
import openpyxl.chart
import pytest

from ingest.readers import xlsx
from ingest.readers.parsed import Options
from tests.ingest.readers import files

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
        (4711, "000 00", "047 11"),
        (98765, "000\\ 00", "987 65"),
        (5566778899, "000000-0000", "556677-8899"),
        (12345678, "0000-0000", "1234-5678"),
        (46701234567, "## ## ### ## ##", "46 70 123 45 67"),
        (1234567, "# ##0", "1 234 567"),
        (7, "00000", "00007"),
        (7.5, "000.00", "007,50"),
        (timedelta(hours=31, minutes=5), "[h]:mm", "31:05"),
        (timedelta(minutes=9, seconds=30), "[hh]:mm:ss", "00:09:30"),
        (timedelta(minutes=95, seconds=4), "[m]:ss", "95:04"),
        (-timedelta(hours=2), "[h]:mm", "−2:00"),
    ],
)
def test_numbers_as_a_swedish_sheet_shows_them(
    value: float | timedelta, form: str, shown: str
) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Detta är en rad om hur mycket det kostar att bygga i staden", value])
    sheet["B1"].number_format = form
    data = BytesIO()
    book.save(data)

    assert xlsx.read(data.getvalue(), Options()).text.endswith(f" | {shown} |")


def test_numbers_of_a_workbook_and_its_charts_are_written_in_one_way_in_any_language() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Die Kosten der neuen Brücken sind höher als im letzten Jahr", "Summe"])
    sheet.append(["Kosten", 1250.5])
    drawn = openpyxl.chart.BarChart()
    drawn.add_data(
        openpyxl.chart.Reference(sheet, min_col=2, min_row=1, max_row=2), titles_from_data=True
    )
    sheet.add_chart(drawn)
    data = BytesIO()
    book.save(data)
    # A program that draws a chart keeps its points.
    members = dict(files.members(data.getvalue()))
    chart = members["xl/charts/chart1.xml"]
    points = b'<numCache><formatCode>General</formatCode><pt idx="0"><v>1250.5</v></pt></numCache>'
    members["xl/charts/chart1.xml"] = chart.replace(
        b"</f></numRef></val>", b"</f>" + points + b"</numRef></val>"
    )

    text = xlsx.read(files.archive(members), Options()).text

    assert (text.count("1250,5"), text.count("1250.5")) == (2, 0)


def test_numbers_of_all_sheets_are_written_as_the_language_of_the_workbook_does() -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Detta är vad det kostar att bygga och måla broarna i staden", 1])
    book.create_sheet("Data").append(["Total sum", 1250.5, True])
    book.worksheets[1]["B1"].number_format = "#,##0.0"
    data = BytesIO()
    book.save(data)

    assert "| 1 250,5 | ja |" in xlsx.read(data.getvalue(), Options()).text
