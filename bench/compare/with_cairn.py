"""cairn-assistant, by the functions that its own command line calls."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cairn.config import Config
from cairn.engine import ask as ask_cairn
from cairn.engine import available_languages
from cairn.index import build_and_write, read_index

from bench.compare.protocol import Ask, Shown, read_corpus, serve


def build(settings: dict[str, Any]) -> None:
    """Write the documents with the front matter that it needs, and index them."""
    folder = Path(settings["index"], "corpus")
    folder.mkdir(parents=True)
    for number, each in enumerate(read_corpus(settings)):
        head = f"---\nid: d{number}\ntitle: {each['title']}\nlang: {each['language']}\n---\n"
        (folder / f"d{number}.md").write_text(head + each["text"], "utf-8")
    build_and_write(folder, folder.parent / "index.json")


def open_index(settings: dict[str, Any]) -> Ask:
    """Read the index; all settings but the threshold are as they come."""
    folder = Path(settings["index"], "corpus")
    index = read_index(folder.parent / "index.json", folder)
    config = Config(
        corpus_path=str(folder),
        index_path=str(folder.parent / "index.json"),
        threshold=settings["threshold"],
    )
    offered = available_languages(index)

    def ask(question: str, language: str) -> Shown:
        told = language if language in offered else None
        answer = ask_cairn(question, index, config, lang=told).answer
        return [(answer.text, 1.0)] if answer.kind == "grounded" else []

    return ask


if __name__ == "__main__":
    serve(build, open_index, ["cairn-assistant"])
