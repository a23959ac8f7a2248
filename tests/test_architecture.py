"""What the layout promises: the direction of imports, one place for settings, files of a sitting."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("src", "ingest", "vectorstore", "ui")
FILES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
MOST_LINES = 300


def test_imports_run_one_way() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def _reads_environment(path: Path) -> bool:
    tree = ast.parse(path.read_text("utf-8"))
    return any(
        (isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv", "putenv"})
        or (isinstance(node, ast.ImportFrom) and node.module == "os")
        for node in ast.walk(tree)
    )


def test_only_the_settings_read_the_environment() -> None:
    readers = {path.relative_to(ROOT).as_posix() for path in FILES if _reads_environment(path)}
    assert readers == {"src/assistant/settings/loading.py"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_file_is_read_in_a_sitting(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= MOST_LINES


def test_the_command_line_loads_nothing_heavy_before_it_is_needed() -> None:
    program = (
        "import sys, assistant.cli.commands\n"
        "heavy = {'torch', 'gradio', 'chromadb', 'fastapi', 'langchain_core', 'trafilatura', 'wordfreq', 'mcp'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
