"""Compares a lock file with the known vulnerabilities: `python -m deploy.audit requirements.lock`.

pip-audit ends with the same code when it finds something and when nobody answers it; here only
what was found fails.
"""

from __future__ import annotations

import json
import subprocess
import sys

UNANSWERED = "The source of known vulnerabilities cannot be reached; nothing was compared."
_NO_CONNECTION = ("ConnectionError", "ConnectTimeout", "ReadTimeout", "Could not connect")


def audit(lock: str, *options: str) -> int:
    """Tell what is known of the packages in a lock file; the exit code is 1 for a vulnerability.

    Args:
        lock: A complete requirements file with hashes.
        options: More for pip-audit, such as another source.
    """
    command = [sys.executable, "-m", "pip_audit", "--disable-pip", "--no-deps"]
    command += ["--progress-spinner=off"]
    command += ["--vulnerability-service=osv", "--format=json", "-r", lock, *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        packages = json.loads(done.stdout)["dependencies"]
    except ValueError:
        if any(told in done.stderr for told in _NO_CONNECTION):
            print(UNANSWERED)
            return 0
        print(done.stderr, file=sys.stderr)
        return 2
    found = [(package, weakness) for package in packages for weakness in package.get("vulns", [])]
    for package, weakness in found:
        fixed = ", ".join(weakness["fix_versions"]) or "no version"
        print(f"{package['name']} {package['version']}: {weakness['id']}, fixed in {fixed}")
    print(f"{len(packages)} packages compared, {len(found)} vulnerabilities known.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(audit(*sys.argv[1:]))
