"""What ships in deploy/, each file checked by the program that reads it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from assistant.settings import LimitsSettings
from tests.ui.test_sub_path import nginx

DEPLOY = Path(__file__).parents[2] / "deploy"
UNIT = (DEPLOY / "fordonsdalen.service").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
LONGEST_STOP = LimitsSettings().shutdown_seconds + LimitsSettings().question_seconds
MOST_EXPOSED = "15"
"""Of 100, as systemd-analyze counts."""


def program(name: str) -> str:
    """Where a program is. Missing it fails in CI."""
    places = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"], "/usr/sbin"])
    found = shutil.which(name, path=places)
    if found is None:
        if os.environ.get("CI"):
            pytest.fail(f"{name} is not installed.")
        pytest.skip(f"{name} is not installed.")
    return found


def check(*command: str | Path, **environment: str) -> None:
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env=os.environ | environment
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_caddy_takes_its_file(tmp_path: Path) -> None:
    caddy = program("caddy")
    file = DEPLOY / "Caddyfile"
    home = str(tmp_path)
    check(caddy, "validate", "--adapter", "caddyfile", "--config", file, HOME=home)


def test_nginx_takes_its_files(tmp_path: Path) -> None:
    with nginx(tmp_path, "http://127.0.0.1:9"):
        pass


def test_systemd_takes_the_unit_and_finds_it_closed(tmp_path: Path) -> None:
    systemd = program("systemd-analyze")
    unit = tmp_path / "fordonsdalen.service"
    command = re.search(r"^ExecStart=(\S+)", UNIT, re.MULTILINE)
    assert command
    unit.write_text(UNIT.replace(command[1], "/bin/true"))
    check(systemd, "verify", "--man=no", unit)
    check(systemd, "security", "--offline=yes", f"--threshold={MOST_EXPOSED}", unit)


def test_nobody_is_killed_over_a_stop_within_the_limits() -> None:
    unit = re.search(r"^TimeoutStopSec=(\d+)$", UNIT, re.MULTILINE)
    assert unit
    assert int(unit[1]) > LONGEST_STOP
    grace = COMPOSE["services"]["assistant"]["stop_grace_period"]
    assert int(grace.removesuffix("s")) > LONGEST_STOP
    assert "KillMode=mixed" in UNIT


def test_hadolint_finds_nothing_in_the_containerfile() -> None:
    check(program("hadolint"), DEPLOY / "Containerfile")


def test_the_image_runs_as_nobody_in_particular_and_tells_its_health() -> None:
    last = (DEPLOY / "Containerfile").read_text().split("FROM ")[-1]
    assert "USER 10001" in last
    assert "/healthz" in last


def test_the_image_holds_nothing_of_the_extras() -> None:
    lock = (DEPLOY.parent / "requirements.lock").read_text()
    held = {line.partition("==")[0] for line in lock.splitlines() if "==" in line}
    extras = tomllib.loads((DEPLOY.parent / "pyproject.toml").read_text())["project"][
        "optional-dependencies"
    ]
    asked = [each for name in ("models", "generation", "spread") for each in extras[name]]
    assert not held & {each.partition("==")[0] for each in asked}
    assert not held & {"transformers", "dask", "scipy"}, "what they bring"
    assert "requirements.lock" in (DEPLOY / "Containerfile").read_text()


def test_the_compose_file_is_one_and_keeps_its_container_closed() -> None:
    schema = ("--builtin-schema", "vendor.compose-spec")
    check(program("check-jsonschema"), *schema, DEPLOY / "compose.yaml")
    service = COMPOSE["services"]["assistant"]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert all(port.startswith("127.0.0.1:") for port in service["ports"])
    assert {"mem_limit", "pids_limit", "tmpfs", "healthcheck"} <= set(service)
