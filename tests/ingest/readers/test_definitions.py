"""Markdown as Pandoc and its like write it: definition lists, captions, attributes, boxes, long notes."""

from __future__ import annotations

import pytest

from ingest.readers.markdown import read
from ingest.readers.parsed import Options


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Budget\n:   4 mkr", "- Budget: 4 mkr"),
        ("Budget\n\n:   4 mkr\n\nTid\n:   2024", "- Budget: 4 mkr\n- Tid: 2024"),
        ("Ägare\n: Norr AB\n: *Syd* AB", "- Ägare:\n  - Norr AB\n  - Syd AB"),
        ("Ägare\n\n: Norr AB\n\n: Syd AB", "- Ägare:\n  - Norr AB\n  - Syd AB"),
        ("Mål\n:   Minska\n    utsläppen\n\nSlut.", "- Mål: Minska utsläppen\n\nSlut."),
        (
            "Mål\n:   Tre saker:\n\n    - A\n    - B\n\n# Mer",
            "- Mål:\n  - Tre saker:\n  - A\n  - B\n\n# Mer",
        ),
        # A line with a colon that defines nothing.
        ("Ett är mer.\nTvå är färre.\n: tre", "Ett är mer. Två är färre. : tre"),
        (": tre", ": tre"),
        ("Se\n:-)", "Se\n\n:-)"),
        ("- A\n- B\n\n: tre", "- A\n- B\n\n: tre"),
        # What stands under a table says what it is of.
        (
            "| Namn | Roll |\n|---|---|\n| Ada | Vd |\n\n: Styrelsen\n\nSlut.",
            "## Styrelsen\n\n| Namn | Roll |\n| Ada | Vd |\n\nSlut.",
        ),
        (
            "Text.\n\n: Tabell 1. Styrelsen {#tbl:x}\n\n| Namn | Roll |\n|---|---|\n| Ada | Vd |\n\n: Sist\n\nSlut.",
            "Text.\n\n## Tabell 1. Styrelsen\n\n| Namn | Roll |\n| Ada | Vd |\n\n: Sist\n\nSlut.",
        ),
        (
            "Ägare\n: Norr AB\n\n: Tabell 1\n\n| Namn | Roll |\n|---|---|\n| Ada | Vd |",
            "- Ägare: Norr AB\n\n## Tabell 1\n\n| Namn | Roll |\n| Ada | Vd |",
        ),
        ("# Mål {-}\n\nText.", "# Mål\n\nText."),
        ("# Mål {#mal .unnumbered lang=sv}\n\nText.", "# Mål\n\nText."),
        ("# Mängden {-1, 0, 1}\n\nText.", "# Mängden {-1, 0, 1}\n\nText."),
        ("# Plattform {.NET}\n\nText.", "# Plattform {.NET}\n\nText."),
        ("# Fil `{.x}`\n\nText.", "# Fil {.x}\n\nText."),
        ("# .htaccess}\n\nText.", "# .htaccess}\n\nText."),
        (":::tip Sista dag är 1 maj\nSök nu.\n:::", "Sista dag är 1 maj\n\nSök nu."),
        (":::{admonition} Viktigt för alla\nSök.\n:::", "Viktigt för alla\n\nSök."),
        (":::tip[Bra att veta]{#x}\nSök.\n:::", "[Bra att veta]\n\nSök."),
        ("::: warning :::\nSök.\n:::", "Sök."),
        ("# Mål {#mal .unnumbered}\n\nText.", "# Mål\n\nText."),
        ("# Mängden {a, b}\n\nText.", "# Mängden {a, b}\n\nText."),
        ("::: {.callout}\nStängt.\n:::\n\nSlut.", "Stängt.\n\nSlut."),
        (
            "Text.[^1]\n\n[^1]: Not.\n\n    Mer av den.\n\nSlut.",
            "Text.\n\nNot. Mer av den.\n\nSlut.",
        ),
    ],
)
def test_markdown_beyond_its_standard(source: str, text: str) -> None:
    parsed = read(source.encode(), Options())

    assert parsed.text == text
    assert parsed.left_out == ""


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Ordet ==viktigt== och (==nytt==).", "Ordet viktigt och (nytt)."),
        ("==**Budget** 2025== gäller", "Budget 2025 gäller"),
        ("där x==y och z==w", "där x==y och z==w"),
        ("a == b och c == d", "a == b och c == d"),
        ("==öppet", "==öppet"),
        ("*Text* ====== *mer*", "Text ====== mer"),
        ("> [!NOTE]\n> Anmäl dig senast 3 maj.", "Anmäl dig senast 3 maj."),
        ("> [!warning]- Brådskande\n> Sök nu.", "Brådskande\nSök nu."),
        ("> [!TIP]\n>\n> Sök nu.", "Sök nu."),
        ("> [!1] Text", "[!1] Text"),
        ("> [!ek](/u) leder", "!ek leder"),
        ("[!NOTE] Text", "[!NOTE] Text"),
    ],
)
def test_marks_that_programs_add_to_markdown_are_not_shown(source: str, text: str) -> None:
    assert read(source.encode(), Options()).text == text
