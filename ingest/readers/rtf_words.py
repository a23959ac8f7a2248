"""Words of control of Rich Text: what they show, and where the words of a group go."""

from __future__ import annotations

GROUPS = {
    **dict.fromkeys(
        "fonttbl colortbl stylesheet pict object fldinst themedata datastore xmlnstbl listtable"
        " rsidtbl listoverridetable generator filetbl revtbl pntext pnseclvl bkmkstart bkmkend"
        " colorschememapping latentstyles datafield formfield atnid atnauthor info"
        " nonshppict sp".split(),
        "",
    ),
    **dict.fromkeys(
        "header headerl headerr headerf footer footerl footerr footerf".split(), "head"
    ),
    "footnote": "note",
    "annotation": "remark",
    "listtext": "mark",
    "title": "title",
}
"""Where the words of a group go; nowhere where they are not shown."""
SHOWN = frozenset({"footnote", "annotation", "shpinst", "shptxt"})
"""Groups that old programs may pass over, and that show something."""
WRITES = {
    "tab": " ",
    "line": "\n",
    "emdash": "—",
    "endash": "–",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
}
"""What a word shows."""
SYMBOLS = {"~": " ", "_": "-", "\\": "\\", "{": "{", "}": "}"}
"""What a sign behind a stroke shows."""
