"""What labels the panels of a page."""

from __future__ import annotations

import pytest

from ingest.blocks import Kind
from ingest.readers.webpage import read_page

PANELS = "<div {}><p>Här är djupt.</p></div><div {}><p>Här är grunt.</p></div><p>Båt finns.</p>"
LINKS = "<li><a href='#sj'>Sjön</a></li><li><a href='#an'>Ån</a></li>"
NAMED = PANELS.format("id=sj", "id=an style='display: none'")
ROLES = PANELS.format("role=tabpanel", "role=tabpanel hidden")

LABELLED = {
    "a list of links": f"<ul>{LINKS}</ul>{NAMED}",
    "links in a box": f"<div><a href='#sj'>Sjön</a> <a href='#an'>Ån</a></div>{NAMED}",
    "links in a menu": f"<nav><ul>{LINKS}</ul></nav>{NAMED}",
    "tabs in order": f"<ul><li role=tab>Sjön</li><li role=tab>Ån</li></ul>{ROLES}",
    "tabs in items": "<ul role=tablist><li><a role=tab>Sjön</a></li><li><a role=tab>Ån</a></li></ul>"
    + ROLES,
}


@pytest.mark.parametrize("page", LABELLED.values(), ids=LABELLED.keys())
def test_a_label_heads_its_panel_and_nothing_behind_it(page: str) -> None:
    found = read_page(f"<main><h1>Vatten</h1>{page}</main>")

    assert "## Sjön\n\nHär är djupt.\n\n## Ån\n\nHär är grunt.\n\nBåt finns." in found.text
    assert found.blocks[-1].ends == 2, "what is behind the panels"


def test_tabs_in_a_panel_are_its_own() -> None:
    inner = "<ul><li role=tab>Norra</li><li role=tab>Södra</li></ul>" + ROLES.replace(
        "Båt", "Brygga"
    )
    page = f"<ul><li role=tab>Sjön</li><li role=tab>Ån</li></ul>{ROLES}".replace(
        "<p>Här är djupt.</p>", f"<div>{inner}</div>"
    )

    found = read_page(f"<main><h1>Vatten</h1>{page}</main>")

    heads = [each.label for each in found.blocks if each.kind is Kind.HEADING]
    assert heads == ["Vatten", "Sjön", "Norra", "Södra", "Ån"]


NO_LABELS = {
    "contents": f"<ul>{LINKS}</ul>"
    + NAMED.replace("<p>", "<h2>Om</h2><p>").replace("none", "block"),
    "repeated": f"<ul>{LINKS}</ul>"
    + NAMED.replace("Här är d", "Sjön är d").replace("none", "block"),
    "apart": f"<ul>{LINKS}</ul>" + NAMED.replace("</div>", "</div><hr>").replace("none", "block"),
    "behind": NAMED.replace("none", "block") + f"<ul>{LINKS}</ul>",
    "with words": f"<ul>{LINKS}<li>Allt</li></ul>" + NAMED.replace("none", "block"),
    "more tabs": "<ul><li role=tab>Ett</li><li role=tab>Två</li><li role=tab>Tre</li></ul>" + ROLES,
}


@pytest.mark.parametrize("page", NO_LABELS.values(), ids=NO_LABELS.keys())
def test_links_and_tabs_that_label_nothing(page: str) -> None:
    found = read_page(f"<main><h1>Vatten</h1>{page}</main>")

    heads = {each.label for each in found.blocks if each.kind is Kind.HEADING}
    assert heads <= {"Vatten", "Om"}
    assert "grunt" in found.text
