"""What five kinds of pages say, in the markup that four kinds of sites put around such things."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Style(NamedTuple):
    """How a site marks what it has in common with others; each holds `{}` for the words."""

    text: str
    box: str
    """Around a title and its lines."""
    line: str
    """A label and its value, `{}` for each."""
    card: str
    """A name and two lines about it."""
    question: str
    """A question and its answer."""


STYLES: Mapping[str, Style] = {
    "SiteVision": Style(
        '<div class="sv-text-portlet"><div class="sv-text-portlet-content">{}</div></div>',
        '<div class="sv-vertical sv-layout faktaruta"><h2 class="subheading">{}</h2>{}</div>',
        '<div class="sv-row"><p class="normal"><strong>{}</strong></p><p class="normal">{}</p></div>',
        '<div class="sv-grid-4"><div class="sv-text-portlet-content">'
        '<p class="normal"><strong>{}</strong></p><p class="normal">{}</p><p class="normal">{}</p>'
        "</div></div>",
        '<h3 class="accordion"><button aria-expanded="false">{}</button></h3>'
        '<div class="panel" style="display:none"><p class="normal">{}</p></div>',
    ),
    "Optimizely": Style(
        '<div class="editor-content xhtml">{}</div>',
        '<aside class="sidebar-block related"><h2>{}</h2>{}</aside>',
        '<div class="fact"><span class="fact__label">{}</span><span class="fact__value">{}</span></div>',
        '<div class="person-card"><img src="p.jpg" alt=""><h3 class="author">{}</h3>'
        '<div class="meta">{}</div><div class="meta">{}</div></div>',
        '<details class="accordion-block"><summary>{}</summary><div>{}</div></details>',
    ),
    "WordPress": Style(
        '<div class="wp-block-group">{}</div>',
        '<div class="wp-block-group has-background"><h2>{}</h2>{}</div>',
        "<p><strong>{}</strong><br>{}</p>",
        '<div class="wp-block-column"><figure><img src="p.jpg" alt=""></figure><h4>{}</h4>'
        "<p>{}<br>{}</p></div>",
        '<div class="schema-faq-section"><strong class="schema-faq-question">{}</strong>'
        '<p class="schema-faq-answer">{}</p></div>',
    ),
    "hand-made": Style(
        "<font face='Arial' size=2>{}</font>",
        "<table border=0 bgcolor='#eeeeee'><tr><td><b>{}</b><br>{}</td></tr></table>",
        "{}: {}<br>",
        "<b>{}</b><br>{}<br>{}<br><br>",
        "<p><a name='f'></a><b>{}</b><br>{}",
    ),
}


def news(style: Style) -> str:
    """A news item with a picture and a quotation."""
    return style.text.format(
        "<h1>Ny hamn för vätgas invigd i Norrby</h1>"
        "<p class='ingress'>Den nya hamnen tar emot sitt första fartyg i höst, skriver kommunen.</p>"
        "<p>Hamnen invigdes <time datetime='2024-05-03'>den 3 maj 2024</time> av landshövding "
        "<b>Maj Sten</b>. Den har kostat 38,5 miljoner kronor, och en liter kyld gas väger bara 70 g.</p>"
        "<figure><img src='h.jpg' alt=''><figcaption>Maj Sten klipper bandet. Foto: Bo Ek</figcaption>"
        "</figure><blockquote><p>Nu kan båtarna tanka här</p><cite>Ulla Frid, hamnchef</cite></blockquote>"
        "<p>Avtalet gäller t.o.m. 2031.</p>"
    )


def project(style: Style) -> str:
    """A project with its facts in a box and its goals in a list."""
    facts = [
        ("Total budget", "38 888 951 kr"),
        ("Projektperiod", "2023–2026"),
        ("Projektägare", "Region Västerdal"),
        ("Diarienummer", "KS 2023/114"),
    ]
    lines = "".join(style.line.format(*each) for each in facts)
    return style.text.format(
        "<h1>Elvägen</h1><p>Projektet prövar laddning under färd.</p><h2>Mål</h2>"
        "<ul><li>20 procent lägre utsläpp</li><li>40 utbildade förare<ul><li>varav hälften kvinnor</li></ul>"
        "</li></ul>"
    ) + style.box.format("Fakta om projektet", lines)


def people(style: Style) -> str:
    """The members of a network, as links, and its board, as cards."""
    board = [
        ("Tore Kvist", "Ordförande", "Region Norrdal"),
        ("Lisbet Ålund", "Vd", "Fjällfrakt AB"),
        ("Omar Haddad", "Professor", "Tallviks högskola"),
    ]
    members = (
        "Norrgas AB",
        "Norrby stad",
        "Fjällfrakt AB",
        "Granåsens kommun",
        "Tallviks högskola",
    )
    links = "".join(f"<li><a href='/medlem/{n}'>{name}</a></li>" for n, name in enumerate(members))
    cards = "".join(style.card.format(*each) for each in board)
    return (
        style.text.format(f"<h1>Vätgasnätverket</h1><p>Medlemmar:</p><ul>{links}</ul>")
        + style.text.format(f"<h2>Styrelse</h2>{cards}")
        + style.text.format("<address>Hamngatan 1<br>111 22 Norrby</address>")
    )


def questions(style: Style) -> str:
    """Questions that people ask, with their answers, some of them short."""
    asked = [
        ("Vad kostar det att ladda?", "Inget under 2024."),
        ("Vem får ladda?", "Alla som har ett kort. Det hämtas i receptionen."),
        ("När är det öppet?", "Dygnet runt"),
    ]
    told = "".join(style.question.format(*each) for each in asked)
    return style.text.format(f"<h1>Frågor om laddplatsen</h1>{told}") + style.text.format(
        "<dl><dt>Effekt</dt><dd>150 kW</dd><dd>i kyla 120 kW</dd><dt>Platser</dt><dd>8</dd></dl>"
    )


def table(style: Style) -> str:
    """Figures in a table, with its caption, and cells with lists in them."""
    return style.text.format(
        "<h1>Bidrag till laddplatser</h1><p>Kommunen betalade ut bidrag tre gånger.</p>"
        "<table class='env-table'><caption>Bidrag 2024, i kronor</caption>"
        "<thead><tr><th>Mottagare</th><th>Belopp</th><th>Kontakt</th></tr></thead><tbody>"
        "<tr><td>Norrgas AB</td><td>120 000</td><td><ul><li>Sara Blom</li><li>Ivan Petrov</li></ul></td></tr>"
        "<tr><td>Fjällfrakt AB</td><td>80 000</td><td>Karin Öberg</td></tr>"
        "<tr><td>Hamnens vänner</td><td>5 000</td><td></td></tr></tbody></table>"
        "<p>Nästa gång är i mars. Sök senast den 1 februari.</p>"
    )


CONTENTS = {
    "news": news,
    "project": project,
    "people": people,
    "questions": questions,
    "table": table,
}
