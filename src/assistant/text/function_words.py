"""Which words carry meaning, and which only hold a sentence together."""

from __future__ import annotations

from assistant.text.words import Word, fold

FUNCTION_WORDS = frozenset(
    fold(word)
    for word in """
    vad vem vems vilka vilken vilket vilkas hur när var vart varför många mycket länge ofta vars
    är var varit vara blir blev har hade ha ska skall skulle kan kunde får fick vill finns fanns gör
    gjorde göra hända händer hände enligt happen happens happened according
    och eller men att som om på i av för med till från vid hos under över mellan efter
    före den det de dem en ett sin sitt sina denna detta dessa han hon man jag vi ni du mig min mitt
    er era någon något några inte så då där här ju också även både bara än hette heter kallas
    what who whom whose which how when where why many much long often is are was were be been has
    have had do does did will would can could should may and or but that this these those of in on
    at by for with from to into about under over between after before the a an his her its their
    he she it they we you i me my your there here not so then also only than tell please
    """.split()
)


ACRONYM = "IT"
"""The one that in small letters is a function word; others in capitals are shouted."""


def is_content(word: Word) -> bool:
    """Whether a word carries meaning: a digit, an acronym (`IT`), but no other single letter (`vem e`)."""
    alone = len(word.text) == 1 and not word.text.isdigit()
    return not alone and (word.text == ACRONYM or word.folded not in FUNCTION_WORDS)
