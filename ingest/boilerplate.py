"""Lines that steer through a web site and say nothing: `Läs mer om …`, `Tillbaka till …`."""

from __future__ import annotations

import re

_LONGEST = 80
_LONGEST_SOURCE = 500
"""Characters of a line with the addresses of its links."""
_NAVIGATION = re.compile(
    r"""
    (?:läs\s(?:mer|vidare|också|även) | se\s(?:även|också) | tillbaka\still
      | till(?:baka)?\s(?:toppen|start\w*)
      | hoppa\still | gå\still | visa\s(?:fler|mer|alla) | dela\s(?:sidan|artikeln|nyheten|på|via|med)
      | skriv\s(?:ut|en\skommentar) | lyssna\s(?:på\ssidan)? | tipsa\s(?:en|om) | prenumerera | följ\soss
      | relatera(?:t|de)\b | fler\snyheter | ladda\s(?:ner|ned)\b | nästa\s(?:sida|artikel|nyhet)
      | föregående\s(?:sida|artikel|nyhet) | hjälpte\sden\shär | var\sden\shär\ssidan
      | read\s(?:more|also|next) | learn\smore | see\salso | back\sto | go\sto | skip\sto | jump\sto
      | show\s(?:more|all) | share\s(?:this|on|via) | print\sthis | listen\sto\sthis | follow\sus
      | subscribe | related\b | more\snews | download\b | next\s(?:page|article) | previous\s(?:page|article))
      .*
    | (?:tillbaka | meny | sök | stäng | dela | lyssna | skriv\sut | logga\sin | kommentera
      | kommentarer | innehåll | start | startsida | föregående | nästa | hem | om\soss
      | kontakta\soss | kakor | om\skakor | cookies | back | menu | search | close | share | listen
      | print | log\sin | sign\sin | comments? | home | about\sus | contact\sus | contents | next
      | previous)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_INFORMS = re.compile(r"[.!:;…]$|[@\d]|https?:|www\.")
_MARKUP = re.compile(r"!?\[([^\]]{0,300})\]\([^)\s]{0,500}\)|[*_>›»«‹→←|]")


def is_navigation(text: str) -> bool:
    """Whether a line that stands alone only steers through a site.

    A whole sentence, or a line with an address, a number or a date, may inform and is none.
    """
    if len(text) > _LONGEST_SOURCE:
        return False
    line = " ".join(_MARKUP.sub(r"\1", text).split())
    return (
        len(line) <= _LONGEST
        and not _INFORMS.search(line)
        and _NAVIGATION.fullmatch(line) is not None
    )
