"""Prints what is inside the program as a software bill of materials (CycloneDX 1.5, JSON).

    python3 packaging/sbom.py --version 0.1.0 --binary PATH

Swift packages come from Package.resolved with their revisions, the libraries of Debian from the program itself (ldd).
"""

import argparse
import json
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def packages():
    pins = json.loads((ROOT / "Package.resolved").read_text())["pins"]
    for pin in sorted(pins, key=lambda pin: pin["identity"]):
        state = pin["state"]
        version = state.get("version") or state["revision"]
        place = re.sub(r"^https://|\.git$", "", pin["location"])
        yield {
            "type": "library", "name": pin["identity"], "version": version,
            "purl": f"pkg:swift/{place}@{version}",
            "properties": [{"name": "git:revision", "value": state["revision"]}],
        }  # fmt: skip


def owner(library):
    """The Debian package of a file, which may be named by its place before or after the merge of /usr."""
    for path in (library, str(Path(library).resolve()), library.removeprefix("/usr")):
        found = subprocess.run(["dpkg-query", "-S", path], capture_output=True, text=True)
        if found.returncode == 0:
            return found.stdout.split(":")[0]
    return None


def libraries(binary):
    lines = subprocess.run(["ldd", binary], capture_output=True, text=True, check=True).stdout.splitlines()
    paths = {match[1] for match in (re.search(r"=> (/\S+)", line) for line in lines) if match}
    for name in sorted({found for found in map(owner, paths) if found}):
        version = subprocess.run(
            ["dpkg-query", "-W", "-f", "${Version}", name], capture_output=True, text=True, check=True
        ).stdout
        yield {"type": "library", "name": name, "version": version, "purl": f"pkg:deb/debian/{name}@{version}"}


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--version", required=True)
    options.add_argument("--binary", required=True)
    given = options.parse_args()
    document = {
        "bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
        "metadata": {
            "component": {
                "type": "application", "name": "inzet", "version": given.version,
                "licenses": [{"license": {"id": "EUPL-1.2"}}],
            }
        },
        "components": [*packages(), *libraries(given.binary)],
    }  # fmt: skip
    print(json.dumps(document, indent=1))


if __name__ == "__main__":
    main()
