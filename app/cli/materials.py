"""The bill of materials: everything that the site runs on, read from the lock, as CycloneDX."""

import json
import re
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

import click

from config import ROOT

PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", re.MULTILINE)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
FILES = (  # what stands in the source itself: its folder, name, version or edition, licence
    ("static/fonts/atkinson-hyperlegible-next.woff2", "Atkinson Hyperlegible Next", "OFL-1.1"),
    ("static/fonts/overpass.woff2", "Overpass", "OFL-1.1"),
    ("app/core/data/dutch-words.txt.gz", "Dutch word list of wordfreq", "CC-BY-SA-4.0"),
    ("app/accounts/data/known-bad.txt.gz", "Leaked passwords of zxcvbn", "MIT"),
)


def packages(lock: str) -> Iterator[dict[str, Any]]:
    """Every pinned package of a lock file, with all its hashes."""
    pins = list(PIN.finditer(lock))
    for pin, after in zip(pins, [*(later.start() for later in pins[1:]), len(lock)], strict=True):
        name, version = pin[1].lower(), pin[2]
        yield {
            "type": "library",
            "bom-ref": f"pkg:pypi/{name}@{version}",
            "name": name,
            "version": version,
            "purl": f"pkg:pypi/{name}@{version}",
            "licenses": licences_of(name),
            "hashes": [{"alg": "SHA-256", "content": found} for found in HASH.findall(lock[pin.start() : after])],
        }


def licences_of(name: str) -> list[dict[str, Any]]:
    """What a package says of its own licence, when it is installed here."""
    try:
        said = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return []
    told = (said.get_all("License-Expression") or []) + [
        line.rsplit(" :: ", 1)[1] for line in said.get_all("Classifier") or [] if line.startswith("License ::")
    ]
    found = next(iter(told), "")
    return [{"license": {"name": found}}] if found else []


def bill(root: Path = ROOT) -> dict[str, Any]:
    """The bill as CycloneDX 1.6 has it. The same lock gives the same bill: it holds no date and no random number."""
    project = (root / "pyproject.toml").read_text(encoding="utf-8")
    version = (re.search(r'^version = "([^"]+)"', project, re.MULTILINE) or ["", "0"])[1]
    lock = (root / "requirements.lock").read_text(encoding="utf-8")
    files = [
        {"type": "file", "bom-ref": path, "name": name, "licenses": [{"license": {"id": licence}}]}
        for path, name, licence in FILES
    ]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": "straatwijs",
                "name": "straatwijs",
                "version": version,
                "licenses": [{"license": {"id": "EUPL-1.2"}}],
            }
        },
        "components": [*packages(lock), *files],
    }


@click.command("sbom")
def sbom() -> None:
    """Print the bill of materials (SBOM) as CycloneDX JSON: everything that the site runs on."""
    click.echo(json.dumps(bill(), indent=2, ensure_ascii=False))
