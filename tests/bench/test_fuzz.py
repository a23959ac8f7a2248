"""Files that are made by which code they reach, for a short while; `make attack` goes on longer."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SECONDS, RUNS = 20, 400


@pytest.mark.skipif(find_spec("atheris") is None, reason="atheris is for Linux on x86-64 alone")
def test_no_file_fails_or_takes_longer_than_its_bytes_allow(tmp_path: Path) -> None:
    fuzz = [sys.executable, "-m", "bench.attack.fuzz", "documents", "--seconds", str(SECONDS)]
    limits = ["-seed=1", f"-runs={RUNS}", f"-artifact_prefix={tmp_path}/"]

    done = subprocess.run(
        [*fuzz, *limits], cwd=ROOT, capture_output=True, text=True, timeout=9 * SECONDS, check=False
    )

    told = done.stdout + done.stderr
    assert done.returncode == 0, told[-2_000:]
    assert "Done" in told
